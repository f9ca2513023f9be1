/** The page in a frame or in a museum: its address keeps saying so, and what that asks for is put on. */

import { format } from "../model/address.js";
import { editionOf, sameSetting, settingIn, withSetting } from "../model/setting.js";
import { make } from "./maker.js";

/**
 * @typedef {import("../model/setting.js").Setting} Setting
 * @typedef {import("./app.js").Host} Host
 */

/** @typedef {Host & {address: Host["address"] & {link: () => string, today: (text: string) => string}}} SettledHost */

/**
 * Give a host whose address keeps how the page is set up, whatever the view; one in a museum leads nowhere else.
 * Its `link` is the whole address of what is seen, as one sends it to somebody, with the version of the data; that of a story
 * of today's data has none, as stories are told by the data as they are. `today` gives that of a view of today's data.
 * @param {Host} host
 * @param {Setting} asked
 * @returns {SettledHost}
 */
export function settledHost(host, asked) {
  const { address, editions, links } = host;
  const edition = editionOf(asked.data, editions);
  const setting = { ...asked, data: asked.data === edition ? edition : null };
  const former = edition === editions.today ? null : edition;
  const alone = { embed: false, kiosk: null };
  const settled = {
    ...address,
    read: () => settingIn(address.read()).rest,
    ignored: () => settingIn(address.read()).notices,
    replace: (/** @type {string} */ text) => address.replace(withSetting(text, setting)),
    push: (/** @type {string} */ text) => address.push(withSetting(text, setting)),
    on: (/** @type {() => void} */ listener) =>
      address.on(() => {
        const now = settingIn(address.read()).setting;
        if (sameSetting(now, setting, editions) && !isNews(now.data, asked.data, editions)) listener();
        else location.reload();
      }),
    whole: (/** @type {string} */ text) => address.whole(withSetting(text, { ...alone, data: former })),
    link: () => {
      const { rest } = settingIn(address.read());
      return address.whole(withSetting(rest, { ...alone, data: new URLSearchParams(rest).has("story") ? former : edition }));
    },
    today: (/** @type {string} */ text) => address.whole(withSetting(text, { ...setting, data: null })),
  };
  if (setting.kiosk === null) return { ...host, address: settled };
  return { ...host, address: settled, downloads: null, links: { ...links, pages: [], asked: null, record: () => null } };
}

/**
 * Say whether an address names another version than the one before, of which one is not there: of that the page has to speak.
 * @param {?string} now
 * @param {?string} before
 * @param {import("../model/setting.js").Editions} editions
 */
export function isNews(now, before, editions) {
  const missing = [now, before].some((data) => data !== null && editionOf(data, editions) !== data);
  return now !== null && now !== before && missing;
}

/**
 * Name the classes of a page that is set up so.
 * @param {Setting} setting
 */
export function classesOf({ embed, kiosk }) {
  if (kiosk !== null) return ["front-kiosk"];
  return embed ? ["front-embed"] : [];
}

/**
 * Put on what the setting asks for.
 * @param {import("./app.js").Screen} screen
 * @returns {Promise<{destroy: () => void}[]>}
 */
export async function setUp(screen) {
  const { embed, kiosk, data } = screen.setting;
  /** @type {{destroy: () => void}[]} */
  const made = [];
  /** @param {Promise<() => {destroy: () => void}>} coming what does not come is told of (lost.js), and done without */
  const put = async (coming) => {
    const make = await coming.catch(() => null);
    if (make && !screen.gone) made.push(make());
  };
  if (!classesOf(screen.setting).includes("front-embed")) await put(import("./fullscreen.js").then(({ FullScreen }) => () => new FullScreen(screen)));
  if (data !== null && data !== screen.host.editions.today) {
    await put(import("./editionnotice.js").then(({ EditionNotice }) => () => new EditionNotice(screen, data)));
  }
  if (kiosk !== null) await put(import("./kiosk.js").then(({ Kiosk }) => () => new Kiosk(screen, kiosk)));
  if (embed) await put(import("./embedding.js").then(({ Embedding }) => () => new Embedding(screen)));
  return made;
}

/**
 * Make the way from a popup to the whole record, which a frame has no room for.
 * @param {import("./app.js").Screen} screen
 * @param {string} record
 * @param {string} words
 * @returns {?HTMLElement} null where the record is read on the page itself
 */
export function wayToRecord({ host, store, table, phrases, setting }, record, words) {
  if (!classesOf(setting).includes("front-embed")) return null;
  const href = host.address.whole(format({ ...store.view, record }, table.schema));
  return make("a", { class: "tm-closer", target: "_blank", rel: "noopener", title: phrases.say("web.embed.whole_how"), href }, words);
}
