/** Animations: what was written is read again by a reader of its own. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { GifWriter, UNCHANGED } from "../../geo/web/model/gifwriter.js";
import { flatColours, Palette256, parsed } from "../../geo/web/view/flatcolours.js";

const LIGHT = {
  paper: "#ffffff", ink: "rgb(29, 39, 51)", soft: "#5b6672", sea: "#eef2f5", land: "#dfe3e2", border: "#ffffff", honouring: "#c8470a",
  after: "#0b6aa8", before: "#66707a", accent: "#3b4754",
};

/**
 * Read an animation: what is seen after each frame, in numbers of colours.
 * @param {Uint8Array} bytes
 */
function read(bytes) {
  const short = (/** @type {number} */ at) => bytes[at] | (bytes[at + 1] << 8);
  assert.equal(Buffer.from(bytes.subarray(0, 6)).toString("latin1"), "GIF89a");
  const [width, height] = [short(6), short(8)];
  assert.equal(bytes[10], 0xf7);
  const palette = bytes.subarray(13, 13 + 768);
  let at = 13 + 768;
  const seen = new Uint8Array(width * height);
  const frames = [];
  let [delay, clear, loops] = [0, -1, -1];
  for (; bytes[at] !== 0x3b;) {
    if (bytes[at] === 0x21 && bytes[at + 1] === 0xf9) {
      delay = short(at + 4);
      clear = bytes[at + 3] & 1 ? bytes[at + 6] : -1;
      at += 8;
    } else if (bytes[at] === 0x21 && bytes[at + 1] === 0xff) {
      assert.equal(Buffer.from(bytes.subarray(at + 3, at + 14)).toString("latin1"), "NETSCAPE2.0");
      loops = short(at + 16);
      at += 19;
    } else {
      assert.equal(bytes[at], 0x2c);
      const [left, top, wide, high] = [1, 3, 5, 7].map((offset) => short(at + offset));
      const data = [];
      const size = bytes[at + 10];
      for (at += 11; bytes[at]; at += bytes[at] + 1) data.push(...bytes.subarray(at + 1, at + 1 + bytes[at]));
      at += 1;
      const pixels = expanded(data, size);
      assert.equal(pixels.length, wide * high);
      pixels.forEach((pixel, place) => {
        if (pixel !== clear) seen[(top + Math.floor(place / wide)) * width + left + (place % wide)] = pixel;
      });
      frames.push({ delay, pixels: Uint8Array.from(seen), box: [left, top, wide, high] });
    }
  }
  assert.equal(at, bytes.length - 1);
  return { width, height, palette, frames, loops };
}

/**
 * Undo LZW.
 * @param {number[]} data
 * @param {number} size of the first codes, less one
 */
function expanded(data, size) {
  const [clear, end] = [1 << size, (1 << size) + 1];
  /** @type {number[][]} */
  let table = [];
  let [bits, rest, used, width] = [0, 0, 0, size + 1];
  /** @type {?number[]} */
  let last = null;
  const found = [];
  for (;;) {
    while (bits < width) {
      rest |= data[used++] << bits;
      bits += 8;
    }
    const code = rest & ((1 << width) - 1);
    rest >>>= width;
    bits -= width;
    if (code === end) return found;
    if (code === clear) {
      table = Array.from({ length: end + 1 }, (_, at) => [at]);
      width = size + 1;
      last = null;
      continue;
    }
    const entry = code < table.length ? table[code] : [.../** @type {number[]} */ (last), /** @type {number[]} */ (last)[0]];
    found.push(...entry);
    if (last && table.length < 4096) {
      table.push([...last, entry[0]]);
      if (table.length === 1 << width && width < 12) width += 1;
    }
    last = entry;
  }
}

/**
 * Give numbers that look like chance and are the same in every run.
 * @param {number} count
 * @param {number} most
 */
function noise(count, most) {
  let state = 42;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % most;
  });
}

const colours = Uint8Array.from({ length: 765 }, (_, at) => at % 256);

test("one frame is read again as it was", () => {
  const gif = new GifWriter(3, 2, colours);
  gif.add(Uint8Array.of(0, 1, 2, 3, 4, 254), 80);
  const { width, height, palette, frames, loops } = read(gif.end());
  assert.deepEqual([width, height, loops, frames.length, frames[0].delay], [3, 2, 0, 1, 80]);
  assert.deepEqual([...frames[0].pixels], [0, 1, 2, 3, 4, 254]);
  assert.deepEqual(palette.subarray(0, 765), colours);
});

for (const [what, most] of /** @type {[string, number][]} */ ([["few colours", 2], ["many colours, so that the codes begin anew", 255]])) {
  test(`a large frame of ${what} is read again as it was`, () => {
    const pixels = noise(200 * 150, most);
    const gif = new GifWriter(200, 150, colours);
    gif.add(pixels, 1);
    assert.deepEqual(read(gif.end()).frames[0].pixels, pixels);
  });
}

test("flat areas are small", () => {
  const gif = new GifWriter(800, 600, colours);
  gif.add(new Uint8Array(800 * 600), 1);
  const bytes = gif.end();
  assert.ok(bytes.length < 3000, `${bytes.length} bytes`);
  assert.ok(read(bytes).frames[0].pixels.every((pixel) => pixel === 0));
});

test("of later frames only what changed is written", () => {
  const first = noise(40 * 30, 200);
  const second = Uint8Array.from(first);
  second[5 * 40 + 7] = 254;
  second[9 * 40 + 12] = 253;
  const gif = new GifWriter(40, 30, colours);
  for (const [at, frame] of [first, second, second, first].entries()) gif.add(frame, 10 + at);
  const { frames } = read(gif.end());
  assert.deepEqual(frames.map(({ delay }) => delay), [10, 11, 12, 13]);
  assert.deepEqual(frames.map(({ box }) => box), [[0, 0, 40, 30], [7, 5, 6, 5], [0, 0, 1, 1], [7, 5, 6, 5]]);
  [first, second, second, first].forEach((pixels, at) => assert.deepEqual(frames[at].pixels, pixels));
});

test("the colours of the map are in the palette as they are, and one number is left for what did not change", () => {
  const found = flatColours(LIGHT);
  assert.ok(found.length <= UNCHANGED);
  const palette = new Palette256(found);
  for (const text of Object.values(LIGHT)) {
    const [number] = palette.numbers([...parsed(text), 255]);
    assert.deepEqual(found[number], parsed(text));
  }
});

test("a colour between two of the map is the nearest one", () => {
  const found = flatColours(LIGHT);
  const [number] = new Palette256(found).numbers([228, 163, 133, 255]);
  found[number].forEach((part, which) => assert.ok(Math.abs(part - [228, 163, 133][which]) < 12, `${found[number]}`));
});
