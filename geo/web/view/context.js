/** What every part of the page may ask for: the data, and what is made of them when it is first wanted. */

import { nearest } from "../model/nearby.js";
import { settingIn } from "../model/setting.js";
import { Store } from "../model/store.js";
import { readView } from "./addresslink.js";
import { orForget } from "./lost.js";
import { settledHost } from "./setup.js";

/** Where in a row of the towns its number at GeoNames stands; a town in which no record lies and that is not asked about has none. */
const NUMBER = 5;

export class Context {
  /** @param {import("./app.js").Parts} parts */
  constructor({ table, details, phrases, sources, host }) {
    this.table = table;
    this.details = details;
    this.phrases = phrases;
    this.sources = sources;
    /** How the page is set up by whoever shows it. */
    this.setting = settingIn(host.address.read()).setting;
    this.host = settledHost(host, this.setting);
    const { address, opening } = this.host;
    const { view, notices } = readView(address.read(), table.schema, opening);
    /** What the address asked for in vain. */
    this.ignored = [...(address.ignored?.() ?? []), ...notices];
    this.store = new Store(table, phrases, view);
    /** @type {?Promise<import("../model/lookup.js").Lookup>} */
    this.looked = null;
    /** @type {?Promise<import("../model/asked.js").Centres>} */
    this.asked = null;
    /** @type {Map<number, string>} names of the towns in which records lie, by their numbers */
    this.towns = new Map();
    /** @type {{near: ?[number, number], found: import("../model/nearby.js").Near[]}} */
    this.measured = { near: null, found: [] };
  }

  /**
   * Give what is searched in.
   * @returns {Promise<import("../model/lookup.js").Lookup>}
   */
  lookup() {
    this.looked ??= orForget(this.#index(), () => (this.looked = null));
    return this.looked;
  }

  /**
   * Give the capitals and regional centres, and what is known of them.
   * @returns {Promise<import("../model/asked.js").Centres>}
   */
  centres() {
    this.asked ??= orForget(this.#centres(), () => (this.asked = null));
    return this.asked;
  }

  async #centres() {
    const [{ Centres }, lookup, frame] = await Promise.all([import("../model/asked.js"), this.lookup(), this.sources.centres()]);
    return new Centres(lookup.prepare().letters, lookup.rows, frame);
  }

  async #index() {
    const [{ Lookup }, towns] = await Promise.all([import("../model/lookup.js"), this.sources.towns()]);
    return new Lookup(this.table, towns, this.phrases);
  }

  /** Get the names of the towns. */
  async nameTowns() {
    const rows = /** @type {any[][]} */ (await this.sources.towns());
    this.towns = new Map(rows.filter((row) => row.length > NUMBER).map((row) => [row[NUMBER], row[0]]));
  }

  /**
   * Name the town in which a record lies.
   * @param {number} record
   * @returns {?string} null where it lies in none, and while the names are not there yet
   */
  townOf(record) {
    return this.towns.get(this.table.recordInts("within")[record]) ?? null;
  }

  /**
   * Measure how far each record is from a place.
   * @param {[number, number]} near longitude and latitude in degrees
   * @returns {import("../model/nearby.js").Near[]} by record
   */
  distances(near) {
    if (this.measured.near !== near) {
      const all = new Uint8Array(this.table.recordCount).fill(1);
      const found = nearest(this.table, all, near, this.table.recordCount);
      this.measured = { near, found: found.sort((one, other) => one.record - other.record) };
    }
    return this.measured.found;
  }
}
