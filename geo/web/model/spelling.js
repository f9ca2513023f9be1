/** Words that are like others: the same, begun, or with small slips; costs in hundredths of a slip; as geo/find/slips.py. */

import { soundOf } from "./folding.js";

export const A_SLIP = 100;
export const SLIPPED_HEAD = 30;
export const BEGUN = 1;
export const NEVER = 1_000_000;
/** With fewer letters as many slips make another word: Breslau is no Beslan, Paris no garrison. */
const LETTERS_A_SLIP = [4, 8];
const LONG_HEAD = 7;
const SHORT = 4;
const DIGITS_FROM = 26;
const BITS = 32;
/** The last three rows of a table of distances. */
let before = new Int32Array(0);
let last = new Int32Array(0);
let now = new Int32Array(0);

/** @param {number} width */
function widen(width) {
  if (width > now.length) [before, last, now] = [new Int32Array(width), new Int32Array(width), new Int32Array(width)];
}

/**
 * Make a sound ready to be compared: German writes z for ts, Zarizyn is no slip of Tsaritsyn.
 * @param {string} sound
 */
export function german(sound) {
  return sound.replaceAll("z", "c");
}

/**
 * Say which letters a sound has, a bit each; digits share six.
 * @param {string} sound
 */
export function lettersOf(sound) {
  let bits = 0;
  for (let at = 0; at < sound.length; at++) {
    const letter = sound.charCodeAt(at) - 97;
    bits |= 1 << (letter >= 0 ? letter : DIGITS_FROM + (sound.charCodeAt(at) % (BITS - DIGITS_FROM)));
  }
  return bits;
}

/** @param {number} bits */
function count(bits) {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A sound that others are compared with. */
export class Sound {
  /** @param {string} sound */
  constructor(sound) {
    this.sound = sound;
    this.german = german(sound);
    this.letters = lettersOf(this.german);
    this.forgiven = LETTERS_A_SLIP.filter((letters) => sound.length >= letters).length;
    widen(sound.length + LETTERS_A_SLIP.length + 1);
    this.codes = Uint16Array.from(this.german, (letter) => letter.charCodeAt(0));
  }

  /**
   * Count the slips between this and another sound: a letter more, less, changed or swapped with its neighbour.
   * @param {string} other as german() makes it
   * @param {number} letters of the other
   * @returns {number} A_SLIP for each; NEVER where there are more than the length forgives
   */
  slips(other, letters) {
    if (other === this.german) return 0;
    const most = this.forgiven;
    if (!most || other.length < SHORT || Math.abs(other.length - this.german.length) > most) return NEVER;
    if (count(letters ^ this.letters) > 2 * most) return NEVER;
    const found = this.#distance(other, other.length, most);
    return found > most ? NEVER : found * A_SLIP;
  }

  /**
   * Count the slips between this and the head of another sound that is longer.
   * @param {string} other as german() makes it
   * @param {number} letters of the whole other
   */
  headSlips(other, letters) {
    const { length } = this.german;
    if (length < LONG_HEAD || other.length <= length) return NEVER;
    const most = this.forgiven;
    if (count(this.letters & ~letters) > most) return NEVER;
    const found = this.#distance(other, length, most);
    return found > most ? NEVER : found * A_SLIP + SLIPPED_HEAD;
  }

  /**
   * Give the optimal string alignment distance to the first letters of another sound.
   * @param {string} other
   * @param {number} width how many letters of it
   * @param {number} most beyond which any number will do
   */
  #distance(other, width, most) {
    const { codes } = this;
    const height = codes.length;
    for (let column = 0; column <= width; column++) last[column] = column;
    for (let row = 1; row <= height; row++) {
      const code = codes[row - 1];
      const from = Math.max(1, row - most);
      const to = Math.min(width, row + most);
      now[from - 1] = from === 1 ? row : most + 1;
      let least = now[from - 1];
      for (let column = from; column <= to; column++) {
        const letter = other.charCodeAt(column - 1);
        let cost = last[column - 1] + (letter === code ? 0 : 1);
        if (column < row + most && last[column] + 1 < cost) cost = last[column] + 1;
        if (now[column - 1] + 1 < cost) cost = now[column - 1] + 1;
        const swapped = row > 1 && column > 1 && letter === codes[row - 2] && other.charCodeAt(column - 2) === code;
        if (swapped && before[column - 2] + 1 < cost) cost = before[column - 2] + 1;
        now[column] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return least;
      [before, last, now] = [last, now, before];
    }
    return last[width];
  }
}

/** Words, without repetition, with their sounds. */
export class WordList {
  /** @param {string[]} words */
  constructor(words) {
    this.words = words;
    this.sounds = words.map(soundOf);
    this.germans = this.sounds.map(german);
    this.letters = Int32Array.from(this.germans, lettersOf);
  }

  /**
   * Say how far a word of the text is from the words of the list: nothing for the same, then begun, then slips.
   * @param {string} word
   * @param {(number: number, cost: number) => void} found called for each that is not too far
   */
  costs(word, found) {
    const own = new Sound(soundOf(word));
    for (let number = 0; number < this.words.length; number++) {
      const cost = this.#cost(word, own, number);
      if (cost < NEVER) found(number, cost);
    }
  }

  /**
   * @param {string} word
   * @param {Sound} own
   * @param {number} number
   */
  #cost(word, own, number) {
    const other = this.germans[number];
    if (other === own.german) return 0;
    if (this.words[number].startsWith(word)) return BEGUN;
    if (own.sound.length > 1 && this.sounds[number].startsWith(own.sound)) return BEGUN;
    return Math.min(own.slips(other, this.letters[number]), own.headSlips(other, this.letters[number]));
  }
}
