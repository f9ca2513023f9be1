/** The place in which a page says why nothing is shown; what it says is fetched when that is first so. */

import { orForget } from "./lost.js";

export class EmptyCard {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(box, store, context) {
    box.hidden = true;
    this.store = store;
    /** @type {?Promise<import("./emptyresult.js").EmptyResult>} */
    this.result = null;
    this.make = () => import("./emptyresult.js").then(({ EmptyResult }) => new EmptyResult(box, store, context));
  }

  update() {
    if (this.result === null && this.store.derived.selection.count > 0) return;
    this.result ??= orForget(this.make(), () => (this.result = null));
    this.result.then((result) => result.update());
  }
}
