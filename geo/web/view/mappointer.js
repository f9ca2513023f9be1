/** What is pointed at and pressed on the map: the tooltip of a symbol, its popup, or what is near the place. */

import { nearest } from "../model/nearby.js";
import { keys } from "./mapkeys.js";
import { tooltip } from "./popups.js";

/* global L */

const REACH_PX = { hover: 13, press: 16 };
/** How near the map goes to the records of one symbol. */
const FIT_ZOOM = 12;

export class MapPointer {
  /** @param {import("./timemap.js").TimeMap} timemap */
  constructor(timemap) {
    this.timemap = timemap;
    this.map = timemap.map;
    this.tip = L.tooltip({ direction: "top", offset: [0, -8], className: "tm-tip", opacity: 1 });
    /** Where the symbol of the tooltip stands, and whether a popup was open when the map was pressed. */
    this.over = "";
    this.wasOpen = false;
    this.map.on("mousemove", ({ latlng }) => this.#hover(latlng));
    this.map.on("mouseout", () => this.leave());
    this.map.on("preclick", () => (this.wasOpen = timemap.popup.isOpen));
    this.map.on("click", ({ latlng }) => this.#press(latlng, REACH_PX.press) || this.wasOpen || this.#point(latlng));
    keys(this.map, { press: () => this.#pressMiddle(), close: () => timemap.popup.close() });
  }

  /** @param {import("leaflet").LatLng} latlng */
  #hover(latlng) {
    const { box, store, around } = this.timemap;
    const { symbols, symbol, centre } = this.#at(latlng, REACH_PX.hover);
    box.classList.toggle("tm-over", symbol !== null || centre !== null);
    if (centre) this.#name(centre.at, centre.tooltip);
    else if (symbol === null) this.leave();
    else this.#name(symbols.latLngOf(symbol), () => tooltip(store, symbols.recordsAt(symbol), (record) => around.townOf(record)));
  }

  /**
   * Open the tooltip at a place, unless it is open there.
   * @param {[lat: number, lon: number]} at
   * @param {() => HTMLElement} content
   */
  #name(at, content) {
    if (this.over === String(at)) return;
    this.over = String(at);
    this.tip.setLatLng(at).setContent(content());
    this.map.openTooltip(this.tip);
  }

  /**
   * Find what is drawn at a place: a symbol of records, or the mark of a centre.
   * @param {import("leaflet").LatLng} latlng
   * @param {number} reach pixels
   */
  #at(latlng, reach) {
    const symbols = this.timemap.symbolsAt(latlng);
    const symbol = symbols.hit(latlng, reach);
    const centre = this.timemap.parts.marks?.hit(latlng, reach, symbols, symbol) ?? null;
    return { symbols, symbol: centre ? null : symbol, centre };
  }

  /** Take the tooltip off. */
  leave() {
    if (!this.over) return;
    this.over = "";
    this.map.closeTooltip(this.tip);
  }

  /**
   * Open the symbol at a place of the map.
   * @param {import("leaflet").LatLng} latlng
   * @param {number} reach pixels
   * @returns {boolean} whether there is one
   */
  #press(latlng, reach) {
    const { popup, place } = this.timemap;
    const { symbols, symbol, centre } = this.#at(latlng, reach);
    if (symbol === null && !centre) return false;
    this.leave();
    if (centre) centre.open(this.timemap);
    if (symbol === null) return true;
    const records = symbols.recordsAt(symbol);
    /** @param {[lon: number, lat: number][]} places */
    const zoom = (places) => place.fit(places, FIT_ZOOM);
    if (records.length === 1) this.timemap.choose(records[0]);
    else popup.openGroup(symbols.latLngOf(symbol), records, { choose: (record) => this.timemap.choose(record), zoom });
    return true;
  }

  /** Open the symbol nearest to the map's middle; where none is drawn around it, the nearest record. */
  #pressMiddle() {
    const middle = this.map.getCenter();
    if (this.#press(middle, Infinity)) return;
    const { derived, table } = this.timemap.store;
    const drawn = Uint8Array.from(derived.selection.row, (row) => Number(row >= 0));
    const [found] = nearest(table, drawn, [middle.wrap().lng, middle.lat], 1);
    if (found) this.timemap.choose(found.record, true);
  }

  /**
   * Ask what is near a place.
   * @param {import("leaflet").LatLng} latlng
   */
  #point(latlng) {
    const { lat, lng } = latlng.wrap();
    this.timemap.store.set({ near: [Number(lng.toFixed(3)), Number(lat.toFixed(3))] }, { push: true });
  }
}
