/**
 * Search: names in any script and spelling, in part and with small slips, and towns and countries, to the records that
 * have them; as geo/find/search.py, which says the rules.
 */

import { Bearers } from "./bearers.js";
import { Letters } from "./folding.js";
import { Places, SAME_SOUND, statesOf } from "./gazette.js";
import { Best, COUNTRY, NAME, TOWN } from "./hits.js";
import { Names, scoreOf } from "./nominal.js";
import { A_SLIP, NEVER } from "./spelling.js";

const WORDS_IN_PLACE = 72;
const BEGUN_IN_PLACE = 70;
const ONE_MISSING_IN_PLACE = 30;
const LONGEST_TOWN = 100;
const NUMBER = 5;
const OTHER_NAMES = 6;

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 * @typedef {import("./folding.js").Folded} Folded
 * @typedef {import("./hits.js").Hit} Hit
 * @typedef {any[]} TownRow name, longitude, latitude, people, country and, where a record lies in it or it is asked about, number and other names
 * @typedef {{name: string, country: string, lon: number, lat: number, number: ?number}} Town number at GeoNames, if names are known
 * @typedef {Pick<import("./phrases.js").Phrases, "search"|"country"|"when">} Words
 * @typedef {{towns: Int32Array[], countries: Int32Array[]}} PlaceCosts by word and place
 */

/** What is searched in: names, towns and countries, folded. */
export class Searched {
  /**
   * @param {LayerTable} table
   * @param {TownRow[]} towns
   * @param {Words} phrases
   */
  constructor(table, towns, phrases) {
    this.table = table;
    this.phrases = phrases;
    const { letters, romans, countries } = phrases.search;
    this.letters = new Letters(letters, romans);
    this.bearers = new Bearers(table);
    this.names = new Names(this.letters, this.bearers.texts);
    this.known = towns.filter((row) => row.length > NUMBER);
    const places = new Map(this.known.map((row, place) => [row[NUMBER], place]));
    /** By record; -1 for none. */
    this.townOf = Int32Array.from(table.recordInts("within"), (number) => places.get(number) ?? -1);
    this.inhabited = new Places(this.letters, this.known.map(namesOf));
    const country = table.recordCodes("country");
    const polity = table.recordCodes("polity");
    this.countries = new Places(this.letters, [
      ...country.values.map((code) => countries[code] ?? []),
      ...polity.values.map(statesOf),
    ]);
    this.countryOf = Int32Array.from(country.codes, (code) => code - 1);
    this.polityOf = Int32Array.from(polity.codes, (code) => code - 1 + country.values.length);
  }

  /**
   * Name the town that a record lies in.
   * @param {number} record
   * @returns {?string}
   */
  townName(record) {
    const place = this.townOf[record];
    return place < 0 ? null : this.known[place][0];
  }

  /**
   * Find the records that a text names, the best first, each once.
   * @param {string} text what a person typed; anything
   * @returns {Hit[]} all of them; none for a text of fewer than two letters or digits
   */
  find(text) {
    const query = this.letters.asked(text);
    if (!query) return [];
    const towns = this.inhabited.scores(query);
    const countries = this.countries.scores(query);
    const whole = [towns, countries].some((scores) => scores.some((score) => score >= SAME_SOUND));
    const best = new Best(this.bearers);
    this.#byName(query, best);
    for (let record = 0; record < this.table.recordCount; record++) {
      const home = this.bearers.homes[record];
      const score = Math.max(countries[this.countryOf[record]], countries[this.polityOf[record]]);
      if (score) best.add(home, best.place(COUNTRY, score));
      const town = this.townOf[record];
      if (town >= 0 && towns[town]) best.add(home, best.place(TOWN, towns[town]));
    }
    return best.hits(this, whole);
  }

