/** Sources in a museum: no link leads away from the page; what it leads to is shown as text, and as a code for one's own phone. */

import { outlineOf, qrCode } from "../model/qr.js";
import { icon } from "./icons.js";
import { button, closer, make, setText, webAddress } from "./maker.js";

const SVG = "http://www.w3.org/2000/svg";
/** Modules of light around a code, without which it is not read. */
const QUIET = 4;

export class SourceBox {
  /**
   * @param {HTMLElement} root in which no link stays one, whoever makes it
   * @param {import("../model/phrases.js").Phrases} phrases
   */
  constructor(root, phrases) {
    this.phrases = phrases;
    this.title = make("h2", { id: "kiosk-source" });
    this.code = make("div", { class: "kiosk-code" });
    this.address = make("p", { class: "kiosk-address" });
    this.how = make("p", { class: "front-soft" });
    this.box = /** @type {HTMLDialogElement} */ (make("dialog", { class: "front-dialog kiosk-source-box", "aria-labelledby": "kiosk-source", "data-testid": "source" }));
    const close = closer(icon("cross"), phrases.say("web.kiosk.source_close"), () => this.box.close());
    this.box.append(close, this.title, this.how, this.code, this.address);
    this.box.addEventListener("click", ({ target }) => {
      if (target === this.box) this.box.close(); // the ground behind it
    });
    this.observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element) this.#unlink(node);
    });
    this.observer.observe(root, { childList: true, subtree: true });
    this.#unlink(root);
  }

  /**
   * Put for each link in a part of the page what it says; before anything is seen or pressed, as changes are told at once.
   * @param {Element} part
   */
  #unlink(part) {
    const links = [...(part.matches("a[href]") ? [part] : []), ...part.querySelectorAll("a[href]")];
    for (const link of links) {
      if (link.getAttribute("href")?.startsWith("#")) continue; // Leaflet's buttons
      const { textContent: words, title, href } = /** @type {HTMLAnchorElement} */ (link);
      const address = link.closest(".leaflet-control") ? null : webAddress(href);
      link.replaceWith(address ? this.#way(words ?? "", title, address) : make("span", {}, words ?? ""));
    }
  }

  /**
   * @param {string} words
   * @param {string} title
   * @param {URL} address
   */
  #way(words, title, address) {
    const way = button(words, () => this.#open(words, title, address), { class: "kiosk-source", "aria-haspopup": "dialog" });
    way.append(icon("code"));
    return way;
  }

  /**
   * @param {string} words
   * @param {string} title
   * @param {URL} address
   */
  #open(words, title, { href }) {
    const code = qrCode(href);
    setText(this.title, title && title !== href ? title : words);
    setText(this.address, decoded(href));
    setText(this.how, this.phrases.say(code ? "web.kiosk.source_how" : "web.kiosk.source_long"));
    this.code.replaceChildren(...(code ? [drawn(code, this.phrases.say("web.kiosk.code"))] : []));
    this.box.showModal();
  }

  destroy() {
    this.observer.disconnect();
    this.box.remove();
  }
}

/**
 * Draw a code, dark on light in every colour scheme.
 * @param {import("../model/qr.js").Code} code
 * @param {string} words
 */
function drawn(code, words) {
  const drawing = document.createElementNS(SVG, "svg");
  const size = code.length + 2 * QUIET;
  const attributes = { viewBox: `${-QUIET} ${-QUIET} ${size} ${size}`, role: "img", "aria-label": words, "shape-rendering": "crispEdges", "data-testid": "qr" };
  for (const [name, value] of Object.entries(attributes)) drawing.setAttribute(name, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", outlineOf(code));
  drawing.append(path);
  return drawing;
}

/**
 * Write an address as one reads it.
 * @param {string} href
 */
function decoded(href) {
  try {
    return decodeURI(href);
  } catch {
    return href; // a lone % in it
  }
}
