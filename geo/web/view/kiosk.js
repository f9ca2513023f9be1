/** The page on a screen in a museum: it starts over when nobody is there, plays by itself, and leads nowhere else. */

import { firstChange } from "../model/busiest.js";
import { IdleClock } from "../model/idle.js";
import { icon } from "./icons.js";
import { openingOf } from "./kioskopening.js";
import { make, tool } from "./maker.js";
import { SourceBox } from "./sourcebox.js";
import { StillThere } from "./stillthere.js";

/** How often the clock is looked at, in milliseconds. */
const TICK_MS = 250;
/** How long the opening view is seen before the years play by themselves, and how long each year and the last one. */
const REST_MS = 8000;
const YEAR_MS = 1500;
const LAST_MS = 8000;
/** What follows when one touch is over, and how long that takes at most, in milliseconds. */
const OF_ONE_TOUCH = /** @type {const} */ (["pointerup", "mousedown", "mouseup", "touchstart", "touchend", "click"]);
const TOUCH_MS = 700;
const TOUCHES = /** @type {const} */ (["pointerdown", "pointermove", "wheel", "keydown"]);
/** What a browser does with these keys together with Ctrl or Cmd leads away: print, save, open, find, the page's text. */
const LEADS_AWAY = "psofu";

export class Kiosk {
  /**
   * @param {import("./app.js").Screen} screen
   * @param {number} seconds without a touch
   */
  constructor(screen, seconds) {
    this.screen = screen;
    this.opening = openingOf(screen);
    this.life = new AbortController();
    const { root, phrases } = screen;
    const still = { stay: () => this.clock.touch(), over: () => this.#startOver() };
    this.question = new StillThere(phrases, still);
    this.sources = new SourceBox(root, phrases);
    this.call = make("p", { class: "kiosk-call", "data-testid": "attract", hidden: "" }, phrases.say("web.kiosk.call"));
    this.tools = this.#tools();
    screen.over.append(this.call);
    root.append(this.tools, this.question.box, this.sources.box);
    screen.map.map.zoomControl.setPosition("bottomleft");
    this.motion = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.timer = 0;
    const busy = () => screen.bar.player.isPlaying;
    this.clock = new IdleClock({ seconds, now: () => performance.now(), busy, changed: (state, left) => this.#show(state, left) });
    this.ticking = window.setInterval(() => this.clock.tick(), TICK_MS);
    this.#listen(this.life.signal);
    this.#clear();
    if (this.opening.record === null && this.opening.near === null) screen.map.home(); // the row of tools has made the map smaller
    root.dataset.kiosk = "awake";
  }

  /** Put what is pressed into one row at the lower edge, within reach. */
  #tools() {
    const { head, phrases, headBox } = this.screen;
    const again = tool(icon("restart"), phrases.say("web.kiosk.again"), () => this.#startOver(), { class: "front-tool", "data-testid": "start-over" });
    const parts = [head.fold, ...headBox.querySelectorAll(".front-find, .front-tools"), again];
    return make("section", { class: "kiosk-tools", "aria-label": phrases.say("web.kiosk.tools") }, ...parts);
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const { root } = this.screen;
    for (const kind of TOUCHES) document.addEventListener(kind, (event) => this.#touched(event), { capture: true, passive: true, signal });
    for (const kind of ["contextmenu", "dragstart"]) root.addEventListener(kind, (event) => event.preventDefault(), { signal });
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && LEADS_AWAY.includes(event.key.toLowerCase())) event.preventDefault();
    }, { signal });
  }

  /** @param {Event} event */
  #touched(event) {
    if (!event.isTrusted) return; // a script's: streamlitpage.js closes Streamlit's windows by a key
    if (event.type === "pointermove" && !(/** @type {PointerEvent} */ (event).buttons)) return; // nobody's hand is on it
    const answers = event.target instanceof Element && event.target !== this.question.box && this.question.box.contains(event.target);
    if (this.clock.state === "asking" && (answers || event.type === "keydown")) return; // the two buttons say themselves what they do
    const onMap = event.target instanceof Element && this.screen.mapBox.contains(event.target);
    if (this.clock.state === "resting" && event.type === "pointerdown" && onMap) this.#swallow(event);
    this.clock.touch();
  }

  /**
   * The touch that begins is none on the map.
   * @param {Event} first
   */
  #swallow(first) {
    const touch = new AbortController();
    const stop = (/** @type {Event} */ event) => {
      event.stopImmediatePropagation();
      if (event.type === "click") touch.abort();
    };
    first.stopImmediatePropagation();
    for (const kind of OF_ONE_TOUCH) document.addEventListener(kind, stop, { capture: true, signal: touch.signal });
    setTimeout(() => touch.abort(), TOUCH_MS);
  }

  /**
   * @param {import("../model/idle.js").Idle} state
   * @param {number} left
   */
  #show(state, left) {
    this.screen.root.dataset.kiosk = state;
    if (state === "asking") this.question.ask(left);
    else this.question.close();
    if (state === "resting") this.#rest();
    else if (state === "awake") this.#wake();
  }

  /** Nobody is there: show the opening view, and after a while the years. */
  #rest() {
    this.#reset();
    this.call.hidden = false;
    if (!this.motion.matches) this.timer = window.setTimeout(() => this.#play(), REST_MS);
  }

  /** Show the next year, from the first with a change to the last and again. */
  #play() {
    const { store, bar } = this.screen;
    if (this.motion.matches || store.view.mode === "all") return;
    const begins = !this.playing;
    this.playing = true;
    const year = begins || store.view.year >= bar.last ? firstChange(store.derived.sums) : store.view.year + 1;
    store.set({ year });
    this.timer = window.setTimeout(() => this.#play(), year >= bar.last ? LAST_MS : YEAR_MS);
  }

  #wake() {
    clearTimeout(this.timer);
    if (this.playing) this.screen.store.set({ year: this.opening.year }); // whoever begins sees the opening view
    this.playing = false;
    this.call.hidden = true;
  }

  /** Somebody wants to begin anew. */
  #startOver() {
    this.#reset();
    this.clock.touch();
  }

  /** Put all back as it was at first. */
  #reset() {
    const { screen } = this;
    screen.bar.player.pause();
    this.#clear();
    screen.store.set({ ...this.opening, record: null, near: null });
    screen.map.home();
    screen.store.set(this.opening);
  }

  /** Close and empty what a visitor has left open, and show the map alone. */
  #clear() {
    const { root, panel, bar, notices } = this.screen;
    for (const box of root.querySelectorAll("dialog[open]")) if (box !== this.question.box) /** @type {HTMLDialogElement} */ (box).close();
    for (const field of root.querySelectorAll(".front-facet input, .front-near input")) {
      const input = /** @type {HTMLInputElement} */ (field);
      if (!/^(text|search)$/.test(input.type) || !input.value) continue;
      input.value = "";
      input.dispatchEvent(new Event("input"));
    }
    bar.events.close();
    notices.clear();
    panel.open("filters");
    panel.fold();
    for (const part of Object.values(panel.parts)) part.scrollTop = 0;
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && root.contains(activeElement)) activeElement.blur();
  }

  destroy() {
    clearTimeout(this.timer);
    clearInterval(this.ticking);
    this.life.abort();
    this.sources.destroy();
    for (const part of [this.tools, this.call, this.question.box]) part.remove();
  }
}
