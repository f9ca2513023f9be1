/** The model answers what Python answers, on the small layer: tests/cases is written by tests/front_sample.py. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { maskOf, passing } from "../../geo/web/model/filter.js";
import { distance, nearest, whereWords, windOf } from "../../geo/web/model/nearby.js";
import { nearestYear } from "../../geo/web/model/nearestyear.js";
import { optionCounts, switchCounts } from "../../geo/web/model/options.js";
import { betweenSentence, sentence } from "../../geo/web/model/sentence.js";
import { AFTER, HONOURING, roomFor, selected, selectionIn } from "../../geo/web/model/selection.js";
import { sumsOf } from "../../geo/web/model/sums.js";
import { comparisonOf, showSide } from "../../geo/web/model/twoyears.js";
import { cases, idOf, phrases, table, view } from "./sample.mjs";

const PRESENCES = ["none", "certain", "presumed", "possible", "undated"];
const OUTCOMES = ["", "lost", "gained", "kept"];

for (const { query, rows } of cases("filters")) {
  test(`the rows that pass ${JSON.stringify(query)}`, () => {
    const mask = maskOf(table, query);
    assert.deepEqual([...mask.keys()].filter((row) => mask[row]).map(idOf), rows);
    const records = passing(table, mask);
    const ids = new Set(rows.map((id) => id.split("/")[0]));
    assert.deepEqual(table.ids.filter((_, record) => records[record]), [...ids].sort());
  });
}

test("the nearest year with something to show is that of a search through all", () => {
  const { first, last } = table.schema;
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const found = new Set();
  for (const { query } of cases("filters")) {
    const mask = maskOf(table, query);
    for (const undated of [false, true]) {
      const filled = years.filter((year) => selectionIn(table, mask, view({ year, undated })).count);
      for (const year of [first, 1937, 1961, last]) {
        const nearest = filled.sort((one, other) => Math.abs(one - year) - Math.abs(other - year) || one - other)[0] ?? null;
        assert.equal(nearestYear(table, mask, { year, undated }), nearest);
        found.add(nearest === null ? "none" : Math.sign(nearest - year));
      }
    }
  }
  assert.deepEqual(found, new Set([0, -1, 1, "none"]));
});

test("a filter can be left out", () => {
  const query = { country: ["GE"], replaced: ["old name"], lasted: 3 };
  for (const name of Object.keys(query)) {
    const { [name]: _, ...others } = query;
    assert.deepEqual(maskOf(table, query, name), maskOf(table, others));
  }
});

test("what the layer does not have is had by no row", () => {
  assert.ok(maskOf(table, { country: ["XX"] }).every((passes) => !passes));
  assert.ok(maskOf(table, { fate: ["nationalised"] }).every((passes) => !passes));
});

for (const { query, year, mode, undated, options, switches } of cases("options")) {
  test(`the options given ${JSON.stringify(query)} in ${year}, ${mode}`, () => {
    const now = view({ query, year, mode, undated });
    const counts = optionCounts(table, now);
    assert.deepEqual(Object.fromEntries([...counts].map(([name, found]) => [name, Object.fromEntries(found)])), options);
    for (const [name, found] of counts) assert.deepEqual([...found.keys()], Object.keys(options[name]), `order of ${name}`);
    assert.deepEqual(switchCounts(table, now), switches);
  });
}

for (const { query, mode, undated, year, counts, began, ended, sentence: words, rows, presence } of cases("years")) {
  const now = view({ query, mode, undated, year });
  const mask = maskOf(table, query);
  const told = `${JSON.stringify(query)} in ${year}, ${mode}${undated ? " with undated" : ""}`;
  test(`the counts and the sentence of ${told}`, () => {
    const sums = sumsOf(table, mask, now);
    assert.deepEqual(sums.at(year), counts);
    assert.deepEqual([sums.began[year - sums.first], sums.ended[year - sums.first]], [began, ended]);
    assert.equal(sentence(table, mask, now, sums, phrases), words);
  });
  test(`what is shown of ${told}`, () => {
    const selection = selectionIn(table, mask, now);
    assert.deepEqual(selected(table, mask, now).map(idOf), rows);
    assert.equal(selection.count, new Set(rows.map((id) => id.split("/")[0])).size);
    if (mode === "all") return;
    const records = [...selection.row.keys()].filter((record) => selection.row[record] >= 0);
    assert.deepEqual(records.map((record) => idOf(selection.row[record])), rows);
    if (presence) assert.deepEqual(records.map((record) => PRESENCES[selection.presence[record]]), presence);
  });
}

for (const { query, since, year, undated, counts, sentence: words, rows, outcome, presence, statuses, switches } of cases("between")) {
  const now = view({ query, mode: "between", from: since, undated, year });
  test(`what is lost, gained and kept of ${JSON.stringify(query)} between ${since} and ${year}${undated ? " with undated" : ""}`, () => {
    const mask = maskOf(table, query);
    const selection = selectionIn(table, mask, now);
    assert.deepEqual(selected(table, mask, now).map(idOf), rows);
    assert.equal(selection.count, rows.length);
    const records = [...selection.row.keys()].filter((record) => selection.row[record] >= 0);
    assert.deepEqual(records.map((record) => OUTCOMES[selection.outcome[record]]), outcome);
    assert.deepEqual(records.map((record) => PRESENCES[selection.presence[record]]), presence);
    assert.deepEqual(comparisonOf(table, selection), counts);
    assert.equal(betweenSentence(now, comparisonOf(table, selection), phrases), words);
    assert.deepEqual(Object.fromEntries(optionCounts(table, now).get("status")), statuses);
    assert.deepEqual(switchCounts(table, now), switches);
  });
}

test("each side of two years has what was in force in its year", () => {
  const selection = selectionIn(table, maskOf(table, {}), view({ mode: "between", from: 1955, year: 1962 }));
  const side = (/** @type {number} */ year) => {
    const room = roomFor(table);
    showSide(table, selection, year, room);
    return [...room.row].filter((row) => row >= 0).map(idOf);
  };
  const then = side(1955);
  assert.ok(then.includes("two-honours/3") && then.includes("stands-still/0") && !then.includes("blown-up/1"));
  assert.deepEqual(side(1962), ["fate-not-known/0", "so-to-this-day/0", "stands-still/0"]);
});

