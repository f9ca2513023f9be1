/**
 * The capitals and regional centres as a layer of the map, below the records: a square where something is recorded, a cross where
 * nothing was found, a small triangle where nobody has looked yet.
 */

import { KINDS } from "../model/asked.js";
import { roomOf } from "./cells.js";
import { make } from "./maker.js";
import { mercator, unprojected } from "./meridian.js";
import { surface } from "./surface.js";
import { centrePopup } from "./townanswers.js";

/**
 * @typedef {import("../model/asked.js").Mark} Mark
 *
 * @typedef {object} Found a mark
 * @property {[lat: number, lon: number]} at where it is drawn
 * @property {() => HTMLElement} tooltip
 * @property {(timemap: import("./timemap.js").TimeMap) => void} open its popup
 */

/** Half the width of a mark, in pixels; farther out all are smaller, so that neighbours stay apart. */
const REACH_PX = { recorded: 5, "none found": 4.5, "not looked": 3.6 };
const FULL_ZOOM = 5;
const LEAST_SIZE = 0.5;
const RIM_PX = 1.3;

/** @typedef {{asked: string, soft: string, paper: string}} Colours */

export class CentreLayer {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("leaflet").LayerGroup} group that is switched on and off
   * @param {Mark[]} marks
   * @param {import("../model/phrases.js").Phrases} phrases with the words that come after the first map
   */
  constructor(map, group, marks, phrases) {
    this.map = map;
    this.group = group;
    this.phrases = phrases;
    /** Those of which most is known are drawn last, over the others. */
    this.marks = marks.toSorted((one, other) => KINDS.indexOf(other.kind) - KINDS.indexOf(one.kind));
    this.world = this.marks.map(({ lon, lat }) => mercator(lon, lat));
    this.x = new Float64Array(marks.length);
    this.y = new Float64Array(marks.length);
    map.createPane("centres").style.zIndex = "270";
    this.layer = surface({ moved: (frame) => this.#moved(frame), paint: (context, frame) => this.#paint(context, frame) }, { pane: "centres" });
    group.addLayer(this.layer);
  }

  /** Whether it is on the map. */
  get isOn() {
    return this.map.hasLayer(this.group);
  }

  /** Draw all anew: the colours have changed. */
  repaint() {
    this.layer.repaint();
  }

  /** Give what the legend says of it. */
  legendLines() {
    const colours = this.#colours();
    const lines = KINDS.map((kind) => ({
      words: this.phrases.say(keyOf(kind), { count: this.marks.filter((mark) => mark.kind === kind).length }),
      draw: (/** @type {CanvasRenderingContext2D} */ context, /** @type {number} */ x, /** @type {number} */ y) =>
        drawMark(context, x, y, kind, 1, colours),
    }));
    return { title: this.phrases.say("web.frame.marks"), lines };
  }

  /**
   * Find the mark at a place of the map, where it is nearer than a symbol of records that does not cover the place.
   * @param {import("leaflet").LatLng} latlng
   * @param {number} reach pixels
   * @param {import("./symbols.js").Symbols} symbols
   * @param {?number} symbol
   * @returns {?Found}
   */
  hit(latlng, reach, symbols, symbol) {
    const found = this.#nearest(latlng, reach);
    if (!found || symbol === null) return found;
    const away = this.#away(latlng, symbols.latLngOf(symbol));
    return away <= roomOf(symbols.countAt[symbol]) || away <= this.#away(latlng, found.at) ? null : found;
  }

  /**
   * Measure how far two places are from each other on the screen.
   * @param {import("leaflet").LatLngExpression} one
   * @param {import("leaflet").LatLngExpression} other
   */
  #away(one, other) {
    return this.map.latLngToContainerPoint(one).distanceTo(this.map.latLngToContainerPoint(other));
  }

  /**
   * @param {import("leaflet").LatLng} latlng
   * @param {number} reach pixels
   * @returns {?Found}
   */
  #nearest({ lat, lng }, reach) {
    const { frame } = this.layer;
    if (!frame) return null;
    const { world, left, top } = frame;
    const [atX, atY] = mercator(lng, lat);
    let best = -1;
    let nearest = reach;
    for (let one = 0; one < this.marks.length; one++) {
      const distance = Math.hypot(this.x[one] + left - atX * world, this.y[one] + top - atY * world);
      if (distance <= nearest && this.#isInside(one, frame)) [best, nearest] = [one, distance];
    }
    if (best < 0) return null;
    const [lon, latitude] = unprojected((this.x[best] + left) / world, (this.y[best] + top) / world);
    /** @type {[number, number]} */
    const at = [latitude, lon];
    const mark = this.marks[best];
    return { at, tooltip: () => this.#tooltip(mark), open: (timemap) => open(mark.asked, at, timemap) };
  }

  /**
   * Fill the tooltip of a mark.
   * @param {Mark} mark
   */
  #tooltip({ kind, asked: { name, country } }) {
    const title = this.phrases.say("web.near.town_in", { town: name, country: this.phrases.country(country) });
    const words = this.phrases.say(`web.frame.known.${kind.replace(" ", "_")}`);
    return make("div", { "data-testid": "tooltip" }, make("strong", {}, title), make("br"), words);
  }

  /** @param {import("./surface.js").Frame} frame */
  #moved({ width, left, top, world }) {
    const middle = (left + width / 2) / world;
    for (const [at, [x, y]] of this.world.entries()) {
      this.x[at] = (x + Math.round(middle - x)) * world - left;
      this.y[at] = y * world - top;
    }
  }

  /**
   * @param {number} one
   * @param {import("./surface.js").Frame} frame
   */
  #isInside(one, { width, height }) {
    return this.x[one] >= 0 && this.y[one] >= 0 && this.x[one] <= width && this.y[one] <= height;
  }

  #colours() {
    const style = getComputedStyle(this.map.getContainer());
    const [asked, soft, paper] = ["asked", "soft", "paper"].map((name) => style.getPropertyValue(`--tm-${name}`).trim());
    return { asked, soft, paper };
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {import("./surface.js").Frame} frame
   */
  #paint(context, frame) {
    const colours = this.#colours();
    const size = Math.min(1, Math.max(LEAST_SIZE, frame.zoom / FULL_ZOOM));
    for (const [one, { kind }] of this.marks.entries()) {
      if (this.#isInside(one, frame)) drawMark(context, this.x[one], this.y[one], kind, size, colours);
    }
  }
}

