/** Whether a capital or regional centre had one: for each class what is recorded, looked for in vain, or not looked for yet. */

import { button, make } from "./maker.js";

/** @typedef {import("../model/asked.js").Asked} Asked */

/**
 * Tell what is known of a town.
 * @param {Asked} town
 * @param {import("./app.js").Screen} context
 * @returns {HTMLElement}
 */
export function townAnswers({ name, country, answers }, context) {
  const { phrases, host } = context;
  const title = phrases.say("web.frame.asked", { town: name, country: phrases.country(country) });
  const lines = together(answers).flatMap(({ classes, answer }) => {
    const asked = classes.map((of) => (phrases.has(`frame.${of}`) ? phrases.say(`frame.${of}`) : of));
    return [...asked.map((words) => make("dt", {}, words)), make("dd", { "data-answer": answer[0] }, ...answerParts(answer, context))];
  });
  const box = make("section", { class: "front-asked", "data-testid": "asked", "aria-label": title }, make("h2", {}, title), make("dl", {}, ...lines));
  if (host.links.asked) box.append(make("a", { href: host.links.asked }, phrases.say("web.frame.all")));
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
 * @param {import("./app.js").Screen} context
 * @returns {(Node|string)[]}
 */
function answerParts([answer, records, day, where], context) {
  const { phrases, table } = context;
  if (answer === "none found") return [phrases.say("web.frame.none_found", { day, where })];
  if (answer === "not looked") return [phrases.say("web.frame.silence")];
  const links = records.map((id) => {
    const record = table.indexOf(id);
    return record < 0 ? id : button(titleOf(table, record), () => context.open(id), { class: "front-link", "data-record": id });
  });
  return [`${phrases.say("web.frame.recorded")}: `, ...links.flatMap((link, at) => (at ? [", ", link] : [link]))];
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
