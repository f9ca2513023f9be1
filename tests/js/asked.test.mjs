/** The capitals and regional centres that a text means: the cases that Python runs too. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Centres, kindOf } from "../../geo/web/model/asked.js";
import { Letters } from "../../geo/web/model/folding.js";
import { cases } from "./sample.mjs";

const file = cases("centres");
const letters = new Letters(file.letters, file.romans);
const answers = [["recorded", ["volgograd"], "", ""], ["none found", [], "28 November 2026", "pages"], ["not looked", [], "", ""]];
const places = Object.fromEntries(file.numbers.map((number) => [number, answers]));
/** @type {Object<string, [number, number]>} */
const points = Object.fromEntries(file.numbers.map((number, at) => [number, [20.12345 + at, 50.54321]]));
const classes = ["statue", "street", "named"];
const centres = new Centres(letters, file.towns, { classes, places, points });

for (const { text, found } of file.cases) {
  test(`${JSON.stringify(text.slice(0, 20))} means ${found.join(", ") || "no town that is asked about"}`, () => {
    assert.deepEqual(centres.find(text).map(({ name }) => name), found);
  });
}

test("a town is told of with an answer for each class", () => {
  const [voronezh] = centres.find("Воронеж");
  assert.deepEqual(voronezh, {
    name: "Voronezh",
    country: "RU",
    answers: [
      { of: "statue", answer: answers[0] },
      { of: "street", answer: answers[1] },
      { of: "named", answer: answers[2] },
    ],
  });
});

test("a town is told of by its number, and one that is not asked about is not", () => {
  const number = file.numbers[0];
  assert.equal(centres.of(number)?.name, file.towns.find((row) => row[5] === number)[0]);
  assert.equal(centres.of(1), null);
  assert.equal(centres.of(null), null);
});

test("a data set without a frame tells of no town", () => {
  assert.deepEqual(new Centres(letters, file.towns, { classes: [], places: {}, points: {} }).find("Voronezh"), []);
});

for (const { answers: given, kind } of file.kinds) {
  test(`${given.join(", ")} come to ${kind}`, () => {
    assert.equal(kindOf(given.map((/** @type {import("../../geo/web/model/asked.js").Answer[0]} */ answer) => [answer, [], "", ""])), kind);
  });
}

test("each town that is asked about has one mark, where it lies, of what is known of it", () => {
  const [one, ...others] = file.numbers;
  const silent = answers.map(() => answers[2]);
  const marks = new Centres(letters, file.towns, { classes, places: { ...places, [one]: silent }, points }).marks();
  assert.deepEqual(marks.map(({ kind }) => kind).sort(), ["not looked", ...others.map(() => "recorded")]);
  const { lon, lat, asked } = marks.find(({ kind }) => kind === "not looked") ?? assert.fail();
  assert.deepEqual([lon, lat], points[one]);
  assert.deepEqual([asked.name, asked.answers[0].answer], [file.towns.find((row) => row[5] === one)[0], answers[2]]);
});
