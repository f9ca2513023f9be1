/** The meridian of 180 degrees is no end of the world: positions and extents take the short way across it. */

const ROUND = 360;
/** Where the square map of the world ends, in degrees of latitude. */
const END_LAT = 85.0511287798;

/**
 * Write a longitude so that it is the nearest to another one.
 * @param {number} lon degrees
 * @param {number} other degrees
 * @returns {number} the longitude, or 360 or a multiple of it more or less
 */
export function beside(lon, other) {
  return lon + ROUND * Math.round((other - lon) / ROUND);
}

/**
 * Write longitudes so that together they span as little as they can: the widest gap between them is left out.
 * @param {number[]} lons degrees, -180 to 180
 * @returns {number[]} in their order; those west of the gap are 360 more, if it is not at 180 degrees
 */
export function together(lons) {
  const sorted = Float64Array.from(lons).sort();
  let [widest, edge] = [ROUND - (sorted[sorted.length - 1] - sorted[0]), -Infinity];
  for (let at = 1; at < sorted.length; at++) {
    const gap = sorted[at] - sorted[at - 1];
    if (gap > widest) [widest, edge] = [gap, sorted[at]];
  }
  return lons.map((lon) => (lon < edge ? lon + ROUND : lon));
}

/**
 * Give a line from a place to another by the short way; one across 180 degrees is drawn at both ends of the map.
 * @param {[lon: number, lat: number]} from degrees
 * @param {[lon: number, lat: number]} to degrees
 * @returns {[lat: number, lon: number][][]} as Leaflet wants them: latitude first
 */
export function linesTo([lon, lat], [otherLon, otherLat]) {
  const near = beside(otherLon, lon);
  /** @type {[number, number][]} */
  const line = [[lat, lon], [otherLat, near]];
  if (near === otherLon) return [line];
  return [line, line.map(([north, east]) => [north, east + otherLon - near])];
}

/**
 * Give a place on the square map of the world (Web Mercator, EPSG:3857), as shares of it from its upper left corner.
 * @param {number} lon degrees
 * @param {number} lat degrees
 * @returns {[x: number, y: number]}
 */
export function mercator(lon, lat) {
  const sine = Math.sin((Math.max(-END_LAT, Math.min(END_LAT, lat)) * Math.PI) / 180);
  return [lon / ROUND + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/**
 * Give the longitude and latitude of a place on the square map of the world.
 * @param {number} x share of the world from its left edge
 * @param {number} y share from its upper edge
 * @returns {[lon: number, lat: number]} degrees
 */
export function unprojected(x, y) {
  return [(x - 0.5) * ROUND, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}
