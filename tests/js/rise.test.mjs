import assert from "node:assert/strict";
import { test } from "node:test";

import { longestRise } from "../../geo/web/model/rise.js";

test("nothing rises in nothing, nor in what is new", () => {
  assert.deepEqual(longestRise([]), []);
  assert.deepEqual(longestRise([-1, -1]), []);
});

test("what is in order stays whole", () => assert.deepEqual(longestRise([0, 1, 2, 3]), [0, 1, 2, 3]));

test("one that goes to the end leaves the others where they are", () => assert.deepEqual(longestRise([1, 2, 3, 0]), [0, 1, 2]));

test("of a list turned round one stays", () => assert.equal(longestRise([3, 2, 1, 0]).length, 1));

test("what is new stands between what stays", () => assert.deepEqual(longestRise([0, -1, 1, -1, 2]), [0, 2, 4]));

test("a rise is as long as the longest, for every order of six", () => {
  /** @param {number[]} rest @returns {number[][]} */
  const orders = (rest) => (rest.length ? rest.flatMap((one) => orders(rest.filter((other) => other !== one)).map((order) => [one, ...order])) : [[]]);
  for (const order of orders([0, 1, 2, 3, 4, 5])) {
    const rise = longestRise(order);
    let best = 0;
    for (let chosen = 0; chosen < 64; chosen++) {
      const picked = order.filter((_, at) => chosen & (1 << at));
      if (picked.every((number, at) => at === 0 || picked[at - 1] < number)) best = Math.max(best, picked.length);
    }
    assert.equal(rise.length, best);
    assert.ok(rise.every((at, place) => place === 0 || order[rise[place - 1]] < order[at]));
  }
});
