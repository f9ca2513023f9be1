/** Map and time bar as one thing: the browser keeps the year, draws it at once, and reports it when it rests. */

import { Elements, read } from "./elements.js";
import { keepFocus } from "./focus.js";
import { hint } from "./hint.js";
import { together } from "./meridian.js";
import { Near, nearPopup } from "./near.js";
import { unpackMask } from "./rule.js";
import { TimeBar } from "./timebar.js";
import { groupPopup, make, recordPopup, tooltip } from "./words.js";

/* global L */

/** How near the map goes to a record that is chosen outside it. */
const CLOSE_ZOOM = 5;

/**
 * @typedef {object} Data what Python sends
 * @property {string} [script] folium's map script
 * @property {(leaflet: object, timemap: Elements) => void} [draw] the same as a function, where the page has it as one
 * @property {string} map id of the map's element in that script
 * @property {number} first year
 * @property {number} last year
 * @property {number} year
 * @property {number} yearSet grows when Python, not the bar, sets the year
 * @property {?string} selected record id
 * @property {number} selectedSet grows when Python, not the map, selects
 * @property {?import("./near.js").Nearby} near
 * @property {number} nearSet grows when Python has found what is near a place
 * @property {string} mask base64, one bit a row of the layer
 * @property {number[]} began changes a year, from `first` on
 * @property {number[]} ended
 * @property {string[]} sentences one a year, from `first` on
 * @property {boolean} undated
 * @property {"year"|"changes"|"all"} mode
 * @property {string} focus changes when the map should move to what passes the filters
 * @property {import("./elements.js").Source & {words: Object<string, {year: number, when: string}>}} events
 *
 * @typedef {{year: (year: number) => void, selected: (id: ?string) => void, near: (asked: {place: ?[lon: number, lat: number]}) => void}} Report
 */

export class TimeMap {
  /**
   * @param {HTMLElement} root
   * @param {Report} report
   */
  constructor(root, report) {
    this.root = root;
    this.report = report;
    this.yearSet = -1;
    this.selectedSet = -1;
    this.nearSet = -1;
    /** Ends every listener that would outlive the map. */
    this.life = new AbortController();
    this.selected = null;
    this.focus = "";
    this.sentence = make("p", { class: "tm-sentence", "data-testid": "sentence", "aria-live": "polite" });
    this.canvas = make("div", { class: "tm-map", "data-testid": "timemap", "data-ready": "false" });
    const bar = make("div", { class: "tm-bar", role: "group", "aria-label": "Time" });
    const frame = make("div", { class: "tm-frame" }, this.canvas);
    root.replaceChildren(this.sentence, frame, bar);
    hint(frame);
    this.bar = new TimeBar(bar, {
      show: (year) => this.show(year),
      commit: (year) => this.report.year(year),
    });
  }

  /**
   * Build the map; once.
   * @param {Data} data
   */
  async build(data) {
    this.canvas.id = data.map;
    const elements = new Elements();
    const events = politicalEvents(data.events);
    // folium's own text, rendered by the server from our templates; values from the data are not in it
    (data.draw ?? new Function("L", "timemap", data.script))(L, elements);
    this.map = elements.map;
    this.map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
    this.words = elements.words;
    this.map.getContainer().setAttribute("role", "application");
    this.map.getContainer().setAttribute("aria-label", "Map. Arrow keys move it, plus and minus zoom, Enter opens the symbol nearest to its middle.");
    const { periods, symbols } = await elements.layer;
    if (this.life.signal.aborted) return;
    Object.assign(this, { periods, symbols, elements });
    symbols.stateLabels = (year) => elements.stateLabels(year);
    this.tip = L.tooltip({ direction: "top", offset: [0, -8], className: "tm-tip", opacity: 1 });
    this.popup = L.popup();
    this.fitPopup();
    this.map.on("resize", () => this.fitPopup());
    this.near = new Near(this.map);
    this.listen();
    await Promise.all(elements.loading);
    if (this.life.signal.aborted) return;
    this.bar.tell(await events);
  }

