/** The map in one file: what Streamlit and Python do for the app, done by the page for itself. */

import { CERTAIN } from "./rule.js";
import { TimeMap } from "./timemap.js";
import { duration, make, recordPopup, shownWords, webAddress } from "./words.js";

const MODES = ["year", "changes", "all"];
const MOST_FOUND = 10;
const LIST_MS = 120;
const MOST_NEAR = 8;
const WINDS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

/* global L */

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
    this.listed = "";
    this.waiting = 0;
    this.opener = null;
    this.timemap = new TimeMap(root, {
      year: (year) => this.change({ year }),
      selected: (record) => this.change({ record }),
      near: ({ place }) => this.point(place),
    });
    this.nearby = null;
  }

  /** @param {(leaflet: object, timemap: object) => void} draw */
  async open(draw) {
    await this.timemap.build({ map: this.told.map, draw, events: { element: "events", words: this.told.events } });
    this.periods = this.timemap.periods;
    this.read();
    this.update();
    this.timemap.symbols.on("draw", () => this.listSoon());
    this.list();
    this.tell();
    this.listen();
    this.timemap.ready();
  }

  /** Take over what the address says after its #. */
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
    if (readable.year) state.year = year;
    if (readable.mode) state.mode = said.get("mode");
    if (readable.undated) state.undated = said.get("undated") === "1";
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
    if (mode !== "year") said.set("mode", mode);
    if (undated) said.set("undated", "1");
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
    for (const id of ["list", "found"]) element(id).addEventListener("keydown", (event) => along(event, element(id)));
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

  /** List what is drawn, but not at every step of a moving hand. */
  listSoon() {
    this.waiting ||= setTimeout(() => {
      this.waiting = 0;
      this.list();
    }, LIST_MS);
  }

  /** List the records that the map shows, by country; it is also what paper and screen readers get. */
  list() {
    const { symbols, words } = this.timemap;
    const { year, mode, undated } = symbols;
    const now = `${year} ${mode} ${undated}`;
    if (now === this.listed) return;
    this.listed = now;
    const titles = { year: `On the map in ${year}`, changes: `Changed up to ${year}`, all: "In all years" };
    element("list-title").textContent = `${titles[mode]}: ${symbols.shown.length}`;
    const groups = new Map();
    for (const shown of symbols.shown) {
      const { country } = this.periods.rows[shown.row];
      const name = this.told.countries[country] ?? country;
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(shown);
    }
    const parts = [...groups].sort(([one], [other]) => one.localeCompare(other, "en")).flatMap(([name, members]) => {
      const items = members
        .sort((one, other) => this.periods.rows[one.row].name.localeCompare(this.periods.rows[other.row].name, "en"))
        .map((shown) => this.item(shown, words));
      return [make("h3", {}, `${name} `, make("small", {}, String(items.length))), make("ul", {}, ...items)];
    });
    element("list").replaceChildren(...parts);
    element("list").tabIndex = parts.length ? -1 : 0;
    element("list").querySelector("button")?.setAttribute("tabindex", "0");
    this.tell();
  }

  /**
   * @param {import("./symbols.js").Shown} shown
   * @param {import("./words.js").Vocabulary} words
   */
  item(shown, words) {
    const period = this.periods.rows[shown.row];
    const when = shown.status === period.status ? `; ${duration(period, words)}` : "";
    const doubtful = shown.state === CERTAIN ? "" : " page-doubtful";
    const button = this.opens(this.periods.records[shown.record].id, period.name);
    button.tabIndex = -1;
    const said = make("span", {}, ` ${shownWords(period, shown, words)}${when}`);
    const hosts = make("small", { class: "page-hosts" }, ` ${hostsOf(period.sources)}`);
    return make("li", { class: `page-${shown.status} page-${period.category}${doubtful}` }, button, said, hosts);
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
    this.mark();
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
    const article = make("article", { "data-testid": "record", "data-record": record.id });
    article.append(...told.childNodes, make("p", { class: "page-soft" }, facts));
    if (this.told.recordPages) {
      const address = this.told.recordPages.replace("{id}", encodeURIComponent(record.id));
      article.append(make("p", {}, make("a", { href: address }, "Page of this record, with titles of the sources")));
    }
    article.append(close);
    element("record").replaceChildren(article);
  }

  /** Mark the chosen record in the list. */
  mark() {
    for (const button of element("list").querySelectorAll("button")) {
      if (button.dataset.opens === this.state.record) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  /** @param {string} text a part of a name, in any script */
  find(text) {
    const wanted = folded(text);
    const box = element("found");
    box.hidden = wanted === "";
    if (box.hidden) return;
    const hits = this.names().filter(({ written }) => written.includes(wanted));
    const rank = ({ written }) => Number(written === wanted) + Number(written.startsWith(wanted));
    hits.sort((one, other) => rank(other) - rank(one));
    const best = [...new Map(hits.map((hit) => [`${hit.id} ${hit.name}`, hit])).values()];
    const items = best.slice(0, MOST_FOUND).map((hit) => {
      const button = this.opens(hit.id, hit.name, hit.year);
      button.addEventListener("click", () => (box.hidden = true));
      return make("li", {}, button, make("span", {}, ` ${hit.when}`));
    });
    const more = best.length > items.length ? `${best.length} names; the first ${items.length}:` : `${best.length} name${best.length === 1 ? "" : "s"}`;
    box.replaceChildren(make("p", { role: "status" }, best.length ? more : "No name has that in it."), make("ul", {}, ...items));
  }

  /** Give every name with the year in which it can be seen. */
  names() {
    this.index ??= this.periods.records.flatMap((record) =>
      this.periods.rows.slice(record.first, record.end).flatMap((period, at) => {
        const start = period.start_year ?? (period.end_year ?? this.told.last + 1) - 1;
        const year = Math.min(this.told.last, Math.max(this.told.first, start));
        const seen = this.periods.stateIn(record, year)[0] === record.first + at ? year : undefined;
        const names = [period.name, period.native_name].filter((name) => name !== null);
        const where = this.told.countries[period.country] ?? period.country;
        const when = `${where}; ${duration(period, this.timemap.words)}`;
        return names.map((name) => ({ id: record.id, name, written: folded(name), year: seen, when }));
      }),
    );
    return this.index;
  }

  closeFound() {
    element("found").hidden = true;
    element("find").focus();
  }
}

/** Makes map and page fit for paper, and puts them back. */
class Paper {
  /** @param {TimeMap} timemap */
  constructor(timemap) {
    this.timemap = timemap;
    this.view = null;
    this.remember();
    timemap.map.on("moveend", () => this.remember());
  }

  /** Keep what the screen shows: when paper is told of, the map may be as narrow as the sheet already. */
  remember() {
    if (this.view || window.matchMedia("print").matches) return;
    const { map } = this.timemap;
    this.screen = { bounds: map.getBounds(), centre: map.getCenter(), zoom: map.getZoom() };
  }

  on() {
    if (this.view) return;
    const { map } = this.timemap;
    const legend = map.getContainer().querySelector(".tm-legend");
    const { zoomSnap, minZoom } = map.options;
    this.view = {
      ...this.screen, open: legend.open, legend, corner: legend.parentNode, limits: { zoomSnap, minZoom },
    };
    legend.open = true;
    map.getContainer().after(legend); // on the map it would hide symbols, and paper has no way to close it
    document.documentElement.classList.add("page-print");
    Object.assign(map.options, { zoomSnap: 0, minZoom: 0 }); // else a sheet narrower than the screen cuts what was in view
    map.invalidateSize({ animate: false });
    map.fitBounds(this.view.bounds, { padding: [16, 16], animate: false }); // a symbol on the edge is whole
    this.timemap.repaint();
  }

  off() {
    if (!this.view) return;
    const { map } = this.timemap;
    const { centre, zoom, open, legend, corner, limits } = this.view;
    this.view = null;
    corner.append(legend);
    legend.open = open;
    Object.assign(map.options, limits);
    document.documentElement.classList.remove("page-print");
    map.invalidateSize({ animate: false });
    map.setView(centre, zoom, { animate: false });
    this.timemap.repaint();
  }
}

/**
 * Find the records nearest to a place, on a sphere: good to half a percent.
 * @param {[lon: number, lat: number]} place degrees
 * @param {import("./rule.js").Chain[]} records
 * @param {import("./rule.js").Periods} periods
 * @returns {import("./near.js").Nearby}
 */
function nearest([lon, lat], records, periods) {
  const here = L.latLng(lat, lon);
  const away = records.map((record) => ({ record, km: here.distanceTo([record.lat, record.lon]) / 1000 }));
  const items = away.sort((one, other) => one.km - other.km).slice(0, MOST_NEAR).map(({ record, km }) => {
    const said = km < 10 ? km.toFixed(1) : km.toFixed(0);
    const where = km < 0.1 ? "here" : `about ${said} km ${wind([lon, lat], record)}`;
    return { id: record.id, title: periods.rows[periods.honouredRow(record)].name, where };
  });
  return { lon, lat, title: "Nearest to this place", items };
}

/**
 * Name the direction in which a record lies, by the first bearing of the great circle.
 * @param {[lon: number, lat: number]} place degrees
 * @param {import("./rule.js").Chain} record
 */
function wind([lon, lat], record) {
  const [from, to, east] = [lat, record.lat, record.lon - lon].map((degrees) => (degrees * Math.PI) / 180);
  const bearing = Math.atan2(
    Math.sin(east) * Math.cos(to),
    Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(east),
  );
  return WINDS[(Math.round((4 * bearing) / Math.PI) + 8) % 8];
}

/**
 * Name the hosts of sources, for paper.
 * @param {string[]} sources addresses
 */
function hostsOf(sources) {
  return [...new Set(sources.map((text) => webAddress(text)?.hostname.replace(/^www\./, "") ?? text))].join(", ");
}

/**
 * Write a name without marks and capitals.
 * @param {string} name
 */
function folded(name) {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/**
 * Go from button to button with the arrow keys.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} box
 */
function along(event, box) {
  const buttons = [...box.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (at < 0 || !buttons[to]) return;
  event.preventDefault();
  if (box.id === "list") buttons.forEach((button, place) => (button.tabIndex = place === to ? 0 : -1));
  buttons[to].focus();
}

/** Save the data inside this file as a file of their own. */
function download() {
  const blob = new Blob([element("layer").textContent], { type: "application/geo+json" });
  const link = make("a", { href: URL.createObjectURL(blob), download: element("download").dataset.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
