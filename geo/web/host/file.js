/**
 * The host of a page without a server: the map in one file, which holds all that it shows, and the first page of the site,
 * whose parts come as scripts, because a page that was opened from disk may fetch nothing else.
 */

import { parse } from "../model/address.js";
import { LayerTable } from "../model/layertable.js";
import { editionOf, settingIn } from "../model/setting.js";
import { but } from "../model/view.js";
import { make } from "../view/maker.js";
import { openPage } from "./opening.js";

/**
 * @typedef {object} Page what Python wrote into the page (geo/exports/screen.py)
 * @property {string} name of the data set, for files
 * @property {string} opening what is asked for where the address says nothing, as an address would say it
 * @property {?number} year at which the map opens then
 * @property {?string} narrowed which records are held, where that is not the whole layer
 * @property {string} description of the data set
 * @property {Object<string, string>} about what the file says of itself, as every export does
 * @property {{words: string, href: string, current: boolean}[]} pages of the site
 * @property {?string} asked address of the page of the site on the capitals and regional centres
 * @property {?string} records address of a record's own page, with {id}, where the page is part of a site
 * @property {?string} base address of the site, where it has one
 * @property {string} failed what is said when the map cannot be drawn
 * @property {import("../model/setting.js").Editions} editions
 * @property {?string} chunks address of a part of the page, with {name}, where parts are scripts
 */

/** The parts that are the same whatever the edition; see geo/exports/editions.py. */
const SHARED = ["outlines", "lines", "towns", "events"];

/** @type {Map<string, unknown>} parts that scripts have brought, by name */
const brought = new Map();

/** Take what scripts have brought, and what others will bring. */
function takeParts() {
  const { frontParts = [] } = /** @type {{frontParts?: [string, unknown][]}} */ (/** @type {unknown} */ (globalThis));
  const take = (/** @type {[string, unknown][]} */ ...parts) => {
    for (const [name, value] of parts) brought.set(name, value);
    return brought.size;
  };
  take(...frontParts);
  Object.assign(globalThis, { frontParts: { push: take } });
}

/**
 * Open the map in the page.
 * @param {(leaflet: object, timemap: object) => void} open folium's script of the map
 */
export async function start(open) {
  const root = /** @type {HTMLElement} */ (document.getElementById("map-root"));
  let failed = "";
  try {
    takeParts();
    /** @type {Page} */
    const page = JSON.parse(textOf("page") ?? "");
    failed = page.failed;
    const version = editionOf(settingIn(location.hash.length > 1 ? location.hash : location.search).setting.data, page.editions);
    const former = version === page.editions.today ? "" : `${version}/`;
    const get = async (/** @type {string} */ name) => {
      const part = await partOf(SHARED.includes(name) ? name : `${former}${name}`, page.chunks);
      return name === "columns" ? tableOf(part) : part;
    };
    const reads = !page.chunks || new URLSearchParams(location.hash.slice(1)).has("record");
    return await openPage(root, get, (schema) => hostOf(page, schema, open), { reads });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    root.replaceChildren(make("p", { role: "alert" }, `${failed} (${why})`));
    throw error;
  }
}

/**
 * Take an address of the app's, whose parameters follow a "?", without what others have put there.
 * @param {import("../model/layertable.js").Schema} schema
 */
function takeQuestion(schema) {
  const asked = new URLSearchParams(location.search);
  const { notices } = parse(settingIn(location.search).rest, schema);
  for (const { key, values } of notices) if (key === "web.notice.not_known") asked.delete(String(values.name));
  if (location.hash.length < 2 && String(asked)) history.replaceState(null, "", `${location.pathname}#${asked}`);
}

/**
 * @param {Page} page
 * @param {import("../model/layertable.js").Schema} schema
 * @param {(leaflet: object, timemap: object) => void} open
 * @returns {import("../view/app.js").Host}
 */
function hostOf(page, schema, open) {
  takeQuestion(schema);
  const here = location.href.split("#")[0];
  const recordPage = (/** @type {string} */ id) => page.records && page.records.replace("{id}", encodeURIComponent(id));
  return {
    name: page.name,
    open,
    opening: openingOf(page, schema),
    narrowed: page.narrowed,
    description: page.description,
    downloads: null,
    editions: page.editions,
    alone: !page.chunks,
    links: {
      pages: page.pages,
      asked: page.asked,
      record: recordPage,
      cite: (id) => `${page.base ?? here}#${new URLSearchParams({ record: id, data: schema.edition.data_version })}`,
    },
    address: {
      read: () => location.hash.slice(1),
      replace: (text) => write("replaceState", text),
      push: (text) => write("pushState", text),
      on: (listener) => {
        window.addEventListener("hashchange", listener);
        return () => window.removeEventListener("hashchange", listener);
      },
      whole: (text) => (text ? `${here}#${text}` : here),
    },
  };
}

/**
 * Give the view of an address that says nothing: the year is as near to what the page was made for as the bar reaches.
 * @param {Page} page
 * @param {import("../model/layertable.js").Schema} schema
 */
function openingOf({ opening, year }, schema) {
  const { view } = parse(opening, schema);
  return year === null ? view : but(view, { year: Math.min(schema.last, Math.max(schema.first, year)) });
}

/**
 * Write a view after the address's #; a frame without an address of its own has nowhere to write it.
 * @param {"replaceState"|"pushState"} how
 * @param {string} text
 */
function write(how, text) {
  if (location.protocol !== "about:") history[how](null, "", `#${text}`);
}

/**
 * Get a part of the page: out of it, or by a script.
 * @param {string} name
 * @param {?string} chunks
 * @returns {Promise<unknown>}
 */
async function partOf(name, chunks) {
  let text = textOf(name);
  if (text === null && document.readyState === "loading") { // what stands behind the script has not been read yet
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
    text = textOf(name);
  }
  if (text !== null) return name === "columns" ? text : JSON.parse(text);
  if (!brought.has(name) && chunks) await run(chunks.replace("{name}", name));
  if (!brought.has(name)) throw new Error(`${name} is not there`);
  return brought.get(name);
}

/**
 * Run a script of ours.
 * @param {string} src
 * @returns {Promise<void>}
 */
function run(src) {
  return new Promise((resolve, reject) => {
    const script = make("script", { src });
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(`${src} did not load`)));
    document.head.append(script);
  });
}

/** @param {string} id */
function textOf(id) {
  return document.getElementById(`part-${id}`)?.textContent ?? null;
}

/**
 * Read the layer: in the page it is written in base64; in a script the head stands as it is, and each byte is a character.
 * @param {unknown} columns
 */
function tableOf(columns) {
  if (typeof columns === "string") return LayerTable.read(bytesOf(atob(columns)).buffer);
  const [schema, body] = /** @type {[import("../model/layertable.js").Schema, string]} */ (columns);
  return new LayerTable(schema, bytesOf(body).buffer, 0);
}

/** @param {string} text */
function bytesOf(text) {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
