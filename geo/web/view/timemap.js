/** The map: folium's script draws its parts, the store says what it shows, and its popup tells of what is pressed. */

import { nearest } from "../model/nearby.js";
import { hint } from "./hint.js";
import { Landmarks, townsOf } from "./landmarks.js";
import { keys, onColours } from "./mapkeys.js";
import { MapPaper } from "./mappaper.js";
import { MapPopup, extent } from "./mappopup.js";
import { beside } from "./meridian.js";
import { Parts } from "./parts.js";
import { tooltip } from "./popups.js";
import { bordersKey, namesOf, wordedNames } from "./states.js";
import { Symbols } from "./symbols.js";

/* global L */

/** Id of the map's box; folium's script names it so (geo/map/folium_map.py). */
export const MAP_ID = "map_timemap";
const REACH_PX = { hover: 13, press: 16 };
/** How long the map rests before its place is told, in milliseconds. */
const REST_MS = 200;

/**
 * @typedef {object} Around what the map asks of the page
 * @property {{open: (leaflet: object, timemap: Parts) => void}} host with folium's script of the map
 * @property {import("./parts.js").Sources} sources
 * @property {import("../model/details.js").Details} details
 * @property {(id: string) => void} readOn leads from the popup to the whole record
 */

export class TimeMap {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/store.js").Store} store
   * @param {Around} around
   */
  constructor(box, store, around) {
    this.box = box;
    this.store = store;
    this.around = around;
    this.say = (key, values) => store.phrases.say(`web.map.${key}`, values);
    this.life = new AbortController();
    box.id = MAP_ID;
    box.classList.add("tm-map");
    Object.assign(box.dataset, { testid: "timemap", ready: "false" });
    /** @type {(record: number) => ?string} */
    this.townOf = () => null;
    /** @type {?Landmarks} */
    this.landmarks = null;
  }

  /** Build the map; once. */
  async build() {
    this.parts = new Parts(this.store, this.around.sources);
    this.around.host.open(L, this.parts);
    this.map = this.parts.map;
    this.map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
    this.box.setAttribute("role", "application");
    this.box.setAttribute("aria-label", this.say("keys"));
    this.#addSymbols();
    this.parts.key?.paint();
    this.tip = L.tooltip({ direction: "top", offset: [0, -8], className: "tm-tip", opacity: 1 });
    this.popup = new MapPopup(this.map, this.store, this.around);
    this.sheet = new MapPaper(this.map, this.box);
    this.#listen();
    this.#begin();
    hint(/** @type {HTMLElement} */ (this.box.parentElement), this.store.phrases);
    await this.parts.loading;
    if (this.life.signal.aborted) return;
    this.#nameStates();
    this.repaint();
    this.box.dataset.ready = "true";
    if (this.parts.hasTowns) this.#addTowns();
  }

