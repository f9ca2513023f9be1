/** What the parts of the page compute before they draw: orders, words, years, names of files. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Details } from "../../geo/web/model/details.js";
import { maskOf } from "../../geo/web/model/filter.js";
import { nearest } from "../../geo/web/model/nearby.js";
import { selectionIn } from "../../geo/web/model/selection.js";
import { Store } from "../../geo/web/model/store.js";
import { AddressLink, readView } from "../../geo/web/view/addresslink.js";
import { nearerOf } from "../../geo/web/view/handles.js";
import { titleParts } from "../../geo/web/view/headline.js";
import { rowIn, yearOf } from "../../geo/web/view/hityear.js";
import { ignoredWords } from "../../geo/web/view/notices.js";
import { sourceHosts } from "../../geo/web/view/paper.js";
import { RowOrder } from "../../geo/web/view/roworder.js";
import { yearAfter } from "../../geo/web/view/player.js";
import { fileName } from "../../geo/web/view/share.js";
import { within } from "../../geo/web/view/spanfields.js";
import { fieldLabel, filterWords, optionWords, rowWords, whenWords } from "../../geo/web/view/wording.js";
import { chunks, phrases, schema, table, view } from "./sample.mjs";

/** @typedef {Partial<import("../../geo/web/model/view.js").View>} Part */

const selection = (/** @type {Part} */ part) => selectionIn(table, maskOf(table, part.query ?? {}), view(part));
const record = (/** @type {string} */ id) => table.indexOf(id);

/**
 * @param {Part} part
 * @param {import("../../geo/web/view/roworder.js").Order} by
 * @param {{km: number}[]} [away]
 */
function listed(part, by, away) {
  const { values } = table.codes("country");
  const { lines } = new RowOrder(table, phrases).lines(selection(part), by, away);
  return [...lines].map((line) => (line < 0 ? values[-line - 1] : table.ids[line]));
}

test("the list by country has each country before its records, by name", () => {
  assert.deepEqual(listed({ year: 1955, query: { country: ["HU", "PL"] } }, "country"), ["HU", "blown-up", "stands-still", "PL", "fate-not-known", "told-twice"]);
});

test("the list counts the records of each country", () => {
  const { counts } = new RowOrder(table, phrases).lines(selection({ year: 1955, query: { country: ["HU", "PL"] } }), "country");
  assert.deepEqual([...counts.values()], [2, 2]);
});

test("names are in the order of the language and not of their codes", () => {
  const names = listed({ year: 1955, query: { country: ["GE", "HU"] } }, "name").map((id) => table.text("name", selection({ year: 1955 }).row[record(id)]));
  assert.deepEqual(names, [...names].sort(new Intl.Collator("en", { numeric: true }).compare));
  assert.equal(names.length, selection({ year: 1955, query: { country: ["GE", "HU"] } }).count);
});

test("the list follows the name of the year", () => {
  const name = (/** @type {number} */ year) => table.text("name", selection({ year }).row[record("new-form")]);
  assert.deepEqual([name(1930), name(1945), name(1960)], ["Molotov", "Molotovsk", "Leninsk"]);
});

test("by start what is not known stands first", () => {
  assert.deepEqual(listed({ year: 1955, query: { country: ["GE"] } }, "start"), [
    "gori-stalinsk", "so-to-this-day", "new-form", "put-up-again", "two-honours", "stalin-test-square",
  ]);
});

test("the nearest stand first", () => {
  const all = new Uint8Array(table.recordCount).fill(1);
  const found = nearest(table, all, [table.lon[record("told-twice")], table.lat[record("told-twice")]], table.recordCount);
  const away = [...found].sort((one, other) => one.record - other.record);
  const ids = listed({ year: 1955 }, "near", away);
  assert.equal(ids[0], "told-twice");
  const km = ids.map((id) => away[record(id)].km);
  assert.deepEqual(km, [...km].sort((one, other) => one - other));
});

