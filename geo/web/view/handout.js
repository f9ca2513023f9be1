/** A story on paper: all its steps with their text, and who says so. */

import { hostOf, make, webAddress } from "./maker.js";
import { sourceHosts } from "./paper.js";

/**
 * @param {import("../model/steps.js").Story} story
 * @param {import("../model/layertable.js").LayerTable} table
 * @param {import("../model/phrases.js").Phrases} phrases
 * @param {?import("../model/details.js").Detail[]} details of all records
 * @returns {HTMLElement[]}
 */
export function handout(story, table, phrases, details) {
  const steps = story.steps.map((step) =>
    make("li", {}, make("h3", {}, step.title, make("small", {}, ` ${years(step)}`)), make("p", {}, step.text), make("small", {}, sourceWords(step, table, phrases, details))),
  );
  return [make("h2", {}, story.title), make("p", {}, story.about), make("ol", { class: "paper-steps" }, ...steps)];
}

/** @param {import("../model/steps.js").Step} step */
function years({ view, other_year: other }) {
  const own = new URLSearchParams(view).get("year") ?? "";
  return other === null ? own : [own, other].map(Number).sort((one, next) => one - next).join(", ");
}

/**
 * Name who says so: of a record and of an event the hosts of their sources, of a page its address.
 * @param {Pick<import("../model/steps.js").Step, "records"|"events"|"sources">} step
 * @param {import("../model/layertable.js").LayerTable} table
 * @param {import("../model/phrases.js").Phrases} phrases
 * @param {?import("../model/details.js").Detail[]} details
 */
export function sourceWords({ records, events, sources }, table, phrases, details) {
  const named = (/** @type {string} */ what, /** @type {string[]} */ hosts) => (hosts.length ? `${what} (${hosts.join(", ")})` : what);
  const parts = [
    ...records.map(({ id, title }) => named(title, details ? sourceHosts(details[table.indexOf(id)]) : [])),
    ...events.map(({ title, sources: pages }) => named(title, [...new Set(pages.map(host))])),
    ...sources.map(({ title, url }) => `${title}, ${url}`),
  ];
  return phrases.say("web.story.cited", { parts: parts.join("; ") });
}

/** @param {import("../model/steps.js").Page} page */
function host({ url, title }) {
  const address = webAddress(url);
  return address ? hostOf(address) : title;
}
