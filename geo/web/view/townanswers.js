/** Whether a capital or regional centre had one: for each class what is recorded, looked for in vain, or not looked for yet. */

import { button, make } from "./maker.js";

/**
 * @typedef {import("../model/asked.js").Asked} Asked
 * @typedef {import("./app.js").Screen} Screen
 */

/**
 * Tell what is known of a town.
 * @param {Asked} town
 * @param {Screen} context
 * @param {{id?: string, open?: (record: string) => void}} [how] id for tests; what opens a record
 * @returns {HTMLElement}
 */
export function townAnswers({ name, country, answers }, context, { id = "asked", open = (record) => context.open(record) } = {}) {
  const { phrases, host } = context;
  const title = phrases.say("web.frame.asked", { town: name, country: phrases.country(country) });
  const lines = together(answers).flatMap(({ classes, answer }) => {
    const asked = classes.map((of) => (phrases.has(`frame.${of}`) ? phrases.say(`frame.${of}`) : of));
    return [...asked.map((words) => make("dt", {}, words)), make("dd", { "data-answer": answer[0] }, ...answerParts(answer, context, open))];
  });
  const box = make("section", { class: "front-asked", "data-testid": id, "aria-label": title }, make("h2", {}, title), make("dl", {}, ...lines));
  if (host.links.asked) box.append(make("a", { href: host.links.asked }, phrases.say("web.frame.all")));
  return box;
}

/**
 * Fill the popup of a town on the map.
 * @param {Asked} town
 * @param {Screen} context
 * @param {(record: string) => void} open
 * @returns {HTMLElement}
 */
export function centrePopup(town, context, open) {
  const box = make("div", { class: "tm-popup", tabindex: "-1" }, townAnswers(town, context, { id: "centre", open }));
  for (const link of box.querySelectorAll("a")) if (context.setting.embed) link.setAttribute("target", "_blank"); // a frame has no room for a page
  return box;
}

/**
 * Put classes together that have one answer, which is said once.
 * @param {Asked["answers"]} answers
 */
function together(answers) {
  /** @type {Map<string, {classes: string[], answer: import("../model/asked.js").Answer}>} */
  const found = new Map();
  for (const { of, answer } of answers) {
    const key = JSON.stringify(answer);
    const same = found.get(key);
    if (same) same.classes.push(of);
    else found.set(key, { classes: [of], answer });
  }
  return [...found.values()];
}

/**
 * @param {import("../model/asked.js").Answer} answer
 * @param {Screen} context
 * @param {(record: string) => void} open
 * @returns {(Node|string)[]}
 */
function answerParts([answer, records, day, where], context, open) {
  const { phrases, table } = context;
  if (answer === "none found") return [phrases.say("web.frame.none_found", { day, where })];
  if (answer === "not looked") return [phrases.say("web.frame.silence")];
  const links = records.map((id) => {
    const record = table.indexOf(id);
    return record < 0 ? id : button(titleOf(table, record), () => open(id), { class: "front-link", "data-record": id });
  });
  const recorded = `${phrases.say("web.frame.recorded")}: `;
  return links.length > 1 ? [recorded, make("ul", {}, ...links.map((link) => make("li", {}, link)))] : [recorded, ...links];
}

/**
 * Give the name that a record is known by: its first honoured one.
 * @param {import("../model/layertable.js").LayerTable} table
 * @param {number} record
 */
function titleOf(table, record) {
  const [first, end] = [table.first[record], table.first[record + 1]];
  const rows = Array.from({ length: end - first }, (_, at) => first + at);
  return table.text("name", rows.find((row) => table.value("status", row) === "honouring") ?? first);
}
