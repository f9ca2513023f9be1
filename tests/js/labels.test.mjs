import assert from "node:assert/strict";
import test from "node:test";

import { CERTAIN, POSSIBLE, PRESUMED, UNDATED } from "../../geo/web/model/rule.js";
import { AFTER, BEFORE, HONOURING } from "../../geo/web/model/selection.js";
import { GAINED } from "../../geo/web/model/twoyears.js";
import { PARTS, partOf } from "../../geo/web/view/draw.js";
import { crowds, eventsOf } from "../../geo/web/view/eventmarks.js";
import { Labels, Room, labelOf, overlap } from "../../geo/web/view/labels.js";
import { Landmarks } from "../../geo/web/view/landmarks.js";
import { linesOf } from "../../geo/web/view/legend.js";

const VIEW = { left: 0, top: 0, right: 1000, bottom: 600 };
const box = (left, top, right, bottom) => ({ left, top, right, bottom });
const both = (name, town) => `${name}, ${town}`;

/** A canvas on which each letter is six pixels wide. */
function canvas() {
  const written = [];
  const nothing = () => {};
  return { written, measureText: (text) => ({ width: 6 * text.length }), strokeText: nothing, beginPath: nothing, arc: nothing, fill: nothing,
    fillText: (text, x, y) => written.push([text, x, y]) };
}

const PALETTE = { ink: "black", soft: "grey", land: "white" };

test("boxes overlap when they share more than an edge", () => {
  assert.ok(overlap(box(0, 0, 10, 10), box(9, 9, 20, 20)));
  assert.ok(!overlap(box(0, 0, 10, 10), box(10, 0, 20, 10)));
});

test("room that is taken is not free, wherever the box begins", () => {
  const room = new Room(VIEW);
  room.take(box(100, 100, 400, 120));
  assert.ok(!room.isFree(box(390, 110, 420, 130)));
  assert.ok(room.isFree(box(400, 100, 420, 120)));
  assert.equal(room.over(200, 110)?.left, 100);
  assert.equal(room.over(200, 130), undefined);
});

test("nothing is written across the edge of the view", () => {
  const room = new Room(VIEW);
  for (const across of [box(-1, 10, 20, 20), box(990, 10, 1001, 20), box(5, 590, 20, 601)]) assert.ok(!room.isFree(across));
});

test("a name stands right of its symbol, left where there is no room, and nowhere where neither is free", () => {
  const context = canvas();
  const labels = new Labels(context, PALETTE, VIEW, [box(520, 0, 700, 600)]);
  labels.keep(300, 300, 9);
  labels.keep(505, 300, 9);
  assert.ok(labels.thing("Gori", 300, 300, 9, true));
  assert.ok(labels.thing("Kutaisi", 505, 300, 9, true));
  labels.keep(710, 300, 9);
  assert.ok(!labels.thing("Stalinabad", 515, 300, 9, true));
  assert.deepEqual(context.written.map(([text, x]) => [text, x]), [["Gori", 312], ["Kutaisi", 505 - 12 - 42]]);
});

test("a landmark under a symbol stands beside it", () => {
  const context = canvas();
  const labels = new Labels(context, PALETTE, VIEW, []);
  labels.keep(100, 100, 12);
  labels.landmark("Minsk", 103, 100);
  labels.landmark("Riga", 300, 100);
  assert.deepEqual(context.written, [["Minsk", 114, 100], ["Riga", 306, 100]]);
});

test("a state stands at the first point that is free", () => {
  const context = canvas();
  const labels = new Labels(context, PALETTE, VIEW, [box(0, 0, 200, 200)]);
  labels.state("Poland", [[100, 100], [300, 300], [500, 500]]);
  assert.deepEqual(context.written, [["Poland", 282, 300]]);
});