  #addSymbols() {
    const { phrases } = this.store;
    const short = new Intl.NumberFormat(phrases.lang, { notation: "compact" });
    const names = {
      states: () => this.names ?? [],
      landmarks: (view, zoom) => this.landmarks?.within(view, zoom) ?? [],
      townOf: (record) => this.townOf(record),
      both: (name, town) => this.say("thing_in_town", { name, town }),
    };
    this.symbols = new Symbols(this.store, names, (count) => (count < 1000 ? phrases.number(count) : short.format(count)));
    this.symbols.addTo(this.map);
    this.parts.changed = () => {
      this.#nameStates();
      this.symbols.repaint();
    };
  }

  /** Show the view as the page has it at first. */
  #begin() {
    const { view, derived, table } = this.store;
    this.passing = derived.passing;
    this.last = view;
    this.size = String(this.map.getSize());
    this.#announce(derived.shown.count);
    if (view.at) this.#goTo(view.at);
    else if (view.query.country) this.fit();
    if (view.near) this.#showNear(view.record === null);
    if (view.record !== null) this.open(table.indexOf(view.record), { move: !view.at });
    this.off = this.store.on((now) => this.#update(now));
  }

  #listen() {
    this.map.on("mousemove", (event) => this.#hover(event.latlng));
    this.map.on("mouseout", () => this.map.closeTooltip(this.tip));
    this.map.on("preclick", () => (this.wasOpen = this.popup.isOpen));
    this.map.on("click", ({ latlng }) => this.#press(latlng, REACH_PX.press) || this.wasOpen || this.#point(latlng));
    this.map.on("moveend", () => this.#rest());
    this.map.on("autopanstart", () => (this.panned = true));
    this.map.on("resize", () => this.popup.fitRoom());
    this.map.on("tm:controls", () => this.symbols.look());
    keys(this.map, { press: () => this.#pressMiddle(), close: () => this.popup.close() });
    onColours(this.box, this.life.signal, () => this.repaint());
    const size = new ResizeObserver(() => this.#resize());
    size.observe(this.box);
    this.life.signal.addEventListener("abort", () => size.disconnect());
    document.fonts.addEventListener("loadingdone", () => this.popup.fitRoom(), { signal: this.life.signal });
  }

  /** Draw what has changed of the view since it was last drawn. */
  #update(view) {
    const { last } = this;
    this.last = view;
    const { passing, shown } = this.store.derived;
    const anew = passing !== this.passing;
    this.passing = passing;
    const moment = view.year !== last.year || view.mode !== last.mode || view.undated !== last.undated;
    if (view.year !== last.year) {
      this.map.closeTooltip(this.tip);
      this.#nameStates();
    }
    if (anew) this.symbols.regroup();
    else if (moment) this.symbols.repaint();
    this.parts.showYear();
    if (view.mode !== last.mode) this.parts.key?.paint();
    this.#announce(shown.count);
    this.#follow(view, last, anew || moment);
  }

  /** Let popup, pin and place follow the view. */
  #follow(view, last, anew) {
    if (view.at && view.at !== last.at && view.at !== this.told) this.#goTo(view.at);
    else if (JSON.stringify(view.query.country) !== JSON.stringify(last.query.country)) this.fit();
    const elsewhere = view.near !== last.near;
    if (elsewhere || (view.near && view.query !== last.query)) this.#showNear(elsewhere && view.record === null);
    const { selected } = this.popup;
    if (view.record !== last.record) {
      const record = view.record === null ? -1 : this.store.table.indexOf(view.record);
      if (record !== (selected ?? -1)) this.open(record, { move: true });
    } else if (anew && this.popup.isOpen) {
      if (selected !== null) this.popup.openRecord(selected, false);
      else if (!elsewhere) this.popup.close();
    }
  }

  /** @param {number} count of what is shown */
  #announce(count) {
    this.box.dataset.year = String(this.store.view.year);
    this.box.dataset.shown = String(count);
  }

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
    const rows = await this.around.sources.towns();
    if (this.life.signal.aborted) return;
    const { lon, lat } = this.store.table;
    const { settlement } = this.symbols;
    const places = [...settlement.keys()].filter((record) => settlement[record]).map((record) => [lon[record], lat[record]]);
    this.landmarks = new Landmarks(rows, places);
    this.townOf = townsOf(this.store.table, rows);
    this.symbols.orient();
  }

  /** Bring what passes the filters into view. */
  fit() {
    const { lon, lat } = this.store.table;
    const records = [...this.passing.keys()].filter((record) => this.passing[record]);
    if (records.length) this.#quietly(() => this.#fitTo(extent(records.map((record) => [lon[record], lat[record]])), 6));
  }

  #fitTo(bounds, maxZoom) {
    const legend = this.map.getSize().x > 600 ? 170 : 40;
    this.map.fitBounds(bounds, { paddingTopLeft: [60, 40], paddingBottomRight: [legend, 40], maxZoom, animate: false });
  }

  #goTo([lon, lat, zoom]) {
    this.told = this.store.view.at;
    this.#quietly(() => this.map.setView([lat, beside(lon, this.map.getCenter().lng)], zoom, { animate: false }));
  }

  /** Move the map without telling the store: what moves it is in the view already. */
  #quietly(move) {
    this.quiet = true;
    move();
    this.quiet = false;
  }

  /** Tell the store where the map rests when a person has moved it; not when a popup, the window or the view did. */
  #rest() {
    const size = String(this.map.getSize());
    const own = !this.quiet && !this.panned && !this.onPaper && size === this.size;
    this.panned = false;
    this.size = size;
    if (!own) return;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      const { lng, lat } = this.map.getCenter().wrap();
      this.told = [Number(lng.toFixed(3)), Number(lat.toFixed(3)), this.map.getZoom()];
      this.store.set({ at: this.told });
    }, REST_MS);
  }

  #hover(latlng) {
    const symbol = this.symbols.hit(latlng, REACH_PX.hover);
    this.box.classList.toggle("tm-over", symbol !== null);
    if (symbol === null) {
      this.map.closeTooltip(this.tip);
      return;
    }
    const { left, top, zoom } = this.symbols.layer.frame;
    const where = `${symbol} ${left} ${top} ${zoom}`;
    if (this.over === where && this.map.hasLayer(this.tip)) return;
    this.over = where;
    this.tip.setLatLng(this.symbols.latLngOf(symbol)).setContent(tooltip(this.store, this.symbols.shownOf(symbol), this.townOf));
    this.map.openTooltip(this.tip);
  }

  /** Open the symbol at a place of the map; say whether there is one. */
  #press(latlng, reach) {
    const symbol = this.symbols.hit(latlng, reach);
    if (symbol === null) return false;
    this.map.closeTooltip(this.tip);
    const records = this.symbols.shownOf(symbol);
    const actions = { choose: (record) => this.#choose(record), zoom: (bounds) => this.#fitTo(bounds, 12), townOf: this.townOf };
    if (records.length === 1) this.#choose(records[0]);
    else this.popup.openGroup(this.symbols.latLngOf(symbol), records, actions);
    return true;
  }

  /** Open the symbol nearest to the map's middle; where none is drawn around it, the nearest record. */
  #pressMiddle() {
    const middle = this.map.getCenter();
    if (this.#press(middle, Infinity)) return;
    const { derived, table } = this.store;
    const drawn = Uint8Array.from(derived.shown.row, (row) => Number(row >= 0));
    const [found] = nearest(table, drawn, [middle.wrap().lng, middle.lat], 1);
    if (found) this.#choose(found.record, true);
  }

  /** Ask what is near a place. */
  #point(latlng) {
    const { lat, lng } = latlng.wrap();
    this.store.set({ near: [Number(lng.toFixed(3)), Number(lat.toFixed(3))] }, { push: true });
  }

  #showNear(open) {
    const drop = () => this.store.set({ near: null }, { push: true });
    this.#quietly(() => this.popup.showNear(this.passing, open, { choose: (record) => this.#choose(record, true), drop }));
  }

  #choose(record, move = false) {
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
    else this.#quietly(() => this.popup.openRecord(record, move));
  }

  #resize() {
    const { x, y } = this.map.getSize();
    if (this.onPaper || (x === this.box.clientWidth && y === this.box.clientHeight)) return;
    this.map.invalidateSize({ animate: false });
  }

  /**
   * Make the map fit for paper.
   * @param {number} width pixels of the sheet
   */
  paper(width) {
    this.onPaper = true;
    this.sheet.begin(width);
    this.repaint();
  }

  /** Put the map back as the screen had it. */
  screen() {
    this.sheet.end();
    this.repaint();
    this.onPaper = false;
  }

  /** Draw all anew: the colours have changed, or the outlines have come. */
  repaint() {
    this.parts.repaint();
    this.symbols.recolour();
  }

  destroy() {
    this.life.abort();
    this.off?.();
    clearTimeout(this.resting);
    this.map?.remove();
    this.map = null;
  }
}
