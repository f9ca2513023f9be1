/** The order of the list: each row of the layer has its place in each order once, so that a view is put in order by one pass. */

/**
 * @typedef {import("../model/layertable.js").LayerTable} LayerTable
 * @typedef {"country"|"name"|"start"|"near"} Order
 *
 * @typedef {object} Lines
 * @property {Int32Array} lines a record each, or a country before its records: -1 for the first code, -2 for the second, ...
 * @property {Map<number, number>} counts records by code of country
 */

const UNKNOWN_START = "0000";
const UNKNOWN_END = "9999";

export class RowOrder {
  /**
   * @param {LayerTable} table
   * @param {{lang: string, country: (code: string) => string}} phrases
   */
  constructor(table, phrases) {
    this.table = table;
    this.phrases = phrases;
    this.collator = new Intl.Collator(phrases.lang, { numeric: true });
    /** @type {Map<Order, Uint32Array>} rows by place */
    this.sorted = new Map();
  }

  /**
   * Put the records that are shown in order.
   * @param {import("../model/selection.js").Selection} selection
   * @param {Order} order by `country` also in groups
   * @param {{km: number}[]} [away] by record, for the order `near`
   * @returns {Lines}
   */
  lines(selection, order, away) {
    const records = order === "near" && away ? byDistance(selection, away) : this.#inOrder(selection, order === "near" ? "country" : order);
    return order === "country" ? this.#grouped(records) : { lines: records, counts: new Map() };
  }

  /**
   * @param {import("../model/selection.js").Selection} selection
   * @param {Order} order
   */
  #inOrder(selection, order) {
    const { recordOf } = this.table;
    const records = new Int32Array(selection.count);
    let at = 0;
    for (const row of this.#rowsBy(order)) if (selection.row[recordOf[row]] === row) records[at++] = recordOf[row];
    return records;
  }

  /** @param {Int32Array} records in the order of their countries */
  #grouped(records) {
    const { codes } = this.table.recordCodes("country");
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const record of records) counts.set(codes[record], (counts.get(codes[record]) ?? 0) + 1);
    const lines = new Int32Array(records.length + counts.size);
    let at = 0;
    let last = -1;
    for (const record of records) {
      if (codes[record] !== last) lines[at++] = -(last = codes[record]);
      lines[at++] = record;
    }
    return { lines, counts };
  }

  /**
   * Give all rows in an order, which is found once.
   * @param {Order} order
   */
  #rowsBy(order) {
    let rows = this.sorted.get(order);
    if (!rows) {
      const names = this.#ranks("name", (value) => value);
      const first = order === "country" ? this.#ranks("country", (code) => this.phrases.country(code)) : order === "start" ? this.#starts() : null;
      rows = new Uint32Array(this.table.rowCount).map((_, row) => row);
      rows.sort((one, other) => (first ? first[one] - first[other] : 0) || names[one] - names[other] || one - other);
      this.sorted.set(order, rows);
    }
    return rows;
  }

  /**
   * Give each row the place of its value among all values.
   * @param {string} column
   * @param {(value: string) => string} words
   */
  #ranks(column, words) {
    const { codes, values } = this.table.codes(column);
    const worded = values.map(words);
    const order = [...worded.keys()].sort((one, other) => this.collator.compare(worded[one], worded[other]));
    const rank = new Uint32Array(values.length + 1);
    order.forEach((value, place) => (rank[value + 1] = place + 1));
    return Uint32Array.from(codes, (code) => rank[code]);
  }

  /** Give each row the place of its start, then of its end, in time; what is not known stands at its side's end. */
  #starts() {
    const [start, end] = [this.table.codes("start_date"), this.table.codes("end_date")];
    const key = (/** @type {number} */ row) =>
      `${dated(start.values[start.codes[row] - 1]) ?? UNKNOWN_START} ${dated(end.values[end.codes[row] - 1]) ?? UNKNOWN_END}`;
    const keys = Array.from({ length: this.table.rowCount }, (_, row) => key(row));
    const place = new Map([...new Set(keys)].sort().map((text, at) => [text, at]));
    return Uint32Array.from(keys, (text) => place.get(text) ?? 0);
  }
}

/**
 * Give a date of the layer as text that sorts by time, if it is one.
 * @param {string} [date] EDTF
 */
function dated(date) {
  const text = (date ?? "").replace(/^\[/, "");
  return /^\d/.test(text) ? text : undefined;
}

/**
 * @param {import("../model/selection.js").Selection} selection
 * @param {{km: number}[]} away
 */
function byDistance({ row, count }, away) {
  const records = new Int32Array(count);
  let at = 0;
  for (let record = 0; record < row.length; record++) if (row[record] >= 0) records[at++] = record;
  return records.sort((one, other) => away[one].km - away[other].km || one - other);
}
