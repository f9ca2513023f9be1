/** The symbols of the records on one canvas over Leaflet's map: drawn anew when it moves, and found under the pointer. */

import { paletteOf } from "./draw.js";
import { pixels } from "./lettering.js";
import { unprojected } from "./meridian.js";
import { Sprites } from "./sprites.js";
import { surface } from "./surface.js";
import { SymbolSheet } from "./symbolsheet.js";

/** Cells in which a symbol that is drawn aside from the middle of its records is looked for. */
const REACH_CELLS = 2;
const NOWHERE = { left: 0, top: 0, right: 0, bottom: 0 };

/**
 * @typedef {import("./labels.js").Box} Box
 * @typedef {import("./surface.js").Frame} Frame
 */

export class Symbols extends SymbolSheet {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../model/store.js").Store} store
   * @param {import("./lettering.js").Names} names
   * @param {object} how
   * @param {(count: number) => string} how.written a number on a disc
   * @param {() => boolean} how.waits whether it is too early to draw: all is drawn once the outlines have come
   * @param {string} pane of the map
   */
  constructor(map, store, names, { written, waits }, pane) {
    super(store, names);
    this.map = map;
    this.written = written;
    this.waits = waits;
    /** @type {?Sprites} */
    this.sprites = null;
    /** What is seen of the canvas, and what controls lie over it. */
    this.seen = NOWHERE;
    /** @type {Box[]} */
    this.covered = [];
    /** The controls in the map's box, measured for a size of it: to measure makes the browser lay out the page. */
    this.controls = { of: "", boxes: /** @type {Box[]} */ ([]) };
    map.createPane(pane).style.zIndex = "410";
    this.layer = surface(
      { moved: (frame) => this.#moved(frame), paint: (context, frame, ratio) => this.#paint(context, frame, ratio) },
      { pane },
    );
    this.layer.addTo(map);
  }

  /** Put the records into symbols anew: others pass the filters. */
  regroup() {
    if (!this.layer.frame) return;
    this.#see(this.layer.frame);
    this.group(this.layer.frame);
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
    const before = JSON.stringify(this.covered);
    this.controls.of = "";
    this.#see(this.layer.frame);
    if (JSON.stringify(this.covered) !== before) this.layer.repaint();
  }

  /** Take other towns for orientation. */
  orient() {
    this.lettering.landmarks = null;
    this.layer.repaint();
  }

  /** @param {Frame} frame */
  #moved(frame) {
    this.#see(frame);
    this.moved(frame);
  }

  /** @param {Frame} frame */
  #see({ scale }) {
    const { x, y } = this.layer.corner();
    /** @param {Box} box in the map's box @returns {Box} */
    const onCanvas = ({ left, top, right, bottom }) => {
      return { left: (left - x) / scale, top: (top - y) / scale, right: (right - x) / scale, bottom: (bottom - y) / scale };
    };
    const size = this.map.getSize();
    this.seen = onCanvas({ left: 0, top: 0, right: size.x, bottom: size.y });
    this.covered = this.#controls(`${size} ${scale}`).map(onCanvas);
  }

  /**
   * Give the boxes of the controls in the map's box.
   * @param {string} of what they were measured for
   */
  #controls(of) {
    if (this.controls.of === of) return this.controls.boxes;
    const container = this.map.getContainer();
    const { left, top } = container.getBoundingClientRect();
    const boxes = [...container.querySelectorAll(".leaflet-control, .tm-divider:not([hidden])")].map((element) => {
      const rect = element.getBoundingClientRect();
      return { left: rect.left - left, top: rect.top - top, right: rect.right - left, bottom: rect.bottom - top };
    });
    this.controls = { of, boxes };
    return boxes;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Frame} frame
   * @param {number} ratio
   */
  #paint(context, frame, ratio) {
    if (this.waits()) return;
    if (this.sprites?.ratio !== ratio) this.sprites = new Sprites(paletteOf(this.map.getContainer()), ratio, this.written);
    this.draw(context, frame, this.sprites, { seen: this.seen, covered: this.covered });
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
      if (!this.countAt[symbol]) return;
      const distance = Math.hypot(this.placeX[symbol] - x, this.placeY[symbol] - y);
      if (distance <= nearest) [best, nearest] = [symbol, distance];
    };
    if (reach === Infinity) for (let symbol = 0; symbol < this.cells.count; symbol++) look(symbol);
    else this.cells.near(x, y, REACH_CELLS, look);
    return best;
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
