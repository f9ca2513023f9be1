/** The map as a picture: what is seen of it, with title, year, sentence, legend, source and address written around it. */

import { format } from "../model/address.js";
import { Store } from "../model/store.js";
import { filtersOf } from "../model/view.js";
import { drawDisc, drawSymbol, paletteOf } from "./draw.js";
import { paintBorders, paintLand } from "./ground.js";
import { titleParts } from "./headline.js";
import { keysOf, linesFor, linesOf } from "./legend.js";
import { make, webAddress } from "./maker.js";
import { layout } from "./picturesheet.js";
import { namesOf, wordedNames } from "./states.js";
import { scaled } from "./framing.js";
import { beyond } from "./surface.js";
import { SymbolSheet } from "./symbolsheet.js";
import { filterWords } from "./wording.js";

/** How far a symbol reaches from its middle, in pixels. */
const REACH_PX = 24;

/**
 * @typedef {import("./surface.js").Frame} Frame
 * @typedef {import("./draw.js").Palette} Palette
 * @typedef {import("./symbolsheet.js").Pen} Pen
 * @typedef {CanvasRenderingContext2D & {group?: (attributes: Object<string, string|number>) => void, ungroup?: () => void}} Context a
 *   canvas' context, or one that writes SVG, which can hold together what belongs together
 *
 * @typedef {object} Seen what the picture is taken of
 * @property {Frame} frame of the map on the screen
 * @property {import("./outlines.js").Outlines} outlines
 * @property {boolean} then whether the borders of the time are shown
 * @property {?import("./landmarks.js").Landmarks} landmarks
 */

export class MapPicture {
  /**
   * @param {import("./app.js").Screen} screen
   * @param {Seen} seen
   * @param {number} [width] of the map in pixels; else as on the screen
   */
  constructor(screen, { frame, outlines, then, landmarks }, width = frame.width) {
    const { table, phrases, store } = screen;
    this.screen = screen;
    this.phrases = phrases;
    this.outlines = outlines;
    this.then = then;
    this.frame = scaled(frame, width / frame.width);
    this.store = new Store(table, phrases, store.view);
    this.palette = lightPalette(screen.mapBox);
    /** @type {import("./lettering.js").Names} */
    const names = {
      states: () => wordedNames(namesOf(outlines, this.store.view.year, then), phrases),
      landmarks: (view, zoom) => landmarks?.within(view, zoom) ?? [],
      townOf: (record) => screen.townOf(record),
      both: (name, town) => phrases.say("web.map.thing_in_town", { name, town }),
    };
    this.sheet = new SymbolSheet(this.store, names);
    const { frame: canvas, dx, dy } = beyond(this.frame);
    this.canvas = canvas;
    this.seen = { left: dx, top: dy, right: dx + this.frame.width, bottom: dy + this.frame.height };
    this.sheet.moved(canvas);
    this.pen = this.#pen(screen.map.symbols.written);
  }

  /**
   * Lay out the picture of one year, or of several of which each is drawn in turn on the same sheet.
   * @param {CanvasRenderingContext2D} context by which texts are measured
   * @param {number[]} years
   */
  layOut(context, years) {
    const sentences = years.map((year) => {
      this.store.set({ year });
      return this.store.derived.sentence;
    });
    const { mode } = this.store.view;
    this.layout = layout(context, {
      width: this.frame.width,
      height: this.frame.height,
      title: this.titles,
      years: mode === "all" ? [] : years.map(String),
      sentences,
      notes: this.#filters(),
      legend: linesFor(this.keysIn(years), mode, this.phrases),
      footer: this.#footer(),
    });
    return this.layout;
  }

  /** Title and subtitle. */
  get titles() {
    const [title, subtitle] = titleParts(this.screen.table.schema.edition.title);
    return { title, subtitle: this.screen.host.narrowed ?? subtitle };
  }

  /**
   * Draw a year of those that were laid out.
   * @param {Context} context
   * @param {number} year
   */
  paint(context, year) {
    const { layout: laid, palette } = this;
    if (!laid) throw new Error("lay the picture out first");
    const { left, top } = laid.map;
    laid.paper(context, palette);
    context.save();
    context.translate(left, top);
    this.paintMap(context, year);
    context.restore();
    laid.words(context, palette, this.store.view.mode === "all" ? null : String(year), this.store.derived.sentence);
  }

