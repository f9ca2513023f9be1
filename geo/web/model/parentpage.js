/** What a page and the map in a frame of it say to each other: the year and the query, as an address has them. */

import { format, parse } from "./address.js";

/**
 * @typedef {import("./layertable.js").Schema} Schema
 * @typedef {import("./view.js").View} View
 */

const LONGEST = 4000;

/**
 * Read what the page around the frame asks for.
 * @param {unknown} message
 * @param {string} type the name of the data set, which both sides put into their messages
 * @param {Schema} schema
 * @param {Readonly<View>} view what is shown now
 * @returns {?Partial<View>} null if it is no such message, or if a part of it means nothing here: then nothing of it is done
 */
export function askedBy(message, type, schema, view) {
  if (typeof message !== "object" || message === null) return null;
  const { type: given, year, query } = /** @type {{type?: unknown, year?: unknown, query?: unknown}} */ (message);
  if (given !== type || (year === undefined && query === undefined)) return null;
  if (year !== undefined && !(typeof year === "number" && Number.isInteger(year) && year >= schema.first && year <= schema.last)) return null;
  if (query === undefined) return { year };
  if (typeof query !== "string" || query.length > LONGEST) return null;
  const { view: asked, notices } = parse(query, schema);
  if (notices.length) return null;
  const says = (/** @type {string} */ name) => new URLSearchParams(query.replace(/^[?#]/, "")).has(name);
  return { ...asked, year: year ?? (says("year") ? asked.year : view.year), lang: view.lang };
}

/**
 * Write what the page around the frame is told of a view.
 * @param {Readonly<View>} view
 * @param {string} type
 * @param {Schema} schema
 */
export function messageOf(view, type, schema) {
  return { type, year: view.year, query: format(view, schema) };
}
