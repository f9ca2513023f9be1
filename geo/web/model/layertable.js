/** The layer in the browser: columns of numbers, read from what geo/exports/front.py writes, without a copy where it can be. */

import { Rule } from "./rule.js";

/**
 * @typedef {Int8Array|Uint8Array|Int16Array|Uint16Array|Int32Array|Uint32Array|Float32Array|Float64Array} Numbers
 *
 * @typedef {object} Column what the head says of a column
 * @property {"u8"|"u16"|"u32"|"i16"|"i32"|"f32"|"f64"} type
 * @property {number} at byte at which it begins after the head
 * @property {number} length
 * @property {"row"|"record"} by
 * @property {"text"|"int"|"bool"} [kind]
 * @property {string[]} [values] of text: code k is values[k - 1], code 0 null
 * @property {number} [null] the number that stands for null
 * @property {number} [scale] by which the numbers are to be divided
 *
 * @typedef {object} Field what can be asked of the layer
 * @property {string} name
 * @property {"values"|"value"|"flag"|"number"} asked
 * @property {boolean} facet whether its options are counted
 * @property {boolean} of_record whether one row that has the value brings in all rows of its record
 * @property {boolean} closed whether any value of the vocabulary may be asked for
 * @property {string[]} vocabulary
 * @property {string} type
 *
 * @typedef {object} Schema
 * @property {number} rows
 * @property {number} records
 * @property {string[]} ids of the records, in order
 * @property {Object<string, Column>} columns
 * @property {Field[]} fields
 * @property {string[]} stored the properties of the layer's features, in order
 * @property {string[]} tables the columns that tables have beside them
 * @property {Object<string, number>} stories how many steps each has, by id
 * @property {string[]} lessons ids of the stories that have one
 * @property {boolean} frame whether the data say of capitals and regional centres what is known of them
 * @property {Object<string, string|Object<string, string>>} messages by which a file says what it holds
 * @property {number} first year of the time bar
 * @property {number} last
 * @property {number} opening
 * @property {number} longest most years that an honoured name lasted
 * @property {string[]} modes
 * @property {string[]} town_kinds kinds whose things are towns themselves
 * @property {string[]} countries codes
 * @property {string[]} languages of the page
 * @property {Object<string, string>} edition what every file made from the data says of itself
 * @property {{text: string, bibtex: string, csl: string, view: string}} citation forms of citations; see details.js
 * @property {{size: number, count: number}} details chunks of details
 *
 * @typedef {{codes: Uint8Array|Uint16Array|Uint32Array, values: string[]}} Codes
 */

const TYPES = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i16: Int16Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
};

export class LayerTable {
  /**
   * Read what front_columns wrote.
   * @param {ArrayBuffer} buffer
   * @returns {LayerTable}
   */
  static read(buffer) {
    const length = new DataView(buffer).getUint32(0, true);
    const schema = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    return new LayerTable(schema, buffer, 4 + length);
  }

  /**
   * @param {Schema} schema
   * @param {ArrayBuffer} buffer
   * @param {number} start byte after the head
   */
  constructor(schema, buffer, start) {
    /** @type {Schema} */
    this.schema = schema;
    this.rowCount = schema.rows;
    this.recordCount = schema.records;
    this.ids = schema.ids;
    /** @type {?Map<string, number>} records by id, made when asked for */
    this.places = null;
    /** @type {Map<string, Numbers>} as they are kept */
    this.kept = new Map();
    for (const [name, column] of Object.entries(schema.columns)) {
      this.kept.set(name, new TYPES[column.type](buffer, start + column.at, column.length));
    }
    /** @type {Map<string, Numbers>} by row or by record, made when asked for */
    this.made = new Map();
    this.first = this.#firstRows();
    this.recordOf = this.#recordsOfRows();
    this.lon = this.#degrees("lon");
    this.lat = this.#degrees("lat");
    this.rule = new Rule(this);
  }

  /**
   * Take columns of text that come when the first map is drawn.
   * @param {Object<string, {by: "row"|"record", values: string[], codes: number[]}>} texts
   */
  extend(texts) {
    for (const [name, { by, values, codes }] of Object.entries(texts)) {
      this.schema.columns[name] = { type: "u32", at: 0, length: codes.length, by, kind: "text", values };
      this.kept.set(name, Uint32Array.from(codes));
    }
  }

