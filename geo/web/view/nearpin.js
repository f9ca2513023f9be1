/** What lies nearest to a place that a person pointed at: a pin, and lines to the records. */

import { beside, linesTo } from "./meridian.js";

/* global L */

export class NearPin {
  /** @param {import("leaflet").Map} map */
  constructor(map) {
    map.createPane("near").style.zIndex = "390"; // under the symbols
    this.map = map;
    this.lines = L.layerGroup().addTo(map);
  }

  /**
   * Draw the pin and the lines.
   * @param {[lon: number, lat: number]} place degrees
   * @param {[lon: number, lat: number][]} others degrees
   */
  draw([lon, lat], others) {
    const here = /** @type {[number, number]} */ ([beside(lon, this.map.getCenter().lng), lat]);
    this.lines.clearLayers();
    const drawn = { pane: "near", interactive: false };
    for (const other of others) {
      for (const ends of linesTo(here, other)) this.lines.addLayer(L.polyline(ends, { className: "tm-near-line", ...drawn }));
    }
    this.lines.addLayer(L.circleMarker([lat, here[0]], { radius: 7, className: "tm-pin", ...drawn }));
  }

  clear() {
    this.lines.clearLayers();
  }
}
