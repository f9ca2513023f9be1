/** The states of a year: which outlines hold, and where their names may stand. */

/** The first year with borders of its own; years before it show those of this one. */
export const FIRST_YEAR = 1945;
/** A shape of which less than this share is in view is named only if it is a vast one, in degrees of longitude. */
const SHARE_IN_VIEW = 0.35;
const VAST_DEG = 60;
/** The least extent of a shape whose name is written: the root of its square degrees at zoom 0. */
const LEAST_NAMED = 67;
/** Where on a stretch a name is tried, in shares of its length. */
const TRIED = [0.5, 0.3, 0.7];

/**
 * @typedef {import("./outlines.js").Outlines} Outlines
 * @typedef {import("./outlines.js").Label} Label
 * @typedef {{west: number, south: number, east: number, north: number}} Box degrees; east may be more than 180
 */

/**
 * Say whether a former state or republic held on 31 December of a year.
 * @param {{start_year: number, end_year: ?number}} state
 * @param {number} year
 */
export function held({ start_year, end_year }, year) {
  const at = Math.max(year, FIRST_YEAR);
  return start_year <= at && (end_year === null || at < end_year);
}

/**
 * Name the moment that the map's borders show: it stays the same over years in which they do.
 * @param {Outlines} outlines
 * @param {number} year
 * @returns {string}
 */
export function bordersKey({ states }, year) {
  return states.map((state) => Number(held(state, year))).join("");
}

/**
 * Give the borders of a year that today's are not: between states, and between the republics of one.
 * @param {Outlines} outlines
 * @param {number} year
 * @returns {{states: Set<number>, republics: Set<number>}} arcs
 */
export function bordersOf({ states, inner }, year) {
  /** @param {"state"|"republic"} level */
  const around = (level) =>
    states.filter((state) => state.level === level && held(state, year)).flatMap(({ rings }) => rings.flat().map(numberOf));
  const outer = new Set(around("state").filter((arc) => inner.has(arc)));
  return { states: outer, republics: new Set(around("republic").filter((arc) => inner.has(arc) && !outer.has(arc))) };
}

/** @param {number} arc */
function numberOf(arc) {
  return arc < 0 ? -1 - arc : arc;
}

/**
 * Give what is named in a year: its former states, and today's countries where none of them stood; the largest first.
 * @param {Outlines} outlines
 * @param {number} year
 * @param {boolean} then whether the borders of the time are shown
 * @returns {{name: string, iso: ?string, label: Label}[]} `iso` of a country of today
 */
export function namesOf({ countries, states }, year, then) {
  const former = then ? states.filter((state) => state.level === "state" && held(state, year)) : [];
  const gone = new Set(former.flatMap(({ iso }) => iso));
  const named = [...former.map(({ name, label }) => ({ name, iso: null, label })), ...countries.filter(({ iso }) => !iso || !gone.has(iso))];
  return named.sort((one, other) => other.label.size - one.label.size);
}

/**
 * Name countries of today as the page's language does, and former states as its words say.
 * @param {{name: string, iso: ?string, label: Label}[]} named
 * @param {import("../model/phrases.js").Phrases} phrases
 * @returns {{name: string, label: Label}[]}
 */
export function wordedNames(named, phrases) {
  const regions = new Intl.DisplayNames([phrases.lang], { type: "region" });
  return named.map(({ name, iso, label }) => {
    if (iso) return { name: regions.of(iso) ?? name, label };
    const key = `web.state.${name.replaceAll(" ", "_")}`;
    return { name: phrases.has(key) ? phrases.say(key) : name, label };
  });
}

/** The names of a year's states, found anew where its borders are others. */
export class StateNames {
  /** @param {import("../model/phrases.js").Phrases} phrases */
  constructor(phrases) {
    this.phrases = phrases;
    /** @type {{name: string, label: Label}[]} */
    this.names = [];
    this.named = "";
  }

  /**
   * @param {{outlines: ?Outlines, then: boolean}} shown
   * @param {number} year
   */
  find({ outlines, then }, year) {
    if (!outlines) return;
    const moment = `${then} ${bordersKey(outlines, year)}`;
    if (moment === this.named) return;
    this.named = moment;
    this.names = wordedNames(namesOf(outlines, year, then), this.phrases);
  }
}

/**
 * Find where a shape may be named: points inside it and in view, the middle of what is in view first.
 * @param {Label} label
 * @param {Box} view
 * @param {number} zoom
 * @returns {[lon: number, lat: number][]} none where it is too small or too little of it is seen
 */
export function spotsOf({ box: [west, south, east, north], size, lines }, view, zoom) {
  if (Math.sqrt(size) * 2 ** zoom <= LEAST_NAMED) return [];
  const shift = 360 * Math.round(((view.west + view.east - west - east) / 2) / 360);
  const seen = {
    west: Math.max(view.west, west + shift), east: Math.min(view.east, east + shift),
    south: Math.max(view.south, south), north: Math.min(view.north, north),
  };
  const [wide, tall] = [seen.east - seen.west, seen.north - seen.south];
  if (wide <= 0 || tall <= 0 || (east - west <= VAST_DEG && wide * tall < SHARE_IN_VIEW * size)) return [];
  /** @type {[number, number]} */
  const middle = [(seen.west + seen.east) / 2, (seen.south + seen.north) / 2];
  /** @type {[number, number][]} */
  const found = [];
  for (const [lat, ...ends] of lines) {
    if (lat < seen.south || lat > seen.north) continue;
    for (let at = 0; at < ends.length; at += 2) {
      const [from, to] = [Math.max(ends[at] + shift, seen.west), Math.min(ends[at + 1] + shift, seen.east)];
      if (from < to) for (const share of TRIED) found.push([from + share * (to - from), lat]);
    }
  }
  if (!found.length && isInside(lines, middle, shift)) return [middle];
  /** @param {[number, number]} point */
  const far = ([lon, lat]) => Math.abs(lon - middle[0]) / wide + Math.abs(lat - middle[1]) / tall;
  return found.sort((one, other) => far(one) - far(other));
}

/**
 * Say whether a point that lies between two lines is inside on both of them.
 * @param {number[][]} lines
 * @param {[lon: number, lat: number]} point
 * @param {number} shift degrees
 */
function isInside(lines, [lon, lat], shift) {
  const below = lines.filter(([at]) => at <= lat).at(-1);
  const above = lines.find(([at]) => at > lat);
  /** @param {number[]|undefined} line */
  const on = (line) => line?.some((_, at) => at % 2 === 1 && line[at] + shift <= lon && lon <= line[at + 1] + shift) ?? false;
  return on(below) && on(above);
}
