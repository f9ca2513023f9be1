/** The dialog that asks for the years and the number of a worksheet, and prints it. */

import { sumsOf } from "../model/sums.js";
import { worksheetOf } from "../model/worksheet.js";
import { legendItems } from "./legend.js";
import { button, make } from "./maker.js";
import { placesOf } from "./mapplace.js";
import { taken } from "./picturefile.js";
import { sheetPages } from "./worksheet.js";

/** Width of a map, in pixels; on paper half of it, so that two stand side by side, sharp. */
const MAP_PX = 480;
const SHARP = 3;
/** The greatest number of a sheet: short enough to be written on a blackboard. */
const NUMBERS = 9999;

/**
 * Ask for a worksheet of what a view shows, and print it.
 * @param {import("./app.js").Screen} context
 * @param {HTMLElement} from what gets the focus back
 */
export function openSheetDialog(context, from) {
  const { phrases, store, table } = context;
  const say = (/** @type {string} */ part, /** @type {Object<string, string|number>} */ values = {}) => phrases.say(`web.sheet.${part}`, values);
  const { first, last } = table.schema;
  const { year, from: earlier, mode } = store.view;
  const ends = mode === "between" && earlier !== null ? [earlier, year] : [year, secondYear(store, year)];
  const field = (/** @type {string} */ part, /** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) => {
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "number", step: "1", required: "", min: String(low), max: String(high), value: String(value) }));
    return { input, label: make("label", {}, make("span", {}, say(part)), input) };
  };
  const fields = [
    field("first", ends[0], first, last), field("second", ends[1], first, last),
    field("number", 1 + Math.floor(Math.random() * NUMBERS), 1, NUMBERS),
  ];
  const [one, two, number] = fields.map(({ input }) => input);
  const wrong = make("p", { role: "status", class: "front-wrong" });
  const print = make("button", { type: "submit", class: "front-button" }, say("print"));
  const form = make("form", { method: "dialog" }, make("h2", {}, say("dialog")), make("p", {}, say("about")), ...fields.map(({ label }) => label),
    make("p", { class: "front-soft" }, say("number_help")), wrong, make("p", { class: "front-ways" }, print, button(say("cancel"), () => dialog.close(), { class: "front-button" })));
  const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { class: "front-dialog", "aria-label": say("dialog"), "data-testid": "worksheet" }, form));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (from.isConnected) from.focus({ preventScroll: true });
  });
  form.addEventListener("input", () => (wrong.textContent = ""));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [low, high] = [Number(one.value), Number(two.value)];
    const sheet = low === high ? null : worksheetOf(table, store.derived.mask, [low, high], Number(number.value));
    if (!sheet?.lines.length) {
      wrong.textContent = say(sheet ? "nothing" : "same", { year: String(Math.min(low, high)) });
      return;
    }
    const [details, paper, maps] = await Promise.all([context.details.all(), context.printer(), mapsOf(context, sheet.years)]);
    dialog.close();
    paper.print(sheetPages(sheet, context, details, maps));
  });
  context.root.append(dialog);
  dialog.showModal();
}

/**
 * Draw the part of the map that is seen, as it was in some years, and the legend of what there is on it.
 * @param {import("./app.js").Screen} screen
 * @param {number[]} years
 * @returns {Promise<HTMLElement[]>}
 */
async function mapsOf(screen, years) {
  const { phrases } = screen;
  const picture = await taken(screen, MAP_PX, placesOf(screen.table, screen.store.derived.passing));
  picture.store.set({ mode: "year", undated: false, record: null });
  const { width, height } = picture.frame;
  const figures = years.map((year) => {
    const canvas = /** @type {HTMLCanvasElement} */ (make("canvas", { role: "img", "aria-label": phrases.say("web.sheet.map", { year: String(year) }) }));
    [canvas.width, canvas.height] = [width * SHARP, height * SHARP];
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.scale(SHARP, SHARP);
    picture.paintMap(context, year);
    return make("figure", {}, make("figcaption", {}, phrases.say("web.sheet.map", { year: String(year) })), canvas);
  });
  return [...figures, make("ul", { class: "paper-legend" }, ...legendItems(picture.keysIn(years), "year", phrases, picture.palette))];
}

/**
 * Offer as second year, of the next ten, the one in which the count differs most from that of the first, or the year before the last.
 * @param {import("../model/store.js").Store} store
 * @param {number} year
 */
function secondYear({ table, derived }, year) {
  const { last } = table.schema;
  const sums = sumsOf(table, derived.mask, { mode: "year", undated: false });
  const count = (/** @type {number} */ at) => {
    const { bearing, standing } = sums.at(at);
    return bearing + standing;
  };
  const later = Array.from({ length: Math.min(10, last - year) }, (_, by) => year + 1 + by);
  if (!later.length) return year - 1;
  return later.reduce((best, one) => (Math.abs(count(one) - count(year)) > Math.abs(count(best) - count(year)) ? one : best));
}
