/**
 * How a symbol looks: circle = place, diamond = monument, disc with a count = several records; full = certain, pale = as
 * last reported, hollow and dashed = possible, fine ring = changed in the year; cross = lost and plus = gained
 * between two years.
 */

import { CERTAIN, PRESUMED } from "../model/rule.js";
import { AFTER, BEFORE, HONOURING } from "../model/selection.js";
import { GAINED, LOST } from "../model/twoyears.js";
import { discRadius } from "./cells.js";

/** How strong the colour is of what is so only as last reported. */
const PRESUMED_ALPHA = 0.5;
/** Stands in the parts of a disc for a status: an honour that was gained between two years. */
const NEW = 4;
/** @type {Object<number, "before"|"honouring"|"after"|"accent">} */
const COLOURS = { [BEFORE]: "before", [HONOURING]: "honouring", [AFTER]: "after", [NEW]: "accent" };
/** Half the length of the lines of a cross or plus, in pixels. */
const MARK_PX = 2.8;
/** Width of a disc's rim, in pixels. */
const RIM_PX = 4;
const ROUND = 2 * Math.PI;

/**
 * The parts of a disc's rim in the order in which they stand on it.
 * @type {[status: number, presence: "certain"|"presumed"|"possible"][]}
 */
export const PARTS = [
  [HONOURING, "certain"],
  [HONOURING, "presumed"],
  [HONOURING, "possible"],
  [AFTER, "possible"],
  [AFTER, "certain"],
  [BEFORE, "certain"],
  [BEFORE, "possible"],
  [NEW, "certain"],
  [NEW, "possible"],
];

/**
 * Say to which part of a disc's rim a record belongs.
 * @param {number} status
 * @param {number} presence
 * @param {number} [outcome] of two years that are compared
 * @returns {number} place in PARTS
 */
export function partOf(status, presence, outcome = 0) {
  if (outcome === GAINED) return presence === CERTAIN || presence === PRESUMED ? 7 : 8;
  if (status === HONOURING) return presence === CERTAIN ? 0 : presence === PRESUMED ? 1 : 2;
  const sure = presence === CERTAIN;
  if (status === AFTER) return sure ? 4 : 3;
  return sure ? 5 : 6;
}

/**
 * @typedef {object} Palette colours as the style sheet gives them
 * @property {string} before
 * @property {string} honouring
 * @property {string} after
 * @property {string} accent
 * @property {string} paper
 * @property {string} ink
 * @property {string} soft
 * @property {string} sea
 * @property {string} land
 * @property {string} border
 *
 * @typedef {object} Look of one record
 * @property {boolean} monument
 * @property {number} status
 * @property {number} presence
 * @property {boolean} changed
 * @property {number} [outcome] LOST, GAINED or KEPT of two years that are compared
 */

const NAMES = ["before", "honouring", "after", "accent", "paper", "ink", "soft", "sea", "land", "border"];

/**
 * Read the colours from the style sheet, so that light, dark and forced colours are decided in one place.
 * @param {Element} element
 * @returns {Palette}
 */
