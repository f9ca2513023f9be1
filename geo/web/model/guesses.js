/** What a class guesses before it looks: the answer, which is reckoned from the layer and written nowhere, and how far off a guess is. */

import { parse } from "./address.js";
import { maskOf } from "./filter.js";
import { POSSIBLE } from "./rule.js";
import { HONOURING, selectionIn } from "./selection.js";
import { but } from "./view.js";

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 * @typedef {import("./view.js").View} View
 * @typedef {import("./steps.js").Page} Page
 * @typedef {import("./details.js").Source} Source
 *
 * @typedef {object} Guess
 * @property {string} ask
 * @property {?{record: string, bound: "start"|"end"}} year_of whose first honour began, or whose last one ended, in the year that is asked for
 * @property {?string} count_of what the map counts, as an address writes it; one of the two is null
 *
 * @typedef {object} Dispute a date on which sources disagree
 * @property {{id: string, title: string}} record
 * @property {string} what is dated
 * @property {string} note of the record
 * @property {{value: string, sources: Source[], independent: number}[]} statements that of the record first
 *
 * @typedef {object} Lesson
 * @property {string} background
 * @property {Guess[]} guesses
 * @property {Dispute} disagreement
 * @property {{ask: string, key: string}[]} questions
 * @property {Page[]} sources of its own
 *
 * @typedef {object} Sum of all guesses
 * @property {number} exact how many were so
 * @property {number} years how many years all guesses of years were off, -1 where there was none
 * @property {number} numbers the same of numbers
 */

/** How near the map goes to a record. */
const NEAR = 5;

/**
 * Answer a guess; the same as geo/records/lessons.py and, of what is counted, select of geo/layer/choice.py.
 * @param {LayerTable} table
 * @param {Guess} guess
 * @returns {number} a year, or how many records
 */
export function answerOf(table, { year_of: asked, count_of: query }) {
  return asked ? yearOf(table, asked.record, asked.bound) : counted(table, parse(query ?? "", table.schema).view);
}

/**
 * Divide a number that was counted by how sure it is.
 * @param {LayerTable} table
 * @param {Guess} guess
 * @returns {{sure: number, possible: number}} both together are the answer; of a year none
 */
export function surenessOf(table, { count_of: query }) {
  if (query === null) return { sure: 0, possible: 0 };
  const { view } = parse(query, table.schema);
  const { row, presence, count } = selectionIn(table, maskOf(table, view.query), view);
  const possible = row.reduce((sum, at, record) => sum + (at >= 0 && presence[record] >= POSSIBLE ? 1 : 0), 0);
  return { sure: count - possible, possible };
}

/**
 * Give the year in which the first honour of a record began, or its last one ended.
 * @param {LayerTable} table
 * @param {string} id
 * @param {"start"|"end"} bound
 * @returns {number} NaN for what is not there
 */
export function yearOf(table, id, bound) {
  const record = table.indexOf(id);
  const status = table.ints("status");
  /** @type {number[]} */
  const honours = [];
  for (let row = table.first[record] ?? 0; row < (table.first[record + 1] ?? 0); row++) if (status[row] === HONOURING) honours.push(row);
  if (!honours.length) return Number.NaN;
  return bound === "start" ? table.rule.from[honours[0]] : table.rule.to[honours[honours.length - 1]];
}

/**
 * Give the numbers among which a guess lies; they tell nothing of the answer but that.
 * @param {LayerTable} table
 * @param {Guess} guess
 * @returns {[number, number]} the years of the time bar, or from none to a round number that is not less than what the filters pass in all years
 */
export function rangeOf(table, { year_of: asked, count_of: query }) {
  if (asked) return [table.schema.first, table.schema.last];
  const { view } = parse(query ?? "", table.schema);
  return [0, round(counted(table, but(view, { mode: "all", undated: true })))];
}

/**
 * Give what the map shows of an answer: the record in its year, or what was counted.
 * @param {LayerTable} table
 * @param {Guess} guess
 * @param {number} answer
 * @param {Readonly<View>} now whose story and language stay
 * @returns {Readonly<View>}
 */
export function viewOfAnswer(table, { year_of: asked, count_of: query }, answer, now) {
  const { story, step, lesson, lang } = now;
  const { view } = parse(query ?? "", table.schema);
  const kept = but(view, { story, step, lesson, lang });
  if (!asked) return kept;
  const record = table.indexOf(asked.record);
  return but(kept, { year: answer, record: asked.record, at: [table.lon[record], table.lat[record], NEAR] });
}

/**
 * Sum up how far off all guesses were.
 * @param {{guess: Guess, guessed: number, answer: number}[]} revealed
 * @returns {Sum}
 */
export function summed(revealed) {
  const off = (/** @type {boolean} */ ofYears) => {
    const own = revealed.filter(({ guess }) => (guess.year_of !== null) === ofYears);
    return own.length ? own.reduce((sum, { guessed, answer }) => sum + Math.abs(guessed - answer), 0) : -1;
  };
  return { exact: revealed.filter(({ guessed, answer }) => guessed === answer).length, years: off(true), numbers: off(false) };
}

/**
 * Count the records that a view shows.
 * @param {LayerTable} table
 * @param {Readonly<View>} view
 */
function counted(table, view) {
  return selectionIn(table, maskOf(table, view.query), view).count;
}

/**
 * Give the least of 10, 20, 50, 100, 200, ... that is not less than a number.
 * @param {number} number
 */
function round(number) {
  for (let ten = 10; ; ten *= 10) for (const by of [1, 2, 5]) if (by * ten >= number) return by * ten;
}
