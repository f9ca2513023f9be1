/** Which rows pass the filters: what filter_mask of geo/layer/choice.py answers, over typed arrays. */

import { valuesOf } from "./view.js";

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 * @typedef {import("./layertable.js").Field} Field
 * @typedef {import("./view.js").Query} Query
 */

const BEFORE = 1;

/**
 * Say which filters each row fails: one bit a field, in the order of the schema's fields.
 * @param {LayerTable} table
 * @param {Query} query
 * @returns {Uint16Array} one number a row, 0 for one that passes
 */
export function failuresOf(table, query) {
  const failures = new Uint16Array(table.rowCount);
  table.schema.fields.forEach((field, at) => {
    if (query[field.name] !== undefined) mark(table, field, rowsWith(table, field, query[field.name]), failures, 1 << at);
  });
  return failures;
}

/**
 * Give the bit of a field in failuresOf.
 * @param {LayerTable} table
 * @param {string} name
 * @returns {number} 0 for what is no field
 */
export function bitOf(table, name) {
  const at = table.schema.fields.findIndex((field) => field.name === name);
  return at < 0 ? 0 : 1 << at;
}

/**
 * Say which rows pass the filters.
 * @param {LayerTable} table
 * @param {Query} query
 * @param {string} [except] a field that is not asked for
 * @returns {Uint8Array} 1 for each row that passes
 */
export function maskOf(table, query, except) {
  return maskFrom(failuresOf(table, query), except === undefined ? 0 : bitOf(table, except));
}

/**
 * Say which rows fail no filter but those of some bits.
 * @param {Uint16Array} failures
 * @param {number} [but] bits
 * @returns {Uint8Array}
 */
export function maskFrom(failures, but = 0) {
  const mask = new Uint8Array(failures.length);
  for (let row = 0; row < mask.length; row++) mask[row] = (failures[row] & ~but) === 0 ? 1 : 0;
  return mask;
}

/**
 * Say which records have a row that passes.
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 * @returns {Uint8Array} 1 for each record
 */
export function passing(table, mask) {
  const records = new Uint8Array(table.recordCount);
  for (let row = 0; row < mask.length; row++) if (mask[row]) records[table.recordOf[row]] = 1;
  return records;
}

/**
 * Mark the rows that fail a filter; one that is asked of records is passed by all rows of a record or by none.
 * @param {LayerTable} table
 * @param {Field} field
 * @param {Uint8Array} rows that have what is asked
 * @param {Uint16Array} failures
 * @param {number} bit
 */
function mark(table, field, rows, failures, bit) {
  const records = field.of_record ? passing(table, rows) : null;
  for (let row = 0; row < rows.length; row++) {
    if (!(records ? records[table.recordOf[row]] : rows[row])) failures[row] |= bit;
  }
}

/**
 * @param {LayerTable} table
 * @param {Field} field
 * @param {import("./view.js").Asked} asked
 * @returns {Uint8Array}
 */
function rowsWith(table, field, asked) {
  if (field.asked === "years") return changedBetween(table, /** @type {[number, number]} */ (asked));
  const rows = new Uint8Array(table.rowCount);
  const numbers = table.ints(field.name);
  if (field.asked === "values" || field.asked === "value") {
    const { values } = table.codes(field.name);
    const wanted = new Uint8Array(values.length + 1);
    for (const value of valuesOf(asked)) wanted[values.indexOf(value) + 1] = 1;
    wanted[0] = 0;
    for (let row = 0; row < rows.length; row++) rows[row] = wanted[numbers[row]];
  } else {
    const least = field.asked === "flag" ? 1 : Number(asked);
    for (let row = 0; row < rows.length; row++) rows[row] = numbers[row] >= least ? 1 : 0;
  }
  return rows;
}

/**
 * Say which periods are a dated change of some years.
 * @param {LayerTable} table
 * @param {[number, number]} years the first and the last
 * @returns {Uint8Array}
 */
function changedBetween(table, [first, last]) {
  const rows = new Uint8Array(table.rowCount);
  const [start, dated, status] = [table.ints("start_year"), table.ints("dated"), table.ints("status")];
  for (let row = 0; row < rows.length; row++) {
    rows[row] = dated[row] && status[row] !== BEFORE && start[row] >= first && start[row] <= last ? 1 : 0;
  }
  return rows;
}
