/** Which part of the map a picture shows. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { nearer } from "../../geo/web/view/framing.js";
import { mercator } from "../../geo/web/view/meridian.js";

const ZOOM = 6;
const WORLD = 256 * 2 ** ZOOM;

/**
 * @param {number} lon
 * @param {number} lat of the middle
 */
function around(lon, lat) {
  const [x, y] = mercator(lon, lat);
  return { scale: 1, width: 1000, height: 600, world: WORLD, left: x * WORLD - 500, top: y * WORLD - 300, zoom: ZOOM };
}

/**
 * @param {import("../../geo/web/view/surface.js").Frame} frame
 * @param {[number, number]} place
 */
function pixels({ world, left, top }, [lon, lat]) {
  const [x, y] = mercator(lon, lat);
  return [x * world - left, y * world - top];
}

test("a picture goes nearer to its places, and all of them stay in it", () => {
  const places = /** @type {[number, number][]} */ ([[43, 42.2], [44.8, 41.7], [45.5, 41.9]]);
  const frame = nearer(around(44, 42), places);
  assert.ok(frame.zoom > ZOOM + 1);
  assert.deepEqual([frame.width, frame.height], [1000, 600]);
  assert.ok(Math.abs(frame.world - 256 * 2 ** frame.zoom) < 1e-6);
  for (const place of places) {
    const [x, y] = pixels(frame, place);
    assert.ok(x > 0 && x < 1000 && y > 0 && y < 600, `${place}`);
  }
});

test("one place is not gone nearer to than four times", () => {
  assert.equal(nearer(around(44, 42), [[44, 42]]).zoom, ZOOM + 2);
});

test("a place at the edge stays, and nothing that the screen does not show comes in", () => {
  const wide = around(44, 42);
  const frame = nearer(wide, [[44 - 10.9, 42]]);
  assert.ok(frame.left >= wide.left * 4 - 1e-6);
  assert.ok(pixels(frame, [44 - 10.9, 42])[0] >= 0);
});

test("what is seen of the whole map stays as it is", () => {
  const wide = around(44, 42);
  assert.deepEqual(nearer(wide, [[34, 42], [54, 42]]), wide);
  assert.deepEqual(nearer(wide, [[-100, 42]]), wide);
  assert.deepEqual(nearer(wide, []), wide);
});

test("places beyond 180 degrees are found where the map shows them", () => {
  const frame = nearer({ ...around(179, 65) }, [[-179, 65], [179, 65]]);
  assert.ok(frame.zoom > ZOOM);
});
