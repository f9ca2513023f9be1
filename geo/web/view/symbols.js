/** The symbols of the records on one canvas over the map, and the names beside them. */

import { Cells, SINGLE_ROOM_PX, discRadius } from "./cells.js";
import { PARTS, Sprites, paletteOf, partOf } from "./draw.js";
import { Labels } from "./labels.js";
import { Lettering, pixels } from "./lettering.js";
import { mercator, unprojected } from "./meridian.js";
import { surface } from "./surface.js";

/** Cells in which a symbol that is drawn aside from the middle of its records is looked for. */
const REACH_CELLS = 2;
const NOWHERE = { left: 0, top: 0, right: 0, bottom: 0 };

/**
 * @typedef {import("./labels.js").Box} Box
 * @typedef {import("./surface.js").Frame} Frame
 * @typedef {import("./lettering.js").Single} Single
 *
 * @typedef {object} Drawn a symbol as the year has it
 * @property {number} symbol
 * @property {number} record that it stands for alone, else -1
 * @property {Uint32Array} counts of its records, one for each of PARTS
 * @property {number} changed how many of them the year changed
 */

export class Symbols {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../model/store.js").Store} store
   * @param {import("./lettering.js").Names} names
   * @param {(count: number) => string} written a number on a disc
   */
  constructor(map, store, names, written) {
    this.map = map;
    this.store = store;
    this.written = written;
    this.lettering = new Lettering(store, names);
    const { recordCount, lon, lat } = store.table;
    this.worldX = new Float64Array(recordCount);
    this.worldY = new Float64Array(recordCount);
    for (let record = 0; record < recordCount; record++) {
      [this.worldX[record], this.worldY[record]] = mercator(lon[record], lat[record]);
    }
    this.x = new Float64Array(recordCount);
    this.y = new Float64Array(recordCount);
    const category = store.table.recordCodes("category");
    const monument = category.values.indexOf("monument") + 1;
    this.monument = Uint8Array.from({ length: recordCount }, (_, record) => Number(category.codes[record] === monument));
    /** @type {?Sprites} */
    this.sprites = null;
    /** What is seen of the canvas, and what controls lie over it. */
    this.seen = NOWHERE;
    /** @type {Box[]} */
    this.covered = [];
    this.cells = new Cells(this.x, this.y, new Uint8Array(recordCount), { width: 1, height: 1, left: 0, top: 0 });
    /** Where each symbol is drawn, and how many records it shows. */
    this.placeX = new Float64Array();
    this.placeY = new Float64Array();
    this.shownBy = new Uint32Array();
    map.createPane("symbols").style.zIndex = "410";
    this.layer = surface(
      { moved: (frame) => this.#moved(frame), paint: (context, frame, ratio) => this.#paint(context, frame, ratio) },
      { pane: "symbols" },
    );
    this.layer.addTo(map);
  }

  /** Put the records into symbols anew: others pass the filters. */
  regroup() {
    if (!this.layer.frame) return;
    this.#group(this.layer.frame);
    this.layer.repaint();
  }

  /** Draw the year anew. */
  repaint() {
    this.layer.repaint();
  }

  /** Read the colours anew. */
  recolour() {
    this.sprites = null;
    this.layer.repaint();
  }

  /** Look anew which controls lie over the map. */
  look() {
    if (!this.layer.frame) return;
    this.#see(this.layer.frame);
    this.layer.repaint();
  }

  /** Take other towns for orientation. */
  orient() {
    this.lettering.landmarks = null;
    this.layer.repaint();
  }

  /** @param {Frame} frame */
  #moved(frame) {
    this.#see(frame);
    this.lettering.moved(frame);
    this.#group(frame);
  }

