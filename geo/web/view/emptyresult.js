/** Where nothing is shown: why that is so, and the ways out. */

import { maskOf, passing } from "../model/filter.js";
import { nearestYear } from "../model/nearestyear.js";
import { asking } from "../model/view.js";
import { button, make } from "./maker.js";
import { fieldLabel } from "./wording.js";

/** Most ways out that take one filter off. */
const MOST_WAYS = 3;

export class EmptyResult {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(box, store, { table, phrases, barBox }) {
    this.box = box;
    this.barBox = barBox;
    this.store = store;
    this.table = table;
    this.phrases = phrases;
    /** @type {?string} what is said, and for which view */
    this.message = null;
  }

  update() {
    const { view, derived } = this.store;
    const filled = derived.selection.count > 0;
    const now = filled ? "" : JSON.stringify([view.query, view.mode, view.year, view.from, view.undated]);
    if (now === this.message) return;
    this.message = now;
    const parts = filled ? [] : this.#parts(total(derived.passing));
    const pressed = this.box.contains(document.activeElement);
    this.box.replaceChildren(...parts);
    if (pressed) this.barBox.querySelector("input")?.focus({ preventScroll: true });
    this.box.hidden = filled;
  }

  /** @param {number} passed records that pass the filters in some year */
  #parts(passed) {
    const { phrases, store } = this;
    const { year, mode, from } = store.view;
    if (!this.table.recordCount) return [make("p", {}, phrases.say("web.empty.nothing"))];
    if (passed) {
      const words = phrases.say(`web.empty.${mode}`, { year: String(year), from: String(from), count: passed });
      const all = button(phrases.say("web.empty.show_all"), () => store.set({ mode: "all" }), { class: "front-button" });
      return [make("p", {}, words), this.#ways(...(mode === "year" ? this.#nearest() : []), all)];
    }
    const { query } = store.view;
    const names = Object.keys(query).map((name) => fieldLabel(phrases, name).toLocaleLowerCase(phrases.lang));
    const clear = button(phrases.say("web.filters.clear_all"), () => store.set({ query: {} }), { class: "front-button front-strong" });
    return [make("p", {}, phrases.say("web.empty.filters", { filters: names.join(", ") })), this.#ways(clear, ...this.#spared())];
  }

  /** Offer the nearest year that has something to show. */
  #nearest() {
    const { store, table, phrases } = this;
    const year = nearestYear(table, store.derived.mask, store.view);
    if (year === null) return [];
    return [button(phrases.say("web.empty.go", { year: String(year) }), () => store.set({ year }), { class: "front-button front-strong" })];
  }

  /** @param {...HTMLElement} ways */
  #ways(...ways) {
    return make("p", { class: "front-ways" }, ...ways);
  }

  /** Offer to take off each of the filters without which something would pass: first the one that hides the most. */
  #spared() {
    const { query } = this.store.view;
    const names = Object.keys(query);
    if (names.length < 2) return [];
    const counted = names.map((name) => ({ name, count: total(passing(this.table, maskOf(this.table, query, name))) }));
    const ways = counted.filter(({ count }) => count).sort((one, other) => other.count - one.count).slice(0, MOST_WAYS);
    return ways.map(({ name, count }) => {
      const words = this.phrases.say("web.empty.without", { filter: fieldLabel(this.phrases, name), count });
      return button(words, () => this.store.set({ query: asking(this.store.view.query, name, null) }), { class: "front-button" });
    });
  }
}

/** @param {Uint8Array} flags */
function total(flags) {
  let sum = 0;
  for (const flag of flags) sum += flag;
  return sum;
}
