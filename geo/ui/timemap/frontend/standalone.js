/** The map in one file: what Streamlit and Python do for the app, done by the page for itself. */

import { keepFocus } from "./focus.js";
import { Listed, along } from "./listed.js";
import { Names } from "./names.js";
import { nearest } from "./nearest.js";
import { Paper } from "./paper.js";
import { TimeMap } from "./timemap.js";
import { make, recordPopup } from "./words.js";

const MODES = ["year", "changes", "all"];
const MOST_FOUND = 10;

/**
 * @typedef {object} Told what Python wrote into the file (geo/formats/html.py)
 * @property {string} map id of the map's element in folium's script
 * @property {number} first year
 * @property {number} last year
 * @property {number} year at which the map opens
 * @property {"year"|"changes"|"all"} mode
 * @property {boolean} undated
 * @property {string} mask base64, one bit a row of the layer
 * @property {string} focus
 * @property {number[]} began changes a year, from `first` on
 * @property {number[]} ended
 * @property {Object<string, string[]>} sentences by mode, one a year
 * @property {Object<string, {year: number, when: string}>} events words for the dated events
 * @property {Object<string, string>} countries names by ISO code
 * @property {?string} recordPages address of a record's own page, with {id}, where the file is part of a site
 */

/**
 * Open the map in the page.
 * @param {(leaflet: object, timemap: object) => void} draw folium's map script
 */
export async function open(draw) {
  const told = JSON.parse(element("told").textContent);
  const root = element("map-root");
  try {
    await new Page(told, root).open(draw);
  } catch (error) {
    root.replaceChildren(make("p", { role: "alert" }, `The map could not be drawn (${error.message}).`));
    throw error;
  }
}

/** @param {string} id */
function element(id) {
  return document.getElementById(id);
}

class Page {
  /**
   * @param {Told} told
   * @param {HTMLElement} root
   */
  constructor(told, root) {
    this.told = told;
    this.state = { year: told.year, mode: told.mode, undated: told.undated, record: null };
    this.sets = { year: 0, selected: 0, near: 0 };
    this.opener = null;
    this.timemap = new TimeMap(root, {
      year: (year) => this.change({ year }),
      selected: (record) => this.change({ record }),
      near: ({ place }) => this.point(place),
    });
    this.nearby = null;
    this.names = null;
    this.list = null;
  }

  /** @param {(leaflet: object, timemap: object) => void} draw */
  async open(draw) {
    await this.timemap.build({ map: this.told.map, draw, events: { element: "events", words: this.told.events } });
    this.periods = this.timemap.periods;
    this.names = new Names(this.periods, this.told, this.timemap.words);
    this.list = new Listed({ title: element("list-title"), box: element("list") }, this.timemap, this.told.countries, {
      opens: (id, name) => this.opens(id, name),
      drawn: () => this.tell(),
    });
    this.read();
    this.update();
    this.timemap.symbols.on("draw", () => this.list.soon());
    this.list.draw();
    this.tell();
    this.listen();
    this.timemap.ready();
  }

  /** Take over what the address says after its #; what it does not say is as when the file is opened. */
  read() {
    const said = new URLSearchParams(location.hash.slice(1));
    const { told, state } = this;
    const year = Number(said.get("year"));
    const readable = {
      year: Number.isInteger(year) && told.first <= year && year <= told.last,
      mode: MODES.includes(said.get("mode")),
      undated: ["0", "1"].includes(said.get("undated")),
      record: this.periods.byId.has(said.get("record")),
    };
    state.year = readable.year ? year : told.year;
    state.mode = readable.mode ? said.get("mode") : told.mode;
    state.undated = readable.undated ? said.get("undated") === "1" : told.undated;
    state.record = readable.record ? said.get("record") : null;
    this.sets.year += 1;
    this.sets.selected += 1;
    this.tellIgnored([...said].filter(([name]) => !readable[name]));
  }

  /**
   * Say which parts of the address mean nothing here.
   * @param {[name: string, value: string][]} parts
   */
  tellIgnored(parts) {
    const { first, last } = this.told;
    const reasons = { year: `the map has ${first} to ${last}`, record: "no record of this file", mode: MODES.join(", ") };
    const words = parts.map(([name, value]) => {
      const part = value ? `${name}=${value}` : name;
      return Object.hasOwn(reasons, name) ? `${part} (${reasons[name]})` : part;
    });
    element("ignored").textContent = words.length ? `Ignored in the address: ${words.join("; ")}.` : "";
    element("ignored").hidden = !words.length;
  }

  /** Write the state after the address's #; a frame without an address of its own has nowhere to write it. */
  write() {
    if (location.protocol === "about:") return;
    const { year, mode, undated, record } = this.state;
    const said = new URLSearchParams({ year: String(year) });
    if (mode !== this.told.mode) said.set("mode", mode);
    if (undated !== this.told.undated) said.set("undated", undated ? "1" : "0");
    if (record) said.set("record", record);
    history.replaceState(null, "", `#${said}`);
  }

  /** Hand the state to the map, as Python does in the app. */
  update() {
    const { told, state, sets } = this;
    this.timemap.update({
      ...told,
      ...state,
      sentences: told.sentences[state.mode],
      yearSet: sets.year,
      selected: state.record,
      selectedSet: sets.selected,
      near: this.nearby,
      nearSet: sets.near,
    });
    for (const choice of element("modes").elements) choice.checked = choice.value === state.mode;
    element("undated").checked = state.undated;
  }

