/**
 * The year rule in the browser: which period of each record is in force on 31 December of a year.
 * It reads the integers that Python wrote into the layer (geo/chain.py) and does what geo.layer.state_in does.
 */

const LOW = -32768;
const HIGH = 32767;

/** States of a period in a year. */
export const NO = 0;
export const CERTAIN = 1;
const POSSIBLE = 2;
export const UNDATED = 3;

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
 * @property {?number} end_year
 * @property {?number} start_earliest
 * @property {?number} end_earliest
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
    const column = (name, missing) => Int16Array.from(this.rows, (row) => row[name] ?? missing);
    this.start = column("start_year", LOW);
    this.end = column("end_year", HIGH);
    this.startEarliest = column("start_earliest", LOW);
    this.endEarliest = column("end_earliest", HIGH);
    this.unknownStart = Uint8Array.from(this.rows, (row) => row.start_date === null && row.start_earliest === null);
    this.unknownEnd = Uint8Array.from(this.rows, (row) => row.end_date === null && row.end_year === null);
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
   * @returns {[row: number, state: number]} row -1 and NO if the record has no state in that year
   */
  stateIn(record, year) {
    for (let row = record.first; row < record.end; row++) {
      if (this.start[row] <= year && year < this.end[row]) {
        if (year < this.endEarliest[row]) return [row, CERTAIN];
        return [row, this.unknownEnd[row] ? UNDATED : POSSIBLE];
      }
    }
    for (let row = record.first; row < record.end; row++) {
      if (this.startEarliest[row] <= year && year < this.start[row]) {
        return [row, this.unknownStart[row] ? UNDATED : POSSIBLE];
      }
    }
    return [-1, NO];
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
