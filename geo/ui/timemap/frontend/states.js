/** The states of a year: outlines that come and go, and where to write their names. */

import { acrossMeridian } from "./meridian.js";

/* global L */

/** What data/borders.geojson calls the one unit that has no code in the base map. */
const KOSOVO = { Kosovo: "XK" };

/** The first year with borders of its own; years before it show those of this one. */
const FIRST_YEAR = 1945;

/**
 * @typedef {object} Label a name to be written on the map
 * @property {string} text
 * @property {L.LatLngBounds} bounds of its largest part
 * @property {[lon: number, lat: number][]} ring outline of its largest part
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
    this.outlines.addData(acrossMeridian(collection));
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
    const parts = rings.map((ring) => ({ ring, bounds: L.latLngBounds(ring.map(([lon, lat]) => [lat, lon])) }));
    const largest = parts.reduce((best, part) => (area(part.bounds) > area(best.bounds) ? part : best));
    return { ...rest, text: name, ...largest, size: area(largest.bounds), iso: iso ?? [code ?? KOSOVO[name] ?? name] };
  });
}

/** @param {L.LatLngBounds} box */
function area(box) {
  return (box.getNorth() - box.getSouth()) * (box.getEast() - box.getWest());
}

/** Where a name is tried, in shares of the half extent of what is in view, the middle first. */
const TRIED = [0, -0.25, 0.25, -0.5, 0.5, -0.7, 0.7]
  .flatMap((down, _, steps) => steps.map((across) => [across, down]))
  .sort(([x, y], [u, v]) => Math.hypot(x, y) - Math.hypot(u, v));
/** A state of which less than this share is in view is named only if that is most of the view: a vast one. */
const SHARE_IN_VIEW = 0.35;
const VAST_DEG = 60;

/**
 * Find where a state may be named: points inside it and in view, the middle of what is in view first.
 * @param {Label} label
 * @param {L.LatLngBounds} view
 * @returns {L.LatLng[]}
 */
export function spots({ bounds, ring, size }, view) {
  if (!view.intersects(bounds)) return [];
  const [south, north] = [Math.max(view.getSouth(), bounds.getSouth()), Math.min(view.getNorth(), bounds.getNorth())];
  const [west, east] = [Math.max(view.getWest(), bounds.getWest()), Math.min(view.getEast(), bounds.getEast())];
  const vast = bounds.getEast() - bounds.getWest() > VAST_DEG;
  if (!vast && (north - south) * (east - west) < SHARE_IN_VIEW * size) return [];
  const [lat, lon, tall, wide] = [(south + north) / 2, (west + east) / 2, (north - south) / 2, (east - west) / 2];
  const tried = TRIED.map(([across, down]) => [lon + across * wide, lat - down * tall]);
  return tried.filter((point) => within(point, ring)).map(([x, y]) => L.latLng(y, x));
}

/** Say whether a point is inside a ring, by counting the edges to its east (even-odd rule). */
function within([x, y], ring) {
  let inside = false;
  for (let at = 0, last = ring.length - 1; at < ring.length; last = at++) {
    const [[x1, y1], [x2, y2]] = [ring[at], ring[last]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
