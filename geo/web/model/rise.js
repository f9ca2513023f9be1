/** What may stay where it is when a list gets another order: to move an element costs the browser more than to count. */

/**
 * Find as many numbers as possible that rise from each to the next; those below 0 are left out.
 *
 * By patience sorting: of all rises of a length the one is kept that ends lowest (M. L. Fredman, On computing the length of
 * longest increasing subsequences, 1975).
 * @param {number[]} numbers no two of them alike, but for those below 0
 * @returns {number[]} where they stand, in order
 */
export function longestRise(numbers) {
  /** @type {number[]} where the lowest end of a rise of each length stands */
  const ends = [];
  /** @type {number[]} where the number before each stands in its rise */
  const before = [];
  numbers.forEach((number, at) => {
    if (number < 0) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]] < number) low = middle + 1;
      else high = middle;
    }
    before[at] = low ? ends[low - 1] : -1;
    ends[low] = at;
  });
  const rise = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]) rise.unshift(at);
  return rise;
}
