/** A lesson on a story: guess, reveal, look on the map; then the sources that disagree, the background and the questions. */

import { viewOfAnswer } from "../model/guesses.js";
import { viewOf } from "../model/steps.js";
import { GuessForm, sumWords } from "./guessform.js";
import { icon } from "./icons.js";
import { button, closer, make, outside } from "./maker.js";

/**
 * @typedef {import("../model/steps.js").Story} Story
 * @typedef {import("../model/guesses.js").Lesson} Lesson
 * @typedef {import("../model/guesses.js").Dispute} Dispute
 */

export class LessonView {
  /**
   * @param {Story} story that has a lesson
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(story, store, context) {
    this.story = story;
    this.lesson = /** @type {Lesson} */ (story.lesson);
    this.store = store;
    this.context = context;
    this.phrases = context.phrases;
    this.forms = this.lesson.guesses.map((guess, at) => new GuessForm(guess, at + 1, context, (form) => this.#revealed(form)));
    this.sum = make("p", { role: "status", class: "front-sum", "data-testid": "sum" });
    this.skip = button(this.#say("skip"), () => this.#goOn(), { class: "front-button" });
    /** What stands here is not in the document before it may be read: it tells what was to be guessed. */
    this.rest = make("div", { class: "front-lesson-rest" });
    this.article = make("article", { "data-testid": "lesson", "data-story": story.id });
    this.#frame();
  }

  #frame() {
    const { story, context } = this;
    const title = make("h2", { tabindex: "-1" }, this.#say("open_of", { title: story.title }));
    const close = closer(icon("cross"), this.phrases.say("web.story.close"), () => context.closeStory());
    const ways = make("p", { class: "front-ways" }, button(this.#say("story"), () => this.#leave(), { class: "front-link" }),
      button(this.#say("print"), () => context.printStory(), { class: "front-link" }));
    this.article.replaceChildren(make("div", { class: "front-record-head" }, title, close), make("p", {}, this.#say("about")),
      make("h3", {}, this.#say("guess")), make("ol", { class: "front-guesses" }, ...this.forms.map(({ item }) => item)),
      this.sum, make("p", {}, this.skip), this.rest, ways);
  }

  /**
   * Offer the way to the answer; after the last guess sum up, and go on.
   * @param {GuessForm} form
   */
  #revealed(form) {
    form.offer(() => this.#show(form));
    if (this.forms.some(({ answer }) => answer === null)) return;
    this.sum.textContent = sumWords(this.forms, this.phrases);
    this.#goOn();
  }

  /** @param {GuessForm} form whose answer is known */
  #show({ guess, answer }) {
    this.store.set(viewOfAnswer(this.store.table, guess, Number(answer), this.store.view), { push: true });
  }

  /** Leave the lesson for the story. */
  #leave() {
    const { view, table } = this.store;
    this.store.set(viewOf(this.story, view.step, view, table.schema), { push: true });
    this.context.openStories();
  }

  /** Show what follows the guesses; the focus goes there if the button had it. */
  #goOn() {
    const { lesson, skip } = this;
    if (this.rest.hasChildNodes()) return;
    const focused = document.activeElement === skip;
    const parts = [...this.#disagreement(lesson.disagreement), make("h3", {}, this.#say("background")), make("p", {}, lesson.background),
      make("h3", {}, this.#say("questions")), this.#questions(), ...this.#sources()];
    this.rest.replaceChildren(...parts);
    skip.hidden = true;
    if (!focused) return;
    parts[0].tabIndex = -1;
    parts[0].focus();
  }

  /** @param {Dispute} dispute */
  #disagreement(dispute) {
    const { record, what, note, statements } = dispute;
    const items = statements.map(({ value, sources }) => make("li", {}, make("strong", {}, value), make("ul", {}, ...sources.map(sourceItem))));
    const open = button(record.title, (event) => this.context.open(record.id, { from: /** @type {HTMLElement} */ (event.currentTarget) }), { class: "front-link" });
    return [make("h3", {}, this.#say("disagree")), make("p", {}, open, make("br"), what), make("ul", { class: "front-dates" }, ...items),
      make("p", {}, whyWords(dispute, this.phrases)), make("blockquote", { class: "front-noted" }, make("p", { class: "front-soft" }, this.#say("record")), make("p", {}, note))];
  }

  #questions() {
    const items = this.lesson.questions.map(({ ask, key }) =>
      make("li", {}, make("p", {}, ask), make("details", { class: "front-key" }, make("summary", {}, this.#say("key")), make("p", {}, key))));
    return make("ol", { class: "front-questions" }, ...items);
  }

  /** Give the pages that the lesson itself names, if there are. */
  #sources() {
    const { sources } = this.lesson;
    if (!sources.length) return [];
    return [make("h3", {}, this.#say("sources")), make("ul", { class: "front-cited" }, ...sources.map((page) => make("li", {}, outside(page, page.title))))];
  }

  /**
   * @param {string} part
   * @param {Object<string, string|number>} [values]
   */
  #say(part, values) {
    return this.phrases.say(`web.lesson.${part}`, values);
  }
}

/** @param {import("../model/details.js").Source} source */
function sourceItem({ label, title, url }) {
  return make("li", {}, `${label}: `, url ? outside({ url, title }, title) : title);
}

/**
 * Say which of the dates the map goes by, and why.
 * @param {Dispute} dispute
 * @param {import("../model/phrases.js").Phrases} phrases
 */
export function whyWords({ statements: [own, ...others] }, phrases) {
  const more = others.every(({ independent }) => independent < own.independent);
  return phrases.say(`web.lesson.why_${more ? "more" : "better"}`, { date: own.value, count: own.independent });
}
