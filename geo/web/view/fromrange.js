/** The second handle of the time bar: the earlier of two years that are compared. */

import { make } from "./maker.js";

export class FromRange {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {string} label
   */
  constructor(store, label) {
    this.store = store;
    const { first, last } = store.table.schema;
    const attributes = { type: "range", step: "1", min: String(first), max: String(last), "aria-label": label, class: "tm-range tm-from" };
    this.range = /** @type {HTMLInputElement} */ (make("input", attributes));
    this.range.addEventListener("input", () => this.go(Number(this.range.value)));
    this.range.addEventListener("keydown", (event) => this.#key(event));
  }

  /**
   * Go to a year, or as near to it as the other handle leaves room.
   * @param {number} year
   */
  go(year) {
    const { table, view } = this.store;
    this.store.set({ from: Math.max(table.schema.first, Math.min(year, view.year - 1)) });
    this.range.value = String(this.store.view.from);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const by = { PageUp: 10, PageDown: -10 }[/** @type {"PageUp"} */ (event.key)];
    if (!by) return;
    event.preventDefault();
    this.go(Number(this.range.value) + by);
  }

  /** @param {Readonly<import("../model/view.js").View>} view */
  update({ mode, from }) {
    this.range.hidden = mode !== "between";
    if (this.range.hidden) return;
    this.range.value = String(from);
    this.range.setAttribute("aria-valuetext", String(from));
  }
}
