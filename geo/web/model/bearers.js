/** Who bears which name when, and in what order of equals; as _bearers of geo/find/search.py. */

const YEARS = 16_384;
const ANY_YEAR = 1953;
const OPEN = "..";
/** @type {Object<string, number>} */
const RANKS = { after: 2, before: 3 };

/** @typedef {import("./layertable.js").LayerTable} LayerTable */

/** The names of the rows: each row bears its name and its native name, if that is another. */
export class Bearers {
  /** @param {LayerTable} table */
  constructor(table) {
    /** @type {string[]} the names, without repetition */
    this.texts = [];
    /** @type {number[]} by bearer */
    this.rows = [];
    /** @type {number[]} by bearer, into texts */
    this.names = [];
    /** @type {number[][]} bearers of each name */
    this.ofName = [];
    /** The bearer that names each record: its first honour, or failing that its last row. */
    this.homes = new Int32Array(table.recordCount);
    this.#list(table);
    this.size = this.rows.length;
    this.records = Int32Array.from(this.rows, (row) => table.recordOf[row]);
    const { codes, values } = table.codes("status");
    const status = Array.from(this.rows, (row) => values[codes[row] - 1]);
    this.honours = Uint8Array.from(this.rows, (row, at) => honourOf(table, row, status[at]));
    const years = Int16Array.from({ length: table.rowCount }, (_, row) => yearOf(table, row));
    this.years = Int16Array.from(this.rows, (row, at) => {
      return years[status[at] === "honouring" ? row : this.rows[this.homes[this.records[at]]]];
    });
    /** The bearers in the order of equals. */
    this.order = this.#ordered();
    /** Place of each bearer among equals, honour by honour, with room for names in other letters. */
    this.places = new Float64Array(this.size);
    this.order.forEach((bearer, rank) => (this.places[bearer] = 2 * this.honours[bearer] * this.size + rank));
  }

  /** @param {LayerTable} table */
  #list(table) {
    const columns = ["name", "native_name"].map((name) => table.codes(name));
    /** @type {Map<string, number>} */
    const numbers = new Map();
    const known = columns.map(({ values }) =>
      Int32Array.from(values, (text) => {
        if (!numbers.has(text)) numbers.set(text, numbers.size);
        return /** @type {number} */ (numbers.get(text));
      }),
    );
    this.texts = [...numbers.keys()];
    this.ofName = this.texts.map(() => []);
    const firsts = new Int32Array(table.rowCount);
    for (let row = 0; row < table.rowCount; row++) {
      firsts[row] = this.rows.length;
      const [name, native] = columns.map(({ codes }, at) => (codes[row] ? known[at][codes[row] - 1] : -1));
      this.#add(row, name);
      if (native >= 0 && native !== name) this.#add(row, native);
    }
    const { codes, values } = table.codes("status");
    const honouring = values.indexOf("honouring") + 1;
    for (let record = 0; record < table.recordCount; record++) {
      let row = table.first[record];
      while (row < table.first[record + 1] - 1 && codes[row] !== honouring) row++;
      this.homes[record] = firsts[row];
    }
  }

  /**
   * @param {number} row
   * @param {number} name
   */
  #add(row, name) {
    this.ofName[name].push(this.rows.length);
    this.rows.push(row);
    this.names.push(name);
  }

  /** Order the bearers by name, year and row. */
  #ordered() {
    const { size, texts, names, years } = this;
    const ordered = Uint32Array.from(texts.keys()).sort((one, other) => (texts[one] < texts[other] ? -1 : 1));
    const places = new Uint32Array(ordered.length);
    ordered.forEach((name, place) => (places[name] = place));
    const keys = Float64Array.from(names, (name, at) => (places[name] * YEARS + years[at]) * size + at).sort();
    return Uint32Array.from(keys, (key) => key % size);
  }
}

/**
 * Rank a period: the name certainly borne in some year, possibly borne, a later name, an earlier one.
 * @param {LayerTable} table
 * @param {number} row
 * @param {string} status
 */
function honourOf(table, row, status) {
  if (status !== "honouring") return RANKS[status];
  const start = integer(table, "start_year", row);
  const end = integer(table, "end_earliest", row) ?? integer(table, "end_year", row);
  return start === null || end === null || start < end ? 0 : 1;
}

/**
 * Give a year in which a period was in force by the year rule, or else possibly so.
 * @param {LayerTable} table
 * @param {number} row
 */
function yearOf(table, row) {
  const start = integer(table, "start_year", row);
  const end = integer(table, "end_year", row);
  if (start === null) {
    const before = integer(table, "end_earliest", row) ?? end;
    return before === null ? ANY_YEAR : before - 1;
  }
  if (end === null || start < end) return start;
  const earliest = integer(table, "start_earliest", row);
  const date = table.value("start_date", row);
  const possible = date === null || date === OPEN || (earliest !== null && earliest < start);
  return possible ? end - 1 : start;
}

/**
 * @param {LayerTable} table
 * @param {string} name
 * @param {number} row
 */
function integer(table, name, row) {
  return /** @type {?number} */ (table.value(name, row));
}
