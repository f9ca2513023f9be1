/** Parts of the page that did not come. */

/** What the document is told of when a part did not come (see also geo/web/bundle.py). */
export const LOST_PART = "tm:lost";

/** Tell that a part did not come. */
export function tellLost() {
  document.dispatchEvent(new CustomEvent(LOST_PART));
}

/**
 * Let something that did not come be asked for again.
 * @template T
 * @param {Promise<T>} coming
 * @param {() => void} forget it
 * @returns {Promise<T>} the same
 */
export function orForget(coming, forget) {
  coming.catch(forget);
  return coming;
}
