/** The symbols of the records on one canvas over the map, and the names beside them. */

import { HONOURING } from "../model/shown.js";
import { Cells, SINGLE_ROOM_PX, discRadius } from "./cells.js";
import { PARTS, Sprites, partOf, paletteOf } from "./draw.js";
import { Labels, labelOf } from "./labels.js";
import { beside, mercator, unprojected } from "./meridian.js";
import { spotsOf } from "./states.js";
import { surface } from "./surface.js";

/** Cells in which a symbol that is drawn aside from the middle of its records is looked for. */
const REACH_CELLS = 2;

/**
 * @typedef {import("./labels.js").Box} Box
 * @typedef {{box: Box, covered: Box[]}} Seen what is seen of the canvas, and what controls lie over it
 *
 * @typedef {object} Names what is written on the map beside the records
 * @property {() => {name: string, label: import("./outlines.js").Label}[]} states the largest first
 * @property {(view: import("./states.js").Box, zoom: number) => import("./landmarks.js").Town[]} landmarks
 * @property {(record: number) => ?string} townOf a record
 * @property {(name: string, town: string) => string} both
 */

export class Symbols {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {Names} names
   * @param {(count: number) => string} written a number on a disc
   */
  constructor(store, names, written) {
    this.store = store;
    this.table = store.table;
    this.names = names;
    this.written = written;
    const { recordCount, lon, lat } = this.table;
    this.worldX = new Float64Array(recordCount);
    this.worldY = new Float64Array(recordCount);
    for (let record = 0; record < recordCount; record++) {
      [this.worldX[record], this.worldY[record]] = mercator(lon[record], lat[record]);
    }
    this.x = new Float64Array(recordCount);
    this.y = new Float64Array(recordCount);
    const [category, kind] = [this.table.recordCodes("category"), this.table.recordCodes("kind")];
    const monument = category.values.indexOf("monument") + 1;
    const towns = new Set(this.table.schema.town_kinds.map((name) => kind.values.indexOf(name) + 1));
    this.monument = Uint8Array.from({ length: recordCount }, (_, record) => Number(category.codes[record] === monument));
    this.settlement = Uint8Array.from({ length: recordCount }, (_, record) => Number(towns.has(kind.codes[record])));
    this.name = this.table.codes("name");
    this.counts = new Uint32Array(PARTS.length);
    /** @type {?Sprites} */
    this.sprites = null;
    this.layer = surface({ moved: (frame) => this.#moved(frame), paint: (...where) => this.#paint(...where) }, { pane: "symbols" });
  }

  /** @param {import("leaflet").Map} map */
  addTo(map) {
    map.createPane("symbols").style.zIndex = "410";
    this.map = map;
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
    this.seen = this.#see();
    this.layer.repaint();
  }

  #moved(frame) {
    this.seen = this.#see();
    const { width, height, left, top, world } = frame;
    const [[west, north], [east, south]] = [[left, top], [left + width, top + height]].map(([x, y]) => unprojected(x / world, y / world));
    this.view = { west, south, east, north };
    this.spots = new Map();
    this.landmarks = null;
    this.#group(frame);
  }

  #group({ width, height, left, top, world }) {
    const { worldX, worldY, x, y } = this;
    const middle = (left + width / 2) / world;
    for (let record = 0; record < x.length; record++) {
      const shift = Math.round(middle - worldX[record]);
      x[record] = (worldX[record] + shift) * world - left;
      y[record] = worldY[record] * world - top;
    }
    this.cells = new Cells(x, y, this.store.derived.passing, { width, height, left, top });
    this.placeX = new Float64Array(this.cells.count);
    this.placeY = new Float64Array(this.cells.count);
    this.shownBy = new Uint32Array(this.cells.count);
  }

