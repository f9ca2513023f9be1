/** A line of the list: a record, or a country before its records. */

import { button, make, setText } from "./maker.js";

/** @typedef {{name: string, when: string, status: string, place: string, kind: string, sure: boolean}} LineWords */

export class Line {
  /** @param {(event: MouseEvent) => void} open */
  constructor(open) {
    this.at = -1;
    this.record = -1;
    this.name = make("span", { class: "front-line-name" });
    this.when = make("span", { class: "front-line-when" });
    this.status = make("span", { class: "front-line-status" });
    this.place = make("span", { class: "front-line-place" });
    this.button = button("", open, { class: "front-line-button", tabindex: "-1" });
    this.button.append(this.name, " ", this.place, " ", make("span", { class: "front-line-more" }, this.status, " · ", this.when));
    this.country = make("h2", { class: "front-line-country" });
    this.box = make("div", { class: "front-line", role: "listitem" }, this.country, this.button);
  }

  /**
   * @param {number} record
   * @param {LineWords} words
   */
  show(record, { name, when, status, place, kind, sure }) {
    this.record = record;
    setText(this.name, name);
    setText(this.when, when);
    setText(this.status, status);
    setText(this.place, place);
    this.button.className = `front-line-button front-${kind.replace(" ", " front-")}${sure ? "" : " front-unsure"}`;
    this.button.hidden = false;
    this.country.hidden = true;
  }

  /**
   * @param {string} name
   * @param {string} count
   */
  showCountry(name, count) {
    this.record = -1;
    this.country.replaceChildren(name, " ", make("small", {}, count));
    this.country.hidden = false;
    this.button.hidden = true;
  }

  /** @param {boolean} chosen */
  mark(chosen) {
    if (chosen) this.button.setAttribute("aria-current", "true");
    else this.button.removeAttribute("aria-current");
  }
}