test("without a place the list is by country", () => {
  assert.deepEqual(listed({ year: 1955 }, "near").filter((id) => record(id) >= 0), listed({ year: 1955 }, "country").filter((id) => record(id) >= 0));
});

test("all years list each record once", () => {
  const ids = listed({ mode: "all" }, "name");
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(ids.length, table.recordCount);
});

test("an empty choice is an empty list", () => {
  assert.deepEqual(listed({ query: { lasted: 9999 } }, "country"), []);
});

const hit = (/** @type {string} */ id, /** @type {number} */ at, /** @type {number} */ year) => ({ record: record(id), row: table.first[record(id)] + at, year });

test("a found name that is in force keeps the year", () => {
  assert.equal(yearOf(table, hit("new-form", 1, 1950), 1945), 1945);
  assert.equal(yearOf(table, hit("new-form", 2, 1950), 1980), 1980);
});

test("a thing that bears an honour keeps the year, whatever name it was found by", () => {
  assert.equal(yearOf(table, hit("new-form", 2, 1950), 1930), 1930);
});

test("a thing that bears none in the year is shown when it did", () => {
  assert.equal(yearOf(table, hit("new-form", 0, 1930), 1980), 1930);
  assert.equal(yearOf(table, hit("gori-stalinsk", 1, 1937), 1930), 1937);
});

test("the year of a hit is one of the time bar", () => {
  assert.equal(yearOf(table, hit("new-form", 0, 1800), 1980), schema.first);
  assert.equal(yearOf(table, hit("new-form", 0, 9000), 1980), schema.last);
});

test("a record has one row in a year, or none", () => {
  assert.equal(rowIn(table, record("new-form"), 1945), table.first[record("new-form")] + 1);
  assert.equal(rowIn(table, record("new-form"), 1800), null);
});

test("a title is divided at its first colon", () => {
  assert.deepEqual(titleParts("A map: places that bore a name: all of them"), ["A map", "Places that bore a name: all of them"]);
  assert.deepEqual(titleParts("A map"), ["A map", ""]);
});

test("what an address asks for in vain is said in one sentence", () => {
  const { notices } = readView("year=1850&country=XX&record=blown-up", schema, view({}));
  assert.equal(ignoredWords(phrases, notices), `Ignored in the address: country "XX" is not on this map; year "1850" is not a year from ${schema.first} to ${schema.last}.`);
});

test("an address that says nothing gives the view that the page was made for", () => {
  const opening = view({ year: 1950, query: { country: ["HU"] } });
  assert.equal(readView("", schema, opening).view, opening);
  assert.deepEqual(readView("year=1960", schema, opening).view.query, {});
});

test("the hosts of a record's sources are named once", async () => {
  const all = await new Details(async (number) => chunks[number], schema).all();
  const hosts = sourceHosts(all[record("told-twice")]);
  assert.ok(hosts.includes("example.com") && hosts.includes("museum.example.org"));
  assert.equal(new Set(hosts).size, hosts.length);
});

test("a file is named by what is in it", () => {
  assert.equal(fileName("de-stalinization", view({ year: 1961, query: { country: ["AM", "GE"] } }), "geojson"), "de-stalinization-am-ge-1961.geojson");
  assert.equal(fileName("de-stalinization", view({ mode: "all", query: { category: "monument" } }), "csv"), "de-stalinization-monument.csv");
});

test("a number outside its bounds becomes the nearer bound", () => {
  const field = (/** @type {string} */ value) => within(/** @type {HTMLInputElement} */ ({ value, min: "1", max: "80" }));
  assert.deepEqual([field(""), field("x"), field("0"), field("12.4"), field("999")], [null, null, 1, 12, 80]);
});

test("the years of a span are played in order, once or again and again", () => {
  assert.deepEqual([1950, 1953, 1962, 1963].map((year) => yearAfter(year, [1953, 1963], false)), [1953, 1954, 1963, null]);
  assert.deepEqual([1963, 2000].map((year) => yearAfter(year, [1953, 1963], true)), [1953, 1953]);
  assert.equal(yearAfter(1953, [1953, 1953], true), null);
});

