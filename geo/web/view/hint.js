/** The one hint of a first visit; where the browser may not remember anything it is shown again. */

import { button, make } from "./maker.js";

const HINT = "de-stalinization-map-hint";

/**
 * Tell a person once what to do first.
 * @param {HTMLElement} over what it lies on
 * @param {import("../model/phrases.js").Phrases} phrases
 */
export function hint(over, phrases) {
  if (remembered(HINT)) return;
  const box = make("div", { class: "tm-hint", "data-testid": "hint" }, phrases.say("web.map.hint"));
  const close = () => {
    remembered(HINT, "seen");
    box.remove();
    /** @type {?HTMLElement} */ (over.querySelector(".tm-map"))?.focus({ preventScroll: true });
  };
  box.append(button(phrases.say("web.map.hint_seen"), close));
  over.append(box);
}

/**
 * Read, or write, what the browser remembers.
 * @param {string} name
 * @param {string} [value]
 * @returns {?string}
 */
function remembered(name, value) {
  try {
    if (value !== undefined) localStorage.setItem(name, value);
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
