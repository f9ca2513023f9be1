/**
 * The year rule in the browser: what a period was on 31 December of a year, by one comparison of resolved bounds.
 * It reads the integers that the build wrote into the layer (geo/layer/bounds.py) and does what geo.layer.presences
 * does; the cases of tests/cases/presence.json hold for both.
 */

/** What a period can be in a year; the order of geo.layer.PRESENCES. */
export const NONE = 0;
export const CERTAIN = 1;
export const PRESUMED = 2;
export const POSSIBLE = 3;
export const UNDATED = 4;

/**
 * @typedef {object} Bounds of one period
 * @property {number} possible_from it may be in force in Y when possible_from <= Y < possible_to
 * @property {number} possible_to
 * @property {number} certain_from it surely is when certain_from <= Y < certain_to
 * @property {number} certain_to
 * @property {boolean} presumed from certain_to on it is presumed
 * @property {boolean} undated_from the doubt before certain_from comes from a bound that no source gives
 * @property {boolean} undated_to the doubt from certain_to on comes from a bound that no source gives
 */

/**
 * Say what a period was on 31 December of a year.
 * @param {Bounds} bounds
 * @param {number} year
 * @returns {number} NONE, CERTAIN, PRESUMED, POSSIBLE or UNDATED
 */
export function presenceOf(bounds, year) {
  if (year < bounds.possible_from || year >= bounds.possible_to) return NONE;
  if (year < bounds.certain_from) return bounds.undated_from ? UNDATED : POSSIBLE;
  if (year < bounds.certain_to) return CERTAIN;
  if (bounds.presumed) return PRESUMED;
  return bounds.undated_to ? UNDATED : POSSIBLE;
}

/** The same rule over the columns of a table. */
export class Rule {
  /** @param {import("./layertable.js").LayerTable} table */
  constructor(table) {
    this.from = table.ints("possible_from");
    this.to = table.ints("possible_to");
    this.sureFrom = table.ints("certain_from");
    this.sureTo = table.ints("certain_to");
    this.early = new Uint8Array(table.rowCount);
    this.late = new Uint8Array(table.rowCount);
    const [presumed, undatedFrom, undatedTo] = [table.ints("presumed"), table.ints("undated_from"), table.ints("undated_to")];
    for (let row = 0; row < table.rowCount; row++) {
      this.early[row] = undatedFrom[row] ? UNDATED : POSSIBLE;
      this.late[row] = presumed[row] ? PRESUMED : undatedTo[row] ? UNDATED : POSSIBLE;
    }
  }

  /**
   * Say what the period of a row was on 31 December of a year.
   * @param {number} row
   * @param {number} year
   * @returns {number} NONE, CERTAIN, PRESUMED, POSSIBLE or UNDATED
   */
  presenceOf(row, year) {
    if (year < this.from[row] || year >= this.to[row]) return NONE;
    if (year < this.sureFrom[row]) return this.early[row];
    return year < this.sureTo[row] ? CERTAIN : this.late[row];
  }

  /**
   * Give the years in which the period of a row may be in force.
   * @param {number} row
   * @param {boolean} undated whether those count that no source bounds
   * @returns {[from: number, to: number]} the years Y with from <= Y < to
   */
  span(row, undated) {
    const { early, late, from, sureFrom, sureTo, to } = this;
    return [early[row] === UNDATED && !undated ? sureFrom[row] : from[row], late[row] === UNDATED && !undated ? sureTo[row] : to[row]];
  }
}