test("a press on the bar takes the nearer of two handles, of two that touch the one on its side", () => {
  assert.deepEqual([1920, 1958, 1959, 1990].map((at) => nearerOf(at, 1955, 1962)), ["from", "from", "year", "year"]);
  assert.deepEqual([1955.2, 1955.8].map((at) => nearerOf(at, 1955, 1956)), ["from", "year"]);
});

test("a filter in force is said in words", () => {
  assert.equal(filterWords(phrases, "country", "HU"), "Country today: Hungary");
  assert.equal(filterWords(phrases, "category", "place"), "What: Places");
  assert.equal(filterWords(phrases, "lasted", 1), "Lasted at least 1 year");
  assert.equal(filterWords(phrases, "disputed", true), "Only where sources disagree");
});

test("a value without words of its own stands for itself", () => {
  assert.equal(optionWords(phrases, "kind", "settlement"), "Settlement");
  assert.equal(optionWords(phrases, "kind", "water"), "Lake or reservoir");
  assert.equal(optionWords(phrases, "honours", "<b>x</b>"), "<b>x</b>");
  assert.equal(fieldLabel(phrases, "nothing"), "nothing");
});

const said = (/** @type {string} */ id, /** @type {Part} */ part) => rowWords(table, phrases, selection(part), record(id));

test("a line says what a thing is in the year, and how sure that is", () => {
  assert.equal(said("new-form", { year: 1945 }), "bears the name");
  assert.equal(said("gori-stalinsk", { year: 1961 }), "renamed (this year)");
  assert.equal(said("stalin-test-square", { year: 1957 }), "stands, possibly");
  assert.match(said("stands-still", { year: 2026 }), /^stands, as last reported in \d{4}$/);
  assert.equal(said("blown-up", { year: 1960, mode: "changes" }), "blown up");
  assert.equal(said("two-honours", { mode: "all" }), `${whenWords(table, phrases, table.first[record("two-honours")] + 1)}, then given up`);
});

/** An address that is written down. */
function written() {
  /** @type {string[]} */
  const log = [];
  /** @type {{text: string, tell: () => void}} */
  const bar = { text: "", tell: () => {} };
  const address = {
    read: () => bar.text,
    replace: (/** @type {string} */ text) => void log.push(`replace ${text}`),
    push: (/** @type {string} */ text) => void log.push(`push ${text}`),
    on: (/** @type {() => void} */ tell) => ((bar.tell = tell), () => {}),
    link: () => "",
  };
  return { log, bar, address };
}

function linked() {
  globalThis.window ??= /** @type {any} */ (globalThis);
  const store = new Store(table, phrases, view({ year: 1950 }));
  const { log, bar, address } = written();
  const link = new AddressLink(store, address, { opening: view({}), ignored: (notices) => void log.push(`ignored ${notices.length}`) });
  return { store, log, bar, link };
}

test("a filter is a step that Back takes back, after the year where the hand came to rest", () => {
  const { store, log, link } = linked();
  store.set({ year: 1955 });
  store.set({ query: { country: ["HU"] } });
  assert.deepEqual(log, ["replace year=1955", "push year=1955&country=HU"]);
  link.destroy();
});

test("the years that a hand passes are written when it rests", () => {
  const { store, log, link } = linked();
  for (let year = 1951; year < 1960; year++) store.set({ year });
  assert.deepEqual(log, []);
  link.destroy();
  assert.deepEqual(log, ["replace year=1959"]);
});

test("an address that another wrote is read and not written again", () => {
  const { store, log, bar, link } = linked();
  bar.text = "year=1956&record=blown-up&mode=x";
  bar.tell();
  assert.deepEqual([store.view.year, store.view.record], [1956, "blown-up"]);
  link.destroy();
  assert.deepEqual(log, ["ignored 1"]);
});
