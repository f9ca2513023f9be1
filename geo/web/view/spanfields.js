/** The filter that is a number of years: how long an honour lasted at least. */

import { asking } from "../model/view.js";
import { button, make } from "./maker.js";
import { fieldLabel } from "./wording.js";

export class SpanField {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {import("../model/layertable.js").Schema} schema
   * @param {import("../model/phrases.js").Phrases} phrases
   */
  constructor(store, schema, phrases) {
    this.store = store;
    const label = fieldLabel(phrases, "lasted");
    const attributes = { type: "number", class: "front-field", min: "1", max: String(schema.longest), step: "1", placeholder: phrases.say("web.lasted.any") };
    this.lasted = /** @type {HTMLInputElement} */ (make("input", attributes));
    this.lasted.setAttribute("aria-label", phrases.say("web.lasted.label"));
    this.lasted.addEventListener("change", () => this.#put(within(this.lasted)));
    this.clear = button(phrases.say("web.filters.clear"), () => this.#put(null), {
      class: "front-quiet",
      "aria-label": phrases.say("web.filters.clear_one", { filter: label }),
    });
    const head = make("div", { class: "front-facet-head" }, make("h2", {}, label), this.clear);
    const field = make("div", { class: "front-span" }, this.lasted, make("span", { "aria-hidden": "true" }, phrases.say("web.lasted.unit")));
    this.box = make("section", { class: "front-facet", "data-testid": "filter-lasted" }, head, field);
  }

  /** @param {import("../model/view.js").View} view */
  update({ query }) {
    const text = query.lasted === undefined ? "" : String(query.lasted);
    if (this.lasted.value !== text) this.lasted.value = text; // not over the hand of a person who is typing another
    this.clear.hidden = query.lasted === undefined;
  }

  /** @param {?number} value */
  #put(value) {
    this.store.set({ query: asking(this.store.view.query, "lasted", value) });
  }
}

/**
 * Read a whole number between the bounds of its field; one outside becomes the nearer bound.
 * @param {HTMLInputElement} field
 * @returns {?number}
 */
export function within({ value, min, max }) {
  const number = Math.round(Number(value));
  return value === "" || !Number.isFinite(number) ? null : Math.min(Number(max), Math.max(Number(min), number));
}
