/** The address: what it asks for, what of it is ignored, and that it is written as it is read. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { format, parse } from "../../geo/web/model/address.js";
import { cases, phrases, schema, view } from "./sample.mjs";

for (const { text, view: part, notices = [], written = text } of cases("address").cases) {
  test(`the address ${JSON.stringify(text)}`, () => {
    const found = parse(text, schema);
    assert.deepEqual(found.view, view(part));
    assert.deepEqual(found.notices.map(({ key, values }) => phrases.say(key, values)), notices);
    assert.equal(format(found.view, schema), written);
    assert.deepEqual(parse(written, schema), { view: found.view, notices: [] });
  });
}

test("what is searched is cut at a hundred letters, of any script", () => {
  const { view: found } = parse(`q=${encodeURIComponent("😀".repeat(101))}`, schema);
  assert.equal(found.q, "😀".repeat(100));
});

test("degrees are written with five decimals at most, never with an exponent", () => {
  assert.equal(format(view({ near: [0.0000004, -12.3456789] }), schema), "year=1961&near=0%2C-12.34568");
  assert.equal(format(view({ at: [-0.0000001, 100, 5.4567] }), schema), "year=1961&at=0%2C100%2C5.46");
});
