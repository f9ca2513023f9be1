/** The address of a number to quote, in the map in one file: `figures=standing` beside what the address says of the view. */

const NAME = "figures";

/**
 * Divide an address into the number that it asks for and the rest.
 * @param {string} text such as `year=1961&figures=standing`
 * @returns {{figure: ?string, rest: string}} figure: its key, empty where all are asked for, null where none is
 */
export function figureIn(text) {
  const parts = text.split("&");
  const own = parts.filter((part) => part.split("=")[0] === NAME);
  if (!own.length) return { figure: null, rest: text };
  return { figure: new URLSearchParams(own[0]).get(NAME), rest: parts.filter((part) => !own.includes(part)).join("&") };
}

/**
 * Write what an address says of a number.
 * @param {string} key
 */
export function figureAddress(key) {
  return new URLSearchParams([[NAME, key]]).toString();
}
