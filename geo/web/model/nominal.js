/** The names of the layer as the search finds them: whole, begun, by their words, with slips; as geo/find/toponyms.py. */

import { A_SLIP, german, lettersOf, NEVER, SLIPPED_HEAD, Sound, WordList } from "./spelling.js";

const WRITTEN = 100;
const LITERAL = 99.5;
const PLAIN = 99;
const SOUND = 98;
const PREFIX = 90;
const WORDS = 80;
const BEGINNING = 75;
export const WHOLE_SLIPS = 60;
const WORD_SLIPS = 58;
const SLIP = 10;
const LEAST_WORD_SLIPS = 31;
const ONE_WORD_MISSING = 10;
const MOST_SLIPS = 350;

/** @typedef {import("./folding.js").Folded} Folded */

/**
 * Score what a text's words cost together: for the same words, for words that begin so; less with slips.
 * @param {number} total
 * @param {number} [whole]
 * @param {number} [begun]
 */
export function scoreOf(total, whole = WORDS, begun = BEGINNING) {
  if (total === 0) return whole;
  if (total < SLIPPED_HEAD) return begun;
  return total <= MOST_SLIPS ? Math.max(WORD_SLIPS - (SLIP * total) / A_SLIP, LEAST_WORD_SLIPS) : 0;
}

/** Names, without repetition, ready to be searched. */
export class Names {
  /**
   * @param {import("./folding.js").Letters} letters
   * @param {string[]} names
   */
  constructor(letters, names) {
    this.count = names.length;
    const folded = names.map((name) => letters.fold(name));
    this.written = folded.map(({ written }) => written);
    this.literal = folded.map(({ literal }) => literal);
    this.plain = folded.map(({ plain }) => plain);
    this.sound = folded.map(({ sound }) => sound);
    this.joined = folded.map(({ joined }) => joined);
    this.joinedSound = folded.map(({ joinedSound }) => joinedSound);
    this.firsts = Uint16Array.from(this.joined, (text) => text.charCodeAt(0));
    this.firstsOfSounds = Uint16Array.from(this.joinedSound, (text) => text.charCodeAt(0));
    this.germans = this.joinedSound.map(german);
    this.letters = Int32Array.from(this.germans, lettersOf);
    const namesOf = wordsOf(folded);
    this.list = new WordList([...namesOf.keys()]);
    /** The names in which each word of the list stands. */
    this.namesOf = [...namesOf.values()];
  }

  /**
   * Say for each word of a text how far it is from the nearest word of each name.
   * @param {Folded} query
   * @returns {Int32Array[]}
   */
  costs(query) {
    return [...new Set(query.words)].map((word) => {
      const costs = new Int32Array(this.count).fill(NEVER);
      this.list.costs(word, (number, cost) => {
        for (const name of this.namesOf[number]) if (cost < costs[name]) costs[name] = cost;
      });
      return costs;
    });
  }

  /**
   * Score the names that are a text, begin so, have its words in any order, or differ from it by a slip or two. Of a text
   * of three words or more, one may be missing.
   * @param {Folded} query
   * @param {Int32Array[]} costs from costs()
   * @returns {Float64Array} by name
   */
  scores(query, costs) {
    const scores = new Float64Array(this.count);
    const sound = new Sound(query.joinedSound);
    const [first, firstOfSound] = [query.joined, query.joinedSound].map((text) => text.charCodeAt(0));
    for (let name = 0; name < this.count; name++) {
      let total = costs[0][name];
      for (let word = 1; word < costs.length; word++) total += costs[word][name];
      let score = total < NEVER ? scoreOf(total) : 0;
      if (this.firsts[name] === first || this.firstsOfSounds[name] === firstOfSound) {
        score = Math.max(score, this.#likeness(name, query));
      }
      if (score < WHOLE_SLIPS) {
        const slips = sound.slips(this.germans[name], this.letters[name]);
        if (slips < NEVER) score = Math.max(score, WHOLE_SLIPS - (SLIP * slips) / A_SLIP);
      }
      scores[name] = score;
    }
    if (costs.length > 2) butOne(costs, scores);
    return scores;
  }

  /**
   * @param {number} name
   * @param {Folded} query
   */
  #likeness(name, query) {
    const { joined, joinedSound } = query;
    const long = joinedSound.length > 1;
    const begins = this.joined[name].startsWith(joined);
    if (!begins && !(long && this.joinedSound[name].startsWith(joinedSound))) {
      return this.joinedSound[name] === joinedSound ? SOUND : 0;
    }
    if (this.written[name] === query.written) return WRITTEN;
    if (this.literal[name] === query.literal) return LITERAL;
    if (this.joined[name] === joined) return PLAIN;
    if (this.joinedSound[name] === joinedSound) return SOUND;
    if (this.plain[name].startsWith(query.plain)) return PREFIX;
    return query.sound.length > 1 && this.sound[name].startsWith(query.sound) ? PREFIX : BEGINNING;
  }
}

/**
 * Score the names that have all words but one: the rarer the words they have, the higher.
 * @param {Int32Array[]} costs
 * @param {Float64Array} scores
 */
function butOne(costs, scores) {
  const weights = costs.map((one) => 1 / Math.max(one.reduce((there, cost) => there + (cost < A_SLIP ? 1 : 0), 0), 1));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  for (let name = 0; name < scores.length; name++) {
    let there = 0;
    let share = 0;
    for (let word = 0; word < costs.length; word++) {
      if (costs[word][name] >= A_SLIP) continue;
      there += 1;
      share += weights[word];
    }
    if (there >= costs.length - 1) scores[name] = Math.max(scores[name], ONE_WORD_MISSING * (1 + share / whole));
  }
}

/**
 * Note for each word in which names it stands.
 * @param {Folded[]} folded
 */
function wordsOf(folded) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  folded.forEach(({ words }, name) => {
    for (const word of new Set(words)) {
      const known = found.get(word);
      if (known) known.push(name);
      else found.set(word, [name]);
    }
  });
  return found;
}
