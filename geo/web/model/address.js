/** A view as an address carries it: the only serial form. Names and values are promises; see geo/layer/query.py. */

import { middle, near } from "./points.js";
import { flag, single } from "./single.js";
import { twoYears } from "./twoyears.js";
import { openingView, valuesOf } from "./view.js";

/**
 * @typedef {import("./layertable.js").Schema} Schema
 * @typedef {import("./layertable.js").Field} Field
 * @typedef {import("./view.js").View} View
 * @typedef {import("./view.js").Mode} Mode
 *
 * @typedef {object} Notice what in an address is ignored, as a message with its values
 * @property {string} key
 * @property {Object<string, string|number>} values
 *
 * @typedef {(key: string, values: Object<string, string|number>) => void} Tell
 */

/** The notice that the years of a filter that was are compared now. */
export const COMPARED = "compared";
const LONGEST_TEXT = 100;
const YEAR = /^[0-9]{1,4}$/;
const SPAN = /^([0-9]{4})-([0-9]{4})$/;
const STEP = /^[0-9]{1,2}$/;
const OTHERS = ["year", "from", "between", "mode", "undated", "split", "q", "near", "record", "at", "story", "step", "lesson", "lang"];

/**
 * Read a view from an address.
 * @param {string} text such as `year=1961&country=AM`, with or without a leading `?` or `#`
 * @param {Schema} schema
 * @returns {{view: Readonly<View>, notices: Notice[]}} notices say what was no year, country, ... of this map and is ignored
 */
export function parse(text, schema) {
  const given = givenIn(text);
  /** @type {Notice[]} */
  const notices = [];
  /** @type {Tell} */
  const tell = (key, values) => void notices.push({ key: `web.notice.${key}`, values });
  /** @param {string} name */
  const of = (name) => given.get(name) ?? [];
  const story = oneOf("story", of("story"), Object.keys(schema.stories), tell);
  const asked = /** @type {Mode} */ (oneOf("mode", of("mode"), schema.modes, tell) ?? "year");
  const span = years(of("between"), schema, tell);
  const taught = flag(of("lesson"), "lesson", tell);
  const lesson = taught && schema.lessons.includes(story ?? "");
  if (taught && !lesson) tell("not_a_lesson", { value: "1" });
  const view = {
    ...openingView(schema),
    q: [...(single("q", of("q"), (value) => value, [""], tell) ?? "")].slice(0, LONGEST_TEXT).join(""),
    query: Object.freeze(queryIn(of, schema, tell)),
    undated: flag(of("undated"), "undated", tell),
    ...(span ?? moment(of, asked, schema, tell)),
    near: near(of("near"), tell),
    record: oneOf("record", of("record"), schema.ids, tell),
    at: middle(of("at"), tell),
    story,
    step: step(of("step"), story === null ? 0 : schema.stories[story], tell),
    lesson,
    lang: language(of("lang"), schema, tell),
  };
  const known = new Set([...OTHERS, ...schema.fields.map((field) => field.name)]);
  for (const name of given.keys()) if (!known.has(name)) tell("not_known", { name });
  const split = flag(of("split"), "split", tell);
  if (split && view.mode !== "between") tell("split_alone", { value: "1" });
  view.split = split && view.mode === "between";
  return { view: Object.freeze(view), notices };
}

/**
 * Write a view as an address, in the order of Query.text in Python; what says nothing is left out, but for the year.
 * @param {Readonly<View>} view
 * @param {Schema} schema
 * @returns {string} without a leading `?`
 */
export function format(view, schema) {
  /** @type {[string, string][]} */
  const parts = [["year", String(view.year)]];
  if (view.mode === "between") parts.push(["from", String(view.from)]);
  for (const { name, asked } of schema.fields) {
    const value = view.query[name];
    if (value === undefined) continue;
    if (asked === "values" || asked === "value") for (const one of valuesOf(value)) parts.push([name, one]);
    else if (asked === "flag") parts.push([name, "1"]);
    else parts.push([name, String(value)]);
  }
  if (view.mode !== "year") parts.push(["mode", view.mode]);
  if (view.undated) parts.push(["undated", "1"]);
  if (view.mode === "between" && view.split) parts.push(["split", "1"]);
  if (view.q) parts.push(["q", view.q]);
  if (view.near) parts.push(["near", view.near.map((degrees) => rounded(degrees, 5)).join(",")]);
  if (view.record) parts.push(["record", view.record]);
  if (view.at) parts.push(["at", [rounded(view.at[0], 5), rounded(view.at[1], 5), rounded(view.at[2], 2)].join(",")]);
  if (view.story) parts.push(["story", view.story], ["step", String(view.step)]);
  if (view.lesson) parts.push(["lesson", "1"]);
  if (view.lang) parts.push(["lang", view.lang]);
  return written(parts);
}

/**
 * Say whether an address names a story and says nothing of what is to be seen, which the story's step, or its lesson, says then.
 * @param {string} text
 */
export function namesStoryAlone(text) {
  const given = givenIn(text);
  return given.has("story") && [...given.keys()].every((name) => ["story", "step", "lesson", "lang"].includes(name));
}

