/** The head line: title, what this is, the ways to the other pages, search, link and files. */

import { AboutBox } from "./aboutbox.js";
import { button, make } from "./maker.js";
import { SearchBox } from "./searchbox.js";
import { Share } from "./share.js";

export class HeadLine {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(box, store, context) {
    const { phrases, host } = context;
    const [title, subtitle] = titleParts(context.table.schema.edition.title);
    const heading = make("h1", {}, title);
    const brand = make("div", { class: "front-brand" }, heading, make("p", { class: "front-soft" }, host.narrowed ?? subtitle));
    /** The button that folds and unfolds the panel. */
    this.fold = button(phrases.say("web.head.panel"), () => {}, { class: "front-tool front-tool-panel" });
    const pages = host.links.pages.map(({ words, href, current }) =>
      make("li", {}, make("a", { href, ...(current ? { "aria-current": "page" } : {}) }, words)),
    );
    const ways = pages.length ? [make("nav", { "aria-label": phrases.say("web.head.pages") }, make("ul", {}, ...pages))] : [];
    const find = make("div", { class: "front-find" });
    const tools = make("div", { class: "front-tools" });
    box.append(this.fold, brand, ...ways, find, tools);
    this.search = new SearchBox(find, store, context);
    this.share = new Share(tools, store, context);
    this.about = new AboutBox(context);
    tools.append(button(phrases.say("web.about.label"), () => this.about.open(), { class: "front-tool front-tool-about" }), this.about.box);
  }

  destroy() {
    this.search.destroy();
    this.share.destroy();
  }
}

/**
 * Divide the title of a data set into its name and what it is.
 * @param {string} title
 * @returns {[title: string, subtitle: string]}
 */
export function titleParts(title) {
  const [name, ...rest] = title.split(": ");
  const what = rest.join(": ");
  return [name, what.slice(0, 1).toUpperCase() + what.slice(1)];
}
