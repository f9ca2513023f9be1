/** One filter with counted options: several can be chosen, a long list can be searched. */

import { icon } from "./icons.js";
import { whenIdle } from "./idle.js";
import { longestRise } from "../model/rise.js";
import { button, make, setHidden, setText } from "./maker.js";

/** From so many options on a list has a field to search it. */
const LONG = 12;
/** A list that scrolls is as high as so many options; one that does not has no more than LONG. */
const MOST_ROWS = 9;
/** Longest that options out of view wait to be drawn anew, in milliseconds. */
const LONGEST_WAIT_MS = 1000;

/**
 * @typedef {object} Facet
 * @property {string} name of the field
 * @property {string} label
 * @property {?string[]} order of the options, where it is fixed; else the most frequent stand first
 * @property {(value: string) => string} words for an option
 */

/** A filter. */
export class FacetBox {
  /**
   * @param {Facet} facet
   * @param {{toggle: (value: string) => void, clear: () => void}} actions
   * @param {import("../model/phrases.js").Phrases} phrases
   */
  constructor(facet, actions, phrases) {
    this.facet = facet;
    this.actions = actions;
    this.phrases = phrases;
    /** @type {Map<string, {option: HTMLButtonElement, name: HTMLElement, count: HTMLElement, key: string}>} */
    this.options = new Map();
    /** @type {string[]} the options by name */
    this.names = [];
    /** @type {string[]} the options as they stand in the list */
    this.order = [];
    /** @type {Map<string, number>} */
    this.counts = new Map();
    this.rows = -1;
    this.open = true;
    this.inView = true;
    this.stale = false;
    this.fold = button(facet.label, () => this.#unfold(!this.open), { class: "front-facet-name", "aria-expanded": "true" });
    this.fold.append(icon("fold"));
    this.clear = button(phrases.say("web.filters.clear"), () => this.#clear(), {
      class: "front-quiet",
      "aria-label": phrases.say("web.filters.clear_one", { filter: facet.label }),
    });
    this.list = make("div", { class: "front-options", role: "group", "aria-label": facet.label });
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.search = /** @type {HTMLInputElement} */ (
      make("input", {
        type: "text",
        class: "front-field front-narrow",
        autocomplete: "off",
        "aria-label": phrases.say("web.filters.find", { filter: facet.label }),
        placeholder: phrases.say("web.filters.find_short"),
      })
    );
    this.search.hidden = true;
    this.search.addEventListener("input", () => this.#narrow());
    this.none = make("p", { class: "front-soft", hidden: "" }, phrases.say("web.filters.find_none"));
    this.note = make("p", { id: `front-note-${facet.name}`, class: "front-soft", hidden: "" });
    const head = make("div", { class: "front-facet-head" }, make("h2", {}, this.fold), this.clear);
    this.body = make("div", { class: "front-facet-body" }, this.note, this.search, this.list, this.none);
    this.box = make("section", { class: "front-facet front-counted", "data-testid": `filter-${facet.name}` }, head, this.body);
    this.watcher = new IntersectionObserver((entries) => {
      this.inView = entries[entries.length - 1].isIntersecting;
      if (this.inView && this.stale) this.#draw();
    });
    this.watcher.observe(this.box);
  }

  destroy() {
    this.watcher.disconnect();
  }

  /**
   * Show the counts and what is chosen.
   * @param {Map<string, number>} counts
   * @param {string[]} chosen
   */
  update(counts, chosen) {
    for (const value of [...counts.keys(), ...chosen]) if (!this.options.has(value)) this.#add(value);
    for (const [value, { option }] of this.options) {
      const number = counts.get(value) ?? 0;
      const pressed = String(chosen.includes(value));
      if (option.getAttribute("aria-pressed") !== pressed) option.setAttribute("aria-pressed", pressed);
      if (option.dataset.count === String(number)) continue;
      option.dataset.count = String(number); // no style asks for it: the browser would match all options anew
      option.setAttribute("aria-description", this.phrases.say("web.count.records", { count: number }));
    }
    setHidden(this.clear, !chosen.length);
    setHidden(this.search, this.options.size <= LONG);
    this.list.classList.toggle("front-long", this.options.size > LONG);
    this.#reserve();
    this.counts = counts;
    if (this.inView) this.#draw();
    else if (!this.stale) whenIdle(() => this.stale && this.#draw(), LONGEST_WAIT_MS);
    this.stale = !this.inView;
  }

  /** Say how high the filter is before it is laid out, so that nothing moves when it comes into view (panel.css). */
  #reserve() {
    const rows = this.options.size > LONG ? MOST_ROWS : this.options.size;
    if (this.rows === rows) return;
    this.rows = rows;
    this.box.style.setProperty("--front-rows", String(rows));
    this.box.style.setProperty("--front-find", this.options.size > LONG ? "2.5rem" : "0rem");
  }

  /** Draw the counts, and put the options in order. */
  #draw() {
    this.stale = false;
    for (const [value, { option, name, count }] of this.options) {
      const number = this.counts.get(value) ?? 0;
      name.classList.toggle("front-zero", number === 0 && option.getAttribute("aria-pressed") === "false");
      const figure = this.phrases.number(number);
      if (count.dataset.figure !== figure) count.dataset.figure = figure; // drawn by panel.css: it is no part of what the option is called
    }
    this.#sort();
  }

