/** The names on the map: of what stands alone, of the states of the year, and of large towns. */

import { HONOURING } from "../model/selection.js";
import { SINGLE_ROOM_PX } from "./cells.js";
import { labelOf } from "./labels.js";
import { beside, mercator, unprojected } from "./meridian.js";
import { spotsOf } from "./states.js";

/**
 * @typedef {import("./surface.js").Frame} Frame
 * @typedef {import("./labels.js").Labels} Labels
 *
 * @typedef {object} Names what is written on the map beside the records
 * @property {() => {name: string, label: import("./outlines.js").Label}[]} states the largest first
 * @property {(view: import("./states.js").Box, zoom: number) => import("./landmarks.js").Town[]} landmarks
 * @property {(record: number) => ?string} townOf a record
 * @property {(name: string, town: string) => string} both
 *
 * @typedef {{record: number, x: number, y: number}} Single a record whose symbol stands for it alone, in pixels of the canvas
 */

export class Lettering {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {Names} names
   */
  constructor(store, names) {
    this.store = store;
    this.names = names;
    const { table } = store;
    const kind = table.recordCodes("kind");
    const towns = new Set(table.schema.town_kinds.map((name) => kind.values.indexOf(name) + 1));
    /** Which records are towns. */
    this.settlement = Uint8Array.from({ length: table.recordCount }, (_, record) => Number(towns.has(kind.codes[record])));
    this.name = table.codes("name");
    this.view = { west: 0, south: 0, east: 0, north: 0 };
    /** @type {Map<import("./outlines.js").Label, [x: number, y: number][]>} */
    this.spots = new Map();
    /** @type {?{name: string, x: number, y: number}[]} */
    this.landmarks = null;
  }

  /**
   * Take another part of the map.
   * @param {Frame} frame
   */
  moved({ width, height, left, top, world }) {
    const [west, north] = unprojected(left / world, top / world);
    const [east, south] = unprojected((left + width) / world, (top + height) / world);
    this.view = { west, south, east, north };
    this.spots = new Map();
    this.landmarks = null;
  }

  /**
   * Write names where there is room, the more important first.
   * @param {Labels} labels
   * @param {Single[]} singles
   * @param {Frame} frame
   */
  write(labels, singles, frame) {
    labels.begin();
    this.#things(labels, singles, frame.zoom);
    this.#states(labels, frame);
    this.#towns(labels, frame);
    labels.end();
  }

  /**
   * Name what stands alone, towns first.
   * @param {Labels} labels
   * @param {Single[]} singles
   * @param {number} zoom
   */
  #things(labels, singles, zoom) {
    const { selection } = this.store.derived;
    /** @param {Single} single */
    const rank = ({ record }) => this.settlement[record] * 2 + Number(selection.status[record] === HONOURING);
    for (const { record, x, y } of [...singles].sort((one, other) => rank(other) - rank(one))) {
      const name = this.name.values[this.name.codes[selection.row[record]] - 1];
      const settlement = this.settlement[record] === 1;
      const town = settlement ? null : this.names.townOf(record);
      const text = labelOf({ name, settlement, town }, zoom, this.names.both);
      if (text) labels.thing(text, x, y, SINGLE_ROOM_PX - 1, settlement);
    }
  }

  /**
   * @param {Labels} labels
   * @param {Frame} frame
   */
  #states(labels, frame) {
    for (const { name, label } of this.names.states()) {
      let points = this.spots.get(label);
      if (!points) {
        points = spotsOf(label, this.view, frame.zoom).map(([lon, lat]) => pixels(lon, lat, frame));
        this.spots.set(label, points);
      }
      if (points.length) labels.state(name, points);
    }
  }

  /**
   * @param {Labels} labels
   * @param {Frame} frame
   */
  #towns(labels, frame) {
    const middle = (this.view.west + this.view.east) / 2;
    this.landmarks ??= this.names.landmarks(this.view, frame.zoom).map(({ name, lon, lat }) => {
      const [x, y] = pixels(beside(lon, middle), lat, frame);
      return { name, x, y };
    });
    for (const { name, x, y } of this.landmarks) labels.landmark(name, x, y);
  }
}

/**
 * Say where on the canvas a place lies.
 * @param {number} lon degrees
 * @param {number} lat
 * @param {Frame} frame
 * @returns {[x: number, y: number]}
 */
export function pixels(lon, lat, { world, left, top }) {
  const [x, y] = mercator(lon, lat);
  return [x * world - left, y * world - top];
}