test("in all years a record stands by its first honour, in the status that it has come to", () => {
  const selection = selectionIn(table, maskOf(table, {}), view({ mode: "all" }));
  const record = table.indexOf("two-honours");
  assert.equal(idOf(selection.row[record]), "two-honours/1");
  assert.equal(selection.status[record], AFTER);
  assert.equal(selection.status[table.indexOf("so-to-this-day")], HONOURING);
});

test("what began in the year shown is marked, if a source dates it", () => {
  const selection = selectionIn(table, maskOf(table, {}), view({ year: 1961 }));
  const changed = table.ids.filter((_, record) => selection.changed[record]);
  assert.deepEqual(changed, ["gori-stalinsk", "put-up-again", "start-not-known", "told-twice"]);
});

test("room that was filled before is filled anew", () => {
  const mask = maskOf(table, {});
  const room = selectionIn(table, mask, view({ mode: "all" }));
  const again = selectionIn(table, mask, view({ year: 1956 }), room);
  assert.equal(again, room);
  assert.deepEqual(again, selectionIn(table, mask, view({ year: 1956 })));
});

const points = cases("near");
for (const { point, to, nearest: found } of points) {
  test(`what lies near ${point}`, () => {
    points.forEach(({ point: other }, at) => assert.ok(Math.abs(distance(point, other) - to[at]) <= 0.001 * to[at] + 1e-3, `${other}`));
    const near = nearest(table, new Uint8Array(table.recordCount).fill(1), point, found.length);
    assert.deepEqual(near.map(({ record }) => table.ids[record]), found.map(({ id }) => id));
    near.forEach(({ km, bearing }, at) => {
      assert.ok(Math.abs(km - found[at].km) <= 0.001 * found[at].km + 1e-3);
      if (found[at].wind) assert.equal(windOf(bearing), found[at].wind);
    });
  });
}

test("only records that count are near", () => {
  const counting = new Uint8Array(table.recordCount);
  counting[3] = 1;
  assert.deepEqual(nearest(table, counting, [0, 0]).map(({ record }) => record), [3]);
});

test("a bearing is one of eight winds", () => {
  const winds = [0, 22, 23, 90, 135, 180, 225, 270, 315, 337, 338, 359.9, -45].map(windOf);
  const south = ["east", "south-east", "south", "south-west", "west", "north-west"];
  assert.deepEqual(winds, ["north", "north", "north-east", ...south, "north-west", "north", "north", "north-west"]);
});

test("a distance is said with one decimal below ten kilometres", () => {
  assert.equal(whereWords({ km: 8.437, bearing: 180 }, phrases), "8.4 km south");
  assert.equal(whereWords({ km: 1123.4, bearing: 45 }, phrases), "1,123 km north-east");
  assert.equal(whereWords({ km: 0.04, bearing: 0 }, phrases), "here");
});