  /**
   * Say what the counts are of, where they are not of all that passes the other filters.
   * @param {string} words
   */
  explain(words) {
    setText(this.note, words);
    this.note.hidden = !words;
    this.list.setAttribute("aria-describedby", words ? this.note.id : "");
  }

  /** @param {string} value */
  #add(value) {
    const words = this.facet.words(value);
    const count = make("span", { class: "front-count" });
    const option = button("", () => this.actions.toggle(value), {
      class: "front-option",
      "data-value": value,
      "aria-pressed": "false",
      "aria-label": words,
      tabindex: "-1",
    });
    const name = make("span", { class: "front-option-name" }, words);
    option.replaceChildren(name, count);
    this.options.set(value, { option, name, count, key: folded(words) });
  }

  /** Put the options in order: none moves while a person is among them. */
  #sort() {
    if (this.list.contains(document.activeElement)) return;
    const { order } = this.facet;
    if (this.names.length !== this.options.size) {
      const { compare } = new Intl.Collator(this.phrases.lang);
      this.names = [...this.options.keys()].sort((one, other) => compare(this.facet.words(one), this.facet.words(other)));
    }
    const rank = (/** @type {string} */ value) => (order ? order.indexOf(value) : -(this.counts.get(value) ?? 0));
    const sorted = this.names.map((value) => ({ value, place: rank(value) })).sort((one, other) => one.place - other.place).map(({ value }) => value);
    if (sorted.length === this.order.length && sorted.every((value, at) => value === this.order[at])) return;
    const place = new Map(this.order.map((value, at) => [value, at]));
    const stays = new Set(longestRise(sorted.map((value) => place.get(value) ?? -1)));
    this.order = sorted;
    let before = /** @type {?Element} */ (null);
    sorted.forEach((value, at) => {
      const option = this.#optionOf(value);
      if (!stays.has(at)) this.list.insertBefore(option, before ? before.nextSibling : this.list.firstChild);
      before = option;
    });
    this.#roam(this.#visible()[0]);
  }

  /** @param {string} value */
  #optionOf(value) {
    return /** @type {{option: HTMLButtonElement}} */ (this.options.get(value)).option;
  }

  /** Show the options that have in them what was typed. */
  #narrow() {
    const wanted = folded(this.search.value.trim());
    for (const { option, key } of this.options.values()) option.hidden = !key.includes(wanted);
    const visible = this.#visible();
    this.none.hidden = visible.length > 0;
    this.#roam(visible[0]);
  }

  #visible() {
    return /** @type {HTMLButtonElement[]} */ ([...this.list.children]).filter((option) => !option.hidden);
  }

  /** @param {boolean} open */
  #unfold(open) {
    this.open = open;
    this.fold.setAttribute("aria-expanded", String(open));
    this.body.hidden = !open;
  }

  #clear() {
    this.actions.clear();
    this.fold.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const options = this.#visible();
    const at = options.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key];
    if (at < 0 || to === undefined || !options[to]) return;
    event.preventDefault();
    this.#roam(options[to]);
    options[to].focus();
  }

  /**
   * Let one option be reached with Tab, the others with the arrow keys.
   * @param {HTMLButtonElement} [option]
   */
  #roam(option) {
    for (const other of this.list.querySelectorAll('[tabindex="0"]')) other.setAttribute("tabindex", "-1");
    option?.setAttribute("tabindex", "0");
  }
}

/**
 * Give a text without case and marks, so that "Türk" is found by "turk".
 * @param {string} text
 */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
