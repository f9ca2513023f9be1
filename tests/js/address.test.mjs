/** The address: what it asks for, what of it is ignored, and that it is written as it is read. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { format, parse } from "../../geo/web/model/address.js";
import { settingIn, withSetting } from "../../geo/web/model/setting.js";
import { cases, phrases, schema, view } from "./sample.mjs";

/** @param {string} text */
function read(text) {
  const { setting, rest, notices } = settingIn(text);
  const found = parse(rest, schema);
  return { setting, view: found.view, notices: [...notices, ...found.notices] };
}

for (const { text, view: part, setting = {}, notices = [], written = text } of cases("address").cases) {
  test(`the address ${JSON.stringify(text)}`, () => {
    const found = read(text);
    assert.deepEqual(found.view, view(part));
    assert.deepEqual(found.setting, { embed: false, kiosk: null, data: null, ...setting });
    assert.deepEqual(found.notices.map(({ key, values }) => phrases.say(key, values)), notices);
    assert.equal(withSetting(format(found.view, schema), found.setting), written);
    assert.deepEqual(read(written), { ...found, notices: [] });
  });
}

test("an address that does not say how the page is set up is left as it is", () => {
  for (const text of ["", "#year=1961&near=44.1,41.98", "?q=a%20b"]) assert.equal(settingIn(text).rest, text);
});

test("what is searched is cut at a hundred letters, of any script", () => {
  const { view: found } = parse(`q=${encodeURIComponent("😀".repeat(101))}`, schema);
  assert.equal(found.q, "😀".repeat(100));
});

test("degrees are written with five decimals at most, never with an exponent", () => {
  assert.equal(format(view({ near: [0.0000004, -12.3456789] }), schema), "year=1961&near=0%2C-12.34568");
  assert.equal(format(view({ at: [-0.0000001, 100, 5.4567] }), schema), "year=1961&at=0%2C100%2C5.46");
});
