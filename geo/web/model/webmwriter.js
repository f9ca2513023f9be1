/**
 * Films in WebM: frames that are encoded already, put into the container that players read. The elements and their numbers
 * are those of RFC 8794 (EBML) and RFC 9559 (Matroska), of which WebM is a part; one track, a cluster from each key frame.
 */

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const TRACKS = 0x1654ae6b;
const CLUSTER = 0x1f43b675;
const TRACK_ENTRY = 0xae;
const VIDEO = 0xe0;
const SIMPLE_BLOCK = 0xa3;
/** The first bit of a number's first byte says in how many bytes it stands; that many bits are lost in each. */
const BITS_A_BYTE = 7;
const TRACK = 1;
const KEY = 0x80;
const NS_A_MS = 1_000_000;

/** @typedef {{data: Uint8Array, ms: number, key: boolean}} Frame ms: when it is first seen; key: needs no frame before it */

/**
 * Write a film.
 * @param {{width: number, height: number, codec: string, ms: number, writer: string}} film codec: as Matroska names it; ms: how long it lasts; writer: what made it
 * @param {Frame[]} frames in their order, the first of them a key frame
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function webm({ width, height, codec, ms, writer }, frames) {
  const head = element(EBML, [
    ...[[0x4286, 1], [0x42f7, 1], [0x42f2, 4], [0x42f3, 8]].map(([id, value]) => element(id, whole(value))),
    element(0x4282, ascii("webm")),
    element(0x4287, whole(4)),
    element(0x4285, whole(2)),
  ].flat());
  const info = element(INFO, [element(0x2ad7b1, whole(NS_A_MS)), element(0x4489, float(ms)), element(0x4d80, ascii(writer)), element(0x5741, ascii(writer))].flat());
  const video = element(VIDEO, [element(0xb0, whole(width)), element(0xba, whole(height))].flat());
  const numbers = [[0xd7, TRACK], [0x73c5, TRACK], [0x9c, 0], [0x83, 1]].flatMap(([id, value]) => element(id, whole(value)));
  const tracks = element(TRACKS, element(TRACK_ENTRY, [...numbers, element(0x86, ascii(codec)), video].flat()));
  return joined([head, element(SEGMENT, [info, tracks, ...clustersOf(frames)].flat())].flat());
}

/**
 * @param {Frame[]} frames
 * @returns {Uint8Array[][]}
 */
function clustersOf(frames) {
  const starts = frames.flatMap(({ key }, at) => (key ? [at] : []));
  return starts.map((from, at) => {
    const own = frames.slice(from, starts[at + 1]);
    const blocks = own.flatMap(({ data, ms, key }) => {
      const since = ms - own[0].ms;
      return element(SIMPLE_BLOCK, [Uint8Array.of(KEY | TRACK, since >> 8, since & 0xff, key ? KEY : 0), data]);
    });
    return element(CLUSTER, [...element(0xe7, whole(own[0].ms)), ...blocks]);
  });
}

/**
 * Give an element: its number, how long its content is, and that.
 * @param {number} id
 * @param {Uint8Array[]} content
 * @returns {Uint8Array[]}
 */
function element(id, content) {
  const length = content.reduce((sum, { length: one }) => sum + one, 0);
  return [...whole(id), size(length), ...content];
}

/**
 * Give a whole number in as few bytes as hold it, the highest first.
 * @param {number} number
 * @returns {Uint8Array[]}
 */
function whole(number) {
  const bytes = [];
  for (let rest = number; rest > 0 || !bytes.length; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [Uint8Array.from(bytes)];
}

/**
 * Give a length in as few bytes as hold it; how many there are stands in the first one.
 * @param {number} length
 * @returns {Uint8Array}
 */
function size(length) {
  let count = 1;
  while (length >= 2 ** (BITS_A_BYTE * count) - 1) count += 1; // all bits set would mean: not known
  const bytes = Array.from({ length: count }, (_, at) => Math.floor(length / 256 ** (count - 1 - at)) % 256);
  bytes[0] |= 1 << (8 - count);
  return Uint8Array.from(bytes);
}

/** @param {number} number @returns {Uint8Array[]} */
function float(number) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, number);
  return [bytes];
}

/** @param {string} text @returns {Uint8Array[]} */
function ascii(text) {
  return [Uint8Array.from(text, (letter) => letter.charCodeAt(0))];
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
