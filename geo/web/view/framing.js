/** Which part of the map a picture shows. */

import { beside, mercator } from "./meridian.js";

/** A picture is drawn at most so many times as near as the screen. */
const MOST_NEARER = 4;
/** Room around the outermost symbols, in pixels of the screen. */
const ROOM_PX = 60;

/** @typedef {import("./surface.js").Frame} Frame */

/**
 * Give a frame of the same part of the map in another size.
 * @param {Frame} frame
 * @param {number} factor
 * @returns {Frame}
 */
export function scaled({ scale, width, height, world, left, top, zoom }, factor) {
  return {
    scale, width: Math.round(width * factor), height: Math.round(height * factor), world: world * factor, left: left * factor, top: top * factor,
    zoom: zoom + Math.log2(factor),
  };
}

/**
 * Go nearer to those of some places that a frame shows, as far as all of them stay in it.
 * @param {Frame} frame
 * @param {[lon: number, lat: number][]} places degrees
 * @returns {Frame} of the same size
 */
export function nearer(frame, places) {
  const { width, height, world, left, top } = frame;
  const middle = ((left + width / 2) / world - 0.5) * 360;
  const points = places
    .map(([lon, lat]) => mercator(beside(lon, middle), lat))
    .map(([x, y]) => [x * world - left, y * world - top])
    .filter(([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height);
  if (!points.length) return frame;
  const [across, down] = [0, 1].map((at) => endsOf(points.map((point) => point[at])));
  const share = Math.min(1, Math.max((across.long + 2 * ROOM_PX) / width, (down.long + 2 * ROOM_PX) / height, 1 / MOST_NEARER));
  const corner = (/** @type {number} */ centre, /** @type {number} */ size) => Math.min(Math.max(centre - (share * size) / 2, 0), size - share * size);
  const cut = { ...frame, left: left + corner(across.middle, width), top: top + corner(down.middle, height) };
  return { ...scaled(cut, 1 / share), width, height };
}

/** @param {number[]} numbers */
function endsOf(numbers) {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return { long: most - least, middle: (least + most) / 2 };
}
