import assert from "node:assert/strict";
import test from "node:test";

import { Outlines, copies, decoded } from "../../geo/web/view/outlines.js";
import { bordersKey, bordersOf, held, namesOf, spotsOf, wordedNames } from "../../geo/web/view/states.js";

/** Write integers in the encoded polyline algorithm format. */
function encoded(numbers) {
  return numbers
    .map((number) => {
      let rest = number < 0 ? ~(number << 1) : number << 1;
      let text = "";
      for (; rest >= 0x20; rest >>= 5) text += String.fromCharCode(((rest & 0x1f) | 0x20) + 63);
      return text + String.fromCharCode(rest + 63);
    })
    .join("");
}

const LABEL = { box: [0, 0, 1000, 1000], size: 100, lines: [[250, 0, 1000], [750, 0, 400, 600, 1000]] };

/** Two countries side by side, once one state: arc 0 lies between them. */
const FILE = {
  scale: 100,
  label_scale: 10,
  arcs: [encoded([1000, 0, 0, 1000]), encoded([1000, 1000, -1000, 0, 0, -1000, 1000, 0]), encoded([1000, 0, 1000, 0, 0, 1000, -1000, 0])],
  countries: [
    { name: "Westland", iso: "WL", rings: [[0, 1]], label: LABEL },
    { name: "Eastland", iso: null, rings: [[2, -1]], label: { ...LABEL, size: 90 } },
  ],
  states: [
    { name: "Union", level: "state", start_year: 1945, end_year: 1991, iso: ["WL"], rings: [[0, 1]], label: { ...LABEL, size: 150 } },
    { name: "Republic", level: "republic", start_year: 1945, end_year: 1991, iso: ["WL"], rings: [[2, -1]], label: LABEL },
  ],
};
const outlines = new Outlines(FILE);

/** What is traced, as text; it is filled, so that nothing has to be closed. */
class Path {
  steps = [];
  moveTo(x, y) {
    this.steps.push(`M${Math.round(x)},${Math.round(y)}`);
  }
  lineTo(x, y) {
    this.steps.push(`L${Math.round(x)},${Math.round(y)}`);
  }
}
const FRAME = { width: 400, height: 400, world: 1000, left: 300, top: 300, zoom: 2 };

test("thin lines are drawn until those with all corners take their places", () => {
  const thin = [encoded([1000, 0, 0, 1000]), encoded([1000, 1000]), encoded([1000, 0, 1000, 0, -1000, 1000])];
  const drawn = new Outlines({ ...FILE, arcs: thin });
  const traced = (/** @type {Outlines} */ some) => {
    const path = new Path();
    some.land(path, FRAME);
    some.lines(path, some.arcs.keys(), FRAME);
    return path.steps;
  };
  const before = traced(drawn);
  drawn.take(FILE.arcs);
  assert.notDeepEqual(before, traced(drawn));
  assert.deepEqual(traced(drawn), traced(outlines));
});

test("the known example of the format is read", () => {
  assert.deepEqual(decoded("_p~iF~ps|U_ulLnnqC_mqNvxq`@"), [3850000, -12020000, 220000, -75000, 255200, -550300]);
});

test("integers are read as they were written, negative and large ones too", () => {
  const numbers = [0, 1, -1, 15, -16, 16, 17999, -18000, 32, 12345];
  assert.deepEqual(decoded(encoded(numbers)), numbers);
});

test("a country is traced once around, an arc that it shares backwards", () => {
  const path = new Path();
  outlines.land(path, FRAME);
  assert.equal(path.steps.filter((step) => step.startsWith("M")).length, 2);
  assert.equal(path.steps[0], "M228,200");
  const second = path.steps.findLastIndex((step) => step.startsWith("M"));
  for (const [first, last] of [[0, second - 1], [second, path.steps.length - 1]]) assert.equal(path.steps[last].slice(1), path.steps[first].slice(1));
});

test("what lies outside the canvas is not traced", () => {
  const path = new Path();
  outlines.land(path, { ...FRAME, left: 900, width: 50 });
  outlines.lines(path, [0, 1, 2], { ...FRAME, left: 900, width: 50 });
  assert.deepEqual(path.steps, []);
});

test("points nearer than a pixel are drawn as one, but a line's end is kept", () => {
  const close = new Outlines({ ...FILE, arcs: [encoded([0, 0, 1, 0, 1, 0, 500, 0, 1, 0])], countries: [], states: [] });
  const path = new Path();
  close.lines(path, [0], FRAME);
  assert.deepEqual(path.steps.map((step) => step[0]).join(""), "MLL");
});

