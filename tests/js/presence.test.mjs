import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { presenceOf } from "../../geo/web/rule.js";

const PRESENCES = ["none", "certain", "presumed", "possible", "undated"];
const { cases } = JSON.parse(readFileSync(new URL("../cases/presence.json", import.meta.url), "utf8"));

for (const { case: name, bounds, years } of cases) {
  for (const [year, expected] of Object.entries(years)) {
    test(`${name}: in ${year} ${expected}`, () => {
      assert.equal(PRESENCES[presenceOf(bounds, Number(year))], expected);
    });
  }
}

test("there are cases of every presence", () => {
  const seen = new Set(cases.flatMap(({ years }) => Object.values(years)));
  assert.deepEqual([...seen].sort(), [...PRESENCES].sort());
});
