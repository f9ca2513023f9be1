/** The live sentence of a view: what geo/stats/year_sentences.py says, from the same messages. */

import { AFTER, BEFORE, HONOURING } from "./selection.js";

/**
 * @typedef {import("./layertable.js").LayerTable} LayerTable
 * @typedef {import("./phrases.js").Phrases} Phrases
 * @typedef {import("./sums.js").YearSums} YearSums
 */

/**
 * Put a view into one sentence.
 * @param {LayerTable} table
 * @param {Uint8Array} mask rows that pass the filters
 * @param {{year: number, mode: string}} view
 * @param {import("./sums.js").Sums} sums of the same rows and mode
 * @param {Phrases} phrases
 * @returns {string}
 */
export function sentence(table, mask, { year, mode }, sums, phrases) {
  const count = sums.at(year);
  if (mode === "all") return everSentence(count, phrases);
  if (mode === "changes") return untilSentence(year, count, phrases);
  return yearSentence(year, count, hiddenIn(table, mask), phrases);
}

/**
 * Put a year into one sentence.
 * @param {number} year
 * @param {YearSums} count
 * @param {Set<number>} hidden statuses of which a filter leaves out every row: of what is not counted nothing is said
 * @param {Phrases} phrases
 */
export function yearSentence(year, count, hidden, phrases) {
  const happened = counted(phrases, [
    ["named", count.named],
    ["put_up", count.put_up],
    ["changed", count.changed],
    ["came_down", count.came_down],
  ]);
  const events = joined(phrases, "comma", happened) || quiet(hidden, phrases);
  if (hidden.has(HONOURING)) return phrases.say("web.sentence.year", { year, events });
  const still = count.changed || count.came_down ? "still_bearing" : "bearing";
  const has = counted(phrases, [
    [still, count.bearing],
    ["standing", count.standing],
  ]);
  const state = joined(phrases, "and", has) || phrases.say("web.sentence.none");
  return phrases.say("web.sentence.year_and_state", { year, events, state, reported: reported(count, phrases) });
}

/**
 * Put what had ended by a year into one sentence.
 * @param {number} year
 * @param {YearSums} count
 * @param {Phrases} phrases
 */
function untilSentence(year, { changed, came_down: down }, phrases) {
  const parts = counted(phrases, [
    ["had_changed", changed],
    ["had_come_down", down],
  ]);
  return phrases.say("web.sentence.until", { year, parts: joined(phrases, "and", parts) || phrases.say("web.sentence.nothing_had") });
}

/**
 * Put the comparison of two years into one sentence.
 * @param {{year: number, from: ?number}} view
 * @param {import("./twoyears.js").Comparison} count
 * @param {Phrases} phrases
 */
export function betweenSentence({ year, from }, count, phrases) {
  const lost = counted(phrases, [
    ["lost_names", count.lost_names],
    ["lost_monuments", count.lost_monuments],
  ]);
  /** @param {"gained"|"kept"|"in_doubt"} name */
  const inWords = (name) => phrases.say(`web.sentence.${name}`, { count: count[name] });
  const parts = { lost: joined(phrases, "and", lost) || phrases.say("web.sentence.lost_nothing"), gained: inWords("gained"), kept: inWords("kept") };
  const values = { since: Number(from), year, ...parts };
  return count.in_doubt ? phrases.say("web.sentence.between_doubt", { ...values, doubt: inWords("in_doubt") }) : phrases.say("web.sentence.between", values);
}

/**
 * Put the whole choice into one sentence.
 * @param {YearSums} count
 * @param {Phrases} phrases
 */
function everSentence({ bearing, standing }, phrases) {
  const parts = counted(phrases, [
    ["ever_places", bearing],
    ["ever_monuments", standing],
  ]);
  return phrases.say("web.sentence.ever", { parts: joined(phrases, "and", parts) || phrases.say("web.sentence.ever_none") });
}

/**
 * Say how many of those that still are so were only last reported to be.
 * @param {YearSums} count
 * @param {Phrases} phrases
 */
function reported({ presumed, bearing, standing }, phrases) {
  if (!presumed) return "";
  const every = presumed === bearing + standing;
  return every ? phrases.say("web.sentence.all_reported") : phrases.say("web.sentence.reported", { count: presumed });
}

/**
 * Say that nothing happened, of what is counted alone.
 * @param {Set<number>} hidden
 * @param {Phrases} phrases
 */
function quiet(hidden, phrases) {
  const [began, ended] = [!hidden.has(HONOURING), !hidden.has(AFTER)];
  if (began) return phrases.say(ended ? "web.sentence.quiet" : "web.sentence.quiet_began");
  return phrases.say(ended ? "web.sentence.quiet_ended" : "web.sentence.filtered_out");
}

/**
 * Find the statuses that the chosen records have, but none of the chosen rows.
 * @param {LayerTable} table
 * @param {Uint8Array} mask
 * @returns {Set<number>}
 */
export function hiddenIn(table, mask) {
  const status = table.ints("status");
  let [has, counted] = [0, 0];
  for (let record = 0; record < table.recordCount; record++) {
    let [own, passed] = [0, 0];
    for (let row = table.first[record]; row < table.first[record + 1]; row++) {
      own |= 1 << status[row];
      if (mask[row]) passed |= 1 << status[row];
    }
    if (passed) has |= own;
    counted |= passed;
  }
  return new Set([BEFORE, HONOURING, AFTER].filter((one) => has & ~counted & (1 << one)));
}

/**
 * Say the counts that are not zero.
 * @param {Phrases} phrases
 * @param {[message: string, count: number][]} counts
 */
function counted(phrases, counts) {
  return counts.filter(([, count]) => count).map(([message, count]) => phrases.say(`web.sentence.${message}`, { count }));
}

/**
 * Join parts of a sentence, two by two.
 * @param {Phrases} phrases
 * @param {"and"|"comma"} how
 * @param {string[]} parts
 * @returns {string} empty for none
 */
function joined(phrases, how, parts) {
  return parts.length ? parts.reduce((one, other) => phrases.say(`web.sentence.${how}`, { one, other })) : "";
}
