/** Which records share a symbol, so that no two symbols cover each other. */

import { groupRadius } from "./draw.js";

/**
 * Say how much room a symbol may need at the most, ring included.
 * @param {import("./symbols.js").Group} group
 */
export function room(group) {
  return group.members.length === 1 ? 9 : groupRadius(group.members.length) + 4;
}

/**
 * Merge groups until no two symbols can cover each other in any year.
 * @param {import("./symbols.js").Group[]} groups
 * @returns {import("./symbols.js").Group[]}
 */
export function apart(groups) {
  const kept = [];
  for (let group of groups) {
    for (let at = 0; at < kept.length; at++) {
      const other = kept[at];
      if (Math.hypot(group.x - other.x, group.y - other.y) >= room(group) + room(other)) continue;
      kept.splice(at, 1);
      group = merged(group, other);
      at = -1;
    }
    kept.push(group);
  }
  return kept;
}

/**
 * @param {import("./symbols.js").Group} one
 * @param {import("./symbols.js").Group} other
 * @returns {import("./symbols.js").Group}
 */
function merged(one, other) {
  const [few, many] = [one.members.length, other.members.length];
  const mean = (name) => (one[name] * few + other[name] * many) / (few + many);
  return { x: mean("x"), y: mean("y"), members: [...one.members, ...other.members], shown: [] };
}
