import assert from "node:assert/strict";
import process from "node:process";
import test from "node:test";

import { Cells, SINGLE_ROOM_PX, discRadius, roomOf } from "../../geo/web/view/cells.js";

/** A generator of numbers from 0 to 1 that gives the same on every run (mulberry32). */
function randomFrom(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const AREA = { width: 1500, height: 900, left: 12345, top: -678 };

function spread(count, seed) {
  const random = randomFrom(seed);
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  for (let at = 0; at < count; at++) [x[at], y[at]] = [random() * AREA.width, random() * AREA.height];
  return [x, y];
}

/** Points in a few crowded towns. */
function crowded(count, seed) {
  const random = randomFrom(seed);
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  const towns = Array.from({ length: 40 }, () => [random() * AREA.width, random() * AREA.height, 2 + random() * 60]);
  for (let at = 0; at < count; at++) {
    const [left, top, wide] = towns[Math.floor(random() * towns.length)];
    const away = () => (random() + random() + random() - 1.5) * wide;
    x[at] = Math.min(AREA.width, Math.max(0, left + away()));
    y[at] = Math.min(AREA.height, Math.max(0, top + away()));
  }
  return [x, y];
}

function cellsOf([x, y], passing = new Uint8Array(x.length).fill(1), area = AREA) {
  return new Cells(x, y, passing, area);
}

/** Find two circles that overlap, by a sweep from left to right. */
function overlapping(circles) {
  const sorted = [...circles].sort((one, other) => one.x - other.x);
  for (let at = 0; at < sorted.length; at++) {
    for (let next = at + 1; next < sorted.length && sorted[next].x - sorted[at].x < 50; next++) {
      const [one, other] = [sorted[at], sorted[next]];
      if (Math.hypot(one.x - other.x, one.y - other.y) < one.room + other.room - 0.01) return [one, other];
    }
  }
  return null;
}

function circlesOf(cells) {
  return Array.from({ length: cells.count }, (_, at) => ({ x: cells.x[at], y: cells.y[at], room: roomOf(cells.sizeOf(at)) }));
}

/** What a year may show: of each symbol one record alone, or some. */
function yearOf(cells, random) {
  return circlesOf(cells).map((circle, at) => {
    if (random() < 0.3) return circle;
    const slot = cells.start[at] + Math.floor(random() * cells.sizeOf(at));
    const [x, y] = cells.spot(at, slot);
    return { x, y, room: SINGLE_ROOM_PX };
  });
}

for (const [count, seed] of [[0, 1], [1, 2], [2, 3], [30, 4], [500, 5], [500, 6], [5000, 7], [50_000, 8]]) {
  for (const [kind, make] of [["spread", spread], ["crowded", crowded]]) {
    test(`no two symbols of ${count} ${kind} records (seed ${seed}) cover each other, and each record has one symbol`, () => {
      const cells = cellsOf(make(count, seed));
      assert.equal(overlapping(circlesOf(cells)), null);
      assert.deepEqual([...cells.members].sort((one, other) => one - other), Array.from({ length: count }, (_, at) => at));
    });

    test(`no two symbols of ${count} ${kind} records (seed ${seed}) cover each other in whatever year`, () => {
      const cells = cellsOf(make(count, seed));
      const random = randomFrom(seed + 100);
      for (let year = 0; year < 5; year++) assert.equal(overlapping(yearOf(cells, random)), null);
    });
  }
}

test("a record alone at its place is drawn there", () => {
  const cells = cellsOf([Float64Array.of(100, 400), Float64Array.of(100, 400)]);
  assert.equal(cells.count, 2);
  const [x, y] = cells.spot(1, cells.start[1]);
  assert.deepEqual([x, y], [400, 400]);
});

test("one record of a symbol with free room around is drawn at its own place", () => {
  const cells = cellsOf([Float64Array.of(100, 110), Float64Array.of(100, 100)]);
  assert.equal(cells.count, 1);
  assert.deepEqual([...cells.spot(0, 0), ...cells.spot(0, 1)], [100, 100, 110, 100]);
});

test("records that do not pass, or lie outside the area, have no symbol", () => {
  const x = Float64Array.of(100, 300, -20, 1600, NaN);
  const cells = new Cells(x, Float64Array.of(100, 300, 100, 100, 100), Uint8Array.of(1, 0, 1, 1, 1), AREA);
  assert.deepEqual([...cells.members], [0]);
});

test("the squares keep their place when the map is moved", () => {
  const [x, y] = crowded(400, 11);
  const inner = Uint8Array.from(x, (_, at) => Number(x[at] > 200 && x[at] < 1300 && y[at] > 200 && y[at] < 700));
  const before = cellsOf([x, y], inner);
  const moved = new Cells(x.map((pixels) => pixels - 77), y.map((pixels) => pixels - 31), inner, {
    ...AREA, left: AREA.left + 77, top: AREA.top + 31,
  });
  const sizes = (cells) => circlesOf(cells).map((_, at) => cells.sizeOf(at)).sort((one, other) => one - other);
  assert.equal(moved.count, before.count);
  assert.deepEqual(sizes(moved), sizes(before));
});

test("each symbol is found from where it stands", () => {
  const cells = cellsOf(spread(2000, 12));
  for (let at = 0; at < cells.count; at++) {
    const found = [];
    cells.near(cells.x[at], cells.y[at], 0, (symbol) => found.push(symbol));
    assert.ok(found.includes(at));
  }
});

test("a disc grows with the number of its records, and its room with it", () => {
  const counts = [2, 10, 100, 1000, 100_000];
  assert.deepEqual(counts.map(discRadius), [10.5, 13, 16, 19, 19]);
  assert.ok(counts.every((count) => roomOf(count) > discRadius(count)));
});

test("time grows with the number of records, not with its square", () => {
  const time = (count) => {
    const points = crowded(count, 13);
    const passing = new Uint8Array(count).fill(1);
    const runs = Array.from({ length: 9 }, () => {
      const begin = process.cpuUsage();
      cellsOf(points, passing);
      const { user, system } = process.cpuUsage(begin);
      return (user + system) / 1000;
    });
    return Math.min(...runs); // a busy machine makes others longer
  };
  time(20_000);
  assert.ok(time(400_000) < 100 * Math.max(1, time(20_000))); // twenty times the records; the square would be 400 times
});
