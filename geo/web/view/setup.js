/** The page in a frame or in a museum: its address keeps saying so, and what that asks for is put on. */

import { format } from "../model/address.js";
import { sameSetting, settingIn, withSetting } from "../model/setting.js";
import { make } from "./maker.js";

/**
 * @typedef {import("../model/setting.js").Setting} Setting
 * @typedef {import("./app.js").Host} Host
 */

/**
 * Give a host whose address keeps how the page is set up, whatever the view; one in a museum leads nowhere else.
 * @param {Host} host
 * @param {Setting} setting
 * @returns {Host}
 */
export function settledHost(host, setting) {
  const { address, links } = host;
  const settled = {
    ...address,
    read: () => settingIn(address.read()).rest,
    ignored: () => settingIn(address.read()).notices,
    replace: (/** @type {string} */ text) => address.replace(withSetting(text, setting)),
    push: (/** @type {string} */ text) => address.push(withSetting(text, setting)),
    on: (/** @type {() => void} */ listener) =>
      address.on(() => (sameSetting(settingIn(address.read()).setting, setting) ? listener() : location.reload())),
    link: () => (setting.embed || setting.kiosk !== null ? address.whole(settingIn(address.read()).rest) : address.link()),
  };
  if (setting.kiosk === null) return { ...host, address: settled };
  return { ...host, address: settled, downloads: null, links: { ...links, pages: [], record: () => null } };
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
  const { embed, kiosk } = screen.setting;
  const made = [];
  if (!classesOf(screen.setting).includes("front-embed")) {
    const { FullScreen } = await import("./fullscreen.js");
    if (!screen.gone) made.push(new FullScreen(screen));
  }
  if (kiosk !== null) {
    const { Kiosk } = await import("./kiosk.js");
    if (!screen.gone) made.push(new Kiosk(screen, kiosk));
  }
  if (embed) {
    const { Embedding } = await import("./embedding.js");
    if (!screen.gone) made.push(new Embedding(screen));
  }
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
