/**
 * QR codes of addresses (ISO/IEC 18004): bytes, error correction level M, versions 1 to 10. A code is rows of modules, 1 is dark.
 */

/**
 * Of each version at level M: bytes of correction in a block, and the bytes of data in each of its blocks.
 * @type {[correction: number, blocks: number[]][]}
 */
const VERSIONS = [
  [10, [16]], [16, [28]], [26, [44]], [18, [32, 32]], [24, [43, 43]], [16, [27, 27, 27, 27]], [18, [31, 31, 31, 31]],
  [22, [38, 38, 39, 39]], [22, [36, 36, 36, 37, 37]], [26, [43, 43, 43, 43, 44]],
];
/** Where the middles of the alignment patterns stand, in both directions, from version 2 on. */
const ALIGNED = [[6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
/** @type {((row: number, column: number) => boolean)[]} */
const MASKS = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];
const LOOKS_LIKE_A_FINDER = [[1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1]];
/** Powers of 2 in the field of 256 elements that the codes are made in, and their logarithms. */
const POWERS = new Uint8Array(255);
const LOGARITHMS = new Uint8Array(256);
for (let at = 0, value = 1; at < 255; at++) {
  POWERS[at] = value;
  LOGARITHMS[value] = at;
  value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
}

/** @typedef {Int8Array[]} Code rows of modules, from the upper left; -1 is a module that is not set yet */

/**
 * Make the code of a text.
 * @param {string} text
 * @param {?number} [mask] one of the eight patterns laid over the data; null: the one that is read best
 * @returns {?Code} null if the text is longer than a code of version 10 holds
 */
export function qrCode(text, mask = null) {
  const bytes = new TextEncoder().encode(text);
  const version = versionFor(bytes.length);
  if (version === 0) return null;
  const frame = frameOf(version);
  const bits = interleaved(version, dataOf(version, bytes));
  if (mask !== null) return filled(frame, bits, version, mask);
  const codes = MASKS.map((_, number) => filled(frame, bits, version, number));
  const penalties = codes.map(penalty);
  return codes[penalties.indexOf(Math.min(...penalties))];
}

/**
 * Give a code as the outline of its dark modules, each one unit wide, for the path of an SVG.
 * @param {Code} code
 */
export function outlineOf(code) {
  return code.flatMap((row, y) => [...row].map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
}

/** @param {number} version */
function roomIn(version) {
  return VERSIONS[version - 1][1].reduce((sum, bytes) => sum + bytes, 0);
}

/** @param {number} version */
function lengthBits(version) {
  return version < 10 ? 8 : 16;
}

/**
 * Find the smallest version that holds so many bytes, 0 if none does.
 * @param {number} length
 */
function versionFor(length) {
  return VERSIONS.findIndex((_, at) => 4 + lengthBits(at + 1) + 8 * length <= 8 * roomIn(at + 1)) + 1;
}

/**
 * Write the bytes of data: mode, length, the text, and padding.
 * @param {number} version
 * @param {Uint8Array} bytes
 */
function dataOf(version, bytes) {
  /** @type {number[]} */
  const bits = [];
  /** @param {number} value @param {number} width */
  const put = (value, width) => {
    for (let bit = width - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
  };
  put(0b0100, 4);
  put(bytes.length, lengthBits(version));
  for (const byte of bytes) put(byte, 8);
  const room = roomIn(version);
  put(0, Math.min(4, 8 * room - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < 8 * room; pad ^= 0xec ^ 0x11) put(pad, 8);
  return Uint8Array.from({ length: room }, (_, at) => bits.slice(8 * at, 8 * at + 8).reduce((sum, bit) => 2 * sum + bit, 0));
}

/**
 * Divide the data into blocks, correct each, and give the bits of all in the order in which they stand in the code.
 * @param {number} version
 * @param {Uint8Array} data
 */
function interleaved(version, data) {
  const [correction, sizes] = VERSIONS[version - 1];
  let from = 0;
  const blocks = sizes.map((size) => data.subarray(from, (from += size)));
  const corrections = blocks.map((block) => corrected(block, correction));
  /** @type {number[]} */
  const bytes = [];
  for (let at = 0; at < Math.max(...sizes); at++) for (const block of blocks) if (at < block.length) bytes.push(block[at]);
  for (let at = 0; at < correction; at++) for (const block of corrections) bytes.push(block[at]);
  return bytes.flatMap((byte) => Array.from({ length: 8 }, (_, bit) => (byte >> (7 - bit)) & 1));
}

/**
 * @param {number} one
 * @param {number} other
 */
function product(one, other) {
  return one && other ? POWERS[(LOGARITHMS[one] + LOGARITHMS[other]) % 255] : 0;
}

/**
 * Give the Reed-Solomon correction of a block: the rest of its division by the generator polynomial.
 * @param {Uint8Array} block
 * @param {number} length
 */
function corrected(block, length) {
  let generator = [1];
  for (let power = 0; power < length; power++) {
    const next = [...generator, 0];
    generator.forEach((factor, at) => (next[at + 1] ^= product(factor, POWERS[power])));
    generator = next;
  }
  const rest = new Uint8Array(length);
  for (const byte of block) {
    const factor = byte ^ rest[0];
    rest.copyWithin(0, 1);
    rest[length - 1] = 0;
    for (let at = 0; at < length; at++) rest[at] ^= product(generator[at + 1], factor);
  }
  return rest;
}

/**
 * Give the modules that are the same whatever the code says; those of data, format and mask are -1.
 * @param {number} version
 * @returns {Code}
 */
function frameOf(version) {
  const size = 17 + 4 * version;
  const code = Array.from({ length: size }, () => new Int8Array(size).fill(-1));
  for (let at = 8; at < size - 8; at++) code[6][at] = code[at][6] = Number(at % 2 === 0);
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) rings(code, row, column, 4);
  const middles = version > 1 ? ALIGNED[version - 2] : [];
  const last = middles.length - 1;
  middles.forEach((row, down) =>
    middles.forEach((column, across) => {
      const inFinder = (down === 0 && (across === 0 || across === last)) || (down === last && across === 0);
      if (!inFinder) rings(code, row, column, 2);
    }),
  );
  if (version >= 7) {
    const bits = (version << 12) | remainder(version << 12, 0x1f25, 12);
    for (let bit = 0; bit < 18; bit++) {
      const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      code[far][near] = code[near][far] = (bits >> bit) & 1;
    }
  }
  return code;
}

/**
 * Draw the rings of a finder or alignment pattern, with what is light around it.
 * @param {Code} code
 * @param {number} row of its middle
 * @param {number} column
 * @param {number} reach modules from its middle
 */
function rings(code, row, column, reach) {
  for (let down = -reach; down <= reach; down++) {
    for (let across = -reach; across <= reach; across++) {
      const distance = Math.max(Math.abs(down), Math.abs(across));
      const dark = reach === 2 ? distance !== 1 : distance !== 2 && distance !== 4;
      const line = code[row + down];
      if (line && column + across >= 0 && column + across < code.length) line[column + across] = Number(dark);
    }
  }
}

/**
 * Give the rest of a division of polynomials over bits.
 * @param {number} value
 * @param {number} divisor
 * @param {number} degree of the divisor
 */
function remainder(value, divisor, degree) {
  for (let bit = 31 - Math.clz32(value); bit >= degree; bit--) if ((value >> bit) & 1) value ^= divisor << (bit - degree);
  return value;
}

/**
 * Fill the frame with the data under a mask, and say by the format which one it is.
 * @param {Code} frame
 * @param {number[]} bits
 * @param {number} version
 * @param {number} mask
 * @returns {Code}
 */
function filled(frame, bits, version, mask) {
  const code = frame.map((row) => row.slice());
  const size = code.length;
  const format = (mask << 10) | remainder(mask << 10, 0x537, 10);
  for (let bit = 0; bit < 15; bit++) {
    const dark = ((format ^ 0x5412) >> bit) & 1;
    const along = bit < 6 ? bit : bit < 8 ? bit + 1 : 14 - bit;
    if (bit < 8) code[8][size - 1 - bit] = code[along][8] = dark;
    else {
      code[size - 15 + bit][8] = dark;
      code[8][bit === 8 ? 7 : along] = dark;
    }
  }
  code[size - 8][8] = 1;
  let at = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--; // the timing pattern has a column of its own
    const up = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++) {
      const row = up ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (code[row][column] !== -1) continue;
        code[row][column] = (bits[at++] ?? 0) ^ Number(MASKS[mask](row, column));
      }
    }
  }
  return code;
}

/**
 * Say how badly a code can be read.
 * @param {Code} code
 */
function penalty(code) {
  const columns = code.map((_, at) => Int8Array.from(code, (row) => row[at]));
  let [points, dark] = [0, 0];
  for (const line of [...code, ...columns]) points += inLine(line);
  code.forEach((row, y) =>
    row.forEach((module, x) => {
      dark += module;
      const next = code[y + 1];
      if (next && x + 1 < row.length && module === row[x + 1] && module === next[x] && module === next[x + 1]) points += 3;
    }),
  );
  const share = (100 * dark) / code.length ** 2;
  return points + 10 * Math.floor(Math.abs(share - 50) / 5);
}

/**
 * Count against a row or a column its long runs of one colour, and what looks like a finder pattern.
 * @param {Int8Array} line
 */
function inLine(line) {
  let [points, run] = [0, 0];
  line.forEach((module, at) => {
    run = at && module === line[at - 1] ? run + 1 : 1;
    if (run === 5) points += 3;
    else if (run > 5) points += 1;
    for (const pattern of LOOKS_LIKE_A_FINDER) if (pattern.every((dark, step) => line[at + step] === dark)) points += 40;
  });
  return points;
}
