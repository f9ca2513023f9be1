/** The outlines of countries and former states: lines that are kept once and drawn on a canvas (geo/map/topology.py). */

import { mercator } from "./meridian.js";

/** Points nearer to each other than this are drawn as one, in pixels. */
const FINEST_PX = 0.7;

/**
 * @typedef {object} Label where the name of a shape may stand, in degrees
 * @property {[west: number, south: number, east: number, north: number]} box of its largest part
 * @property {number} size square degrees of the box
 * @property {number[][]} lines latitude, then west and east of each stretch inside
 *
 * @typedef {{name: string, iso: ?string, rings: number[][], label: Label}} Country
 * @typedef {{name: string, level: "state"|"republic", start_year: number, end_year: ?number, iso: string[], rings: number[][],
 *   label: Label}} Former
 *
 * @typedef {{name: string, rings: number[][], label: Label}} Shape
 *
 * @typedef {object} Arc one line, in shares of the world from its upper left corner
 * @property {Float64Array} x
 * @property {Float64Array} y
 * @property {number} west
 * @property {number} north
 * @property {number} east
 * @property {number} south
 */

export class Outlines {
  /**
   * @param {{scale: number, label_scale: number, arcs: string[], countries: Country[], states: Former[], disputed?: string[]}} file
   */
  constructor({ scale, label_scale: units, arcs, countries, states, disputed = [] }) {
    this.scale = scale;
    /** @type {Arc[]} */
    this.arcs = [];
    this.take(arcs);
    /** Boundaries that are disputed today. */
    this.disputed = disputed.map((text) => arcOf(decoded(text), scale));
    /**
     * @param {Label} label in units
     * @returns {Label}
     */
    const degrees = ({ box: [west, south, east, north], size, lines }) => ({
      box: [west / units, south / units, east / units, north / units],
      size,
      lines: lines.map((line) => line.map((number) => number / units)),
    });
    /** @type {Country[]} */
    this.countries = countries.map((country) => ({ ...country, label: degrees(country.label) }));
    /** @type {Former[]} */
    this.states = states.map((state) => ({ ...state, label: degrees(state.label) }));
    this.inner = bothWays([...countries, ...states]);
  }

  /**
   * Take the lines, or others with more corners in their places.
   * @param {string[]} arcs
   */
  take(arcs) {
    this.arcs = arcs.map((text) => arcOf(decoded(text), this.scale));
  }

  /**
   * Trace all countries, to be filled.
   * @param {CanvasRenderingContext2D} path
   * @param {import("./surface.js").Frame} frame
   */
  land(path, frame) {
    for (const shift of copies(frame)) {
      const view = viewOf(frame, shift);
      for (const { rings } of this.countries) {
        for (const ring of rings) if (ring.some((arc) => touches(this.#arc(arc), view))) this.#ring(path, ring, frame, shift);
      }
    }
  }

  /**
   * Trace some lines, to be stroked; the edge along which the world is cut is none.
   * @param {CanvasRenderingContext2D} path
   * @param {Iterable<number>} arcs
   * @param {import("./surface.js").Frame} frame
   */
  lines(path, arcs, frame) {
    this.#along(path, Array.from(arcs, (number) => this.arcs[number]), frame);
  }

  /**
   * Trace the boundaries that are disputed, to be stroked.
   * @param {CanvasRenderingContext2D} path
   * @param {import("./surface.js").Frame} frame
   */
  claims(path, frame) {
    this.#along(path, this.disputed, frame);
  }

  /**
   * @param {CanvasRenderingContext2D} path
   * @param {Arc[]} arcs
   * @param {import("./surface.js").Frame} frame
   */
  #along(path, arcs, frame) {
    for (const shift of copies(frame)) {
      const view = viewOf(frame, shift);
      for (const arc of arcs) if (touches(arc, view)) strokeArc(path, arc, frame, shift);
    }
  }

  /** @param {number} arc */
  #arc(arc) {
    return this.arcs[arc < 0 ? -1 - arc : arc];
  }

  /**
   * @param {CanvasRenderingContext2D} path
   * @param {number[]} ring
   * @param {import("./surface.js").Frame} frame
   * @param {number} shift worlds
   */
  #ring(path, ring, { world, left, top }, shift) {
    let [lastX, lastY] = [0, 0];
    let begun = false;
    for (const number of ring) {
      const { x, y } = this.#arc(number);
      const end = x.length - 1;
      for (let step = 0; step <= end; step++) {
        const at = number < 0 ? end - step : step;
        const [px, py] = [(x[at] + shift) * world - left, y[at] * world - top];
        if (begun && Math.abs(px - lastX) < FINEST_PX && Math.abs(py - lastY) < FINEST_PX) continue;
        if (begun) path.lineTo(px, py);
        else path.moveTo(px, py);
        [lastX, lastY] = [px, py];
        begun = true;
      }
    } // it is filled, which closes it: `closePath` has the browser go through the whole path each time
  }
}

