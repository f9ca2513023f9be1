/** How to read the map, and what the data say of themselves. */

import { icon } from "./icons.js";
import { closer, make, webAddress } from "./maker.js";

/** What is told of the edition, by the names that files made from the data give it. */
const FACTS = ["data_version", "data_date", "license", "attribution", "identifier", "cite_as"];

export class AboutBox {
  /** @param {import("./app.js").Screen} context */
  constructor({ phrases, table, host }) {
    const { edition } = table.schema;
    const say = (/** @type {string} */ part) => phrases.say(`web.about.${part}`);
    const close = closer(icon("cross"), say("close"), () => this.box.close());
    const title = make("h2", { id: "front-about-title" }, say("title"));
    const facts = make("dl", { class: "front-facts" });
    for (const name of FACTS) if (edition[name]) facts.append(make("dt", {}, say(name)), make("dd", {}, fact(name, edition)));
    const reading = ["year", "possible", "countries"].map((part) => make("p", {}, say(part)));
    this.box = /** @type {HTMLDialogElement} */ (make("dialog", { class: "front-dialog", "aria-labelledby": "front-about-title" }));
    this.box.append(
      close, title, ...reading, make("h3", {}, say("keys_title")), make("p", {}, say("keys")),
      make("h3", {}, say("data_title")), ...(host.description ? [make("p", {}, host.description)] : []), facts,
    );
    this.box.addEventListener("click", ({ target }) => {
      if (target === this.box) this.box.close(); // the ground behind it
    });
  }

  open() {
    this.box.showModal();
  }
}

/**
 * @param {string} name
 * @param {Object<string, string>} edition
 */
function fact(name, edition) {
  const url = name === "license" ? webAddress(edition.license_url) : null;
  return url ? make("a", { href: url.href, rel: "license noopener", target: "_blank" }, edition[name]) : edition[name];
}
