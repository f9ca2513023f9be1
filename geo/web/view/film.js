/** A film of what is drawn on a canvas, encoded by the browser picture by picture, not as it plays: no picture is missed. */

import { webm } from "../model/webmwriter.js";

/** How the browser's encoder and the file name the same way of encoding. */
const CODEC = "vp8";
const NAMED = "V_VP8";
/** Bits a second: lines and letters stay sharp. */
const BITS = 6_000_000;
/** After so many pictures one needs none before it, so that a player can begin there. */
const KEY_EVERY = 10;
/** How long the last picture is seen once more, in milliseconds: some players end a film with its last picture's beginning. */
const TAIL_MS = 40;
const US_A_MS = 1000;

/**
 * Say whether this browser can make a film.
 * @returns {Promise<boolean>}
 */
export async function canFilm() {
  if (typeof VideoEncoder === "undefined") return false; // also where a page does not come by a safe way
  const plays = document.createElement("video").canPlayType(`video/webm; codecs="${CODEC}"`);
  if (!plays) return false; // asked first, as WebKitGTK falls over if its encoder is the first of its media that is asked
  return (await VideoEncoder.isConfigSupported({ codec: CODEC, width: 640, height: 480 })).supported === true;
}

export class Film {
  /** @param {HTMLCanvasElement} canvas on which the pictures are drawn */
  constructor(canvas) {
    this.canvas = canvas;
    this.size = { width: canvas.width & ~1, height: canvas.height & ~1 }; // an encoder takes pairs of pixels
    /** @type {import("../model/webmwriter.js").Frame[]} */
    this.frames = [];
    /** @type {?DOMException} */
    this.fault = null;
    this.taken = 0;
    this.ms = 0;
    this.encoder = new VideoEncoder({
      output: (chunk) => {
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        this.frames.push({ data, ms: Math.round(chunk.timestamp / US_A_MS), key: chunk.type === "key" });
      },
      error: (fault) => (this.fault = fault),
    });
    this.encoder.configure({ codec: CODEC, ...this.size, bitrate: BITS });
  }

  /**
   * Show what is drawn now.
   * @param {number} ms how long
   */
  async show(ms) {
    this.#take(this.ms);
    this.ms += ms;
    await this.encoder.flush();
    if (this.fault) throw this.fault;
  }

  /** @param {number} ms when it is first seen */
  #take(ms) {
    const picture = new VideoFrame(this.canvas, { timestamp: ms * US_A_MS, visibleRect: { x: 0, y: 0, ...this.size } });
    this.encoder.encode(picture, { keyFrame: this.taken % KEY_EVERY === 0 });
    picture.close();
    this.taken += 1;
  }

  /**
   * End it and give the file.
   * @param {string} writer what made it
   */
  async end(writer) {
    this.#take(this.ms - TAIL_MS);
    await this.encoder.flush();
    this.encoder.close();
    return webm({ ...this.size, codec: NAMED, ms: this.ms, writer }, this.frames);
  }
}
