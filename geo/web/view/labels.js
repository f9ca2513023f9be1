/** Writing names on the map so that none covers another name or a symbol. */

const FAMILY = "system-ui, sans-serif";
/** Half the height that a name needs, in pixels. */
const HALF_PX = 8;
/** Boxes are looked up by squares of this many pixels. */
const BIN_PX = 64;
/** From which zoom on towns, and other things beside them, are named. */
const TOWN_ZOOM = 4.5;
const THING_ZOOM = 8;

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/** What is taken of a canvas: boxes by squares, so that a look costs the same however many there are. */
export class Room {
  /** @param {Box} view what is seen of the canvas; nothing is written across its edge */
  constructor(view) {
    this.view = view;
    /** @type {Map<number, Box[]>} */
    this.bins = new Map();
  }

  /** @param {Box} box */
  take(box) {
    this.#bins(box, (key) => {
      const bin = this.bins.get(key);
      if (bin) bin.push(box);
      else this.bins.set(key, [box]);
    });
  }

  /**
   * Say whether a box is in view and free.
   * @param {Box} box
   */
  isFree(box) {
    const { view } = this;
    if (box.left < view.left || box.right > view.right || box.top < view.top || box.bottom > view.bottom) return false;
    let free = true;
    this.#bins(box, (key) => (free &&= !this.bins.get(key)?.some((other) => overlap(box, other))));
    return free;
  }

  /**
   * Find what covers a point.
   * @param {number} x
   * @param {number} y
   * @returns {Box|undefined}
   */
  over(x, y) {
    const point = { left: x, right: x, top: y, bottom: y };
    /** @type {Box|undefined} */
    let found;
    this.#bins(point, (key) => (found ??= this.bins.get(key)?.find((box) => overlap(box, point))));
    return found;
  }

  /**
   * @param {Box} box
   * @param {(key: number) => void} visit
   */
  #bins({ left, top, right, bottom }, visit) {
    for (let line = Math.floor(top / BIN_PX); line <= Math.floor(bottom / BIN_PX); line++) {
      for (let column = Math.floor(left / BIN_PX); column <= Math.floor(right / BIN_PX); column++) visit(line * 4096 + column);
    }
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
 * How names are written; widths of texts are kept by style, for measuring takes longer than writing.
 * @type {Object<string, {font: string, spacing: string, widths: Map<string, number>}>}
 */
const STYLES = Object.fromEntries(
  Object.entries({ town: "600 12px", thing: "400 11.5px", landmark: "400 11px", state: "600 11px" }).map(([name, font]) => {
    return [name, { font: `${font} ${FAMILY}`, spacing: name === "state" ? "1.2px" : "0px", widths: new Map() }];
  }),
);
/** How many widths are kept of a style. */
const MOST_KEPT = 4000;

/**
 * Write in a style from now on, and say how wide a text is in it.
 * @param {CanvasRenderingContext2D} context
 * @param {{font: string, spacing: string, widths: Map<string, number>}} style
 * @param {string} text
 */
function widthIn(context, { font, spacing, widths }, text) {
  context.font = font;
  context.letterSpacing = spacing;
  let width = widths.get(text);
  if (width === undefined) {
    if (widths.size > MOST_KEPT) widths.clear();
    width = context.measureText(text).width;
    widths.set(text, width);
  }
  return width;
}

/** One frame's names. */
export class Labels {
  /**
   * @param {CanvasRenderingContext2D} context
   * @param {import("./draw.js").Palette} palette
   * @param {Box} view
   * @param {Box[]} covered by controls that lie over the map
   */
  constructor(context, palette, view, covered) {
    this.context = context;
    this.palette = palette;
    this.room = new Room(view);
    /** What symbols cover; a town's dot under one is not drawn. */
    this.symbols = new Room(view);
    for (const box of covered) this.room.take(box);
  }

  /**
   * Keep room for a symbol.
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   */
  keep(x, y, radius) {
    const box = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
    this.room.take(box);
    this.symbols.take(box);
  }

  /**
   * Write the name of a thing beside its symbol, on the right or else on the left, if there is room.
   * @param {string} text
   * @param {number} x middle of the symbol
   * @param {number} y
   * @param {number} radius of the symbol
   * @param {boolean} town whether it is a town: its name is stronger
   * @returns {boolean} whether there was room
   */
  thing(text, x, y, radius, town) {
    const width = widthIn(this.context, town ? STYLES.town : STYLES.thing, text);
    const right = x + radius + 3;
    return [right, x - radius - 3 - width].some((left) => this.#write(text, left, y, left, left + width, this.palette.ink));
  }

  /**
   * Write the name of a large town that is no record, with a dot, if there is room; beside a symbol that covers its spot.
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  landmark(text, x, y) {
    const over = this.symbols.over(x, y);
    const left = over ? over.right + 2 : x + 6;
    const width = widthIn(this.context, STYLES.landmark, text);
    if (!this.#write(text, left, y, over ? left : x - 2, left + width, this.palette.soft) || over) return;
    this.context.beginPath();
    this.context.arc(x, y, 2, 0, 2 * Math.PI);
    this.context.fill();
  }

  /**
   * Write the name of a state at the first of some points at which there is room.
   * @param {string} text
   * @param {[x: number, y: number][]} points
   */
  state(text, points) {
    const half = widthIn(this.context, STYLES.state, text) / 2;
    points.some(([x, y]) => this.#write(text, x - half, y, x - half, x + half, this.palette.soft));
  }

  /** Begin to write: what draws symbols on the same canvas writes otherwise. */
  begin() {
    Object.assign(this.context, { textBaseline: "middle", textAlign: "left", lineJoin: "round", lineWidth: 3, strokeStyle: this.palette.land });
  }

  /** Be done: the next to write on the canvas finds no spacing. */
  end() {
    this.context.letterSpacing = "0px";
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {number} left
   * @param {number} right
   * @param {string} colour
   * @returns {boolean} whether there was room
   */
  #write(text, x, y, left, right, colour) {
    const box = { left: left - 2, right: right + 2, top: y - HALF_PX, bottom: y + HALF_PX };
    if (!this.room.isFree(box)) return false;
    this.room.take(box);
    this.context.strokeText(text, x, y);
    this.context.fillStyle = colour;
    this.context.fillText(text, x, y);
    return true;
  }
}

/**
 * Say what is written beside a symbol that stands for one record: a town's name, or what something else is called and in
 * which town it lies.
 * @param {{name: string, town: ?string, settlement: boolean}} thing
 * @param {number} zoom
 * @param {(name: string, town: string) => string} both puts a name and its town into words
 * @returns {?string} null where nothing is named at that zoom
 */
export function labelOf({ name, town, settlement }, zoom, both) {
  if (zoom < (settlement ? TOWN_ZOOM : THING_ZOOM)) return null;
  return settlement || town === null || name.includes(town) ? name : both(name, town);
}
