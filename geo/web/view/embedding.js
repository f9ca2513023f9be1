/** The map in a frame of another page: the way to the whole map, the gestures, and what both say to each other. */

import { format } from "../model/address.js";
import { askedBy, messageOf } from "../model/parentpage.js";
import { shareGestures } from "./gestures.js";
import { titleParts } from "./headline.js";
import { icon } from "./icons.js";
import { make } from "./maker.js";

export class Embedding {
  /** @param {import("./app.js").Screen} screen */
  constructor(screen) {
    this.screen = screen;
    this.life = new AbortController();
    const { phrases, store, host, table } = screen;
    const words = phrases.say("web.embed.whole");
    const [title] = titleParts(table.schema.edition.title);
    this.way = /** @type {HTMLAnchorElement} */ (
      make("a", { class: "front-whole", target: "_blank", rel: "noopener", title: phrases.say("web.embed.whole_how"), "data-testid": "whole-map" }, words)
    );
    this.way.append(icon("out"));
    this.head = make("h1", { class: "front-hidden" }, title);
    screen.over.prepend(this.head);
    screen.bar.figure.after(this.way);
    shareGestures(screen.map.map, phrases, this.life.signal);
    window.addEventListener("message", (event) => this.#take(event), { signal: this.life.signal });
    this.stop = store.on(() => this.#changed());
    this.type = host.name;
    this.posted = "";
    this.#changed();
  }

  /** Let the way lead to what is seen, and tell the page around the frame of it. */
  #changed() {
    const { store, host, table } = this.screen;
    const text = format(store.view, table.schema);
    this.way.href = host.address.whole(text);
    if (window.parent === window || text === this.posted) return;
    this.posted = text;
    window.parent.postMessage(messageOf(store.view, this.type, table.schema), "*"); // it says nothing that is not public
  }

  /** @param {MessageEvent} event */
  #take({ source, data }) {
    if (source !== window.parent || window.parent === window) return;
    const { store, table } = this.screen;
    const asked = askedBy(data, this.type, table.schema, store.view);
    if (asked) store.set(asked);
  }

  destroy() {
    this.stop();
    this.life.abort();
    this.head.remove();
    this.way.remove();
  }
}
