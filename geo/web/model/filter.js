/** Which rows pass the filters: what filter_mask of geo/layer/choice.py answers, over typed arrays. */

import { valuesOf } from "./view.js";

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 * @typedef {import("./layertable.js").Field} Field
 * @typedef {import("./view.js").Query} Query
 */

/**
 * Say which filters each row fails: one bit a field, in the order of the schema's fields.
 * @param {LayerTable} table
 * @param {Query} query
 * @returns {Uint16Array} one number a row, 0 for one that passes
 */
export function failuresOf(table, query) {
  const failures = new Uint16Array(table.rowCount);
  table.schema.fields.forEach((field, at) => {
    if (query[field.name] !== undefined) mark(table, field, query[field.name], failures, 1 << at);
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
 * @param {import("./view.js").Asked} asked
 * @param {Uint16Array} failures
 * @param {number} bit
 */
function mark(table, field, asked, failures, bit) {
  markRows(table, field, asked, failures, bit);
  if (!field.of_record) return;
  const { recordOf } = table;
  const spared = new Uint16Array(table.recordCount).fill(0xffff);
  for (let row = 0; row < failures.length; row++) if (!(failures[row] & bit)) spared[recordOf[row]] = ~bit;
  for (let row = 0; row < failures.length; row++) failures[row] &= spared[recordOf[row]];
}

/**
 * Mark the rows that do not have what is asked.
 * @param {LayerTable} table
 * @param {Field} field
 * @param {import("./view.js").Asked} asked
 * @param {Uint16Array} failures
 * @param {number} bit
 */
function markRows(table, field, asked, failures, bit) {
  const numbers = table.ints(field.name);
  if (field.asked === "values" || field.asked === "value") {
    const unwanted = unwantedCodes(table.codes(field.name).values, valuesOf(asked), bit);
    for (let row = 0; row < failures.length; row++) failures[row] |= unwanted[numbers[row]];
  } else {
    const least = field.asked === "flag" ? 1 : Number(asked);
    for (let row = 0; row < failures.length; row++) if (numbers[row] < least) failures[row] |= bit;
  }
}

/**
 * @param {string[]} values of a column
 * @param {string[]} asked
 * @param {number} bit
 * @returns {Uint16Array} the bit for each code that is not asked for
 */
function unwantedCodes(values, asked, bit) {
  const unwanted = new Uint16Array(values.length + 1).fill(bit);
  for (const value of asked) {
    const at = values.indexOf(value);
    if (at >= 0) unwanted[at + 1] = 0;
  }
  return unwanted;
}
