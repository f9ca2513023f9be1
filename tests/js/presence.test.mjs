import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { presenceOf } from "../../geo/web/model/rule.js";
import { table } from "./sample.mjs";

const PRESENCES = ["none", "certain", "presumed", "possible", "undated"];
const { cases } = JSON.parse(readFileSync(new URL("../cases/presence.json", import.meta.url), "utf8"));

for (const { case: name, bounds, years } of cases) {
  for (const [year, expected] of Object.entries(years)) {
    test(`${name}: in ${year} ${expected}`, () => {
      assert.equal(PRESENCES[presenceOf(bounds, Number(year))], expected);
    });
  }
}

test("a table says the same of its rows", () => {
  const names = ["possible_from", "possible_to", "certain_from", "certain_to", "presumed", "undated_from", "undated_to"];
  for (let row = 0; row < table.rowCount; row++) {
    const bounds = Object.fromEntries(names.map((name) => [name, table.value(name, row)]));
    for (let year = 1900; year < 2030; year++) assert.equal(table.rule.presenceOf(row, year), presenceOf(bounds, year));
  }
});

test("there are cases of every presence", () => {
  const seen = new Set(cases.flatMap(({ years }) => Object.values(years)));
  assert.deepEqual([...seen].sort(), [...PRESENCES].sort());
});