  /** @returns {Seen} */
  #see() {
    const container = this.map.getContainer();
    const view = container.getBoundingClientRect();
    const { left, top } = this.layer._container.getBoundingClientRect();
    const boxOf = (rect) => ({ left: rect.left - left, top: rect.top - top, right: rect.right - left, bottom: rect.bottom - top });
    const controls = [...container.querySelectorAll(".leaflet-control")];
    return { box: boxOf(view), covered: controls.map((control) => boxOf(control.getBoundingClientRect())) };
  }

  #paint(context, frame, ratio) {
    if (!this.sprites || this.sprites.ratio !== ratio) this.sprites = new Sprites(paletteOf(this.map.getContainer()), ratio, this.written);
    const { palette } = this.sprites;
    const labels = new Labels(context, palette, this.seen.box, this.seen.covered);
    const single = this.#drawAll(context, labels);
    labels.begin();
    this.#nameThings(labels, single, frame.zoom);
    this.#nameStates(labels, frame);
    this.#nameTowns(labels, frame);
    labels.end();
  }

  /** Draw the symbols: first those that are quiet, then those that bear the honour or have changed. */
  #drawAll(context, labels) {
    const [quiet, prominent, single] = [[], [], []];
    const { shown } = this.store.derived;
    const { cells, counts } = this;
    for (let symbol = 0; symbol < cells.count; symbol++) {
      counts.fill(0);
      let [total, changed, last] = [0, 0, -1];
      for (let slot = cells.start[symbol]; slot < cells.start[symbol + 1]; slot++) {
        const record = cells.members[slot];
        if (shown.row[record] < 0) continue;
        counts[partOf(shown.status[record], shown.presence[record])] += 1;
        changed += shown.changed[record];
        total += 1;
        last = slot;
      }
      this.shownBy[symbol] = total;
      if (!total) continue;
      [this.placeX[symbol], this.placeY[symbol]] = total === 1 ? cells.spot(symbol, last) : [cells.x[symbol], cells.y[symbol]];
      if (total === 1) single.push([symbol, cells.members[last]]);
      labels.keep(this.placeX[symbol], this.placeY[symbol], total === 1 ? SINGLE_ROOM_PX - 1 : discRadius(total) + 3);
      const drawn = total === 1 ? cells.members[last] : { counts: counts.slice(), changed };
      const isProminent = changed > 0 || counts[0] + counts[1] + counts[2] > 0;
      (isProminent ? prominent : quiet).push([symbol, drawn]);
    }
    for (const [symbol, drawn] of [...quiet, ...prominent]) this.#draw(context, symbol, drawn);
    return single;
  }

  #draw(context, symbol, drawn) {
    const [x, y] = [this.placeX[symbol], this.placeY[symbol]];
    if (typeof drawn !== "number") {
      this.sprites.disc(context, x, y, drawn.counts, this.shownBy[symbol], drawn.changed);
      return;
    }
    const { presence, status, changed } = this.store.derived.shown;
    this.sprites.symbol(context, x, y, {
      monument: this.monument[drawn] === 1,
      presence: presence[drawn],
      status: status[drawn],
      changed: changed[drawn] === 1,
    });
  }

  /** Name what stands alone, towns first. */
  #nameThings(labels, single, zoom) {
    const { shown } = this.store.derived;
    const named = single.map(([symbol, record]) => {
      const name = this.name.values[this.name.codes[shown.row[record]] - 1];
      const settlement = this.settlement[record] === 1;
      const thing = { name, settlement, town: settlement ? null : this.names.townOf(record) };
      return { symbol, settlement, honouring: shown.status[record] === HONOURING, text: labelOf(thing, zoom, this.names.both) };
    });
    const rank = ({ settlement, honouring }) => Number(settlement) * 2 + Number(honouring);
    for (const { symbol, text, settlement } of named.sort((one, other) => rank(other) - rank(one))) {
      if (text) labels.thing(text, this.placeX[symbol], this.placeY[symbol], SINGLE_ROOM_PX - 1, settlement);
    }
  }

  #nameStates(labels, { world, left, top, zoom }) {
    for (const { name, label } of this.names.states()) {
      let points = this.spots.get(label);
      if (!points) {
        points = spotsOf(label, this.view, zoom).map(([lon, lat]) => {
          const [x, y] = mercator(lon, lat);
          return [x * world - left, y * world - top];
        });
        this.spots.set(label, points);
      }
      if (points.length) labels.state(name, points);
    }
  }

  #nameTowns(labels, { world, left, top, zoom }) {
    this.landmarks ??= this.names.landmarks(this.view, zoom).map(({ name, lon, lat }) => {
      const [x, y] = mercator(beside(lon, (this.view.west + this.view.east) / 2), lat);
      return { name, x: x * world - left, y: y * world - top };
    });
    for (const { name, x, y } of this.landmarks) labels.landmark(name, x, y);
  }

  /** Take other towns for orientation. */
  orient() {
    this.landmarks = null;
    this.layer.repaint();
  }

  /**
   * Find the symbol at a place of the map.
   * @param {import("leaflet").LatLng} latlng
   * @param {number} reach pixels
   * @returns {?number}
   */
  hit(latlng, reach) {
    const { x, y } = this.#pixelsOf(latlng);
    let [best, nearest] = [null, reach];
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

  /** @param {number} symbol */
  latLngOf(symbol) {
    const { left, top, world } = this.layer.frame;
    const [lon, lat] = unprojected((this.placeX[symbol] + left) / world, (this.placeY[symbol] + top) / world);
    return [lat, lon];
  }

  #pixelsOf({ lat, lng }) {
    const { left, top, world } = this.layer.frame;
    const [x, y] = mercator(lng, lat);
    return { x: x * world - left, y: y * world - top };
  }
}
