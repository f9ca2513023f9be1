/** Places in an address: the one whose neighbours are asked for, and the middle of the map. */

import { single } from "./single.js";

/** @typedef {import("./address.js").Tell} Tell */

const POINT = /^(-?[0-9]{1,3}(?:\.[0-9]{1,6})?),(-?[0-9]{1,2}(?:\.[0-9]{1,6})?)$/;
const MIDDLE = /^(-?[0-9]{1,3}(?:\.[0-9]{1,6})?),(-?[0-9]{1,2}(?:\.[0-9]{1,6})?),([0-9]{1,2}(?:\.[0-9]{1,3})?)$/;
/** Leaflet's nearest zoom. */
const CLOSEST = 22;

/**
 * Read a place: its longitude and latitude.
 * @param {string[]} given
 * @param {Tell} tell
 * @returns {?[lon: number, lat: number]} degrees
 */
export function near(given, tell) {
  return single("near", given, (value) => {
    const [lon, lat] = (POINT.exec(value) ?? []).slice(1).map(Number);
    return isPlace(lon, lat) ? [lon, lat] : null;
  }, ["not_a_point"], tell);
}

/**
 * Read where the middle of the map is, and how near it is.
 * @param {string[]} given
 * @param {Tell} tell
 * @returns {?[lon: number, lat: number, zoom: number]} degrees, and Leaflet's zoom
 */
export function middle(given, tell) {
  return single("at", given, (value) => {
    const [lon, lat, zoom] = (MIDDLE.exec(value) ?? []).slice(1).map(Number);
    return isPlace(lon, lat) && zoom <= CLOSEST ? [lon, lat, zoom] : null;
  }, ["not_a_middle"], tell);
}

/**
 * @param {number} lon
 * @param {number} lat
 */
function isPlace(lon, lat) {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}
