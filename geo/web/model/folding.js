/** Names made comparable: any script in plain letters, and the spellings of one sound made one; as geo/find/letters.py. */

const LEAST = 2;
const LONGEST = 300;
const BLANKS = /[\t-\r \u00a0\u2000-\u200a\u3000]+/g;
const ENDS = /^ | $/g;
const APOSTROPHES = /['`´‘’ʹʺʼʻ՚]/g;
const MARKS = /\p{M}+/gu;
const ARMENIAN_U = "ու";
const HAN = /[\u3400-\u9fff]/;
const PLAIN = /[a-z0-9]/;
const LETTER = /[\p{L}\p{N}]/u;
const NOT_ASCII = /[^\0-\x7f]/;
/** @type {Object<string, string>} */
const SOUNDS = {
  chr: "hr", schtsch: "s", shch: "s", szcz: "s", sch: "s", sh: "s", sz: "s",
  tsch: "c", tch: "c", ch: "c", cz: "c", ts: "c", tz: "c",
  zh: "z", kh: "h", gh: "g", ph: "f", th: "t", ck: "k", ye: "e", yo: "e",
  ae: "a", oe: "o", ue: "u", ou: "u", x: "ks", w: "v", y: "i", j: "i", q: "k",
};
const SPELLINGS = new RegExp(
  Object.keys(SOUNDS)
    .toSorted((one, other) => other.length - one.length)
    .join("|"),
  "g",
);
const DOUBLES = /([a-z])\1+/g;

/**
 * @typedef {object} Folded a text made comparable
 * @property {string} written
 * @property {string} literal in lower case
 * @property {string[]} words in plain letters (a-z, 0-9)
 * @property {string[]} sounds of the words: the spellings of one sound made one
 * @property {string} plain the words
 * @property {string} sound
 * @property {string} joined the words without spaces
 * @property {string} joinedSound
 */

/**
 * Make the spellings of one sound in a word of plain letters one: shch, sch and sz are s.
 * @param {string} word
 */
export function soundOf(word) {
  return word.replace(SPELLINGS, (found) => SOUNDS[found]).replace(DOUBLES, "$1");
}

export class Letters {
  /**
   * @param {string} letters each letter that is known, in lower case and without marks
   * @param {string[]} romans what each is in plain letters
   */
  constructor(letters, romans) {
    /** @type {Map<string, string>} */
    this.romans = new Map();
    let at = 0;
    for (const letter of letters) {
      const roman = romans[at++];
      this.romans.set(letter, HAN.test(letter) ? ` ${roman} ` : roman);
    }
  }

  /**
   * Make a text comparable.
   * @param {string} text
   * @returns {Folded}
   */
  fold(text) {
    const written = tidy(text.normalize("NFC"));
    const words = this.#words(written);
    const sounds = words.map(soundOf);
    return {
      written,
      literal: written.toLowerCase().replaceAll("ß", "ss"),
      words,
      sounds,
      plain: words.join(" "),
      sound: sounds.join(" "),
      joined: words.join(""),
      joinedSound: sounds.join(""),
    };
  }

  /**
   * Make a text comparable that somebody typed.
   * @param {string} text
   * @returns {?Folded} null if it has fewer than two letters or digits, or is no name because no name is so long
   */
  asked(text) {
    const tidied = tidy(text);
    if (tidied.length > 2 * LONGEST) return null;
    const characters = [...tidied];
    if (characters.length > LONGEST || characters.filter((one) => LETTER.test(one)).length < LEAST) return null;
    const folded = this.fold(tidied);
    return folded.joined.length < LEAST ? null : folded;
  }

  /**
   * Split a text into words of a-z and 0-9; each Han character is a word.
   * @param {string} text
   * @returns {string[]}
   */
  #words(text) {
    let bare = text.normalize("NFKD").toLowerCase();
    if (NOT_ASCII.test(bare)) bare = bare.replace(MARKS, "");
    bare = bare.replace(APOSTROPHES, "").replaceAll(ARMENIAN_U, "u");
    let roman = "";
    for (const character of bare) roman += this.#roman(character);
    return roman.split(" ").filter(Boolean);
  }

  /** @param {string} character */
  #roman(character) {
    let roman = this.romans.get(character);
    if (roman === undefined) {
      if (character < "\u0080") roman = PLAIN.test(character) ? character : " ";
      else if (HAN.test(character)) roman = ` ${character} `;
      else roman = LETTER.test(character) ? "" : " ";
      this.romans.set(character, roman);
    }
    return roman;
  }
}

/** @param {string} text */
function tidy(text) {
  return text.replace(BLANKS, " ").replace(ENDS, "");
}
