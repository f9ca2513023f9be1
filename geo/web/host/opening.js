/** What all hosts have in common: the page is opened from its parts, each got by its name (geo/exports/screen.py). */

import { Details } from "../model/details.js";
import { Phrases } from "../model/phrases.js";
import { mount } from "../view/app.js";
import { orForget, tellLost } from "../view/lost.js";

/**
 * @typedef {(name: string) => Promise<unknown>} Get gives a part of the page: `columns` as a LayerTable, the others as they are written
 * @typedef {import("../view/app.js").Host} Host
 * @typedef {import("../model/layertable.js").Schema} Schema
 */

/**
 * Open the page.
 * @param {HTMLElement} root
 * @param {Get} get
 * @param {(schema: Schema) => Host} hostOf
 * @param {{reads: boolean}} how reads: a record is open from the start, so that durations are wanted at once
 */
export async function openPage(root, get, hostOf, { reads }) {
  let isDrawn = false;
  /** @type {Map<string, Promise<any>>} each part is got once */
  const parts = new Map();
  const part = (/** @type {string} */ name) => {
    const known = parts.get(name);
    if (known) return known;
    const coming = /** @type {Promise<any>} */ (get(name));
    parts.set(name, coming);
    return orForget(coming, () => {
      parts.delete(name);
      if (isDrawn) tellLost();
    });
  };
  const outlines = part("outlines"); // the largest part that the first map needs comes while the page is made
  const [table, words, when] = await Promise.all([part("columns"), part("phrases"), reads ? part("when") : {}]);
  const phrases = new Phrases({ ...words, when });
  /** @type {() => void} */
  let drawn = () => {};
  const after = new Promise((resolve) => (drawn = () => resolve(undefined)));
  const late = (/** @type {string} */ name) => after.then(() => part(name));
  const bringTowns = async () => {
    const wanted = ["towns", "search", "when", "texts", "words"].map(late);
    const [rows, search, durations, texts, { messages, countries }] = await Promise.all(wanted);
    phrases.search = search;
    phrases.words.when = durations;
    Object.assign(phrases.words.messages, messages);
    Object.assign(phrases.words.countries, countries);
    table.extend(texts);
    return rows;
  };
  /** @type {?Promise<any>} */
  let named = null;
  const towns = () => (named ??= orForget(bringTowns(), () => (named = null)));
  const sources = {
    towns,
    outlines: () => outlines,
    lines: () => late("lines"),
    events: () => late("events"),
    stories: async () => (await Promise.all([late("stories"), towns()]))[0], // a lesson needs words that come with the towns
    centres: () => late("centres"),
    revisions: () => late("revisions"),
  };
  const details = new Details((chunk) => part(`details-${chunk}`), table.schema);
  const screen = await mount(root, { table, details, phrases, sources, host: hostOf(table.schema) });
  isDrawn = true;
  drawn();
  return screen;
}
