/** The dated events as marks on the time bar, and their stories. */

import { button, make } from "./maker.js";
import { sourceLine } from "./popups.js";

/** Marks nearer to each other than this, in pixels, are one; in a museum they are as large as a finger. */
const MARK_PX = 28;
const LARGE_MARK_PX = 54;

/** What of a year comes up while the years run: so many events by their titles, and how long they take to be read. */
const TITLES = 3;
const READ_MS = { least: 1000, letter: 25, most: 3500 };

/** @typedef {{id: string, year: number, when: string, title: string, place: string, what: string, sources: string[]}} DatedEvent */

export class EventMarks {
  /**
   * @param {import("../model/phrases.js").Phrases} phrases
   * @param {(year: number) => void} go to a year
   */
  constructor(phrases, go) {
    this.phrases = phrases;
    this.go = go;
    /** @type {DatedEvent[]} */
    this.events = [];
    this.marks = make("div", { class: "tm-events", role: "group", "aria-label": phrases.say("web.events.label") });
    this.story = make("div", { class: "tm-event-story", "data-testid": "events", hidden: "" });
    /** @type {?string} which marks are drawn */
    this.drawn = null;
    /** @type {?number} the year whose events have come up by themselves */
    this.year = null;
    /** Called when a person begins to read what has come up. */
    this.reads = () => {};
    /** Whether a person has gone to what has come up; a pointer that rests where it comes up does not hold it. */
    this.pointed = false;
    this.story.addEventListener("pointermove", ({ movementX, movementY }) => (this.pointed ||= movementX !== 0 || movementY !== 0));
    this.story.addEventListener("pointerleave", () => (this.pointed = false));
    this.marks.addEventListener("keydown", (event) => this.#along(event));
  }

  /**
   * Draw a mark for each event, one for several where they would be too near to each other to be hit.
   * @param {number} first year of the bar
   * @param {number} last
   */
  draw(first, last) {
    const width = this.marks.clientWidth;
    if (!this.events.length || !width) return;
    const inRange = this.events.filter(({ year }) => first <= year && year <= last);
    const groups = crowds(inRange, ((this.marks.closest(".front-kiosk") ? LARGE_MARK_PX : MARK_PX) * (last - first)) / width);
    /** @type {string} */
    const drawn = JSON.stringify(groups.map((group) => group.map(({ id }) => id)));
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const active = /** @type {?HTMLElement} */ (document.activeElement);
    const focused = active && this.marks.contains(active) ? active.dataset.event : undefined;
    this.marks.replaceChildren(
      ...groups.map((group, at) => {
        const mark = this.#mark(group, at);
        mark.style.left = `${(100 * (group[0].year - first)) / (last - first)}%`;
        return mark;
      }),
    );
    if (focused !== undefined) this.#markOf(focused)?.focus();
  }

  /**
   * @param {DatedEvent[]} group
   * @param {number} at
   */
  #mark(group, at) {
    const [from, to] = [group[0].year, group[group.length - 1].year];
    const years = from === to ? String(from) : this.phrases.say("web.events.years", { from, to });
    const values = { years, count: group.length, title: group[0].title };
    const label = this.phrases.say(group.length === 1 ? "web.events.one" : "web.events.several", values);
    const attributes = { "aria-label": label, title: label, tabindex: at ? "-1" : "0", "data-event": group[0].id };
    return button(group.length === 1 ? "◆" : String(group.length), () => this.open(group), attributes);
  }

