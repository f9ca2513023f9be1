/** The symbols as they are drawn again and again: those of single records are drawn once and then copied. */

import { drawDisc, drawSymbol, partOf } from "./draw.js";

/**
 * @typedef {import("./draw.js").Look} Look
 * @typedef {import("./draw.js").Palette} Palette
 */

/** Width of the picture of a symbol that is copied, in pixels. */
const SPRITE_PX = 24;

export class Sprites {
  /**
   * @param {Palette} palette
   * @param {number} ratio pixels of the device for one of the page
   * @param {(count: number) => string} written the number on a disc
   */
  constructor(palette, ratio, written) {
    this.palette = palette;
    this.ratio = ratio;
    this.written = written;
    /** @type {Map<number, HTMLCanvasElement>} */
    this.drawn = new Map();
    /** @type {Map<number, string>} */
    this.numbers = new Map();
  }

  /**
   * Draw the symbol of one record.
   * @param {CanvasRenderingContext2D} context
   * @param {number} x
   * @param {number} y
   * @param {Look} look
   */
  symbol(context, x, y, look) {
    const half = SPRITE_PX / 2;
    context.drawImage(this.#of(look), x - half, y - half, SPRITE_PX, SPRITE_PX);
  }

  /**
   * Draw the disc of several records.
   * @param {CanvasRenderingContext2D} context
   * @param {number} x
   * @param {number} y
   * @param {Uint32Array} counts one for each of PARTS
   * @param {number} total
   * @param {number} changed
   */
  disc(context, x, y, counts, total, changed) {
    let number = this.numbers.get(total);
    if (number === undefined) {
      number = this.written(total);
      this.numbers.set(total, number);
    }
    drawDisc(context, x, y, counts, changed, this.palette, number);
  }

  /** @param {Look} look */
  #of(look) {
    const key = (partOf(look.status, look.presence, look.outcome) * 4 + (look.outcome ?? 0)) * 4 + Number(look.monument) * 2 + Number(look.changed);
    let sprite = this.drawn.get(key);
    if (!sprite) {
      sprite = document.createElement("canvas");
      sprite.width = sprite.height = Math.ceil(SPRITE_PX * this.ratio);
      const context = /** @type {CanvasRenderingContext2D} */ (sprite.getContext("2d"));
      context.scale(this.ratio, this.ratio);
      drawSymbol(context, SPRITE_PX / 2, SPRITE_PX / 2, look, this.palette);
      this.drawn.set(key, sprite);
    }
    return sprite;
  }
}
