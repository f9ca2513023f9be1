/**
 * Which records share a symbol, so that no two symbols cover each other: points are put into small squares, and squares
 * whose symbols would touch are joined, each found by the cells of a grid. Time grows with the number of points alone.
 */

/** Points in one square of this many pixels share a symbol. */
const SQUARE_PX = 18;
/** The cells in which neighbours are looked up, wider than the room of two of the largest symbols. */
const CELL_PX = 48;
/** Room around the middle of a single symbol, ring included, in pixels. */
export const SINGLE_ROOM_PX = 9.5;
/** The widest ring around a disc, in pixels beyond its radius. */
const RING_PX = 4;
const NONE = -1;

/**
 * Give the radius of the disc that stands for some records, in pixels.
 * @param {number} count two or more
 */
export function discRadius(count) {
  return count < 10 ? 10.5 : count < 100 ? 13 : count < 1000 ? 16 : 19;
}

/**
 * Give the room that a symbol may need at the most in any year.
 * @param {number} members
 */
export function roomOf(members) {
  return members === 1 ? SINGLE_ROOM_PX : discRadius(members) + RING_PX;
}

/**
 * @typedef {{width: number, height: number, left: number, top: number}} Area its size, and where it lies in the whole map:
 *   squares keep their place when the map is moved
 *
 * @typedef {object} Squares the records of an area by squares
 * @property {number} count of squares that have records
 * @property {Float64Array} sumX of the places of each square's records
 * @property {Float64Array} sumY
 * @property {Int32Array} size how many records each has
 * @property {Int32Array} of the square of each record
 * @property {Int32Array} used the records that have one
 */

/**
 * The symbols of a view: `members` of symbol s are those from `start[s]` to `start[s + 1]`. Points are in pixels.
 */
export class Cells {
  /**
   * @param {Float64Array} x pixels of each record from the left of the area; those outside the area have no symbol
   * @param {Float64Array} y
   * @param {Uint8Array} passing 1 for each record that has a symbol
   * @param {Area} area
   */
  constructor(x, y, passing, area) {
    this.pointX = x;
    this.pointY = y;
    const squares = intoSquares(x, y, passing, area);
    const grid = new Grid(area);
    const into = joined(squares, grid);
    const { count, sumX, sumY, size, of, used } = squares;
    const number = new Int32Array(count).fill(NONE);
    this.count = 0;
    for (let at = 0; at < count; at++) if (into[at] === at) number[at] = this.count++;
    this.x = new Float64Array(this.count);
    this.y = new Float64Array(this.count);
    this.start = new Int32Array(this.count + 1);
    this.grid = new Grid(area, this.count);
    for (let at = 0; at < count; at++) {
      const symbol = number[at];
      if (symbol === NONE) continue;
      this.x[symbol] = sumX[at] / size[at];
      this.y[symbol] = sumY[at] / size[at];
      this.start[symbol + 1] = size[at];
      this.grid.add(symbol, this.x[symbol], this.y[symbol]);
    }
    for (let symbol = 0; symbol < this.count; symbol++) this.start[symbol + 1] += this.start[symbol];
    this.members = new Int32Array(used.length);
    const filled = this.start.slice(0, this.count);
    for (const record of used) this.members[filled[number[endOf(into, of[record])]]++] = record;
    this.spotX = new Float32Array(used.length).fill(NaN);
    this.spotY = new Float32Array(used.length);
  }

  /** @param {number} symbol */
  sizeOf(symbol) {
    return this.start[symbol + 1] - this.start[symbol];
  }

  /**
   * Find where one record of a symbol is drawn when the year shows it alone: its own point, or as near to it as no
   * other symbol can be covered. It stays on its side of the line on which the rooms of two symbols meet.
   * @param {number} symbol
   * @param {number} slot place in `members`
   * @returns {[x: number, y: number]}
   */
  spot(symbol, slot) {
    if (Number.isNaN(this.spotX[slot])) {
      const record = this.members[slot];
      const [x, y] = [this.x[symbol], this.y[symbol]];
      const [dx, dy] = [this.pointX[record] - x, this.pointY[record] - y];
      const share = this.sizeOf(symbol) === 1 ? 1 : this.#share(symbol, dx, dy);
      this.spotX[slot] = x + share * dx;
      this.spotY[slot] = y + share * dy;
    }
    return [this.spotX[slot], this.spotY[slot]];
  }

  /**
   * Say which share of the way to its own point a single symbol may go.
   * @param {number} symbol
   * @param {number} dx pixels to its own point
   * @param {number} dy
   */
  #share(symbol, dx, dy) {
    const length = Math.hypot(dx, dy);
    const room = roomOf(this.sizeOf(symbol));
    let most = Math.min(length, CELL_PX - SINGLE_ROOM_PX);
    if (most + SINGLE_ROOM_PX <= room) return 1;
    this.near(this.x[symbol], this.y[symbol], 2, (other) => {
      if (other === symbol) return;
      const [ax, ay] = [this.x[other] - this.x[symbol], this.y[other] - this.y[symbol]];
      const apart = Math.hypot(ax, ay);
      const towards = (dx * ax + dy * ay) / (apart * length);
      if (towards <= 0) return;
      const border = (apart * apart + room * room - roomOf(this.sizeOf(other)) ** 2) / (2 * apart);
      most = Math.min(most, (border - SINGLE_ROOM_PX) / towards);
    });
    return Math.max(most, room - SINGLE_ROOM_PX, 0) / length;
  }

  /**
   * Visit the symbols whose middle lies in the cell of a place or some cells beside it.
   * @param {number} x
   * @param {number} y
   * @param {number} reach cells
   * @param {(symbol: number) => void} visit
   */
  near(x, y, reach, visit) {
    this.grid.near(x, y, reach, (symbol) => {
      visit(symbol);
    });
  }
}

