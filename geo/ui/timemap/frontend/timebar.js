/** The time bar: the year in large figures, bars of changes a year, a native slider, and play. */

import { make, sourceLine } from "./words.js";

/** @typedef {{id: string, year: number, when: string, title: string, place: string, what: string, sources: string[]}} PoliticalEvent */

const SPEEDS = [
  ["Slow", 1000],
  ["Normal", 400],
  ["Fast", 150],
];
const TALL = 44;
const SVG = "http://www.w3.org/2000/svg";
const COMMIT_MS = 250;
const MARK_PX = 28;

export class TimeBar {
  /**
   * @param {HTMLElement} root
   * @param {{show: (year: number) => void, commit: (year: number) => void}} actions `show` at every step, `commit`
   *   when the hand or the player rests
   */
  constructor(root, actions) {
    this.actions = actions;
    this.year = 0;
    this.timer = 0;
    this.pending = 0;
    /** Ends the listeners that would outlive the bar. */
    this.life = new AbortController();
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.figure = make("output", { class: "tm-year", "data-testid": "year" });
    this.range = make("input", { type: "range", step: "1", "aria-label": "Year", class: "tm-range" });
    this.bars = document.createElementNS(SVG, "svg");
    this.bars.setAttribute("class", "tm-bars");
    this.bars.setAttribute("preserveAspectRatio", "none");
    this.bars.setAttribute("aria-hidden", "true");
    this.scale = make("div", { class: "tm-scale", "aria-hidden": "true" });
    this.heights = make("p", { class: "tm-note tm-heights", "data-testid": "bars-scale" });
    this.build(root);
    this.listen();
  }

  /** @param {HTMLElement} root */
  build(root) {
    const button = (label, text, testid) =>
      make("button", { type: "button", "aria-label": label, title: label, "data-testid": testid }, text);
    this.back = button("Previous year", "‹", "step-back");
    this.play = button("Play", "▶", "play");
    this.forth = button("Next year", "›", "step-forward");
    this.speed = make("select", { "aria-label": "Speed", "data-testid": "speed" });
    for (const [name, wait] of SPEEDS) this.speed.append(make("option", { value: String(wait) }, name));
    this.speed.value = String(SPEEDS[1][1]);
    const track = make("div", { class: "tm-track" }, this.range, this.scale);
    track.prepend(this.bars);
    const controls = make("div", { class: "tm-controls" }, this.back, this.play, this.forth, this.speed);
    this.marks = make("div", { class: "tm-events", role: "group", "aria-label": "Political events" });
    track.append(this.marks);
    this.story = make("div", { class: "tm-event-story", "data-testid": "events", hidden: "" });
    this.note = make("p", { class: "tm-note", hidden: "" }, "Playing is off: your system asks for reduced motion.");
    this.found = make("div", { class: "tm-count", "data-testid": "count" });
    root.append(make("div", { class: "tm-head" }, this.figure, controls, this.found), track, this.heights, this.story, this.note);
    this.wide = new ResizeObserver(() => this.drawMarks());
    this.wide.observe(track);
  }

  /**
   * Take the dated events.
   * @param {PoliticalEvent[]} events
   */
  tell(events) {
    this.events = events;
    this.drawMarks();
  }

  /** Draw a mark for each event, one for several where they would be too near to each other to be hit. */
  drawMarks() {
    if (!this.events || this.range.max === "") return;
    const [first, last] = [Number(this.range.min), Number(this.range.max)];
    const inRange = this.events.filter(({ year }) => first <= year && year <= last);
    const groups = crowds(inRange, (MARK_PX * (last - first)) / this.marks.clientWidth);
    const drawn = JSON.stringify(groups.map((group) => group.map(({ id }) => id)));
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const focused = this.marks.contains(document.activeElement) ? document.activeElement.dataset.event : null;
    this.marks.replaceChildren(
      ...groups.map((group, at) => {
        const years = [...new Set([group[0].year, group.at(-1).year])].join(" to ");
        const label = group.length === 1 ? `${years}: ${group[0].title}` : `${years}: ${group.length} events`;
        const text = group.length === 1 ? "◆" : String(group.length);
        const mark = make("button", { type: "button", "aria-label": label, title: label, tabindex: at ? "-1" : "0" }, text);
        mark.style.left = `${(100 * (group[0].year - first)) / (last - first)}%`;
        mark.dataset.event = group[0].id;
        mark.addEventListener("click", () => this.openStory(group));
        return mark;
      }),
    );
    if (focused !== null) this.markOf(focused)?.focus();
  }

  /**
   * Find the mark at which an event stands, alone or with others.
   * @param {string} id of the event
   * @returns {?HTMLElement}
   */
  markOf(id) {
    const at = this.events.findIndex((event) => event.id === id);
    const before = new Set(this.events.slice(0, at + 1).map((event) => event.id));
    return [...this.marks.children].findLast((mark) => before.has(mark.dataset.event)) ?? null;
  }

  /** @param {KeyboardEvent} event */
  moveAlong(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const marks = [...this.marks.children];
    const next = marks[marks.indexOf(document.activeElement) + (by ?? NaN)];
    if (!next) return;
    event.preventDefault();
    for (const mark of marks) mark.tabIndex = mark === next ? 0 : -1;
    next.focus();
  }

