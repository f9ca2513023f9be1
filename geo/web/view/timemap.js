/** The map: folium's script draws its parts, the store says what it shows, and its popup tells of what is pressed. */

import { hint } from "./hint.js";
import { Landmarks } from "./landmarks.js";
import { onColours, whenResized } from "./mapkeys.js";
import { MapPaper } from "./mappaper.js";
import { MapPlace, placesOf } from "./mapplace.js";
import { MapPointer } from "./mappointer.js";
import { MapPopup } from "./mappopup.js";
import { Parts } from "./parts.js";
import { SplitView } from "./splitview.js";
import { StateNames } from "./states.js";
import { Symbols } from "./symbols.js";

/* global L */

/** Id of the map's box; folium's script names it so (geo/map/folium_map.py). */
export const MAP_ID = "map_timemap";

/**
 * @typedef {import("../model/view.js").View} View
 * @typedef {object} Around what the map asks of the page
 * @property {{open: (leaflet: object, timemap: Parts) => void}} host with folium's script of the map
 * @property {import("./parts.js").Sources} sources
 * @property {import("../model/details.js").Details} details
 * @property {() => Promise<import("../model/asked.js").Centres>} centres the capitals and regional centres
 * @property {() => Promise<void>} nameTowns gets the names of the towns in which records lie
 * @property {(record: number) => ?string} townOf a record
 * @property {(id: string) => void} readOn leads from the popup to the whole record
 * @property {HTMLElement} over what lies over the head of the map: what is said of the data, the address, the filters
 * @property {(id: string, words: string) => ?HTMLElement} [wayTo] the link to it, where it is to be read elsewhere
 */

export class TimeMap {
  /**
   * @param {HTMLElement} box in the page; what lies around it in its own box may lie over the map
   * @param {import("../model/store.js").Store} store
   * @param {Around} around
   */
  constructor(box, store, around) {
    this.box = box;
    this.store = store;
    this.around = around;
    this.life = new AbortController();
    box.id = MAP_ID;
    box.classList.add("tm-map");
    Object.assign(box.dataset, { testid: "timemap", ready: "false" });
    this.parts = new Parts(store, around);
    around.host.open(L, this.parts);
    this.map = /** @type {import("leaflet").Map} */ (this.parts.map);
    this.map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", this.#say("keys"));
    /** @type {?Landmarks} */
    this.landmarks = null;
    this.states = new StateNames(store.phrases);
    this.symbols = this.#makeSymbols(store, "symbols");
    this.split = new SplitView(this.map, store, (half, pane) => this.#makeSymbols(half, pane));
    this.place = new MapPlace(this.map, store);
    this.popup = new MapPopup(this.map, store, around);
    this.sheet = new MapPaper(this.map, box);
    this.pointer = new MapPointer(this);
    this.last = store.view; // what was drawn last
    this.passing = store.derived.passing;
    onColours(this.life.signal, () => this.repaint());
    this.#listen();
    const { lng, lat } = this.map.getCenter();
    /** The first view of the data. @type {import("./mapplace.js").At} */
    this.first = [lng, lat, this.map.getZoom()];
    this.#begin();
    this.off = store.on((view) => this.#update(view), { first: true }); // a canvas that is lettered has the browser lay out what has changed
  }

  /** Wait until the map is drawn. */
  async build() {
    hint(/** @type {HTMLElement} */ (this.box.parentElement), this.store.phrases);
    await this.parts.loading;
    if (this.life.signal.aborted) return;
    this.states.find(this.parts, this.store.view.year);
    this.repaint();
    this.box.dataset.ready = "true";
    this.box.dispatchEvent(new CustomEvent("tm:ready", { bubbles: true }));
    if (this.parts.hasTowns) this.#addTowns();
  }

  /**
   * @param {string} key
   * @param {Object<string, string|number>} [values]
   */
  #say(key, values) {
    return this.store.phrases.say(`web.map.${key}`, values);
  }

  /** What draws symbols now. */
  get drawing() {
    return this.split.on ? this.split.halves : [this.symbols];
  }

  /**
   * Give what draws the symbols at a place.
   * @param {import("leaflet").LatLng} latlng
   */
  symbolsAt(latlng) {
    return this.split.on ? this.split.at(latlng) : this.symbols;
  }

  /**
   * @param {import("../model/store.js").Store} store
   * @param {string} pane
   */
  #makeSymbols(store, pane) {
    const { phrases } = this.store;
    /** @param {number} count */
    const written = (count) => (count < 1000 ? phrases.number(count) : new Intl.NumberFormat(phrases.lang, { notation: "compact" }).format(count));
    /** @type {import("./lettering.js").Names} */
    const names = {
      states: () => this.states.names,
      landmarks: (view, zoom) => this.landmarks?.within(view, zoom) ?? [],
      townOf: (record) => this.around.townOf(record),
      both: (name, town) => this.#say("thing_in_town", { name, town }),
    };
    return new Symbols(this.map, store, names, { written, waits: () => this.parts.outlines === null }, pane);
  }

  #listen() {
    const { map } = this;
    this.parts.changed = () => {
      this.states.find(this.parts, this.store.view.year);
      for (const one of this.drawing) one.repaint();
    };
    map.on("resize", () => this.popup.fitRoom());
    map.on("tm:controls", () => this.drawing.forEach((one) => one.look()));
    whenResized([this.box], this.life.signal, () => this.#resize());
    whenResized([this.around.over], this.life.signal, () => this.popup.fitRoom(true));
    whenResized(this.box.querySelectorAll(".leaflet-top, .leaflet-bottom"), this.life.signal, () => this.drawing.forEach((one) => one.look()));
    document.fonts.addEventListener("loadingdone", () => this.popup.fitRoom(), { signal: this.life.signal });
  }

