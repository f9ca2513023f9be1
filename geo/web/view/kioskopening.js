/** The view to which a page in a museum goes back: the one of the address with which its browser was started. */

import { format, parse } from "../model/address.js";
import { sameSetting, settingIn, withSetting } from "../model/setting.js";

const KEPT = "de-stalinization-kiosk-opening";

/**
 * Give the opening view. A page that is loaded anew keeps the one that it had, as its address has gone on with its visitors;
 * one that is set up otherwise than before begins anew.
 * @param {import("./app.js").Screen} screen
 * @returns {import("../model/view.js").View}
 */
export function openingOf({ host, store, table, setting }) {
  const kept = settingIn((isLoadedAnew() && session()) || "");
  if (sameSetting(kept.setting, setting, host.editions)) return parse(kept.rest, table.schema).view;
  session(withSetting(format(store.view, table.schema), setting));
  return store.view;
}

function isLoadedAnew() {
  const [how] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return how?.type === "reload" || how?.type === "back_forward";
}

/**
 * Read, or write, what the browser remembers until it is closed.
 * @param {string} [value]
 * @returns {?string}
 */
function session(value) {
  try {
    if (value !== undefined) sessionStorage.setItem(KEPT, value);
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
