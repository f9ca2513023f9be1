/** The dialog that makes the text by which another page shows this map in a frame. */

import { format } from "../model/address.js";
import { withSetting } from "../model/setting.js";
import { titleParts } from "./headline.js";
import { icon } from "./icons.js";
import { button, closer, make, setText } from "./maker.js";
import { copyText } from "./share.js";

/** @type {[width: string, height: string][]} */
const SIZES = [["700", "480"], ["480", "360"], ["320", "400"], ["100%", "520"]];
/** What may not stand in an attribute as it is. */
const ENTITIES = /** @type {Object<string, string>} */ ({ "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" });

/**
 * Write the element by which a page shows another in a frame.
 * @param {string} src
 * @param {string} title
 * @param {[width: string, height: string]} size
 */
export function snippet(src, title, [width, height]) {
  const attributes = { src, title, width, height, style: "border:0", loading: "lazy", allow: "fullscreen" };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${value.replace(/[&"<>]/g, (one) => ENTITIES[one])}"`);
  return `<iframe ${written.join(" ")}></iframe>`;
}

/**
 * Give an address as another page on the web can name it: a file by its own name, as its folder lies on nobody else's disk.
 * @param {string} address
 * @param {string} name of the data set, for a page that has no address
 * @returns {{src: string, alone: boolean}} alone: it has to be put beside the page first
 */
export function framed(address, name) {
  const url = new URL(address);
  if (url.protocol === "http:" || url.protocol === "https:") return { src: address, alone: false };
  const file = url.protocol === "file:" ? url.pathname.slice(url.pathname.lastIndexOf("/") + 1) : `${name}.html`;
  return { src: `${file}${url.search}${url.hash}`, alone: true };
}

export class EmbedBox {
  /** @param {import("./app.js").Screen} screen */
  constructor(screen) {
    this.screen = screen;
    const { phrases } = screen;
    const say = (/** @type {string} */ part, /** @type {Object<string, string>} */ values = {}) => phrases.say(`web.embed.${part}`, values);
    this.size = /** @type {HTMLSelectElement} */ (make("select", { class: "front-field", id: "front-embed-size" }));
    SIZES.forEach(([width, height], at) =>
      this.size.append(make("option", { value: String(at) }, width.endsWith("%") ? say("wide", { height }) : say("size", { width, height }))),
    );
    this.size.addEventListener("change", () => this.#fill());
    this.text = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "front-field front-snippet", id: "front-embed-text", readonly: "", rows: "5", spellcheck: "false" }));
    this.alone = make("p", { class: "front-soft" }, say("alone"));
    this.copied = make("p", { class: "front-soft", role: "status" });
    const copy = button(say("copy"), () => this.#copy(), { class: "front-button" });
    this.box = /** @type {HTMLDialogElement} */ (make("dialog", { class: "front-dialog", "aria-labelledby": "front-embed-title", "data-testid": "embed-dialog" }));
    this.box.append(
      closer(icon("cross"), say("close"), () => this.box.close()), make("h2", { id: "front-embed-title" }, say("title")), make("p", {}, say("how")),
      make("label", { for: "front-embed-size" }, say("sizes")), this.size, make("label", { for: "front-embed-text" }, say("text")), this.text,
      this.alone, make("div", { class: "front-embed-ways" }, copy, this.copied),
    );
    this.box.addEventListener("click", ({ target }) => {
      if (target === this.box) this.box.close(); // the ground behind it
    });
  }

  open() {
    this.#fill();
    this.box.showModal();
  }

  #fill() {
    const { host, store, table } = this.screen;
    const [title] = titleParts(table.schema.edition.title);
    const address = host.address.whole(withSetting(format(store.view, table.schema), { embed: true, kiosk: null, data: null }));
    const { src, alone } = framed(address, host.name);
    this.text.value = snippet(src, title, SIZES[Number(this.size.value)]);
    this.alone.hidden = !alone;
    setText(this.copied, "");
  }

  async #copy() {
    const copied = await copyText(this.text.value);
    this.text.select();
    const byHand = copied || document.execCommand("copy");
    setText(this.copied, this.screen.phrases.say(byHand ? "web.embed.copied" : "web.embed.not_copied"));
  }
}
