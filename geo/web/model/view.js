/** What a person looks at: one value that never changes, whose serial form is the address (address.js). */

import { twoYears } from "./twoyears.js";

/**
 * @typedef {"year"|"changes"|"between"|"all"} Mode
 *
 * @typedef {string[]|string|true|number} Asked what is asked of one field
 *
 * @typedef {Readonly<Object<string, Asked>>} Query what is asked, by the names of the fields: alternatives, one value or a flag,
 *   or at least so many; what is not asked does not stand in it
 *
 * @typedef {object} View
 * @property {number} year
 * @property {?number} from the earlier of the two years that the mode `between` compares; null where none was asked for yet
 * @property {Mode} mode
 * @property {boolean} split whether the two years that are compared are shown side by side
 * @property {boolean} undated whether what no source dates is shown
 * @property {Query} query
 * @property {string} q what is searched
 * @property {?[number, number]} near longitude and latitude in degrees
 * @property {?string} record id
 * @property {?[number, number, number]} at longitude and latitude of the map's middle in degrees, and its zoom
 * @property {?string} story id of the story that is told
 * @property {number} step of the story, from 1
 * @property {boolean} lesson whether the story's lesson is open
 * @property {?string} lang BCP 47
 */

/**
 * Give the view at which a map opens that is asked for nothing.
 * @param {{opening: number}} schema
 * @returns {Readonly<View>}
 */
export function openingView({ opening }) {
  return Object.freeze({
    year: opening,
    from: null,
    mode: "year",
    split: false,
    undated: false,
    query: Object.freeze({}),
    q: "",
    near: null,
    record: null,
    at: null,
    story: null,
    step: 1,
    lesson: false,
    lang: null,
  });
}

/**
 * Give a view with some parts changed; a part that stays as it was stays the same object.
 * @param {Readonly<View>} view
 * @param {Partial<View>} part
 * @returns {Readonly<View>} the same view if nothing changed
 */
export function but(view, part) {
  const changes = Object.entries(part).filter(([name, value]) => !same(value, view[/** @type {keyof View} */ (name)]));
  if (!changes.length) return view;
  const changed = { ...view, ...Object.fromEntries(changes) };
  changed.query = Object.freeze(changed.query);
  return Object.freeze(changed);
}

/**
 * Give a view whose two years can be compared, where they are.
 * @param {Readonly<View>} view
 * @param {{first: number}} schema
 * @returns {Readonly<View>} the same view if they can
 */
export function settled(view, { first }) {
  if (view.mode !== "between") return view;
  const [from, year] = twoYears(view.from, view.year, first);
  return but(view, { from, year });
}

/**
 * Give a query that asks something else of one field; nothing asked of it takes it out.
 * @param {Query} query
 * @param {string} name
 * @param {?Asked|false} value
 * @returns {Query}
 */
export function asking(query, name, value) {
  const { [name]: _, ...others } = query;
  const nothing = value === null || value === false || (Array.isArray(value) && !value.length);
  return Object.freeze(nothing ? others : { ...others, [name]: value });
}

/**
 * Give a query with one value of a filter put on, or taken off if it is on.
 * @param {Query} query
 * @param {string} name of a field of which values, a number or a flag are asked
 * @param {string|number|true} value
 * @returns {Query}
 */
export function toggled(query, name, value) {
  const now = query[name];
  if (typeof value !== "string") return asking(query, name, same(now, value) ? null : value);
  const values = valuesOf(now);
  return asking(query, name, values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
}

/**
 * Give the filters in force one by one, in the order of the fields.
 * @param {Query} query
 * @param {{fields: {name: string}[]}} schema
 * @returns {[name: string, value: string|number|true][]} as toggled takes them
 */
export function filtersOf(query, { fields }) {
  /** @type {[string, string|number|true][]} */
  const found = [];
  for (const { name } of fields) {
    const asked = query[name];
    if (asked === undefined) continue;
    if (isTexts(asked)) for (const value of asked) found.push([name, value]);
    else found.push([name, asked]);
  }
  return found;
}

/**
 * Give the texts that are asked of a field.
 * @param {Asked|undefined} asked
 * @returns {string[]}
 */
export function valuesOf(asked) {
  if (typeof asked === "string") return [asked];
  return asked !== undefined && isTexts(asked) ? asked : [];
}

/**
 * @param {Asked} asked
 * @returns {asked is string[]}
 */
function isTexts(asked) {
  return Array.isArray(asked) && typeof asked[0] === "string";
}

/**
 * @param {unknown} one
 * @param {unknown} other
 */
function same(one, other) {
  if (one === other) return true;
  return typeof one === "object" && typeof other === "object" && written(one) === written(other);
}

/**
 * Write a part of a view as text, whatever the order of its names.
 * @param {unknown} value
 */
function written(value) {
  const ordered = value !== null && !Array.isArray(value);
  return JSON.stringify(ordered ? Object.entries(/** @type {object} */ (value)).sort(([one], [other]) => (one < other ? -1 : 1)) : value);
}