  /**
   * Take over a part of the state that the map shows already.
   * @param {{year?: number, record?: ?string}} part
   */
  change(part) {
    Object.assign(this.state, part);
    this.write();
    if ("record" in part) this.tell();
  }

  /**
   * Take over a part of the state and show it.
   * @param {{year?: number, record?: ?string, mode?: string, undated?: boolean}} part
   */
  show(part) {
    if ("year" in part) this.sets.year += 1;
    if ("record" in part) this.sets.selected += 1;
    this.state.year = this.timemap.bar.year;
    this.change(part);
    this.update();
  }

  listen() {
    element("modes").addEventListener("change", (event) => this.show({ mode: event.target.value }));
    element("undated").addEventListener("change", (event) => this.show({ undated: event.target.checked }));
    element("find").addEventListener("input", (event) => this.find(event.target.value));
    element("find").addEventListener("keydown", (event) => {
      if (event.key === "Enter") element("found").querySelector("button")?.click();
      if (event.key === "ArrowDown") element("found").querySelector("button")?.focus();
    });
    element("find").closest("search").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.closeFound();
    });
    document.addEventListener("click", (event) => {
      if (!element("find").closest("search").contains(event.target)) element("found").hidden = true;
    });
    element("found").addEventListener("keydown", (event) => along(event, element("found")));
    element("download").addEventListener("click", download);
    element("print").addEventListener("click", () => window.print());
    window.addEventListener("hashchange", () => {
      this.read();
      this.update();
      this.tell();
    });
    const paper = new Paper(this.timemap);
    window.addEventListener("beforeprint", () => paper.on());
    window.addEventListener("afterprint", () => paper.off());
    window.matchMedia("print").addEventListener("change", (event) => (event.matches ? paper.on() : paper.off()));
  }

  /**
   * Show what lies nearest to a place, as Python does in the app.
   * @param {?[lon: number, lat: number]} place degrees
   */
  point(place) {
    this.nearby = place && nearest(place, this.timemap.symbols.passingRecords(), this.periods);
    this.sets.near += 1;
    this.state.year = this.timemap.bar.year;
    this.update();
  }

  /**
   * Make a button that opens a record.
   * @param {string} id
   * @param {string} name
   * @param {number} [year] to go to
   * @returns {HTMLElement}
   */
  opens(id, name, year) {
    const button = make("button", { type: "button", "data-opens": id }, name);
    button.addEventListener("click", () => {
      this.opener = button;
      this.show(year === undefined ? { record: id } : { record: id, year });
      element("record").querySelector("h2").focus();
    });
    return button;
  }

  /** Tell the chosen record beside the list, as its popup does. */
  tell() {
    const index = this.periods.byId.get(this.state.record);
    this.list.mark(this.state.record);
    if (index === undefined) {
      element("record").replaceChildren(
        make("p", { class: "page-soft" }, "Choose a symbol on the map or a name in the list to read its story and who says so."),
      );
      return;
    }
    const record = this.periods.records[index];
    const [row] = this.periods.stateIn(record, this.timemap.bar.year);
    const told = recordPopup(this.periods, index, row, this.timemap.words);
    const shown = this.periods.rows[row === -1 ? record.first : row];
    told.querySelector("h3").replaceWith(make("h2", { tabindex: "-1" }, shown.name));
    const where = this.told.countries[shown.country] ?? shown.country;
    const facts = `In ${where}; honoured ${shown.honours}; lay in ${shown.polity}. Confidence: ${shown.confidence}; point: ${shown.precision}.`;
    const close = make("button", { type: "button", class: "page-close" }, "Close record");
    close.addEventListener("click", () => {
      this.show({ record: null });
      (this.opener?.isConnected ? this.opener : element("find")).focus({ preventScroll: true });
    });
    const article = make("article", { tabindex: "-1", "data-testid": "record", "data-record": record.id });
    article.append(...told.childNodes, make("p", { class: "page-soft" }, facts));
    if (this.told.recordPages) {
      const address = this.told.recordPages.replace("{id}", encodeURIComponent(record.id));
      article.append(make("p", {}, make("a", { href: address }, "Page of this record, with titles of the sources")));
    }
    article.append(close);
    keepFocus(element("record"), () => element("record").replaceChildren(article));
  }

  /** @param {string} text a part of a name, in any script */
  find(text) {
    const best = this.names.find(text);
    const box = element("found");
    box.hidden = best === null;
    if (box.hidden) return;
    const items = best.slice(0, MOST_FOUND).map((hit) => {
      const button = this.opens(hit.id, hit.name, hit.year);
      if (hit.lang) button.lang = hit.lang;
      button.addEventListener("click", () => (box.hidden = true));
      return make("li", {}, button, make("span", {}, ` ${hit.when}`));
    });
    const more = best.length > items.length ? `${best.length} names; the first ${items.length}:` : `${best.length} name${best.length === 1 ? "" : "s"}`;
    box.replaceChildren(make("p", { role: "status" }, best.length ? more : "No name has that in it."), make("ul", {}, ...items));
  }

  closeFound() {
    element("found").hidden = true;
    element("find").focus();
  }
}

/** Save the data inside this file as a file of their own. */
function download() {
  const blob = new Blob([element("layer").textContent], { type: "application/geo+json" });
  const link = make("a", { href: URL.createObjectURL(blob), download: element("download").dataset.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
