/** The records as symbols of one sheet, with the names beside them: on Leaflet's map (symbols.js) and in pictures. */

import { Cells, SINGLE_ROOM_PX, discRadius } from "./cells.js";
import { PARTS, partOf } from "./draw.js";
import { Labels } from "./labels.js";
import { Lettering } from "./lettering.js";
import { mercator } from "./meridian.js";

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
 *
 * @typedef {object} Pen draws symbols
 * @property {import("./draw.js").Palette} palette
 * @property {(context: CanvasRenderingContext2D, x: number, y: number, look: import("./draw.js").Look) => void} symbol
 * @property {(context: CanvasRenderingContext2D, x: number, y: number, counts: Uint32Array, total: number, changed: number) => void} disc
 */

export class SymbolSheet {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {import("./lettering.js").Names} names
   */
  constructor(store, names) {
    this.store = store;
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
    this.cells = new Cells(this.x, this.y, new Uint8Array(recordCount), { width: 1, height: 1, left: 0, top: 0 });
    /** Where each symbol is drawn, and how many records it shows. */
    this.placeX = new Float64Array();
    this.placeY = new Float64Array();
    this.countAt = new Uint32Array();
  }

  /**
   * Take another part of the map.
   * @param {Frame} frame
   */
  moved(frame) {
    this.lettering.moved(frame);
    this.group(frame);
  }

  /**
   * Put the records into symbols.
   * @param {Frame} frame
   */
  group({ width, height, left, top, world }) {
    const { worldX, worldY, x, y } = this;
    const middle = (left + width / 2) / world;
    for (let record = 0; record < x.length; record++) {
      const shift = Math.round(middle - worldX[record]);
      x[record] = (worldX[record] + shift) * world - left;
      y[record] = worldY[record] * world - top;
    }
    this.cells = new Cells(x, y, this.store.derived.passing, { width, height, left, top });
    const { count } = this.cells;
    [this.placeX, this.placeY, this.countAt] = [new Float64Array(count), new Float64Array(count), new Uint32Array(count)];
  }

  /**
   * Draw the year: its symbols, and names where there is room.
   * @param {CanvasRenderingContext2D} context
   * @param {Frame} frame
   * @param {Pen} pen
   * @param {{seen: Box, covered: Box[]}} room what is seen of the canvas, and what is covered of that
   */
  draw(context, frame, pen, { seen, covered }) {
    const labels = new Labels(context, pen.palette, seen, covered);
    /** @type {Single[]} */
    const singles = [];
    for (const drawn of this.ofYear()) {
      const [x, y] = [this.placeX[drawn.symbol], this.placeY[drawn.symbol]];
      const alone = drawn.record >= 0;
      if (alone) singles.push({ record: drawn.record, x, y });
      labels.keep(x, y, alone ? SINGLE_ROOM_PX - 1 : discRadius(this.countAt[drawn.symbol]) + 3);
      this.#symbol(context, pen, drawn, x, y);
    }
    this.lettering.write(labels, singles, frame);
  }

  /**
   * Say which symbols the year has: those that are quiet, then those that bear the honour or have changed, to be drawn over them.
   * @returns {Drawn[]}
   */
  ofYear() {
    /** @type {Drawn[]} */
    const quiet = [];
    /** @type {Drawn[]} */
    const prominent = [];
    const { cells } = this;
    const { row, status, presence, outcome, changed: began } = this.store.derived.selection;
    for (let symbol = 0; symbol < cells.count; symbol++) {
      const counts = new Uint32Array(PARTS.length);
      let [total, changed, last] = [0, 0, -1];
      for (let slot = cells.start[symbol]; slot < cells.start[symbol + 1]; slot++) {
        const record = cells.members[slot];
        if (row[record] < 0) continue;
        counts[partOf(status[record], presence[record], outcome[record])] += 1;
        changed += began[record];
        total += 1;
        last = slot;
      }
      this.countAt[symbol] = total;
      if (!total) continue;
      [this.placeX[symbol], this.placeY[symbol]] = total === 1 ? cells.spot(symbol, last) : [cells.x[symbol], cells.y[symbol]];
      const isProminent = changed > 0 || counts[0] + counts[1] + counts[2] + counts[7] + counts[8] > 0;
      (isProminent ? prominent : quiet).push({ symbol, record: total === 1 ? cells.members[last] : -1, counts, changed });
    }
    return [...quiet, ...prominent];
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Pen} pen
   * @param {Drawn} drawn
   * @param {number} x
   * @param {number} y
   */
  #symbol(context, pen, { symbol, record, counts, changed }, x, y) {
    if (record < 0) {
      pen.disc(context, x, y, counts, this.countAt[symbol], changed);
      return;
    }
    pen.symbol(context, x, y, this.lookOf(record));
  }

  /**
   * Give the records that the year shows of a symbol.
   * @param {number} symbol
   * @returns {number[]}
   */
  recordsAt(symbol) {
    const { row } = this.store.derived.selection;
    return [...this.cells.members.subarray(this.cells.start[symbol], this.cells.start[symbol + 1])].filter((record) => row[record] >= 0);
  }

  /**
   * Say how the symbol of a record looks that stands for it alone.
   * @param {number} record that is shown
   * @returns {import("./draw.js").Look}
   */
  lookOf(record) {
    const { presence, status, outcome, changed } = this.store.derived.selection;
    const own = { presence: presence[record], status: status[record], outcome: outcome[record] };
    return { monument: this.monument[record] === 1, changed: changed[record] > 0, ...own };
  }
}
