/** The map's popup: of a record, of several at one symbol, or of what lies near a place. */

import { nearest, whereWords } from "../model/nearby.js";
import { orForget } from "./lost.js";
import { button, keepFocus } from "./maker.js";
import { extent } from "./mapplace.js";
import { beside } from "./meridian.js";
import { NearPin } from "./nearpin.js";
import { groupPopup, nearPopup, recordPopup } from "./popups.js";

/* global L */

/** How near the map goes to what is chosen outside it. */
const CLOSE_ZOOM = 5;
/** How many records are listed that lie near a place. */
const MOST_NEAR = 8;

/** @typedef {import("./popups.js").RecordRemarks} RecordRemarks */

export class MapPopup {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../model/store.js").Store} store
   * @param {import("./timemap.js").Around} around
   */
  constructor(map, store, around) {
    this.map = map;
    this.store = store;
    this.around = around;
    /** @param {string} key */
    this.say = (key) => store.phrases.say(`web.map.${key}`);
    this.popup = L.popup();
    this.pin = new NearPin(map);
    /** @type {?number} the record that it tells of */
    this.selected = null;
    /** @type {?Promise<object>} the circle of the record that is open, from the first one on that has one */
    this.circle = null;
    /** @type {?{record: number, more: RecordRemarks}} what the details said last */
    this.known = null;
    this.fitRoom();
  }

  get isOpen() {
    return this.map.hasLayer(this.popup);
  }

  /** Close it; say whether it was open. */
  close() {
    const open = this.isOpen;
    this.selected = null;
    if (open) this.map.closePopup(this.popup);
    return open;
  }

  /**
   * Tell of a record.
   * @param {number} record
   * @param {boolean} move bring it into view
   */
  openRecord(record, move) {
    const { table, view, derived } = this.store;
    this.popup.options.autoPan = this.selected !== record || !this.isOpen; // what only changes its words moves no map
    this.selected = record;
    const latlng = this.#here([table.lon[record], table.lat[record]]);
    const far = this.map.getZoom() < CLOSE_ZOOM || !this.map.getBounds().pad(-0.1).contains(latlng);
    if (move && far) this.map.setView(latlng, Math.max(this.map.getZoom(), CLOSE_ZOOM), { animate: false });
    this.popup.setLatLng(latlng);
    const row = inYear(table, record, view.year, derived.selection.row[record]);
    /** @param {?RecordRemarks} more */
    const fill = (more) => this.#fill(this.#record(record, row, more));
    fill(this.known?.record === record ? this.known.more : null);
    if (!this.isOpen) this.popup.openOn(this.map);
    if (this.known?.record !== record) this.#tellMore(record, fill);
  }

