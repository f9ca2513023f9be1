/** The small layer of tests/front_sample.py, as the browser has it. */

import { readFileSync } from "node:fs";

import { LayerTable } from "../../geo/web/model/layertable.js";
import { Phrases } from "../../geo/web/model/phrases.js";
import { openingView } from "../../geo/web/model/view.js";

/** @param {string} name of a file of cases */
export function cases(name) {
  return JSON.parse(readFileSync(new URL(`../cases/${name}.json`, import.meta.url), "utf8"));
}

const front = cases("front");

/** @param {string} path from this folder */
const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

/** The messages of every subject, with those of ours over them. */
export const messages = { ...read("../../geo/text/messages/en.json"), ...read("../../data/text/en.json") };
export const columns = Uint8Array.from(Buffer.from(front.columns, "base64")).buffer;
export const table = LayerTable.read(columns);
table.extend(JSON.parse(front.texts));
export const { schema } = table;
export const phrases = new Phrases({ ...front, lang: "en", messages, search: {} });
export const chunks = front.details;

/** @param {Partial<import("../../geo/web/model/view.js").View>} part */
export function view(part) {
  return { ...openingView(schema), ...part };
}

/** @param {number} row */
export function idOf(row) {
  return `${table.ids[table.recordOf[row]]}/${table.value("period", row)}`;
}
