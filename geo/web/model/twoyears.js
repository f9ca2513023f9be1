/** Two years compared: which records lost the honour between them, gained it, or kept it; as geo/layer/comparison.py. */

import { CERTAIN, NONE, POSSIBLE, PRESUMED, UNDATED } from "./rule.js";

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 * @typedef {import("./selection.js").Selection} Selection
 *
 * @typedef {object} Comparison counts of records
 * @property {number} lost_names places that gave the name up, for certain or by the last report
 * @property {number} lost_monuments
 * @property {number} gained
 * @property {number} kept
 * @property {number} in_doubt of which it is only possible
 */

/** What a comparison can find of a record. */
export const LOST = 1;
export const GAINED = 2;
export const KEPT = 3;

const PLACE = 1;
const HONOURING = 2;
const AFTER = 3;
/** Years between two that are compared, where only the later is given. */
const APART = 10;

/**
 * Give two years that can be compared, the earlier first.
 * @param {?number} from null for some years before the other
 * @param {number} year
 * @param {number} first year of the map
 * @returns {[from: number, year: number]}
 */
export function twoYears(from, year, first) {
  const later = Math.max(year, first + 1);
  return [Math.max(first, Math.min(from ?? year - APART, later - 1)), later];
}

/**
 * Show each record that lost, gained or kept the honour between two years: by the honour that it lost, as it was in the
 * earlier year, else by the one that it gained or kept, as it was in the later.
 * @param {LayerTable} table
 * @param {Uint8Array} mask rows that pass the filters
 * @param {{year: number, from: number, undated: boolean}} view
 * @param {Selection} into
 */
export function showBetween(table, mask, { year, from, undated }, into) {
  const { first, recordCount } = table;
  for (let record = 0; record < recordCount; record++) {
    const had = rowIn(table, first[record], first[record + 1], from);
    const has = rowIn(table, first[record], first[record + 1], year);
    if (had < 0 && has < 0) continue;
    const before = had < 0 ? NONE : table.rule.presenceOf(had, from);
    const now = has < 0 ? NONE : table.rule.presenceOf(has, year);
    if (!undated && (before === UNDATED || now === UNDATED)) continue;
    const outcome = outcomeOf(before, now);
    const row = outcome === LOST ? had : has;
    if (!mask[row]) continue;
    into.row[record] = row;
    into.presence[record] = presenceOf(before, now, outcome);
    into.status[record] = outcome === LOST ? AFTER : HONOURING;
    into.outcome[record] = outcome;
    into.count += 1;
  }
}

/**
 * Show of a comparison what was in force in one of its years, or may have been.
 * @param {LayerTable} table
 * @param {Selection} selection of the comparison
 * @param {number} year
 * @param {Selection} into
 */
export function showSide(table, selection, year, into) {
  into.row.fill(-1);
  into.presence.fill(NONE);
  into.status.fill(0);
  into.count = 0;
  for (let record = 0; record < table.recordCount; record++) {
    const row = selection.row[record] < 0 ? -1 : rowIn(table, table.first[record], table.first[record + 1], year);
    if (row < 0) continue;
    into.row[record] = row;
    into.presence[record] = table.rule.presenceOf(row, year);
    into.status[record] = HONOURING;
    into.count += 1;
  }
}

/**
 * Count what a comparison shows.
 * @param {LayerTable} table
 * @param {Selection} selection
 * @returns {Comparison}
 */
export function comparisonOf(table, { row, presence, outcome }) {
  const place = table.ints("category");
  const count = { lost_names: 0, lost_monuments: 0, gained: 0, kept: 0, in_doubt: 0 };
  for (let record = 0; record < row.length; record++) {
    if (row[record] < 0) continue;
    if (!isSure(presence[record])) count.in_doubt += 1;
    else if (outcome[record] === GAINED) count.gained += 1;
    else if (outcome[record] === KEPT) count.kept += 1;
    else count[place[row[record]] === PLACE ? "lost_names" : "lost_monuments"] += 1;
  }
  return count;
}

/**
 * Find the honour of a record that was in force in a year, or may have been.
 * @param {LayerTable} table
 * @param {number} start row of the record
 * @param {number} end
 * @param {number} year
 * @returns {number} -1 for none
 */
function rowIn(table, start, end, year) {
  const { from, to } = table.rule;
  const status = table.ints("status");
  for (let row = start; row < end; row++) if (status[row] === HONOURING && from[row] <= year && year < to[row]) return row;
  return -1;
}

/**
 * @param {number} before presence in the earlier year
 * @param {number} now presence in the later
 */
function outcomeOf(before, now) {
  const [had, has] = [isSure(before), isSure(now)];
  if (before !== NONE && !has && (had || now === NONE)) return LOST;
  return now !== NONE && !had && (has || before === NONE) ? GAINED : KEPT;
}

/**
 * Say how sure an outcome is.
 * @param {number} before
 * @param {number} now
 * @param {number} outcome
 */
function presenceOf(before, now, outcome) {
  if (before === UNDATED || now === UNDATED) return UNDATED;
  const sure = (before === NONE || isSure(before)) && (now === NONE || isSure(now));
  if (!sure) return POSSIBLE;
  return outcome === LOST ? before : now;
}

/** @param {number} presence */
function isSure(presence) {
  return presence === CERTAIN || presence === PRESUMED;
}
