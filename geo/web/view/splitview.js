/** Two years side by side on one map: the earlier left of a divider, the later right of it. */

import { roomFor } from "../model/selection.js";
import { showSide } from "../model/twoyears.js";
import { make } from "./maker.js";

/* global L */

/** How far a key moves the divider, in hundredths of the map's width. */
const STEPS = { ArrowLeft: -2, ArrowRight: 2, PageDown: -10, PageUp: 10, Home: -100, End: 100 };
const LEAST = 2;
const MOST = 98;

/** One of the two years, as the symbols ask a store for it. */
class Half {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {"from"|"year"} which
   */
  constructor(store, which) {
    this.table = store.table;
    this.phrases = store.phrases;
    const room = roomFor(store.table);
    /** @type {unknown} the view that the room is filled for */
    let filled = null;
    this.derived = {
      get passing() {
        return store.derived.passing;
      },
      get selection() {
        if (filled !== store.view) showSide(store.table, store.derived.selection, Number(store.view[which]), room);
        filled = store.view;
        return room;
      },
    };
  }
}

export class SplitView {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../model/store.js").Store} store
   * @param {(store: any, pane: string) => import("./symbols.js").Symbols} symbolsOf
   */
  constructor(map, store, symbolsOf) {
    this.map = map;
    this.store = store;
    this.symbolsOf = symbolsOf;
    this.on = false;
    /** Where the divider stands, in hundredths of the map's width. */
    this.share = 50;
    /** @type {import("./symbols.js").Symbols[]} the earlier year's and the later year's */
    this.halves = [];
    this.years = [make("span", { class: "tm-side tm-side-from" }), make("span", { class: "tm-side tm-side-year" })];
    this.divider = make("div", { class: "tm-divider", role: "separator", "aria-orientation": "vertical", tabindex: "0", hidden: "" }, ...this.years);
    for (const [name, value] of [["min", LEAST], ["max", MOST]]) this.divider.setAttribute(`aria-value${name}`, String(value));
    this.divider.dataset.testid = "divider";
    map.getContainer().append(this.divider);
    this.#listen();
    map.on("move zoom viewreset resize", () => this.on && this.#clip());
  }

  #listen() {
    const { divider, map } = this;
    L.DomEvent.disableClickPropagation(divider);
    divider.addEventListener("pointerdown", (event) => {
      event.stopPropagation();
      divider.setPointerCapture(event.pointerId);
    });
    divider.addEventListener("pointermove", (event) => {
      if (!divider.hasPointerCapture(event.pointerId)) return;
      const { left, width } = map.getContainer().getBoundingClientRect();
      this.go((100 * (event.clientX - left)) / width);
    });
    divider.addEventListener("keydown", (event) => {
      const by = STEPS[/** @type {keyof STEPS} */ (event.key)];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation(); // the map is moved by the same keys
      this.go(this.share + by);
    });
  }

  /**
   * Move the divider.
   * @param {number} share hundredths of the map's width
   */
  go(share) {
    this.share = Math.min(MOST, Math.max(LEAST, share));
    this.#clip();
    for (const half of this.halves) half.look(); // names give way to the divider
  }

  /** @param {import("../model/view.js").View} view */
  update({ mode, split, from, year }) {
    const on = mode === "between" && split;
    if (on) {
      this.years.forEach((span, at) => (span.textContent = String(at ? year : from)));
      this.divider.setAttribute("aria-label", this.store.phrases.say("web.split.divider", { from: String(from), year: String(year) }));
    }
    if (on === this.on) return;
    this.on = on;
    if (on && !this.halves.length) {
      this.halves = [this.symbolsOf(new Half(this.store, "from"), "symbols-from"), this.symbolsOf(new Half(this.store, "year"), "symbols-year")];
    }
    this.divider.hidden = !on;
    for (const name of ["symbols-from", "symbols-year"]) this.#pane(name)?.style.setProperty("display", on ? "" : "none");
    this.#pane("symbols")?.style.setProperty("display", on ? "none" : "");
    if (on) this.go(this.share);
  }

  /** @param {string} name */
  #pane(name) {
    return /** @type {?HTMLElement} */ (this.map.getPane(name) ?? null);
  }

  /** Show each year on its side of the divider. */
  #clip() {
    const { x: width, y: height } = this.map.getSize();
    const at = (width * this.share) / 100;
    this.divider.style.left = `${at}px`;
    this.divider.setAttribute("aria-valuenow", String(Math.round(this.share)));
    const { x, y } = this.map.containerPointToLayerPoint([0, 0]);
    const sides = { "symbols-from": [x, x + at], "symbols-year": [x + at, x + width] };
    for (const [name, [left, right]] of Object.entries(sides)) {
      const corners = [[left, y], [right, y], [right, y + height], [left, y + height]];
      this.#pane(name)?.style.setProperty("clip-path", `polygon(${corners.map(([across, down]) => `${across}px ${down}px`).join(", ")})`);
    }
  }

  /**
   * Give the symbols of the side on which a place lies.
   * @param {import("leaflet").LatLng} latlng
   */
  at(latlng) {
    const { x } = this.map.latLngToContainerPoint(latlng);
    return this.halves[x < (this.map.getSize().x * this.share) / 100 ? 0 : 1];
  }
}