  /** Leave the popup the room that the map has now: a phone can be turned. */
  fitPopup() {
    const { x, y } = this.map.getSize();
    L.setOptions(this.popup, {
      maxWidth: Math.min(320, x - 90),
      minWidth: Math.min(220, x - 90),
      maxHeight: Math.min(300, y - 120),
      autoPanPaddingTopLeft: [50, 12],
      autoPanPaddingBottomRight: [x > 600 ? 165 : 12, 12],
    });
  }

  listen() {
    this.map.on("mousemove", (event) => this.hover(event));
    this.map.on("mouseout", () => this.map.closeTooltip(this.tip));
    this.map.on("preclick", () => (this.wasOpen = this.map.hasLayer(this.popup)));
    this.map.on("click", (event) => this.press(event.latlng, 16) || this.wasOpen || this.point(event.latlng));
    this.map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.map.hasLayer(this.popup)) {
        this.map.closePopup(this.popup);
        this.map.getContainer().focus({ preventScroll: true });
      }
      if (event.key !== "Enter" || event.target !== this.map.getContainer()) return;
      event.preventDefault(); // else the same press would go on to the button that gets the focus
      this.press(this.map.getCenter(), Infinity);
    });
    this.map.getContainer().addEventListener("keydown", (event) => layersKey(event, this.map.getContainer()));
    this.symbols.on("draw", () => this.announce());
    this.theme = new MutationObserver(() => this.repaint());
    for (const element of [document.documentElement, this.root.closest(".stApp")]) {
      if (element) this.theme.observe(element, { attributes: true, attributeFilter: ["class", "style"] });
    }
    this.scheme = window.matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", () => requestAnimationFrame(() => this.repaint()), { signal: this.life.signal });
    this.resize = new ResizeObserver(() => {
      const { x, y } = this.map.getSize();
      if (x === this.canvas.clientWidth && y === this.canvas.clientHeight) return;
      this.map.invalidateSize({ animate: false });
      this.refit();
    });
    this.resize.observe(this.canvas);
    document.addEventListener("tm:choose", ({ detail }) => this.select(detail), { signal: this.life.signal });
    document.fonts.addEventListener("loadingdone", () => this.refit(), { signal: this.life.signal });
  }

  /**
   * Take over what Python sends.
   * @param {Data} data
   */
  update(data) {
    this.data = data;
    this.bar.span(data.first, data.last);
    this.bar.chart(data.first, data.began, data.ended);
    if (data.yearSet !== this.yearSet) {
      this.yearSet = data.yearSet;
      this.bar.set(data.year);
    }
    this.symbols.show({ mask: unpackMask(data.mask, this.periods.rows.length), undated: data.undated, mode: data.mode, year: this.bar.year });
    this.root.dataset.mode = data.mode;
    this.speak();
    if (data.focus !== this.focus) {
      if (data.focus || this.focus) this.fit();
      this.focus = data.focus;
    }
    if (data.selectedSet !== this.selectedSet) {
      this.selectedSet = data.selectedSet;
      this.select(data.selected);
    }
    if (data.nearSet !== this.nearSet) {
      const first = this.nearSet === -1;
      this.nearSet = data.nearSet;
      this.showNear(data.near, !(first && data.selected));
    }
  }

  /** Bring what passes the filters into view. */
  fit() {
    const passing = this.symbols.passingRecords();
    if (!passing.length) return;
    this.map.fitBounds(extent(passing), { ...this.room(), maxZoom: 6, animate: false });
  }

  /** Say how much of the view its controls take. */
  room() {
    const legend = this.map.getSize().x > 600 ? 170 : 40;
    return { paddingTopLeft: [60, 40], paddingBottomRight: [legend, 40] };
  }

  /** @param {number} year */
  show(year) {
    this.symbols.show({ year });
    this.speak();
    this.map.closeTooltip(this.tip);
    if (this.selected !== null && this.map.hasLayer(this.popup)) this.openRecord(this.selected, false);
    else if (this.map.hasLayer(this.popup)) this.map.closePopup(this.popup);
  }

  speak() {
    this.sentence.textContent = this.data.sentences[this.bar.year - this.data.first] ?? "";
  }

  announce() {
    const state = this.canvas.dataset;
    state.year = String(this.symbols.year);
    state.shown = String(this.symbols.shown.length);
    this.bar.count(this.found());
    this.elements.states?.show(this.symbols.year);
  }

  /** Say how many records are shown and how many pass the filters. */
  found() {
    const [shown, every] = [this.symbols.shown.length, this.periods.records.length];
    const { passing } = this.symbols;
    return passing === every ? `${shown} of ${every} records shown` : `${shown} shown, ${passing} of ${every} pass the filters`;
  }

  /** @param {L.LeafletMouseEvent} event */
  hover(event) {
    const group = this.symbols.hit(event.latlng);
    this.map.getContainer().classList.toggle("tm-over", group !== null);
    if (!group) {
      this.over = null;
      this.map.closeTooltip(this.tip);
      return;
    }
    if (this.over === group && this.map.hasLayer(this.tip)) return;
    this.over = group;
    this.tip.setLatLng(this.symbols.latLngOf(group)).setContent(tooltip(this.periods, group.shown, this.words));
    this.map.openTooltip(this.tip);
  }

  /**
   * Open what lies at a place of the map.
   * @param {L.LatLng} latlng
   * @param {number} reach pixels
   * @returns {boolean} whether a symbol is there
   */
  press(latlng, reach) {
    const group = this.symbols.hit(latlng, reach);
    if (!group) return false;
    this.map.closeTooltip(this.tip);
    if (group.shown.length === 1) {
      this.choose(group.shown[0].record);
      return true;
    }
    this.selected = null;
    this.popup.setLatLng(this.symbols.latLngOf(group));
    const open = (shown) => this.choose(shown.record);
    this.say(groupPopup(this.periods, group.shown, this.words, open, this.closer(group)));
    this.popup.openOn(this.map);
    this.popup.getElement()?.querySelector("button")?.focus({ preventScroll: true });
    return true;
  }

  /**
   * Ask what is near a place.
   * @param {L.LatLng} latlng
   */
  point(latlng) {
    const { lat, lng } = latlng.wrap();
    this.report.near({ place: [Number(lng.toFixed(3)), Number(lat.toFixed(3))] });
  }

  /**
   * Show what Python found near a place.
   * @param {?import("./near.js").Nearby} nearby
   * @param {boolean} open its list
   */
  showNear(nearby, open) {
    if (!nearby) {
      this.near.clear();
      return;
    }
    this.near.draw(nearby, this.periods);
    const here = this.symbols.latLngFor(nearby);
    if (!this.map.getBounds().contains(here)) this.map.setView(here, Math.max(this.map.getZoom(), CLOSE_ZOOM), { animate: false });
    if (!open) return;
    this.selected = null;
    const actions = { open: (id) => this.choose(this.periods.byId.get(id), true), drop: () => this.drop() };
    this.popup.setLatLng(here);
    this.say(nearPopup(nearby, actions));
    this.popup.openOn(this.map);
  }

  /** Take the pin off. */
  drop() {
    this.map.closePopup(this.popup);
    this.report.near({ place: null });
  }

  /**
   * Offer to bring the records of a symbol apart, if they lie apart.
   * @param {import("./symbols.js").Group} group
   * @returns {?() => void}
   */
  closer(group) {
    const records = group.shown.map((shown) => this.periods.records[shown.record]);
    const bounds = extent(records);
    if (bounds.getSouthWest().equals(bounds.getNorthEast())) return null;
    return () => {
      this.map.closePopup(this.popup);
      this.map.getContainer().focus({ preventScroll: true });
      this.map.fitBounds(bounds, { ...this.room(), maxZoom: 12 });
    };
  }

  /**
   * @param {number} index of the record
   * @param {boolean} [move] bring it into view
   */
  choose(index, move = false) {
    this.openRecord(index, move);
    this.report.selected(this.periods.records[index].id);
  }

  /**
   * Show a record that Python selected.
   * @param {?string} id
   */
  select(id) {
    const index = id === null ? undefined : this.periods.byId.get(id);
    if (index === undefined) {
      this.selected = null;
      this.map.closePopup(this.popup);
    } else {
      this.openRecord(index, true);
    }
  }

  /**
   * @param {number} index of the record
   * @param {boolean} move bring it into view
   */
  openRecord(index, move) {
    this.selected = index;
    const record = this.periods.records[index];
    const latlng = this.symbols.latLngFor(record);
    const far = this.map.getZoom() < CLOSE_ZOOM || !this.map.getBounds().pad(-0.1).contains(latlng);
    if (move && far) this.map.setView(latlng, Math.max(this.map.getZoom(), CLOSE_ZOOM), { animate: false });
    const [row] = this.periods.stateIn(record, this.bar.year);
    const content = recordPopup(this.periods, index, row, this.words);
    content.append(readOn(record.id));
    this.popup.setLatLng(latlng);
    this.say(content);
    if (!this.map.hasLayer(this.popup)) this.popup.openOn(this.map);
  }

  /**
   * Fill the popup. A press in it is never one on the map below, not even when it replaces what was pressed.
   * @param {HTMLElement} content
   */
  say(content) {
    L.DomEvent.disableClickPropagation(content);
    keepFocus(this.popup.getElement() ?? this.canvas, () => this.popup.setContent(content));
  }

  /** Measure the open popup again, after the map or its letters changed in size. */
  refit() {
    if (this.map.hasLayer(this.popup)) this.popup.update();
  }

  repaint() {
    this.symbols.show({});
    this.map.fire("tm:theme");
  }

  ready() {
    this.canvas.dataset.ready = "true";
  }

  destroy() {
    this.life.abort();
    this.theme?.disconnect();
    this.resize?.disconnect();
    this.bar.destroy();
    this.map?.remove();
    this.map = null;
  }
}

