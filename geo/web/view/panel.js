/** The panel beside the map, with the filters, the list, the record and the story; on a phone it is a sheet over the map. */

import { icon } from "./icons.js";
import { button, closer, make, setText } from "./maker.js";

/** @typedef {"filters"|"list"|"record"|"story"} Tab */
const TABS = /** @type {const} */ (["filters", "list", "record", "story"]);
/** The parts that are there only now and then. */
const PASSING = /** @type {Tab[]} */ (["record", "story"]);
/** A window narrower than this has the panel as a sheet; page.css has the same. */
const SHEET = "(max-width: 760px)";
/** A window in which a panel beside the map leaves next to nothing of it, such as a phone held sideways. */
const LOW = "(max-height: 440px)";

export class Panel {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/phrases.js").Phrases} phrases
   * @param {(tab: Tab) => void} seen what is called when a tab can be seen
   */
  constructor(box, phrases, seen) {
    this.box = box;
    this.phrases = phrases;
    this.seen = seen;
    this.sheet = window.matchMedia(SHEET);
    this.low = window.matchMedia(LOW);
    /** @type {Record<Tab, HTMLButtonElement>} */
    this.tabs = /** @type {any} */ ({});
    /** @type {Record<Tab, HTMLElement>} */
    this.parts = /** @type {any} */ ({});
    /** @type {?HTMLElement} */
    this.opener = null;
    for (const tab of TABS) {
      this.tabs[tab] = button(phrases.say(`web.panel.${tab}`), () => this.open(tab), {
        role: "tab", id: `front-tab-${tab}`, "aria-controls": `front-part-${tab}`, class: "front-tab",
      });
      this.tabs[tab].append(" ", make("span", { class: "front-count" }));
      this.parts[tab] = make("div", { role: "tabpanel", id: `front-part-${tab}`, "aria-labelledby": `front-tab-${tab}`, class: `front-part front-part-${tab}` });
    }
    this.parts.filters.dataset.testid = "filters";
    const tabs = make("div", { role: "tablist", class: "front-tabs", "aria-label": phrases.say("web.panel.label") }, ...TABS.map((tab) => this.tabs[tab]));
    tabs.addEventListener("keydown", (event) => this.#key(event));
    const fold = closer(icon("away"), phrases.say("web.panel.fold"), () => this.fold());
    fold.classList.add("front-fold");
    box.append(make("div", { class: "front-panel-head" }, tabs, fold), ...TABS.map((tab) => this.parts[tab]));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.sheet.matches) this.fold();
    });
    /** @type {Tab} */
    this.tab = "filters";
    this.#select("filters");
    for (const tab of PASSING) this.tabs[tab].hidden = true;
    box.hidden = this.isCramped;
    /** Whether nobody has opened, folded or used it: until then it goes by the room, which a frame may not have yet when its page begins. */
    this.isNew = true;
    this.life = new AbortController();
    const { signal } = this.life;
    for (const used of ["pointerdown", "focusin"]) box.addEventListener(used, () => (this.isNew = false), { signal });
    for (const query of [this.sheet, this.low]) query.addEventListener("change", () => this.isNew && this.#byRoom(), { signal });
  }

  get isCramped() {
    return this.sheet.matches || this.low.matches;
  }

  #byRoom() {
    if (this.isCramped) this.fold();
    else this.open(this.tabs.record.hidden ? this.tab : "record");
    this.isNew = true;
  }

  /** Say whether the panel can be seen. */
  get isOpen() {
    return !this.box.hidden;
  }

  /**
   * Open the panel at one of its parts.
   * @param {Tab} tab
   * @param {?HTMLElement} [opener] gets the focus when the panel is folded again; not a field, which would open its list over the map
   */
  open(tab, opener = null) {
    const folded = this.box.hidden;
    this.isNew = false;
    if (opener) this.opener = opener instanceof HTMLInputElement ? null : opener;
    this.box.hidden = false;
    this.#select(tab);
    if (folded) this.#announce();
    this.seen(tab);
  }

  /** Fold the panel away, and give the focus to what opened it. */
  fold() {
    const focused = this.box.contains(document.activeElement);
    this.isNew = false;
    this.box.hidden = true;
    this.#announce();
    if (focused) (this.opener?.isConnected && this.opener.checkVisibility() ? this.opener : this.way)?.focus({ preventScroll: true });
  }

  /**
   * Take the button that folds and unfolds the panel.
   * @param {HTMLButtonElement} way
   */
  by(way) {
    this.way = way;
    way.addEventListener("click", () => (this.isOpen ? this.fold() : this.open(this.tab, way)));
    this.#announce();
  }

  #announce() {
    this.way?.setAttribute("aria-expanded", String(this.isOpen));
    this.box.dispatchEvent(new CustomEvent("front:fold"));
  }

  /**
   * Say whether there is a record, or a story, to read.
   * @param {"record"|"story"} tab
   * @param {boolean} has
   */
  offer(tab, has) {
    this.tabs[tab].hidden = !has;
    if (has || this.tab !== tab) return;
    const other = tab === "record" ? "story" : "record";
    this.#select(this.tabs[other].hidden ? (this.before ?? "filters") : other);
    this.seen(this.tab);
  }

  /**
   * Say how many records are listed, and how many filters are in force.
   * @param {number} listed
   * @param {number} filters
   */
  count(listed, filters) {
    const show = (/** @type {Tab} */ tab, /** @type {string} */ text) => setText(/** @type {Element} */ (this.tabs[tab].lastElementChild), text);
    show("list", this.phrases.number(listed));
    show("filters", filters ? this.phrases.number(filters) : "");
  }

  /** @param {Tab} tab */
  #select(tab) {
    if (tab !== this.tab && !PASSING.includes(this.tab)) this.before = this.tab;
    this.tab = tab;
    for (const each of TABS) {
      this.tabs[each].setAttribute("aria-selected", String(each === tab));
      this.tabs[each].tabIndex = each === tab ? 0 : -1;
      this.parts[each].hidden = each !== tab;
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const tabs = TABS.filter((tab) => !this.tabs[tab].hidden);
    const at = tabs.indexOf(this.tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    this.open(next);
    this.tabs[next].focus();
  }

  destroy() {
    this.life.abort();
  }
}