/** Which things lie in which cell: linked lists in arrays. */
class Grid {
  /**
   * @param {{width: number, height: number}} area
   * @param {number} [most] things
   */
  constructor({ width, height }, most = 0) {
    this.columns = Math.max(1, Math.ceil(width / CELL_PX));
    this.lines = Math.max(1, Math.ceil(height / CELL_PX));
    this.heads = new Int32Array(this.columns * this.lines).fill(NONE);
    this.next = new Int32Array(most);
  }

  /**
   * @param {number} thing
   * @param {number} x
   * @param {number} y
   */
  add(thing, x, y) {
    const cell = this.#line(y) * this.columns + this.#column(x);
    this.next[thing] = this.heads[cell];
    this.heads[cell] = thing;
  }

  /**
   * @param {number} thing
   * @param {number} x where it was put
   * @param {number} y
   */
  remove(thing, x, y) {
    const cell = this.#line(y) * this.columns + this.#column(x);
    let before = this.heads[cell];
    if (before === thing) {
      this.heads[cell] = this.next[thing];
      return;
    }
    while (this.next[before] !== thing) before = this.next[before];
    this.next[before] = this.next[thing];
  }

  /**
   * Visit what lies in the cell of a place or some cells beside it, until a visit gives true.
   * @param {number} x
   * @param {number} y
   * @param {number} reach cells
   * @param {(thing: number) => boolean|void} visit
   */
  near(x, y, reach, visit) {
    const [column, line] = [this.#column(x), this.#line(y)];
    for (let row = Math.max(0, line - reach); row <= Math.min(this.lines - 1, line + reach); row++) {
      for (let across = Math.max(0, column - reach); across <= Math.min(this.columns - 1, column + reach); across++) {
        for (let at = this.heads[row * this.columns + across]; at !== NONE; at = this.next[at]) if (visit(at)) return;
      }
    }
  }

  /** @param {number} x */
  #column(x) {
    return Math.min(this.columns - 1, Math.max(0, Math.floor(x / CELL_PX)));
  }

  /** @param {number} y */
  #line(y) {
    return Math.min(this.lines - 1, Math.max(0, Math.floor(y / CELL_PX)));
  }
}

/**
 * Join squares whose symbols would touch; each join leaves one fewer, so this ends.
 * @param {Squares} squares its sums and sizes become those of the symbols
 * @param {Grid} grid
 * @returns {Int32Array} into which other each square has gone; itself, if it is left
 */
function joined({ count, sumX, sumY, size }, grid) {
  const into = Int32Array.from({ length: count }, (_, at) => at);
  grid.next = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    for (;;) {
      const [x, y, room] = [sumX[at] / size[at], sumY[at] / size[at], roomOf(size[at])];
      let touching = NONE;
      grid.near(x, y, 1, (other) => {
        const [dx, dy] = [sumX[other] / size[other] - x, sumY[other] / size[other] - y];
        const least = room + roomOf(size[other]);
        if (dx * dx + dy * dy >= least * least) return false;
        touching = other;
        return true;
      });
      if (touching === NONE) break;
      grid.remove(touching, sumX[touching] / size[touching], sumY[touching] / size[touching]);
      into[touching] = at;
      sumX[at] += sumX[touching];
      sumY[at] += sumY[touching];
      size[at] += size[touching];
    }
    grid.add(at, sumX[at] / size[at], sumY[at] / size[at]);
  }
  return into;
}

/**
 * Follow the joins to the square into which one has gone at last.
 * @param {Int32Array} into
 * @param {number} square
 */
function endOf(into, square) {
  while (into[square] !== square) {
    into[square] = into[into[square]];
    square = into[square];
  }
  return square;
}

/**
 * Put the records of an area into squares.
 * @param {Float64Array} x
 * @param {Float64Array} y
 * @param {Uint8Array} passing
 * @param {Area} area
 * @returns {Squares}
 */
function intoSquares(x, y, passing, { width, height, left, top }) {
  const [shiftX, shiftY] = [modulo(left), modulo(top)];
  const columns = Math.floor((width + shiftX) / SQUARE_PX) + 1;
  const lines = Math.floor((height + shiftY) / SQUARE_PX) + 1;
  const numbers = new Int32Array(columns * lines).fill(NONE);
  const of = new Int32Array(passing.length);
  const used = new Int32Array(passing.length);
  const [sumX, sumY, size] = [new Float64Array(passing.length), new Float64Array(passing.length), new Int32Array(passing.length)];
  let [count, taken] = [0, 0];
  for (let record = 0; record < passing.length; record++) {
    const [px, py] = [x[record], y[record]];
    if (!passing[record] || !(px >= 0 && py >= 0 && px <= width && py <= height)) continue;
    const square = Math.floor((py + shiftY) / SQUARE_PX) * columns + Math.floor((px + shiftX) / SQUARE_PX);
    if (numbers[square] === NONE) numbers[square] = count++;
    const number = numbers[square];
    of[record] = number;
    sumX[number] += px;
    sumY[number] += py;
    size[number] += 1;
    used[taken++] = record;
  }
  return { count, sumX, sumY, size, of, used: used.subarray(0, taken) };
}

/** @param {number} pixels */
function modulo(pixels) {
  return ((pixels % SQUARE_PX) + SQUARE_PX) % SQUARE_PX;
}