/**
 * Give the smallest box around some places, across 180 degrees if that is shorter.
 * @param {{lon: number, lat: number}[]} places
 * @returns {L.LatLngBounds}
 */
function extent(places) {
  const lons = together(places.map(({ lon }) => lon));
  return L.latLngBounds(places.map(({ lat }, at) => [lat, lons[at]]));
}

/**
 * Make the button that leads from a popup to the whole record, wherever that stands on the page.
 * @param {string} id of the record
 * @returns {HTMLElement}
 */
function readOn(id) {
  const button = make("button", { type: "button", class: "tm-closer" }, "Whole record");
  button.addEventListener("click", () => {
    const card = document.querySelector(`[data-testid=record][data-record="${CSS.escape(id)}"]`);
    if (!card) return;
    card.tabIndex = -1;
    card.scrollIntoView({ block: "start" });
    card.focus({ preventScroll: true });
  });
  return button;
}

/**
 * Open and close the layer control from the keyboard without losing the focus.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} container of the map
 */
function layersKey(event, container) {
  const control = container.querySelector(".leaflet-control-layers");
  if (!control?.contains(event.target)) return;
  const toggle = control.querySelector(".leaflet-control-layers-toggle");
  if (event.key === "Escape") {
    control.classList.remove("leaflet-control-layers-expanded");
    toggle.focus();
  } else if (event.key === "Enter" && event.target === toggle) {
    requestAnimationFrame(() => control.querySelector("input")?.focus());
  }
}

/**
 * Read the dated events and put their dates into words.
 * @param {Data["events"]} source
 * @returns {Promise<import("./timebar.js").PoliticalEvent[]>}
 */
async function politicalEvents(source) {
  const events = await read(source);
  return events.map((event) => ({
    ...event,
    ...source.words[event.id],
    sources: Object.values(event.sources).map((cited) => cited.url),
  }));
}
