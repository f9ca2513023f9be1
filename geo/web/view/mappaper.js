/** The map on paper: as wide as the sheet, with what the screen showed in view and the legend below it. */

/** How high the map is on a sheet, as a share of its width. */
const TALL = 0.62;

/**
 * @typedef {object} Kept what the screen had
 * @property {import("leaflet").LatLngBounds} bounds
 * @property {import("leaflet").LatLng} centre
 * @property {number} zoom
 * @property {?HTMLDetailsElement} legend
 * @property {?ParentNode} corner
 * @property {boolean} open whether the legend was
 * @property {{zoomSnap?: number, minZoom?: number}} limits
 */

export class MapPaper {
  /**
   * @param {import("leaflet").Map} map
   * @param {HTMLElement} box of the map
   */
  constructor(map, box) {
    this.map = map;
    this.box = box;
    this.screen = this.#look();
    /** @type {?Kept} */
    this.kept = null;
    map.on("moveend", () => this.#remember());
  }

  /** Keep what the screen shows: when paper is told of, the map may be as narrow as the sheet already. */
  #remember() {
    if (this.kept || window.matchMedia("print").matches) return;
    this.screen = this.#look();
  }

  #look() {
    return { bounds: this.map.getBounds(), centre: this.map.getCenter(), zoom: this.map.getZoom() };
  }

  /** @param {number} width pixels */
  begin(width) {
    if (this.kept) return;
    const { map, box } = this;
    const legend = /** @type {?HTMLDetailsElement} */ (box.querySelector(".tm-legend"));
    const { zoomSnap, minZoom } = map.options;
    this.kept = { ...this.screen, legend, corner: legend?.parentNode ?? null, open: legend?.open ?? false, limits: { zoomSnap, minZoom } };
    if (legend) {
      legend.open = true;
      legend.dispatchEvent(new Event("toggle")); // the browser tells of it when paper is made already
      box.after(legend); // on the map it would hide symbols, and paper has no way to close it
    }
    box.style.width = `${width}px`;
    box.style.height = `${Math.round(width * TALL)}px`;
    Object.assign(map.options, { zoomSnap: 0, minZoom: 0, paper: true }); // else a sheet narrower than the screen cuts what was in view
    map.invalidateSize({ animate: false });
    map.fitBounds(this.kept.bounds, { padding: [16, 16], animate: false }); // a symbol on the edge is whole
  }

  end() {
    if (!this.kept) return;
    const { map, box } = this;
    const { centre, zoom, legend, corner, open, limits } = this.kept;
    if (legend) {
      corner?.prepend(legend); // where Leaflet had put it
      legend.open = open;
    }
    box.style.width = "";
    box.style.height = "";
    Object.assign(map.options, limits, { paper: false });
    map.invalidateSize({ animate: false });
    map.setView(centre, zoom, { animate: false });
    this.kept = null;
  }
}
