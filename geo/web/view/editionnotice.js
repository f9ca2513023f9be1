/** Says that the page shows a former edition of the data, or none that the address names, and what has changed since. */

import { format } from "../model/address.js";
import { icon } from "./icons.js";
import { button, closer, make } from "./maker.js";

/**
 * @typedef {object} Revision what has become of a record; see geo/layer/revisions.py
 * @property {string} record_id
 * @property {string} name
 * @property {string} country ISO 3166-1 alpha-2
 * @property {"added"|"gone"|"changed"} what
 * @property {string[]} parts in what it is another
 *
 * @typedef {{date: string, records: Revision[]}} Revisions the part "revisions" (geo/exports/editions.py), with the date of the edition
 */

const GROUPS = /** @type {const} */ (["changed", "added", "gone"]);

export class EditionNotice {
  /**
   * @param {import("./app.js").Screen} screen
   * @param {string} asked the version that the address names, which is not today's
   */
  constructor(screen, asked) {
    this.screen = screen;
    this.version = asked;
    /** @type {?() => void} */
    this.stop = null;
    /** @type {?HTMLDialogElement} */
    this.box = null;
    this.card = make("div", { class: "front-card front-notice front-edition", role: "status", "data-testid": "edition" });
    screen.over.prepend(this.card);
    if (screen.host.editions.kept.includes(asked)) this.#former().catch((error) => this.#failed(error));
    else this.#fill(this.#missing(), []);
  }

  /** Say that the edition cannot be shown. */
  #missing() {
    const { kept, today, date } = this.screen.host.editions;
    const values = { version: this.version, oldest: kept[0] ?? "", today, date };
    if (this.screen.host.alone) return this.#say("held", values);
    return this.#say(kept.length ? "not_kept" : "none", values);
  }

  /** Say which edition it is, and offer what has changed since and today's. */
  async #former() {
    /** @type {Revisions} */
    const { date, records } = await this.screen.sources.revisions();
    if (this.screen.gone) return;
    const count = records.length;
    const what = button(this.#say("what"), () => this.#open(date, records), { class: "front-button" });
    this.#fill(this.#say(count ? "seen" : "same", { version: this.version, date, count }), [...(count ? [what] : []), this.#today()]);
  }

  /**
   * Say which edition it is, where what has changed since cannot be had.
   * @param {unknown} error
   */
  #failed(error) {
    this.#fill(this.#say("page", { version: this.version, date: this.screen.table.schema.edition.data_date }), [this.#today()]);
    throw error;
  }

  /** Give the way to the same view of today's data. */
  #today() {
    const { host, store, table } = this.screen;
    const way = /** @type {HTMLAnchorElement} */ (make("a", { class: "front-button", href: host.address.today(format(store.view, table.schema)) }, this.#say("today")));
    this.stop = store.on((view) => way.setAttribute("href", host.address.today(format(view, table.schema))));
    return way;
  }

  /**
   * @param {string} words
   * @param {HTMLElement[]} ways
   */
  #fill(words, ways) {
    const close = closer(icon("cross"), this.screen.phrases.say("web.notice.close"), () => this.card.remove());
    this.card.replaceChildren(make("p", {}, words), ...ways, close);
  }

  /**
   * List what has changed.
   * @param {string} date of the edition
   * @param {Revision[]} records
   */
  #open(date, records) {
    this.box ??= this.#dialog(date, records);
    this.box.showModal();
  }

  /**
   * @param {string} date
   * @param {Revision[]} records
   */
  #dialog(date, records) {
    const { host, root } = this.screen;
    const { today, date: day } = host.editions;
    const box = /** @type {HTMLDialogElement} */ (make("dialog", { class: "front-dialog", "aria-labelledby": "front-edition-title", "data-testid": "revisions" }));
    box.append(
      closer(icon("cross"), this.#say("close"), () => box.close()),
      make("h2", { id: "front-edition-title" }, this.#say("title", { version: this.version })),
      make("p", { class: "front-soft" }, this.#say("lead", { version: this.version, date, today, day })),
      ...GROUPS.flatMap((what) => this.#group(what, records.filter((one) => one.what === what))),
    );
    box.addEventListener("click", ({ target }) => {
      if (target === box) box.close(); // the ground behind it
    });
    root.append(box);
    return box;
  }

  /**
   * @param {typeof GROUPS[number]} what
   * @param {Revision[]} records
   */
  #group(what, records) {
    if (!records.length) return [];
    const items = records.map((one) => make("li", { "data-record": one.record_id }, ...this.#line(one)));
    return [make("h3", {}, this.#say(what, { count: records.length })), make("ul", { class: "front-revisions" }, ...items)];
  }

  /** @param {Revision} revision */
  #line({ record_id: id, name, country, what, parts }) {
    const { host, phrases, store, table } = this.screen;
    const now = (/** @type {string} */ words) => make("a", { href: host.address.today(format({ ...store.view, record: id, query: {} }, table.schema)) }, words);
    const soft = (/** @type {(Node|string)[]} */ ...parts) => make("span", { class: "front-soft" }, ...parts);
    const where = phrases.country(country);
    if (what === "added") return [now(name), soft(` ${where}`)];
    const then = button(name, () => this.#read(id), { class: "front-link" });
    if (what === "gone") return [then, soft(` ${where}`)];
    const today = now(this.#say("now"));
    today.setAttribute("aria-label", this.#say("now_how", { name }));
    return [then, soft(` ${[where, parts.map((part) => this.#say(`part.${part}`)).join(", ")].join(" · ")} · `, today)];
  }

  /**
   * Open a record as it was.
   * @param {string} id
   */
  #read(id) {
    this.box?.close();
    this.screen.open(id);
  }

  /**
   * @param {string} part
   * @param {Object<string, string|number>} [values]
   */
  #say(part, values) {
    return this.screen.phrases.say(`web.edition.${part}`, values);
  }

  destroy() {
    this.stop?.();
    this.box?.remove();
    this.card.remove();
  }
}