  /** @param {Frame} frame */
  #group({ width, height, left, top, world }) {
    const { worldX, worldY, x, y } = this;
    const middle = (left + width / 2) / world;
    for (let record = 0; record < x.length; record++) {
      const shift = Math.round(middle - worldX[record]);
      x[record] = (worldX[record] + shift) * world - left;
      y[record] = worldY[record] * world - top;
    }
    this.cells = new Cells(x, y, this.store.derived.passing, { width, height, left, top });
    const { count } = this.cells;
    [this.placeX, this.placeY, this.shownBy] = [new Float64Array(count), new Float64Array(count), new Uint32Array(count)];
  }

  /** @param {Frame} frame */
  #see({ scale }) {
    const container = this.map.getContainer();
    const { left, top } = this.layer.canvas.getBoundingClientRect();
    /** @param {Element} element */
    const boxOf = (element) => {
      const rect = element.getBoundingClientRect();
      return { left: (rect.left - left) / scale, top: (rect.top - top) / scale, right: (rect.right - left) / scale, bottom: (rect.bottom - top) / scale };
    };
    this.seen = boxOf(container);
    this.covered = [...container.querySelectorAll(".leaflet-control")].map(boxOf);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Frame} frame
   * @param {number} ratio
   */
  #paint(context, frame, ratio) {
    if (this.sprites?.ratio !== ratio) this.sprites = new Sprites(paletteOf(this.map.getContainer()), ratio, this.written);
    const labels = new Labels(context, this.sprites.palette, this.seen, this.covered);
    /** @type {Single[]} */
    const singles = [];
    const [quiet, prominent] = this.#ofYear();
    for (const drawn of [...quiet, ...prominent]) {
      const [x, y] = [this.placeX[drawn.symbol], this.placeY[drawn.symbol]];
      const alone = drawn.record >= 0;
      if (alone) singles.push({ record: drawn.record, x, y });
      labels.keep(x, y, alone ? SINGLE_ROOM_PX - 1 : discRadius(this.shownBy[drawn.symbol]) + 3);
      this.#draw(context, this.sprites, drawn, x, y);
    }
    this.lettering.write(labels, singles, frame);
  }

  /**
   * Say which symbols the year has: those that are quiet, and those that bear the honour or have changed, to be drawn over them.
   * @returns {[quiet: Drawn[], prominent: Drawn[]]}
   */
  #ofYear() {
    /** @type {Drawn[]} */
    const quiet = [];
    /** @type {Drawn[]} */
    const prominent = [];
    const { cells } = this;
    const { row, status, presence, changed: began } = this.store.derived.shown;
    for (let symbol = 0; symbol < cells.count; symbol++) {
      const counts = new Uint32Array(PARTS.length);
      let [total, changed, last] = [0, 0, -1];
      for (let slot = cells.start[symbol]; slot < cells.start[symbol + 1]; slot++) {
        const record = cells.members[slot];
        if (row[record] < 0) continue;
        counts[partOf(status[record], presence[record])] += 1;
        changed += began[record];
        total += 1;
        last = slot;
      }
      this.shownBy[symbol] = total;
      if (!total) continue;
      [this.placeX[symbol], this.placeY[symbol]] = total === 1 ? cells.spot(symbol, last) : [cells.x[symbol], cells.y[symbol]];
      const isProminent = changed > 0 || counts[0] + counts[1] + counts[2] > 0;
      (isProminent ? prominent : quiet).push({ symbol, record: total === 1 ? cells.members[last] : -1, counts, changed });
    }
    return [quiet, prominent];
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Sprites} sprites
   * @param {Drawn} drawn
   * @param {number} x
   * @param {number} y
   */
  #draw(context, sprites, { symbol, record, counts, changed }, x, y) {
    if (record < 0) {
      sprites.disc(context, x, y, counts, this.shownBy[symbol], changed);
      return;
    }
    const { presence, status } = this.store.derived.shown;
    const look = { monument: this.monument[record] === 1, presence: presence[record], status: status[record], changed: changed > 0 };
    sprites.symbol(context, x, y, look);
  }

  /**
   * Find the symbol at a place of the map.
   * @param {import("leaflet").LatLng} latlng
   * @param {number} reach pixels
   * @returns {?number}
   */
  hit({ lat, lng }, reach) {
    if (!this.layer.frame) return null;
    const [x, y] = pixels(lng, lat, this.layer.frame);
    /** @type {?number} */
    let best = null;
    let nearest = reach;
    /** @param {number} symbol */
    const look = (symbol) => {
      if (!this.shownBy[symbol]) return;
      const distance = Math.hypot(this.placeX[symbol] - x, this.placeY[symbol] - y);
      if (distance <= nearest) [best, nearest] = [symbol, distance];
    };
    if (reach === Infinity) for (let symbol = 0; symbol < this.cells.count; symbol++) look(symbol);
    else this.cells.near(x, y, REACH_CELLS, look);
    return best;
  }

  /**
   * Give the records that the year shows of a symbol.
   * @param {number} symbol
   * @returns {number[]}
   */
  shownOf(symbol) {
    const { row } = this.store.derived.shown;
    return [...this.cells.members.subarray(this.cells.start[symbol], this.cells.start[symbol + 1])].filter((record) => row[record] >= 0);
  }

  /**
   * Say where a symbol is drawn.
   * @param {number} symbol
   * @returns {[lat: number, lon: number]}
   */
  latLngOf(symbol) {
    const { left, top, world } = /** @type {Frame} */ (this.layer.frame);
    const [lon, lat] = unprojected((this.placeX[symbol] + left) / world, (this.placeY[symbol] + top) / world);
    return [lat, lon];
  }
}
