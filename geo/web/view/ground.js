/** The ground of the map: land, the borders of today, and those of a year; on the screen and in pictures alike. */

import { bordersOf } from "./states.js";

/**
 * @typedef {import("./outlines.js").Outlines} Outlines
 * @typedef {import("./surface.js").Frame} Frame
 * @typedef {import("./draw.js").Palette} Palette
 */

/**
 * Draw the countries; boundaries that are disputed today are dashed.
 * @param {CanvasRenderingContext2D} context
 * @param {Outlines} outlines
 * @param {Frame} frame
 * @param {Palette} palette
 */
export function paintLand(context, outlines, frame, palette) {
  context.beginPath();
  outlines.land(context, frame);
  context.fillStyle = palette.land;
  context.fill();
  stroke(context, palette.border, 0.8, [], () => outlines.lines(context, outlines.arcs.keys(), frame));
  const claims = () => outlines.claims(context, frame);
  stroke(context, palette.land, 1.6, [], claims); // a border of the base map that is disputed is drawn by its dashes alone
  stroke(context, palette.border, 1.4, [5, 4], claims);
}

/**
 * Draw the borders of a year that are not today's.
 * @param {CanvasRenderingContext2D} context
 * @param {Outlines} outlines
 * @param {Frame} frame
 * @param {Palette} palette
 * @param {number} year
 */
export function paintBorders(context, outlines, frame, { soft }, year) {
  const { states, republics } = bordersOf(outlines, year);
  context.globalAlpha = 0.4;
  stroke(context, soft, 0.9, [3, 3], () => outlines.lines(context, republics, frame));
  context.globalAlpha = 0.8;
  stroke(context, soft, 1.5, [], () => outlines.lines(context, states, frame));
  context.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} colour
 * @param {number} width pixels
 * @param {number[]} dash
 * @param {() => void} trace
 */
function stroke(context, colour, width, dash, trace) {
  context.beginPath();
  trace();
  context.setLineDash(dash);
  context.lineJoin = "round";
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
}
