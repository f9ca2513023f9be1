/** Guesses: the answer is what the map shows, the slider tells nothing of it, and misses are summed up. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { parse } from "../../geo/web/model/address.js";
import { maskOf } from "../../geo/web/model/filter.js";
import { answerOf, rangeOf, summed, surenessOf, viewOfAnswer, yearOf } from "../../geo/web/model/guesses.js";
import { CERTAIN, PRESUMED } from "../../geo/web/model/rule.js";
import { selectionIn } from "../../geo/web/model/selection.js";
import { outcomeWords, valueWords } from "../../geo/web/view/guessform.js";
import { phrases, schema, table, view } from "./sample.mjs";

/**
 * @param {string} record
 * @param {"start"|"end"} bound
 */
const year = (record, bound) => ({ ask: "When?", year_of: { record, bound }, count_of: null });
/** @param {string} query */
const count = (query) => ({ ask: "How many?", year_of: null, count_of: query });

for (const [record, bound, answer] of /** @type {[string, "start"|"end", number][]} */ ([
  ["two-honours", "start", 1930],
  ["two-honours", "end", 1956],
  ["new-form", "end", 1957],
  ["blown-up", "start", 1951],
  ["blown-up", "end", 1956],
  ["put-up-again", "start", 1949],
  ["put-up-again", "end", 2013],
])) {
  test(`the ${bound} of ${record} is guessed: the first honour begins, the last one ends`, () => {
    assert.equal(answerOf(table, year(record, bound)), answer);
  });
}

test("of what is not on the map there is no year", () => {
  assert.ok(Number.isNaN(yearOf(table, "nowhere", "end")));
});

test("a number is that of the list of the same address", () => {
  for (const query of ["year=1955&status=honouring", "year=1955&country=GE", "year=1961&category=monument&undated=1", "mode=all&country=UA&year=1961"]) {
    const { view: asked } = parse(query, schema);
    assert.equal(answerOf(table, count(query)), selectionIn(table, maskOf(table, asked.query), asked).count);
  }
  assert.equal(answerOf(table, count("year=1955&country=HU&status=honouring")), 2);
});

test("a number is divided as the list of the same address says how sure it is", () => {
  const divided = (/** @type {string} */ query) => surenessOf(table, count(query));
  let possible = 0;
  for (const query of ["year=1955&status=honouring", "year=1953", "year=1961&category=monument&undated=1", "mode=all&country=UA&year=1961"]) {
    const { view: asked } = parse(query, schema);
    const { presence } = selectionIn(table, maskOf(table, asked.query), asked);
    const surely = presence.filter((one) => one === CERTAIN || one === PRESUMED).length;
    assert.deepEqual(divided(query), { sure: surely, possible: answerOf(table, count(query)) - surely });
    possible += divided(query).possible;
  }
  assert.ok(possible > 0);
  assert.deepEqual(surenessOf(table, year("blown-up", "end")), { sure: 0, possible: 0 });
});

test("a slider goes over the years of the bar, or to a round number that is never less than the answer", () => {
  assert.deepEqual(rangeOf(table, year("blown-up", "end")), [schema.first, schema.last]);
  for (const query of ["year=1955&status=honouring", "year=1925&country=HU", "year=2000&undated=1"]) {
    const [low, high] = rangeOf(table, count(query));
    assert.equal(low, 0);
    assert.ok(high >= answerOf(table, count(query)));
    assert.match(String(high), /^[125]0+$/);
    assert.deepEqual(rangeOf(table, count(query.replace(/year=\d+/, "year=1940"))), [low, high], "of all years the same");
  }
});

test("the way to the map leads to the record in its year, or to what was counted, and keeps the lesson", () => {
  const now = view({ year: 1925, story: "twice", step: 2, lesson: true, lang: "en" });
  const found = viewOfAnswer(table, year("blown-up", "end"), 1956, now);
  const record = table.indexOf("blown-up");
  assert.deepEqual(found, view({ year: 1956, record: "blown-up", at: [table.lon[record], table.lat[record], 5], story: "twice", step: 2, lesson: true, lang: "en" }));
  const counted = viewOfAnswer(table, count("year=1955&country=HU"), 2, now);
  assert.deepEqual(counted, view({ year: 1955, query: { country: ["HU"] }, story: "twice", step: 2, lesson: true, lang: "en" }));
});

test("misses are summed up, years and numbers apart", () => {
  const revealed = [
    { guess: year("blown-up", "end"), guessed: 1950, answer: 1956 },
    { guess: year("blown-up", "start"), guessed: 1953, answer: 1951 },
    { guess: count("year=1955"), guessed: 7, answer: 7 },
  ];
  assert.deepEqual(summed(revealed), { exact: 1, years: 8, numbers: 0 });
  assert.deepEqual(summed(revealed.slice(0, 1)), { exact: 0, years: 6, numbers: -1 });
  assert.deepEqual(summed([]), { exact: 0, years: -1, numbers: -1 });
});

test("what came out is said, a year as a year and a number with its digits grouped", () => {
  const when = year("blown-up", "end");
  const many = count("year=1955");
  assert.equal(outcomeWords(when, 1955, 1956, phrases), "It was 1956. Your guess, 1955, was 1 year too early.");
  assert.equal(outcomeWords(when, 1961, 1956, phrases), "It was 1956. Your guess, 1961, was 5 years too late.");
  assert.equal(outcomeWords(when, 1956, 1956, phrases), "It was 1956: exactly right.");
  assert.equal(outcomeWords(many, 1000, 1187, phrases), "The map has 1,187. Your guess, 1,000, was 187 too few.");
  assert.equal(outcomeWords(many, 12, 9, phrases), "The map has 9. Your guess, 12, was 3 too many.");
  assert.equal(outcomeWords(many, 9, 9, phrases), "The map has 9: exactly right.");
  assert.equal(valueWords(when, 1956, phrases), "1956");
});
