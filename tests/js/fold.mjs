/** Fold the texts that come in as JSON, and write what becomes of them: for a test of Python. */

import { readFileSync } from "node:fs";
import process from "node:process";

import { Letters } from "../../geo/web/model/folding.js";

const { search, texts } = JSON.parse(readFileSync(0, "utf8"));
const letters = new Letters(search.letters, search.romans);
const folded = texts.map((text) => {
  const { written, literal, words, sounds } = letters.fold(text);
  return [written, literal, words, sounds, letters.asked(text) !== null];
});
process.stdout.write(JSON.stringify(folded));
