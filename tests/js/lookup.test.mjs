/** The search in the browser: the cases that Python runs too, and its parts. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Letters, soundOf } from "../../geo/web/model/folding.js";
import { statesOf } from "../../geo/web/model/gazette.js";
import { LayerTable } from "../../geo/web/model/layertable.js";
import { Lookup } from "../../geo/web/model/lookup.js";
import { Phrases } from "../../geo/web/model/phrases.js";
import { A_SLIP, BEGUN, german, lettersOf, NEVER, SLIPPED_HEAD, Sound, WordList } from "../../geo/web/model/spelling.js";
import { cases } from "./sample.mjs";

const file = cases("search");
const table = LayerTable.read(Uint8Array.from(Buffer.from(file.columns, "base64")).buffer);
table.extend(JSON.parse(file.texts));
const phrases = new Phrases({ lang: "en", messages: {}, languages: {}, ...file.phrases });
const lookup = new Lookup(table, file.towns, phrases);
const letters = new Letters(file.phrases.search.letters, file.phrases.search.romans);

for (const { text, hits } of file.cases) {
  test(`finds ${JSON.stringify(text.slice(0, 40))} as Python does`, () => {
    const found = lookup.find(text).map((hit) => {
      return [table.ids[hit.record], hit.name, hit.lang, hit.town, hit.when, hit.year, hit.score, hit.how];
    });
    assert.deepEqual(found, hits);
  });
}

test("a hit names its country and the row that bears the name", () => {
  const [hit] = lookup.find("Сталинабад");
  assert.equal(hit.country, "Tajikistan");
  assert.equal(table.value("native_name", hit.row), "Сталинабад");
  assert.equal(table.recordOf[hit.row], hit.record);
  assert.equal(hit.lang, "ru");
  assert.equal(lookup.find("Stalinabad")[0].lang, null);
});

test("a record that lies in no town has none", () => {
  const [hit] = lookup.find("Somoni");
  assert.equal(hit.town, null);
});

test("towns are found by name in any script, the most populous first", () => {
  assert.deepEqual(lookup.towns("Прага"), [{ name: "Prague", country: "CZ", lon: 14.42, lat: 50.09, number: 3067696 }]);
  assert.equal(lookup.towns("Wars")[0].name, "Warsaw");
  assert.deepEqual(lookup.towns("Du").map(({ name }) => name), ["Dushanbe", "Dunaújváros"]);
  assert.equal(lookup.towns("Du", 1).length, 1);
});

for (const text of ["", " ", "x", "(*!", "\0", "xyzzy", "a".repeat(10_000)]) {
  test(`${JSON.stringify(text.slice(0, 10))} is no town`, () => assert.deepEqual(lookup.towns(text), []));
}

const FOLDS = [
  ["Brașov", ["brasov"]],
  ["Eisenhüttenstadt", ["eisenhuttenstadt"]],
  ["ｓｔａｌｉｎ", ["stalin"]],
  ["Щербаков", ["shcherbakov"]],
  ["Българ", ["balgar"]],
  ["Մուշ", ["mush"]],
  ["ცხინვალი", ["tskhinvali"]],
  ["Straße", ["strasse"]],
  ["斯大林", ["si", "da", "lin"]],
  ["Xi’an", ["xian"]],
  ["Karl-Marx-Allee 1", ["karl", "marx", "allee", "1"]],
  ["👩‍👩‍👧", []],
  ["สตาลิน", []],
];
for (const [text, words] of FOLDS) {
  test(`${text} is ${words.join(" ") || "nothing"} in plain letters`, () => assert.deepEqual(letters.fold(text).words, words));
}

test("a Han character that is not known is a word of its own", () => {
  assert.deepEqual(letters.fold("斯鱻").words, ["si", "鱻"]);
});

for (const [word, sound] of [["shcherbakov", "serbakov"], ["warszawa", "varsava"], ["zhdanov", "zdanov"], ["hhh", "h"]]) {
  test(`${word} sounds like ${sound}`, () => assert.equal(soundOf(word), sound));
}

const TYPED = [["ab", true], ["a", false], ["", false], ["a!", false], ["..", false], ["a".repeat(300), true], ["a".repeat(301), false]];
for (const [text, is] of TYPED) {
  test(`${text.slice(0, 5)} (${text.length}) is ${is ? "" : "not "}looked for`, () => assert.equal(letters.asked(text) !== null, is));
}

const SLIPS = [
  ["stalin", "stalin", 0],
  ["stalin", "stalim", A_SLIP],
  ["stalin", "tsalin", A_SLIP],
  ["stalin", "stlin", A_SLIP],
  ["stalin", "staalin", A_SLIP],
  ["stalin", "stolan", NEVER],
  ["volgograd", "volgogard", A_SLIP],
  ["volgograd", "vlogogard", 2 * A_SLIP],
  ["volgograd", "volga", NEVER],
  ["ost", "oft", NEVER],
  ["kiev", "kie", NEVER],
  ["zarizin", "carizin", 0],
  ["caricin", "abcaricin", NEVER],
];
for (const [one, other, cost] of SLIPS) {
  test(`${one} and ${other} are ${cost === NEVER ? "far apart" : `${cost / A_SLIP} slips apart`}`, () => {
    assert.equal(new Sound(one).slips(german(other), lettersOf(german(other))), cost);
  });
}

test("the distance is that of the textbook, for words of any likeness", () => {
  let seed = 7;
  const next = (most) => (seed = (seed * 48_271) % 2_147_483_647) % most;
  const word = () => Array.from({ length: 8 + next(5) }, () => "abcd"[next(4)]).join("");
  for (let turn = 0; turn < 3000; turn++) {
    const one = word();
    const other = turn % 2 ? word() : one.slice(0, 3) + one[4] + one[3] + one.slice(5, -1) + "abcd"[next(4)];
    const far = distance(one, other);
    const expected = far > 2 ? NEVER : far * A_SLIP;
    assert.equal(new Sound(one).slips(other, lettersOf(other)), expected, `${one} ${other}`);
  }
});

/** The optimal string alignment distance, without haste. */
function distance(one, other) {
  const table = Array.from({ length: one.length + 1 }, (_, row) => Array.from({ length: other.length + 1 }, (_, column) => row || column));
  for (let row = 1; row <= one.length; row++) {
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      const choices = [table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + same];
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) choices.push(table[row - 2][column - 2] + 1);
      table[row][column] = row && column ? Math.min(...choices) : row + column;
    }
  }
  return table[one.length][other.length];
}

