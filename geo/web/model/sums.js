/** The counts of the years: what geo/stats/counts.py counts, by one pass over the rows with difference arrays. */

import { passing } from "./filter.js";
import { CERTAIN, POSSIBLE, PRESUMED, UNDATED } from "./rule.js";
import { HONOURING } from "./selection.js";

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 * @typedef {import("./selection.js").Moment} Moment
 *
 * @typedef {object} YearSums counts of records
 * @property {number} named places that took the name
 * @property {number} put_up monuments that went up
 * @property {number} changed places that gave the name up
 * @property {number} came_down monuments that came down
 * @property {number} bearing places that bore the name on 31 December, surely or presumed
 * @property {number} standing monuments that stood
 * @property {number} presumed of both, those as last reported
 * @property {number} possible
 * @property {number} undated
 *
 * @typedef {object} Sums
 * @property {number} first year
 * @property {number} last year
 * @property {Int32Array} began what took the name or was put up, year by year from the first: the bars
 * @property {Int32Array} ended what gave it up or came down
 * @property {(year: number) => YearSums} at
 */

/** The code of the column category for places. */
export const PLACE = 1;
const BEGAN = 1;
const ENDED = 2;
const MANY = 10 ** 6;
const CHANGES = ["named", "put_up", "changed", "came_down"];
const STATES = ["bearing", "standing", "presumed", "possible", "undated"];

/**
 * Count records year by year.
 * @param {LayerTable} table
 * @param {Uint8Array} mask rows that are counted
 * @param {Pick<Moment, "mode"|"undated">} view the mode `year` and `between` count the changes in a year, `changes` those up to it, `all` those of
 *   all years and what ever bore the name or stood
 * @returns {Sums}
 */
export function sumsOf(table, mask, { mode, undated }) {
  const { first, last } = table.schema;
  const changes = changesOf(table, mask, mode);
  const states = mode === "all" ? everOf(table, mask) : statesOf(table, mask, undated);
  return {
    first,
    last,
    began: changes.began,
    ended: changes.ended,
    at: (year) => /** @type {YearSums} */ ({ ...changes.at(year - first), ...states(year - first) }),
  };
}

/**
 * Count the records with a dated change in each year, up to it, or ever; in one year each counts once.
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 * @param {string} mode
 */
function changesOf(table, mask, mode) {
  const origin = table.schema.first;
  const length = table.schema.last - origin + 1;
  const [place, kinds, start, { recordOf }] = [table.ints("category"), table.ints("change_kind"), table.ints("start_year"), table];
  const [began, ended] = [new Int32Array(length), new Int32Array(length)];
  const sums = CHANGES.map(() => new Int32Array(length));
  const firsts = new Firsts(sums, length, mode === "changes");
  /** @type {number[]} */
  const seen = [];
  let record = -1;
  const rows = changeRows(table);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    if (!mask[row]) continue;
    if (recordOf[row] !== record) {
      firsts.flush();
      record = recordOf[row];
      seen.length = 0;
    }
    const kind = kinds[row];
    const at = start[row] - origin;
    const key = at * 2 + kind;
    if (seen.includes(key)) continue;
    seen.push(key);
    const which = (kind - 1) * 2 + (place[row] === PLACE ? 0 : 1);
    firsts.note(which, at);
    if (at < 0 || at >= length) continue;
    (kind === BEGAN ? began : ended)[at] += 1;
    if (mode !== "changes" && mode !== "all") sums[which][at] += 1;
  }
  firsts.flush();
  if (mode === "changes") sums.forEach((sum, which) => accumulate(sum, firsts.before[which]));
  if (mode === "all") sums.forEach((sum, which) => sum.fill(firsts.ever[which]));
  return { began, ended, at: numbersOf(CHANGES, sums) };
}

/** The first change of each kind of one record after the other. */
class Firsts {
  /**
   * @param {Int32Array[]} sums to which a first change is added in its year
   * @param {number} length
   * @param {boolean} adds
   */
  constructor(sums, length, adds) {
    this.sums = sums;
    this.length = length;
    this.adds = adds;
    this.earliest = new Int32Array(CHANGES.length).fill(MANY);
    this.before = new Int32Array(CHANGES.length);
    this.ever = new Int32Array(CHANGES.length);
  }

