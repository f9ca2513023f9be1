/** The words of the page: messages by key with the plural forms of the language, dates, countries, languages, numbers. */

/**
 * @typedef {string|Object<string, string>} Forms text, or texts by plural category (CLDR)
 *
 * @typedef {object} Words what front_phrases of geo/exports/front.py gives
 * @property {string} lang BCP 47
 * @property {Object<string, Forms>} messages by key
 * @property {Object<string, string>} when durations in words by "start|end", in EDTF, "null" being not known
 * @property {Object<string, string>} countries names by ISO 3166-1 alpha-2 code
 * @property {Object<string, string>} languages names by BCP 47 code
 * @property {Object<string, any>} search what the search folds and finds by; see lookup.js
 */

const PLACE = /\{(\w+)\}/g;

export class Phrases {
  /** @param {Words} words */
  constructor(words) {
    this.lang = words.lang;
    this.words = words;
    this.search = words.search;
    this.plurals = new Intl.PluralRules(words.lang);
    this.numbers = new Intl.NumberFormat(words.lang, { useGrouping: true });
  }

  /**
   * Give a message; the same as message() of geo/text/catalogue.py.
   * @param {string} key
   * @param {Object<string, string|number>} [values] what stands in its braces; `count` chooses among plural forms
   * @returns {string}
   */
  say(key, values = {}) {
    const found = this.words.messages[key];
    if (found === undefined) throw new RangeError(`there is no message ${key}`);
    const { count } = values;
    const text = typeof found === "string" ? found : (found[this.plurals.select(Number(count))] ?? found.other);
    return text.replace(PLACE, (_, name) => (name === "count" ? this.number(Number(count)) : String(values[name])));
  }

  /**
   * Say whether there is a message.
   * @param {string} key
   */
  has(key) {
    return Object.hasOwn(this.words.messages, key);
  }

  /**
   * Say from when to when a period was.
   * @param {?string} start EDTF as in the layer
   * @param {?string} end
   * @returns {string}
   */
  when(start, end) {
    const key = `${start}|${end}`;
    return this.words.when[key] ?? key;
  }

  /**
   * Name a country.
   * @param {string} code ISO 3166-1 alpha-2
   */
  country(code) {
    return this.words.countries[code] ?? code;
  }

  /**
   * Name a language; of a code with unknown further parts the language alone.
   * @param {?string} code BCP 47
   * @returns {?string} null for one that is not known
   */
  language(code) {
    if (code === null) return null;
    return this.words.languages[code] ?? this.words.languages[code.split("-")[0]] ?? null;
  }

  /**
   * Write a number with the language's grouping of digits and decimal sign.
   * @param {number} number
   * @param {number} [decimals]
   */
  number(number, decimals = 0) {
    if (!decimals) return this.numbers.format(Math.round(number));
    const digits = { useGrouping: true, minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    return new Intl.NumberFormat(this.lang, digits).format(number);
  }

  /**
   * Say what a period's status is, as status_words of geo/text/words.py.
   * @param {string} category place or monument
   * @param {string} status before, honouring or after
   * @param {?string} change by which the period began
   */
  status(category, status, change) {
    const key = `web.after.${(change ?? "").replaceAll(" ", "_")}`;
    return this.say(status === "after" && this.has(key) ? key : `web.status.${category}.${status}`);
  }

  /**
   * Say how sure a status is in a year, to be put behind its words, as presence_words of geo/text/words.py.
   * @param {"certain"|"presumed"|"possible"|"undated"} presence
   * @param {number} reported the last year in which it was surely so
   */
  presence(presence, reported) {
    if (presence === "certain") return "";
    return presence === "presumed" ? this.say("web.presence.presumed", { year: reported }) : this.say("web.presence.possible");
  }
}
