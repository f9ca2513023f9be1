/** The card of one record: chain of names with the sources beside the dates they support. Text nodes only. */

import { keepFocus } from "./focus.js";
import { make, webAddress } from "./words.js";

/**
 * Draw the card.
 * @param {{data: {story: object}, parentElement: HTMLElement, setTriggerValue: (name: string, value: string) => void}} component
 */
export function showCard({ data, parentElement, setTriggerValue }) {
  const { story } = data;
  const root = parentElement.querySelector(".tm-card");
  const card = make("article", { tabindex: "-1", "data-testid": "record", "data-record": story.id });
  card.append(make("h3", {}, story.title), make("p", { class: "tm-soft" }, story.subtitle));
  card.append(make("ol", { class: "tm-chain" }, ...story.periods.map(periodItem)));
  card.append(make("p", {}, story.note));
  if (story.facts.length) card.append(factList(story.facts));
  if (story.disagreements.length) {
    card.append(make("h4", {}, "Sources disagree"), make("ul", { "data-testid": "disagreements" }, ...story.disagreements.map(disagreement)));
  }
  card.append(make("p", { class: "tm-soft" }, `Confidence: ${story.confidence}. Location: ${story.place}.`));
  const open = (id) => setTriggerValue("open", id);
  if (story.related.length) card.append(recordList("Belongs together with", "related", story.related, open));
  if (story.week.length) card.append(recordList("In the same days", "week", story.week, open));
  if (story.report) card.append(make("p", {}, make("a", { href: story.report, rel: "noopener", target: "_blank" }, "Report an error in this record")));
  keepFocus(root, () => root.replaceChildren(card));
}

function periodItem(period) {
  const item = make("li", { class: `tm-${period.status}` }, make("strong", {}, period.name));
  if (period.native) {
    item.append(" ", make("span", period.lang ? { lang: period.lang } : {}, period.native));
    if (period.language) item.append(" ", make("small", { class: "tm-soft" }, period.language));
  }
  item.append(make("br"), `${period.when}: ${period.words}`);
  if (period.disputed.length) {
    item.append(" ", make("em", { class: "tm-disputed" }, `sources disagree on the ${period.disputed.join(" and the ")}`));
  }
  for (const support of period.sources) {
    const line = make("div", { class: "tm-soft" }, `${support.for}: `);
    support.sources.forEach((source, at) => line.append(at ? "; " : "", sourceLink(source)));
    item.append(line);
  }
  return item;
}

function sourceLink(source) {
  const url = source.url && webAddress(source.url);
  const link = url ? anchor(url, source.label, source.title) : make("span", { title: source.title }, source.label);
  const via = source.viaUrl && webAddress(source.viaUrl);
  return via ? make("span", {}, link, " (read at ", anchor(via, source.via, source.title), ")") : link;
}

function anchor(url, text, title) {
  return make("a", { href: url.href, title, rel: "noopener noreferrer", target: "_blank" }, text);
}

function recordList(title, testid, records, open) {
  const list = make("ul", { class: "tm-related" });
  for (const other of records) {
    const button = make("button", { type: "button" }, other.title);
    button.addEventListener("click", () => open(other.id));
    list.append(make("li", {}, button, other.when ? `, ${other.when}` : ""));
  }
  return make("div", { "data-testid": testid }, make("h4", {}, title), list);
}

function factList(facts) {
  const list = make("dl", { class: "tm-facts" });
  for (const fact of facts) list.append(make("dt", {}, fact.label), make("dd", {}, fact.value));
  return list;
}

function disagreement(one) {
  const item = make("li", {}, `${one.what}: ${one.value}`);
  if (one.source) item.append(" (", sourceLink(one.source), ")");
  return item;
}
