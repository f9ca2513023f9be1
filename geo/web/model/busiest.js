/** The span of years in which most changed, which an animation shows if nobody says another; and the first year with a change. */

/** How many years it has. */
export const SPAN_YEARS = 12;

/**
 * Find the span in which most honours ended; where none did, in which most began.
 * @param {{first: number, last: number, began: ArrayLike<number>, ended: ArrayLike<number>}} sums changes year by year from the first
 * @returns {[from: number, to: number]} the earliest of several; all years, where there are fewer
 */
export function busiestSpan({ first, last, began, ended }) {
  const changes = Array.from(ended).some(Boolean) ? ended : began;
  const length = Math.min(SPAN_YEARS, last - first + 1);
  let [best, most] = [0, -1];
  for (let start = 0; start + length <= last - first + 1; start++) {
    let sum = 0;
    for (let at = start; at < start + length; at++) sum += changes[at];
    if (sum > most) [best, most] = [start, sum];
  }
  return [first + best, first + best + length - 1];
}

/**
 * Find the first year in which anything changed.
 * @param {{first: number, began: ArrayLike<number>, ended: ArrayLike<number>}} sums
 * @returns {number} the first of all, where nothing changed in any
 */
export function firstChange({ first, began, ended }) {
  return first + Math.max(0, Array.from(began).findIndex((count, at) => count || ended[at]));
}
