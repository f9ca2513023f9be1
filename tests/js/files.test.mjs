/** Details in chunks, citations, and files of what is seen; tests/web/test_front.py compares the files with Python's. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { citationsOf, Details } from "../../geo/web/model/details.js";
import { filterWords, membersOf, queryText, toCSV, toGeoJSON } from "../../geo/web/model/download.js";
import { LayerTable } from "../../geo/web/model/layertable.js";
import { chunks, columns, schema, table, view } from "./sample.mjs";

const all = await new Details(async (number) => chunks[number], schema).all();

test("a detail has its sources where their numbers stood", async () => {
  const detail = await new Details(async (number) => chunks[number], schema).of(table.indexOf("told-twice"));
  assert.equal(detail.id, "told-twice");
  assert.ok(detail.complete);
  assert.deepEqual(detail.periods[1].sources[0].sources.map(({ label }) => label), ["Example Post"]);
  assert.equal(detail.disagreements[0].source?.label, "Town Museum");
  assert.deepEqual(detail.rowSources[1], ["https://www.example.com/a", "https://museum.example.org/b"]);
  assert.deepEqual(detail.days, [[], ["2026-11-28 https://museum.example.org/b"], ["2026-11-28 https://museum.example.org/b"]]);
  assert.equal(detail.disagreements[0].source?.read, "read on 28 November 2026");
  assert.deepEqual(detail.accuracy, { metres: 1500, words: "Within 1,500 m of this point." });
  const { days, accuracy } = all[table.indexOf("blown-up")];
  assert.deepEqual([days, accuracy], [undefined, undefined], "nobody noted or stated it");
  assert.ok(detail.week.some(({ id }) => id === "gori-stalinsk"));
});

test("a chunk is fetched once, and again if that failed", async () => {
  const asked = [];
  const details = new Details(async (number) => {
    asked.push(number);
    if (asked.length === 1) throw new Error("no network");
    return chunks[number];
  }, schema);
  await assert.rejects(details.of(0), /no network/);
  await Promise.all([details.of(0), details.of(1), details.all()]);
  assert.deepEqual(asked, [0, 0]);
});

test("a record is cited with its title, id and address", () => {
  const detail = all[table.indexOf("blown-up")];
  const { text, bibtex, csl } = citationsOf(detail, schema.citation, "https://map.example.org/?record=blown-up");
  const title = 'Great Stalin, "the <b>iron</b> one" (monument)';
  assert.ok(text.includes(`${title}. Record blown-up in Test map: places of the tests, version 1.2.0. CC-BY-4.0. https://`));
  assert.ok(bibtex.startsWith("@misc{blown-up,\n"));
  assert.ok(bibtex.includes("title = {{Great Stalin, ``the \\textless{}b\\textgreater{}iron\\textless{}/b\\textgreater{} one'' (monument)}}"));
  assert.equal(JSON.parse(csl)[0].title, title);
  assert.equal(JSON.parse(csl)[0].URL, "https://map.example.org/?record=blown-up");
});

test("what stands in a title is not filled in", () => {
  const { text } = citationsOf({ id: "x", cited: ["{address} $& {id}"] }, { text: "{title}. {id}", bibtex: "", csl: "" }, "https://a.example/");
  assert.equal(text, "{address} $& {id}. x");
});

test("GeoJSON says what it holds and leaves out what a filter leaves out", () => {
  const written = JSON.parse(toGeoJSON(table, all, view({ year: 1956, query: { category: ["monument"], country: ["HU"] } }), schema.edition));
  assert.deepEqual(written.features.map(({ id }) => id), ["blown-up/1", "stands-still/0"]);
  assert.deepEqual(written.filter, { year: 1956, category: "monument", country: ["HU"] });
  assert.equal(written.filter_query, "year=1956&category=monument&country=HU");
  assert.equal(written.filter_words, "state on 31 December 1956; category: monument; country: HU");
  assert.equal(written.title, "Test map: places of the tests");
});

test("an empty choice gives a file without rows", () => {
  const nothing = view({ query: { lasted: 9999 } });
  assert.deepEqual(JSON.parse(toGeoJSON(table, all, nothing, schema.edition)).features, []);
  assert.equal(toCSV(table, all, nothing, schema.edition).split("\r\n").length, 2);
});

test("a spreadsheet calculates no cell", () => {
  const text = toCSV(table, all, view({ year: 1956, query: { fate: ["blown up"] } }), schema.edition);
  assert.ok(text.startsWith("\ufeffrecord_id,period,"));
  assert.ok(text.includes(`,"'=Empty pedestal, 1956",`));
});

test("both categories are no filter of a file", () => {
  const both = membersOf(view({ query: { category: ["place", "monument"] } }), schema);
  assert.deepEqual(both, { year: 1961 });
});

test("a query is written as Python writes it", () => {
  assert.equal(queryText({ year: 1961, polity: ["A, B & C*~'()"], undated: true }), "year=1961&polity=A%2C+B+%26+C%2A~%27%28%29&undated=1");
});

test("a mode is said in the words of the filter", () => {
  const words = (/** @type {Partial<import("../../geo/web/model/view.js").View>} */ part) => filterWords(membersOf(view(part), schema), schema);
  assert.equal(words({ mode: "all" }), "all periods, whatever the year");
  assert.equal(words({ mode: "changes", year: 1956 }), "honours that had ended by the end of 1956");
  assert.equal(words({ query: { replaced: ["old name", "gone"] } }), "state on 31 December 1961; what came after: the old name came back or dissolved, merged or taken down");
  const lasted = "an honoured name is known to have lasted at least 5 years";
  assert.equal(words({ query: { lasted: 5 } }), `state on 31 December 1961; ${lasted}`);
  assert.equal(words({ mode: "between", from: 1955, year: 1962 }), "honours lost, gained or kept from 31 December 1955 to 31 December 1962");
});

test("a value of the layer is read as it was", () => {
  const row = table.first[table.indexOf("stands-still")];
  assert.equal(table.value("end_date", row), "..");
  assert.equal(table.value("presumed", row), true);
  assert.equal(table.value("disputed", row), false);
  assert.equal(table.value("end_year", row), null);
  assert.equal(table.value("wikidata", row), null);
  assert.equal(table.value("country", row), "HU");
  assert.equal(table.text("wikidata", row), "");
  assert.equal(table.ints("start_year")[table.first[table.indexOf("nothing-known")]], table.nullOf("start_year"));
  assert.deepEqual(table.recordCodes("country").values, table.codes("country").values);
  assert.equal(table.recordCodes("status").codes[0], table.codes("status").codes[0]);
  assert.throws(() => table.ints("nothing"), RangeError);
  assert.equal(table.indexOf("nowhere"), -1);
  assert.ok(table.has("name") && !table.has("note"));
});

test("a table is read from wherever its bytes lie", () => {
  assert.deepEqual(LayerTable.read(columns.slice(0)).ids, table.ids);
});