  /**
   * Draw the map of a year alone, from its left upper corner on.
   * @param {Context} context
   * @param {number} year
   */
  paintMap(context, year) {
    const { palette, frame } = this;
    this.store.set({ year });
    context.save();
    context.beginPath();
    context.rect(0, 0, frame.width, frame.height);
    context.clip();
    context.fillStyle = palette.sea;
    context.fillRect(0, 0, frame.width, frame.height);
    paintLand(context, this.outlines, frame, palette);
    if (this.then) paintBorders(context, this.outlines, frame, palette, year);
    context.translate(-this.seen.left, -this.seen.top);
    this.sheet.draw(context, this.canvas, this.pen, { seen: this.seen, covered: [] });
    context.restore();
  }

  /**
   * Say which lines of the legend explain what is seen in some years, in their order.
   * @param {number[]} years
   */
  keysIn(years) {
    const { mode } = this.store.view;
    /** @type {Set<string>} */
    const keys = new Set();
    for (const year of years) {
      this.store.set({ year });
      for (const key of this.#keys()) keys.add(key);
    }
    return linesOf(mode).filter((key) => keys.has(key));
  }

  /**
   * Say which lines of the legend explain what is seen.
   * @returns {Set<string>}
   */
  #keys() {
    const { sheet, seen } = this;
    /** @type {Set<string>} */
    const keys = new Set();
    for (const { record, symbol } of sheet.ofYear()) {
      const [x, y] = [sheet.placeX[symbol], sheet.placeY[symbol]];
      if (x < seen.left || y < seen.top || x > seen.right || y > seen.bottom) continue;
      if (record < 0) keys.add("several");
      for (const one of sheet.recordsAt(symbol)) for (const key of keysOf(sheet.lookOf(one))) keys.add(key);
    }
    return keys;
  }

  /**
   * Draw symbols as they are drawn on the screen, each anew, and in SVG held together with the number of its records.
   * @param {(count: number) => string} written the number on a disc
   * @returns {Pen}
   */
  #pen(written) {
    const { palette, seen: { left, top, right, bottom } } = this;
    /** @type {(context: Context, x: number, y: number, count: number, draw: () => void) => void} */
    const held = (context, x, y, count, draw) => {
      const isSeen = x > left - REACH_PX && y > top - REACH_PX && x < right + REACH_PX && y < bottom + REACH_PX;
      if (!isSeen) return;
      context.group?.({ class: "symbol", "data-records": count });
      draw();
      context.ungroup?.();
    };
    return {
      palette,
      symbol: (context, x, y, look) => held(context, x, y, 1, () => drawSymbol(context, x, y, look, palette)),
      disc: (context, x, y, counts, total, changed) =>
        held(context, x, y, total, () => drawDisc(context, x, y, counts, changed, palette, written(total))),
    };
  }

  /** Say which filters are in force. */
  #filters() {
    const { phrases, screen } = this;
    const filters = filtersOf(this.store.view.query, screen.table.schema).map(([name, value]) => filterWords(phrases, name, value));
    return filters.length ? [phrases.say("web.picture.filters", { filters: filters.join("; ") })] : [];
  }

  /** Say whose data these are, under which licence, and where the map is found. */
  #footer() {
    const { phrases, screen } = this;
    const { attribution, license, license_url: url, data_version: version, data_date: date } = screen.table.schema.edition;
    return [
      phrases.say("web.picture.source", { attribution, version, date }),
      phrases.say("web.picture.licence", { licence: licenceWords(license), url }),
      this.#address(),
    ];
  }

  /** Give the address of the view; a file's says nothing to others, so that of the map's own page stands for it, or the view alone. */
  #address() {
    const { host, table } = this.screen;
    const link = host.address.link();
    if (webAddress(link)) return link;
    const query = format(this.screen.store.view, table.schema);
    const { homepage } = table.schema.edition;
    return homepage ?? this.phrases.say("web.picture.view", { view: query });
  }
}

/**
 * Say what a picture of a map shows: the same part of it.
 * @param {import("./timemap.js").TimeMap} timemap
 */
export function seenOf({ parts: { outlines, then }, landmarks, map }) {
  const { min } = map.getPixelBounds();
  const [{ x, y }, zoom] = [map.getSize(), map.getZoom()];
  const frame = { scale: 1, width: x, height: y, world: 256 * 2 ** zoom, left: /** @type {any} */ (min).x, top: /** @type {any} */ (min).y, zoom };
  return { frame, outlines, then, landmarks };
}

/**
 * Name a licence as people do.
 * @param {string} code SPDX: `CC-BY-4.0`
 */
export function licenceWords(code) {
  return code.replace(/^CC-([A-Z-]+)-([\d.]+)$/, "CC $1 $2");
}

/**
 * Give the colours of the light scheme.
 * @param {HTMLElement} box
 * @returns {Palette}
 */
function lightPalette(box) {
  const probe = make("div", { class: "tm-picture" });
  box.append(probe);
  const palette = paletteOf(probe);
  probe.remove();
  return palette;
}
