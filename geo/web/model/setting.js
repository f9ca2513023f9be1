/** How the page is set up: in a frame of another page, on a screen in a museum, of which edition of the data; no part of the view. */

import { written } from "./address.js";
import { flag, single } from "./single.js";

/**
 * @typedef {object} Setting
 * @property {boolean} embed map and time bar alone, in a frame of another page
 * @property {?number} kiosk seconds without a touch after which the page asks whether anybody is there; null: it is no kiosk
 * @property {?string} data version of the data that the address names
 *
 * @typedef {object} Editions
 * @property {string} today version of the data as they are
 * @property {string} date of them, in words
 * @property {string[]} kept versions of the former editions that the host can show, the oldest first
 */

const NAMES = ["embed", "kiosk", "data"];
const SECONDS = /^[0-9]{1,4}$/;
const LONGEST_S = 3600;
/** As VERSION of geo/layer/editions.py. */
const VERSION = /^(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){2}$/;

/**
 * Divide an address into how the page is set up and what it says of the view.
 * @param {string} text such as `year=1961&embed=1`, with or without a leading `?` or `#`
 * @returns {{setting: Readonly<Setting>, rest: string, notices: import("./address.js").Notice[]}}
 */
export function settingIn(text) {
  /** @type {import("./address.js").Notice[]} */
  const notices = [];
  const parts = [...new URLSearchParams(text.replace(/^[?#]/, ""))];
  const given = (/** @type {string} */ name) => parts.filter(([one]) => one === name).map(([, value]) => value);
  /** @type {import("./address.js").Tell} */
  const tell = (key, values) => void notices.push({ key: `web.notice.${key}`, values });
  const embed = flag(given("embed"), "embed", tell);
  const kiosk = single("kiosk", given("kiosk"), secondsIn, ["not_seconds", { longest: LONGEST_S }], tell);
  const data = single("data", given("data"), (value) => (VERSION.test(value) ? value : null), ["not_a_version"], tell);
  const others = parts.filter(([name]) => !NAMES.includes(name));
  const rest = others.length === parts.length ? text : written(others);
  return { setting: Object.freeze({ embed, kiosk, data }), rest, notices };
}

/** @param {string} text */
function secondsIn(text) {
  return SECONDS.test(text) && Number(text) >= 1 && Number(text) <= LONGEST_S ? Number(text) : null;
}

/**
 * Add to an address how the page is set up.
 * @param {string} text without it
 * @param {Setting} setting
 */
export function withSetting(text, { embed, kiosk, data }) {
  /** @type {[string, string][]} */
  const parts = [];
  if (embed) parts.push(["embed", "1"]);
  if (kiosk !== null) parts.push(["kiosk", String(kiosk)]);
  if (data !== null) parts.push(["data", data]);
  return [text, written(parts)].filter(Boolean).join("&");
}

/**
 * Say which edition an address opens: a former one that is there, else today's.
 * @param {?string} data the version that it names
 * @param {Editions} editions
 */
export function editionOf(data, { today, kept }) {
  return data !== null && kept.includes(data) ? data : today;
}

/**
 * Say whether two addresses set the page up in the same way.
 * @param {Setting} one
 * @param {Setting} other
 * @param {Editions} editions
 */
export function sameSetting(one, other, editions) {
  return one.embed === other.embed && one.kiosk === other.kiosk && editionOf(one.data, editions) === editionOf(other.data, editions);
}