  /**
   * @param {number} which of CHANGES
   * @param {number} at year from the first on
   */
  note(which, at) {
    if (at < this.earliest[which]) this.earliest[which] = at;
  }

  /** Count what was noted of a record. */
  flush() {
    for (let which = 0; which < this.earliest.length; which++) {
      const at = this.earliest[which];
      if (at === MANY) continue;
      this.earliest[which] = MANY;
      this.ever[which] += 1;
      if (at < 0) this.before[which] += 1;
      else if (at < this.length && this.adds) this.sums[which][at] += 1;
    }
  }
}

/** @type {WeakMap<LayerTable, Int32Array>} */
const rowsOfChanges = new WeakMap();

/**
 * Find the rows that are a dated change by which an honour began or ended.
 * @param {LayerTable} table
 * @returns {Int32Array}
 */
function changeRows(table) {
  let rows = rowsOfChanges.get(table);
  if (!rows) {
    const kinds = table.ints("change_kind");
    rows = Int32Array.from(kinds.keys()).filter((row) => kinds[row] === BEGAN || kinds[row] === ENDED);
    rowsOfChanges.set(table, rows);
  }
  return rows;
}

/**
 * Count the records that bore the name or stood on the 31 Decembers.
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 * @param {boolean} undated whether what no source dates counts as possible
 */
function statesOf(table, mask, undated) {
  const origin = table.schema.first;
  const length = table.schema.last - origin + 1;
  const { from, to, sureFrom, sureTo, early, late } = table.rule;
  const [status, place] = [table.ints("status"), table.ints("category")];
  const sums = STATES.map(() => new Int32Array(length + 1));
  const [bearing, standing, presumed, possible, unsourced] = sums;
  /**
   * @param {Int32Array} sum
   * @param {number} start
   * @param {number} end
   */
  const add = (sum, start, end) => {
    const [low, high] = [Math.max(start - origin, 0), Math.min(end - origin, length)];
    if (low >= high) return;
    sum[low] += 1;
    sum[high] -= 1;
  };
  /**
   * @param {number} row
   * @param {number} presence
   * @param {number} start
   * @param {number} end
   */
  const count = (row, presence, start, end) => {
    if (start >= end) return;
    if (presence === UNDATED) add(unsourced, start, end);
    if (status[row] !== HONOURING) return;
    if (presence === POSSIBLE || (presence === UNDATED && undated)) add(possible, start, end);
    if (presence === PRESUMED) add(presumed, start, end);
    if (presence === CERTAIN || presence === PRESUMED) add(place[row] === PLACE ? bearing : standing, start, end);
  };
  for (let row = 0; row < mask.length; row++) {
    if (!mask[row] || from[row] === to[row]) continue;
    count(row, early[row], from[row], sureFrom[row]);
    count(row, CERTAIN, sureFrom[row], sureTo[row]);
    count(row, late[row], sureTo[row], to[row]);
  }
  for (const sum of sums) accumulate(sum, 0);
  return numbersOf(STATES, sums);
}

/**
 * Count the records that have a row that is counted in any year.
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 */
function everOf(table, mask) {
  const place = table.recordInts("category");
  let [bearing, standing] = [0, 0];
  passing(table, mask).forEach((passes, record) => {
    if (passes && place[record] === PLACE) bearing += 1;
    else if (passes) standing += 1;
  });
  return () => ({ bearing, standing, presumed: 0, possible: 0, undated: 0 });
}

/**
 * Turn what is added in each year into what there is in it.
 * @param {Int32Array} sum
 * @param {number} before what there was before
 */
function accumulate(sum, before) {
  let total = before;
  for (let at = 0; at < sum.length; at++) sum[at] = total += sum[at];
}

/**
 * Give the numbers of a year by name.
 * @param {string[]} names
 * @param {Int32Array[]} sums
 * @returns {(at: number) => Object<string, number>}
 */
function numbersOf(names, sums) {
  return (at) => Object.fromEntries(names.map((name, which) => [name, sums[which][at]]));
}