  /**
   * @param {PoliticalEvent[]} group
   */
  openStory(group) {
    const close = make("button", { type: "button", "aria-label": "Close events", class: "tm-close" }, "×");
    const shut = () => {
      this.story.hidden = true;
      this.markOf(group[0].id)?.focus();
    };
    close.addEventListener("click", shut);
    this.story.onkeydown = (event) => event.key === "Escape" && shut();
    const list = make("ul");
    for (const event of group) {
      const when = make("button", { type: "button", title: `Go to ${event.year}` }, event.when);
      when.addEventListener("click", () => {
        this.step(this.clamp(event.year));
        this.commitSoon();
      });
      list.append(make("li", {}, when, " ", make("strong", {}, event.title), ` (${event.place}). ${event.what}`, sourceLine(event.sources)));
    }
    this.story.replaceChildren(close, list);
    this.story.hidden = false;
    close.focus({ preventScroll: true });
  }

  listen() {
    this.range.addEventListener("input", () => this.step(Number(this.range.value)));
    this.range.addEventListener("change", () => this.commitSoon());
    this.range.addEventListener("keydown", (event) => this.key(event));
    this.back.addEventListener("click", () => this.nudge(-1));
    this.forth.addEventListener("click", () => this.nudge(1));
    this.play.addEventListener("click", () => (this.timer ? this.pause() : this.start()));
    this.marks.addEventListener("keydown", (event) => this.moveAlong(event));
    this.speed.addEventListener("change", () => this.timer && this.run());
    this.still.addEventListener("change", () => this.calm(), { signal: this.life.signal });
    this.calm();
  }

  /** Offer no playing where the person's system asks for reduced motion. */
  calm() {
    if (this.still.matches) this.pause();
    this.play.disabled = this.still.matches;
    this.speed.disabled = this.still.matches;
    this.note.hidden = !this.still.matches;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const ten = { PageUp: 10, PageDown: -10 }[event.key];
    if (!ten) return;
    event.preventDefault();
    this.nudge(ten);
  }

  /** @param {number} by years */
  nudge(by) {
    this.step(this.clamp(this.year + by));
    this.commitSoon();
  }

  /** @param {number} year */
  clamp(year) {
    return Math.min(Number(this.range.max), Math.max(Number(this.range.min), year));
  }

  /**
   * Set the range of years.
   * @param {number} first
   * @param {number} last
   */
  span(first, last) {
    if (this.range.min === String(first) && this.range.max === String(last)) return;
    this.range.min = String(first);
    this.range.max = String(last);
    const marks = [first];
    for (let year = Math.ceil((first + 1) / 10) * 10; year < last; year += 10) marks.push(year);
    this.scale.replaceChildren(
      ...[...marks, last].map((year) => {
        const mark = make("span", {}, String(year));
        mark.style.left = `${(100 * (year - first)) / (last - first)}%`;
        return mark;
      }),
    );
    const crowded = (mark) => Math.abs(parseFloat(mark.style.left) - 50) > 41;
    [...this.scale.children].slice(1, -1).forEach((mark) => mark.classList.toggle("tm-crowded", crowded(mark)));
    this.drawMarks();
  }

  /**
   * Draw the bars: upwards what began, downwards what ended.
   * @param {number} first year of the first bar
   * @param {number[]} began
   * @param {number[]} ended
   */
  chart(first, began, ended) {
    const most = Math.max(1, ...began, ...ended);
    this.heights.textContent = `Bars: up what began in a year, down what ended; square-root scale, the tallest is ${most}.`;
    this.bars.setAttribute("viewBox", `0.5 ${-TALL / 2} ${Math.max(1, began.length - 1)} ${TALL}`);
    const path = (counts, sign) =>
      counts
        .map((count, at) => (count ? `M${at + 0.12} 0h.76v${(-sign * Math.sqrt(count / most) * TALL) / 2}h-.76z` : ""))
        .join("");
    this.bars.replaceChildren(
      ...[["began", path(began, 1)], ["ended", path(ended, -1)]].map(([name, d]) => {
        const bar = document.createElementNS(SVG, "path");
        bar.setAttribute("class", `tm-${name}`);
        bar.setAttribute("d", d);
        return bar;
      }),
    );
  }

  /**
   * Show a year without telling anybody.
   * @param {number} year
   */
  set(year) {
    this.year = year;
    this.range.value = String(year);
    this.range.setAttribute("aria-valuetext", String(year));
    this.figure.value = String(year);
  }

  /**
   * Say how many records are shown.
   * @param {string} text
   */
  count(text) {
    this.found.textContent = text;
  }

  /** @param {number} year */
  step(year) {
    this.set(year);
    this.actions.show(year);
  }

  commitSoon() {
    clearTimeout(this.pending);
    this.pending = setTimeout(() => this.actions.commit(this.year), COMMIT_MS);
  }

  start() {
    if (this.year >= Number(this.range.max)) this.step(Number(this.range.min));
    this.run();
    this.play.textContent = "❚❚";
    this.play.setAttribute("aria-label", "Pause");
    this.play.title = "Pause";
  }

  run() {
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      if (this.year >= Number(this.range.max)) this.pause();
      else this.step(this.year + 1);
    }, Number(this.speed.value));
  }

  pause() {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = 0;
    this.play.textContent = "▶";
    this.play.setAttribute("aria-label", "Play");
    this.play.title = "Play";
    this.commitSoon();
  }

  destroy() {
    this.life.abort();
    this.wide.disconnect();
    clearInterval(this.timer);
    clearTimeout(this.pending);
  }
}

/**
 * Put events together whose marks would touch; a mark stands at the year of its first event.
 * @param {PoliticalEvent[]} events in order of time
 * @param {number} apart years that two marks must lie from each other
 * @returns {PoliticalEvent[][]}
 */
function crowds(events, apart) {
  const groups = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last && event.year - last[0].year < apart) last.push(event);
    else groups.push([event]);
  }
  return groups;
}
