/** The one hint of a first visit; where the browser may not remember anything it is shown again. */

import { make } from "./popups.js";

const HINT = "de-stalinization-map-hint";

/**
 * Tell a person once what to do first.
 * @param {HTMLElement} over what it lies on
 */
export function hint(over) {
  if (remembered(HINT)) return;
  const close = make("button", { type: "button" }, "Got it");
  const words = "Drag the year, or press play. Choose a symbol to read its story, any other place to see what is near it.";
  const box = make("div", { class: "tm-hint", "data-testid": "hint" }, words, close);
  close.addEventListener("click", () => {
    remembered(HINT, "seen");
    box.remove();
  });
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
