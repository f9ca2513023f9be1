/** The numbers to quote, on a page that carries them: a way to them in the head line, and a dialog with each, its map and its file. */

import { parse } from "../model/address.js";
import { figureAddress } from "../model/quoting.js";
import { withSetting } from "../model/setting.js";
import { icon } from "./icons.js";
import { button, closer, make, setText, tool } from "./maker.js";
import { copyText, saveAs } from "./share.js";

/**
 * @typedef {object} Figure a number, as geo/exports/quoted.py writes it
 * @property {string} key
 * @property {string} sentence
 * @property {string} rule how it is counted
 * @property {string} query what of the map shows it, as an address has it; empty where nothing does
 * @property {string[]} columns of its table
 * @property {(string|number|null)[][]} rows
 * @property {string} file the same as CSV
 *
 * @typedef {object} Quoted
 * @property {{title: string, lead: string, map: string, file: string, table: string}} words
 * @property {string} source of which data the numbers are
 * @property {Figure[]} figures
 */

export class FigureBox {
  /**
   * @param {import("./app.js").Screen} screen
   * @param {Quoted} quoted
   */
  constructor(screen, quoted) {
    this.screen = screen;
    this.quoted = quoted;
    const { words, figures } = quoted;
    this.way = tool(icon("figures"), words.title, () => this.open(), { class: "front-tool front-tool-figures", "aria-haspopup": "dialog", "data-testid": "figures" });
    /** @type {Map<string, HTMLElement>} */
    this.heads = new Map();
    this.box = /** @type {HTMLDialogElement} */ (
      make("dialog", { class: "front-dialog front-figures", "aria-labelledby": "front-figures-title", "data-testid": "figures-dialog" })
    );
    const close = closer(icon("cross"), screen.phrases.say("web.embed.close"), () => this.box.close());
    const head = make("div", { class: "front-figures-head" }, make("h2", { id: "front-figures-title" }, words.title), close);
    this.box.append(head, make("p", {}, words.lead), ...figures.map((figure) => this.#section(figure)));
    this.box.addEventListener("click", ({ target }) => {
      if (target === this.box) this.box.close(); // the ground behind it
    });
    const { stories, tools } = screen.head;
    if (stories) stories.after(this.way);
    else tools.prepend(this.way);
    tools.append(this.box);
  }

  /**
   * Open the dialog, at a number where one is named.
   * @param {?string} [key]
   */
  open(key = null) {
    if (!this.box.open) {
      this.way.focus({ preventScroll: true }); // which gets the focus back
      this.box.showModal();
      this.box.scrollTop = 0;
    }
    const head = this.heads.get(key ?? "");
    head?.scrollIntoView();
    head?.focus({ preventScroll: true });
  }

  /** @param {Figure} figure */
  #section(figure) {
    const { words, source } = this.quoted;
    const id = `front-figure-${figure.key}`;
    const head = make("h3", { id, tabindex: "-1" }, figure.sentence);
    this.heads.set(figure.key, head);
    const copied = make("p", { class: "front-soft", role: "status" });
    const how = { class: "front-button", "aria-describedby": id };
    const ways = make("div", { class: "front-ways" }, ...(figure.query ? [this.#map(figure, how)] : []));
    ways.append(
      button(words.file, () => this.#save(figure), how),
      button(this.screen.phrases.say("web.share.copy"), () => this.#copy(figure, copied), how),
      copied,
    );
    const section = make("section", { "data-figure": figure.key }, head, make("p", {}, figure.rule), make("p", { class: "front-soft" }, source), ways);
    section.append(make("details", {}, make("summary", {}, words.table), tableOf(figure)));
    return section;
  }

  /**
   * Link to the view that shows a number; pressed, it is a step on this page.
   * @param {Figure} figure
   * @param {Object<string, string>} how attributes of the link
   */
  #map({ query }, how) {
    const { host, store, table } = this.screen;
    const link = make("a", { ...how, href: host.address.whole(query) }, this.quoted.words.map);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // elsewhere, as the browser does it
      event.preventDefault();
      this.box.close();
      store.set(parse(query, table.schema).view, { push: true });
    });
    return link;
  }

  /** @param {Figure} figure */
  #save({ key, file }) {
    saveAs(new Blob([file], { type: "text/csv;charset=utf-8" }), `figures-${key}.csv`);
  }

  /**
   * Copy the address that opens a number, with the version of the data; where the browser does not let us, say it.
   * @param {Figure} figure
   * @param {HTMLElement} copied
   */
  async #copy({ key }, copied) {
    const { host, phrases } = this.screen;
    const address = host.address.whole(withSetting(figureAddress(key), { embed: false, kiosk: null, data: host.editions.today }));
    setText(copied, (await copyText(address)) ? phrases.say("web.share.copied") : address);
  }

  destroy() {
    this.way.remove();
    this.box.remove();
  }
}

/** @param {Figure} figure */
function tableOf({ columns, rows }) {
  const head = make("tr", {}, ...columns.map((name) => make("th", { scope: "col" }, name)));
  const body = rows.map((row) =>
    make("tr", {}, ...row.map((cell) => make("td", typeof cell === "number" ? { class: "front-number" } : {}, String(cell ?? "")))),
  );
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
}