/**
 * Write names and values as Python's urlencode does.
 * @param {[name: string, value: string][]} parts
 */
export function written(parts) {
  return new URLSearchParams(parts).toString().replaceAll("%7E", "~").replaceAll("*", "%2A");
}

/**
 * @param {string} name
 * @param {string[]} given
 * @param {readonly string[]} valid
 * @param {Tell} tell
 * @returns {?string}
 */
function oneOf(name, given, valid, tell) {
  return single(name, given, (value) => (valid.includes(value) ? value : null), ["not_on_map", { name }], tell);
}

/** @param {string} text */
function givenIn(text) {
  /** @type {Map<string, string[]>} */
  const given = new Map();
  for (const [name, value] of new URLSearchParams(text.replace(/^[?#]/, ""))) {
    const values = given.get(name);
    if (values) values.push(value);
    else given.set(name, [value]);
  }
  return given;
}

/**
 * @param {(name: string) => string[]} of
 * @param {Schema} schema
 * @param {Tell} tell
 */
function queryIn(of, schema, tell) {
  /** @type {Object<string, import("./view.js").Asked>} */
  const query = {};
  for (const field of schema.fields) {
    const given = of(field.name);
    const value = given.length ? valueOf(field, given, schema, tell) : null;
    if (value !== null && value !== false && !(Array.isArray(value) && !value.length)) query[field.name] = value;
  }
  return query;
}

/**
 * @param {Field} field
 * @param {string[]} given
 * @param {Schema} schema
 * @param {Tell} tell
 */
function valueOf(field, given, schema, tell) {
  if (field.asked === "flag") return flag(given, field.name, tell);
  if (field.asked === "number") return number(field.name, given, schema, tell);
  return accepted(given, new Set(schema.columns[field.name].values), field.name, tell);
}

/**
 * @param {string[]} given
 * @param {Set<string>} valid
 * @param {string} name
 * @param {Tell} tell
 */
function accepted(given, valid, name, tell) {
  const values = [...new Set(given)];
  for (const value of values) if (!valid.has(value)) tell("not_on_map", { name, value });
  return values.filter((value) => valid.has(value));
}

/**
 * Read the year, and the earlier one with which it is compared.
 * @param {(name: string) => string[]} of
 * @param {Mode} mode
 * @param {Schema} schema
 * @param {Tell} tell
 * @returns {{year: number, from: ?number, mode: Mode}}
 */
function moment(of, mode, schema, tell) {
  const later = year(of("year"), schema, tell);
  if (mode !== "between") {
    for (const value of of("from")) tell("from_alone", { value });
    return { year: later, from: null, mode };
  }
  const limits = { first: schema.first, last: later - 1 };
  const earlier = single("from", of("from"), (value) => whole(value, limits.first, limits.last), ["not_before", limits], tell);
  const [from, settled] = twoYears(earlier, later, schema.first);
  return { year: settled, from, mode };
}

/**
 * Read a whole number.
 * @param {string} text
 * @param {number} least
 * @param {number} most
 */
function whole(text, least, most) {
  return YEAR.test(text) && least <= Number(text) && Number(text) <= most ? Number(text) : null;
}

/**
 * @param {string[]} given
 * @param {Schema} schema
 * @param {Tell} tell
 */
function year(given, { first, last, opening }, tell) {
  return single("year", given, (value) => whole(value, first, last), ["not_a_year", { first, last }], tell) ?? opening;
}

/**
 * @param {string} name
 * @param {string[]} given
 * @param {Schema} schema
 * @param {Tell} tell
 * @returns {?number}
 */
function number(name, given, { longest }, tell) {
  return single(name, given, (value) => whole(value, 1, longest), ["not_a_number", { longest }], tell);
}

/**
 * @param {string[]} given
 * @param {Schema} schema
 * @param {Tell} tell
 * @returns {?{year: number, from: number, mode: Mode}} the comparison that stands where a filter once was: what changed between two years
 */
function years(given, { first, last }, tell) {
  const span = single("between", given, (value) => {
    const [from, to] = (SPAN.exec(value) ?? []).slice(1).map(Number);
    return first <= from && from <= to && to <= last ? [from, to] : null;
  }, ["not_two_years"], tell);
  if (!span) return null;
  const [since, year] = twoYears(span[0], span[1], first);
  tell(COMPARED, { since, year });
  return { year, from: since, mode: "between" };
}

/**
 * @param {string[]} given
 * @param {number} steps of the story, 0 where none is told
 * @param {Tell} tell
 */
function step(given, steps, tell) {
  return single("step", given, (value) => (STEP.test(value) ? whole(value, 1, steps) : null), ["not_a_step"], tell) ?? 1;
}

/**
 * @param {string[]} given
 * @param {Schema} schema
 * @param {Tell} tell
 * @returns {?string}
 */
function language(given, { languages }, tell) {
  return single("lang", given, (value) => (languages.includes(value) ? value : null), ["not_a_language"], tell);
}

/**
 * Write a number with some decimals at most.
 * @param {number} number
 * @param {number} decimals
 */
function rounded(number, decimals) {
  return number.toFixed(decimals).replace(/\.?0+$/, "").replace(/^-0$/, "0");
}
