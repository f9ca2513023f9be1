/** Films in WebM: read again element by element, as a player does. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { webm } from "../../geo/web/model/webmwriter.js";

const PARENTS = new Set(["1a45dfa3", "18538067", "1549a966", "1654ae6b", "ae", "e0", "1f43b675"]);

/**
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {boolean} marked whether the bit that says how long it is belongs to it
 */
function number(bytes, at, marked) {
  const length = Math.clz32(bytes[at]) - 23;
  let value = marked ? bytes[at] : bytes[at] & ((1 << (8 - length)) - 1);
  for (let next = 1; next < length; next++) value = value * 256 + bytes[at + next];
  return { value, next: at + length };
}

/**
 * @param {Uint8Array} bytes
 * @returns {[string, any][]}
 */
function read(bytes) {
  /** @type {[string, any][]} */
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    const id = number(bytes, at, true);
    const size = number(bytes, id.next, false);
    const content = bytes.subarray(size.next, size.next + size.value);
    assert.equal(content.length, size.value);
    const name = id.value.toString(16);
    found.push([name, PARENTS.has(name) ? read(content) : content]);
    at = size.next + size.value;
  }
  return found;
}

const whole = (/** @type {Uint8Array} */ bytes) => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
const FILM = { width: 800, height: 612, codec: "V_VP8", ms: 4800, writer: "map" };

test("a film says what it is, how large and how long", () => {
  const [[ebml, head], [segment, parts]] = read(webm(FILM, [{ data: Uint8Array.of(7), ms: 0, key: true }]));
  assert.deepEqual([ebml, segment], ["1a45dfa3", "18538067"]);
  assert.equal(String.fromCharCode(...Object.fromEntries(head)["4282"]), "webm");
  const { "1549a966": info, "1654ae6b": tracks } = Object.fromEntries(parts);
  const { "2ad7b1": scale, 4489: lasts } = Object.fromEntries(info);
  assert.equal(whole(scale), 1_000_000);
  assert.equal(new DataView(lasts.buffer, lasts.byteOffset, 8).getFloat64(0), 4800);
  const track = Object.fromEntries(tracks[0][1]);
  assert.equal(String.fromCharCode(...track["86"]), "V_VP8");
  const { b0: width, ba: height } = Object.fromEntries(track.e0);
  assert.deepEqual([whole(width), whole(height)], [800, 612]);
});

for (const length of [1, 126, 127, 128, 16_382, 16_383, 16_384, 300_000]) {
  test(`a frame of ${length} bytes is read as it was written`, () => {
    const data = Uint8Array.from({ length }, (_, at) => at % 251);
    const [, [, parts]] = read(webm(FILM, [{ data, ms: 0, key: true }]));
    const [, block] = parts.at(-1)[1].at(-1);
    assert.deepEqual([...block.subarray(0, 4)], [0x81, 0, 0, 0x80]);
    assert.deepEqual(block.subarray(4), data);
  });
}

test("a cluster begins at each key frame, and its frames say when they are seen", () => {
  const frames = [0, 800, 1600, 9600, 10_400].map((ms) => ({ data: Uint8Array.of(1), ms, key: ms === 0 || ms === 9600 }));
  const [, [, parts]] = read(webm(FILM, frames));
  const clusters = parts.filter(([name]) => name === "1f43b675").map(([, own]) => own);
  assert.deepEqual(clusters.map(([[, start]]) => whole(start)), [0, 9600]);
  const seen = clusters.map((own) => own.slice(1).map(([, block]) => block[1] * 256 + block[2]));
  assert.deepEqual(seen, [[0, 800, 1600], [0, 800]]);
});
