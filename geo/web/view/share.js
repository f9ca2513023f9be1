/** To take away: a link to what is seen, and what is seen as files. */

import { viewCitation } from "../model/details.js";
import { valuesOf } from "../model/view.js";
import { icon } from "./icons.js";
import { button, make, setText, tool, whenLeft } from "./maker.js";

/** So many letters of why the server has no file are said. */
const LONGEST_REASON = 200;

const MIME = { geojson: "application/geo+json", csv: "text/csv;charset=utf-8" };

export class Share {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(box, store, context) {
    this.store = store;
    this.context = context;
    this.phrases = context.phrases;
    this.copy = tool(icon("link"), this.phrases.say("web.share.copy"), () => this.#copy(), { class: "front-tool", "data-testid": "share" });
    this.way = tool(icon("save"), this.phrases.say("web.export.label"), () => this.#open(this.menu.hidden), {
      class: "front-tool", "aria-expanded": "false", "aria-controls": "front-export",
    });
    this.what = make("p", { class: "front-soft" });
    this.menu = make("div", { class: "front-menu", id: "front-export", role: "group", "aria-label": this.phrases.say("web.export.label"), hidden: "" });
    const save = make("div", { class: "front-export", "data-testid": "export" }, this.way, this.menu);
    box.append(this.copy, save);
    const saved = (/** @type {Blob} */ file, /** @type {string} */ extension) => saveAs(file, fileName(context.host.name, store.view, extension));
    this.saved = saved;
    /** @type {?import("./picturemenu.js").PictureMenu} made when the menu is opened first */
    this.pictures = null;
    this.life = new AbortController();
    whenLeft(save, () => this.#open(false), this.life.signal);
    save.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.menu.hidden) return;
      this.#open(false);
      this.way.focus();
    });
  }

  /** @param {boolean} open */
  #open(open) {
    this.menu.hidden = !open;
    this.way.setAttribute("aria-expanded", String(open));
    if (!open) return;
    this.#fill();
    if (!this.pictures) this.#draw();
  }

  /** Offer pictures, too. */
  async #draw() {
    const [{ PictureMenu }] = await Promise.all([import("./picturemenu.js"), this.context.sources.towns()]); // and its words
    this.pictures ??= new PictureMenu(this.context, { save: this.saved, close: () => this.#leave() });
    if (!this.menu.hidden) this.#fill();
  }

  #fill() {
    const { view, derived } = this.store;
    const count = derived.selection.count;
    setText(this.what, this.phrases.say(`web.export.what_${view.mode}`, { year: String(view.year), from: String(view.from), count }));
    const item = (/** @type {string} */ words, /** @type {() => unknown} */ act) => button(words, act, { class: "front-menu-item" });
    const own = /** @type {const} */ (["geojson", "csv"]).map((form) => item(this.phrases.say(`web.export.${form}`), () => this.#save(form)));
    for (const one of own) one.disabled = !count;
    const served = this.context.host.downloads ? this.context.host.downloads(view) : [];
    const links = served.map(({ words, href }) => {
      const link = make("a", { class: "front-menu-item", href, download: "" }, words);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.#fetch(href);
      });
      return link;
    });
    const print = item(this.phrases.say("web.export.print"), () => this.#print());
    const sheet = item(this.phrases.say("web.sheet.open"), () => this.#worksheet());
    const cite = item(this.phrases.say("web.export.cite"), () => this.#cite());
    const more = links.length ? [make("p", { class: "front-soft" }, this.phrases.say("web.export.served")), ...links] : [];
    this.menu.replaceChildren(this.what, ...own, ...more, ...this.#pictures(), make("hr"), print, sheet, cite);
  }

  #pictures() {
    return this.pictures ? [make("hr"), ...this.pictures.items()] : [];
  }

  #leave() {
    this.#open(false);
    this.way.focus();
  }

  /** @param {"geojson"|"csv"} form */
  async #save(form) {
    this.#leave();
    const { table, details } = this.context;
    try {
      const [all, { toCSV, toGeoJSON }] = await Promise.all([details.all(), import("../model/download.js"), this.context.sources.towns()]);
      const write = form === "csv" ? toCSV : toGeoJSON;
      const text = write(table, all, this.store.view, table.schema.edition);
      saveAs(new Blob([text], { type: MIME[form] }), fileName(this.context.host.name, this.store.view, form));
    } catch (error) {
      this.context.say(this.phrases.say("web.export.failed", { why: error instanceof Error ? error.message : String(error) }));
      throw error;
    }
  }

  /**
   * Save a file that the server makes; where it cannot be had, that is said.
   * @param {string} href
   */
  async #fetch(href) {
    this.#leave();
    this.context.say(this.phrases.say("web.export.making"), { passing: true });
    try {
      const answer = await fetch(href);
      if (!answer.ok) throw new Error((await answer.text()).slice(0, LONGEST_REASON) || String(answer.status));
      const [, name] = /filename\*=utf-8''([^;]+)/.exec(answer.headers.get("content-disposition") ?? "") ?? [];
      saveAs(await answer.blob(), name ? decodeURIComponent(name) : this.context.host.name);
    } catch (error) {
      this.context.say(this.phrases.say("web.export.failed", { why: error instanceof Error ? error.message : String(error) }));
    }
  }

  async #print() {
    this.#open(false);
    await (await this.context.printer()).printView();
  }

  async #worksheet() {
    this.#leave();
    const [{ openSheetDialog }] = await Promise.all([import("./sheetdialog.js"), this.context.sources.towns()]); // and its words
    openSheetDialog(this.context, this.way);
  }

  async #cite() {
    this.#leave();
    const { citation } = this.context.table.schema;
    const text = viewCitation(citation, this.store.derived.sentence, this.context.host.address.link());
    this.context.say((await copyText(text)) ? this.phrases.say("web.share.cited", { text }) : text);
  }

  async #copy() {
    const address = this.context.host.address.link();
    const copied = await copyText(address);
    this.context.say(copied ? this.phrases.say("web.share.copied") : address, { passing: copied });
  }

  destroy() {
    this.pictures?.destroy();
    this.life.abort();
  }
}

/**
 * Propose a name for the file of a view, as geo.exports.geojson.file_name does.
 * @param {string} name of the data set
 * @param {import("../model/view.js").View} view
 * @param {string} extension without the dot
 */
export function fileName(name, { query, mode, year, from }, extension) {
  /** @type {string[]} */
  const years = { all: [], between: [String(from), String(year)] }[/** @type {"all"} */ (mode)] ?? [String(year)];
  const parts = [name, ...valuesOf(query.country), ...valuesOf(query.category), ...years];
  return `${parts.join("-").toLowerCase()}.${extension}`;
}

/**
 * Copy a text; where the browser lets no page write to its clipboard, as some do from disk, by a selection.
 * @param {string} text
 * @returns {Promise<boolean>} whether it is copied
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "front-hidden", "aria-hidden": "true" }));
    field.value = text;
    const focused = /** @type {?HTMLElement} */ (document.activeElement);
    const around = focused?.closest("dialog[open]") ?? document.querySelector(".front") ?? document.body;
    around.append(field); // what is hidden, or behind an open dialog, cannot be selected
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    focused?.focus({ preventScroll: true });
    return copied;
  }
}

/**
 * Save a file.
 * @param {Blob} file
 * @param {string} name
 */
export function saveAs(file, name) {
  const link = /** @type {HTMLAnchorElement} */ (make("a", { href: URL.createObjectURL(file), download: name }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
