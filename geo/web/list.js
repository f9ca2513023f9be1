/**
 * The list of what the map shows: a real table, sorted by any column, grouped by country on wish. The first rows are
 * drawn at once and the others in idle moments, so that a long list is quick and still whole.
 */

import { make } from "./popups.js";

const FIRST_ROWS = 60;
const CHUNK = 120;
/** By then the page has taken away what a closed record leaves behind. */
const FOCUS_MS = 150;
/** A list narrower than this has no room for the column of countries: it begins grouped by them. */
const NARROW_PX = 480;

/**
 * @typedef {object} Row
 * @property {string} id of the record
 * @property {string} status before, honouring or after
 * @property {string} time by which a column of times is sorted
 * @property {(string|number)[]} cells what is shown, a column each
 *
 * @typedef {object} ListData what Python sends
 * @property {string} version another when columns or rows are
 * @property {{name: string, title: string, kind: "text"|"number"|"time"}[]} columns
 * @property {Row[]} rows
 * @property {string} group name of the column that groups
 * @property {string} first name of the column that sorts at first
 * @property {string} caption
 * @property {?string} selected record id
 */

/** @type {WeakMap<HTMLElement, List>} */
const lists = new WeakMap();

/**
 * Draw the list, or bring it up to date; Streamlit calls this with every run of the page.
 * @param {{data: ListData, parentElement: HTMLElement, setTriggerValue: (name: string, value: string) => void}} component
 */
export function showList({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".tm-list");
  if (!lists.has(root)) lists.set(root, new List(root));
  lists.get(root).update(data, (id) => setTriggerValue("open", id));
}

