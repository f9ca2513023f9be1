/** How many records each option of each filter would give, given the others: what geo/layer/facets.py counts. */

import { bitOf, failuresOf, maskFrom } from "./filter.js";
import { UNDATED } from "./rule.js";
import { HONOURING, selectionIn } from "./selection.js";

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 * @typedef {import("./layertable.js").Field} Field
 * @typedef {import("./view.js").View} View
 * @typedef {Map<string, Map<string, number>>} Options field to option to number of records, most frequent first
 */

const STATUS = "status";

/**
 * Count records for every option of every filter.
 * @param {LayerTable} table
 * @param {View} view each filter is counted given all others; a status as it is shown in the view's year and mode
 * @returns {Options} every option that the layer has
 */
export function optionCounts(table, view) {
  const failures = failuresOf(table, view.query);
  return withStatuses(table, timelessCounts(table, failures), view, failures);
}

/**
 * Count the options of all filters but the status, which do not depend on the year.
 * @param {LayerTable} table
 * @param {Uint16Array} failures from failuresOf
 * @returns {Options}
 */
export function timelessCounts(table, failures) {
  const spared = sparedOf(table, failures);
  /** @type {Options} */
  const options = new Map();
  for (const { name, facet, of_record: ofRecord } of table.schema.fields) {
    if (!facet || name === STATUS) continue;
    const bit = bitOf(table, name);
    const byRecord = table.schema.columns[name].by === "record";
    if (byRecord) options.set(name, ordered(table, name, recordCounts(table, name, spared, bit)));
    else if (ofRecord) options.set(name, ordered(table, name, anyRowCounts(table, name, spared, bit)));
    else options.set(name, ordered(table, name, rowCounts(table, name, failures, ~bit)));
  }
  return options;
}

/**
 * Add the counts of the statuses to those of the other filters.
 * @param {LayerTable} table
 * @param {Options} timeless
 * @param {View} view
 * @param {Uint16Array} failures
 * @returns {Options}
 */
export function withStatuses(table, timeless, view, failures) {
  const bit = bitOf(table, STATUS);
  const counts = view.mode === "all" ? rowCounts(table, STATUS, failures, ~bit) : countsSelected(table, failures, bit, view);
  const options = new Map(timeless);
  options.set(STATUS, ordered(table, STATUS, counts));
  return options;
}

/**
 * Count the records by the status in which a view shows them; of each it shows one row at most.
 * @param {LayerTable} table
 * @param {Uint16Array} failures
 * @param {number} bit of the filter that is left out
 * @param {View} view
 */
function countsSelected(table, failures, bit, view) {
  const { codes, values } = table.codes(STATUS);
  const counts = new Int32Array(values.length + 1);
  if (view.mode !== "year") {
    for (const row of selectionIn(table, maskFrom(failures, bit), view).row) if (row >= 0) counts[codes[row]] += 1;
    return counts;
  }
  const { year, undated } = view;
  const { rule } = table;
  const { from, to } = rule;
  for (let row = 0; row < codes.length; row++) {
    if (year < from[row] || year >= to[row] || (failures[row] & ~bit) !== 0) continue;
    if (undated || rule.presenceOf(row, year) !== UNDATED) counts[codes[row]] += 1;
  }
  return counts;
}

/**
 * Count what the two switches would give.
 * @param {LayerTable} table
 * @param {View} view
 * @param {Uint16Array} [failures]
 * @returns {{disputed: number, undated: number}} records that pass the other filters and on which sources disagree; records
 *   that pass the filters and have in the view's year a state that no source dates, or in one of two years that are compared
 *   such an honour
 */
export function switchCounts(table, view, failures = failuresOf(table, view.query)) {
  const others = ~bitOf(table, "disputed");
  const disagreed = table.ints("disputed");
  const { recordOf, rule } = table;
  const [disputed, undated] = [new Uint8Array(table.recordCount), new Uint8Array(table.recordCount)];
  const [status, { year, from, mode }] = [table.ints("status"), view];
  /** @param {number} row */
  const isUndated = (row) => {
    if (mode !== "between") return rule.presenceOf(row, year) === UNDATED;
    return status[row] === HONOURING && [from, year].some((one) => rule.presenceOf(row, Number(one)) === UNDATED);
  };
  for (let row = 0; row < failures.length; row++) {
    if (disagreed[row] && (failures[row] & others) === 0) disputed[recordOf[row]] = 1;
    const mayBe = failures[row] === 0 && (rule.early[row] === UNDATED || rule.late[row] === UNDATED);
    if (mayBe && isUndated(row)) undated[recordOf[row]] = 1;
  }
  return { disputed: sum(disputed), undated: sum(undated) };
}

