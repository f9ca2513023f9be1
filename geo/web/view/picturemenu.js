/** What the menu of files offers of pictures: the map as it is seen, and an animation or a film of a span of years. */

import { busiestSpan } from "../model/busiest.js";
import { button, make, setText } from "./maker.js";
import { within } from "./spanfields.js";

export class PictureMenu {
  /**
   * @param {import("./app.js").Screen} screen
   * @param {{save: (file: Blob, extension: string) => void, close: () => void}} menu
   */
  constructor(screen, { save, close }) {
    this.screen = screen;
    this.phrases = screen.phrases;
    this.menu = { save, close };
    const { phrases } = this;
    const item = (/** @type {"png"|"svg"} */ form) =>
      button(phrases.say(`web.picture.${form}`), () => this.#save(form), { class: "front-menu-item", "data-testid": `picture-${form}` });
    this.stills = [item("png"), item("svg")];
    this.from = this.#field("from");
    this.to = this.#field("to");
    const moving = (/** @type {"gif"|"webm"} */ form) =>
      button(phrases.say(`web.picture.${form}`), () => this.#animate(form), { class: "front-button", "data-testid": `picture-${form}` });
    this.make = moving("gif");
    this.film = moving("webm");
    this.film.hidden = true;
    this.#offerFilm();
    this.bar = /** @type {HTMLProgressElement} */ (make("progress", { "aria-label": phrases.say("web.picture.progress") }));
    this.done = make("span", { class: "front-soft" });
    this.cancel = button(phrases.say("web.picture.cancel"), () => this.#cancel(), { class: "front-quiet" });
    const dash = make("span", { "aria-hidden": "true" }, "–");
    this.asked = make("div", { class: "front-animation-line" }, this.from, dash, this.to, this.make, this.film);
    this.running = make("div", { class: "front-animation-line", hidden: "" }, this.bar, this.done, this.cancel);
    const title = phrases.say("web.picture.animation");
    const label = make("p", { class: "front-soft", "aria-hidden": "true" }, title);
    this.animation = make("div", { class: "front-animation", role: "group", "aria-label": title }, label, this.asked, this.running);
    /** @type {?AbortController} ends the animation that is made */
    this.job = null;
    /** @type {?object} the counts by which the span is proposed */
    this.proposed = null;
  }

  /**
   * Give what the menu offers now.
   * @returns {HTMLElement[]}
   */
  items() {
    const { view, derived } = this.screen.store;
    if (this.proposed !== derived.sums) this.#propose(derived.sums);
    return view.mode === "all" ? this.stills : [...this.stills, this.animation]; // in all years at once no year differs
  }

  async #offerFilm() {
    const offered = await import("./film.js").then(({ canFilm }) => canFilm()).catch(() => false); // where it does not come, it is not offered
    this.film.hidden = !offered;
  }

  /** @param {import("../model/sums.js").Sums} sums */
  #propose(sums) {
    this.proposed = sums;
    const [from, to] = busiestSpan(sums);
    for (const field of [this.from, this.to]) Object.assign(field, { min: String(sums.first), max: String(sums.last) });
    [this.from.value, this.to.value] = [String(from), String(to)];
  }

  /** @param {"from"|"to"} end */
  #field(end) {
    const attributes = { type: "number", class: "front-field", step: "1", required: "", "aria-label": this.phrases.say(`web.picture.${end}`) };
    return /** @type {HTMLInputElement} */ (make("input", attributes));
  }

  /** @param {"png"|"svg"} form */
  async #save(form) {
    this.menu.close();
    await this.#tried(async () => {
      const { toPNG, toSVG } = await import("./picturefile.js");
      this.menu.save(await (form === "png" ? toPNG : toSVG)(this.screen), form);
    });
  }

  /** @param {"gif"|"webm"} form */
  async #animate(form) {
    if (this.job) return;
    const ends = [within(this.from), within(this.to)].map((year, at) => year ?? busiestSpan(this.screen.store.derived.sums)[at]);
    const span = /** @type {[number, number]} */ ([Math.min(...ends), Math.max(...ends)]);
    [this.from.value, this.to.value] = span.map(String);
    const job = new AbortController();
    this.job = job;
    this.#show(true);
    await this.#tried(async () => {
      const { toGIF, toWebM } = await import("./picturefile.js");
      const make = form === "gif" ? toGIF : toWebM;
      this.menu.save(await make(this.screen, span, { signal: job.signal, step: (done, all) => this.#step(done, all) }), form);
      this.screen.say(this.phrases.say("web.picture.saved"), { passing: true });
    }, job.signal);
    this.job = null;
    this.#show(false);
  }

  #cancel() {
    this.job?.abort();
  }

  /**
   * @param {number} done years
   * @param {number} all
   */
  #step(done, all) {
    Object.assign(this.bar, { value: done, max: all });
    setText(this.done, this.phrases.say("web.picture.done", { done, all }));
  }

  /**
   * Show what is asked for or how far it is; the focus stays with the animation if it was there.
   * @param {boolean} running
   */
  #show(running) {
    const focused = this.animation.contains(document.activeElement);
    this.asked.hidden = running;
    this.running.hidden = !running;
    if (focused) (running ? this.cancel : this.make).focus();
  }

  /**
   * Say so if it does not work.
   * @param {() => Promise<void>} work
   * @param {AbortSignal} [signal] by which it was ended on purpose
   */
  async #tried(work, signal) {
    try {
      await work();
    } catch (error) {
      if (signal?.aborted) return;
      this.screen.say(this.phrases.say("web.export.failed", { why: error instanceof Error ? error.message : String(error) }));
      throw error;
    }
  }

  destroy() {
    this.job?.abort();
  }
}
