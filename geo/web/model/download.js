/** What is seen, as files: the same features and rows as geo/exports/geojson.py and tables.py write for the same query. */

import { written } from "./address.js";
import { maskOf } from "./filter.js";
import { Phrases } from "./phrases.js";
import { HONOURING, selected } from "./selection.js";
import { valuesOf } from "./view.js";

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 * @typedef {import("./layertable.js").Schema} Schema
 * @typedef {import("./details.js").Detail} Detail
 * @typedef {import("./view.js").View} View
 * @typedef {Object<string, string>} Edition
 */

const SEPARATOR = " | ";
const ABOUT = ["title", "identifier", "license", "license_url", "attribution", "data_version", "data_date"];
/** Characters outside XML 1.0's Char, lone surrogates among them: no format here can carry them all. */
const UNFIT = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
/** How a cell begins that a spreadsheet may take for a formula (OWASP, "CSV Injection"). */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

/**
 * Write what a view shows as GeoJSON.
 * @param {LayerTable} table
 * @param {Detail[]} details of all records, in order
 * @param {View} view
 * @param {Edition} edition the schema's
 * @returns {string} an RFC 7946 FeatureCollection, one feature a line, an empty line between records
 */
export function toGeoJSON(table, details, view, edition) {
  const rows = selected(table, maskOf(table, view.query), view);
  const members = membersOf(view, table.schema);
  const filter = { filter: members, filter_query: queryText(members), filter_words: filterWords(members, table.schema) };
  const head = JSON.stringify({ type: "FeatureCollection", ...edition, ...filter }).slice(0, -1);
  let text = "";
  rows.forEach((row, at) => {
    if (at) text += table.recordOf[row] === table.recordOf[rows[at - 1]] ? ",\n" : ",\n\n";
    text += JSON.stringify(featureOf(table, details, row));
  });
  return `${head}, "features": [\n${text}\n]}\n`;
}

/**
 * Write what a view shows as a table with one row a period, for spreadsheets: UTF-8 with a byte order mark, RFC 4180, and no
 * cell that a spreadsheet would calculate.
 * @param {LayerTable} table
 * @param {Detail[]} details
 * @param {View} view
 * @param {Edition} edition
 * @returns {string}
 */
export function toCSV(table, details, view, edition) {
  const columns = [...table.schema.stored, ...table.schema.tables];
  const members = membersOf(view, table.schema);
  /** @type {Object<string, string>} */
  const about = Object.fromEntries(ABOUT.map((name) => [name, edition[name] ?? ""]));
  Object.assign(about, { filter: filterWords(members, table.schema), filter_query: queryText(members), cite_as: edition.cite_as ?? "" });
  const trailing = Object.values(about).map((text) => harmless(plain(text)));
  const lines = [[...columns, "longitude", "latitude", ...Object.keys(about)]];
  for (const row of selected(table, maskOf(table, view.query), view)) {
    const record = table.recordOf[row];
    const cells = columns.map((name) => cell(valueOf(table, details, name, row)));
    lines.push([...cells, decimal(table.lon[record]), decimal(table.lat[record]), ...trailing]);
  }
  return `\ufeff${lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("")}`;
}

/**
 * Give a view as the parts of a query, as Query.as_members in Python.
 * @param {View} view
 * @param {Schema} schema
 * @returns {Object<string, string|string[]|number|true>}
 */
export function membersOf(view, schema) {
  /** @type {Object<string, string|string[]|number|true>} */
  const members = { year: view.year };
  if (view.mode === "between") members.from = Number(view.from);
  for (const { name, asked } of schema.fields) {
    const value = view.query[name];
    if (value === undefined) continue;
    if (asked === "values") members[name] = valuesOf(value);
    else if (asked !== "value") members[name] = /** @type {number|true} */ (value);
    else if (valuesOf(value).length === 1) members[name] = valuesOf(value)[0];
  }
  if (view.mode !== "year") members.mode = view.mode;
  if (view.undated) members.undated = true;
  return members;
}

/**
 * Write the parts of a query as an address does, as Query.text in Python.
 * @param {Object<string, string|string[]|number|true>} members
 */