class List {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.sort = null;
    this.grouped = false;
    this.round = 0;
  }

  /**
   * @param {ListData} data
   * @param {(id: string) => void} open
   */
  update(data, open) {
    const same = this.data?.version === data.version;
    if (this.data?.first !== data.first) {
      this.sort = { name: data.first, up: true };
      this.grouped = data.first === data.group && this.root.clientWidth < NARROW_PX;
    }
    const closed = this.data?.selected && !data.selected ? this.data.selected : null;
    Object.assign(this, { data, open });
    if (!same) this.draw();
    this.mark(data.selected);
    if (closed) setTimeout(() => this.takeFocus(closed), FOCUS_MS);
  }

  /**
   * Give the focus, lost with the button that closed a record, to the record's row.
   * @param {string} id
   */
  takeFocus(id) {
    const row = this.table.querySelector(`tr[data-record="${CSS.escape(id)}"] button`);
    if (row && document.activeElement === document.body) row.focus({ preventScroll: true });
  }

  draw() {
    const box = make("input", { type: "checkbox" });
    box.checked = this.grouped;
    box.addEventListener("change", () => {
      this.grouped = box.checked;
      this.fill();
    });
    this.head = make("tr", {}, ...this.data.columns.map((column) => this.heading(column)));
    this.table = make("table", {}, make("caption", {}, this.data.caption), make("thead", {}, this.head));
    this.scroller = make("div", { class: "tm-scroller", tabindex: "-1" }, this.table);
    this.table.addEventListener("click", (event) => this.press(event));
    this.table.addEventListener("keydown", (event) => this.move(event));
    const toggle = make("label", { class: "tm-toggle" }, box, ` Group by ${this.data.group.toLowerCase()}`);
    this.root.replaceChildren(toggle, this.scroller);
    this.fill();
  }

  heading(column) {
    const button = make("button", { type: "button" }, column.title);
    button.addEventListener("click", () => {
      const up = this.sort.name === column.name ? !this.sort.up : true;
      this.sort = { name: column.name, up };
      this.fill();
    });
    return make("th", { scope: "col", class: `tm-${column.kind}`, "data-column": column.name }, button);
  }

  /** Put the rows in order and draw them: some now, the others when the browser has nothing else to do. */
  fill() {
    for (const head of this.head.children) {
      const sorted = head.dataset.column === this.sort.name;
      if (sorted) head.setAttribute("aria-sort", this.sort.up ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
      head.hidden = this.grouped && head.dataset.column === this.data.group;
    }
    for (const body of [...this.table.tBodies]) body.remove();
    const lines = this.lines();
    const round = ++this.round;
    let at = 0;
    const more = (count) => {
      if (round !== this.round) return;
      for (const end = Math.min(lines.length, at + count); at < end; at++) this.add(lines[at]);
      if (at < lines.length) later(() => more(CHUNK));
      else this.mark(this.data.selected);
      this.root.dataset.rows = String(this.table.querySelectorAll("tr[data-record]").length);
      this.root.dataset.whole = String(at === lines.length);
    };
    more(FIRST_ROWS);
    this.table.querySelector("tbody button")?.setAttribute("tabindex", "0");
  }

  /** @returns {(Row|{group: string, count: number})[]} rows in order, with a line before each group */
  lines() {
    const at = this.data.columns.findIndex(({ name }) => name === this.sort.name);
    const { kind } = this.data.columns[at];
    const sign = this.sort.up ? 1 : -1;
    const key = (row) => (kind === "time" ? row.time : row.cells[at]);
    const rows = [...this.data.rows].sort((one, other) => sign * compare(key(one), key(other)));
    if (!this.grouped) return rows;
    const column = this.groupColumn();
    /** @type {Map<string, Row[]>} */
    const groups = new Map();
    for (const row of rows) {
      const group = String(row.cells[column]);
      groups.set(group, [...(groups.get(group) ?? []), row]);
    }
    const order = [...groups].sort(([one], [other]) => compare(one, other));
    return order.flatMap(([group, members]) => [{ group, count: members.length }, ...members]);
  }

  groupColumn() {
    return this.data.columns.findIndex(({ name }) => name === this.data.group);
  }

  add(line) {
    if ("group" in line) {
      const across = String(this.data.columns.length - 1);
      const head = make("th", { colspan: across, scope: "rowgroup" }, `${line.group} (${line.count})`);
      this.table.append(make("tbody", {}, make("tr", { class: "tm-group-head" }, head)));
      return;
    }
    if (!this.table.tBodies.length) this.table.append(make("tbody"));
    this.table.tBodies[this.table.tBodies.length - 1].append(this.row(line));
  }

  /** @param {Row} row */
  row({ id, status, cells }) {
    const hidden = this.grouped ? this.groupColumn() : -1;
    const button = make("button", { type: "button", tabindex: "-1" }, String(cells[0]));
    const line = make("tr", { "data-record": id, class: `tm-${status}` }, make("th", { scope: "row" }, button));
    cells.forEach((cell, at) => {
      const { kind, name } = this.data.columns[at];
      if (at > 0 && at !== hidden) line.append(make("td", { class: `tm-${kind}`, "data-column": name }, String(cell)));
    });
    return line;
  }

  /** @param {MouseEvent} event */
  press(event) {
    const id = event.target.closest("tr[data-record]")?.dataset.record;
    if (!id) return;
    document.dispatchEvent(new CustomEvent("tm:choose", { detail: id })); // the map need not wait for Python
    this.open(id);
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    const buttons = [...this.table.querySelectorAll("tbody button")];
    const at = buttons.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1, PageDown: at + 10, PageUp: at - 10 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = buttons[Math.min(buttons.length - 1, Math.max(0, to))];
    this.roam(next);
    next.focus({ preventScroll: true });
    this.reveal(next.closest("tr"));
  }

  /** Let one row's button be reached with Tab, the others with the arrow keys. */
  roam(button) {
    for (const other of this.table.querySelectorAll('tbody button[tabindex="0"]')) other.tabIndex = -1;
    button.tabIndex = 0;
  }

  /**
   * Mark the chosen record's row and bring it into the list's view.
   * @param {?string} id
   */
  mark(id) {
    for (const row of this.table.querySelectorAll("tr[aria-current]")) row.removeAttribute("aria-current");
    const row = id && this.table.querySelector(`tr[data-record="${CSS.escape(id)}"]`);
    if (!row) return;
    row.setAttribute("aria-current", "true");
    this.roam(row.querySelector("button"));
    this.reveal(row);
  }

  /** Scroll the list, not the page, until a row is in view. */
  reveal(row) {
    const above = this.table.tHead.offsetHeight;
    const { scrollTop, clientHeight } = this.scroller;
    if (row.offsetTop < scrollTop + above) this.scroller.scrollTop = row.offsetTop - above - 4;
    else if (row.offsetTop + row.offsetHeight > scrollTop + clientHeight) {
      this.scroller.scrollTop = row.offsetTop + row.offsetHeight - clientHeight + 4;
    }
  }
}

function compare(one, other) {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), "en", { numeric: true });
}

/** @param {() => void} work */
function later(work) {
  if (window.requestIdleCallback) requestIdleCallback(work, { timeout: 200 });
  else setTimeout(work);
}
