/** The address of a number to quote, in the map in one file. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { figureAddress, figureIn } from "../../geo/web/model/quoting.js";

test("an address is divided into the number that it asks for and the view, which stays as it is written", () => {
  assert.deepEqual(figureIn("q=a%20b&figures=standing&data=2.1.0"), { figure: "standing", rest: "q=a%20b&data=2.1.0" });
  assert.deepEqual(figureIn("figures=longest"), { figure: "longest", rest: "" });
});

test("an address that asks for no number is left alone", () => {
  for (const text of ["", "year=1961", "q=figures", "figuresof=standing"]) assert.deepEqual(figureIn(text), { figure: null, rest: text });
});

test("an address can ask for the numbers without naming one", () => {
  assert.deepEqual(figureIn("figures&year=1961"), { figure: "", rest: "year=1961" });
});

test("of two numbers the first is asked for, and neither is left for the view", () => {
  assert.deepEqual(figureIn("figures=moved&year=1961&figures=ended"), { figure: "moved", rest: "year=1961" });
});

test("what is written is read back", () => {
  for (const key of ["standing", "a&b=c"]) assert.deepEqual(figureIn(figureAddress(key)), { figure: key, rest: "" });
});
