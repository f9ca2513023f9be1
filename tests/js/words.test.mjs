/** Messages, plural forms and durations; tests/web/test_front.py runs the table of plurals in Python. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Phrases } from "../../geo/web/model/phrases.js";
import { cases, messages, phrases } from "./sample.mjs";

for (const { lang, forms, said } of cases("plurals")) {
  test(`plural forms in ${lang}`, () => {
    const own = new Phrases({ lang, messages: { key: forms }, when: {}, countries: {}, languages: {}, search: {} });
    for (const [count, text] of Object.entries(said)) assert.equal(own.say("key", { count: Number(count) }), text);
  });
}

test("a message has its values where its braces are", () => {
  assert.equal(phrases.say("web.notice.not_on_map", { name: "country", value: "$& {name}" }), 'country "$& {name}" is not on this map');
});

test("a message that is not there is an error", () => {
  assert.throws(() => phrases.say("web.nothing"), /there is no message web.nothing/);
  assert.ok(!phrases.has("toString"));
});

test("a duration is said in words", () => {
  assert.equal(phrases.when("1936-05-01", "1961-11"), "1 May 1936 – November 1961");
  assert.equal(phrases.when(null, "1961"), "start not known – 1961");
});

test("what became of a thing is said by the change", () => {
  assert.equal(phrases.status("monument", "after", "blown up"), "blown up");
  assert.equal(phrases.status("place", "after", "reverted"), "renamed");
  assert.equal(phrases.status("monument", "after", null), "removed");
  assert.equal(phrases.status("place", "honouring", "renamed"), "bears the name");
});

test("how sure a status is stands behind it", () => {
  assert.equal(phrases.presence("presumed", 2019), ", as last reported in 2019");
  assert.equal(phrases.presence("possible", 2019), ", possibly");
  assert.equal(phrases.presence("undated", 2019), ", possibly");
  assert.equal(phrases.presence("certain", 2019), "");
});

test("a country or language without a name is told by its code", () => {
  assert.equal(phrases.country("GE"), "Georgia");
  assert.equal(phrases.country("XX"), "XX");
  assert.equal(phrases.language("tlh"), null);
  assert.equal(phrases.language(null), null);
});

test("numbers are grouped", () => {
  assert.equal(phrases.number(1234567), "1,234,567");
  assert.equal(phrases.number(8.44, 1), "8.4");
});

test("every message with plural forms has the form for all other numbers", () => {
  for (const [key, forms] of Object.entries(messages)) assert.ok(typeof forms === "string" || typeof forms.other === "string", key);
});
