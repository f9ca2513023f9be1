/** What folium's map script calls: base map, borders, records, towns and legend as Leaflet layers and controls. */

import { paletteOf } from "./draw.js";
import { paintBorders, paintLand } from "./ground.js";
import { legend } from "./legend.js";
import { Outlines } from "./outlines.js";
import { FIRST_YEAR, bordersKey } from "./states.js";
import { make } from "./maker.js";
import { surface } from "./surface.js";

/* global L */

/**
 * @typedef {object} Sources how files are got, whose contents JSON is
 * @property {() => Promise<any>} outlines what geo/map/topology.py makes
 * @property {() => Promise<string[]>} lines the arcs of thinned outlines with all their corners
 * @property {() => Promise<any>} towns data/towns.json
 * @property {() => Promise<import("../model/asked.js").Frame>} centres what is known of the capitals and regional centres
 * @property {() => Promise<import("./editionnotice.js").Revisions>} revisions what has changed since the edition that is shown
 * @property {() => Promise<any>} events
 * @property {() => Promise<any>} stories
 */

/** @typedef {import("leaflet").Layer & {repaint: () => void, frame: ?import("./surface.js").Frame}} Surface */

/** One map's parts; folium's script gets it as `timemap`. */
export class Parts {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {{sources: Sources, centres: () => Promise<import("../model/asked.js").Centres>}} around
   */
  constructor(store, around) {
    const { sources } = around;
    this.store = store;
    this.around = around;
    /** @type {?Outlines} */
    this.outlines = null;
    /** What the first map waits for. */
    this.loading = sources.outlines().then((file) => this.#take(file));
    /** @type {?import("leaflet").Map} */
    this.map = null;
    this.hasTowns = false;
    /** Whether what was added to folium's map says which part of the world is shown at first. */
    this.placed = false;
    /** @type {?Surface} */
    this.land = null;
    /** @type {?Surface} */
    this.former = null;
    /** @type {?import("leaflet").Control} */
    this.note = null;
    /** @type {?{paint: () => void}} */
    this.key = null;
    /** @type {?import("./centrelayer.js").CentreLayer} the capitals and regional centres, once they have been switched on */
    this.marked = null;
    /** @type {?import("./draw.js").Palette} the colours as they were last read */
    this.colours = null;
    /** @type {?string} the borders that are drawn */
    this.drawnKey = null;
    /** What is told when the borders of the time are put on or taken off. */
    this.changed = () => {};
  }

  /** @param {any} file with the outlines, which may be thin until the first map is drawn */
  #take(file) {
    const outlines = new Outlines(file);
    this.outlines = outlines;
    if (!file.thin) return;
    const whole = (/** @type {string[]} */ arcs) => {
      outlines.take(arcs);
      for (const drawn of [this.land, this.former]) drawn?.repaint();
    };
    this.around.sources.lines().then(whole, () => {}); // the page says that a part did not come
  }

  /**
   * Draw the countries.
   * @param {import("leaflet").Map} map
   */
  basemap(map) {
    this.map = map;
    map.createPane("countries").style.zIndex = "250";
    this.land = surface({ paint: (context, frame) => this.#paintLand(context, frame) }, { pane: "countries", attribution: "Natural Earth" });
    return this.land;
  }

  /**
   * Draw the borders of the year that are not today's.
   * @param {import("leaflet").Map} map
   */
  borders(map) {
    map.createPane("borders").style.zIndex = "260";
    this.former = surface({ paint: (context, frame) => this.#paintBorders(context, frame) }, { pane: "borders" });
    const words = this.store.phrases.say("web.map.borders_of", { year: FIRST_YEAR });
    this.note = new (L.Control.extend({ onAdd: () => make("div", { class: "tm-borders-note" }, words) }))({ position: "bottomleft" });
    this.former.on("add remove", () => {
      this.showYear();
      this.changed();
    });
    return this.former;
  }

  /**
   * Draw the records on a map.
   * @param {import("leaflet").Map} map
   */
  periods(map) {
    this.map = map;
  }

  /** Name large towns for orientation. */
  towns() {
    this.hasTowns = true;
  }

  /**
   * Explain the symbols.
   * @param {import("leaflet").Map} map
   */
  legend(map) {
    this.key = legend(map, this.store, () => this.marks?.legendLines() ?? null);
  }

  /**
   * Offer the capitals and regional centres as a layer, where the data tell whether they had one.
   * @param {import("leaflet").Map} map
   * @param {import("leaflet").Control.Layers} control
   */
  centres(map, control) {
    if (!this.store.table.schema.frame) return;
    const layer = L.layerGroup();
    layer.once("add", async () => {
      const [{ CentreLayer }, centres] = await Promise.all([import("./centrelayer.js"), this.around.centres()]);
      this.marked = new CentreLayer(map, layer, centres.marks(), this.store.phrases);
      this.#explain();
    });
    layer.on("add remove", () => this.#explain());
    control.addOverlay(layer, this.store.phrases.say("web.map.centres"));
  }

  /** The marks of the capitals and regional centres, while they are on the map. */
  get marks() {
    return this.marked?.isOn ? this.marked : null;
  }

  /** Let the legend say what is on the map; names give way to it. */
  #explain() {
    this.key?.paint();
    this.map?.fire("tm:controls");
  }

  /** Say whether the borders of the time are shown. */
  get then() {
    return Boolean(this.former && this.map?.hasLayer(this.former));
  }

  /** Draw what the year changes. */
  showYear() {
    const { year } = this.store.view;
    const early = year < FIRST_YEAR && this.then;
    if (this.map && early !== Boolean(this.note?.getContainer()?.isConnected)) {
      if (early) this.note?.addTo(this.map);
      else this.note?.remove();
    }
    const key = this.outlines && bordersKey(this.outlines, year);
    if (key !== this.drawnKey) this.former?.repaint();
  }

  /** Draw all anew: outlines have come, or the colours have changed. */
  repaint() {
    this.colours = null;
    this.land?.repaint();
    this.former?.repaint();
    this.marks?.repaint();
    this.key?.paint();
  }

  /**
   * Give the colours of a map; to read them makes the browser look at the styles of the page.
   * @param {import("leaflet").Map} map
   */
  #palette(map) {
    return (this.colours ??= paletteOf(map.getContainer()));
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {import("./surface.js").Frame} frame
   */
  #paintLand(context, frame) {
    const { outlines, map } = this;
    if (outlines && map) paintLand(context, outlines, frame, this.#palette(map));
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {import("./surface.js").Frame} frame
   */
  #paintBorders(context, frame) {
    const { outlines, map } = this;
    if (!outlines || !map) return;
    const { year } = this.store.view;
    this.drawnKey = bordersKey(outlines, year);
    paintBorders(context, outlines, frame, this.#palette(map), year);
  }
}
