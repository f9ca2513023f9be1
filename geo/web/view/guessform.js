/** One guess: a slider and a number that say the same, the button that reveals the answer, and how far off it was. */

import { answerOf, rangeOf, summed, surenessOf } from "../model/guesses.js";
import { button, make } from "./maker.js";

/**
 * @typedef {import("../model/guesses.js").Guess} Guess
 * @typedef {import("../model/phrases.js").Phrases} Phrases
 */

export class GuessForm {
  /**
   * @param {Guess} guess
   * @param {number} number from 1
   * @param {import("./context.js").Context} context
   * @param {(form: GuessForm) => void} revealed is told when the answer is known
   */
  constructor(guess, number, { table, phrases }, revealed) {
    this.guess = guess;
    this.table = table;
    this.phrases = phrases;
    this.revealed = revealed;
    /** @type {?number} null until it is revealed */
    this.answer = null;
    this.guessed = Number.NaN;
    const [low, high] = rangeOf(table, guess);
    this.low = low;
    this.high = high;
    const asked = `front-guess-${number}`;
    this.slider = this.#input("range", { "aria-labelledby": asked });
    this.field = this.#input("number", { class: "front-field", "aria-describedby": asked });
    this.slider.value = String(Math.round((this.low + this.high) / 2));
    this.track = make("div", { class: "front-guess-track" }, this.slider);
    this.reveal = button(this.#say("reveal"), () => this.#reveal(), { class: "front-button", "aria-describedby": asked });
    this.outcome = make("p", { role: "status", class: "front-outcome" });
    this.ways = make("p", { class: "front-ways" });
    const ends = make("div", { class: "front-guess-ends front-soft", "aria-hidden": "true" }, make("span", {}, this.#words(this.low)), make("span", {}, this.#words(this.high)));
    this.item = make("li", { "data-testid": "guess", "data-guess": String(number) }, make("p", { id: asked, class: "front-guess-asked" }, guess.ask), this.track, ends,
      make("div", { class: "front-guess-ways" }, make("label", {}, make("span", {}, this.#say("number")), this.field), this.reveal), this.outcome, this.ways);
  }

  /**
   * @param {"range"|"number"} type
   * @param {Object<string, string>} attributes
   */
  #input(type, attributes) {
    const made = /** @type {HTMLInputElement} */ (make("input", { type, min: String(this.low), max: String(this.high), step: "1", ...attributes }));
    made.addEventListener("input", () => this.#take(made));
    if (type === "number") made.addEventListener("change", () => (this.field.value = Number.isNaN(this.guessed) ? "" : String(this.guessed)));
    return made;
  }

  /**
   * Take a guess over from one of the two into the other.
   * @param {HTMLInputElement} from
   */
  #take(from) {
    if (from.value === "" || Number.isNaN(from.valueAsNumber)) return;
    this.guessed = Math.min(this.high, Math.max(this.low, Math.round(from.valueAsNumber)));
    this.slider.value = String(this.guessed);
    if (from !== this.field) this.field.value = String(this.guessed);
    this.outcome.textContent = "";
  }

  #reveal() {
    if (Number.isNaN(this.guessed)) {
      this.outcome.textContent = this.#say("guess_now");
      this.slider.focus();
      return;
    }
    this.answer = answerOf(this.table, this.guess);
    for (const input of [this.slider, this.field]) input.disabled = true;
    this.field.value = String(this.guessed);
    this.#mark(this.answer);
    this.item.dataset.answer = String(this.answer);
    const sureness = surenessWords(surenessOf(this.table, this.guess), "counted", this.phrases);
    this.outcome.textContent = [outcomeWords(this.guess, this.guessed, this.answer, this.phrases), sureness].filter(Boolean).join(" ");
    this.revealed(this);
  }

  /**
   * Put a mark on the slider.
   * @param {number} answer
   */
  #mark(answer) {
    const mark = make("span", { class: "front-guess-mark", "aria-hidden": "true" });
    mark.style.setProperty("--at", String((answer - this.low) / (this.high - this.low)));
    this.track.append(mark);
  }

  /**
   * Offer the way to the answer in the place of the button that revealed it.
   * @param {() => void} show
   */
  offer(show) {
    const way = button(this.#say("show"), show, { class: "front-link", "aria-describedby": `front-guess-${this.item.dataset.guess}` });
    const focused = document.activeElement === this.reveal;
    this.reveal.hidden = true;
    this.ways.replaceChildren(way);
    if (focused) way.focus({ preventScroll: true });
  }

  /** @param {number} value */
  #words(value) {
    return valueWords(this.guess, value, this.phrases);
  }

  /** @param {string} part */
  #say(part) {
    return this.phrases.say(`web.lesson.${part}`);
  }
}

/**
 * Write a year, or a number.
 * @param {Guess} guess
 * @param {number} value
 * @param {Phrases} phrases
 */
export function valueWords(guess, value, phrases) {
  return guess.year_of ? String(value) : phrases.number(value);
}

/**
 * Say how many of a number are possible only; nothing where none is.
 * @param {{sure: number, possible: number}} sureness
 * @param {"counted"|"counted_short"} part
 * @param {Phrases} phrases
 */
export function surenessWords({ sure, possible }, part, phrases) {
  const values = { count: phrases.number(sure + possible), sure: phrases.number(sure), possible: phrases.number(possible) };
  return possible ? phrases.say(`web.lesson.${part}`, values) : "";
}

/**
 * Say what the answer was, and how far off the guess.
 * @param {Guess} guess
 * @param {number} guessed
 * @param {number} answer
 * @param {Phrases} phrases
 */
export function outcomeWords(guess, guessed, answer, phrases) {
  const [less, more, exact] = guess.year_of ? ["early", "late", "exact"] : ["few", "many", "exact_number"];
  const key = guessed < answer ? less : guessed > answer ? more : exact;
  const values = { answer: valueWords(guess, answer, phrases), guess: valueWords(guess, guessed, phrases), count: Math.abs(guessed - answer) };
  return phrases.say(`web.lesson.${key}`, values);
}

/**
 * Sum all guesses up.
 * @param {GuessForm[]} forms whose answers are known
 * @param {Phrases} phrases
 */
export function sumWords(forms, phrases) {
  const { exact, years, numbers } = summed(forms.map(({ guess, guessed, answer }) => ({ guess, guessed, answer: Number(answer) })));
  return [
    phrases.say("web.lesson.all_revealed", { count: exact, all: phrases.number(forms.length) }),
    ...(years < 0 ? [] : [phrases.say("web.lesson.off_years", { count: years })]),
    ...(numbers < 0 ? [] : [phrases.say("web.lesson.off_numbers", { count: numbers })]),
  ].join(" ");
}
