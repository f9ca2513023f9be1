/** The words of the front end stand in the catalogue, and nowhere else. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { messages } from "./sample.mjs";

const HOUSE = new URL("../../geo/", import.meta.url);
const PARTS = ["web/model", "web/view", "web/host"];
const KEY = /["'](web\.[\w.-]*\w)["']/g;
const KEY_BEGINS = /[`"'](web\.(?:[\w-]+\.)+(?:[\w-]+_)?)(?:\$|\{|["'])/g;
const LITERAL = /"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;
const COMMENT = /\/\*[^]*?\*\/|(?<![:"'`\w])\/\/[^\n]*/g;
/** A literal that people would read: a capital and words, or words and a full stop. What is thrown is for developers. */
const SENTENCE = /^[A-Z][a-z]+,? [a-z]|^[A-Za-z][a-z]* .*[a-z][.?!]$/;

/**
 * Read the files of some folders.
 * @param {string[]} folders
 * @param {string} ending
 * @returns {Map<string, string>} text by name, without comments
 */
function sources(folders, ending) {
  const found = new Map();
  for (const folder of folders) {
    for (const name of readdirSync(new URL(folder, HOUSE), { recursive: true })) {
      if (!name.endsWith(ending)) continue;
      const path = `${folder}/${name}`;
      found.set(path, readFileSync(new URL(path, HOUSE), "utf8").replace(COMMENT, ""));
    }
  }
  return found;
}

/** @param {string} source */
function sentencesIn(source) {
  const said = source.replace(/\bnew \w*Error\((?:[^()]|\([^()]*\))*\)/g, "");
  return [...said.matchAll(LITERAL)].map(([, plain, template]) => plain ?? template).filter((text) => SENTENCE.test(text));
}

const modules = sources(PARTS, ".js");

test("a module says its sentences by the catalogue", () => {
  for (const [path, source] of modules) assert.deepEqual(sentencesIn(source), [], path);
});

test("a sentence in a module is found", () => {
  assert.deepEqual(sentencesIn('box.append("Nothing was found");'), ["Nothing was found"]);
  assert.deepEqual(sentencesIn("box.append(`no record of ${year}.`);"), []);
  assert.deepEqual(sentencesIn('make("p", {}, "nothing here.")'), ["nothing here."]);
  assert.deepEqual(sentencesIn('throw new Error(`The layer ${"is"} not there`);'), []);
});

test("a message that a module asks for is in the catalogue", () => {
  const keys = Object.keys(messages);
  for (const [path, source] of modules) {
    for (const [, key] of source.matchAll(KEY)) assert.ok(key in messages || keys.some((one) => one.startsWith(`${key}.`)), `${path}: ${key}`);
    for (const [, begin] of source.matchAll(KEY_BEGINS)) assert.ok(keys.some((one) => one.startsWith(begin)), `${path}: ${begin}`);
  }
});

test("a message of the page is asked for", () => {
  const all = [...modules.values(), ...sources(["."], ".py").values()];
  const asked = new Set(all.flatMap((source) => [...source.matchAll(KEY)].map(([, key]) => key)));
  const begins = [...new Set(all.flatMap((source) => [...source.matchAll(KEY_BEGINS)].map(([, begin]) => begin)))];
  const unused = Object.keys(messages).filter((key) => key.startsWith("web.") && !asked.has(key) && !begins.some((begin) => key.startsWith(begin)));
  assert.deepEqual(unused, []);
});
