/** What a search found: the best hit of each record, in order. */

import { WHOLE_SLIPS } from "./nominal.js";

export const NAME = 0;
export const TOWN = 1;
export const COUNTRY = 2;
const HOW = /** @type {const} */ (["name", "town", "country"]);
const TOP = 1000;
/** Places for each score: four honours, and for each letters as written or others. */
const HONOURS = 8;

/**
 * @typedef {import("./bearers.js").Bearers} Bearers
 * @typedef {import("./lookup.js").Searched} Searched
 */

/** A record that was found; its words are made when they are asked for. */
export class Hit {
  /**
   * @param {Searched} searched
   * @param {number} bearer
   * @param {number} score from 0 to 100
   * @param {"name"|"town"|"country"} how by what it was found
   */
  constructor(searched, bearer, score, how) {
    this.searched = searched;
    this.bearer = bearer;
    this.score = score;
    this.how = how;
  }

  /** The row that bears the name. */
  get row() {
    return this.searched.bearers.rows[this.bearer];
  }

  get record() {
    return this.searched.bearers.records[this.bearer];
  }

  /** The name that matched, as written; of a record found by its town or country the one that it is known by. */
  get name() {
    return this.searched.bearers.texts[this.searched.bearers.names[this.bearer]];
  }

  /** Language (BCP 47) of a native name, else null. */
  get lang() {
    const { table } = this.searched;
    return this.name === table.value("name", this.row) ? null : /** @type {?string} */ (table.value("native_lang", this.row));
  }

  /** Name of the town that it lies in, or null. */
  get town() {
    return this.searched.townName(this.record);
  }

  /** Name of the country. */
  get country() {
    return this.searched.phrases.country(this.searched.table.text("country", this.row));
  }

  /** When the name was in force, in words. */
  get when() {
    const { table, phrases } = this.searched;
    const [start, end] = ["start_date", "end_date"].map((name) => /** @type {?string} */ (table.value(name, this.row)));
    return phrases.when(start, end);
  }

  /** A year in which the thing bore the honoured name. */
  get year() {
    return this.searched.bearers.years[this.bearer];
  }
}

/** The best hit of each record: kinds first, then scores, honours, letters as written, and the order of equals. */
export class Best {
  /**
   * @param {Bearers} bearers
   */
  constructor(bearers) {
    this.bearers = bearers;
    this.records = bearers.records;
    this.keys = new Float64Array(bearers.homes.length).fill(Infinity);
  }

  /**
   * Give the place among the hits that a score has, less the place among equals.
   * @param {number} kind into HOW
   * @param {number} score
   * @param {boolean} [other] whether the text stands in the name in other letters
   */
  place(kind, score, other = false) {
    const tier = score > WHOLE_SLIPS ? kind : kind + HOW.length;
    return (tier * (TOP + 1) + TOP - Math.floor(score * 10 + 0.5)) * this.bearers.size * HONOURS + (other ? this.bearers.size : 0);
  }

  /**
   * @param {number} bearer
   * @param {number} place from place()
   */
  add(bearer, place) {
    const key = place + this.bearers.places[bearer];
    const record = this.records[bearer];
    if (key < this.keys[record]) this.keys[record] = key;
  }

  /**
   * @param {Searched} searched
   * @param {boolean} whole whether the text is the name of a town or a country, so that none with slips is wanted
   * @returns {Hit[]}
   */
  hits(searched, whole) {
    const { size, order } = this.bearers;
    const ofTier = (TOP + 1) * HONOURS * size;
    const most = whole ? (HOW.length + 1) * ofTier : Infinity;
    let count = 0;
    for (const key of this.keys) if (key < most) this.keys[count++] = key;
    const keys = this.keys.subarray(0, count).sort();
    const hits = new Array(count);
    for (let at = 0; at < count; at++) {
      const tier = Math.floor(keys[at] / ofTier);
      const lack = Math.floor((keys[at] - tier * ofTier) / (HONOURS * size));
      hits[at] = new Hit(searched, order[keys[at] % size], (TOP - lack) / 10, HOW[tier % HOW.length]);
    }
    return hits;
  }
}
