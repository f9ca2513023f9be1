/** The list of what the map shows: of any length, since only the rows in view are drawn. */

import { whereWords } from "../model/nearby.js";
import { CERTAIN, PRESUMED } from "../model/rule.js";
import { EmptyCard } from "./emptycard.js";
import { Line } from "./listline.js";
import { make, setText } from "./maker.js";
import { RowOrder } from "./roworder.js";
import { rowWords, whenWords } from "./wording.js";

/** Height of a line in CSS pixels; page.css has the same. */
const LINE = 52;
/** Lines drawn beyond those in view, at either end. */
const SPARE = 6;
const STATUS = ["", "before", "honouring", "after"];
const ORDERS = /** @type {const} */ (["country", "name", "start", "near"]);

export class RowList {
  /**
   * @param {HTMLElement} box
   * @param {import("../model/store.js").Store} store
   * @param {import("./app.js").Screen} context
   */
  constructor(box, store, context) {
    this.box = box;
    this.store = store;
    this.context = context;
    this.phrases = context.phrases;
    this.order = new RowOrder(context.table, context.phrases);
    /** @type {import("./roworder.js").Order} */
    this.by = store.view.near ? "near" : "country";
    /** @type {import("./roworder.js").Lines} */
    this.drawn = { lines: new Int32Array(), counts: new Map() };
    /** @type {Line[]} */
    this.pool = [];
    this.active = 0;
    this.late = true;
    const { phrases } = this;
    this.title = make("h2", { class: "front-list-title" });
    this.select = /** @type {HTMLSelectElement} */ (make("select", { class: "front-field", "aria-label": phrases.say("web.list.order") }));
    for (const order of ORDERS) this.select.append(make("option", { value: order }, phrases.say(`web.list.by_${order}`)));
    this.select.addEventListener("change", () => this.sort(/** @type {import("./roworder.js").Order} */ (this.select.value)));
    this.inner = make("div", { class: "front-lines", role: "list" });
    this.scroller = make("div", { class: "front-scroll front-list", "data-testid": "list" }, this.inner);
    this.scroller.addEventListener("scroll", () => this.draw(), { passive: true });
    this.scroller.addEventListener("keydown", (event) => this.#key(event));
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(this.scroller);
    const empty = make("div", { class: "front-empty" });
    this.empty = new EmptyCard(empty, store, context);
    this.box.append(make("div", { class: "front-list-head" }, this.title, this.select), empty, this.scroller);
    this.count();
    this.stop = store.on((view, before) => this.#soon(view, before));
  }

  /**
   * Take over a view; what cannot be seen is drawn when it can be.
   * @param {import("../model/view.js").View} view
   * @param {import("../model/view.js").View} before
   */
  #soon(view, before) {
    this.count();
    if (view.near !== before.near) {
      this.by = view.near ? "near" : this.by === "near" ? "country" : this.by;
      this.scroller.scrollTop = 0;
    }
    this.late = true;
    this.catchUp();
  }

  /**
   * Bring up to date what was left while the list was away.
   * @param {boolean} [again] what is said of the lines is another now
   */
  catchUp(again = false) {
    this.late ||= again;
    if (!this.late || !this.context.isSeen("list")) return;
    this.late = false;
    this.update();
  }

  /** Say how many records are listed. */
  count() {
    const { view, derived } = this.store;
    const count = derived.selection.count;
    this.scroller.dataset.count = String(count);
    setText(this.title, this.phrases.say(`web.list.title_${view.mode}`, { year: String(view.year), from: String(view.from), count }));
    this.inner.setAttribute("aria-label", this.title.textContent ?? "");
  }

  /** Put the list in order and draw it. */
  update() {
    const { view, derived } = this.store;
    const focused = this.#focusedRecord();
    const near = /** @type {HTMLOptionElement} */ (this.select.querySelector('[value="near"]'));
    near.hidden = near.disabled = !view.near;
    this.select.value = this.by;
    this.away = view.near ? this.context.distances(view.near) : undefined;
    this.empty.update();
    this.drawn = this.order.lines(derived.selection, this.by, this.away);
    this.inner.style.height = `${this.drawn.lines.length * LINE}px`;
    for (const line of this.pool) line.at = -1;
    if (focused !== null) this.active = Math.max(0, this.drawn.lines.indexOf(focused));
    this.active = Math.min(this.active, Math.max(0, this.drawn.lines.length - 1));
    this.draw();
    if (focused !== null) this.#focus(this.active);
  }

  /** @param {import("./roworder.js").Order} order */
  sort(order) {
    this.by = order;
    this.scroller.scrollTop = 0;
    this.active = 0;
    this.update();
  }

  /** Draw the lines in view. */
  draw() {
    const { lines } = this.drawn;
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / LINE) - SPARE);
    const last = Math.min(lines.length, Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / LINE) + SPARE);
    while (this.pool.length < last - first) this.pool.push(this.#line());
    const size = this.pool.length;
    for (const line of this.pool) line.box.hidden = true;
    for (let at = first; at < last; at++) this.#fill(this.pool[at % size], at);
    if (size) inOrder(Array.from({ length: last - first }, (_, at) => this.pool[(first + at) % size].box));
    this.#roam();
  }

  /** @returns {Line} */
  #line() {
    const line = new Line((event) => this.context.open(this.context.table.ids[line.record], { from: /** @type {HTMLElement} */ (event.currentTarget) }));
    this.inner.append(line.box);
    return line;
  }

  /**
   * Fill a line.
   * @param {Line} line
   * @param {number} at its place in the list
   */
  #fill(line, at) {
    const item = this.drawn.lines[at];
    line.box.hidden = false;
    const { view, derived } = this.store;
    if (line.at !== at) {
      line.at = at;
      line.box.style.transform = `translateY(${at * LINE}px)`;
      line.box.setAttribute("aria-posinset", String(at + 1));
      line.box.setAttribute("aria-setsize", String(this.drawn.lines.length));
      if (item < 0) line.showCountry(this.#country(-item), this.phrases.number(this.drawn.counts.get(-item) ?? 0));
      else line.show(item, this.#words(item, derived.selection));
    }
    line.mark(item >= 0 && this.context.table.ids[item] === view.record);
  }

  /** @param {number} code */
  #country(code) {
    return this.phrases.country(this.context.table.codes("country").values[code - 1]);
  }

  /**
   * @param {number} record
   * @param {import("../model/selection.js").Selection} selection
   * @returns {import("./listline.js").LineWords}
   */
  #words(record, selection) {
    const { table } = this.context;
    const row = selection.row[record];
    const name = table.text("name", row);
    const town = this.context.townOf(record);
    const near = this.by === "near" && this.away;
    const country = this.by === "country" ? "" : this.phrases.country(table.text("country", row));
    return {
      name,
      when: whenWords(table, this.phrases, row),
      status: rowWords(table, this.phrases, selection, record),
      place: near ? whereWords(near[record], this.phrases) : [town && !name.includes(town) ? town : "", country].filter(Boolean).join(", "),
      kind: `${STATUS[selection.status[record]]} ${table.text("category", row)}`,
      sure: selection.presence[record] === CERTAIN || selection.presence[record] === PRESUMED,
    };
  }

  /** Let one line be reached with Tab, the others with the arrow keys. */
  #roam() {
    if (this.drawn.lines[this.active] < 0) this.active += 1;
    for (const line of this.pool) line.button.tabIndex = line.at === this.active && !line.box.hidden ? 0 : -1;
    const reachable = this.pool.find(({ box, button }) => !box.hidden && button.tabIndex === 0);
    if (!reachable) (this.pool.filter(({ box, record }) => !box.hidden && record >= 0).sort((one, other) => one.at - other.at)[0]?.button ?? {}).tabIndex = 0;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const at = this.pool.find((line) => line.button === document.activeElement)?.at ?? -1;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / LINE) - 1);
    const last = this.drawn.lines.length - 1;
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: last };
    const to = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    let next = Math.min(last, Math.max(0, to));
    if (this.drawn.lines[next] < 0) next += next < at && next > 0 ? -1 : 1;
    if (next < 0 || next > last) return;
    this.active = next;
    this.#focus(next);
  }

  /**
   * Give a line the focus and bring it into the list's view.
   * @param {number} at
   */
  #focus(at) {
    this.#reveal(at);
    this.draw();
    this.pool.find((line) => line.at === at && !line.box.hidden)?.button.focus({ preventScroll: true });
  }

  /** @param {number} at */
  #reveal(at) {
    const { scrollTop, clientHeight } = this.scroller;
    if (at * LINE < scrollTop) this.scroller.scrollTop = at * LINE - (this.drawn.lines[at - 1] < 0 ? LINE : 0);
    else if ((at + 1) * LINE > scrollTop + clientHeight) this.scroller.scrollTop = (at + 1) * LINE - clientHeight;
  }

  /** Give the record whose line has the focus. */
  #focusedRecord() {
    return this.pool.find((line) => line.button === document.activeElement)?.record ?? null;
  }

  /**
   * Bring a record's line into view, and give it the focus if that is wanted.
   * @param {?string} id
   * @param {boolean} focus
   * @returns {boolean} whether the record is listed
   */
  show(id, focus) {
    const at = id === null ? -1 : this.drawn.lines.indexOf(this.context.table.indexOf(id));
    if (at < 0) return false;
    this.active = at;
    if (focus) this.#focus(at);
    else this.#reveal(at);
    return true;
  }

  destroy() {
    this.stop();
    this.resized.disconnect();
  }
}

/**
 * Let elements stand in the page as they stand to the eye; the one that has the focus stays where it is, and keeps it.
 * @param {HTMLElement[]} boxes
 */
function inOrder(boxes) {
  const fixed = Math.max(0, boxes.findIndex((box) => box.contains(document.activeElement)));
  for (let at = fixed - 1; at >= 0; at--) if (boxes[at + 1].previousElementSibling !== boxes[at]) boxes[at + 1].before(boxes[at]);
  for (let at = fixed + 1; at < boxes.length; at++) if (boxes[at - 1].nextElementSibling !== boxes[at]) boxes[at - 1].after(boxes[at]);
}
