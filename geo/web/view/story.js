/** Stories in the panel: the list of them, and one told step by step, each of which sets the view. */

import { namesStoryAlone } from "../model/address.js";
import { lessonView, swiped, viewOf } from "../model/steps.js";
import { handout } from "./handout.js";
import { icon } from "./icons.js";
import { LessonView } from "./lesson.js";
import { lessonPages } from "./lessonpaper.js";
import { button, closer, make, outside, setText } from "./maker.js";

/**
 * @typedef {import("../model/steps.js").Story} Story
 * @typedef {import("../model/steps.js").Step} Step
 */

export class StoryView {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(box, store, context) {
    this.box = box;
    this.store = store;
    this.context = context;
    this.phrases = context.phrases;
    /** @type {Story[]} */
    this.stories = [];
    /** @type {?Story} */
    this.drawn = null;
    /** @type {?LessonView} the lesson that was opened last, with its guesses */
    this.taught = null;
    this.article = make("article", { "data-testid": "story" });
    this.count = make("p", { class: "front-soft" });
    this.title = make("h3", {});
    this.text = make("p", {});
    this.other = button("", () => this.#compare(), { class: "front-button" });
    this.sources = make("ul", { class: "front-cited" });
    this.back = button(this.#say("previous"), () => this.go(this.store.view.step - 1), { class: "front-button" });
    this.next = button(this.#say("next"), () => this.go(this.store.view.step + 1), { class: "front-button" });
    this.ready = context.sources.stories().then((stories) => (this.stories = stories));
    this.life = new AbortController();
    const { signal } = this.life;
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#listenToFingers(signal);
    this.stop = store.on(() => this.update());
    this.#begin();
  }

  /** The story that is told. */
  get story() {
    return this.stories.find(({ id }) => id === this.store.view.story) ?? null;
  }

  async #begin() {
    try {
      await this.ready;
      this.update();
    } catch (error) {
      this.box.replaceChildren(make("p", { role: "alert" }, this.#say("failed", { why: error instanceof Error ? error.message : String(error) })));
      throw error;
    }
  }

  /** Draw the step of the view, or the list where no story is told. */
  update() {
    const { story } = this;
    if (!story) {
      this.drawn = null;
      this.#list();
      return;
    }
    if (this.#follows(story)) return;
    if (this.store.view.lesson) {
      this.#teach(story);
      return;
    }
    if (this.drawn !== story) this.#frame(story);
    this.#fill(story, story.steps[this.store.view.step - 1]);
  }

  /**
   * Show the lesson of a story.
   * @param {Story} story
   */
  #teach(story) {
    this.drawn = null;
    if (this.taught?.story !== story) this.taught = new LessonView(story, this.store, this.context);
    if (this.taught.article.parentNode === this.box) return;
    this.box.replaceChildren(this.taught.article);
    this.box.scrollTop = 0;
  }

  /**
   * Show what a step shows, or begin the lesson, where the address names the story alone.
   * @param {Story} story
   */
  #follows(story) {
    const { view, table } = this.store;
    if (!namesStoryAlone(this.context.host.address.read())) return false;
    const next = view.lesson ? lessonView(story, view, table.schema) : viewOf(story, view.step, view, table.schema);
    this.context.address.take(next);
    this.context.tell();
    return true;
  }

  #list() {
    if (this.box.querySelector(".front-tales")) return;
    const close = closer(icon("cross"), this.#say("close_list"), () => this.context.closeStory());
    const items = this.stories.map((story) =>
      make("li", {}, button(story.title, () => this.open(story), { class: "front-link", id: `front-tale-${story.id}` }), make("p", {}, story.about),
        make("p", { class: "front-ways" }, make("span", { class: "front-soft" }, this.#say("steps", { count: story.steps.length })), ...this.#toLesson(story))),
    );
    const heading = make("h2", { tabindex: "-1" }, this.#say("list"));
    this.box.replaceChildren(make("article", {}, make("div", { class: "front-record-head" }, heading, close), make("ul", { class: "front-tales" }, ...items)));
  }

  /** @param {Story} story */
  #frame(story) {
    this.drawn = story;
    const close = closer(icon("cross"), this.#say("close"), () => this.context.closeStory());
    const head = make("div", { class: "front-record-head" }, make("h2", { tabindex: "-1", id: `front-tale-${story.id}` }, story.title), close);
    const ways = make("p", { class: "front-ways" }, button(this.#say("all"), () => this.context.leaveStory(), { class: "front-link" }));
    if (this.context.setting.kiosk === null) ways.append(button(this.#say("print"), () => this.context.printStory(), { class: "front-link" }));
    ways.append(...this.#toLesson(story));
    this.article.dataset.story = story.id;
    delete this.article.dataset.step;
    this.article.replaceChildren(head,
      make("div", { class: "front-step", "aria-live": "polite", "aria-atomic": "true" }, this.count, this.title, this.text),
      make("p", {}, this.other), make("h3", {}, this.#say("sources")), this.sources, ways,
      make("div", { class: "front-turns", role: "group", "aria-label": this.#say("turn") }, this.back, this.next));
    this.box.replaceChildren(this.article);
    this.box.scrollTop = 0;
  }

  /**
   * @param {Story} story
   * @param {Step} step
   */
  #fill(story, step) {
    const { view } = this.store;
    const number = String(view.step);
    const { article, count, title, text, other, sources, back, next } = this;
    setText(other, otherWords(step, view.year, this.phrases));
    other.hidden = step.other_year === null;
    if (article.dataset.step === number) return;
    article.dataset.step = number;
    setText(count, this.#say("count", { number, steps: String(story.steps.length) }));
    setText(title, step.title);
    setText(text, step.text);
    sources.replaceChildren(...this.#sources(step));
    const focused = document.activeElement;
    back.disabled = view.step === 1;
    next.disabled = view.step === story.steps.length;
    if (focused === back && back.disabled) next.focus();
    if (focused === next && next.disabled) back.focus();
    this.box.scrollTop = 0;
  }

  /** @param {Step} step */
  #sources({ records, events, sources }) {
    const links = (/** @type {import("../model/steps.js").Page[]} */ pages) => pages.flatMap((page, at) => [at ? ", " : "", outside(page)]);
    return [
      ...records.map(({ id, title }) => make("li", {}, button(title, (event) => this.context.open(id, { from: /** @type {HTMLElement} */ (event.currentTarget) }), { class: "front-link" }))),
      ...events.map(({ title, when, sources: pages }) => make("li", {}, `${title}, ${when}: `, ...links(pages))),
      ...sources.map((page) => make("li", {}, `${page.title}: `, outside(page))),
    ];
  }

  /**
   * Begin to tell a story.
   * @param {Story} story
   */
  open(story) {
    this.store.set(viewOf(story, 1, this.store.view, this.store.table.schema), { push: true });
    this.focus();
  }

  /**
   * Give the way to the lesson of a story, if it has one.
   * @param {Story} story
   */
  #toLesson(story) {
    if (!story.lesson) return [];
    return [button(this.phrases.say("web.lesson.open"), () => this.teach(story), { class: "front-link", "aria-describedby": `front-tale-${story.id}` })];
  }

  /**
   * Begin the lesson of a story.
   * @param {Story} story
   */
  teach(story) {
    this.store.set(lessonView(story, this.store.view, this.store.table.schema), { push: true });
    this.focus();
  }

  /**
   * Go to a step, if there is one.
   * @param {number} number
   */
  go(number) {
    const { story } = this;
    if (!story || this.store.view.lesson || number < 1 || number > story.steps.length) return;
    this.store.set(viewOf(story, number, this.store.view, this.store.table.schema), { push: true });
  }

  /** Go to the second year of the step, or back to its own. */
  #compare() {
    const { story } = this;
    const { view, table } = this.store;
    if (!story) return;
    const { other_year: other } = story.steps[view.step - 1];
    const own = viewOf(story, view.step, view, table.schema).year;
    if (other !== null) this.store.set({ year: view.year === other ? own : other });
  }

  /** Give the focus to the heading, once it is there. */
  async focus() {
    await this.ready;
    /** @type {?HTMLElement} */ (this.box.querySelector("h2"))?.focus({ preventScroll: true });
  }

  /**
   * Give the story for paper: all its steps, and who says so.
   * @param {?import("../model/details.js").Detail[]} details of all records
   */
  sheet(details) {
    return this.story && handout(this.story, this.context.table, this.phrases, details);
  }

  /**
   * Give the lesson for paper, where one is open: the sheets, and the key.
   * @param {?import("../model/details.js").Detail[]} details of all records
   */
  pages(details) {
    const { story } = this;
    return story?.lesson && this.store.view.lesson ? lessonPages(story, story.lesson, this.context, details) : [];
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const { target } = event;
    const here = target === document.body || (target instanceof Node && this.box.contains(target));
    if (!step || !here || this.store.view.lesson || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !this.context.isSeen("story")) return;
    event.preventDefault();
    this.go(this.store.view.step + step);
  }

  /** @param {AbortSignal} signal */
  #listenToFingers(signal) {
    /** @type {?{x: number, y: number}} */
    let from = null;
    const at = (/** @type {TouchEvent} */ { changedTouches: [finger] }) => ({ x: finger.clientX, y: finger.clientY });
    this.box.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? at(event) : null), { signal, passive: true });
    this.box.addEventListener("touchend", (event) => {
      const step = from ? swiped(from, at(event)) : 0;
      from = null;
      if (step) this.go(this.store.view.step + step);
    }, { signal, passive: true });
  }

  /**
   * @param {string} part
   * @param {Object<string, string|number>} [values]
   */
  #say(part, values) {
    return this.phrases.say(`web.story.${part}`, values);
  }

  destroy() {
    this.life.abort();
    this.stop();
  }
}

/**
 * Name the way between the two years of a step.
 * @param {Step} step
 * @param {number} year
 * @param {import("../model/phrases.js").Phrases} phrases
 */
function otherWords({ view, other_year: other }, year, phrases) {
  if (other === null) return "";
  const own = new URLSearchParams(view).get("year") ?? "";
  return phrases.say("web.story.show_year", { year: year === other ? own : String(other) });
}
