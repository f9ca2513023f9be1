/** Worksheets: the same for the same number, and every answer is what the layer says. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { maskOf } from "../../geo/web/model/filter.js";
import { AFTER, HONOURING, selectionIn } from "../../geo/web/model/selection.js";
import { sumsOf } from "../../geo/web/model/sums.js";
import { LINES, QUESTIONS, randomBy, worksheetOf } from "../../geo/web/model/worksheet.js";
import { table } from "./sample.mjs";

const all = maskOf(table, {});
/** @type {[number, number][]} */
const SPANS = [[1940, 1962], [1950, 1961], [1955, 1965], [1962, 1950], [1960, 2010], [1990, 2020]];
const sheets = SPANS.flatMap((years) => [1, 2, 3, 77, 9999].map((seed) => ({ years, seed, sheet: worksheetOf(table, all, years, seed) })));
const name = (/** @type {number} */ row) => table.text("name", row);

test("the same years and number give the same sheet, whichever year comes first", () => {
  for (const { years, seed, sheet } of sheets) {
    assert.deepEqual(worksheetOf(table, all, years, seed), sheet);
    assert.deepEqual(worksheetOf(table, all, [years[1], years[0]], seed), sheet);
    assert.ok(sheet.years[0] < sheet.years[1]);
  }
});

test("other numbers give other sheets", () => {
  const made = new Set([1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(worksheetOf(table, all, [1950, 1965], seed))));
  assert.ok(made.size > 3);
});

test("the kinds of questions of all sheets are all that there are", () => {
  const kinds = new Set(sheets.flatMap(({ sheet }) => sheet.questions.map(({ kind }) => kind)));
  assert.deepEqual([...kinds].sort(), ["fate", "most", "name", "order", "still", "total", "when"]);
});

test("lines are what was surely honoured in the first year, with what is sure of the second", () => {
  for (const { sheet: { years: [from, to], lines } } of sheets) {
    assert.ok(lines.length <= LINES);
    const [before, after] = [from, to].map((year) => selectionIn(table, all, { year, from: null, mode: "year", undated: false }));
    const counts = sumsOf(table, all, { mode: "year", undated: false }).at(from);
    assert.equal(lines.length, Math.min(LINES, counts.bearing + counts.standing));
    for (const { record, row, later } of lines) {
      assert.equal(row, before.row[record]);
      assert.equal(table.ints("status")[row], HONOURING);
      assert.ok(later === -1 || later === after.row[record]);
    }
  }
});

test("each record is asked about once", () => {
  for (const { sheet } of sheets) {
    const asked = sheet.questions.flatMap((one) => ("line" in one ? [one.line] : "lines" in one ? one.lines : []));
    assert.equal(new Set(asked.map(({ record }) => record)).size, asked.length);
    assert.ok(sheet.questions.length <= QUESTIONS);
  }
});

test("every answer is what the layer says", () => {
  let answered = 0;
  for (const { sheet: { years: [from, to], questions } } of sheets) {
    for (const one of questions) {
      answered += 1;
      if (one.kind === "total") {
        const sums = sumsOf(table, all, { mode: "year", undated: false });
        assert.deepEqual([one.from, one.count], [from, to].map((year) => sums.at(year).bearing + sums.at(year).standing));
      } else if (one.kind === "most") {
        const selection = selectionIn(table, all, { year: from, from: null, mode: "year", undated: false });
        const here = [...selection.row].filter((row, record) => selection.status[record] === HONOURING && [1, 2].includes(selection.presence[record]) && table.text("country", row) === one.country);
        assert.equal(here.length, one.count);
      } else if (one.kind === "order") {
        assert.deepEqual(one.years, one.answer.map(({ row }) => table.ints("start_year")[row + 1]));
        assert.deepEqual(one.years, [...one.years].sort((a, b) => a - b));
        assert.equal(new Set(one.years).size, one.years.length);
        assert.deepEqual(new Set(one.answer), new Set(one.lines));
      } else if (one.kind === "still") {
        const still = one.lines.filter(({ later }) => later >= 0 && table.ints("status")[later] === HONOURING);
        assert.deepEqual(still, [one.answer]);
      } else if (one.kind === "when") {
        assert.equal(table.ints("start_year")[one.line.row + 1], one.year);
        assert.ok(from < one.year && one.year <= to);
      } else {
        assert.equal(table.ints("status")[one.line.later], AFTER);
        assert.equal(table.text("category", one.line.row), one.kind === "name" ? "place" : "monument");
        if (one.kind === "name") assert.notEqual(name(one.line.later), name(one.line.row));
      }
    }
  }
  assert.ok(answered > 60);
});

test("where nothing was honoured there is nothing to ask", () => {
  const sheet = worksheetOf(table, maskOf(table, { country: ["XX"] }), [1950, 1962], 1);
  assert.deepEqual([sheet.lines, sheet.questions], [[], []]);
});

test("numbers that look random reach everything, and begin apart for neighbours", () => {
  const random = randomBy(1);
  const seen = new Set(Array.from({ length: 400 }, () => random(10)));
  assert.deepEqual([...seen].sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.notDeepEqual([1, 2, 3].map((seed) => randomBy(seed)(1000)), [1, 2, 3].map(() => randomBy(1)(1000)));
});
