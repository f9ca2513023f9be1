/** QR codes: module by module those of another program (tests/web/test_qr.py makes and reads them). */

import assert from "node:assert/strict";
import { test } from "node:test";

import { outlineOf, qrCode } from "../../geo/web/model/qr.js";
import { cases } from "./sample.mjs";

const rows = (/** @type {?import("../../geo/web/model/qr.js").Code} */ code) => code?.map((row) => [...row].join(""));
const { codes } = cases("qr");

for (const { text, version, masks } of codes) {
  test(`a code of version ${version} under each mask`, () => {
    masks.forEach((/** @type {string[]} */ known, /** @type {number} */ mask) => assert.deepEqual(rows(qrCode(text, mask)), known));
  });

  test(`of a code of version ${version} the best mask is taken`, () => {
    assert.ok(masks.some((/** @type {string[]} */ known) => JSON.stringify(known) === JSON.stringify(rows(qrCode(text)))));
  });
}

test("every version has its case", () => {
  assert.deepEqual([...new Set(codes.map((/** @type {{version: number}} */ { version }) => version))], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test("a text is as long as its bytes, and one that is too long has no code", () => {
  assert.equal(qrCode("a".repeat(213))?.length, 57);
  assert.equal(qrCode("a".repeat(214)), null);
  assert.equal(qrCode("С".repeat(107)), null);
  assert.equal(qrCode("")?.length, 21);
});

test("the outline has a square for each dark module", () => {
  const code = qrCode("a") ?? [];
  const dark = code.flatMap((row) => [...row]).filter(Boolean).length;
  assert.equal(outlineOf(code).match(/M/g)?.length, dark);
  assert.ok(outlineOf(code).startsWith("M0 0h1v1h-1z"));
});
