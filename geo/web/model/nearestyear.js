/** The nearest year that shows anything, for a view that shows nothing. */

/**
 * Find the year of the time bar in which something is so that passes the filters, next to another.
 * @param {import("./layertable.js").LayerTable} table
 * @param {Uint8Array} mask
 * @param {Pick<import("./selection.js").Moment, "year"|"undated">} view
 * @returns {?number} the earlier of two that are equally near
 */
export function nearestYear(table, mask, { year, undated }) {
  const { first, last } = table.schema;
  /** @type {?number} */
  let nearest = null;
  for (let row = 0; row < mask.length; row++) {
    if (!mask[row]) continue;
    const [from, to] = table.rule.span(row, undated);
    const [earliest, latest] = [Math.max(first, from), Math.min(last, to - 1)];
    if (earliest > latest) continue;
    const found = Math.min(latest, Math.max(earliest, year));
    const nearer = nearest === null ? -1 : Math.abs(found - year) - Math.abs(nearest - year);
    if (nearer < 0 || (nearer === 0 && found < Number(nearest))) nearest = found;
  }
  return nearest;
}
