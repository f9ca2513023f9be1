/** What the symbols mean, as a part of the map that folds; it says what the mode in force uses and no more. */

import { CERTAIN, POSSIBLE, PRESUMED } from "../model/rule.js";
import { AFTER, BEFORE, HONOURING } from "../model/selection.js";
import { GAINED, KEPT, LOST } from "../model/twoyears.js";
import { drawDisc, drawSymbol, paletteOf } from "./draw.js";
import { make } from "./maker.js";

/* global L */

/** A map smaller than this, in pixels, has its legend folded until somebody opens it. */
const ROOMY = { x: 600, y: 360 };
const SIZE_PX = 26;

/** @typedef {{words: string, draw: (context: CanvasRenderingContext2D, x: number, y: number, palette: import("./draw.js").Palette) => void}} Line */

/** @type {[key: string, look: import("./draw.js").Look, modes: string][]} */
const SYMBOLS = [
  ["bears", { monument: false, status: HONOURING, presence: CERTAIN, changed: false }, "year all split"],
  ["stands", { monument: true, status: HONOURING, presence: CERTAIN, changed: false }, "year all split"],
  ["presumed", { monument: true, status: HONOURING, presence: PRESUMED, changed: false }, "year split"],
  ["possible", { monument: false, status: HONOURING, presence: POSSIBLE, changed: false }, "year split"],
  ["renamed", { monument: false, status: AFTER, presence: CERTAIN, changed: false }, "year changes all"],
  ["gone", { monument: true, status: AFTER, presence: CERTAIN, changed: false }, "year changes all"],
  ["before", { monument: false, status: BEFORE, presence: CERTAIN, changed: false }, "year"],
  ["lost", { monument: false, status: AFTER, presence: CERTAIN, changed: false, outcome: LOST }, "between"],
  ["gained", { monument: false, status: HONOURING, presence: CERTAIN, changed: false, outcome: GAINED }, "between"],
  ["kept", { monument: false, status: HONOURING, presence: CERTAIN, changed: false, outcome: KEPT }, "between"],
  ["diamond", { monument: true, status: AFTER, presence: CERTAIN, changed: false, outcome: LOST }, "between"],
  ["in_doubt", { monument: false, status: AFTER, presence: POSSIBLE, changed: false, outcome: LOST }, "between"],
  ["changed", { monument: false, status: AFTER, presence: CERTAIN, changed: true }, "year changes"],
];
/** @type {Object<number, string>} */
const OUTCOMES = { [LOST]: "lost", [GAINED]: "gained", [KEPT]: "kept" };
/** @type {Object<string, {counts: number[], changed: number}>} a disc of each mode, its parts as in draw.js */
const DISCS = {
  year: { counts: [2, 1, 1, 0, 2, 0, 0, 0, 0], changed: 2 },
  changes: { counts: [0, 0, 0, 0, 5, 0, 0, 0, 0], changed: 2 },
  between: { counts: [1, 0, 0, 1, 2, 0, 0, 1, 0], changed: 0 },
  split: { counts: [3, 1, 1, 0, 0, 0, 0, 0, 0], changed: 0 },
  all: { counts: [2, 0, 0, 0, 3, 0, 0, 0, 0], changed: 0 },
};

/**
 * Say which lines the legend has in a mode.
 * @param {string} mode of the view, or split for two years side by side
 * @returns {string[]} keys
 */
export function linesOf(mode) {
  return [...SYMBOLS.filter(([, , modes]) => modes.split(" ").includes(mode)).map(([key]) => key), "several"];
}

/**
 * Put the legend on a map.
 * @param {import("leaflet").Map} map
 * @param {import("../model/store.js").Store} store
 * @param {() => ?{title: string, lines: Line[]}} more lines for what is on the map beside the records
 * @returns {{paint: () => void}}
 */
