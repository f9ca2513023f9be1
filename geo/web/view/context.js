/** What every part of the page may ask for: the data, and what is made of them when it is first wanted. */

import { Lookup } from "../model/lookup.js";
import { nearest } from "../model/nearby.js";
import { Store } from "../model/store.js";
import { readView } from "./addresslink.js";

export class Context {
  /** @param {import("./app.js").Parts} parts */
  constructor({ table, details, phrases, sources, host }) {
    this.table = table;
    this.details = details;
    this.phrases = phrases;
    this.sources = sources;
    this.host = host;
    const { view, notices } = readView(host.address.read(), table.schema, host.opening);
    /** What the address asked for in vain. */
    this.ignored = notices;
    this.store = new Store(table, phrases, view);
    /** @type {?Promise<Lookup>} */
    this.looked = null;
    /** @type {{near: ?[number, number], km: Float64Array}} */
    this.measured = { near: null, km: new Float64Array() };
  }

  /**
   * Give what is searched in.
   * @returns {Promise<Lookup>}
   */
  lookup() {
    this.looked ??= this.sources.gazetteer().then((towns) => new Lookup(this.table, towns, this.phrases));
    return this.looked;
  }

  /**
   * Measure how far each record is from a place.
   * @param {[number, number]} near longitude and latitude in degrees
   * @returns {Float64Array} kilometres
   */
  distances(near) {
    if (this.measured.near !== near) {
      const km = new Float64Array(this.table.recordCount);
      const all = new Uint8Array(this.table.recordCount).fill(1);
      for (const found of nearest(this.table, all, near, this.table.recordCount)) km[found.record] = found.km;
      this.measured = { near, km };
    }
    return this.measured.km;
  }
}
