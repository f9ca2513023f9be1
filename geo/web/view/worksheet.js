/** A worksheet on paper: tasks on the first pages, their key on pages of their own. */

import { make } from "./maker.js";
import { sourceHosts } from "./paper.js";
import { statusWords } from "./wording.js";

/**
 * @typedef {import("../model/worksheet.js").Worksheet} Worksheet
 * @typedef {import("../model/worksheet.js").SheetLine} SheetLine
 * @typedef {import("../model/worksheet.js").Question} Question
 * @typedef {import("./context.js").Context} Context
 */

/**
 * Lay a worksheet out.
 * @param {Worksheet} sheet
 * @param {Context} context
 * @param {import("../model/details.js").Detail[]} details of all records
 * @param {HTMLElement[]} maps of the two years
 * @returns {HTMLElement[]} the tasks, and the key
 */
export function sheetPages(sheet, context, details, maps) {
  return new Layout(sheet, context, details).pages(maps);
}

class Layout {
  /**
   * @param {Worksheet} sheet
   * @param {Context} context
   * @param {import("../model/details.js").Detail[]} details
   */
  constructor(sheet, context, details) {
    this.sheet = sheet;
    this.context = context;
    this.details = details;
    const [from, to] = sheet.years;
    this.years = { from: String(from), to: String(to) };
    this.headed = { number: String(sheet.seed), ...this.years };
  }

  /** @param {HTMLElement[]} maps */
  pages(maps) {
    const { edition } = this.context.table.schema;
    const { lines, questions } = this.sheet;
    const footer = () => make("footer", {}, ...[edition.cite_as, this.context.host.address.link()].map((text) => make("p", {}, text)));
    const tasks = make("section", { class: "paper-sheet" },
      make("h2", {}, this.#say("title", this.headed)), make("p", { class: "paper-who" }, this.#say("who")), make("div", { class: "paper-maps" }, ...maps),
      make("h3", {}, this.#say("fill")), this.#table(lines, () => ["", ""]),
      make("h3", {}, this.#say("questions")), make("ol", {}, ...questions.map((one) => make("li", {}, this.#ask(one), make("span", { class: "paper-blank" })))), footer());
    const key = make("section", { class: "paper-sheet paper-key" }, make("h2", {}, this.#say("key", this.headed)),
      this.#table(lines, (line) => this.#missing(line), true),
      make("h3", {}, this.#say("questions")), make("ol", {}, ...questions.map((one) => make("li", {}, this.#answer(one)))), footer());
    return [tasks, key];
  }

  /**
   * @param {SheetLine[]} lines
   * @param {(line: SheetLine) => string[]} missing what stands in the two columns that are to be filled in
   * @param {boolean} [sourced] whether a column says who says so
   */
  #table(lines, missing, sourced = false) {
    const heads = ["name", "where", "after", "year", ...(sourced ? ["sources"] : [])].map((part) => make("th", { scope: "col" }, this.#say(`column_${part}`, this.years)));
    const rows = lines.map((line) => {
      const cells = [this.#name(line), this.#where(line), ...missing(line), ...(sourced ? [sourceHosts(this.details[line.record]).join(", ")] : [])];
      return make("tr", {}, ...cells.map((words, at) => make(at ? "td" : "th", at ? {} : { scope: "row" }, words)));
    });
    return make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
  }

  /** @param {SheetLine} line */
  #missing(line) {
    return [this.#after(line), this.#changed(line)];
  }

  /**
   * Say what is the case in the second year.
   * @param {SheetLine} line
   */
  #after({ row, later }) {
    const { table, phrases } = this.context;
    if (later < 0) return this.#say("not_known");
    const [name, words] = [table.text("name", later), statusWords(table, phrases, later)];
    return name === table.text("name", row) ? words : this.#say("named", { name, words });
  }

  /**
   * Give the year in which what was in the first year ended, if it did.
   * @param {SheetLine} line
   */
  #changed({ row, later }) {
    const { table } = this.context;
    if (later < 0 || later === row) return "";
    const year = table.value("start_year", row + 1);
    return table.ints("dated")[row + 1] && year !== null ? String(year) : this.#say("not_known");
  }

  /** @param {Question} question */
  #ask(question) {
    switch (question.kind) {
      case "total":
        return this.#say("ask_total", { ...this.years, count: question.from });
      case "most":
        return this.#say("ask_most", this.years);
      case "order":
        return this.#say("ask_order", { names: this.#names(question.lines) });
      case "still":
        return this.#say("ask_still", { ...this.years, names: this.#names(question.lines) });
      default:
        return this.#say(`ask_${question.kind}_${this.#category(question.line)}`, { ...this.years, name: this.#inTown(question.line) });
    }
  }

  /** @param {Question} question */
  #answer(question) {
    const { phrases } = this.context;
    switch (question.kind) {
      case "total":
        return phrases.number(question.count);
      case "most":
        return this.#say("with", { name: phrases.country(question.country), more: phrases.number(question.count) });
      case "order":
        return question.answer.map((line, at) => this.#say("with", { name: this.#inTown(line), more: String(question.years[at]) })).join("; ");
      case "still":
        return this.#inTown(question.answer);
      case "when":
        return String(question.year);
      default:
        return question.year ? this.#say("with", { name: this.#after(question.line), more: String(question.year) }) : this.#after(question.line);
    }
  }

  /** @param {SheetLine} line */
  #name({ row }) {
    return this.context.table.text("name", row);
  }

  /** @param {SheetLine} line */
  #where({ record, row }) {
    const { context } = this;
    const town = context.townOf(record);
    const own = town && !context.table.text("name", row).includes(town) ? town : "";
    return [own, context.phrases.country(context.table.text("country", row))].filter(Boolean).join(", ");
  }

  /** @param {SheetLine} line */
  #inTown(line) {
    return this.#say("with", { name: this.#name(line), more: this.#where(line) });
  }

  /** @param {SheetLine[]} lines */
  #names(lines) {
    return lines.map((line) => this.#inTown(line)).join("; ");
  }

  /** @param {SheetLine} line */
  #category({ row }) {
    return this.context.table.text("category", row);
  }

  /**
   * @param {string} part
   * @param {Object<string, string|number>} [values]
   */
  #say(part, values) {
    return this.context.phrases.say(`web.sheet.${part}`, values);
  }
}
