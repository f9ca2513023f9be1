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
   * @param {import("./draw.js").Palette} palette
   * @param {Box} [view] what is seen of the canvas; no name is cut by its edge
   */
  constructor(context, palette, view = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity }) {
    this.context = context;
    this.palette = palette;
    this.view = view;
    /** @type {Box[]} */
    this.taken = [];
    /** @type {Box[]} */
    this.symbols = [];
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
    const box = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
    this.taken.push(box);
    this.symbols.push(box);
  }

  /**
   * Keep room for a control that lies over the map.
   * @param {Box} box
   */
  cover(box) {
    this.taken.push(box);
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
   * Write the name of a town that is no record, with a dot, if there is room; beside a symbol that covers its spot.
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  landmark(text, x, y) {
    const over = this.symbols.find((box) => box.left < x && x < box.right && box.top < y && y < box.bottom);
    const left = over ? over.right + 2 : x + 6;
    this.context.font = `400 11px ${FAMILY}`;
    this.context.textAlign = "left";
    const right = left + this.context.measureText(text).width;
    if (this.write(text, left, y, { left: over ? left : x - 2, right }, this.palette.soft) && !over) this.dot(x, y);
  }

  dot(x, y) {
    this.context.beginPath();
    this.context.arc(x, y, 2, 0, 2 * Math.PI);
    this.context.fill();
  }

  /**
   * Write the name of a state at the first of some points at which there is room.
   * @param {string} text
   * @param {{x: number, y: number}[]} points
   */
  state(text, points) {
    this.context.font = `600 11px ${FAMILY}`;
    this.context.textAlign = "center";
    this.context.letterSpacing = "1.2px";
    const half = this.context.measureText(text).width / 2;
    points.some(({ x, y }) => this.write(text, x, y, { left: x - half, right: x + half }, this.palette.soft));
    this.context.letterSpacing = "0px";
  }

  /**
   * @returns {boolean} whether there was room
   */
  write(text, x, y, { left, right }, colour) {
    const box = { left: left - 2, right: right + 2, top: y - 8, bottom: y + 8 };
    if (!inside(box, this.view) || this.taken.some((other) => overlap(box, other))) return false;
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
    return true;
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
 * @param {Box} one
 * @param {Box} other
 */
function inside(one, other) {
  return one.left >= other.left && one.right <= other.right && one.top >= other.top && one.bottom <= other.bottom;
}

/**
 * Say whether towns are named at a zoom.
 * @param {number} zoom
 */
export function namesTowns(zoom) {
  return zoom >= TOWN_ZOOM;
}
