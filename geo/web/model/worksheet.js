/** A worksheet made from what a view shows in two years: lines with blanks, and questions with their key; the same number gives the same sheet. */

import { CERTAIN, PRESUMED } from "./rule.js";
import { AFTER, HONOURING, selectionIn } from "./selection.js";
import { PLACE, sumsOf } from "./sums.js";

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 *
 * @typedef {object} SheetLine a record that was honoured in the first year
 * @property {number} record
 * @property {number} row in the first year
 * @property {number} later row in the second year, -1 where nothing is sure of it then
 *
 * @typedef {{kind: "total", from: number, count: number}} Total how many there are in the first year; asked is the second
 * @typedef {{kind: "most", country: string, count: number}} Most where most of them lie in the first year
 * @typedef {{kind: "name"|"when"|"fate", line: SheetLine, year: number}} OfOne year: in which it ended; 0 where that is not dated
 * @typedef {{kind: "order", lines: SheetLine[], answer: SheetLine[], years: number[]}} Order which ended first
 * @typedef {{kind: "still", lines: SheetLine[], answer: SheetLine}} Still which of them is as it was
 * @typedef {Total|Most|OfOne|Order|Still} Question
 *
 * @typedef {object} Worksheet
 * @property {number} seed
 * @property {[number, number]} years
 * @property {SheetLine[]} lines
 * @property {Question[]} questions
 */

export const LINES = 14;
export const QUESTIONS = 6;
/** How many are to be put in order, or chosen among. */
const SOME = { order: 3, still: 4 };

/**
 * Make a worksheet.
 * @param {LayerTable} table
 * @param {Uint8Array} mask rows that pass the filters
 * @param {[number, number]} years two that are not the same
 * @param {number} seed a whole number from 1 on
 * @returns {Worksheet} as many lines and questions as the rows give, at most LINES and QUESTIONS
 */
export function worksheetOf(table, mask, years, seed) {
  /** @type {[number, number]} */
  const ordered = years[0] < years[1] ? years : [years[1], years[0]];
  const random = randomBy(seed);
  const all = shuffled(linesOf(table, mask, ordered), random);
  const gone = (/** @type {SheetLine} */ line) => line.later >= 0 && table.ints("status")[line.later] === AFTER;
  const lines = [...all.filter(gone), ...all.filter((line) => !gone(line))].slice(0, LINES);
  return { seed, years: ordered, lines, questions: questionsOf(table, mask, ordered, shuffled(all, random)) };
}

/**
 * Give what surely bore the name or stood in the first year, as last reported included.
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 * @param {[number, number]} years
 * @returns {SheetLine[]}
 */
function linesOf(table, mask, [from, to]) {
  const [before, after] = [from, to].map((year) => selectionIn(table, mask, { year, from: null, mode: "year", undated: false }));
  const sure = (/** @type {import("./selection.js").Selection} */ { presence }, /** @type {number} */ record) => presence[record] === CERTAIN || presence[record] === PRESUMED;
  return table.ids.flatMap((_, record) => {
    if (before.status[record] !== HONOURING || !sure(before, record)) return [];
    return [{ record, row: before.row[record], later: sure(after, record) ? after.row[record] : -1 }];
  });
}

/**
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 * @param {[number, number]} years
 * @param {SheetLine[]} lines in random order
 * @returns {Question[]}
 */
function questionsOf(table, mask, years, lines) {
  const pool = new Pool(table, lines, years);
  const kinds = [() => total(table, mask, years), () => pool.one("name"), () => pool.one("when"), () => most(table, lines), () => pool.order(),
    () => pool.one("fate"), () => pool.still(), () => pool.one("when"), () => pool.one("name"), () => pool.one("fate")]; // the last where one before is not to be had
  /** @type {Question[]} */
  const questions = [];
  for (const make of kinds) {
    const question = questions.length < QUESTIONS ? make() : null;
    if (question) questions.push(question);
  }
  return questions;
}

/** What questions about single records are made from; each record is asked about once. */
class Pool {
  /**
   * @param {LayerTable} table
   * @param {SheetLine[]} lines
   * @param {[number, number]} years
   */
  constructor(table, lines, [from, to]) {
    this.table = table;
    this.lines = [...lines];
    this.from = from;
    this.to = to;
  }

