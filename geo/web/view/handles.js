/** The handles of the time bar: one for the year, and where two years are compared one for each; a press takes the nearer. */

import { make } from "./maker.js";

/** How far beside a handle, in pixels, a press still means the handle, which then stays where it is. */
const REACH_PX = 14;
/** Pixels at either end of the bar that lie beyond its first and last year. */
const EDGE_PX = 8;

/** @typedef {"from"|"year"} Which */

export class Handles {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {Record<Which, {range: HTMLInputElement, go: (year: number) => void}>} ends
   */
  constructor(store, ends) {
    this.store = store;
    this.ends = ends;
    /** @type {?Which} which is moved */
    this.held = null;
    /** Pixels by which the press missed the handle that it took. */
    this.beside = 0;
    this.box = make("div", { class: "tm-handles", "data-testid": "handles" }, ends.year.range, ends.from.range); // the year is the bar's first slider
    this.box.addEventListener("mousedown", (event) => this.isPair && event.preventDefault()); // the focus stays with the handle
    this.box.addEventListener("pointerdown", (event) => this.#take(event));
    this.box.addEventListener("pointermove", (event) => this.#move(event));
    for (const kind of /** @type {const} */ (["pointerup", "pointercancel"])) this.box.addEventListener(kind, () => (this.held = null));
  }

  get isPair() {
    return this.store.view.mode === "between";
  }

  /** @param {PointerEvent} event */
  #take(event) {
    if (!this.isPair || event.button !== 0) return;
    const { from, year } = this.store.view;
    const at = this.#at(event.clientX);
    this.held = nearerOf(at.year, Number(from), year);
    const missed = at.pixels(this.held === "from" ? Number(from) : year) - event.clientX;
    this.beside = Math.abs(missed) <= REACH_PX ? missed : 0;
    this.ends[this.held].range.focus({ preventScroll: true });
    this.box.setPointerCapture(event.pointerId);
    this.#move(event);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (this.held === null) return;
    const year = Math.round(this.#at(event.clientX + this.beside).year);
    if (year !== this.store.view[this.held]) this.ends[this.held].go(year);
  }

  /**
   * Say which year lies at a place of the window, as a fraction, and where a year lies.
   * @param {number} x
   */
  #at(x) {
    const { first, last } = this.store.table.schema;
    const { left, width } = this.box.getBoundingClientRect();
    const [start, long] = [left + EDGE_PX, Math.max(1, width - 2 * EDGE_PX)];
    return {
      year: first + ((x - start) / long) * (last - first),
      pixels: (/** @type {number} */ year) => start + (long * (year - first)) / Math.max(1, last - first),
    };
  }

  /** @param {Readonly<import("../model/view.js").View>} view */
  update({ mode, from, year }) {
    const { first, last } = this.store.table.schema;
    this.box.classList.toggle("tm-pair", mode === "between");
    const share = (/** @type {number} */ one) => String((one - first) / Math.max(1, last - first));
    this.box.style.setProperty("--tm-since", share(Number(from)));
    this.box.style.setProperty("--tm-until", share(year));
  }
}

/**
 * Say which of two handles a press takes: the nearer.
 * @param {number} at where it is, in years
 * @param {number} from
 * @param {number} year
 * @returns {Which}
 */
export function nearerOf(at, from, year) {
  return at < (from + year) / 2 ? "from" : "year";
}
