/** The steps of a story: what each shows, and where a hand that swipes wants to go. */

import { parse } from "./address.js";
import { but } from "./view.js";

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
 * @typedef {{id: string, title: string, about: string, steps: Step[]}} Story
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
 * Say which way a finger went: 1 to the next step, -1 to the one before, 0 nowhere.
 * @param {{x: number, y: number}} from pixels
 * @param {{x: number, y: number}} to
 */
export function swiped(from, to) {
  const [right, down] = [to.x - from.x, to.y - from.y];
  if (Math.abs(right) < SHORTEST || Math.abs(right) < 2 * Math.abs(down)) return 0;
  return right < 0 ? 1 : -1;
}
