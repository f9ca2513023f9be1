/** The list of records in the map's own file: what the map shows, by country, for eyes, screen readers and paper. */

import { keepFocus } from "./focus.js";
import { CERTAIN } from "./rule.js";
import { duration, hostOf, make, shownWords, webAddress } from "./words.js";

const LIST_MS = 120;

export class Listed {
  /**
   * @param {{title: HTMLElement, box: HTMLElement}} elements
   * @param {import("./timemap.js").TimeMap} timemap built
   * @param {Object<string, string>} countries names by ISO code
   * @param {{opens: (id: string, name: string) => HTMLElement, drawn: () => void}} actions `opens` makes a button
   */
  constructor({ title, box }, timemap, countries, { opens, drawn }) {
    Object.assign(this, { title, box, timemap, countries, opens, drawn, listed: "", waiting: 0 });
    box.addEventListener("keydown", (event) => along(event, box));
  }

  /** List what is drawn, but not at every step of a moving hand. */
  soon() {
    this.waiting ||= setTimeout(() => {
      this.waiting = 0;
      this.draw();
    }, LIST_MS);
  }

  /** List the records that the map shows, by country; it is also what paper and screen readers get. */
  draw() {
    const { symbols, words } = this.timemap;
    const { rows } = this.timemap.periods;
    const { year, mode, undated } = symbols;
    const now = `${year} ${mode} ${undated}`;
    if (now === this.listed) return;
    this.listed = now;
    const titles = { year: `On the map in ${year}`, changes: `Changed up to ${year}`, all: "In all years" };
    this.title.textContent = `${titles[mode]}: ${symbols.shown.length}`;
    const groups = new Map();
    for (const shown of symbols.shown) {
      const { country } = rows[shown.row];
      const name = this.countries[country] ?? country;
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(shown);
    }
    const parts = [...groups].sort(([one], [other]) => one.localeCompare(other, "en")).flatMap(([name, members]) => {
      const items = members
        .sort((one, other) => rows[one.row].name.localeCompare(rows[other.row].name, "en"))
        .map((shown) => this.item(shown, words));
      return [make("h3", {}, `${name} `, make("small", {}, String(items.length))), make("ul", {}, ...items)];
    });
    const opened = this.box.contains(document.activeElement) ? document.activeElement.dataset.opens : undefined;
    keepFocus(this.box, () => {
      this.box.replaceChildren(...parts);
      this.box.dataset.rows = String(this.box.querySelectorAll("button").length);
      this.box.tabIndex = parts.length ? -1 : 0;
      const button = this.buttonOf(opened) ?? this.box.querySelector("button");
      button?.setAttribute("tabindex", "0");
      if (opened !== undefined) button?.focus({ preventScroll: true });
    });
    this.drawn();
  }

  /**
   * @param {import("./symbols.js").Shown} shown
   * @param {import("./words.js").Vocabulary} words
   */
  item(shown, words) {
    const period = this.timemap.periods.rows[shown.row];
    const when = shown.status === period.status ? `; ${duration(period, words)}` : "";
    const doubtful = shown.state === CERTAIN ? "" : " page-doubtful";
    const button = this.opens(this.timemap.periods.records[shown.record].id, period.name);
    button.tabIndex = -1;
    const said = make("span", {}, ` ${shownWords(period, shown, words)}${when}`);
    const hosts = make("small", { class: "page-hosts" }, ` ${hostsOf(period.sources)}`);
    return make("li", { class: `page-${shown.status} page-${period.category}${doubtful}` }, button, said, hosts);
  }

  /** @param {string} [record] id */
  buttonOf(record) {
    return [...this.box.querySelectorAll("button")].find((button) => button.dataset.opens === record);
  }

  /**
   * Mark the chosen record.
   * @param {?string} record id
   */
  mark(record) {
    for (const button of this.box.querySelectorAll("button")) {
      if (button.dataset.opens === record) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }
}

/**
 * Name the hosts of sources, for paper.
 * @param {string[]} sources addresses
 */
function hostsOf(sources) {
  const names = sources.map((text) => {
    const url = webAddress(text);
    return url ? hostOf(url) : text;
  });
  return [...new Set(names)].join(", ");
}

/**
 * Go from button to button with the arrow keys.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} box
 */
export function along(event, box) {
  const buttons = [...box.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (at < 0 || !buttons[to]) return;
  event.preventDefault();
  if (box.id === "list") buttons.forEach((button, place) => (button.tabIndex = place === to ? 0 : -1));
  buttons[to].focus();
}
