/** The capitals and regional centres that are asked about, and what is known of each: found by any of their names. */

/** As MOST_CENTRES and the least beginning of geo/find/centres.py. */
const MOST = 3;
const LEAST_BEGINNING = 4;
const LONGEST = 100;
const NUMBER = 5;
const OTHER_NAMES = 6;

/**
 * @typedef {import("./lookup.js").TownRow} TownRow
 *
 * @typedef {[answer: "recorded"|"none found"|"not looked", records: string[], day: string, where: string]} Answer of one class:
 *   ids of the records; or when, in words, and where it was looked for in vain
 *
 * @typedef {object} Frame the part "centres" (geo/exports/front.py)
 * @property {string[]} classes of what is looked for, in order
 * @property {Object<string, Answer[]>} places the answers of each class by the town's number at GeoNames
 * @property {Object<string, [lon: number, lat: number]>} points where each lies, in degrees
 *
 * @typedef {{name: string, country: string, answers: {of: string, answer: Answer}[]}} Asked
 *
 * @typedef {{lon: number, lat: number, kind: Answer[0], asked: Asked}} Mark a town on the map; degrees
 */

/** What can be known of a town, the strongest first; as ANSWERS of geo/records/frame.py. @type {Answer[0][]} */
export const KINDS = ["recorded", "none found", "not looked"];

/**
 * Say what is known of a town over all classes, as kind_of in geo/stats/frame_answers.py: the strongest of its answers.
 * @param {Answer[]} answers one for each class
 * @returns {Answer[0]}
 */
export function kindOf(answers) {
  return KINDS.find((kind) => answers.some(([answer]) => answer === kind)) ?? "not looked";
}

export class Centres {
  /**
   * @param {import("./folding.js").Letters} letters
   * @param {TownRow[]} rows of data/towns.json, the most populous first
   * @param {Frame} frame
   */
  constructor(letters, rows, { classes, places, points }) {
    this.letters = letters;
    this.rows = rows.filter((row) => Object.hasOwn(places, row[NUMBER]));
    this.sounds = this.rows.map((row) => [row[0], ...row[OTHER_NAMES]].map((name) => letters.fold(name).joinedSound));
    this.classes = classes;
    this.places = places;
    this.points = points;
  }

  /**
   * Find the towns that a text names, as find_centres of geo/find/centres.py.
   * @param {string} text what a person typed; anything
   * @returns {Asked[]} those of the name, else those whose name of today begins so, the most populous first
   */
  find(text) {
    const { joined, joinedSound: wanted } = this.letters.fold(text.slice(0, LONGEST));
    if (Math.min(joined.length, wanted.length) < 2) return [];
    let found = this.rows.filter((_, at) => this.sounds[at].includes(wanted));
    if (!found.length && joined.length >= LEAST_BEGINNING) found = this.rows.filter((_, at) => this.sounds[at][0].startsWith(wanted));
    return found.slice(0, MOST).map((row) => this.#asked(row));
  }

  /**
   * Give what is known of a town.
   * @param {?number} number at GeoNames
   * @returns {?Asked} null for a town that is not asked about
   */
  of(number) {
    const row = this.rows.find((one) => one[NUMBER] === number);
    return row ? this.#asked(row) : null;
  }

  /**
   * Give all towns as they stand on the map.
   * @returns {Mark[]}
   */
  marks() {
    return this.rows.map((row) => {
      const [lon, lat] = this.points[row[NUMBER]];
      return { lon, lat, kind: kindOf(this.places[row[NUMBER]]), asked: this.#asked(row) };
    });
  }

  /** @param {TownRow} row */
  #asked([name, , , , country, number]) {
    return { name, country, answers: this.classes.map((of, at) => ({ of, answer: this.places[number][at] })) };
  }
}
