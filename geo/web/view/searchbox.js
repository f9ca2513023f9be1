/** The search: names in any script, towns and countries, as they are typed; every hit can be reached. */

import { openHit } from "./hityear.js";
import { whenIdle } from "./idle.js";
import { button, make, setText, whenLeft } from "./maker.js";

/** Hits drawn at once; the others follow when the browser has nothing else to do. */
const FIRST_HITS = 40;
const MORE_HITS = 200;
const LONGEST_TEXT = 100;

/** @typedef {import("../model/lookup.js").Hit} Hit */

export class SearchBox {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(box, store, context) {
    this.store = store;
    this.context = context;
    this.phrases = context.phrases;
    /** @type {?Pick<import("../model/lookup.js").Lookup, "find">} */
    this.lookup = null;
    this.round = 0;
    /** What was entered before anything was found for it. @type {?string} */
    this.entered = null;
    const words = this.phrases.say("web.search.label");
    this.input = /** @type {HTMLInputElement} */ (
      make("input", {
        type: "search", class: "front-field", "aria-label": words, placeholder: this.phrases.say("web.search.hint"),
        autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: String(LONGEST_TEXT),
      })
    );
    this.status = make("p", { class: "front-soft", role: "status" });
    this.hits = make("ul", { class: "front-hits", "aria-label": this.phrases.say("web.search.hits") });
    /** That more stands below the hits, for who does not see it. */
    this.heard = make("p", { class: "front-hidden", role: "status" });
    /** What is known of the capital or regional centre that was typed. */
    this.asked = make("div", { class: "front-asked-about" });
    this.found = make("div", { class: "front-found-hits", hidden: "" }, this.status, this.hits, this.heard, this.asked);
    this.box = make("search", { class: "front-search", "data-testid": "search" }, this.input, this.found);
    box.append(this.box);
    this.input.value = store.view.q;
    this.life = new AbortController();
    this.#listen();
    this.stop = store.on((view) => {
      if (view.q !== this.input.value) this.#show(view.q);
    });
    if (store.view.q && store.view.record === null) this.#find();
  }

  #listen() {
    this.input.addEventListener("input", () => {
      this.store.set({ q: this.input.value });
      this.#find();
    });
    this.input.addEventListener("focus", () => {
      this.#index();
      if (this.hits.childElementCount) this.#open(true);
      else if (this.input.value.trim()) this.#find();
    });
    this.box.addEventListener("keydown", (event) => this.#key(event));
    whenLeft(this.box, () => this.#open(false), this.life.signal);
  }

  /**
   * Show what is searched by the address.
   * @param {string} text
   */
  #show(text) {
    this.input.value = text;
    if (text) this.#find();
    else this.#open(false);
  }

  /** Get what is searched in ready, before it is wanted. */
  async #index() {
    this.lookup ??= await this.context.lookup();
    return this.lookup;
  }

  async #find() {
    const round = ++this.round;
    const text = this.input.value.trim();
    if (!text) {
      this.hits.replaceChildren();
      this.asked.replaceChildren();
      this.#open(false);
      return;
    }
    const lookup = this.lookup ?? (await this.#index());
    if (round !== this.round) return;
    const hits = lookup.find(text);
    const found = this.phrases.say(hits.length ? "web.search.found" : "web.search.none", { count: hits.length, text });
    setText(this.status, found);
    setText(this.heard, "");
    this.hits.replaceChildren(...hits.slice(0, FIRST_HITS).map((hit) => this.#hit(hit)));
    this.hits.scrollTop = 0;
    this.hits.hidden = !hits.length;
    this.#open(true);
    if (this.entered === text && hits.length) this.#choose(hits[0]);
    this.entered = null;
    if (hits.length > FIRST_HITS) this.#more(hits, FIRST_HITS, round);
    await this.#ask(text, round);
  }

  /**
   * Tell below the hits what is known of the capital or regional centre of that name.
   * @param {string} text
   * @param {number} round
   */
  async #ask(text, round) {
    const [{ townAnswers }, centres] = await Promise.all([import("./townanswers.js"), this.context.centres()]);
    if (round !== this.round) return;
    const towns = centres.find(text);
    this.asked.replaceChildren(...towns.map((town) => townAnswers(town, this.context)));
    if (!towns.length) return;
    const names = towns.map(({ name }) => name).join(", ");
    setText(this.heard, this.phrases.say("web.frame.below", { towns: names }));
  }

  /**
   * Draw more hits in idle moments.
   * @param {Hit[]} hits
   * @param {number} from
   * @param {number} round
   */
  #more(hits, from, round) {
    whenIdle(() => {
      if (round !== this.round) return;
      this.hits.append(...hits.slice(from, from + MORE_HITS).map((hit) => this.#hit(hit)));
      if (from + MORE_HITS < hits.length) this.#more(hits, from + MORE_HITS, round);
    }, 200);
  }

  /** @param {Hit} hit */
  #hit(hit) {
    const name = make("strong", hit.lang ? { lang: hit.lang } : {}, hit.name);
    const place = [hit.town && !hit.name.includes(hit.town) ? hit.town : "", hit.country].filter(Boolean).join(", ");
    const act = button("", () => this.#choose(hit), { class: "front-hit", "data-testid": "hit", "data-record": this.context.table.ids[hit.record] });
    act.append(name, " ", make("span", { class: "front-soft" }, [place, hit.when].filter(Boolean).join(" · ")));
    return make("li", {}, act);
  }

  /** @param {Hit} hit */
  #choose(hit) {
    this.#open(false);
    openHit(this.context, hit, this.input);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const buttons = /** @type {HTMLElement[]} */ ([...this.found.querySelectorAll("button, a")]);
    const at = buttons.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === "Escape" && !this.found.hidden) {
      event.preventDefault();
      this.input.focus();
      this.#open(false);
    } else if (event.key === "Enter" && document.activeElement === this.input) {
      event.preventDefault();
      const first = this.hits.querySelector("button");
      if (first) first.click();
      else this.entered = this.input.value.trim();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const to = at + (event.key === "ArrowDown" ? 1 : -1);
      if (to < 0) this.input.focus();
      else buttons[to]?.focus();
    }
  }

  /** @param {boolean} open in the place of a panel that lies over the map, which is folded */
  #open(open) {
    const { panel } = this.context;
    if (open && panel.isOpen && panel.sheet.matches) panel.fold();
    this.found.hidden = !open;
  }

  destroy() {
    this.stop();
    this.life.abort();
  }
}