/**
 * Say of each record which one filter it would have to be spared to be chosen.
 * @param {LayerTable} table
 * @param {Uint16Array} failures
 * @returns {Uint16Array} bits of filters each of which is the only one that some row of the record fails; all bits if a row passes
 */
function sparedOf(table, failures) {
  const spared = new Uint16Array(table.recordCount);
  const { recordOf } = table;
  for (let row = 0; row < failures.length; row++) {
    const failed = failures[row];
    if (failed === 0) spared[recordOf[row]] = 0xffff;
    else if ((failed & (failed - 1)) === 0) spared[recordOf[row]] |= failed;
  }
  return spared;
}

/**
 * @param {LayerTable} table
 * @param {string} name of a column that is kept by record
 * @param {Uint16Array} spared
 * @param {number} bit
 */
function recordCounts(table, name, spared, bit) {
  const { codes, values } = table.recordCodes(name);
  const counts = new Int32Array(values.length + 1);
  for (let record = 0; record < codes.length; record++) if (spared[record] & bit) counts[codes[record]] += 1;
  return counts;
}

/**
 * Count for each value of a column that is kept by row the records that have it on a row that fails no other filter.
 * @param {LayerTable} table
 * @param {string} name
 * @param {Uint16Array} failures
 * @param {number} others bits of the filters that a row must pass
 */
function rowCounts(table, name, failures, others) {
  const { codes, values } = table.codes(name);
  const counts = new Int32Array(values.length + 1);
  const last = new Int32Array(counts.length).fill(-1);
  const { recordOf } = table;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row];
    if (code === 0 || last[code] === recordOf[row] || (failures[row] & others) !== 0) continue;
    last[code] = recordOf[row];
    counts[code] += 1;
  }
  return counts;
}

/**
 * Count for each value of a column that is kept by row the chosen records that have it on any row.
 * @param {LayerTable} table
 * @param {string} name
 * @param {Uint16Array} spared
 * @param {number} bit
 */
function anyRowCounts(table, name, spared, bit) {
  const { codes, values } = table.codes(name);
  const counts = new Int32Array(values.length + 1);
  const last = new Int32Array(counts.length).fill(-1);
  const { recordOf } = table;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row];
    if (code === 0 || last[code] === recordOf[row] || (spared[recordOf[row]] & bit) === 0) continue;
    last[code] = recordOf[row];
    counts[code] += 1;
  }
  return counts;
}

/**
 * Give the counts of the values that the layer has, most frequent first, then by their code points.
 * @param {LayerTable} table
 * @param {string} name
 * @param {Int32Array} counts by code
 * @returns {Map<string, number>}
 */
function ordered(table, name, counts) {
  const options = presentOf(table, name).map(([code, value]) => /** @type {[string, number]} */ ([value, counts[code]]));
  return new Map(options.sort(([, few], [, many]) => many - few));
}

/** @type {WeakMap<LayerTable, Map<string, [code: number, value: string][]>>} */
const present = new WeakMap();

/**
 * Give the codes and values of a column that the layer has, in the order of their code points.
 * @param {LayerTable} table
 * @param {string} name
 */
function presentOf(table, name) {
  let columns = present.get(table);
  if (!columns) present.set(table, (columns = new Map()));
  let found = columns.get(name);
  if (!found) {
    const { codes, values } = table.codes(name);
    const has = new Uint8Array(values.length + 1);
    for (const code of codes) has[code] = 1;
    found = values.map((value, at) => /** @type {[number, string]} */ ([at + 1, value])).filter(([code]) => has[code]);
    found.sort(([, one], [, other]) => byCodePoint(one, other));
    columns.set(name, found);
  }
  return found;
}

/**
 * Compare texts as Python does.
 * @param {string} one
 * @param {string} other
 */
export function byCodePoint(one, other) {
  const [left, right] = [[...one], [...other]];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const apart = /** @type {number} */ (left[at].codePointAt(0)) - /** @type {number} */ (right[at].codePointAt(0));
    if (apart) return apart;
  }
  return left.length - right.length;
}

/** @param {Uint8Array} flags */
function sum(flags) {
  let total = 0;
  for (const flag of flags) total += flag;
  return total;
}