/**
 * @param {CanvasRenderingContext2D} path
 * @param {Arc} arc
 * @param {import("./surface.js").Frame} frame
 * @param {number} shift worlds
 */
function strokeArc(path, { x, y }, { world, left, top }, shift) {
  const end = x.length - 1;
  let [lastX, lastY] = [(x[0] + shift) * world - left, y[0] * world - top];
  path.moveTo(lastX, lastY);
  for (let at = 1; at <= end; at++) {
    const [px, py] = [(x[at] + shift) * world - left, y[at] * world - top];
    if (at < end && Math.abs(px - lastX) < FINEST_PX && Math.abs(py - lastY) < FINEST_PX) continue;
    const cut = (x[at] === 0 && x[at - 1] === 0) || (x[at] === 1 && x[at - 1] === 1);
    if (cut) path.moveTo(px, py);
    else path.lineTo(px, py);
    [lastX, lastY] = [px, py];
  }
}

/**
 * Say which copies of the world lie under a canvas, in worlds to the right of the first.
 * @param {import("./surface.js").Frame} frame
 * @returns {number[]}
 */
export function copies({ left, width, world }) {
  const [first, last] = [Math.floor(left / world), Math.floor((left + width) / world)];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/**
 * Say what part of a copy of the world lies under a canvas, in shares of it.
 * @param {import("./surface.js").Frame} frame
 * @param {number} shift worlds
 */
function viewOf({ left, top, width, height, world }, shift) {
  return { west: left / world - shift, east: (left + width) / world - shift, north: top / world, south: (top + height) / world };
}

/** @typedef {{west: number, east: number, north: number, south: number}} Bounds */

/**
 * @param {Bounds} arc
 * @param {Bounds} view
 */
function touches(arc, view) {
  return arc.west <= view.east && arc.east >= view.west && arc.north <= view.south && arc.south >= view.north;
}

/**
 * @param {number[]} steps longitude and latitude by turns, in units
 * @param {number} scale units of a degree
 * @returns {Arc}
 */
function arcOf(steps, scale) {
  const x = new Float64Array(steps.length / 2);
  const y = new Float64Array(steps.length / 2);
  const box = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
  let [lon, lat] = [0, 0];
  for (let at = 0; at < x.length; at++) {
    lon += steps[2 * at];
    lat += steps[2 * at + 1];
    [x[at], y[at]] = mercator(lon / scale, lat / scale);
    box.west = Math.min(box.west, x[at]);
    box.east = Math.max(box.east, x[at]);
    box.north = Math.min(box.north, y[at]);
    box.south = Math.max(box.south, y[at]);
  }
  return { x, y, ...box };
}

/**
 * Read integers from text in the encoded polyline algorithm format.
 * @param {string} text
 * @returns {number[]}
 */
export function decoded(text) {
  const numbers = [];
  let [rest, shift] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const bits = text.charCodeAt(at) - 63;
    rest |= (bits & 0x1f) << shift;
    shift += 5;
    if (bits >= 0x20) continue;
    numbers.push(rest & 1 ? ~(rest >> 1) : rest >> 1);
    [rest, shift] = [0, 0];
  }
  return numbers;
}

/**
 * Find the lines that have land on both sides: the outline of one shape goes along them there, that of another back.
 * @param {{rings: number[][]}[]} shapes
 * @returns {Set<number>}
 */
function bothWays(shapes) {
  /** @type {Set<number>} */
  const there = new Set();
  /** @type {Set<number>} */
  const back = new Set();
  for (const arc of shapes.flatMap(({ rings }) => rings.flat())) {
    if (arc < 0) back.add(-1 - arc);
    else there.add(arc);
  }
  return new Set([...there].filter((arc) => back.has(arc)));
}
