/** The head line: title, what this is, the ways to the other pages, search, link and files. */

import { icon } from "./icons.js";
import { button, make, tool } from "./maker.js";
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
    this.context = context;
    const [title, subtitle] = titleParts(context.table.schema.edition.title);
    const heading = make("h1", {}, title);
    const brand = make("div", { class: "front-brand" }, heading, make("p", { class: "front-soft" }, host.narrowed ?? subtitle));
    /** The button that folds and unfolds the panel. */
    this.fold = tool(icon("panel"), phrases.say("web.head.panel"), () => {}, { class: "front-tool front-tool-panel" });
    const pages = host.links.pages.map(({ words, href, current }) =>
      make("li", {}, make("a", { href, ...(current ? { "aria-current": "page" } : {}) }, words)),
    );
    /** @type {HTMLAnchorElement[]} */
    this.ways = host.links.carried ? pages.map((page) => /** @type {HTMLAnchorElement} */ (page.firstElementChild)) : [];
    this.stop = store.on((view) => this.#carry(view));
    this.#carry(store.view);
    const ways = pages.length ? [make("nav", { "aria-label": phrases.say("web.head.pages") }, make("ul", {}, ...pages))] : [];
    const find = make("div", { class: "front-find" });
    const tools = make("div", { class: "front-tools" });
    const skip = button(phrases.say("web.head.skip"), () => context.barBox.querySelector("input")?.focus(), { class: "front-button front-skip" });
    box.append(skip, this.fold, brand, ...ways, find, tools);
    this.search = new SearchBox(find, store, context);
    if (Object.keys(context.table.schema.stories).length) {
      /** The way to the stories. */
      this.stories = tool(icon("story"), phrases.say("web.head.stories"), () => context.openStories(), { class: "front-tool", "data-testid": "stories" });
      tools.append(this.stories);
    }
    const inMuseum = context.setting.kiosk !== null;
    this.share = inMuseum ? null : new Share(tools, store, context);
    this.share?.copy.after(tool(icon("frame"), phrases.say("web.embed.label"), () => this.#embed(), { class: "front-tool", "data-testid": "embed" }));
    this.tools = tools;
    tools.append(tool(icon("about"), phrases.say("web.about.label"), () => this.#tellMore(), { class: "front-tool" }));
  }

  /**
   * Let the ways to the other pages lead to the same view there.
   * @param {import("../model/view.js").View} view
   */
  #carry(view) {
    const { pages, carried } = this.context.host.links;
    this.ways.forEach((way, at) => way.setAttribute("href", `${pages[at].href}${carried?.(view) ?? ""}`));
  }

  /** Say how to read the map, and what the data are. */
  async #tellMore() {
    const [{ AboutBox }] = await Promise.all([import("./aboutbox.js"), this.context.sources.towns()]); // and its words
    if (!this.about) {
      this.about = new AboutBox(this.context);
      this.tools.append(this.about.box);
    }
    this.about.open();
  }

  /** Give the text by which another page shows this map. */
  async #embed() {
    const [{ EmbedBox }] = await Promise.all([import("./embedbox.js"), this.context.sources.towns()]); // and its words
    if (!this.embed) {
      this.embed = new EmbedBox(this.context);
      this.tools.append(this.embed.box);
    }
    this.embed.open();
  }

  destroy() {
    this.stop();
    this.search.destroy();
    this.share?.destroy();
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
