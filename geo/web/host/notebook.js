/** The host of a page of folium's: the map in one file, to which its maker has added folium's own elements. */

import { start as startFile } from "./singlefile.js";

/**
 * @typedef {import("../view/parts.js").Parts} Parts
 * @typedef {import("leaflet").Map} LeafletMap
 */

/**
 * Open the map. Where a script or picture of what was added cannot be had, the map is drawn without, and says so.
 * @param {(leaflet: object, timemap: Parts, $: Function) => void} all folium's script of the map and of what was added
 * @param {(leaflet: object, timemap: Parts) => void} alone folium's script of the map
 */
export async function start(all, alone) {
  document.body.classList.add("front-page");
  /** @type {?string} */
  let missing = null;
  const screen = await startFile((leaflet, timemap) => {
    const parts = /** @type {Parts} */ (timemap);
    try {
      all(leaflet, parts, /** @type {{jQuery?: Function}} */ (/** @type {unknown} */ (globalThis)).jQuery ?? elements);
    } catch (error) {
      console.error(error);
      missing = error instanceof Error ? error.message : String(error);
      parts.map?.remove();
      alone(leaflet, parts);
    }
  });
  document.documentElement.lang = screen.store.phrases.lang;
  if (missing !== null) screen.say(screen.store.phrases.say("web.notice.added_missing", { why: missing }));
  return screen;
}

/**
 * Do what folium's popups and layers ask of jQuery: make elements of the markup that their maker wrote, or wait for the page.
 * @param {string|Document} what
 * @returns {Element[]|{ready: (then: () => void) => void}}
 */
function elements(what) {
  if (typeof what !== "string") return { ready: (then) => queueMicrotask(then) };
  return [...new DOMParser().parseFromString(what, "text/html").body.children];
}
