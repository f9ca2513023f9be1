/** Whether a film is offered. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { canFilm } from "../../geo/web/view/film.js";

/**
 * @param {string} plays what the browser says of playing such a film
 * @param {boolean} supported whether it says that it encodes it
 */
async function asked(plays, supported) {
  /** @type {string[]} */
  const order = [];
  const canPlayType = (/** @type {string} */ kind) => (order.push(kind), plays);
  const isConfigSupported = async () => (order.push("encoder"), { supported });
  const browser = { document: { createElement: () => ({ canPlayType }) }, VideoEncoder: { isConfigSupported } };
  Object.assign(globalThis, browser);
  const offered = await canFilm();
  for (const name of Object.keys(browser)) delete (/** @type {any} */ (globalThis)[name]);
  return { offered, order };
}

test("what a browser plays is asked before what it encodes, or WebKitGTK falls over", async () => {
  assert.deepEqual(await asked("probably", true), { offered: true, order: ['video/webm; codecs="vp8"', "encoder"] });
  assert.equal((await asked("probably", false)).offered, false);
  assert.equal((await asked("", true)).offered, false);
});

test("a browser that has no encoder is offered no film", async () => {
  assert.equal(await canFilm(), false);
});