  /**
   * @param {number} record
   * @param {number} row
   * @param {?RecordRemarks} more
   */
  #record(record, row, more) {
    const content = recordPopup(this.store, record, row, more);
    const id = this.store.table.ids[record];
    const words = this.say("read_on");
    content.append(this.around.wayTo?.(id, words) ?? button(words, () => this.around.readOn(id), { class: "tm-closer" }));
    return content;
  }

  /**
   * @param {number} record
   * @param {(more: RecordRemarks) => void} fill
   */
  async #tellMore(record, fill) {
    const { details } = this.around;
    const { note, rowSources, accuracy } = await details.of(record);
    const more = { note, within: accuracy?.words, sources: rowSources };
    if (accuracy) this.circle ??= orForget(this.#makeCircle(), () => (this.circle = null));
    this.known = { record, more };
    if (this.selected === record && this.isOpen) fill(more);
  }

  async #makeCircle() {
    const { AccuracyCircle } = await import("./accuracycircle.js");
    return new AccuracyCircle(this.map, this.store, this.around.details);
  }

  /**
   * Tell of several records at one symbol.
   * @param {[lat: number, lon: number]} latlng
   * @param {number[]} records
   * @param {{choose: (record: number) => void, zoom: (places: [lon: number, lat: number][]) => void}} actions
   */
  openGroup(latlng, records, { choose, zoom }) {
    const { lon, lat } = this.store.table;
    /** @type {[number, number][]} */
    const places = records.map((record) => [lon[record], lat[record]]);
    const bounds = extent(places);
    const apart = !bounds.getSouthWest().equals(bounds.getNorthEast());
    const closer = () => {
      this.close();
      this.map.getContainer().focus({ preventScroll: true });
      zoom(places);
    };
    this.openAt(latlng, groupPopup(this.store, records, (record) => this.around.townOf(record), choose, apart ? closer : null));
  }

  /**
   * Tell of something else than one record at a place; the focus goes to the first thing in it that can be pressed, else to itself.
   * @param {import("leaflet").LatLngExpression} latlng
   * @param {HTMLElement} content
   */
  openAt(latlng, content) {
    this.#open(latlng, content);
    /** @type {HTMLElement} */ (content.querySelector("button, a") ?? content).focus({ preventScroll: true });
  }

  /**
   * @param {import("leaflet").LatLngExpression} latlng
   * @param {HTMLElement} content
   */
  #open(latlng, content) {
    this.selected = null;
    this.popup.options.autoPan = true;
    this.popup.setLatLng(latlng);
    this.#fill(content);
    this.popup.openOn(this.map);
  }

  /**
   * Show what lies near the place of the view, or nothing if it has none.
   * @param {Uint8Array} passing records that count
   * @param {boolean} anew whether it is another place: it is brought into view
   * @param {boolean} open its list
   * @param {{choose: (record: number) => void, drop: () => void}} actions
   */
  showNear(passing, anew, open, { choose, drop }) {
    const { view, table, phrases } = this.store;
    if (!view.near) {
      this.pin.clear();
      if (this.popup.getElement()?.querySelector("[data-testid=near]")) this.close();
      return;
    }
    const found = nearest(table, passing, view.near, MOST_NEAR);
    this.pin.draw(view.near, found.map(({ record }) => [table.lon[record], table.lat[record]]));
    const here = this.#here(view.near);
    if (anew && !this.map.getBounds().contains(here)) this.map.setView(here, Math.max(this.map.getZoom(), CLOSE_ZOOM), { animate: false });
    if (!open) return;
    this.#open(here, nearPopup(this.store, found, (one) => whereWords(one, phrases), { open: choose, drop }));
  }

  /**
   * Fill the popup. A press in it is never one on the map below, not even when it replaces what was pressed.
   * @param {HTMLElement} content
   */
  #fill(content) {
    L.DomEvent.disableClickPropagation(content);
    keepFocus(this.popup.getElement() ?? this.map.getContainer(), () => this.popup.setContent(content));
  }

  /** @param {[lon: number, lat: number]} place */
  #here([lon, lat]) {
    return L.latLng(lat, beside(lon, this.map.getCenter().lng));
  }

  /**
   * Leave the popup the room that the map has now, as a phone can be turned, and none below what is said over the map.
   * @param {boolean} [move] bring it into view there
   */
  fitRoom(move = false) {
    const { x, y } = this.map.getSize();
    const covered = this.#covered();
    L.setOptions(this.popup, {
      maxWidth: Math.min(320, x - 90),
      minWidth: Math.min(220, x - 90),
      maxHeight: Math.max(110, Math.min(360, y - covered - 90)),
      autoPanPaddingTopLeft: [50, covered + 12],
      autoPanPaddingBottomRight: [x > 600 ? 165 : 12, 12],
    });
    if (move && this.isOpen) this.popup.options.autoPan = true;
    if (this.isOpen) this.popup.update();
  }

  /** How many pixels of the map's head are covered by what is said over it. */
  #covered() {
    const { height, bottom } = this.around.over.getBoundingClientRect();
    return height ? Math.max(0, Math.ceil(bottom - this.map.getContainer().getBoundingClientRect().top)) : 0;
  }
}

/**
 * Find the row of a record that a year shows whatever the filters; else the one that the view shows.
 * @param {import("../model/layertable.js").LayerTable} table
 * @param {number} record
 * @param {number} year
 * @param {number} selected
 */
function inYear(table, record, year, selected) {
  for (let row = table.first[record]; row < table.first[record + 1]; row++) if (table.rule.presenceOf(row, year)) return row;
  return selected;
}
