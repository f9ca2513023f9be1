/** What a view shows of each record: by which row, how surely, and whether it changed in the year. */

import { CERTAIN, NONE, UNDATED } from "./rule.js";
import { showBetween } from "./twoyears.js";

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 *
 * @typedef {object} Selection one value a record
 * @property {Int32Array} row by which it is shown, -1 where it is not
 * @property {Uint8Array} presence CERTAIN, PRESUMED, POSSIBLE or UNDATED of rule.js
 * @property {Uint8Array} status BEFORE, HONOURING or AFTER
 * @property {Uint8Array} changed 1 where it began to be so in the year
 * @property {Uint8Array} outcome where two years are compared LOST, GAINED or KEPT of twoyears.js, else 0
 * @property {number} count of those that are shown
 *
 * @typedef {{year: number, from: ?number, mode: string, undated: boolean}} Moment the parts of a view that say when
 */

/** The codes of the column status. */
export const BEFORE = 1;
export const HONOURING = 2;
export const AFTER = 3;

/**
 * Make room for what is shown, which selectionIn can fill again and again.
 * @param {LayerTable} table
 * @returns {Selection}
 */
export function roomFor({ recordCount }) {
  return {
    row: new Int32Array(recordCount),
    presence: new Uint8Array(recordCount),
    status: new Uint8Array(recordCount),
    changed: new Uint8Array(recordCount),
    outcome: new Uint8Array(recordCount),
    count: 0,
  };
}

/**
 * Say what a view shows of each record.
 * @param {LayerTable} table
 * @param {Uint8Array} mask rows that pass the filters
 * @param {Moment} view
 * @param {Selection} [into] what is filled
 * @returns {Selection}
 */
export function selectionIn(table, mask, view, into = roomFor(table)) {
  into.row.fill(-1);
  into.presence.fill(NONE);
  into.status.fill(0);
  into.changed.fill(0);
  into.outcome.fill(0);
  into.count = 0;
  if (view.mode === "all") showEver(table, mask, into);
  else if (view.mode === "changes") showEnded(table, mask, view.year, into);
  else if (view.mode === "between") showBetween(table, mask, { ...view, from: Number(view.from) }, into);
  else showYear(table, mask, view, into);
  return into;
}

/**
 * Give the rows that a view chooses, as select of geo/layer/choice.py does: what exports hold.
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 * @param {Moment} view
 * @returns {number[]} in order
 */
export function selected(table, mask, view) {
  if (view.mode === "all") return [...mask.keys()].filter((row) => mask[row]);
  return [...selectionIn(table, mask, view).row].filter((row) => row >= 0);
}

/**
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 * @param {Moment} view
 * @param {Selection} into
 */
function showYear(table, mask, { year, undated }, into) {
  const { rule, recordOf } = table;
  const [from, to] = [rule.from, rule.to];
  const [status, start, dated] = [table.ints("status"), table.ints("start_year"), table.ints("dated")];
  for (let row = 0; row < mask.length; row++) {
    if (!mask[row] || year < from[row] || year >= to[row]) continue;
    const presence = rule.presenceOf(row, year);
    if (presence === UNDATED && !undated) continue;
    put(into, recordOf[row], row, presence, status[row], dated[row] && start[row] === year ? 1 : 0);
  }
}

/**
 * Show the last honour of each record that had ended by a year, by the period that followed it.
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 * @param {number} year
 * @param {Selection} into
 */
function showEnded(table, mask, year, into) {
  const { first, recordCount } = table;
  const [follows, start, dated] = [table.ints("follows"), table.ints("start_year"), table.ints("dated")];
  const unknown = table.nullOf("start_year");
  for (let record = 0; record < recordCount; record++) {
    let row = first[record + 1] - 1;
    while (row >= first[record] && !(follows[row] && dated[row] && start[row] !== unknown && start[row] <= year)) row--;
    if (row >= first[record] && mask[row]) put(into, record, row, CERTAIN, AFTER, start[row] === year ? 1 : 0);
  }
}

/**
 * Show each record of which a row passes by its first honour, with the status that it has come to.
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 * @param {Selection} into
 */
function showEver(table, mask, into) {
  const { first, recordCount } = table;
  const status = table.ints("status");
  for (let record = 0; record < recordCount; record++) {
    const end = first[record + 1];
    let honoured = -1;
    let passes = false;
    for (let row = first[record]; row < end; row++) {
      if (mask[row]) passes = true;
      if (honoured < 0 && status[row] === HONOURING) honoured = row;
    }
    if (passes && honoured >= 0) put(into, record, honoured, CERTAIN, status[end - 1], 0);
  }
}

/**
 * @param {Selection} into
 * @param {number} record
 * @param {number} row
 * @param {number} presence
 * @param {number} status
 * @param {number} changed
 */
function put(into, record, row, presence, status, changed) {
  into.row[record] = row;
  into.presence[record] = presence;
  into.status[record] = status;
  into.changed[record] = changed;
  into.count += 1;
}