  /**
   * Find the mark at which an event stands, alone or with others.
   * @param {string} id
   */
  #markOf(id) {
    const at = this.events.findIndex((event) => event.id === id);
    const before = new Set(this.events.slice(0, at + 1).map((event) => event.id));
    const marks = /** @type {HTMLElement[]} */ ([...this.marks.children]);
    return marks.findLast((mark) => before.has(mark.dataset.event ?? "")) ?? null;
  }

  /** @param {KeyboardEvent} event */
  #along(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[/** @type {"ArrowRight"} */ (event.key)];
    const marks = /** @type {HTMLElement[]} */ ([...this.marks.children]);
    const next = marks[marks.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + (by ?? NaN)];
    if (!next) return;
    event.preventDefault();
    for (const mark of marks) mark.tabIndex = mark === next ? 0 : -1;
    next.focus();
  }

  /**
   * Let the titles of a year's events come up, without taking the focus.
   * @param {number} year
   * @returns {number} milliseconds that they take to be read; 0 for none, and where a person has stories open
   */
  tell(year) {
    this.follow(null);
    const own = this.events.filter((event) => event.year === year);
    if (!own.length || !this.story.hidden) return 0;
    const titles = own.slice(0, TITLES).map(({ when, title }) => make("li", {}, `${when}: `, make("strong", {}, title)));
    const rest = own.length - titles.length;
    const words = rest > 0 ? this.phrases.say("web.events.more", { count: rest }) : this.phrases.say("web.events.read");
    const read = () => {
      this.reads();
      this.open(own);
    };
    const close = button("×", () => this.close(), { "aria-label": this.phrases.say("web.events.close"), class: "tm-close" });
    this.story.onkeydown = ({ key }) => key === "Escape" && this.close();
    this.story.replaceChildren(close, make("ul", {}, ...titles), button(words, read, { class: "tm-read" }));
    this.story.hidden = false;
    this.story.classList.add("tm-passing");
    this.year = year;
    this.pointed = false;
    const letters = titles.reduce((sum, { textContent }) => sum + (textContent ?? "").length, 0);
    return Math.min(READ_MS.most, READ_MS.least + READ_MS.letter * letters);
  }

  /**
   * Take away what has come up of another year than the one that the map shows.
   * @param {?number} year
   */
  follow(year) {
    if (this.year === null || this.year === year) return;
    this.year = null;
    this.story.hidden = true;
  }

  /** Whether a person points at what has come up, or is in it. */
  get isHeld() {
    return this.year !== null && this.story.matches(this.pointed ? ":hover, :focus-within" : ":focus-within");
  }

  /**
   * Tell the stories of some events.
   * @param {DatedEvent[]} group
   */
  open(group) {
    this.year = null;
    this.story.classList.remove("tm-passing");
    const shut = () => {
      this.close();
      this.#markOf(group[0].id)?.focus();
    };
    const close = button("×", shut, { "aria-label": this.phrases.say("web.events.close"), class: "tm-close" });
    this.story.onkeydown = (event) => {
      if (event.key === "Escape") shut();
    };
    const items = group.map((event) => {
      const when = button(event.when, () => this.go(event.year), { title: this.phrases.say("web.events.go", { year: event.year }) });
      const where = this.phrases.say("web.events.where", { place: event.place });
      return make("li", {}, when, " ", make("strong", {}, event.title), ` ${where} ${event.what}`, sourceLine(event.sources));
    });
    this.story.replaceChildren(close, make("ul", {}, ...items));
    this.story.hidden = false;
    close.focus({ preventScroll: true });
  }

  /** Put the stories away. */
  close() {
    this.year = null;
    this.story.hidden = true;
  }
}

/**
 * Read what a host gives: the events of data/events.json, each with its year and its date in words.
 * @param {any[]} events
 * @returns {DatedEvent[]}
 */
export function eventsOf(events) {
  return events.map((event) => ({ ...event, sources: Object.values(event.sources).map((/** @type {any} */ cited) => cited.url) }));
}

/**
 * Put events together whose marks would touch; a mark stands at the year of its first event.
 * @param {DatedEvent[]} events in order of time
 * @param {number} apart years that two marks must lie from each other
 * @returns {DatedEvent[][]}
 */
export function crowds(events, apart) {
  /** @type {DatedEvent[][]} */
  const groups = [];
  for (const event of events) {
    const last = groups[groups.length - 1];
    if (last && event.year - last[0].year < apart) last.push(event);
    else groups.push([event]);
  }
  return groups;
}
