/** The page on paper: the map with its legend, the sentence, and the list with who says so. */

import { RowOrder } from "./roworder.js";
import { hostOf, make, webAddress } from "./maker.js";
import { rowWords, whenWords } from "./wording.js";

/** Width of the map in CSS pixels: that of A4 or Letter upright, within the margins of paper.css. */
const WIDTH = 680;

export class Paper {
  /**
   * @param {HTMLElement} root
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   * @param {import("./timemap.js").TimeMap} timemap
   */
  constructor(root, store, context, timemap) {
    this.root = root;
    this.store = store;
    this.context = context;
    this.timemap = timemap;
    /** @type {?import("../model/details.js").Detail[]} */
    this.details = null;
    this.on = false;
    /** @type {HTMLElement[]} pages that are printed instead of what the screen shows */
    this.pages = [];
    this.sheet = make("section", { class: "paper-list" });
    this.life = new AbortController();
    const { signal } = this.life;
    window.addEventListener("beforeprint", () => this.begin(), { signal });
    window.addEventListener("afterprint", () => this.end(), { signal });
    const paper = window.matchMedia("print");
    paper.addEventListener("change", ({ matches }) => (matches ? this.begin() : this.end()), { signal });
    if (paper.matches) this.begin();
  }

  /** Have the sources of all records at hand: when paper is told of there is no time to fetch them. */
  async prepare() {
    this.details ??= await this.context.details.all();
  }

  /**
   * Print pages of their own.
   * @param {HTMLElement[]} pages
   */
  print(pages) {
    this.pages = pages;
    window.print();
  }

  /** Print what the screen shows; it is drawn before, as what is drawn while a browser prints are paths, which some readers of PDF leave out. */
  async printView() {
    this.begin();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    window.print();
  }

  begin() {
    if (this.on) return;
    this.on = true;
    if (!this.pages.length) this.pages = this.context.pages(this.details);
    const own = this.pages.length > 0;
    document.documentElement.classList.add("page-print");
    document.documentElement.classList.toggle("page-sheet", own);
    this.sheet.replaceChildren(...(own ? this.pages : this.#parts()));
    this.root.append(this.sheet);
    if (!own) this.timemap.paper(WIDTH);
  }

  end() {
    if (!this.on) return;
    this.on = false;
    document.documentElement.classList.remove("page-print", "page-sheet");
    this.sheet.remove();
    this.sheet.replaceChildren();
    if (!this.pages.length) this.timemap.screen();
    this.pages = [];
  }

  /** Give what stands below the map: the story that is told, or what is listed; and what the data are. */
  #parts() {
    const { edition } = this.context.table.schema;
    const lines = [edition.cite_as, this.context.host.address.link()];
    const parts = this.context.handout(this.details) ?? this.#list();
    return [...parts, make("footer", {}, ...lines.map((text) => make("p", {}, text)))];
  }

  /** Give what is listed, by country. */
  #list() {
    const { phrases, table } = this.context;
    const { view, derived } = this.store;
    const { lines } = new RowOrder(table, phrases).lines(derived.selection, "country");
    const parts = [make("h2", {}, phrases.say(`web.list.title_${view.mode}`, { year: String(view.year), from: String(view.from), count: derived.selection.count }))];
    const { values } = table.codes("country");
    for (const line of lines) {
      if (line < 0) parts.push(make("h3", {}, phrases.country(values[-line - 1])), make("ul"));
      else parts[parts.length - 1].append(this.#item(line));
    }
    return parts;
  }

  /** @param {number} record */
  #item(record) {
    const { phrases, table } = this.context;
    const { selection } = this.store.derived;
    const row = selection.row[record];
    const words = [rowWords(table, phrases, selection, record), whenWords(table, phrases, row)].join("; ");
    const hosts = this.details ? sourceHosts(this.details[record]) : [];
    const cited = hosts.length ? [make("small", {}, ` ${hosts.join(", ")}`)] : [];
    return make("li", {}, make("strong", {}, table.text("name", row)), ` ${words}`, ...cited);
  }

  destroy() {
    this.end();
    this.life.abort();
  }
}

/**
 * Name the hosts of a record's sources, each once.
 * @param {import("../model/details.js").Detail} detail
 * @returns {string[]}
 */
export function sourceHosts({ periods }) {
  const cited = periods.flatMap(({ sources }) => sources).flatMap(({ sources }) => sources);
  return [...new Set(cited.map(({ url, label }) => {
    const address = webAddress(url);
    return address ? hostOf(address) : label;
  }))];
}
