/** A lesson on paper: a sheet to guess, a sheet with sources and questions, and the key on a page of its own. */

import { answerOf, surenessOf } from "../model/guesses.js";
import { surenessWords, valueWords } from "./guessform.js";
import { sourceWords } from "./handout.js";
import { whyWords } from "./lesson.js";
import { make } from "./maker.js";

/**
 * @typedef {import("../model/steps.js").Story} Story
 * @typedef {import("../model/guesses.js").Lesson} Lesson
 * @typedef {import("./context.js").Context} Context
 */

/** How many lines there are for an answer. */
const LINES = 2;

/**
 * Give the address of a lesson, in the place of that of the view, which may show what is to be guessed.
 * @param {string} link the whole address of the view
 * @param {string} id of the story
 */
export function lessonAddress(link, id) {
  const asked = new URLSearchParams({ story: id, lesson: "1" }).toString();
  const [page, hash] = link.split("#");
  return hash === undefined ? `${page.split("?")[0]}?${asked}` : `${page}#${asked}`;
}

/**
 * Lay a lesson out.
 * @param {Story} story
 * @param {Lesson} lesson
 * @param {Context} context
 * @param {?import("../model/details.js").Detail[]} details of all records
 * @returns {HTMLElement[]} the two sheets, and the key
 */
export function lessonPages(story, lesson, context, details) {
  const { phrases, table, host } = context;
  const say = (/** @type {string} */ part, /** @type {Object<string, string|number>} */ values = {}) => phrases.say(`web.lesson.${part}`, values);
  const sources = sourceWords(citedIn(story, lesson), table, phrases, details);
  const foot = (/** @type {string[]} */ ...more) =>
    make("footer", {}, ...[...more, table.schema.edition.cite_as, lessonAddress(host.address.link(), story.id)].map((text) => make("p", {}, text)));
  const page = (/** @type {string} */ title, /** @type {string} */ kind, /** @type {HTMLElement[]} */ ...parts) =>
    make("section", { class: `paper-sheet paper-lesson ${kind}` }, make("h2", {}, title), ...parts);
  const who = () => make("p", { class: "paper-who" }, say("who"));
  const answers = lesson.guesses.map((guess) =>
    [valueWords(guess, answerOf(table, guess), phrases), surenessWords(surenessOf(table, guess), "counted_short", phrases)].filter(Boolean).join(" "));
  return [
    page(say("sheet_1", { title: story.title }), "paper-first", who(), make("h3", {}, say("background")), make("p", {}, lesson.background),
      make("h3", {}, say("guess")), guessTable(lesson, say), foot()),
    page(say("sheet_2", { title: story.title }), "paper-next", who(), ...disagreement(lesson, context),
      make("h3", {}, say("questions")), make("ol", {}, ...lesson.questions.map(({ ask }) => make("li", {}, ask, ...lines()))), foot()),
    page(say("sheet_key", { title: story.title }), "paper-key", make("h3", {}, say("guess")), guessTable(lesson, say, answers),
      make("h3", {}, say("questions")),
      make("ol", {}, ...lesson.questions.map(({ key }) => make("li", {}, key))), foot(sources)),
  ];
}

/**
 * Give the guesses with blanks, or with what the map has.
 * @param {Lesson} lesson
 * @param {(part: string) => string} say
 * @param {string[]} [answers]
 */
function guessTable({ guesses }, say, answers) {
  const parts = answers ? ["asked", "on_map"] : ["asked", "number", "on_map", "off"];
  const rows = guesses.map(({ ask }, at) =>
    make("tr", {}, make("th", { scope: "row" }, ask), ...parts.slice(1).map((part) => make("td", {}, (part === "on_map" && answers?.[at]) || ""))));
  const heads = parts.map((part) => make("th", { scope: "col" }, say(part)));
  return make("table", { class: "paper-guesses" }, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
}

/**
 * Give what each source says, and by which the map goes.
 * @param {Lesson} lesson
 * @param {Context} context
 */
function disagreement({ disagreement: dispute }, { phrases }) {
  const items = dispute.statements.map(({ value, sources }) => make("li", {}, make("strong", {}, value), `: ${sources.map(({ label, title }) => `${label} (${title})`).join("; ")}`));
  return [make("h3", {}, phrases.say("web.lesson.disagree")), make("p", {}, dispute.what), make("ul", { class: "paper-statements" }, ...items),
    make("p", {}, whyWords(dispute, phrases)), make("p", { class: "paper-noted" }, `${phrases.say("web.lesson.record")} ${dispute.note}`)];
}

/** Give lines to write on. */
function lines() {
  return Array.from({ length: LINES }, () => make("span", { class: "paper-blank" }));
}

/**
 * Give what says what a lesson says, each once.
 * @param {Story} story
 * @param {Lesson} lesson
 */
function citedIn({ steps }, lesson) {
  const once = (/** @type {any[]} */ all, /** @type {string} */ by) => [...new Map(all.map((one) => [one[by], one])).values()];
  return {
    records: once(steps.flatMap(({ records }) => records), "id"),
    events: once(steps.flatMap(({ events }) => events), "title"),
    sources: once([...steps.flatMap(({ sources }) => sources), ...lesson.sources], "url"),
  };
}
