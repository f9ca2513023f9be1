/** Writing names on the map so that none covers another name or a symbol. */

const TOWN_ZOOM = 4.5;
const FAMILY = "system-ui, sans-serif";

/**
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{text: string, x: number, y: number, box: Box}} Placed
 */

/** One frame's room: what is taken, and what was written. */
export class Labels {
  /**
   * @param {CanvasRenderingContext2D} context
   * @param {import("./symbols.js").Palette} palette
   */
  constructor(context, palette) {
    this.context = context;
    this.palette = palette;
    /** @type {Box[]} */
    this.taken = [];
    /** @type {Placed[]} */
    this.placed = [];
  }

  /**
   * Keep room for a symbol.
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   */
  keep(x, y, radius) {
    this.taken.push({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
  }

  /**
   * Write the name of a town beside its symbol, if there is room.
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  town(text, x, y) {
    this.context.font = `600 12px ${FAMILY}`;
    this.context.textAlign = "left";
    this.write(text, x, y, { left: x, right: x + this.context.measureText(text).width }, this.palette.ink);
  }

  /**
   * Write the name of a state in its middle, if there is room.
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  state(text, x, y) {
    this.context.font = `500 11px ${FAMILY}`;
    this.context.textAlign = "center";
    const half = this.context.measureText(text).width / 2;
    this.write(text, x, y, { left: x - half, right: x + half }, this.palette.soft);
  }

  write(text, x, y, { left, right }, colour) {
    const box = { left: left - 2, right: right + 2, top: y - 8, bottom: y + 8 };
    if (this.taken.some((other) => overlap(box, other))) return;
    this.taken.push(box);
    this.placed.push({ text, x, y, box });
    const { context } = this;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = this.palette.land;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }
}

/**
 * @param {Box} one
 * @param {Box} other
 */
export function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/**
 * Say whether towns are named at a zoom.
 * @param {number} zoom
 */
export function namesTowns(zoom) {
  return zoom >= TOWN_ZOOM;
}
