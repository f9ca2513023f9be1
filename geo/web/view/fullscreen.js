/** The page on the whole screen, for a projector: a button, the key f, and letters and symbols that grow with the screen. */

import { icon } from "./icons.js";
import { setText, tool } from "./maker.js";

/** A window of this size, or smaller, is shown as it is. */
const PLAIN_PX = { long: 1366, short: 768 };
const MOST = 2.5;
const WRITTEN_IN = "input:not([type=range]), select, textarea, [contenteditable]";

/**
 * Say how many times larger letters and symbols are on a screen, either way up.
 * @param {number} width pixels of the page
 * @param {number} height
 */
export function scaleFor(width, height) {
  const room = Math.min(Math.max(width, height) / PLAIN_PX.long, Math.min(width, height) / PLAIN_PX.short);
  return Math.min(MOST, Math.max(1, Math.round(20 * room) / 20));
}

export class FullScreen {
  /** @param {import("./app.js").Screen} screen */
  constructor(screen) {
    this.screen = screen;
    this.life = new AbortController();
    const { signal } = this.life;
    this.way = tool(icon("full"), this.#words(), () => this.toggle(), { class: "front-tool", "data-testid": "full-screen", "aria-keyshortcuts": "f" });
    if (document.fullscreenEnabled) {
      screen.head.tools.lastElementChild?.before(this.way);
      document.addEventListener("keydown", (event) => this.#key(event), { signal });
    }
    document.addEventListener("fullscreenchange", () => this.fit(), { signal });
    window.addEventListener("resize", () => this.fit(), { signal });
    this.fit();
  }

  get isOn() {
    return document.fullscreenElement !== null;
  }

  #words() {
    return this.screen.phrases.say(this.isOn ? "web.full.leave" : "web.full.enter");
  }

  /** Take the whole screen, or give it back. */
  async toggle() {
    try {
      await (this.isOn ? document.exitFullscreen() : document.documentElement.requestFullscreen());
    } catch {
      this.screen.say(this.screen.phrases.say("web.full.refused"), { passing: true });
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { target } = event;
    const writes = target instanceof Element && target.closest(WRITTEN_IN) !== null;
    if (event.key !== "f" || event.altKey || event.ctrlKey || event.metaKey || writes || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.toggle();
  }

  /** Make letters and symbols as large as the screen asks for; a page in a museum has the whole screen from its browser. */
  fit() {
    const { root, map, setting } = this.screen;
    const words = this.#words();
    this.way.setAttribute("aria-label", words);
    this.way.title = words;
    setText(/** @type {Element} */ (this.way.lastElementChild), words);
    const scale = this.isOn || setting.kiosk !== null ? scaleFor(window.innerWidth, window.innerHeight) : 1;
    const before = root.style.getPropertyValue("--front-scale") || "1";
    root.classList.toggle("front-full", scale > 1);
    if (String(scale) === before) return;
    if (scale > 1) root.style.setProperty("--front-scale", String(scale));
    else root.style.removeProperty("--front-scale");
    map.rescale(scale);
  }

  destroy() {
    this.life.abort();
    this.way.remove();
  }
}