test("towns are named sooner than other things", () => {
  const [town, thing] = [{ name: "Gori", town: null, settlement: true }, { name: "Stalin Street", town: "Gori", settlement: false }];
  assert.deepEqual([4, 5, 8].map((zoom) => labelOf(town, zoom, both)), [null, "Gori", "Gori"]);
  assert.deepEqual([4, 5, 8].map((zoom) => labelOf(thing, zoom, both)), [null, null, "Stalin Street, Gori"]);
});

test("a name that tells its town already does not say it again", () => {
  const named = (name, town) => labelOf({ name, town, settlement: false }, 10, both);
  assert.equal(named("Stalin Monument, Gori", "Gori"), "Stalin Monument, Gori");
  assert.equal(named("Stalin Peak", null), "Stalin Peak");
});

test("a disc has a part for each status and how surely it is so", () => {
  const words = (status, presence) => PARTS[partOf(status, presence)].join(" ");
  assert.equal(words(HONOURING, CERTAIN), `${HONOURING} certain`);
  assert.equal(words(HONOURING, PRESUMED), `${HONOURING} presumed`);
  assert.equal(words(HONOURING, POSSIBLE), `${HONOURING} possible`);
  assert.equal(words(HONOURING, UNDATED), `${HONOURING} possible`);
  assert.equal(words(AFTER, POSSIBLE), `${AFTER} possible`);
  assert.equal(words(AFTER, CERTAIN), `${AFTER} certain`);
  assert.equal(words(BEFORE, UNDATED), `${BEFORE} possible`);
  const gained = (presence) => PARTS[partOf(HONOURING, presence, GAINED)][1];
  assert.deepEqual([CERTAIN, PRESUMED, POSSIBLE].map(gained), ["certain", "certain", "possible"]);
});

test("the legend says what the mode uses and no more", () => {
  assert.deepEqual(linesOf("changes"), ["renamed", "gone", "changed", "several"]);
  assert.deepEqual(linesOf("between"), ["lost", "gained", "kept", "diamond", "in_doubt", "several"]);
  assert.deepEqual(linesOf("split"), ["bears", "stands", "presumed", "possible", "several"]);
  assert.deepEqual(linesOf("all"), ["bears", "stands", "renamed", "gone", "several"]);
  assert.ok(linesOf("year").includes("presumed") && linesOf("year").length === 9);
});

const TOWNS = [["Moscow", 37.62, 55.75, 10_000_000], ["Gori", 44.11, 41.98, 48_000], ["Warsaw", 21.01, 52.23, 1_700_000]];

test("large towns are named, more of them the nearer the map, and none that is a record itself", () => {
  const landmarks = new Landmarks(TOWNS, [[44.1, 41.99]]);
  const within = (view, zoom) => landmarks.within(view, zoom).map(({ name }) => name);
  const europe = { west: 0, south: 30, east: 60, north: 70 };
  assert.deepEqual([2, 3, 5].map((zoom) => within(europe, zoom)), [[], ["Moscow"], ["Moscow", "Warsaw"]]);
  assert.deepEqual(within({ ...europe, west: 30 }, 5), ["Moscow"]);
  assert.deepEqual(within({ ...europe, west: 360, east: 420 }, 5), ["Moscow", "Warsaw"]);
  assert.equal(landmarks.towns.length, 2);
});

test("events whose marks would touch share one", () => {
  const events = [1953, 1953, 1956, 1961, 1990].map((year, at) => ({ id: String(at), year }));
  assert.deepEqual(crowds(events, 4).map((group) => group.map(({ year }) => year)), [[1953, 1953, 1956], [1961], [1990]]);
  assert.equal(crowds(events, 0.5).length, 4);
  assert.deepEqual(crowds([], 4), []);
});

test("an event has the addresses of its sources", () => {
  const sources = { one: { url: "https://a.example/" }, two: { url: "https://b.example/" } };
  const [event] = eventsOf([{ id: "x", year: 1953, when: "5 March 1953", title: "T", place: "P", what: "W", sources }]);
  assert.deepEqual(event.sources, ["https://a.example/", "https://b.example/"]);
});