  /**
   * Ask about one record.
   * @param {"name"|"when"|"fate"} kind
   * @returns {?OfOne}
   */
  one(kind) {
    const [line] = this.#take(1, (one) => this.#fits(kind, one));
    return line ? { kind, line, year: this.#ended(line) } : null;
  }

  /** @returns {?Order} */
  order() {
    /** @type {Set<number>} */
    const years = new Set();
    const lines = this.#take(SOME.order, (line) => {
      const year = this.#ended(line);
      return year > 0 && !years.has(year) && Boolean(years.add(year));
    });
    if (!lines.length) return null;
    const answer = [...lines].sort((one, other) => this.#ended(one) - this.#ended(other));
    return { kind: "order", lines, answer, years: answer.map((line) => this.#ended(line)) };
  }

  /** @returns {?Still} */
  still() {
    const [answer] = this.#take(1, ({ later }) => later >= 0 && this.table.ints("status")[later] === HONOURING);
    const others = answer ? this.#take(SOME.still - 1, (line) => this.#isGone(line)) : [];
    if (!others.length) return null;
    const lines = [...others];
    lines.splice(answer.record % SOME.still, 0, answer);
    return { kind: "still", lines, answer };
  }

  /**
   * Take so many lines out that fit, or none.
   * @param {number} count
   * @param {(line: SheetLine) => boolean} fits
   */
  #take(count, fits) {
    /** @type {SheetLine[]} */
    const found = [];
    for (const line of this.lines) if (found.length < count && fits(line)) found.push(line);
    if (found.length < count) return [];
    this.lines = this.lines.filter((line) => !found.includes(line));
    return found;
  }

  /**
   * @param {"name"|"when"|"fate"} kind
   * @param {SheetLine} line
   */
  #fits(kind, line) {
    const { table } = this;
    if (kind === "when") return this.#ended(line) > 0;
    const place = table.ints("category")[line.row] === PLACE;
    if (!this.#isGone(line) || place !== (kind === "name")) return false;
    return kind === "fate" || table.text("name", line.later) !== table.text("name", line.row);
  }

  /** @param {SheetLine} line */
  #isGone({ later }) {
    return later >= 0 && this.table.ints("status")[later] === AFTER;
  }

  /**
   * Give the year in which the honour ended, 0 where it did not between the years or no source dates it.
   * @param {SheetLine} line
   */
  #ended({ record, row }) {
    const { table } = this;
    const next = row + 1;
    if (next >= table.first[record + 1] || !table.ints("follows")[next] || !table.ints("dated")[next]) return 0;
    const year = table.ints("start_year")[next];
    return year > this.from && year <= this.to ? year : 0;
  }
}

/**
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 * @param {[number, number]} years
 * @returns {?Total}
 */
function total(table, mask, [from, to]) {
  const sums = sumsOf(table, mask, { mode: "year", undated: false });
  const [first, second] = [from, to].map((year) => sums.at(year)).map(({ bearing, standing }) => bearing + standing);
  return first || second ? { kind: "total", from: first, count: second } : null;
}

/**
 * @param {LayerTable} table
 * @param {SheetLine[]} lines
 * @returns {?Most}
 */
function most(table, lines) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { row } of lines) counts.set(table.text("country", row), (counts.get(table.text("country", row)) ?? 0) + 1);
  const [first, second] = [...counts].sort(([one, some], [other, more]) => more - some || (one < other ? -1 : 1));
  return second && first[1] > second[1] ? { kind: "most", country: first[0], count: first[1] } : null;
}

/**
 * Give numbers that look random, the same for the same seed: xorshift32 of G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003).
 * @param {number} seed from 1 on
 * @returns {(below: number) => number} whole numbers from 0
 */
export function randomBy(seed) {
  let state = seed >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>>= 0);
  };
  for (let warm = 0; warm < 8; warm++) next(); // small seeds begin alike
  return (below) => next() % below;
}

/**
 * Give things in a random order.
 * @template T
 * @param {T[]} things
 * @param {(below: number) => number} random
 * @returns {T[]}
 */
function shuffled(things, random) {
  const mixed = [...things];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed;
}
