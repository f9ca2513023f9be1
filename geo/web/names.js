/** Every name in the data, to be searched by any part of it in any script; for the map in one file. */

import { duration } from "./popups.js";

/**
 * @typedef {object} Hit
 * @property {string} id of the record
 * @property {string} name
 * @property {string} written the name without marks and capitals
 * @property {number} [year] in which the name can be seen on the map
 * @property {string} when where and when it was so named, in words
 */

export class Names {
  /**
   * @param {import("./rows.js").Periods} periods
   * @param {import("./standalone.js").Told} told
   * @param {import("./popups.js").Vocabulary} words
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
    hits.sort((one, other) => rank(other) - rank(one));
    return [...new Map(hits.map((hit) => [`${hit.id} ${hit.name}`, hit])).values()];
  }

  /**
   * Give every name with the year in which it can be seen.
   * @returns {Hit[]}
   */
  all() {
    this.index ??= this.periods.records.flatMap((record) =>
      this.periods.rows.slice(record.first, record.end).flatMap((period, at) => {
        const start = period.start_year ?? (period.end_year ?? this.told.last + 1) - 1;
        const year = Math.min(this.told.last, Math.max(this.told.first, start));
        const seen = this.periods.presenceIn(record, year)[0] === record.first + at ? year : undefined;
        const names = [period.name, period.native_name].filter((name) => name !== null);
        const where = this.told.countries[period.country] ?? period.country;
        const when = `${where}; ${duration(period, this.words)}`;
        return names.map((name) => ({ id: record.id, name, written: folded(name), year: seen, when }));
      }),
    );
    return this.index;
  }
}

/**
 * Write a name without marks and capitals.
 * @param {string} name
 */
function folded(name) {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
