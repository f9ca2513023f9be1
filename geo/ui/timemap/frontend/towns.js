/** Large towns for orientation: names of today, more of them the nearer the map, none that is a record itself. */

import { beside } from "./meridian.js";

/* global L */

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

export class Towns {
  /**
   * @param {[string, number, number, number][]} rows of data/towns.json
   * @param {import("./rule.js").Periods} periods
   */
  constructor(rows, periods) {
    const settlements = periods.records.filter(({ first }) => periods.rows[first].kind === "settlement");
    const isRecord = (lon, lat) =>
      settlements.some((record) => Math.abs(record.lat - lat) < SAME_DEG && Math.abs(record.lon - lon) < SAME_DEG);
    /** @type {Town[]} */
    this.towns = rows
      .filter(([, lon, lat]) => !isRecord(lon, lat))
      .map(([name, lon, lat, people]) => ({ name, lat, lon, people }));
  }

  /**
   * Give the towns to be named, the most populous first.
   * @param {L.LatLngBounds} view
   * @param {number} zoom
   * @returns {Town[]}
   */
  within(view, zoom) {
    const [, least] = LEAST_PEOPLE.find(([from]) => zoom >= from) ?? [0, Infinity];
    const middle = view.getCenter().lng;
    return this.towns.filter(({ lat, lon, people }) => people >= least && view.contains([lat, beside(lon, middle)]));
  }
}
