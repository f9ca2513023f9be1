/** What lies nearest to a place: what geo.find.near does for the app, for the map in one file. */

const MOST_NEAR = 8;
const WINDS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

/* global L */

/**
 * Find the records nearest to a place, on a sphere: good to half a percent.
 * @param {[lon: number, lat: number]} place degrees
 * @param {import("./rows.js").Chain[]} records
 * @param {import("./rows.js").Periods} periods
 * @returns {import("./nearlines.js").Nearby}
 */
export function nearest([lon, lat], records, periods) {
  const here = L.latLng(lat, lon);
  const away = records.map((record) => ({ record, km: here.distanceTo([record.lat, record.lon]) / 1000 }));
  const items = away.sort((one, other) => one.km - other.km).slice(0, MOST_NEAR).map(({ record, km }) => {
    const said = km < 10 ? km.toFixed(1) : km.toFixed(0);
    const where = km < 0.1 ? "here" : `about ${said} km ${wind([lon, lat], record)}`;
    return { id: record.id, title: periods.rows[periods.honouredRow(record)].name, where };
  });
  return { lon, lat, title: "Nearest to this place", items };
}

/**
 * Name the direction in which a record lies, by the first bearing of the great circle.
 * @param {[lon: number, lat: number]} place degrees
 * @param {import("./rows.js").Chain} record
 */
function wind([lon, lat], record) {
  const [from, to, east] = [lat, record.lat, record.lon - lon].map((degrees) => (degrees * Math.PI) / 180);
  const bearing = Math.atan2(
    Math.sin(east) * Math.cos(to),
    Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(east),
  );
  return WINDS[(Math.round((4 * bearing) / Math.PI) + 8) % 8];
}