export function queryText(members) {
  /** @type {[string, string][]} */
  const parts = [];
  for (const [name, value] of Object.entries(members)) for (const one of [value].flat()) parts.push([name, one === true ? "1" : String(one)]);
  return written(parts);
}

/**
 * Put the parts of a query into words, in the language of the files, which is English.
 * @param {Object<string, string|string[]|number|true>} members
 * @param {Schema} schema
 */
export function filterWords(members, schema) {
  const phrases = new Phrases({ lang: "en", messages: schema.messages, when: {}, countries: {}, languages: {}, search: {} });
  const words = Object.entries(members).map(([name, value]) => {
    if (name === "from") return "";
    if (name === "year" || name === "mode") return name === (members.mode ? "mode" : "year") ? yearWords(members, phrases) : "";
    const own = `field.${name}.words`;
    const texts = [value].flat().map((one) => (name === "replaced" ? phrases.say(optionKey(name, String(one))) : String(one)));
    const either = texts.reduce((one, other) => phrases.say("filter.or", { one, other }));
    return phrases.has(own) ? phrases.say(own, { value: either }) : phrases.say("filter.values", { name, value: either });
  });
  return words.filter((word) => word).join("; ");
}

/**
 * @param {Object<string, string|string[]|number|true>} members
 * @param {Phrases} phrases
 */
function yearWords({ mode, year, from }, phrases) {
  return phrases.say(mode ? `filter.${mode}` : "filter.year", { year: Number(year), since: Number(from) });
}

/**
 * @param {string} field
 * @param {string} value
 */
function optionKey(field, value) {
  return `web.option.${field}.${value.replaceAll(" ", "_")}`;
}

/**
 * @param {LayerTable} table
 * @param {Detail[]} details
 * @param {number} row
 */
function featureOf(table, details, row) {
  const record = table.recordOf[row];
  return {
    type: "Feature",
    id: `${table.ids[record]}/${table.value("period", row)}`,
    geometry: { type: "Point", coordinates: [table.lon[record], table.lat[record]] },
    properties: Object.fromEntries(table.schema.stored.map((name) => [name, valueOf(table, details, name, row)])),
  };
}

/**
 * Give what a column of the layer or of the tables says of a row.
 * @param {LayerTable} table
 * @param {Detail[]} details
 * @param {string} name
 * @param {number} row
 * @returns {string|number|boolean|string[]|null}
 */
function valueOf(table, details, name, row) {
  const record = table.recordOf[row];
  const place = row - table.first[record];
  if (name === "record_id") return table.ids[record];
  if (name === "note") return details[record].note;
  if (name === "sources") return details[record].rowSources[place];
  if (name === "start_certainty") return details[record].rowSure[place][0];
  if (name === "end_certainty") return details[record].rowSure[place][1];
  if (name === "sources_read") return details[record].days?.[place] ?? [];
  if (name === "accuracy_m") return details[record].accuracy?.metres ?? null;
  if (name === "differences") return details[record].rowDifferences[place];
  if (name === "former_name") return place > 0 && table.ints("status")[row - 1] === HONOURING ? table.value("name", row - 1) : null;
  return table.value(name, row);
}

/** @param {string|number|boolean|string[]|null} value */
function cell(value) {
  if (value === null) return "";
  if (Array.isArray(value)) return harmless(value.map(plain).join(SEPARATOR));
  return typeof value === "string" ? harmless(plain(value)) : String(value);
}

/**
 * Put an apostrophe before what a spreadsheet would take for a formula.
 * @param {string} text
 */
function harmless(text) {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** @param {string} text */
function plain(text) {
  return text.replace(UNFIT, "\ufffd");
}

/**
 * Write degrees as Python writes a number.
 * @param {number} degrees
 */
function decimal(degrees) {
  if (Number.isInteger(degrees)) return `${Object.is(degrees, -0) ? "-0" : degrees}.0`;
  if (Math.abs(degrees) >= 1e-4) return String(degrees);
  return degrees.toExponential().replace(/e-(\d)$/, "e-0$1");
}

/** @param {string} text */
function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
