/** What all hosts have in common: the page is opened from its parts, each got by its name (geo/exports/screen.py). */

import { Details } from "../model/details.js";
import { Phrases } from "../model/phrases.js";
import { mount } from "../view/app.js";

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
  const part = (/** @type {string} */ name) => /** @type {Promise<any>} */ (get(name));
  const outlines = part("outlines"); // the largest part that the first map needs comes while the page is made
  outlines.catch(() => {}); // who waits for it says so
  const [table, words, when] = await Promise.all([part("columns"), part("phrases"), reads ? part("when") : {}]);
  const phrases = new Phrases({ ...words, when });
  /** @type {() => void} */
  let drawn = () => {};
  const after = new Promise((resolve) => (drawn = () => resolve(undefined)));
  const late = (/** @type {string} */ name) => after.then(() => part(name));
  const towns = async () => {
    const parts = [late("towns"), late("search"), late("when"), late("texts"), late("words")];
    const [rows, search, durations, texts, { messages, countries }] = await Promise.all(parts);
    phrases.search = search;
    phrases.words.when = durations;
    Object.assign(phrases.words.messages, messages);
    Object.assign(phrases.words.countries, countries);
    table.extend(texts);
    return rows;
  };
  const sources = {
    towns,
    outlines: () => outlines,
    events: () => late("events"),
    stories: async () => (await Promise.all([late("stories"), towns()]))[0], // a lesson needs words that come with the towns
    centres: () => late("centres"),
    revisions: () => late("revisions"),
  };
  const details = new Details((chunk) => part(`details-${chunk}`), table.schema);
  const screen = await mount(root, { table, details, phrases, sources, host: hostOf(table.schema) });
  drawn();
  return screen;
}
