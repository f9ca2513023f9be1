/** The filters in force, at the foot of the map, each to be taken off; and what is said over it where nothing passes them. */

import { filtersOf, toggled } from "../model/view.js";
import { EmptyCard } from "./emptycard.js";
import { icon } from "./icons.js";
import { button, keepFocus, make } from "./maker.js";
import { filterWords } from "./wording.js";

export class Pills {
  /**
   * @param {HTMLElement} box
   * @param {HTMLElement} over the map
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(box, over, store, context) {
    this.store = store;
    this.table = context.table;
    this.phrases = context.phrases;
    this.list = make("div", { class: "front-pills", role: "group", "aria-label": this.phrases.say("web.pills.label") });
    const card = make("div", { class: "front-card front-empty", role: "status", "data-testid": "empty" });
    box.append(this.list);
    over.append(card);
    this.empty = new EmptyCard(card, store, context);
    this.update();
    this.stop = store.on((view, before) => this.#soon(view, before));
  }

  /**
   * @param {import("../model/view.js").View} view
   * @param {import("../model/view.js").View} before
   */
  #soon(view, before) {
    if (view.query !== before.query || view.near !== before.near) this.update();
    else this.empty.update();
  }

  update() {
    const { view } = this.store;
    const asked = filtersOf(view.query, this.table.schema);
    const pills = asked.map(([name, value]) => this.#pill(filterWords(this.phrases, name, value), () => this.#off(name, value)));
    if (asked.length > 1) {
      pills.push(button(this.phrases.say("web.filters.clear_all"), () => this.store.set({ query: {} }), { class: "front-pill front-pill-clear" }));
    }
    if (view.near) pills.push(this.#pill(this.phrases.say("web.pills.near"), () => this.store.set({ near: null })));
    keepFocus(this.list, () => this.list.replaceChildren(...pills));
    this.list.hidden = !pills.length;
    this.empty.update();
  }

  /**
   * @param {string} name
   * @param {string|number|true} value
   */
  #off(name, value) {
    this.store.set({ query: toggled(this.store.view.query, name, value) });
  }

  /**
   * @param {string} words
   * @param {() => void} act
   */
  #pill(words, act) {
    const pill = button(words, act, { class: "front-pill", title: this.phrases.say("web.pills.off") });
    pill.append(icon("cross"));
    return pill;
  }

  destroy() {
    this.stop();
  }
}
