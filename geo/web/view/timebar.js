/** The time bar: the year in large figures, what is said of it, bars of changes a year, a native slider, and play. */

import { EventMarks, eventsOf } from "./eventmarks.js";
import { FromRange } from "./fromrange.js";
import { Handles } from "./handles.js";
import { button, make, setText, whenLeft } from "./maker.js";
import { Player } from "./player.js";

const SVG = "http://www.w3.org/2000/svg";
/** Height of the bars in their own units. */
const TALL = 40;
/** A year's figures are this share of the bar from its ends at the least: nearer ones give way to the last year. */
const CROWDED = 9;

export class TimeBar {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/store.js").Store} store
   * @param {{sources: {events: () => Promise<any[]>}}} around
   */
  constructor(box, store, { sources }) {
    this.store = store;
    /** @type {(key: string, values?: Object<string, string|number>) => string} */
    this.say = (key, values) => store.phrases.say(`web.bar.${key}`, values);
    /** Ends the listeners that would outlive the bar. */
    this.life = new AbortController();
    this.events = new EventMarks(store.phrases, (year) => this.go(year));
    this.player = new Player(store, this.events, { go: (year) => this.go(year), life: this.life.signal });
    whenLeft(box, () => this.#leave(), this.life.signal);
    box.classList.add("tm-bar");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", this.say("label"));
    this.first = store.table.schema.first;
    this.last = store.table.schema.last;
    /** @type {?import("../model/sums.js").Sums} whose bars are drawn */
    this.drawn = null;
    /** @type {?Uint8Array} the records that pass, as last counted */
    this.passing = null;
    this.passed = 0;
    this.figure = /** @type {HTMLOutputElement} */ (make("output", { class: "tm-year", "data-testid": "year" }));
    this.range = /** @type {HTMLInputElement} */ (
      make("input", { type: "range", step: "1", min: String(this.first), max: String(this.last), "aria-label": this.say("year"), class: "tm-range" })
    );
    this.from = new FromRange(store, this.say("from"));
    this.handles = new Handles(store, { from: this.from, year: { range: this.range, go: (year) => this.go(year) } });
    /**
     * @param {string} key
     * @param {string} text
     * @param {() => void} act
     */
    const step = (key, text, act) => button(text, act, { "aria-label": this.say(key), title: this.say(key) });
    this.back = step("back", "‹", () => this.go(this.year - 1));
    this.back.dataset.testid = "step-back";
    this.forth = step("forth", "›", () => this.player.step());
    this.forth.dataset.testid = "step-forward";
    this.sentence = make("p", { class: "tm-sentence", "data-testid": "sentence", "aria-live": "polite" });
    this.found = make("div", { class: "tm-count", "data-testid": "count" });
    this.heights = make("p", { class: "tm-note", "data-testid": "bars-scale" });
    this.bars = document.createElementNS(SVG, "svg");
    for (const [name, value] of [["class", "tm-bars"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]]) this.bars.setAttribute(name, value);
    const now = make("div", { class: "tm-now" }, this.figure, make("div", { class: "tm-controls" }, this.back, this.player.play, this.forth, this.player.speed, this.player.way));
    const beside = make("div", { class: "tm-beside" }, this.found, this.heights, this.player.note);
    this.track = make("div", { class: "tm-track" }, this.handles.box, this.#scale(), this.events.marks);
    this.track.prepend(this.player.band, this.bars);
    box.append(make("div", { class: "tm-words" }, this.sentence, beside), now, this.track, this.events.story, this.player.span);
    this.wide = new ResizeObserver(() => this.events.draw(this.first, this.last));
    this.wide.observe(this.track);
    this.#listen();
    this.off = store.on((view) => this.update(view));
    this.update(store.view);
    document.addEventListener("tm:ready", () => this.#tell(sources), { once: true, signal: this.life.signal }); // the map comes first
  }

  #scale() {
    const decades = [];
    for (let year = Math.ceil((this.first + 1) / 10) * 10; year < this.last; year += 10) decades.push(year);
    const marks = [this.first, ...decades, this.last].map((year) => {
      const mark = make("span", {}, String(year));
      const at = (100 * (year - this.first)) / Math.max(1, this.last - this.first);
      mark.style.left = `${at}%`;
      mark.classList.toggle("tm-crowded", at > 0 && at < 100 && Math.min(at, 100 - at) < CROWDED);
      return mark;
    });
    return make("div", { class: "tm-scale", "aria-hidden": "true" }, ...marks);
  }

  #listen() {
    this.range.addEventListener("input", () => this.go(Number(this.range.value)));
    this.range.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Put stories away; what comes up by playing stays for its time. */
  #leave() {
    if (!this.player.isPlaying || this.events.year === null) this.events.close();
  }

  get year() {
    return this.store.view.year;
  }

  /**
   * Go to a year, or as near to it as the bar reaches.
   * @param {number} year
   */
  go(year) {
    const { mode, from } = this.store.view;
    const first = mode === "between" ? Number(from) + 1 : this.first;
    this.store.set({ year: Math.min(this.last, Math.max(first, year)) });
    this.range.value = String(this.year); // the handle stops where the year does
  }

  /**
   * Show a view.
   * @param {Readonly<import("../model/view.js").View>} view
   */
  update({ year, mode, from }) {
    const { phrases, table, derived } = this.store;
    this.range.value = String(year);
    this.range.setAttribute("aria-valuetext", String(year));
    const figure = mode === "between" ? this.say("from_year", { from: String(from), year: String(year) }) : String(year);
    if (this.figure.value !== figure) this.figure.value = figure;
    this.figure.classList.toggle("tm-two", mode === "between");
    this.from.update(this.store.view);
    this.handles.update(this.store.view);
    const { sums } = derived;
    if (sums !== this.drawn) this.#chart(sums);
    setText(this.sentence, derived.sentence);
    for (const [name, count] of Object.entries(sums.at(year))) this.sentence.setAttribute(`data-${name.replaceAll("_", "-")}`, String(count));
    for (const [name, count] of Object.entries(derived.comparison)) {
      if (mode === "between") this.sentence.setAttribute(`data-${name.replaceAll("_", "-")}`, String(count));
      else this.sentence.removeAttribute(`data-${name.replaceAll("_", "-")}`);
    }
    const [count, all] = [phrases.number(derived.selection.count), phrases.number(table.recordCount)];
    const { passing } = derived;
    if (passing !== this.passing) {
      this.passing = passing;
      this.passed = passing.reduce((sum, one) => sum + one, 0);
    }
    const narrowed = this.passed < table.recordCount;
    setText(this.found, this.say(narrowed ? "passing" : "shown", { shown: count, all, passing: phrases.number(this.passed) }));
    this.range.closest(".tm-bar")?.classList.toggle("tm-idle", mode === "all");
    for (const control of [this.range, this.back, this.player.play, this.forth]) control.setAttribute("aria-disabled", String(mode === "all"));
    if (mode === "all") this.player.pause();
    this.events.follow(mode === "all" ? null : year);
  }

  /**
   * Draw the bars: upwards what began, downwards what ended.
   * @param {import("../model/sums.js").Sums} sums
   */
  #chart(sums) {
    this.drawn = sums;
    const { first, began, ended } = sums;
    const most = Math.max(0, ...began, ...ended);
    setText(this.heights, most ? this.say("scale", { most: this.store.phrases.number(most) }) : "");
    this.bars.setAttribute("viewBox", `0 ${-TALL / 2} ${Math.max(1, this.last - this.first)} ${TALL}`);
    /**
     * @param {Int32Array} counts
     * @param {1|-1} sign
     */
    const path = (counts, sign) =>
      Array.from(counts, (count, at) => {
        const year = first + at;
        if (!count || year < this.first || year > this.last) return "";
        return `M${year - this.first - 0.38} 0h.76v${(-sign * Math.sqrt(count / most) * TALL) / 2}h-.76z`;
      }).join("");
    this.bars.replaceChildren(
      ...[["began", path(began, 1)], ["ended", path(ended, -1)]].map(([name, d]) => {
        const bar = document.createElementNS(SVG, "path");
        bar.setAttribute("class", `tm-${name}`);
        bar.setAttribute("d", d);
        return bar;
      }),
    );
  }

  /** @param {{events: () => Promise<any[]>}} sources */
  async #tell(sources) {
    this.events.events = eventsOf(await sources.events());
    this.events.draw(this.first, this.last);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const by = { PageUp: 10, PageDown: -10 }[/** @type {"PageUp"} */ (event.key)];
    if (!by) return;
    event.preventDefault();
    this.go(this.year + by);
  }

  destroy() {
    this.off();
    this.life.abort();
    this.wide.disconnect();
    this.player.destroy();
  }
}
