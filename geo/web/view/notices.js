/** What the page has to say beside the map: parts of an address that mean nothing here, a year that was changed, a copied link. */

import { COMPARED } from "../model/address.js";
import { icon } from "./icons.js";
import { LOST_PART } from "./lost.js";
import { button, closer, make } from "./maker.js";

/** A notice that asks for nothing goes by itself after so many milliseconds. */
const PASSING_MS = 6000;

/** @typedef {{label: string, act: () => void}} Way out, or back */

export class Notices {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/phrases.js").Phrases} phrases
   * @param {string[]} [faults] what is wrong with the data, which stays until it is closed
   */
  constructor(box, phrases, faults = []) {
    this.phrases = phrases;
    this.box = make("div", { class: "front-notices", role: "status", "data-testid": "notices" });
    box.append(...faults.map((fault) => this.#fault(fault)), this.box);
    this.timer = 0;
    this.lost = () => this.say(phrases.say("web.notice.lost"));
    document.addEventListener(LOST_PART, this.lost);
  }

  /** @param {string} fault */
  #fault(fault) {
    const card = make("div", { class: "front-card front-notice", "data-testid": "fault" }, make("p", {}, this.phrases.say("web.notice.fault", { fault })));
    card.append(closer(icon("cross"), this.phrases.say("web.notice.close"), () => card.remove()));
    return card;
  }

  /**
   * Say something in the place of what was said before.
   * @param {string} words
   * @param {{ways?: Way[], passing?: boolean}} [how] passing: it goes by itself
   * @returns {() => void} takes it away, if it still stands there
   */
  say(words, { ways = [], passing = false } = {}) {
    clearTimeout(this.timer);
    const card = make("div", { class: "front-card front-notice" }, make("p", {}, words));
    for (const { label, act } of ways) {
      card.append(
        button(label, () => {
          act();
          this.clear();
        }, { class: "front-button" }),
      );
    }
    card.append(closer(icon("cross"), this.phrases.say("web.notice.close"), () => this.clear()));
    this.box.replaceChildren(card);
    if (passing) this.timer = window.setTimeout(() => this.clear(), PASSING_MS);
    return () => {
      if (card.isConnected) this.clear();
    };
  }

  /**
   * Say which parts of an address are ignored; nothing where none is.
   * @param {import("../model/address.js").Notice[]} ignored
   */
  ignored(ignored) {
    if (ignored.length) this.say(ignoredWords(this.phrases, ignored));
    else this.clear();
  }

  clear() {
    clearTimeout(this.timer);
    this.box.replaceChildren();
  }

  destroy() {
    document.removeEventListener(LOST_PART, this.lost);
    this.clear();
  }
}

/**
 * Put into words which parts of an address are ignored, and why, and what is shown for one that means something else now.
 * @param {import("../model/phrases.js").Phrases} phrases
 * @param {import("../model/address.js").Notice[]} ignored
 */
export function ignoredWords(phrases, ignored) {
  const compared = ignored.filter(({ key }) => key.endsWith(COMPARED)).map(({ key, values }) => phrases.say(key, values));
  const parts = ignored.filter(({ key }) => !key.endsWith(COMPARED)).map(({ key, values }) => phrases.say(key, values));
  if (parts.length) compared.push(phrases.say("web.notice.ignored", { parts: parts.join("; ") }));
  return compared.join(" ");
}
