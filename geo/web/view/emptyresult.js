/** Where nothing is shown: why that is so, and the ways out. */

import { maskOf, passing } from "../model/filter.js";
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
  constructor(box, store, { table, phrases }) {
    this.box = box;
    this.store = store;
    this.table = table;
    this.phrases = phrases;
    this.message = "";
  }

  update() {
    const { view, derived } = this.store;
    this.box.hidden = derived.selection.count > 0;
    const now = this.box.hidden ? "" : JSON.stringify([view.query, view.mode, view.year, view.from]);
    if (now === this.message) return;
    this.message = now;
    const parts = this.box.hidden ? [] : this.#parts(total(derived.passing));
    this.box.replaceChildren(...parts);
  }

  /** @param {number} passed records that pass the filters in some year */
  #parts(passed) {
    const { phrases, store } = this;
    const { year, mode, from } = store.view;
    if (!this.table.recordCount) return [make("p", {}, phrases.say("web.empty.nothing"))];
    if (passed) {
      const words = phrases.say(`web.empty.${mode}`, { year: String(year), from: String(from), count: passed });
      return [make("p", {}, words), this.#ways(button(phrases.say("web.empty.show_all"), () => store.set({ mode: "all" }), { class: "front-button" }))];
    }
    const { query } = store.view;
    const names = Object.keys(query).map((name) => fieldLabel(phrases, name).toLocaleLowerCase(phrases.lang));
    const clear = button(phrases.say("web.empty.clear"), () => store.set({ query: {} }), { class: "front-button front-strong" });
    return [make("p", {}, phrases.say("web.empty.filters", { filters: names.join(", ") })), this.#ways(clear, ...this.#spared())];
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
