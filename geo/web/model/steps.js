/** The steps of a story: what each shows, and where a hand that swipes wants to go. */

import { parse } from "./address.js";
import { but, openingView } from "./view.js";

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {string} view as an address writes it
 * @property {?number} other_year to compare with that of the view
 * @property {string} text
 * @property {{id: string, title: string}[]} records that say so
 * @property {{title: string, when: string, sources: Page[]}[]} events that say so
 * @property {Page[]} sources of its own
 *
 * @typedef {{url: string, title: string}} Page that was read
 * @typedef {{id: string, title: string, about: string, steps: Step[], lesson: ?import("./guesses.js").Lesson}} Story
 * @typedef {import("./view.js").View} View
 */

/** A hand that moves less means something else; in pixels. */
const SHORTEST = 48;

/**
 * Give the view of a step of a story; the language stays.
 * @param {Story} story
 * @param {number} number from 1
 * @param {Readonly<View>} now
 * @param {import("./layertable.js").Schema} schema
 * @returns {Readonly<View>}
 */
export function viewOf(story, number, now, schema) {
  const { view } = parse(story.steps[number - 1].view, schema);
  return but(view, { story: story.id, step: number, lang: now.lang });
}

/**
 * Give the view at which the lesson of a story begins: the first year, in which there is little to see, so that the map answers nothing.
 * @param {Story} story
 * @param {Readonly<View>} now whose language stays, and whose step if it tells the story
 * @param {import("./layertable.js").Schema} schema
 * @returns {Readonly<View>}
 */
export function lessonView(story, now, schema) {
  const step = now.story === story.id ? now.step : 1;
  return but(openingView(schema), { year: schema.first, story: story.id, step, lesson: true, lang: now.lang });
}

/**
 * Say which way a finger went: 1 to the next step, -1 to the one before, 0 nowhere.
 * @param {{x: number, y: number}} from pixels
 * @param {{x: number, y: number}} to
 */
export function swiped(from, to) {
  const [right, down] = [to.x - from.x, to.y - from.y];
  if (Math.abs(right) < SHORTEST || Math.abs(right) < 2 * Math.abs(down)) return 0;
  return right < 0 ? 1 : -1;
}
