/** Towns and countries as the search finds them: by their names in the languages of the data; as geo/find/places.py. */

import { A_SLIP, BEGUN, german, lettersOf, NEVER, Sound } from "./spelling.js";

const WHOLE = 99;
export const SAME_SOUND = 98;
const BEGINNING = 90;
const WORDS = 80;
const SLIPS = 60;
const SLIP = 10;
const LEAST_HEAD = 3;
const LEAST_WORD = 4;
/** With fewer letters as many slips make another town. */
const LETTERS_A_SLIP = [6, 10];
const BEFORE_A_NAME = /^[^A-Z]+/;

/** @typedef {import("./folding.js").Folded} Folded */

/**
 * Take the names of states out of a polity as the data write it.
 * @param {string} polity
 * @returns {string[]}
 */
export function statesOf(polity) {
  return polity
    .split(/[,;:]| and /)
    .map((part) => part.trim().replace(BEFORE_A_NAME, ""))
    .filter(Boolean);
}

/** Places with their names, ready to be searched. */
export class Places {
  /**
   * @param {import("./folding.js").Letters} letters
   * @param {string[][]} names of each place, its own first
   */
  constructor(letters, names) {
    this.names = names.map((own) => own.map((name) => letters.fold(name)));
    this.germans = this.names.map((own) => own.map((name) => german(name.joinedSound)));
    this.letters = this.germans.map((own) => own.map(lettersOf));
  }

  /**
   * Score the places that a text names: the name 98 or more, its beginning 90, its words 80, with slips less.
   * @param {Folded} query
   * @returns {Float64Array} by place; 0 for no match
   */
  scores(query) {
    const sound = new Sound(query.joinedSound);
    const forgiven = A_SLIP * LETTERS_A_SLIP.filter((letters) => query.joinedSound.length >= letters).length;
    return Float64Array.from(this.names, (own, place) => best(own, query) || this.#slipped(place, sound, forgiven));
  }

  /**
   * Say which places a word of a longer text names, without slips.
   * @param {string} sound of the word
   * @returns {Int32Array} by place; NEVER for no match
   */
  costs(sound) {
    return Int32Array.from(this.names, (own) => own.reduce((least, name) => Math.min(least, costOf(name, sound)), NEVER));
  }

  /**
   * Score a place whose name differs by a slip or two, of which the first letter is none.
   * @param {number} place
   * @param {Sound} sound
   * @param {number} forgiven
   */
  #slipped(place, sound, forgiven) {
    if (!forgiven) return 0;
    let least = NEVER;
    for (let at = 0; at < this.names[place].length; at++) {
      if (this.names[place][at].joinedSound[0] !== sound.sound[0]) continue;
      least = Math.min(least, sound.slips(this.germans[place][at], this.letters[place][at]));
    }
    return least <= forgiven ? SLIPS - (SLIP * least) / A_SLIP : 0;
  }
}

/**
 * @param {Folded[]} names
 * @param {Folded} query
 */
function best(names, query) {
  let most = 0;
  for (const name of names) most = Math.max(most, likeness(name, query));
  return most || (names.length && hasWords(names[0], query) ? WORDS : 0);
}

/**
 * @param {Folded} name
 * @param {Folded} query
 */
function likeness(name, query) {
  if (name.joined === query.joined) return WHOLE;
  if (name.joinedSound === query.joinedSound) return SAME_SOUND;
  if (query.joinedSound.length < LEAST_HEAD) return 0;
  return name.joined.startsWith(query.joined) || name.joinedSound.startsWith(query.joinedSound) ? BEGINNING : 0;
}

/**
 * Say whether each word of a text is a word of a place's own name, or its beginning.
 * @param {Folded} name
 * @param {Folded} query
 */
function hasWords(name, query) {
  return query.sounds.every((sound) => sound.length >= LEAST_WORD && name.sounds.some((own) => own.startsWith(sound)));
}

/**
 * @param {Folded} name
 * @param {string} sound
 */
function costOf(name, sound) {
  if (sound.length >= LEAST_HEAD && name.joinedSound === sound) return 0;
  if (sound.length < LEAST_WORD) return NEVER;
  if (name.sounds.includes(sound)) return 0;
  return name.joinedSound.startsWith(sound) ? BEGUN : NEVER;
}
