/** What lies nearest to a place that a person pointed at: a pin, lines to the records, and their list. */

import { beside } from "./meridian.js";
import { make } from "./words.js";

/* global L */

/**
 * @typedef {object} Nearby what Python found; distances are geodesic
 * @property {number} lon of the place, degrees
 * @property {number} lat
 * @property {string} title
 * @property {{id: string, title: string, where: string}[]} items nearest first; `where` is "12 km north-east"
 */

export class Near {
  /** @param {L.Map} map */
  constructor(map) {
    map.createPane("near").style.zIndex = "390"; // under the symbols
    this.map = map;
    this.lines = L.layerGroup().addTo(map);
  }

  /**
   * Draw the pin and the lines.
   * @param {Nearby} nearby
   * @param {import("./rule.js").Periods} periods
   */
  draw(nearby, periods) {
    const here = { lat: nearby.lat, lon: beside(nearby.lon, this.map.getCenter().lng) };
    this.lines.clearLayers();
    for (const { id } of nearby.items) {
      for (const ends of linesTo(here, periods.records[periods.byId.get(id)])) {
        this.lines.addLayer(L.polyline(ends, { className: "tm-near-line", pane: "near", interactive: false }));
      }
    }
    this.lines.addLayer(L.circleMarker([here.lat, here.lon], { radius: 7, className: "tm-pin", pane: "near", interactive: false }));
  }

  clear() {
    this.lines.clearLayers();
  }
}

/**
 * Give the lines from a place to a record by the short way; one across 180 degrees is drawn at both ends of the map.
 * @param {{lon: number, lat: number}} place degrees
 * @param {{lon: number, lat: number}} record degrees
 * @returns {[lat: number, lon: number][][]} as Leaflet wants them: latitude first
 */
export function linesTo(place, record) {
  const lon = beside(record.lon, place.lon);
  const line = [[place.lat, place.lon], [record.lat, lon]];
  if (lon === record.lon) return [line];
  return [line, line.map(([lat, end]) => [lat, end + record.lon - lon])];
}

/**
 * Fill the popup of a place: the records nearest to it, as buttons.
 * @param {Nearby} nearby
 * @param {{open: (id: string) => void, drop: () => void}} actions
 * @returns {HTMLElement}
 */
export function nearPopup(nearby, { open, drop }) {
  const list = make("ol", { class: "tm-near" });
  for (const { id, title, where } of nearby.items) {
    const button = make("button", { type: "button" }, make("strong", {}, title), " ", make("span", { class: "tm-soft" }, where));
    button.addEventListener("click", () => open(id));
    list.append(make("li", {}, button));
  }
  const remove = make("button", { type: "button", class: "tm-closer" }, "Take the pin off");
  remove.addEventListener("click", drop);
  const nothing = nearby.items.length ? [] : [make("p", {}, "No record passes the filters.")];
  return make("div", { class: "tm-popup", "data-testid": "near" }, make("h3", {}, nearby.title), ...nothing, list, remove);
}