const COSTS = [
  ["park", "park", 0],
  ["park", "parkway", BEGUN],
  ["shch", "sokol", NEVER],
  ["stalin", "stalinn", 0],
  ["stalinsk", "stalinskaya", BEGUN],
  ["stalinks", "stalinskaya", A_SLIP + SLIPPED_HEAD],
  ["stal", "stlainskaya", NEVER],
];
for (const [word, other, expected] of COSTS) {
  test(`as a word ${word} costs ${expected === NEVER ? "too much" : expected} for ${other}`, () => {
    let found = NEVER;
    new WordList([other]).costs(word, (_, cost) => (found = cost));
    assert.equal(found, expected);
  });
}

const STATES = [
  ["Soviet Union, later Georgia", ["Soviet Union", "Georgia"]],
  ["Ukrainian SSR, Soviet Union; from 1951 Polish People's Republic", ["Ukrainian SSR", "Soviet Union", "Polish People's Republic"]],
  ["Uzbek SSR and Tajik SSR, Soviet Union", ["Uzbek SSR", "Tajik SSR", "Soviet Union"]],
  ["", []],
];
for (const [polity, states] of STATES) test(`the states of "${polity}"`, () => assert.deepEqual(statesOf(polity), states));

test("nothing is made ready before it is needed", () => {
  const fresh = new Lookup(table, file.towns, phrases);
  assert.equal(fresh.searched, null);
  assert.equal(fresh.prepare(), fresh.prepare());
  assert.equal(fresh.find("Stalinabad").length > 0, true);
});
