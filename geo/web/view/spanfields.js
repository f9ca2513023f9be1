/** Filters that are numbers of years: how long an honour lasted at least, and between which years something changed. */

import { asking } from "../model/view.js";
import { button, make } from "./maker.js";
import { fieldLabel } from "./wording.js";

export class SpanFields {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {import("../model/layertable.js").Schema} schema
   * @param {import("../model/phrases.js").Phrases} phrases
   */
  constructor(store, schema, phrases) {
    this.store = store;
    this.schema = schema;
    /** @type {Object<string, HTMLButtonElement>} */
    this.clears = {};
    this.lasted = this.#field(1, schema.longest, phrases.say("web.lasted.any"), () => this.#takeLasted());
    this.from = this.#field(schema.first, schema.last, String(schema.first), () => this.#takeBetween());
    this.to = this.#field(schema.first, schema.last, String(schema.last), () => this.#takeBetween());
    this.from.setAttribute("aria-label", phrases.say("web.between.from"));
    this.to.setAttribute("aria-label", phrases.say("web.between.to"));
    this.lasted.setAttribute("aria-label", phrases.say("web.lasted.label"));
    const lasted = this.#part("lasted", phrases, this.lasted, make("span", { "aria-hidden": "true" }, phrases.say("web.lasted.unit")));
    const between = this.#part("between", phrases, this.from, make("span", { "aria-hidden": "true" }, "–"), this.to);
    this.box = make("div", { class: "front-spans" }, lasted, between);
  }

  /** @param {import("../model/view.js").View} view */
  update({ query }) {
    const [from, to] = Array.isArray(query.between) ? query.between : ["", ""];
    put(this.lasted, query.lasted);
    put(this.from, from);
    put(this.to, to);
    for (const [name, clear] of Object.entries(this.clears)) clear.hidden = query[name] === undefined;
  }

  /**
   * @param {string} name
   * @param {import("../model/phrases.js").Phrases} phrases
   * @param {...HTMLElement} fields
   */
  #part(name, phrases, ...fields) {
    const label = fieldLabel(phrases, name);
    const clear = button(phrases.say("web.filters.clear"), () => this.#put(name, null), {
      class: "front-quiet",
      "aria-label": phrases.say("web.filters.clear_one", { filter: label }),
    });
    this.clears[name] = clear;
    const head = make("div", { class: "front-facet-head" }, make("h2", {}, label), clear);
    return make("section", { class: "front-facet", "data-testid": `filter-${name}` }, head, make("div", { class: "front-span" }, ...fields));
  }

  /**
   * @param {number} least
   * @param {number} most
   * @param {string} placeholder
   * @param {() => void} take
   */
  #field(least, most, placeholder, take) {
    const attributes = { type: "number", class: "front-field", min: String(least), max: String(most), step: "1", placeholder };
    const field = /** @type {HTMLInputElement} */ (make("input", attributes));
    field.addEventListener("change", take);
    return field;
  }

  #takeLasted() {
    this.#put("lasted", within(this.lasted));
  }

  /** One year alone stands for all up to it, or from it. */
  #takeBetween() {
    const [from, to] = [within(this.from), within(this.to)];
    if (from === null && to === null) {
      this.#put("between", null);
      return;
    }
    const ends = [from ?? this.schema.first, to ?? this.schema.last];
    this.#put("between", [Math.min(...ends), Math.max(...ends)]);
  }

  /**
   * @param {string} name
   * @param {number|[number, number]|null} value
   */
  #put(name, value) {
    this.store.set({ query: asking(this.store.view.query, name, value) });
  }
}

/**
 * Show a number, but not over the hand of a person who is typing another.
 * @param {HTMLInputElement} field
 * @param {unknown} value
 */
function put(field, value) {
  const text = value === undefined ? "" : String(value);
  if (field.value !== text) field.value = text;
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