export function paletteOf(element) {
  const style = getComputedStyle(element);
  return /** @type {Palette} */ (Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--tm-${name}`).trim()])));
}

/**
 * Draw the symbol of one record.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {Look} look
 * @param {Palette} palette
 */
export function drawSymbol(context, x, y, { monument, status, presence, changed, outcome = 0 }, palette) {
  const own = PARTS[partOf(status, presence, outcome)];
  const colour = palette[COLOURS[own[0]]];
  const size = status === BEFORE ? 3.5 : 5.5;
  outline(context, x, y, monument, size);
  const part = own[1];
  if (part === "possible") {
    context.fillStyle = palette.paper;
    context.fill();
    context.setLineDash([2.5, 2]);
    context.strokeStyle = colour;
    context.lineWidth = 1.8;
  } else {
    fill(context, colour, part === "presumed", palette);
    context.strokeStyle = part === "presumed" ? colour : palette.paper;
    context.lineWidth = 1.2;
  }
  context.stroke();
  context.setLineDash([]);
  if (outcome === LOST || outcome === GAINED) mark(context, x, y, outcome, part === "possible" ? colour : palette.paper);
  if (changed) ring(context, x, y, 8.2, 0, ROUND, palette.accent);
}

/**
 * Draw one symbol for several records: a disc with their number, its rim in shares of what they are.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {ArrayLike<number>} counts one for each of PARTS
 * @param {number} changed how many of them the year changed
 * @param {Palette} palette
 * @param {string} number on it
 */
export function drawDisc(context, x, y, counts, changed, palette, number) {
  let total = 0;
  for (let part = 0; part < PARTS.length; part++) total += counts[part];
  const radius = discRadius(total);
  circle(context, x, y, radius + 1.2, palette.paper);
  let angle = -Math.PI / 2;
  for (let part = 0; part < PARTS.length; part++) {
    if (!counts[part]) continue;
    const next = angle + (ROUND * counts[part]) / total;
    rim(context, x, y, radius, angle, next, PARTS[part], palette);
    angle = next;
  }
  const sure = counts[2] + counts[3] + counts[6] + counts[8] < total;
  context.fillStyle = sure ? palette.ink : palette.soft;
  context.font = `${sure ? 600 : 400} 11px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(number, x, y + 0.5);
  if (changed) ring(context, x, y, radius + 2.6, -Math.PI / 2, -Math.PI / 2 + (ROUND * changed) / total, palette.accent);
}

/**
 * Draw a part of a disc's rim.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {number} from radians
 * @param {number} to
 * @param {[status: number, presence: string]} part of PARTS
 * @param {Palette} palette
 */
function rim(context, x, y, radius, from, to, [status, presence], palette) {
  const colour = palette[COLOURS[status]];
  context.beginPath();
  if (presence === "possible") {
    context.arc(x, y, radius - 1, from, to);
    context.setLineDash([2.5, 2]);
    context.lineWidth = 1.8;
    context.strokeStyle = colour;
    context.stroke();
    context.setLineDash([]);
    return;
  }
  context.arc(x, y, radius, from, to);
  context.arc(x, y, radius - RIM_PX, to, from, true);
  context.closePath();
  fill(context, colour, presence === "presumed", palette);
}

/**
 * Fill a shape, paler where it is so only as last reported.
 * @param {CanvasRenderingContext2D} context
 * @param {string} colour
 * @param {boolean} presumed
 * @param {Palette} palette
 */
function fill(context, colour, presumed, palette) {
  if (presumed) {
    context.fillStyle = palette.paper;
    context.fill();
    context.globalAlpha = PRESUMED_ALPHA;
  }
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 1;
}

/**
 * Draw a cross on what was lost, a plus on what was gained.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} outcome
 * @param {string} colour
 */
function mark(context, x, y, outcome, colour) {
  const [along, across] = outcome === LOST ? [MARK_PX * Math.SQRT1_2, MARK_PX * Math.SQRT1_2] : [MARK_PX, 0];
  context.beginPath();
  context.moveTo(x - along, y - across);
  context.lineTo(x + along, y + across);
  context.moveTo(x - across, y + along);
  context.lineTo(x + across, y - along);
  context.strokeStyle = colour;
  context.lineWidth = 1.6;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} colour
 */
function circle(context, x, y, radius, colour) {
  context.beginPath();
  context.arc(x, y, radius, 0, ROUND);
  context.fillStyle = colour;
  context.fill();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {boolean} monument
 * @param {number} size
 */
function outline(context, x, y, monument, size) {
  context.beginPath();
  if (!monument) {
    context.arc(x, y, size, 0, ROUND);
    return;
  }
  const reach = size * 1.25;
  context.moveTo(x, y - reach);
  context.lineTo(x + reach, y);
  context.lineTo(x, y + reach);
  context.lineTo(x - reach, y);
  context.closePath();
}

/**
 * Say by a fine line around a symbol that the year changed it, or a share of it.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {number} from radians
 * @param {number} to
 * @param {string} colour
 */
function ring(context, x, y, radius, from, to, colour) {
  context.beginPath();
  context.arc(x, y, radius, from, to);
  context.strokeStyle = colour;
  context.lineWidth = 1.3;
  context.stroke();
}
