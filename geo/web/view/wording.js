/** Words that several parts of the page say of fields, their values and rows of the layer. */

import { CERTAIN, PRESUMED, UNDATED } from "../model/rule.js";

/**
 * @typedef {import("../model/phrases.js").Phrases} Phrases
 * @typedef {import("../model/layertable.js").LayerTable} LayerTable
 */

/**
 * Name a field.
 * @param {Phrases} phrases
 * @param {string} name
 */
export function fieldLabel(phrases, name) {
  const key = `field.${name}.label`;
  return phrases.has(key) ? phrases.say(key) : name;
}

/**
 * Say what a value of a field means; one without words of its own stands for itself.
 * @param {Phrases} phrases
 * @param {string} field
 * @param {string} value
 */
export function optionWords(phrases, field, value) {
  if (field === "country" || field === "controlled_by") return phrases.country(value);
  const key = `web.option.${field}.${value.replaceAll(" ", "_")}`;
  const words = phrases.has(key) ? phrases.say(key) : value;
  return words.slice(0, 1).toLocaleUpperCase(phrases.lang) + words.slice(1);
}

/**
 * Put one filter in force into words.
 * @param {Phrases} phrases
 * @param {string} name of the field
 * @param {string|number|true} value
 */
export function filterWords(phrases, name, value) {
  const label = fieldLabel(phrases, name);
  if (value === true) return label;
  if (typeof value === "number") return phrases.say(`web.filter.${name}`, { count: value });
  return phrases.say("web.filter.value", { filter: label, value: optionWords(phrases, name, value) });
}

/**
 * Say what a period is, for one row.
 * @param {LayerTable} table
 * @param {Phrases} phrases
 * @param {number} row
 */
export function statusWords(table, phrases, row) {
  return phrases.status(table.text("category", row), table.text("status", row), /** @type {?string} */ (table.value("change", row)));
}

/**
 * Say what stands behind the symbol of a record: its state in the year, or in all years what became of it.
 * @param {LayerTable} table
 * @param {Phrases} phrases
 * @param {import("../model/selection.js").Selection} selection
 * @param {number} record that is shown
 */
export function rowWords(table, phrases, selection, record) {
  const row = selection.row[record];
  const outcome = ["", "lost", "gained", "kept"][selection.outcome[record]];
  if (outcome) return phrases.say(`web.row.${outcome}`) + presenceWords(table, phrases, row, selection.presence[record]);
  if (selection.status[record] !== table.ints("status")[row]) return phrases.say("web.row.given_up", { when: whenWords(table, phrases, row) });
  const words = statusWords(table, phrases, row) + presenceWords(table, phrases, row, selection.presence[record]);
  return selection.changed[record] ? phrases.say("web.row.this_year", { words }) : words;
}

/**
 * Say how sure it is, to be put behind the words for a status; nothing where it is certain.
 * @param {LayerTable} table
 * @param {Phrases} phrases
 * @param {number} row
 * @param {number} presence of rule.js
 */
export function presenceWords(table, phrases, row, presence) {
  if (presence === CERTAIN) return "";
  if (presence === PRESUMED) return phrases.presence("presumed", table.ints("certain_to")[row] - 1);
  return phrases.presence(presence === UNDATED ? "undated" : "possible", 0);
}

/**
 * Say from when to when a row was.
 * @param {LayerTable} table
 * @param {Phrases} phrases
 * @param {number} row
 */
export function whenWords(table, phrases, row) {
  return phrases.when(/** @type {?string} */ (table.value("start_date", row)), /** @type {?string} */ (table.value("end_date", row)));
}