test("the edge at which the world is cut is no line", () => {
  const cut = new Outlines({ ...FILE, arcs: [encoded([17000, 0, 1000, 0, 0, 1000, -1000, 0])], countries: [], states: [] });
  const path = new Path();
  cut.lines(path, [0], { ...FRAME, left: 800 });
  assert.deepEqual(path.steps.map((step) => step[0]).join(""), "MLML");
});

test("a disputed boundary is traced apart from the lines of the rings", () => {
  const claimed = new Outlines({ ...FILE, disputed: [encoded([1000, 0, 0, 1000])] });
  const path = new Path();
  claimed.claims(path, FRAME);
  assert.deepEqual(path.steps.map((step) => step[0]).join(""), "ML");
  assert.equal(claimed.arcs.length, FILE.arcs.length);
  const none = new Path();
  outlines.claims(none, FRAME);
  assert.deepEqual(none.steps, []);
});

test("the world is drawn as often as the canvas shows it", () => {
  assert.deepEqual(copies({ left: -100, width: 1200, world: 500 }), [-1, 0, 1, 2]);
  assert.deepEqual(copies({ left: 10, width: 100, world: 500 }), [0]);
});

test("a line between two countries has land on both sides, a coast has not", () => {
  assert.deepEqual([...outlines.inner], [0]);
});

test("borders hold from their first year to the year before their last, and before 1945 as in it", () => {
  const state = { start_year: 1945, end_year: 1991 };
  assert.deepEqual([1900, 1944, 1945, 1990, 1991].map((year) => held(state, year)), [true, true, true, true, false]);
  assert.ok(held({ start_year: 1945, end_year: null }, 2020));
});

test("a border of a state is not drawn again as one of a republic", () => {
  const { states, republics } = bordersOf(outlines, 1961);
  assert.deepEqual([...states], [0]);
  assert.deepEqual([...republics], []);
  assert.deepEqual([...bordersOf(outlines, 2000).states], []);
});

test("the borders of years between which nothing changes have one name", () => {
  assert.equal(bordersKey(outlines, 1920), bordersKey(outlines, 1990));
  assert.notEqual(bordersKey(outlines, 1990), bordersKey(outlines, 1991));
});

test("a former state is named instead of the countries that it covers, the largest first", () => {
  const named = (year, then) => namesOf(outlines, year, then).map(({ name }) => name);
  assert.deepEqual(named(1961, true), ["Union", "Eastland"]);
  assert.deepEqual(named(1961, false), ["Westland", "Eastland"]);
  assert.deepEqual(named(2000, true), ["Westland", "Eastland"]);
});

test("countries are named in the page's language, former states by its words, others as they are called", () => {
  const phrases = { lang: "de", has: (key) => key === "web.state.Soviet_Union", say: () => "Sowjetunion" };
  const names = [["Germany", "DE"], ["Soviet Union", null], ["Union", null]].map(([name, iso]) => ({ name, iso, label: LABEL }));
  assert.deepEqual(wordedNames(names, phrases).map(({ name }) => name), ["Deutschland", "Sowjetunion", "Union"]);
});

const SHAPE = { box: [0, 0, 10, 10], size: 100, lines: [[2.5, 0, 10], [7.5, 0, 4, 6, 10]] };
const WORLD = { west: -20, south: -20, east: 30, north: 30 };

test("a name is tried inside its shape, the middle first", () => {
  const spots = spotsOf(SHAPE, WORLD, 4);
  assert.deepEqual(spots[0], [5, 2.5]);
  assert.equal(spots.length, 9);
  assert.ok(spots.every(([lon, lat]) => lat === 2.5 || lon <= 4 || lon >= 6));
});

test("a shape that is too small at a zoom, out of view, or hardly in view is not named", () => {
  assert.deepEqual(spotsOf(SHAPE, WORLD, 1), []);
  assert.deepEqual(spotsOf(SHAPE, { west: 50, south: 0, east: 60, north: 10 }, 4), []);
  assert.deepEqual(spotsOf(SHAPE, { west: 8, south: 8, east: 30, north: 30 }, 4), []);
});

test("a shape is named in each copy of the world", () => {
  const spots = spotsOf(SHAPE, { west: 340, south: -20, east: 390, north: 30 }, 4);
  assert.deepEqual(spots[0], [365, 2.5]);
});

test("a vast shape of which no line is in view is named in the middle of the view, if that is inside", () => {
  const vast = { box: [0, 0, 100, 10], size: 1000, lines: [[2.5, 0, 100], [7.5, 0, 40, 60, 100]] };
  assert.deepEqual(spotsOf(vast, { west: 10, south: 4, east: 12, north: 6 }, 8), [[11, 5]]);
  assert.deepEqual(spotsOf(vast, { west: 49, south: 4, east: 51, north: 6 }, 8), []);
});
