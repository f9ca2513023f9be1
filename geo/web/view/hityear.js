/** The year in which a record is shown that was found by a name. */

import { NONE } from "../model/rule.js";
import { HONOURING } from "../model/shown.js";

/** @typedef {import("../model/layertable.js").LayerTable} LayerTable */

/**
 * Choose the year in which a hit is shown: the map's, if in it the thing bears the name that was found, or an honour.
 * @param {LayerTable} table
 * @param {{record: number, row: number, year: number}} hit
 * @param {number} now year of the map
 * @returns {number} a year of the time bar
 */
export function yearOf(table, { record, row, year }, now) {
  if (table.rule.presenceOf(row, now) !== NONE) return now;
  const honoured = rowIn(table, record, now);
  if (honoured !== null && table.ints("status")[honoured] === HONOURING) return now;
  return Math.min(table.schema.last, Math.max(table.schema.first, year));
}

/**
 * Find the row of a record that is in force in a year.
 * @param {LayerTable} table
 * @param {number} record
 * @param {number} year
 * @returns {?number}
 */
export function rowIn(table, record, year) {
  for (let row = table.first[record]; row < table.first[record + 1]; row++) if (table.rule.presenceOf(row, year) !== NONE) return row;
  return null;
}
