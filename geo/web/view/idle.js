/** Work that can wait. */

/**
 * Do something when the browser has nothing else to do.
 * @param {() => void} work
 * @param {number} longest wait, in milliseconds
 */
export function whenIdle(work, longest) {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: longest });
  else setTimeout(work, longest / 10); // WebKit has no idle callbacks
}
