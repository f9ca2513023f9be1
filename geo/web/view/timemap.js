/** The map: folium's script draws its parts, the store says what it shows, and its popup tells of what is pressed. */

import { hint } from "./hint.js";
import { Landmarks } from "./landmarks.js";
import { onColours } from "./mapkeys.js";
import { MapPaper } from "./mappaper.js";
import { MapPlace } from "./mapplace.js";
import { MapPointer } from "./mappointer.js";
import { MapPopup } from "./mappopup.js";
import { Parts } from "./parts.js";
import { bordersKey, namesOf, wordedNames } from "./states.js";
import { Symbols } from "./symbols.js";

/* global L */

/** Id of the map's box; folium's script names it so (geo/map/folium_map.py). */
export const MAP_ID = "map_timemap";
/** How near the map goes to the records of a filter. */
const FIT_ZOOM = 6;

/**
 * @typedef {import("../model/view.js").View} View
 *
 * @typedef {object} Around what the map asks of the page
 * @property {{open: (leaflet: object, timemap: Parts) => void}} host with folium's script of the map
 * @property {import("./parts.js").Sources} sources
 * @property {import("../model/details.js").Details} details
 * @property {() => Promise<void>} nameTowns gets the names of the towns in which records lie
 * @property {(record: number) => ?string} townOf a record
 * @property {(id: string) => void} readOn leads from the popup to the whole record
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
    this.parts = new Parts(store, around.sources);
    around.host.open(L, this.parts);
    this.map = /** @type {import("leaflet").Map} */ (this.parts.map);
    this.map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", this.#say("keys"));
    /** @type {?Landmarks} */
    this.landmarks = null;
    /** @type {{name: string, label: import("./outlines.js").Label}[]} */
    this.names = [];
    this.named = "";
    this.symbols = this.#makeSymbols();
    this.place = new MapPlace(this.map, store);
    this.popup = new MapPopup(this.map, store, around);
    this.sheet = new MapPaper(this.map, box);
    this.pointer = new MapPointer(this);
    /** What was drawn last. */
    this.last = store.view;
    this.passing = store.derived.passing;
    this.#listen();
    this.#begin();
    this.off = store.on((view) => this.#update(view));
  }

  /** Wait until the map is drawn. */
  async build() {
    hint(/** @type {HTMLElement} */ (this.box.parentElement), this.store.phrases);
    await this.parts.loading;
    if (this.life.signal.aborted) return;
    this.#nameStates();
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

  #makeSymbols() {
    const { phrases } = this.store;
    const short = new Intl.NumberFormat(phrases.lang, { notation: "compact" });
    /** @type {import("./lettering.js").Names} */
    const names = {
      states: () => this.names,
      landmarks: (view, zoom) => this.landmarks?.within(view, zoom) ?? [],
      townOf: (record) => this.around.townOf(record),
      both: (name, town) => this.#say("thing_in_town", { name, town }),
    };
    this.parts.changed = () => {
      this.#nameStates();
      this.symbols.repaint();
    };
    return new Symbols(this.map, this.store, names, (count) => (count < 1000 ? phrases.number(count) : short.format(count)));
  }

  #listen() {
    const { map } = this;
    map.on("resize", () => this.popup.fitRoom());
    map.on("tm:controls", () => this.symbols.look());
    onColours(this.box, this.life.signal, () => this.repaint());
    const size = new ResizeObserver(() => this.#resize());
    size.observe(this.box);
    this.life.signal.addEventListener("abort", () => size.disconnect());
    document.fonts.addEventListener("loadingdone", () => this.popup.fitRoom(), { signal: this.life.signal });
  }

  /** Show the view as the page has it at first. */
  #begin() {
    const { view, table } = this.store;
    this.parts.key?.paint();
    this.#announce();
    if (view.at) this.place.follow(view.at);
    else if (view.query.country && !this.parts.placed) this.fit();
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
    const moment = view.year !== last.year || view.mode !== last.mode || view.undated !== last.undated;
    if (moment) this.pointer.leave();
    if (view.year !== last.year) this.#nameStates();
    if (anew) this.symbols.regroup();
    else if (moment) this.symbols.repaint();
    this.parts.showYear();
    if (view.mode !== last.mode) this.parts.key?.paint();
    this.#announce();
    this.#follow(view, last, anew || moment);
  }

  /**
   * Let popup, pin and place follow the view.
   * @param {View} view
   * @param {View} last
   * @param {boolean} anew whether other records are shown, or they are shown otherwise
   */
  #follow(view, last, anew) {
    const placed = view.at !== null && view.at !== last.at;
    if (view.at && placed) this.place.follow(view.at);
    else if (JSON.stringify(view.query.country) !== JSON.stringify(last.query.country)) this.fit();
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
    this.box.dataset.shown = String(this.store.derived.shown.count);
  }

  /** Find out what is named, where the borders are others than before. */
  #nameStates() {
    const { outlines, then } = this.parts;
    if (!outlines) return;
    const { view, phrases } = this.store;
    const moment = `${then} ${bordersKey(outlines, view.year)}`;
    if (moment === this.named) return;
    this.named = moment;
    this.names = wordedNames(namesOf(outlines, view.year, then), phrases);
  }

  /** Name large towns, and the towns in which records lie. */
  async #addTowns() {
    const [rows] = await Promise.all([this.around.sources.towns(), this.around.nameTowns()]);
    if (this.life.signal.aborted) return;
    const { settlement } = this.symbols.lettering;
    this.landmarks = new Landmarks(rows, this.#places(settlement));
    this.symbols.orient();
  }

  /**
   * Give the places of some records.
   * @param {Uint8Array} chosen
   * @returns {[lon: number, lat: number][]} degrees
   */
  #places(chosen) {
    const { lon, lat } = this.store.table;
    return [...chosen.keys()].filter((record) => chosen[record]).map((record) => [lon[record], lat[record]]);
  }

  /** Bring what passes the filters into view. */
  fit() {
    const places = this.#places(this.passing);
    if (places.length) this.place.quietly(() => this.place.fit(places, FIT_ZOOM));
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

  /** Say what a picture of the map shows: the same part of it. */
  get seen() {
    const { parts: { outlines, then }, landmarks, map } = this;
    const { min } = map.getPixelBounds();
    const [{ x, y }, zoom] = [map.getSize(), map.getZoom()];
    const frame = { width: x, height: y, world: 256 * 2 ** zoom, left: /** @type {any} */ (min).x, top: /** @type {any} */ (min).y, zoom };
    return { frame, outlines, then, landmarks };
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
    this.symbols.recolour();
  }

  destroy() {
    this.life.abort();
    this.off();
    this.place.destroy();
    this.map.remove();
  }
}
