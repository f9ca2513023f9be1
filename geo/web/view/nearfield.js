/** What lies near a town: a field for its name, beside pressing a place on the map. */

import { folded } from "./facetbox.js";
import { button, make, setText } from "./maker.js";

/** Most towns that are offered for what was typed. */
const MOST_TOWNS = 6;

/** @typedef {[name: string, lon: number, lat: number, people: number, country: string, number?: number, names?: string[]]} Town */

export class NearField {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(store, context) {
    this.store = store;
    this.context = context;
    this.phrases = context.phrases;
    /** @type {?string} the town whose neighbours are listed */
    this.chosen = null;
    const say = (/** @type {string} */ part) => this.phrases.say(`web.near.${part}`);
    this.field = /** @type {HTMLInputElement} */ (
      make("input", { type: "text", class: "front-field", "aria-label": say("town"), placeholder: say("town"), autocomplete: "off", maxlength: "100" })
    );
    this.field.addEventListener("input", () => this.#offer());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.list.querySelector("button")?.click();
    });
    this.list = make("ul", { class: "front-towns" });
    this.said = make("p", { class: "front-soft front-help", "aria-live": "polite" }, say("how"));
    const head = make("div", { class: "front-facet-head" }, make("h3", {}, say("title")));
    this.box = make("section", { class: "front-facet" }, head, this.field, this.list, this.said);
  }

  /** @param {import("../model/view.js").View} view */
  update({ near }) {
    if (near || !this.chosen) return;
    this.chosen = null;
    this.#tell("how");
  }

  /** Offer the towns whose names begin with what was typed, the most populous first. */
  async #offer() {
    const text = folded(this.field.value.trim());
    /** @type {Town[]} */
    const towns = text ? await this.context.sources.towns() : [];
    if (text !== folded(this.field.value.trim())) return;
    const found = townsCalled(towns, text).slice(0, MOST_TOWNS);
    this.list.replaceChildren(...found.map((town) => make("li", {}, this.#button(town))));
    this.#tell(text && !found.length ? "no_town" : "how", { text: this.field.value.trim() });
  }

  /** @param {Town} town */
  #button([name, lon, lat, , country]) {
    const words = this.phrases.say("web.near.town_in", { town: name, country: this.phrases.country(country) });
    return button(words, () => {
      this.chosen = name;
      this.field.value = name;
      this.list.replaceChildren();
      this.#tell("nearest", { town: name });
      this.store.set({ near: [lon, lat], record: null });
      this.field.focus({ preventScroll: true });
    }, { class: "front-option" });
  }

  /**
   * @param {string} part
   * @param {Object<string, string>} [values]
   */
  #tell(part, values) {
    setText(this.said, this.phrases.say(`web.near.${part}`, values));
  }
}

/**
 * Find the towns of which a name begins with a text.
 * @param {Town[]} towns the most populous first
 * @param {string} text without case and marks
 * @returns {Town[]} those first whose own name is meant
 */
export function townsCalled(towns, text) {
  if (!text) return [];
  const own = towns.filter(([name]) => folded(name).startsWith(text));
  const other = towns.filter((town) => !own.includes(town) && (town[6] ?? []).some((name) => folded(name).startsWith(text)));
  return [...own, ...other];
}
