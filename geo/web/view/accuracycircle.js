/** How near to its point an open record lies, where a source says so: a circle of that many metres. */

import { beside } from "./meridian.js";

/* global L */

export class AccuracyCircle {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../model/store.js").Store} store
   * @param {import("../model/details.js").Details} details
   */
  constructor(map, store, details) {
    this.map = map;
    this.store = store;
    this.details = details;
    const pane = map.createPane("accuracy");
    pane.style.zIndex = "380"; // under the symbols
    pane.style.pointerEvents = "none";
    pane.setAttribute("aria-hidden", "true"); // the record says it in words
    this.circle = L.layerGroup([], { pane: "accuracy" }).addTo(map);
    const off = store.on((view, before) => {
      if (view.record !== before.record) this.draw();
    });
    map.on("unload", off);
    this.draw();
  }

  /** Draw the circle of the record that is open; none where there is none, or nothing states how near it lies. */
  async draw() {
    this.circle.clearLayers();
    const { table, view } = this.store;
    const { record: id } = view;
    const record = id === null ? -1 : table.indexOf(id);
    const accuracy = record < 0 ? undefined : (await this.details.of(record)).accuracy;
    if (!accuracy || this.store.view.record !== id) return;
    const drawn = { radius: accuracy.metres, pane: "accuracy", interactive: false, className: "tm-accuracy", weight: 1.5, fillOpacity: 0.08 };
    this.circle.clearLayers();
    this.circle.addLayer(L.circle([table.lat[record], beside(table.lon[record], this.map.getCenter().lng)], drawn));
  }
}
