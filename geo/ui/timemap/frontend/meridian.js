/** The meridian of 180 degrees is no end of the world: positions, extents and outlines take the short way across it. */

const ROUND = 360;
/** An outline that is cut at 180 degrees is drawn once more on the far side, unless it is wider than this, in degrees. */
const WIDEST_DEG = 30;

/** @typedef {[lon: number, lat: number]} Position degrees */

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
  const sorted = [...lons].sort((one, other) => one - other);
  let [widest, edge] = [ROUND - (sorted.at(-1) - sorted[0]), -Infinity];
  for (let at = 1; at < sorted.length; at++) {
    const gap = sorted[at] - sorted[at - 1];
    if (gap > widest) [widest, edge] = [gap, sorted[at]];
  }
  return lons.map((lon) => (lon < edge ? lon + ROUND : lon));
}

/**
 * Write a line so that each step takes the short way.
 * @param {Position[]} line
 * @returns {Position[]} the same line if no step crosses 180 degrees
 */
export function unbroken(line) {
  if (!line.some(([lon], at) => at > 0 && Math.abs(lon - line[at - 1][0]) > ROUND / 2)) return line;
  let before = line[0][0];
  return line.map(([lon, lat]) => {
    before = beside(lon, before);
    return [before, lat];
  });
}

/**
 * Give the polygons of a collection so that none draws a bar across the map, and so that what is cut at 180 degrees is
 * whole on one side of it.
 * @param {{features: {geometry: {type: string, coordinates: Array}}[]}} collection
 */
export function acrossMeridian(collection) {
  return { ...collection, features: collection.features.map((feature) => ({ ...feature, geometry: whole(feature.geometry) })) };
}

function whole({ type, coordinates }) {
  const parts = (type === "Polygon" ? [coordinates] : coordinates).filter((rings) => rings.length);
  const drawn = parts.map((rings) => rings.map(unbroken));
  const repeated = drawn.flatMap((rings) => {
    const by = farSide(rings[0].map(([lon]) => lon));
    return by ? [rings.map((ring) => ring.map(([lon, lat]) => [lon + by, lat]))] : [];
  });
  return { type: "MultiPolygon", coordinates: [...drawn, ...repeated] };
}

/** Say by how many degrees a part is moved to be drawn once more; 0 if it is not. */
function farSide(lons) {
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  if (east - west > WIDEST_DEG) return 0;
  return west === -ROUND / 2 ? ROUND : east === ROUND / 2 ? -ROUND : 0;
}
