/** What lies near a town: a field for its name, beside pressing a place on the map. */

import { button, make, setText } from "./maker.js";

/** Most towns that are offered for what was typed. */
const MOST_TOWNS = 6;

/** @typedef {import("../model/lookup.js").Town} Town */

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
    this.message = make("p", { class: "front-soft front-help", "aria-live": "polite" }, say("how"));
    const head = make("div", { class: "front-facet-head" }, make("h2", {}, say("title")));
    this.asked = make("div");
    this.box = make("section", { class: "front-facet" }, head, this.field, this.list, this.message, this.asked);
  }

  /** @param {import("../model/view.js").View} view */
  update({ near }) {
    if (near || !this.chosen) return;
    this.chosen = null;
    this.asked.replaceChildren();
    this.#tell("how");
  }

  /** Offer the towns that are called so, in any script and spelling, the most populous first. */
  async #offer() {
    const text = this.field.value.trim();
    this.asked.replaceChildren();
    const lookup = text ? await this.context.lookup() : null;
    if (text !== this.field.value.trim()) return;
    const found = lookup?.towns(text, MOST_TOWNS) ?? [];
    this.list.replaceChildren(...found.map((town) => make("li", {}, this.#button(town))));
    this.#tell(text && !found.length ? "no_town" : "how", { text });
  }

  /** @param {Town} town */
  #button({ name, lon, lat, country, number }) {
    const words = this.phrases.say("web.near.town_in", { town: name, country: this.phrases.country(country) });
    return button(words, () => {
      this.chosen = name;
      this.field.value = name;
      this.list.replaceChildren();
      this.#tell("nearest", { town: name });
      this.store.set({ near: [lon, lat], record: null });
      this.#ask(name, number);
      this.field.focus({ preventScroll: true });
    }, { class: "front-option" });
  }

  /**
   * Tell what is known of a town, if it is a capital or a regional centre.
   * @param {string} name
   * @param {?number} number
   */
  async #ask(name, number) {
    this.asked.replaceChildren();
    const [{ townAnswers }, centres] = await Promise.all([import("./townanswers.js"), this.context.centres()]);
    const town = centres.of(number);
    if (town && this.chosen === name) this.asked.replaceChildren(townAnswers(town, this.context));
  }

  /**
   * @param {string} part
   * @param {Object<string, string>} [values]
   */
  #tell(part, values) {
    setText(this.message, this.phrases.say(`web.near.${part}`, values));
  }
}
