/** The question whether anybody is there, with the seconds that are left for an answer. */

import { button, make, setText } from "./maker.js";

export class StillThere {
  /**
   * @param {import("../model/phrases.js").Phrases} phrases
   * @param {{stay: () => void, over: () => void}} actions
   */
  constructor(phrases, { stay, over }) {
    this.phrases = phrases;
    this.left = make("p", { id: "kiosk-left", role: "timer" });
    this.stay = button(phrases.say("web.kiosk.stay"), stay, { class: "front-button kiosk-stay" });
    const ways = make("div", { class: "kiosk-ways" }, this.stay, button(phrases.say("web.kiosk.over"), over, { class: "front-button" }));
    this.box = /** @type {HTMLDialogElement} */ (
      make("dialog", { class: "front-dialog kiosk-question", "aria-labelledby": "kiosk-asked", "aria-describedby": "kiosk-left", "data-testid": "still-there" })
    );
    this.box.append(make("h2", { id: "kiosk-asked" }, phrases.say("web.kiosk.asked")), this.left, ways);
    this.box.addEventListener("cancel", (event) => {
      event.preventDefault();
      stay();
    });
  }

  /**
   * Ask, or say how many seconds are left.
   * @param {number} left
   */
  ask(left) {
    setText(this.left, this.phrases.say("web.kiosk.left", { count: left }));
    if (this.box.open) return;
    this.box.showModal();
    this.stay.focus({ preventScroll: true });
  }

  close() {
    if (this.box.open) this.box.close();
  }
}
