/** What folium's map script calls: the base map, the periods and the legend as Leaflet layers and controls. */

import { drawGroup, drawSymbol, paletteOf } from "./draw.js";
import { acrossMeridian } from "./meridian.js";
import { Periods } from "./rule.js";
import { symbolLayer } from "./symbols.js";
import { States, labelPoints } from "./states.js";
import { Towns } from "./towns.js";
import { make } from "./words.js";

/* global L */

/**
 * @typedef {{url?: string, element?: string, data?: object}} Source a file by address, the id of an element that holds it, or
 *   what is in it
 * @typedef {Source & {words: import("./words.js").Vocabulary}} LayerSource
 */

const LEGEND = [
  ["Bears the name", { category: "place", status: "honouring", certain: true, changed: false }],
  ["Monument stands", { category: "monument", status: "honouring", certain: true, changed: false }],
  ["Renamed or gone", { category: "place", status: "after", certain: true, changed: false }],
  ["Monument gone", { category: "monument", status: "after", certain: true, changed: false }],
  ["Not yet so named", { category: "place", status: "before", certain: true, changed: false }],
  ["Possible, not certain", { category: "place", status: "honouring", certain: false, changed: false }],
  ["Changed in this year", { category: "place", status: "after", certain: true, changed: true }],
];
const GROUP = { before: 0, honouring: 3, after: 2, total: 5, changed: false };

/** One map's elements; folium's script gets it as `timemap`. */
export class Elements {
  constructor() {
    /** @type {Promise<unknown>[]} */
    this.loading = [];
    /** @type {?Promise<{periods: Periods, symbols: L.Layer}>} */
    this.layer = null;
    /** @type {?L.Map} */
    this.map = null;
    /** @type {?import("./words.js").Vocabulary} */
    this.words = null;
    /** @type {?States} */
    this.states = null;
    /** @type {import("./states.js").Label[]} */
    this.countries = [];
  }

  /**
   * Draw the countries.
   * @param {L.Map} map
   * @param {Source} source
   * @returns {L.GeoJSON}
   */
  basemap(map, source) {
    map.createPane("countries").style.zIndex = "250";
    const countries = L.geoJSON(null, {
      pane: "countries",
      interactive: false,
      attribution: "Natural Earth",
      style: { className: "tm-country" },
    });
    this.loading.push(
      read(source).then((collection) => {
        countries.addData(acrossMeridian(collection));
        this.countries = labelPoints(countries);
      }),
    );
    return countries;
  }

  /**
   * Draw the states as they were: their outlines follow the year.
   * @param {L.Map} map
   * @param {Source} source
   * @returns {L.GeoJSON}
   */
  borders(map, source) {
    map.createPane("borders").style.zIndex = "260";
    this.states = new States(map);
    this.loading.push(read(source).then((collection) => this.states.add(collection)));
    return this.states.outlines;
  }

  /**
   * Draw the periods.
   * @param {L.Map} map
   * @param {LayerSource} source
   */
  periods(map, source) {
    this.map = map;
    this.words = source.words;
    this.layer = read(source).then((collection) => {
      const periods = new Periods(collection);
      return { periods, symbols: symbolLayer(periods).addTo(map) };
    });
  }

  /**
   * Name large towns for orientation.
   * @param {L.Map} _map
   * @param {Source} source
   */
  towns(_map, source) {
    this.loading.push(
      Promise.all([this.layer, read(source)]).then(([{ periods, symbols }, rows]) => symbols.orient(new Towns(rows, periods))),
    );
  }

  /**
   * Give the names of the states of a year and where to write them.
   * @param {number} year
   * @returns {import("./states.js").Label[]}
   */
  stateLabels(year) {
    const then = this.states?.labels(year) ?? [];
    const gone = new Set(then.flatMap((state) => state.iso));
    return [...then, ...this.countries.filter((country) => !gone.has(country.iso[0]))];
  }

  /**
   * Explain the symbols.
   * @param {L.Map} map
   */
  legend(map) {
    const Legend = L.Control.extend({
      onAdd() {
        const open = map.getSize().x > 600 && map.getSize().y > 360;
        const box = make("details", { class: "tm-legend leaflet-bar" }, make("summary", {}, "Legend"));
        if (open) box.setAttribute("open", "");
        const paint = () => {
          box.querySelectorAll("ul").forEach((list) => list.remove());
          box.append(legendList(map));
        };
        map.whenReady(paint);
        map.on("tm:theme", paint);
        box.addEventListener("toggle", () => map.fire("moveend")); // names give way to it
        L.DomEvent.disableClickPropagation(box);
        L.DomEvent.disableScrollPropagation(box);
        return box;
      },
    });
    return new Legend({ position: "bottomright" }).addTo(map);
  }
}

function legendList(map) {
  const palette = paletteOf(map.getContainer());
  const list = make("ul");
  for (const [text, what] of LEGEND) {
    list.append(legendItem(text, (context) => drawSymbol(context, 13, 13, what, palette)));
  }
  list.append(legendItem("Several records", (context) => drawGroup(context, 13, 13, GROUP, palette)));
  return list;
}

function legendItem(text, draw) {
  const ratio = window.devicePixelRatio || 1;
  const canvas = make("canvas", { width: String(26 * ratio), height: String(26 * ratio), "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  draw(context);
  return make("li", {}, canvas, text);
}

/**
 * Read a file by address or from the page, or take what is in it.
 * @param {Source} source
 */
export async function read(source) {
  if (source.data) return source.data;
  if (source.element) return JSON.parse(document.getElementById(source.element).textContent);
  const answer = await fetch(source.url);
  if (!answer.ok) throw new Error(`${source.url}: ${answer.status} ${answer.statusText}`);
  return answer.json();
}
