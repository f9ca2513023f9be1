/** The layer in the browser: its rows, the records that they belong to, and which row of a record a year shows. */

import { NONE, presenceOf } from "./rule.js";

const HIGH = 32767;

/**
 * @typedef {object} Period
 * @property {string} record_id
 * @property {string} name
 * @property {?string} native_name
 * @property {?string} native_lang BCP 47
 * @property {"place"|"monument"} category
 * @property {string} kind
 * @property {"before"|"honouring"|"after"} status
 * @property {?string} change
 * @property {?string} start_date
 * @property {?string} end_date
 * @property {?number} start_year
 * @property {number} possible_from
 * @property {number} possible_to
 * @property {number} certain_from
 * @property {number} certain_to
 * @property {boolean} presumed
 * @property {boolean} undated_from
 * @property {boolean} undated_to
 * @property {string} note
 * @property {string[]} sources
 *
 * @typedef {object} Chain one record: its rows in the layer and where it lies
 * @property {string} id
 * @property {number} first row of its first period
 * @property {number} end row after its last period
 * @property {number} lon degrees
 * @property {number} lat degrees
 */

/** The layer as columns of integers, and its records. */
export class Periods {
  /** @param {{features: {properties: Period, geometry: {coordinates: [number, number]}}[]}} collection */
  constructor(collection) {
    const features = collection.features;
    /** @type {Period[]} */
    this.rows = features.map((feature) => feature.properties);
    /** In which year each period began at the latest. */
    this.start = Int16Array.from(this.rows, (row) => row.start_year ?? HIGH);
    this.dated = Uint8Array.from(
      this.rows,
      (row) => row.start_date !== null && row.start_date !== ".." && row.change !== null,
    );
    /** @type {Chain[]} */
    this.records = [];
    features.forEach((feature, row) => {
      const last = this.records.at(-1);
      if (last?.id === feature.properties.record_id) {
        last.end = row + 1;
      } else {
        const [lon, lat] = feature.geometry.coordinates;
        this.records.push({ id: feature.properties.record_id, first: row, end: row + 1, lon, lat });
      }
    });
    /** @type {Map<string, number>} */
    this.byId = new Map(this.records.map((record, index) => [record.id, index]));
  }

  /**
   * Find the period of a record that a year shows.
   * @param {Chain} record
   * @param {number} year
   * @returns {[row: number, presence: number]} row -1 and NONE if the record has no period in that year
   */
  presenceIn(record, year) {
    for (let row = record.first; row < record.end; row++) {
      const presence = presenceOf(this.rows[row], year);
      if (presence !== NONE) return [row, presence];
    }
    return [-1, NONE];
  }

  /**
   * Find the last honour of a record that had ended by a year: the period that followed it.
   * @param {Chain} record
   * @param {number} year
   * @returns {number} row, -1 if none had ended
   */
  endedBy(record, year) {
    for (let row = record.end - 1; row > record.first; row--) {
      const ended = this.rows[row].status === "after" && this.rows[row - 1].status === "honouring";
      if (ended && this.dated[row] && this.start[row] <= year) return row;
    }
    return -1;
  }

  /**
   * Find the first honouring period of a record.
   * @param {Chain} record
   * @returns {number} row
   */
  honouredRow(record) {
    let row = record.first;
    while (this.rows[row].status !== "honouring") row++;
    return row;
  }

  /**
   * Say whether a period began in a year.
   * @param {number} row
   * @param {number} year
   */
  beganIn(row, year) {
    return this.start[row] === year && this.dated[row] === 1;
  }
}

/**
 * Unpack the rows that pass the filters.
 * @param {string} packed base64 of one bit a row, first row in the highest bit
 * @param {number} length number of rows
 * @returns {Uint8Array}
 */
export function unpackMask(packed, length) {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  return Uint8Array.from({ length }, (_, row) => (bytes[row >> 3] >> (7 - (row & 7))) & 1);
}
