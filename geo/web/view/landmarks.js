/** Large towns for orientation: names of today, more of them the nearer the map, none that is a record itself. */

import { beside } from "./meridian.js";

/** From which zoom on towns with so many people are named. */
const LEAST_PEOPLE = [
  [7, 300_000],
  [6, 500_000],
  [5, 1_000_000],
  [4, 2_000_000],
  [3, 5_000_000],
];
/** A town nearer than this to a settlement in our data, in degrees, is that settlement: it has a name of its year. */
const SAME_DEG = 0.2;

/** @typedef {{name: string, lat: number, lon: number, people: number}} Town */

export class Landmarks {
  /**
   * @param {[name: string, lon: number, lat: number, people: number][]} rows the most populous first
   * @param {Iterable<[lon: number, lat: number]>} settlements of the data, degrees
   */
  constructor(rows, settlements) {
    /** @type {Map<string, [number, number][]>} */
    const squares = new Map();
    for (const [lon, lat] of settlements) {
      const key = squareOf(lon, lat);
      const square = squares.get(key);
      if (square) square.push([lon, lat]);
      else squares.set(key, [[lon, lat]]);
    }
    /** @type {Town[]} */
    this.towns = rows
      .filter(([, lon, lat]) => !isNear(squares, lon, lat))
      .map(([name, lon, lat, people]) => ({ name, lon, lat, people }));
  }

  /**
   * Give the towns to be named, the most populous first.
   * @param {import("./states.js").Box} view
   * @param {number} zoom
   * @returns {Town[]}
   */
  within({ west, south, east, north }, zoom) {
    const [, least] = LEAST_PEOPLE.find(([from]) => zoom >= from) ?? [0, Infinity];
    const middle = (west + east) / 2;
    return this.towns.filter(({ lat, lon, people }) => {
      const near = beside(lon, middle);
      return people >= least && south <= lat && lat <= north && west <= near && near <= east;
    });
  }
}

/**
 * @param {number} lon
 * @param {number} lat
 */
function squareOf(lon, lat) {
  return `${Math.floor(lon / SAME_DEG)},${Math.floor(lat / SAME_DEG)}`;
}

/**
 * @param {Map<string, [number, number][]>} squares
 * @param {number} lon
 * @param {number} lat
 */
function isNear(squares, lon, lat) {
  for (const across of [-SAME_DEG, 0, SAME_DEG]) {
    for (const up of [-SAME_DEG, 0, SAME_DEG]) {
      const found = squares.get(squareOf(lon + across, lat + up)) ?? [];
      if (found.some(([x, y]) => Math.abs(x - lon) < SAME_DEG && Math.abs(y - lat) < SAME_DEG)) return true;
    }
  }
  return false;
}