  /**
   * Give the numbers of a column, one a row.
   * @param {string} name
   * @returns {Numbers} nullOf(name) stands for null
   */
  ints(name) {
    return this.#columnOf(name).by === "row" ? this.#keptOf(name) : this.#make(name, "row");
  }

  /**
   * Give the texts of a column, one code a row.
   * @param {string} name
   * @returns {Codes}
   */
  codes(name) {
    return { codes: /** @type {Codes["codes"]} */ (this.ints(name)), values: this.#columnOf(name).values ?? [] };
  }

  /**
   * Give the numbers of a column, one a record: of one that is kept by row those of the first rows.
   * @param {string} name
   * @returns {Numbers}
   */
  recordInts(name) {
    return this.#columnOf(name).by === "record" ? this.#keptOf(name) : this.#make(name, "record");
  }

  /**
   * Give the texts of a column, one code a record.
   * @param {string} name
   * @returns {Codes}
   */
  recordCodes(name) {
    return { codes: /** @type {Codes["codes"]} */ (this.recordInts(name)), values: this.#columnOf(name).values ?? [] };
  }

  /**
   * Give the number that stands for null in a column of integers; one that none of them is where none is null.
   * @param {string} name
   */
  nullOf(name) {
    return this.#columnOf(name).null ?? Number.NaN;
  }

  /**
   * Give one value.
   * @param {string} name
   * @param {number} row
   * @returns {string|number|boolean|null}
   */
  value(name, row) {
    const column = this.#columnOf(name);
    const number = this.#keptOf(name)[column.by === "row" ? row : this.recordOf[row]];
    if (column.kind === "text") return number ? (column.values ?? [])[number - 1] : null;
    if (column.kind === "bool") return number === 1;
    return number === column.null ? null : number;
  }

  /**
   * Give one text, for a column that has no nulls.
   * @param {string} name
   * @param {number} row
   * @returns {string}
   */
  text(name, row) {
    return /** @type {string} */ (this.value(name, row) ?? "");
  }

  /**
   * Say whether there is a column.
   * @param {string} name
   */
  has(name) {
    return this.kept.has(name);
  }

  /**
   * Find a record.
   * @param {string} id
   * @returns {number} -1 if there is none
   */
  indexOf(id) {
    this.places ??= new Map(this.ids.map((one, record) => [one, record]));
    return this.places.get(id) ?? -1;
  }

  /** @param {string} name */
  #columnOf(name) {
    const column = this.schema.columns[name];
    if (!column) throw new RangeError(`the layer has no column ${name}`);
    return column;
  }

  /** @param {string} name */
  #keptOf(name) {
    return /** @type {Numbers} */ (this.kept.get(name));
  }

  /**
   * Give a column by row that is kept by record, or the other way about.
   * @param {string} name
   * @param {"row"|"record"} by
   */
  #make(name, by) {
    let made = this.made.get(name);
    if (!made) {
      const kept = this.#keptOf(name);
      const Type = TYPES[this.#columnOf(name).type];
      made = new Type(by === "row" ? this.rowCount : this.recordCount);
      const from = by === "row" ? this.recordOf : this.first;
      for (let at = 0; at < made.length; at++) made[at] = kept[from[at]];
      this.made.set(name, made);
    }
    return made;
  }

  #firstRows() {
    const size = this.#keptOf("size");
    const first = new Int32Array(this.recordCount + 1);
    for (let record = 0; record < this.recordCount; record++) first[record + 1] = first[record] + size[record];
    return first;
  }

  #recordsOfRows() {
    const records = new Int32Array(this.rowCount);
    for (let record = 0; record < this.recordCount; record++) records.fill(record, this.first[record], this.first[record + 1]);
    return records;
  }

  /** @param {string} name */
  #degrees(name) {
    const { scale = 1 } = this.#columnOf(name);
    const kept = this.#keptOf(name);
    const degrees = new Float64Array(kept.length);
    for (let record = 0; record < degrees.length; record++) degrees[record] = kept[record] / scale;
    return degrees;
  }
}
