/** Fold the texts that come in as JSON, and write what becomes of them: for a test of Python. */

import process from "node:process";
import { text } from "node:stream/consumers";

import { Letters } from "../../geo/web/model/folding.js";

// A stream waits for what comes late; a file that is read at once does not.
const { search, texts } = JSON.parse(await text(process.stdin));
const letters = new Letters(search.letters, search.romans);
const folded = texts.map((one) => {
  const { written, literal, words, sounds } = letters.fold(one);
  return [written, literal, words, sounds, letters.asked(one) !== null];
});
process.stdout.write(JSON.stringify(folded));
