/** Animated pictures in the Graphics Interchange Format, version 89a: one palette for all frames, compressed by LZW. */

/** Colours of a palette; the last of them stands for what stays as it was. */
const COLOURS = 256;
export const UNCHANGED = COLOURS - 1;
const BITS = 8;
const CLEAR = COLOURS;
const END = COLOURS + 1;
/** Codes have at most 12 bits. */
const MOST_CODES = 4096;
const MOST_IN_BLOCK = 255;

/** Bytes that grow. */
class Bytes {
  constructor() {
    this.bytes = new Uint8Array(1 << 16);
    this.length = 0;
  }

  /** @param {number} byte */
  put(byte) {
    if (this.length === this.bytes.length) {
      const more = new Uint8Array(2 * this.length);
      more.set(this.bytes);
      this.bytes = more;
    }
    this.bytes[this.length++] = byte;
  }

  /** @param {Iterable<number>} bytes */
  all(bytes) {
    for (const byte of bytes) this.put(byte);
  }

  /** @param {...number} numbers of 16 bits, the lower byte first */
  shorts(...numbers) {
    for (const number of numbers) this.all([number & 0xff, number >> 8]);
  }

  /** @param {string} text in ASCII */
  text(text) {
    this.all([...text].map((letter) => letter.charCodeAt(0)));
  }
}

export class GifWriter {
  /**
   * @param {number} width pixels
   * @param {number} height
   * @param {Uint8Array} palette red, green and blue of 255 colours or fewer, one after the other
   */
  constructor(width, height, palette) {
    this.width = width;
    this.height = height;
    /** @type {?Uint8Array} what is seen after the frames so far */
    this.last = null;
    this.out = new Bytes();
    const { out } = this;
    out.text("GIF89a");
    out.shorts(width, height);
    out.all([0xf7, 0, 0]); // a palette of 256 colours
    const colours = new Uint8Array(3 * COLOURS);
    colours.set(palette.subarray(0, 3 * UNCHANGED));
    out.all(colours);
    out.all([0x21, 0xff, 11]);
    out.text("NETSCAPE2.0");
    out.all([3, 1, 0, 0, 0]); // again and again
  }

  /**
   * Add a frame; of those after the first, what changed.
   * @param {Uint8Array} pixels numbers of colours, line by line
   * @param {number} delay hundredths of a second
   */
  add(pixels, delay) {
    const { out, width, last } = this;
    const { left, top, right, bottom } = last ? changedBox(pixels, last, width) : { left: 0, top: 0, right: width, bottom: this.height };
    const part = new Uint8Array((right - left) * (bottom - top));
    let at = 0;
    for (let line = top; line < bottom; line++) {
      for (let place = line * width + left; place < line * width + right; place++) {
        part[at++] = last && last[place] === pixels[place] ? UNCHANGED : pixels[place];
      }
    }
    out.all([0x21, 0xf9, 4, last ? 0x05 : 0x04]); // it stays when the next comes; after the first, one colour lets what was there through
    out.shorts(delay);
    out.all([last ? UNCHANGED : 0, 0, 0x2c]);
    out.shorts(left, top, right - left, bottom - top);
    out.all([0, BITS]);
    compress(part, out);
    this.last = Uint8Array.from(pixels);
  }

  /**
   * Give the file.
   * @returns {Uint8Array}
   */
  end() {
    this.out.put(0x3b);
    return this.out.bytes.slice(0, this.out.length);
  }
}

/**
 * Find the smallest box around what changed; one pixel where nothing did, for a frame must have one.
 * @param {Uint8Array} pixels
 * @param {Uint8Array} last
 * @param {number} width
 */
function changedBox(pixels, last, width) {
  let [left, top, right, bottom] = [width, Infinity, 0, 0];
  for (let place = 0; place < pixels.length; place++) {
    if (pixels[place] === last[place]) continue;
    const column = place % width;
    const line = (place - column) / width;
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, line);
    bottom = line + 1;
  }
  return right ? { left, top, right, bottom } : { left: 0, top: 0, right: 1, bottom: 1 };
}

/**
 * Compress pixels by LZW with codes of growing length, into blocks.
 * @param {Uint8Array} pixels
 * @param {Bytes} out
 */
function compress(pixels, out) {
  const codes = new Codes(out);
  /** The code of a known text and a colour after it; 0 is none. */
  const known = new Uint16Array(MOST_CODES * COLOURS);
  let next = END + 1;
  codes.put(CLEAR);
  let text = pixels[0];
  for (let at = 1; at < pixels.length; at++) {
    const key = text * COLOURS + pixels[at];
    if (known[key]) {
      text = known[key];
      continue;
    }
    codes.put(text);
    text = pixels[at];
    if (next < MOST_CODES) {
      if (next === 1 << codes.size) codes.size += 1;
      known[key] = next++;
      continue;
    }
    codes.put(CLEAR);
    known.fill(0);
    codes.size = BITS + 1;
    next = END + 1;
  }
  codes.put(text);
  codes.put(END);
  codes.end();
}

/** Codes of some bits each, lowest bit first, in blocks of bytes. */
class Codes {
  /** @param {Bytes} out */
  constructor(out) {
    this.out = out;
    this.size = BITS + 1;
    this.rest = 0;
    this.bits = 0;
    this.block = new Uint8Array(MOST_IN_BLOCK);
    this.used = 0;
  }

  /** @param {number} code */
  put(code) {
    this.rest |= code << this.bits;
    this.bits += this.size;
    while (this.bits >= 8) {
      this.#byte(this.rest & 0xff);
      this.rest >>>= 8;
      this.bits -= 8;
    }
  }

  end() {
    if (this.bits) this.#byte(this.rest & 0xff);
    this.#close();
    this.out.put(0);
  }

  /** @param {number} byte */
  #byte(byte) {
    this.block[this.used++] = byte;
    if (this.used === MOST_IN_BLOCK) this.#close();
  }

  #close() {
    if (!this.used) return;
    this.out.put(this.used);
    this.out.all(this.block.subarray(0, this.used));
    this.used = 0;
  }
}
