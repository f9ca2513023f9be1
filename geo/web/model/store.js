/** The one store of the page: the view, what follows from it, and who is told when it changes. */

import { failuresOf, maskFrom, passing } from "./filter.js";
import { switchCounts, timelessCounts, withStatuses } from "./options.js";
import { betweenSentence, sentence } from "./sentence.js";
import { selectionIn } from "./selection.js";
import { sumsOf } from "./sums.js";
import { comparisonOf } from "./twoyears.js";
import { but, settled } from "./view.js";

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 * @typedef {import("./phrases.js").Phrases} Phrases
 * @typedef {import("./view.js").View} View
 * @typedef {(view: Readonly<View>, before: Readonly<View>, how: {push: boolean}) => void} Listener
 */

/** What follows from a view; each part is made when it is first asked for, and kept while what it is made of stays. */
class Derived {
  /** @type {Map<string, {from: unknown[], value: unknown}>} */
  #kept = new Map();

  /** @param {Store} store */
  constructor(store) {
    this.store = store;
  }

  /** Which filters each row fails; see failuresOf. */
  get failures() {
    const { table, view } = this.store;
    return this.#keep("failures", [view.query], () => failuresOf(table, view.query));
  }

  /** Which rows pass the filters. */
  get mask() {
    return this.#keep("mask", [this.failures], () => maskFrom(this.failures));
  }

  /** Which records have a row that passes. */
  get passing() {
    return this.#keep("passing", [this.mask], () => passing(this.store.table, this.mask));
  }

  /** What is shown of each record; filled anew when the year changes. */
  get selection() {
    const { table, view } = this.store;
    return this.#keep("selection", [this.mask, view.year, view.from, view.mode, view.undated], (old) => selectionIn(table, this.mask, view, old));
  }

  /** The counts of the years. */
  get sums() {
    const { table, view } = this.store;
    return this.#keep("sums", [this.mask, view.mode, view.undated], () => sumsOf(table, this.mask, view));
  }

  /** How many records each option of each filter would give. */
  get options() {
    const { table, view } = this.store;
    const timeless = this.#keep("timeless", [this.failures], () => timelessCounts(table, this.failures));
    return this.#keep("options", [timeless, view.year, view.from, view.mode, view.undated], () =>
      withStatuses(table, timeless, view, this.failures),
    );
  }

  /** What the two switches would give. */
  get switches() {
    const { table, view } = this.store;
    return this.#keep("switches", [this.failures, view.year, view.from, view.mode], () => switchCounts(table, view, this.failures));
  }

  /** The counts of a comparison of two years. */
  get comparison() {
    const { table, view } = this.store;
    return this.#keep("comparison", [this.mask, view.year, view.from, view.mode, view.undated], () => comparisonOf(table, this.selection));
  }

  /** The view in one sentence. */
  get sentence() {
    const { table, view, phrases } = this.store;
    return this.#keep("sentence", [this.sums, view.year, view.from, view.mode], () =>
      view.mode === "between" ? betweenSentence(view, this.comparison, phrases) : sentence(table, this.mask, view, this.sums, phrases),
    );
  }

  /**
   * @template T
   * @param {string} name
   * @param {unknown[]} from what it is made of
   * @param {(old: T|undefined) => T} make
   * @returns {T}
   */
  #keep(name, from, make) {
    const kept = this.#kept.get(name);
    if (kept?.from.every((part, at) => part === from[at])) return /** @type {T} */ (kept.value);
    const value = make(/** @type {T|undefined} */ (kept?.value));
    this.#kept.set(name, { from, value });
    return value;
  }
}

export class Store {
  /** @type {Set<Listener>} */
  #listeners = new Set();

  /**
   * @param {LayerTable} table
   * @param {Phrases} phrases
   * @param {Readonly<View>} view
   */
  constructor(table, phrases, view) {
    this.table = table;
    this.phrases = phrases;
    /** @type {Readonly<View>} */
    this.view = view;
    this.derived = new Derived(this);
  }

  /**
   * Change parts of the view, and tell those who listen if it is another now.
   * @param {Partial<View>} part
   * @param {{push?: boolean}} [how] push: the step back in the browser's history leads to the view before
   */
  set(part, { push = false } = {}) {
    const before = this.view;
    this.view = settled(but(before, part), this.table.schema);
    if (this.view === before) return;
    const { view } = this;
    for (const listener of [...this.#listeners]) {
      if (this.view !== view) return; // one of them has changed it again, and all have been told of that
      listener(view, before, { push });
    }
  }

  /**
   * Be told when the view changes.
   * @param {Listener} listener
   * @param {{first?: boolean}} [how] first: before those who listen already
   * @returns {() => void} end of it
   */
  on(listener, { first = false } = {}) {
    if (first) this.#listeners = new Set([listener, ...this.#listeners]);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
