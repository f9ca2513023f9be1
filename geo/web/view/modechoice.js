/** What the year means: in it, up to it, with an earlier one, or all years; with a sentence that explains what is chosen. */

import { make, setText } from "./maker.js";

/** The modes of a view. */
export const MODES = /** @type {const} */ (["year", "changes", "between", "all"]);

let groups = 0;

export class ModeChoice {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {import("../model/phrases.js").Phrases} phrases
   */
  constructor(store, phrases) {
    this.phrases = phrases;
    const name = `front-mode-${++groups}`;
    this.inputs = MODES.map((mode) => {
      const input = /** @type {HTMLInputElement} */ (make("input", { type: "radio", name, value: mode }));
      input.addEventListener("change", () => store.set({ mode }));
      return input;
    });
    const labels = this.inputs.map((input) => make("label", {}, input, make("span", {}, phrases.say(`web.mode.${input.value}`))));
    this.help = make("p", { class: "front-soft front-help", "aria-live": "polite" });
    this.split = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    this.split.addEventListener("change", () => store.set({ split: this.split.checked }));
    this.beside = make("label", { class: "front-switch" }, this.split, make("span", { class: "front-option-name" }, phrases.say("web.split.switch")));
    const legend = make("legend", {}, phrases.say("web.mode.label"));
    this.box = make("fieldset", { class: "front-modes" }, legend, make("div", { class: "front-segments" }, ...labels), this.help, this.beside);
  }

  /** @param {import("../model/view.js").View} view */
  update({ mode, year, from, split }) {
    this.beside.hidden = mode !== "between";
    this.split.checked = split;
    for (const input of this.inputs) input.checked = input.value === mode;
    setText(this.help, this.phrases.say(`web.mode.${mode}_help`, { year: String(year), from: String(from) }));
  }
}
