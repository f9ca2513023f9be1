/** What lies near a point: distances on the ellipsoid of WGS84, directions on the compass. */

/**
 * @typedef {[lon: number, lat: number]} LonLat degrees
 *
 * @typedef {object} Near
 * @property {number} record
 * @property {number} km along the geodesic
 * @property {number} bearing degrees clockwise from north at the point, of the great circle
 */

/** Kilometres and flattening of WGS84. */
const EQUATOR_KM = 6378.137;
const FLATTENING = 1 / 298.257223563;
const POLE_KM = EQUATOR_KM * (1 - FLATTENING);
const HERE_KM = 0.1;
const CANDIDATES = 40;
const WINDS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

/**
 * Find the records that lie nearest to a point.
 * @param {import("./layertable.js").LayerTable} table
 * @param {Uint8Array} passing records that count
 * @param {LonLat} point
 * @param {number} [limit]
 * @returns {Near[]} nearest first
 */
export function nearest(table, passing, point, limit = 8) {
  return candidatesOf(table, passing, point, Math.max(limit, CANDIDATES))
    .map((record) => {
      /** @type {LonLat} */
      const there = [table.lon[record], table.lat[record]];
      return { record, km: distance(point, there), bearing: bearing(point, there) };
    })
    .sort((one, other) => one.km - other.km)
    .slice(0, limit);
}

/**
 * Find the records that lie nearest to a point on the sphere.
 * @param {import("./layertable.js").LayerTable} table
 * @param {Uint8Array} passing
 * @param {LonLat} point
 * @param {number} limit
 * @returns {number[]} nearest first
 */
function candidatesOf(table, passing, point, limit) {
  const [x, y, z] = onSphere(point);
  const places = placesOf(table);
  const apart = new Float64Array(table.recordCount);
  /** @type {number[]} */
  let found = [];
  let farthest = Infinity;
  const byDistance = (/** @type {number} */ one, /** @type {number} */ other) => apart[one] - apart[other] || one - other;
  for (let record = 0; record < table.recordCount; record++) {
    if (!passing[record]) continue;
    const at = record * 3;
    apart[record] = (places[at] - x) ** 2 + (places[at + 1] - y) ** 2 + (places[at + 2] - z) ** 2;
    if (apart[record] >= farthest) continue;
    found.push(record);
    if (found.length < 2 * limit) continue;
    found = found.sort(byDistance).slice(0, limit);
    farthest = apart[found[limit - 1]];
  }
  return found.sort(byDistance).slice(0, limit);
}

/** @type {WeakMap<import("./layertable.js").LayerTable, Float64Array>} */
const places = new WeakMap();

/**
 * Give where the records lie on the unit sphere.
 * @param {import("./layertable.js").LayerTable} table
 * @returns {Float64Array} three numbers a record
 */
function placesOf(table) {
  let found = places.get(table);
  if (!found) {
    found = new Float64Array(table.recordCount * 3);
    for (let record = 0; record < table.recordCount; record++) found.set(onSphere([table.lon[record], table.lat[record]]), record * 3);
    places.set(table, found);
  }
  return found;
}

/**
 * Name a bearing as one of eight winds.
 * @param {number} degrees clockwise from north
 * @returns {string} such as `north-east`
 */
export function windOf(degrees) {
  return WINDS[((Math.round(degrees / 45) % 8) + 8) % 8];
}

/**
 * Say how far and where something lies.
 * @param {{km: number, bearing: number}} near
 * @param {import("./phrases.js").Phrases} phrases
 * @returns {string} such as `8.4 km south`
 */
export function whereWords({ km, bearing: degrees }, phrases) {
  if (km < HERE_KM) return phrases.say("web.near.here");
  const wind = phrases.say(`web.wind.${windOf(degrees)}`);
  return phrases.say("web.near.there", { km: phrases.number(km, km < 10 ? 1 : 0), wind });
}

