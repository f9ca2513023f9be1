/**
 * Compare what the model answers with what Python answered, on the layer as it is: tests/web/test_front.py writes the questions with
 * their answers into a folder, and runs this on it.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

import { Details } from "../../geo/web/model/details.js";
import { toCSV, toGeoJSON } from "../../geo/web/model/download.js";
import { maskOf } from "../../geo/web/model/filter.js";
import { answerOf } from "../../geo/web/model/guesses.js";
import { LayerTable } from "../../geo/web/model/layertable.js";
import { Phrases } from "../../geo/web/model/phrases.js";
import { optionCounts, switchCounts } from "../../geo/web/model/options.js";
import { betweenSentence, sentence } from "../../geo/web/model/sentence.js";
import { selected, selectionIn } from "../../geo/web/model/selection.js";
import { sumsOf } from "../../geo/web/model/sums.js";
import { comparisonOf } from "../../geo/web/model/twoyears.js";
import { openingView } from "../../geo/web/model/view.js";

const folder = process.argv[2];
const text = (/** @type {string} */ name) => readFileSync(join(folder, name), "utf8");
const json = (/** @type {string} */ name) => JSON.parse(text(name));

const table = LayerTable.read(Uint8Array.from(readFileSync(join(folder, "columns.bin"))).buffer);
table.extend(json("texts.json"));
const phrases = new Phrases(json("phrases.json"));
const { schema } = table;
const details = await new Details(async (number) => json(`details${number}.json`), schema).all();

/** @type {Object<string, number>} */
const compared = {};
for (const [at, { asked, told }] of json("questions.json").entries()) {
  const view = { ...openingView(schema), ...asked };
  const mask = maskOf(table, view.query);
  /** @type {Object<string, () => unknown>} */
  const answers = {
    mask: () => bitsOf(mask),
    rows: () => [...selected(table, mask, view)],
    changed: () => changedRows(mask, view),
    options: () => Object.fromEntries([...optionCounts(table, view)].map(([name, counts]) => [name, [...counts]])),
    switches: () => switchCounts(table, view),
    years: () => yearsOf(mask, view),
    compared: () => Object.values(comparisonOf(table, selectionIn(table, mask, view))),
    sentence: () => betweenSentence(view, comparisonOf(table, selectionIn(table, mask, view)), phrases),
    outcomes: () => outcomesOf(selectionIn(table, mask, view)),
    geojson: () => JSON.parse(toGeoJSON(table, details, view, schema.edition)),
    guessed: () => told.guessed.map((/** @type {{guess: import("../../geo/web/model/guesses.js").Guess}} */ { guess }) => ({ guess, answer: answerOf(table, guess) })),
    csv: () => toCSV(table, details, view, schema.edition).split("\r\n"),
  };
  for (const [name, answer] of Object.entries(told)) {
    const expected = name === "geojson" ? json(answer) : name === "csv" ? text(answer).split("\r\n") : answer;
    assert.deepEqual(answers[name](), expected, `${name} of question ${at}: ${JSON.stringify(asked)}`);
    compared[name] = (compared[name] ?? 0) + 1;
  }
}
process.stdout.write(JSON.stringify(compared));

/** @param {import("../../geo/web/model/selection.js").Selection} selection */
function outcomesOf({ row, outcome }) {
  return [...outcome.keys()].filter((record) => row[record] >= 0).map((record) => ["", "lost", "gained", "kept"][outcome[record]]);
}

/** @param {Uint8Array} mask */
function bitsOf(mask) {
  return [...mask].join("");
}

/**
 * @param {Uint8Array} mask
 * @param {import("../../geo/web/model/view.js").View} view
 */
function changedRows(mask, view) {
  const { row, changed } = selectionIn(table, mask, view);
  return [...row].filter((_, record) => changed[record]);
}

/**
 * @param {Uint8Array} mask
 * @param {import("../../geo/web/model/view.js").View} view
 */
function yearsOf(mask, view) {
  const sums = sumsOf(table, mask, view);
  const years = Array.from({ length: sums.last - sums.first + 1 }, (_, at) => sums.first + at);
  return {
    began: [...sums.began],
    ended: [...sums.ended],
    counts: years.map((year) => Object.values(sums.at(year))),
    sentences: years.map((year) => sentence(table, mask, { ...view, year }, sums, phrases)),
  };
}
