/** The filters: what the year means, the fields with their counted options, numbers of years, and switches. */

import { asking, toggled, valuesOf } from "../model/view.js";
import { FacetBox } from "./facetbox.js";
import { button, make, setText } from "./maker.js";
import { ModeChoice } from "./modechoice.js";
import { NearField } from "./nearfield.js";
import { SpanField } from "./spanfields.js";
import { fieldLabel, optionWords } from "./wording.js";

/** Fields that are asked for most, in this order; the others follow in the order of the table of fields. */
const FIRST = ["category", "status", "country", "kind", "honours"];
/** A vocabulary of so few values, and one that is closed, has an order of its own. */
const FEW = 3;

/** @typedef {import("../model/layertable.js").Field} Field */

export class FilterPanel {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(box, store, context) {
    const { table, phrases } = context;
    this.store = store;
    this.context = context;
    this.table = table;
    this.phrases = phrases;
    this.late = false;
    const fields = table.schema.fields;
    this.facets = inOrder(fields.filter(({ facet }) => facet)).map((field) => this.#facet(field));
    this.modes = new ModeChoice(store, phrases);
    this.near = new NearField(store, context);
    this.span = new SpanField(store, table.schema, phrases);
    const flagged = fields.some(({ name }) => name === "disputed");
    this.disputed = flagged ? this.#flag(phrases.say("field.disputed.label"), () => store.set({ query: toggled(store.view.query, "disputed", true) })) : null;
    this.undated = this.#flag(phrases.say("web.filters.undated"), () => store.set({ undated: !store.view.undated }));
    this.undatedHelp = make("p", { class: "front-soft front-help" }, phrases.say("web.filters.undated_help"));
    this.clear = button(phrases.say("web.filters.clear_all"), () => this.#clear(), { class: "front-button" });
    this.found = make("p", { class: "front-found", role: "status" });
    const foot = make("div", { class: "front-filters-foot" }, this.found, this.clear);
    const switches = make("section", { class: "front-switches" }, ...(this.disputed ? [this.disputed.box] : []), this.undated.box, this.undatedHelp);
    const parts = make("div", { class: "front-scroll" }, this.modes.box, ...this.facets.map(({ facetBox }) => facetBox.box), this.span.box, switches, this.near.box);
    box.append(parts, foot);
    this.#soon();
    this.stop = store.on(() => this.#soon());
  }

  /** Bring what can be seen up to date; while the panel is away there is nothing to do. */
  #soon() {
    this.late = !this.context.isSeen("filters");
    if (!this.late) this.update();
  }

  /** Bring up to date what was left while the panel was away. */
  catchUp() {
    if (this.late) this.update();
    this.late = false;
  }

  update() {
    const { view, derived } = this.store;
    for (const { field, facetBox } of this.facets) {
      facetBox.update(derived.options.get(field.name) ?? new Map(), valuesOf(view.query[field.name]));
    }
    const status = this.facets.find(({ field }) => field.name === "status")?.facetBox;
    if (status) status.box.hidden = view.mode === "between" && !view.query.status; // all that is compared are honours
    status?.explain(this.phrases.say(`web.filters.status_${view.mode}`, { year: String(view.year), from: String(view.from) }));
    this.modes.update(view);
    this.span.update(view);
    this.near.update(view);
    const { disputed, undated } = derived.switches;
    this.disputed?.update(view.query.disputed === true, disputed);
    this.undated.update(view.undated, undated);
    this.undated.box.hidden = this.undatedHelp.hidden = view.mode !== "year" && view.mode !== "between";
    this.clear.disabled = !Object.keys(view.query).length;
    const passing = derived.passing.reduce((sum, one) => sum + one, 0);
    setText(this.found, this.phrases.say("web.filters.found", { count: passing, all: this.table.recordCount }));
  }

  /** @param {Field} field */
  #facet(field) {
    const { phrases } = this;
    const facet = {
      name: field.name,
      label: fieldLabel(phrases, field.name),
      order: field.closed || (field.vocabulary.length && field.vocabulary.length <= FEW) ? field.vocabulary : null,
      words: (/** @type {string} */ value) => optionWords(phrases, field.name, value),
    };
    const actions = { toggle: (/** @type {string} */ value) => this.#toggle(field, value), clear: () => this.store.set({ query: asking(this.store.view.query, field.name, null) }) };
    return { field, facetBox: new FacetBox(facet, actions, phrases) };
  }

  /** Take all filters off; the button has nothing more to do then, and keeps no focus. */
  #clear() {
    this.store.set({ query: {} });
    this.facets[0]?.facetBox.fold.focus({ preventScroll: true });
  }

  /**
   * @param {Field} field
   * @param {string} value
   */
  #toggle(field, value) {
    const { query } = this.store.view;
    const other = asking(query, field.name, query[field.name] === value ? null : value);
    this.store.set({ query: field.asked === "value" ? other : toggled(query, field.name, value) });
  }

  /**
   * @param {string} words
   * @param {() => void} act
   */
  #flag(words, act) {
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    const count = make("span", { class: "front-count" });
    const box = make("label", { class: "front-switch" }, input, make("span", { class: "front-option-name" }, words), count);
    count.setAttribute("aria-hidden", "true");
    input.addEventListener("change", act);
    const update = (/** @type {boolean} */ on, /** @type {number} */ number) => {
      input.checked = on;
      box.dataset.count = String(number);
      setText(count, this.phrases.number(number));
    };
    return { box, update };
  }

  destroy() {
    this.stop();
    for (const { facetBox } of this.facets) facetBox.destroy();
  }
}

/** @param {Field[]} fields */
function inOrder(fields) {
  const place = (/** @type {Field} */ { name }) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return [...fields].sort((one, other) => place(one) - place(other));
}