/**
 * Measure the geodesic between two points (Vincenty 1975, Survey Review 23, 88-93). Where that does not converge, nearly on the
 * other side of the Earth, the shortest way over a place a quarter of the Earth away is taken, of which there is one a degree.
 * @param {LonLat} one
 * @param {LonLat} other
 * @returns {number} kilometres
 */
export function distance([lon1, lat1], [lon2, lat2]) {
  const along = radians(lon2 - lon1);
  const [u1, u2] = [lat1, lat2].map((lat) => Math.atan((1 - FLATTENING) * Math.tan(radians(lat))));
  const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = along;
  for (let turn = 0; turn < 100; turn++) {
    const sinSigma = Math.hypot(cos2 * Math.sin(lambda), cos1 * sin2 - sin1 * cos2 * Math.cos(lambda));
    if (sinSigma === 0) return 0;
    const cosSigma = sin1 * sin2 + cos1 * cos2 * Math.cos(lambda);
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cos1 * cos2 * Math.sin(lambda)) / sinSigma;
    const square = 1 - sinAlpha ** 2;
    const middle = square === 0 ? 0 : cosSigma - (2 * sin1 * sin2) / square;
    const c = (FLATTENING / 16) * square * (4 + FLATTENING * (4 - 3 * square));
    const before = lambda;
    const twist = sigma + c * sinSigma * (middle + c * cosSigma * (2 * middle ** 2 - 1));
    lambda = along + (1 - c) * FLATTENING * sinAlpha * twist;
    if (Math.abs(lambda - before) < 1e-11) return vincenty(square, sigma, sinSigma, cosSigma, middle);
  }
  return Math.min(...Array.from({ length: 360 }, (_, degrees) => over(quarterFrom([lon1, lat1], degrees), [lon1, lat1], [lon2, lat2])));
}

/**
 * @param {number} square of the cosine of the azimuth at the equator
 * @param {number} sigma
 * @param {number} sinSigma
 * @param {number} cosSigma
 * @param {number} middle
 */
function vincenty(square, sigma, sinSigma, cosSigma, middle) {
  const u = (square * (EQUATOR_KM ** 2 - POLE_KM ** 2)) / POLE_KM ** 2;
  const a = 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u)));
  const b = (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)));
  const small = (b / 6) * middle * (4 * sinSigma ** 2 - 3) * (4 * middle ** 2 - 3);
  const delta = b * sinSigma * (middle + (b / 4) * (cosSigma * (2 * middle ** 2 - 1) - small));
  return POLE_KM * a * (sigma - delta);
}

/**
 * Give the initial bearing of the great circle (Snyder 1987, Map Projections, eq. 5-4b).
 * @param {LonLat} one
 * @param {LonLat} other
 * @returns {number} degrees clockwise from north, from 0 on
 */
function bearing([lon1, lat1], [lon2, lat2]) {
  const [from, to, turn] = [radians(lat1), radians(lat2), radians(lon2 - lon1)];
  const across = Math.sin(turn) * Math.cos(to);
  const along = Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(turn);
  return ((Math.atan2(across, along) * 180) / Math.PI + 360) % 360;
}

/**
 * @param {LonLat} place
 * @param {LonLat} one
 * @param {LonLat} other
 */
function over(place, one, other) {
  return distance(one, place) + distance(place, other);
}

/**
 * Give the place a quarter of the great circle away (Snyder 1987, eqs. 5-5 and 5-6).
 * @param {LonLat} point
 * @param {number} bearing degrees clockwise from north
 * @returns {LonLat}
 */
function quarterFrom([lon, lat], bearing) {
  const [north, turn] = [radians(lat), radians(bearing)];
  const east = Math.atan2(Math.sin(turn), -Math.sin(north) * Math.cos(turn));
  return [lon + (east * 180) / Math.PI, (Math.asin(Math.cos(north) * Math.cos(turn)) * 180) / Math.PI];
}

/**
 * @param {LonLat} point
 * @returns {[number, number, number]}
 */
function onSphere([lon, lat]) {
  const [east, north] = [radians(lon), radians(lat)];
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
}

/** @param {number} degrees */
function radians(degrees) {
  return (degrees * Math.PI) / 180;
}
