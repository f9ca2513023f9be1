/** The states of a year: outlines that come and go, and where to write their names. */

/* global L */

/** What data/borders.geojson calls the one unit that has no code in the base map. */
const KOSOVO = { Kosovo: "XK" };

/** The first year with borders of its own; years before it show those of this one. */
export const FIRST_YEAR = 1945;

/**
 * @typedef {object} Label a name to be written on the map
 * @property {string} text
 * @property {L.LatLngBounds} bounds of its largest part
 * @property {number} size of what it names, in square degrees: the larger are written first
 * @property {string[]} iso codes of today that it covers
 */

export class States {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.outlines = L.geoJSON(null, {
      pane: "borders",
      interactive: false,
      style: (feature) => ({ className: `tm-outline tm-${feature.properties.level}`, fill: false }),
    });
    this.note = L.control({ position: "bottomleft" });
    this.note.onAdd = () => {
      const box = L.DomUtil.create("div", "tm-borders-note");
      box.textContent = `Borders of ${FIRST_YEAR}`;
      return box;
    };
    this.outlines.on("add remove", () => this.show(this.year ?? FIRST_YEAR));
  }

  /** @param {object} collection of data/borders.geojson */
  add(collection) {
    this.outlines.addData(collection);
    this.states = labelPoints(this.outlines);
  }

  /**
   * Say whether a feature held on 31 December of a year.
   * @param {{start_year: number, end_year: ?number}} properties
   * @param {number} year
   */
  held({ start_year, end_year }, year) {
    const at = Math.max(year, FIRST_YEAR);
    return start_year <= at && (end_year === null || at < end_year);
  }

  /** @param {number} year */
  show(year) {
    this.year = year;
    this.outlines.eachLayer((layer) => {
      const path = layer.getElement?.();
      if (path) path.style.display = this.held(layer.feature.properties, year) ? "" : "none";
    });
    const told = year < FIRST_YEAR && this.map.hasLayer(this.outlines);
    if (told && !this.note.getContainer()?.isConnected) this.note.addTo(this.map);
    if (!told && this.note.getContainer()?.isConnected) this.note.remove();
  }

  /**
   * @param {number} year
   * @returns {Label[]}
   */
  labels(year) {
    if (!this.map.hasLayer(this.outlines)) return [];
    return (this.states ?? []).filter((label) => label.level === "state" && this.held(label, year));
  }
}

/**
 * Find where the names of a layer's features may stand: the middle of the largest part of each.
 * @param {L.GeoJSON} layer
 * @returns {Label[]}
 */
export function labelPoints(layer) {
  const drawn = layer.getLayers().filter((one) => one.feature.geometry.coordinates.length);
  return drawn.map((one) => {
    const { name, iso_a2: code, iso, ...rest } = one.feature.properties;
    const { type, coordinates } = one.feature.geometry;
    const rings = (type === "Polygon" ? [coordinates] : coordinates).map(([ring]) => ring);
    const boxes = rings.map((ring) => L.latLngBounds(ring.map(([lon, lat]) => [lat, lon])));
    const area = (box) => (box.getNorth() - box.getSouth()) * (box.getEast() - box.getWest());
    const largest = boxes.reduce((best, box) => (area(box) > area(best) ? box : best));
    return { ...rest, text: name, bounds: largest, size: area(largest), iso: iso ?? [code ?? KOSOVO[name] ?? name] };
  });
}