/**
 * Open the popup of a town; its records open on the map.
 * @param {import("../model/asked.js").Asked} town
 * @param {[lat: number, lon: number]} at
 * @param {import("./timemap.js").TimeMap} timemap
 */
function open(town, at, timemap) {
  const { table } = timemap.store;
  const choose = (/** @type {string} */ id) => timemap.choose(table.indexOf(id), true);
  timemap.popup.openAt(at, centrePopup(town, /** @type {import("./app.js").Screen} */ (timemap.around), choose));
}

/** @param {Mark["kind"]} kind */
function keyOf(kind) {
  return `web.frame.mark.${kind.replace(" ", "_")}`;
}

/**
 * Draw the mark of a town.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {Mark["kind"]} kind
 * @param {number} size 1 for the full one
 * @param {Colours} colours
 */
function drawMark(context, x, y, kind, size, { asked, soft, paper }) {
  const reach = REACH_PX[kind] * size;
  context.beginPath();
  if (kind === "none found") {
    context.moveTo(x - reach, y - reach);
    context.lineTo(x + reach, y + reach);
    context.moveTo(x + reach, y - reach);
    context.lineTo(x - reach, y + reach);
    stroke(context, paper, 2.2 * size + 2 * RIM_PX);
    stroke(context, asked, 2.2 * size);
    return;
  }
  if (kind === "recorded") context.rect(x - reach, y - reach, 2 * reach, 2 * reach);
  else {
    context.moveTo(x, y + reach);
    context.lineTo(x - reach, y - 0.8 * reach);
    context.lineTo(x + reach, y - 0.8 * reach);
    context.closePath();
  }
  stroke(context, paper, 2 * RIM_PX + (kind === "recorded" ? 0 : RIM_PX));
  context.fillStyle = kind === "recorded" ? asked : paper;
  context.fill();
  if (kind === "not looked") stroke(context, soft, RIM_PX);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} colour
 * @param {number} width pixels
 */
function stroke(context, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}
