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
 * The symbols of a view: `members` of symbol s are those from `start[s]` to `start[s + 1]`. Points are in pixels.
 */
export class Cells {
  /**
   * @param {Float64Array} x pixels of each record from the left of the area; those outside the area have no symbol
   * @param {Float64Array} y
   * @param {Uint8Array} passing 1 for each record that has a symbol
   * @param {{width: number, height: number, left: number, top: number}} area its size, and where it lies in the whole
   *   map: squares keep their place when the map is moved
   */
  constructor(x, y, passing, { width, height, left, top }) {
    this.pointX = x;
    this.pointY = y;
    this.columns = Math.max(1, Math.ceil(width / CELL_PX));
    this.lines = Math.max(1, Math.ceil(height / CELL_PX));
    const squares = intoSquares(x, y, passing, width, height, left, top);
    this._join(squares);
    this._collect(squares);
  }

  /** Join symbols that touch; each join leaves one symbol fewer, so this ends. */
  _join({ count, sumX, sumY, size }) {
    const heads = new Int32Array(this.columns * this.lines).fill(NONE);
    const next = new Int32Array(count).fill(NONE);
    const into = Int32Array.from({ length: count }, (_, at) => at);
    const place = (at) => {
      const cell = this._cell(sumX[at] / size[at], sumY[at] / size[at]);
      next[at] = heads[cell];
      heads[cell] = at;
    };
    for (let first = 0; first < count; first++) {
      const at = first;
      for (;;) {
        const other = this._touching(at, heads, next, sumX, sumY, size);
        if (other === NONE) break;
        this._remove(other, heads, next, sumX, sumY, size);
        into[other] = at;
        sumX[at] += sumX[other];
        sumY[at] += sumY[other];
        size[at] += size[other];
      }
      place(at);
    }
    this._into = into;
    this._heads = heads;
    this._next = next;
  }

  _touching(at, heads, next, sumX, sumY, size) {
    const [x, y, room] = [sumX[at] / size[at], sumY[at] / size[at], roomOf(size[at])];
    const [column, line] = this._columnAndLine(x, y);
    for (let row = Math.max(0, line - 1); row <= Math.min(this.lines - 1, line + 1); row++) {
      for (let across = Math.max(0, column - 1); across <= Math.min(this.columns - 1, column + 1); across++) {
        for (let other = heads[row * this.columns + across]; other !== NONE; other = next[other]) {
          const [dx, dy] = [sumX[other] / size[other] - x, sumY[other] / size[other] - y];
          const least = room + roomOf(size[other]);
          if (dx * dx + dy * dy < least * least) return other;
        }
      }
    }
    return NONE;
  }

  _remove(at, heads, next, sumX, sumY, size) {
    const cell = this._cell(sumX[at] / size[at], sumY[at] / size[at]);
    if (heads[cell] === at) {
      heads[cell] = next[at];
      return;
    }
    let before = heads[cell];
    while (next[before] !== at) before = next[before];
    next[before] = next[at];
  }

  /** Number the symbols that are left, and sort the records by symbol. */
  _collect({ count, sumX, sumY, size, of, used }) {
    const number = new Int32Array(count).fill(NONE);
    let symbols = 0;
    for (let at = 0; at < count; at++) if (this._into[at] === at) number[at] = symbols++;
    this.count = symbols;
    this.x = new Float64Array(symbols);
    this.y = new Float64Array(symbols);
    this.start = new Int32Array(symbols + 1);
    for (let at = 0; at < count; at++) {
      const symbol = number[at];
      if (symbol === NONE) continue;
      this.x[symbol] = sumX[at] / size[at];
      this.y[symbol] = sumY[at] / size[at];
      this.start[symbol + 1] = size[at];
    }
    for (let symbol = 0; symbol < symbols; symbol++) this.start[symbol + 1] += this.start[symbol];
    this.members = new Int32Array(this.start[symbols]);
    const filled = this.start.slice(0, symbols);
    for (const record of used) this.members[filled[number[this._end(of[record])]]++] = record;
    this._renumber(number);
    this.spotX = new Float32Array(this.members.length).fill(NaN);
    this.spotY = new Float32Array(this.members.length);
  }

  /** Follow the joins to the square into which one has gone at last. */
  _end(square) {
    const into = this._into;
    while (into[square] !== square) {
      into[square] = into[into[square]];
      square = into[square];
    }
    return square;
  }

  _renumber(number) {
    const next = new Int32Array(this.count).fill(NONE);
    for (let at = 0; at < number.length; at++) {
      if (number[at] !== NONE && this._next[at] !== NONE) next[number[at]] = number[this._next[at]];
    }
    this._heads.forEach((at, cell) => (this._heads[cell] = at === NONE ? NONE : number[at]));
    this._next = next;
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
      const share = this.sizeOf(symbol) === 1 ? 1 : this._share(symbol, dx, dy);
      this.spotX[slot] = x + share * dx;
      this.spotY[slot] = y + share * dy;
    }
    return [this.spotX[slot], this.spotY[slot]];
  }

  /** Say which share of the way to its own point a single symbol may go. */
  _share(symbol, dx, dy) {
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
    const [column, line] = this._columnAndLine(x, y);
    for (let row = Math.max(0, line - reach); row <= Math.min(this.lines - 1, line + reach); row++) {
      for (let across = Math.max(0, column - reach); across <= Math.min(this.columns - 1, column + reach); across++) {
        for (let at = this._heads[row * this.columns + across]; at !== NONE; at = this._next[at]) visit(at);
      }
    }
  }

  _cell(x, y) {
    const [column, line] = this._columnAndLine(x, y);
    return line * this.columns + column;
  }

  _columnAndLine(x, y) {
    const column = Math.min(this.columns - 1, Math.max(0, Math.floor(x / CELL_PX)));
    return [column, Math.min(this.lines - 1, Math.max(0, Math.floor(y / CELL_PX)))];
  }
}

/** Put the records of an area into squares: how many each has, and the sum of their places. */
function intoSquares(x, y, passing, width, height, left, top) {
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

function modulo(pixels) {
  return ((pixels % SQUARE_PX) + SQUARE_PX) % SQUARE_PX;
}
