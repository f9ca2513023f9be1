import assert from "node:assert/strict";
import test from "node:test";

import { beside, linesTo, mercator, together, unprojected } from "../../geo/web/view/meridian.js";

for (const [lon, other, expected] of [[100, -175, -260], [-175, 100, 185], [37, 25, 37], [180, -180, -180], [10, 900, 730]]) {
  test(`${lon} beside ${other} is ${expected}`, () => assert.equal(beside(lon, other), expected));
}

for (const [lons, expected] of [
  [[37, 177, -173], [37, 177, 187]],
  [[19, 24, 28], [19, 24, 28]],
  [[-170, 170], [190, 170]],
  [[-100, 20, 140], [-100, 20, 140]],
  [[44], [44]],
  [[], []],
  [[5, 5], [5, 5]],
]) {
  test(`places at ${lons.join(", ") || "no longitude"} span as little as they can`, () => assert.deepEqual(together(lons), expected));
}

test("a line takes the short way, and one across 180 degrees is drawn at both ends of the map", () => {
  assert.deepEqual(linesTo([37, 55], [25, 50]), [[[55, 37], [50, 25]]]);
  assert.deepEqual(linesTo([-175, 45], [170, 60]), [[[45, -175], [60, -190]], [[45, 185], [60, 170]]]);
});

test("the square map of the world has its corners where Web Mercator has them", () => {
  assert.deepEqual(mercator(0, 0), [0.5, 0.5]);
  const [x, y] = mercator(-180, 85.0511287798);
  assert.ok(x === 0 && Math.abs(y) < 1e-9);
  assert.ok(mercator(0, 90)[1] >= -1e-9);
});

for (const [lon, lat] of [[37.6, 55.75], [-173, 64], [0, -45], [190, 10]]) {
  test(`${lon}, ${lat} comes back from the map`, () => {
    const [there, up] = unprojected(...mercator(lon, lat));
    assert.ok(Math.abs(there - lon) < 1e-9 && Math.abs(up - lat) < 1e-9);
  });
}
