/** The colours of an animation: those of the map, and what lies between them where an edge is smoothed. */

/** Colours between two of the map. */
const BETWEEN = 11;
const GROUNDS = /** @type {const} */ (["paper", "sea", "land"]);
const DRAWN = /** @type {const} */ (["ink", "soft", "honouring", "after", "before", "accent"]);

/** @typedef {[red: number, green: number, blue: number]} Colour each from 0 to 255 */

/**
 * Give the colours that a picture of the map has.
 * @param {import("./draw.js").Palette} palette of colours as a browser computes them: `rgb(200, 71, 10)`
 * @returns {Colour[]} 255 at the most
 */
export function flatColours(palette) {
  const grounds = GROUNDS.map((name) => parsed(palette[name]));
  const drawn = DRAWN.map((name) => parsed(palette[name]));
  const found = [...grounds, ...drawn];
  for (const ground of grounds) for (const colour of drawn) found.push(...between(ground, colour, BETWEEN));
  for (const [at, ground] of grounds.entries()) for (const other of grounds.slice(at + 1)) found.push(...between(ground, other, 3));
  return found;
}

/**
 * Read a colour as a browser computes it.
 * @param {string} text
 * @returns {Colour}
 */
export function parsed(text) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (hex) return [parseInt(hex[1], 16), parseInt(hex[2], 16), parseInt(hex[3], 16)];
  const [red, green, blue] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

/**
 * @param {Colour} one
 * @param {Colour} other
 * @param {number} count
 * @returns {Colour[]}
 */
function between(one, other, count) {
  return Array.from({ length: count }, (_, at) => {
    const share = (at + 1) / (count + 1);
    return /** @type {Colour} */ (one.map((part, which) => Math.round(part + (other[which] - part) * share)));
  });
}

/** A palette of an animation, by which the pixels of a canvas become numbers. */
export class Palette256 {
  /** @param {Colour[]} colours 255 at the most */
  constructor(colours) {
    this.colours = colours;
    this.bytes = Uint8Array.from(colours.flat());
    /** @type {Map<number, number>} the nearest number of each colour met so far */
    this.nearest = new Map();
  }

  /**
   * @param {ArrayLike<number>} pixels red, green, blue and opacity of each
   * @returns {Uint8Array} number of the nearest colour of each
   */
  numbers(pixels) {
    const found = new Uint8Array(pixels.length / 4);
    let [last, number] = [-1, 0];
    for (let at = 0; at < found.length; at++) {
      const colour = (pixels[4 * at] << 16) | (pixels[4 * at + 1] << 8) | pixels[4 * at + 2];
      if (colour !== last) [last, number] = [colour, this.nearest.get(colour) ?? this.#find(colour)];
      found[at] = number;
    }
    return found;
  }

  /** @param {number} colour */
  #find(colour) {
    const [red, green, blue] = [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
    let [best, least] = [0, Infinity];
    for (const [number, [r, g, b]] of this.colours.entries()) {
      const distance = 3 * (r - red) ** 2 + 4 * (g - green) ** 2 + 2 * (b - blue) ** 2;
      if (distance < least) [best, least] = [number, distance];
    }
    this.nearest.set(colour, best);
    return best;
  }
}