  /**
   * @param {Folded} query
   * @param {Best} best
   */
  #byName(query, best) {
    const costs = this.names.costs(query);
    const scores = this.names.scores(query, costs);
    const places = this.#costsOfPlaces(query);
    for (let name = 0; name < scores.length; name++) {
      if (!scores[name]) continue;
      const place = best.place(NAME, scores[name], !this.names.literal[name].includes(query.literal));
      for (const bearer of this.bearers.ofName[name]) best.add(bearer, place);
    }
    if (places) this.#byNameInPlace(query, costs, places, best);
  }

  /**
   * Find the records of which the name has some of a text's words, and the town or the country has the others.
   * @param {Folded} query
   * @param {Int32Array[]} costs
   * @param {PlaceCosts} places
   * @param {Best} best
   */
  #byNameInPlace(query, costs, places, best) {
    const { ofName, records } = this.bearers;
    for (let name = 0; name < ofName.length; name++) {
      if (costs.every((one) => one[name] === NEVER)) continue;
      const other = !this.names.literal[name].includes(query.literal);
      for (const bearer of ofName[name]) {
        const score = this.#together(costs, name, places, records[bearer]);
        if (score) best.add(bearer, best.place(NAME, score, other));
      }
    }
  }

  /**
   * Say which towns and countries the words of a longer text name.
   * @param {Folded} query
   * @returns {?PlaceCosts} null if none
   */
  #costsOfPlaces(query) {
    const sounds = [...new Map(query.words.map((word, at) => [word, query.sounds[at]])).values()];
    if (sounds.length < 2) return null;
    const [towns, countries] = [this.inhabited, this.countries].map((places) => sounds.map((sound) => places.costs(sound)));
    const some = [...towns, ...countries].some((costs) => costs.some((cost) => cost < NEVER));
    return some ? { towns, countries } : null;
  }

  /**
   * Score what a name and a place have of a text's words together; nothing where one of them alone has as much.
   * @param {Int32Array[]} costs
   * @param {number} name
   * @param {PlaceCosts} places
   * @param {number} record
   */
  #together(costs, name, places, record) {
    const town = this.townOf[record];
    let total = 0;
    let near = 0;
    let [placed, needed, named] = [false, false, false];
    for (let word = 0; word < costs.length; word++) {
      const own = costs[word][name];
      const of = places.countries[word];
      const land = Math.min(of[this.countryOf[record]], of[this.polityOf[record]]);
      const other = town < 0 ? land : Math.min(land, places.towns[word][town]);
      const both = Math.min(own, other);
      total += both;
      if (both < A_SLIP) near += 1;
      if (other < own) placed = true;
      if (own < NEVER && other === NEVER) needed = true;
      if (own < A_SLIP) named = true;
    }
    if (!placed || !needed) return 0;
    const missing = costs.length > 2 && near === costs.length - 1 && named;
    return scoreOf(total, WORDS_IN_PLACE, BEGUN_IN_PLACE) || (missing ? ONE_MISSING_IN_PLACE : 0);
  }
}

export class Lookup {
  /**
   * @param {LayerTable} table
   * @param {TownRow[]} towns rows of data/towns.json, the most populous first
   * @param {Words} phrases
   */
  constructor(table, towns, phrases) {
    this.table = table;
    this.rows = towns;
    this.phrases = phrases;
    /** @type {?Searched} */
    this.searched = null;
    /** @type {?string[][]} sounds of the names of each town, its own first */
    this.sounds = null;
  }

  /** Make the names ready to be searched, once; find() does it where nobody did before. */
  prepare() {
    this.searched ??= new Searched(this.table, this.rows, this.phrases);
    return this.searched;
  }

  /**
   * Find the records that a text names, the best first, each once.
   * @param {string} text what a person typed; anything
   * @returns {Hit[]} all of them; none for a text of fewer than two letters or digits
   */
  find(text) {
    return this.prepare().find(text);
  }

  /**
   * Find towns by name, also such in which no record lies; as find_towns of geo/find/near.py.
   * @param {string} text at least two letters
   * @param {number} [limit]
   * @returns {Town[]} those of the name, then those whose own name begins so, the most populous first
   */
  towns(text, limit = 5) {
    const { letters } = this.prepare();
    this.sounds ??= this.rows.map((row) => namesOf(row).map((name) => letters.fold(name).joinedSound));
    const { joined, joinedSound: wanted } = letters.fold(text.slice(0, LONGEST_TOWN));
    if (Math.min(joined.length, wanted.length) < 2) return [];
    const same = this.rows.filter((_, at) => this.sounds?.[at].includes(wanted));
    const begin = this.rows.filter((row, at) => !same.includes(row) && this.sounds?.[at][0].startsWith(wanted));
    return [...same, ...begin].slice(0, limit).map(([name, lon, lat, , country, number = null]) => ({ name, country, lon, lat, number }));
  }
}

/**
 * @param {TownRow} row
 * @returns {string[]}
 */
function namesOf(row) {
  return [row[0], ...(row[OTHER_NAMES] ?? [])];
}
