/**
 * The year rule in the browser: what a period was on 31 December of a year, by one comparison of resolved bounds.
 * It reads the integers that the build wrote into the layer (geo/layer/bounds.py) and does what geo.layer.presences
 * does; the cases of tests/cases/presence.json hold for both.
 */

/** What a period can be in a year; the order of geo.layer.PRESENCES. */
export const [NONE, CERTAIN, PRESUMED, POSSIBLE, UNDATED] = [0, 1, 2, 3, 4];

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
