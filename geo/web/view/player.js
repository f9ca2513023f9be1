/** Letting the years run: a span of them, once or again and again, at five speeds; the events of a year wait to be read. */

import { icon } from "./icons.js";
import { button, closer, make } from "./maker.js";
import { within } from "./spanfields.js";

/** Milliseconds a year. */
const SPEEDS = /** @type {const} */ ([["slowest", 2000], ["slow", 1000], ["normal", 400], ["fast", 150], ["fastest", 75]]);
/** How soon it is looked again whether a person still reads what has come up. */
const AGAIN_MS = 300;

export class Player {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {import("./eventmarks.js").EventMarks} events
   * @param {{go: (year: number) => void, life: AbortSignal}} how
   */
  constructor(store, events, { go, life }) {
    this.store = store;
    this.events = events;
    this.go = go;
    /** @type {(key: string, values?: Object<string, string|number>) => string} */
    this.say = (key, values) => store.phrases.say(`web.bar.${key}`, values);
    this.first = store.table.schema.first;
    this.last = store.table.schema.last;
    this.timer = 0;
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.play = button("▶", () => (this.isPlaying ? this.pause() : this.start()), { "data-testid": "play" });
    this.speed = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": this.say("speed"), "data-testid": "speed" }));
    for (const [name, wait] of SPEEDS) this.speed.append(make("option", { value: String(wait) }, this.say(name)));
    this.speed.value = String(SPEEDS[2][1]);
    this.note = make("p", { class: "tm-note", hidden: "" }, this.say("still"));
    this.from = this.#field("span_from");
    this.to = this.#field("span_to");
    this.loop = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    const loop = make("label", {}, this.loop, ` ${this.say("loop")}`);
    const close = closer(icon("cross"), this.say("span_close"), () => this.#open(false));
    this.way = button("", () => this.#open(this.span.hidden), { "aria-label": this.say("span"), title: this.say("span"), "aria-expanded": "false", "data-testid": "span" });
    this.way.append(icon("again"));
    /** The span that is played, as a band behind the bars. */
    this.band = make("div", { class: "tm-band", "aria-hidden": "true", hidden: "" });
    const words = this.say("span_title");
    this.span = make("div", { class: "tm-span", role: "group", "aria-label": words, hidden: "" }, make("strong", {}, words), this.from, "–", this.to, loop, close);
    /** Whether another span was set since years ran: it is played from its beginning. */
    this.isNew = false;
    this.span.addEventListener("input", ({ target }) => {
      if (target !== this.loop) this.isNew = true;
      this.#mark();
    });
    this.span.addEventListener("keydown", (event) => event.key === "Escape" && this.#open(false));
    this.speed.addEventListener("change", () => this.isPlaying && this.#wait());
    this.still.addEventListener("change", () => this.#calm(), { signal: life });
    events.reads = () => this.pause();
    this.#playing(false);
    this.#calm();
  }

  /** @param {string} key */
  #field(key) {
    const bounds = { min: String(this.first), max: String(this.last), step: "1", placeholder: String(key === "span_from" ? this.first : this.last) };
    return /** @type {HTMLInputElement} */ (make("input", { type: "number", "aria-label": this.say(key), ...bounds }));
  }

  /** @param {boolean} open */
  #open(open) {
    this.span.hidden = !open;
    this.way.setAttribute("aria-expanded", String(open));
    (open ? this.from : this.way).focus({ preventScroll: true });
  }

  /** Say on the bar which years are played, where these are not all, once. */
  #mark() {
    const [from, to] = this.years;
    const share = (/** @type {number} */ years) => String(years / Math.max(1, this.last - this.first));
    this.band.hidden = from === this.first && to === this.last;
    this.band.style.setProperty("--tm-since", share(from - this.first));
    this.band.style.setProperty("--tm-long", share(to - from));
    this.way.classList.toggle("tm-set", this.loop.checked || !this.band.hidden);
  }

  /**
   * The first and the last year that are played.
   * @returns {[from: number, to: number]}
   */
  get years() {
    const { mode, from } = this.store.view;
    const least = mode === "between" ? Number(from) + 1 : this.first; // the earlier of two years stays
    const ends = [within(this.from) ?? this.first, within(this.to) ?? this.last].map((year) => Math.max(year, least));
    return [Math.min(...ends), Math.max(...ends)];
  }

  /** Go a year on by hand: from the end of a span that is played again and again to its beginning, and with the year's events where nothing moves by itself. */
  step() {
    const [from, to] = this.years;
    this.go(this.loop.checked && this.year === to ? from : this.year + 1);
    if (this.still.matches) this.events.tell(this.year);
  }

  get year() {
    return this.store.view.year;
  }

  /** Let the years run. */
  start() {
    if (this.store.view.mode === "all") return;
    const [from, to] = this.years;
    if (this.isNew || this.year >= to || this.year < from) this.go(from);
    this.isNew = false;
    this.span.hidden = true; // where the events come up
    this.way.setAttribute("aria-expanded", "false");
    this.#playing(true);
    this.#wait();
  }

  /** Stay in the year: as long as its events take to be read, where it has some. */
  #wait() {
    clearTimeout(this.timer);
    const wait = Math.max(this.events.tell(this.year), Number(this.speed.value));
    this.timer = window.setTimeout(() => this.#next(), wait);
  }

  #next() {
    if (this.events.isHeld) {
      this.timer = window.setTimeout(() => this.#next(), AGAIN_MS);
      return;
    }
    const next = yearAfter(this.year, this.years, this.loop.checked);
    if (next === null) {
      this.pause();
      return;
    }
    this.go(next);
    this.#wait();
  }

  get isPlaying() {
    return this.timer !== 0;
  }

  /** Stop the years. */
  pause() {
    if (!this.isPlaying) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.#playing(false);
  }

  /** Offer no playing where the person's system asks for reduced motion: the years are stepped through. */
  #calm() {
    if (this.still.matches) this.pause();
    this.play.disabled = this.still.matches;
    this.speed.disabled = this.still.matches;
    this.note.hidden = !this.still.matches;
  }

  /** @param {boolean} on */
  #playing(on) {
    const words = this.say(on ? "pause" : "play");
    this.play.textContent = on ? "❚❚" : "▶";
    this.play.setAttribute("aria-label", words);
    this.play.title = words;
  }

  destroy() {
    clearTimeout(this.timer);
  }
}

/**
 * Give the year that is played after one.
 * @param {number} year
 * @param {[from: number, to: number]} span
 * @param {boolean} loop whether the span is played again and again
 * @returns {?number} null at the end
 */
export function yearAfter(year, [from, to], loop) {
  if (year >= to) return loop && from < to ? from : null;
  return Math.max(from, year + 1);
}
