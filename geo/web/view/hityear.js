/** A record that was found by a name: the year in which it is shown, and what the page says where that is another. */

import { NONE } from "../model/rule.js";
import { HONOURING } from "../model/selection.js";

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

/**
 * Open a record that was found. If in the year of the map it neither bore the name that was found nor an honour, the year
 * changes, and the page says so.
 * @param {import("./app.js").Screen} screen
 * @param {import("../model/lookup.js").Hit} hit
 * @param {HTMLElement} from
 */
export function openHit(screen, hit, from) {
  const { notices, phrases, store, table } = screen;
  const { view } = store;
  const year = view.mode === "year" ? yearOf(table, hit, view.year) : view.year;
  const id = table.ids[hit.record];
  screen.open(id, { from, year });
  if (year === view.year) return;
  const name = table.text("name", rowIn(table, hit.record, year) ?? hit.row);
  const back = { label: phrases.say("web.notice.back_to", { year: String(view.year) }), act: () => store.set({ year: view.year }) };
  const takeAway = notices.say(phrases.say("web.notice.went_to", { year: String(year), name }), { ways: [back] });
  const off = store.on((now) => {
    if (now.year === year && now.record === id) return;
    off();
    takeAway(); // whoever has gone on is not held up by it
  });
}
