/** What the map says of records: popups and the tooltip, built of text nodes only. */

import { hostOf, button, make, webAddress } from "./maker.js";
import { rowWords, statusWords, whenWords } from "./wording.js";

/** How many records the tooltip of a symbol names. */
const MOST_NAMED = 4;
const STATUS = ["", "tm-before", "tm-honouring", "tm-after"];

/**
 * @typedef {import("../model/store.js").Store} Store
 * @typedef {import("../model/layertable.js").LayerTable} Table
 *
 * @typedef {{note: string, within?: string, sources: string[][]}} RecordRemarks what the details add to a record: its note, how near
 *   to its point it lies, and the addresses of the sources of each row
 */

/**
 * Fill the popup of one record: its chain of names and dates, and who says so once that is known.
 * @param {Store} store
 * @param {number} record
 * @param {number} row the one that the year shows, -1 for none
 * @param {?RecordRemarks} more
 * @returns {HTMLElement}
 */
export function recordPopup({ table, phrases }, record, row, more) {
  const [first, end] = [table.first[record], table.first[record + 1]];
  const title = table.text("name", row < 0 ? first : row);
  const rows = Array.from({ length: end - first }, (_, at) => first + at);
  const named = rows.some((one) => table.text("name", one) !== title);
  const chain = make("ol", { class: "tm-chain" });
  for (const one of rows) {
    const item = make("li", { class: STATUS[table.ints("status")[one]] });
    if (named) item.append(make("strong", {}, table.text("name", one)), ...nativeName(table, one), make("br"));
    item.append(`${whenWords(table, phrases, one)}: ${statusWords(table, phrases, one)}`);
    if (more) item.append(sourceLine(more.sources[one - first] ?? []));
    if (one === row) item.setAttribute("aria-current", "true");
    chain.append(item);
  }
  const box = make("div", { class: "tm-popup", tabindex: "-1", "data-testid": "popup", "data-record": table.ids[record] });
  box.append(make("h2", {}, title), chain);
  for (const words of [more?.note, more?.within]) if (words) box.append(make("p", {}, words));
  return box;
}

/**
 * @param {Table} table
 * @param {number} row
 * @returns {(Node|string)[]}
 */
function nativeName(table, row) {
  const native = table.has("native_name") ? table.value("native_name", row) : null; // it comes a little later than the map
  if (!native || native === table.value("name", row)) return [];
  const lang = table.value("native_lang", row);
  return [" ", make("span", lang ? { lang: String(lang) } : {}, String(native))];
}

/**
 * Make links to sources, named by their hosts.
 * @param {string[]} sources addresses
 * @returns {HTMLElement}
 */
export function sourceLine(sources) {
  const line = make("div", { class: "tm-sources" });
  for (const text of sources) {
    const url = webAddress(text);
    const attributes = { rel: "noopener noreferrer", target: "_blank", title: text };
    line.append(url ? make("a", { href: url.href, ...attributes }, hostOf(url)) : make("span", {}, text));
  }
  return line;
}

/**
 * Fill the popup of several records at one symbol: a list that opens each.
 * @param {Store} store
 * @param {number[]} records
 * @param {(record: number) => ?string} townOf
 * @param {(record: number) => void} open
 * @param {?() => void} zoom offered where the records lie apart
 * @returns {HTMLElement}
 */
export function groupPopup(store, records, townOf, open, zoom) {
  const { table, phrases, derived } = store;
  const list = make("ul", { class: "tm-group" });
  for (const record of records) {
    const one = button("", () => open(record));
    one.append(make("strong", {}, nameInTown(store, record, townOf)), ` ${rowWords(table, phrases, derived.selection, record)}`);
    list.append(make("li", { class: STATUS[derived.selection.status[record]] }, one));
  }
  const title = phrases.say("web.map.here", { count: records.length });
  const box = make("div", { class: "tm-popup", "data-testid": "group" }, make("h2", {}, title));
  if (zoom) box.append(button(phrases.say("web.map.zoom_in"), zoom, { class: "tm-closer" }));
  box.append(list);
  return box;
}

/**
 * Fill the tooltip of a symbol: the thing as it was called in the year, its town, and its status.
 * @param {Store} store
 * @param {number[]} records
 * @param {(record: number) => ?string} townOf
 * @returns {HTMLElement}
 */
export function tooltip(store, records, townOf) {
  const { table, phrases, derived } = store;
  /** @param {number} record */
  const nameOf = (record) => nameInTown(store, record, townOf);
  if (records.length === 1) {
    const words = rowWords(table, phrases, derived.selection, records[0]);
    return make("div", { "data-testid": "tooltip" }, make("strong", {}, nameOf(records[0])), make("br"), words);
  }
  const names = records.slice(0, MOST_NAMED).map(nameOf);
  if (records.length > MOST_NAMED) names.push(phrases.say("web.map.more", { count: records.length - MOST_NAMED }));
  const title = phrases.say("web.map.records", { count: records.length });
  return make("div", { "data-testid": "tooltip" }, make("strong", {}, title), ...names.map((name) => make("div", {}, name)));
}

/**
 * Give the name by which the view shows a record, and its town, unless the name or the kind says it.
 * @param {Store} store
 * @param {number} record
 * @param {(record: number) => ?string} townOf
 */
function nameInTown({ table, phrases, derived }, record, townOf) {
  const row = derived.selection.row[record];
  const name = table.text("name", row);
  const town = table.schema.town_kinds.includes(String(table.value("kind", row))) ? null : townOf(record);
  return town === null || name.includes(town) ? name : phrases.say("web.map.thing_in_town", { name, town });
}

/**
 * Fill the popup of a place: the records nearest to it, as buttons.
 * @param {Store} store
 * @param {{record: number, km: number, bearing: number}[]} found nearest first
 * @param {(one: {record: number, km: number, bearing: number}) => string} away puts into words how far a record lies and which way
 * @param {{open: (record: number) => void, drop: () => void}} actions
 * @returns {HTMLElement}
 */
export function nearPopup({ table, phrases, derived }, found, away, { open, drop }) {
  const list = make("ol", { class: "tm-near" });
  for (const one of found) {
    const { record } = one;
    const item = button("", () => open(record));
    const row = derived.selection.row[record] >= 0 ? derived.selection.row[record] : honouredRow(table, record);
    item.append(make("strong", {}, table.text("name", row)), " ", make("span", { class: "tm-soft" }, away(one)));
    list.append(make("li", {}, item));
  }
  const remove = button(phrases.say("web.map.pin_off"), drop, { class: "tm-closer" });
  const nothing = found.length ? [] : [make("p", {}, phrases.say("web.map.near_none"))];
  const title = make("h2", {}, phrases.say("web.map.near_title"));
  return make("div", { class: "tm-popup", "data-testid": "near" }, title, ...nothing, list, remove);
}

/**
 * Find the first honouring row of a record.
 * @param {Table} table
 * @param {number} record
 */
function honouredRow(table, record) {
  const status = table.codes("status");
  const honouring = status.values.indexOf("honouring") + 1;
  for (let row = table.first[record]; row < table.first[record + 1]; row++) if (status.codes[row] === honouring) return row;
  return table.first[record];
}
