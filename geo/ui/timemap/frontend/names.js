/** Every name in the data, to be searched by any part of it in any script; for the map in one file. */

import { duration } from "./words.js";

/** A year in which most honours were in force; for one that no source dates. */
const ANY_YEAR = 1953;

/**
 * @typedef {object} Hit
 * @property {string} id of the record
 * @property {string} name
 * @property {?string} lang of the name, BCP 47, where it is a native one
 * @property {string} written the name without marks and capitals
 * @property {number} rank the lower, the surer the name was an honour's
 * @property {number} year in which the record's honour can be seen on the map
 * @property {string} when where and when it was so named, in words
 */

export class Names {
  /**
   * @param {import("./rule.js").Periods} periods
   * @param {import("./standalone.js").Told} told
   * @param {import("./words.js").Vocabulary} words
   */
  constructor(periods, told, words) {
    Object.assign(this, { periods, told, words });
  }

  /**
   * Find the names with a text in them: the same first, then those that begin with it; each of a record's once.
   * @param {string} text
   * @returns {?Hit[]} null if the text says nothing
   */
  find(text) {
    const wanted = folded(text);
    if (wanted === "") return null;
    const hits = this.all().filter(({ written }) => written.includes(wanted));
    const rank = ({ written }) => Number(written === wanted) + Number(written.startsWith(wanted));
    return hits.sort((one, other) => rank(other) - rank(one));
  }

  /**
   * Give each name of each record once: of the honour, if it was borne in one, else of what came after or before.
   * @returns {Hit[]}
   */
  all() {
    this.index ??= this.periods.records.flatMap((record) => {
      const hits = this.periods.rows.slice(record.first, record.end).flatMap((period, at) => this.of(record, period, record.first + at));
      hits.sort((one, other) => one.rank - other.rank || one.year - other.year);
      const names = new Set();
      return hits.filter(({ name }) => !names.has(name) && names.add(name));
    });
    return this.index;
  }

  /**
   * Give the names of one period, with the year to which they lead and that of the honour, as the app does (geo/search.py).
   * @param {import("./rule.js").Chain} record
   * @param {import("./rule.js").Period} period
   * @param {number} row of the period
   * @returns {Hit[]}
   */
  of(record, period, row) {
    const honouring = period.status === "honouring";
    const open = yearOf(this.periods.rows[honouring ? row : this.periods.honouredRow(record)]);
    const year = Math.min(this.told.last, Math.max(this.told.first, open));
    const where = this.told.countries[period.country] ?? period.country;
    const hit = { id: record.id, rank: rankOf(period), year, when: `${where}; ${duration(period, this.words)}` };
    return [
      { ...hit, name: period.name, lang: null, written: folded(period.name) },
      ...(period.native_name ? [{ ...hit, name: period.native_name, lang: period.native_lang, written: folded(period.native_name) }] : []),
    ];
  }
}

/**
 * Rank a period: the name certainly borne in some year, possibly borne, a later name, an earlier one.
 * @param {import("./rule.js").Period} period
 */
function rankOf(period) {
  if (period.status !== "honouring") return period.status === "after" ? 2 : 3;
  const end = period.end_earliest ?? period.end_year;
  return period.start_year === null || end === null || period.start_year < end ? 0 : 1;
}

/**
 * Give a year in which a period was in force by the year rule, or else possibly so.
 * @param {import("./rule.js").Period} period
 */
function yearOf({ start_date, start_year, start_earliest, end_year, end_earliest }) {
  if (start_year === null) {
    const before = end_earliest ?? end_year;
    return before === null ? ANY_YEAR : before - 1;
  }
  if (end_year === null || start_year < end_year) return start_year;
  const possible = start_date === null || start_date === ".." || (start_earliest !== null && start_earliest < start_year);
  return possible ? end_year - 1 : start_year;
}

/**
 * Write a name without marks and capitals.
 * @param {string} name
 */
function folded(name) {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