export function legend(map, store, more) {
  const box = make("details", { class: "tm-legend leaflet-bar", "data-testid": "legend" }, make("summary", {}, store.phrases.say("web.legend.title")));
  const list = make("ul");
  box.append(list);
  let stale = false;
  const paint = () => {
    stale = !box.hasAttribute("open"); // what is folded is drawn when it is opened
    if (stale) return;
    const mode = store.view.mode === "between" && store.view.split ? "split" : store.view.mode;
    const palette = paletteOf(map.getContainer());
    list.replaceChildren(...legendItems(linesOf(mode), mode, store.phrases, palette));
    const beside = more();
    if (beside) list.append(make("li", { class: "tm-legend-title" }, beside.title), ...beside.lines.map((line) => item(line, palette)));
  };
  const control = new (L.Control.extend({ onAdd: () => box }))({ position: "bottomright" });
  let isNew = true; // nobody has opened or folded it: it goes by the room
  box.firstElementChild?.addEventListener("click", () => (isNew = false));
  const byRoom = () => {
    const { x, y } = map.getSize();
    const { paper } = /** @type {{paper?: boolean}} */ (map.options);
    if (isNew && !paper) box.toggleAttribute("open", x > ROOMY.x && y > ROOMY.y);
  };
  byRoom();
  map.on("resize", byRoom);
  box.addEventListener("toggle", () => {
    if (stale) paint();
    map.fire("tm:controls"); // names give way to it
  });
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  control.addTo(map);
  return { paint };
}

/**
 * Say what some lines of the legend say and how their symbols are drawn.
 * @param {string[]} keys of linesOf
 * @param {string} mode
 * @param {import("../model/phrases.js").Phrases} phrases
 * @returns {Line[]}
 */
export function linesFor(keys, mode, phrases) {
  const looks = new Map(SYMBOLS.map(([key, look]) => [key, look]));
  return keys.map((key) => {
    const words = phrases.say(`web.legend.${key}`);
    const look = looks.get(key);
    if (look) return { words, draw: (context, x, y, palette) => drawSymbol(context, x, y, look, palette) };
    const { counts, changed } = DISCS[mode];
    const number = phrases.number(counts.reduce((sum, count) => sum + count, 0));
    return { words, draw: (context, x, y, palette) => drawDisc(context, x, y, counts, changed, palette, number) };
  });
}

/**
 * Say which lines of the legend explain a symbol for one record.
 * @param {import("./draw.js").Look} look
 * @returns {string[]} keys
 */
export function keysOf({ monument, status, presence, changed, outcome = 0 }) {
  const compared = OUTCOMES[outcome];
  if (compared) return [compared, ...(monument ? ["diamond"] : []), ...(presence === CERTAIN || presence === PRESUMED ? [] : ["in_doubt"])];
  const also = changed ? ["changed"] : [];
  if (status === BEFORE) return ["before", ...also];
  if (presence === PRESUMED) return ["presumed", ...also];
  if (presence !== CERTAIN) return ["possible", ...also];
  if (status === HONOURING) return [monument ? "stands" : "bears", ...also];
  return [monument ? "gone" : "renamed", ...also];
}

/**
 * Give lines of the legend, each with its symbol.
 * @param {string[]} keys of linesOf
 * @param {string} mode
 * @param {import("../model/phrases.js").Phrases} phrases
 * @param {import("./draw.js").Palette} palette
 */
export function legendItems(keys, mode, phrases, palette) {
  return linesFor(keys, mode, phrases).map((line) => item(line, palette));
}

/**
 * @param {Line} line
 * @param {import("./draw.js").Palette} palette
 */
function item({ words, draw }, palette) {
  const ratio = window.devicePixelRatio || 1;
  const canvas = /** @type {HTMLCanvasElement} */ (make("canvas", { "aria-hidden": "true" }));
  canvas.width = canvas.height = Math.round(SIZE_PX * ratio);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(ratio, ratio);
  draw(context, SIZE_PX / 2, SIZE_PX / 2, palette);
  return make("li", {}, canvas, words);
}