  /** Show the view as the page has it at first. */
  #begin() {
    const { view, table } = this.store;
    this.parts.key?.paint();
    this.split.update(view);
    this.#announce();
    if (view.at) this.place.follow(view.at);
    else if (view.query.country && !this.parts.placed) this.place.show(this.passing);
    if (view.near) this.#showNear(!view.at, view.record === null);
    if (view.record !== null) this.open(table.indexOf(view.record), { move: !view.at });
  }

  /**
   * Draw what has changed of the view since it was last drawn.
   * @param {View} view
   */
  #update(view) {
    const { last } = this;
    this.last = view;
    const { passing } = this.store.derived;
    const anew = passing !== this.passing;
    this.passing = passing;
    const moment = view.year !== last.year || view.from !== last.from || view.mode !== last.mode || view.undated !== last.undated;
    if (moment) this.pointer.leave();
    if (view.year !== last.year) this.states.find(this.parts, view.year);
    const split = this.split.on;
    this.split.update(view);
    const { frame } = this.symbols.layer;
    this.place.go(view, last, passing);
    const drawn = frame !== this.symbols.layer.frame; // the map has moved, for which all was drawn
    if (!drawn && (anew || split !== this.split.on)) for (const one of this.drawing) one.regroup();
    else if (!drawn && moment) for (const one of this.drawing) one.repaint();
    this.parts.showYear();
    if (view.mode !== last.mode || view.split !== last.split) this.parts.key?.paint();
    this.#announce();
    this.#follow(view, last, anew || moment);
  }

  /**
   * Let popup and pin follow the view.
   * @param {View} view
   * @param {View} last
   * @param {boolean} anew whether other records are shown, or they are shown otherwise
   */
  #follow(view, last, anew) {
    const placed = view.at !== null && view.at !== last.at;
    const elsewhere = view.near !== last.near;
    const open = elsewhere && (view.record === null || view.record === last.record);
    if (elsewhere || (view.near && view.query !== last.query)) this.#showNear(elsewhere, open);
    const { selected } = this.popup;
    if (view.record !== last.record) {
      const record = view.record === null ? -1 : this.store.table.indexOf(view.record);
      if (record !== (selected ?? -1)) this.open(record, { move: !placed });
    } else if (anew && this.popup.isOpen) {
      if (selected !== null) this.open(selected);
      else if (!elsewhere) this.popup.close();
    }
  }

  #announce() {
    this.box.dataset.year = String(this.store.view.year);
    this.box.dataset.shown = String(this.store.derived.selection.count);
  }

  /** Name large towns, and the towns in which records lie. */
  async #addTowns() {
    const [rows] = await Promise.all([this.around.sources.towns(), this.around.nameTowns()]);
    if (this.life.signal.aborted) return;
    const { settlement } = this.symbols.lettering;
    this.landmarks = new Landmarks(rows, placesOf(this.store.table, settlement));
    for (const one of [this.symbols, ...this.split.halves]) one.orient();
    if (this.popup.isOpen && this.popup.selected !== null) this.open(this.popup.selected); // names in other scripts came too
  }

  /**
   * @param {boolean} anew whether it is another place
   * @param {boolean} open its list
   */
  #showNear(anew, open) {
    const drop = () => this.store.set({ near: null }, { push: true });
    const actions = { choose: (/** @type {number} */ record) => this.choose(record, true), drop };
    this.place.quietly(() => this.popup.showNear(this.passing, anew, open, actions));
  }

  /**
   * Choose a record on the map.
   * @param {number} record
   * @param {boolean} [move] bring it into view
   */
  choose(record, move = false) {
    this.open(record, { move });
    this.store.set({ record: this.store.table.ids[record] }, { push: true });
  }

  /**
   * Open the popup of a record.
   * @param {number} record -1 closes the one that is open
   * @param {{move?: boolean}} [how] move: bring it into view
   */
  open(record, { move = false } = {}) {
    if (record < 0) this.popup.close();
    else this.place.quietly(() => this.popup.openRecord(record, move));
  }

  /** Go back to where the map was at first: where the view says, else to what passes its filters or to the first view. */
  home() {
    this.popup.close();
    this.place.still(() => this.map.invalidateSize({ animate: false }));
    const { at, query } = this.store.view;
    if (at || !query.country) this.place.follow([...(at ?? this.first)]);
    else this.place.show(this.passing);
  }

  /** Draw all anew, as symbols and letters have another size. @param {number} scale pixels of the page for one of ours */
  rescale(scale) {
    Object.assign(this.map.options, { scale });
    this.place.still(() => this.map.fire("viewreset"));
    this.popup.fitRoom();
  }

  #resize() {
    const { x, y } = this.map.getSize();
    if (this.sheet.kept || (x === this.box.clientWidth && y === this.box.clientHeight)) return;
    this.place.still(() => this.map.invalidateSize({ animate: false }));
  }

  /**
   * Make the map fit for paper.
   * @param {number} width pixels of the sheet
   */
  paper(width) {
    this.place.still(() => this.sheet.begin(width));
    this.repaint();
  }

  /** Put the map back as the screen had it. */
  screen() {
    this.place.still(() => this.sheet.end());
    this.repaint();
  }

  /** Draw all anew: the colours have changed, or the outlines have come. */
  repaint() {
    this.parts.repaint();
    for (const one of [this.symbols, ...this.split.halves]) one.recolour();
  }

  destroy() {
    this.life.abort();
    this.off();
    this.place.destroy();
    this.map.remove();
  }
}
