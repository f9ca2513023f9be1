/** Which gestures over a map in a frame are the map's, and which are left to the page around it. */

import { make, setText } from "./maker.js";

/** How long the hint is seen, in milliseconds. */
const HINT_MS = 1600;

/**
 * Say whether a turn of the wheel is meant for the map: with Ctrl (a pinch on a touchpad comes with it) or with Cmd.
 * @param {{ctrlKey: boolean, metaKey: boolean}} event
 */
export function wheelIsOurs({ ctrlKey, metaKey }) {
  return ctrlKey || metaKey;
}

/**
 * Say whether a drag is meant for the map: that of a mouse or a pen; one finger moves the page, two are a gesture of its own.
 * @param {{pointerType: string}} event
 */
export function dragIsOurs({ pointerType }) {
  return pointerType !== "touch";
}

/**
 * Leave the page around the frame what is not meant for the map, and say how the map is moved instead.
 * @param {import("leaflet").Map} map
 * @param {import("../model/phrases.js").Phrases} phrases
 * @param {AbortSignal} signal ends it
 */
export function shareGestures(map, phrases, signal) {
  const container = map.getContainer();
  const hint = make("div", { class: "front-gesture", "aria-hidden": "true", hidden: "", "data-testid": "gesture" });
  container.append(hint);
  let timer = 0;
  const tell = (/** @type {"wheel"|"wheel_mac"|"touch"} */ what) => {
    setText(hint, phrases.say(`web.embed.${what}`));
    hint.hidden = false;
    clearTimeout(timer);
    timer = window.setTimeout(() => (hint.hidden = true), HINT_MS);
  };
  const wheel = /mac/i.test(navigator.platform) ? "wheel_mac" : "wheel";
  const inPopup = (/** @type {Event} */ { target }) => target instanceof Element && target.closest(".leaflet-popup, .leaflet-control") !== null;
  container.addEventListener("wheel", (event) => {
    if (wheelIsOurs(event)) return;
    event.stopPropagation(); // the map does not hear of it, and the browser moves the page
    if (!inPopup(event)) tell(wheel);
  }, { capture: true, passive: true, signal });
  container.addEventListener("pointerdown", (event) => {
    if (dragIsOurs(event)) map.dragging.enable();
    else map.dragging.disable();
  }, { capture: true, signal });
  container.addEventListener("touchmove", (event) => {
    if (event.touches.length === 1 && !inPopup(event)) tell("touch");
  }, { capture: true, passive: true, signal });
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    hint.remove();
  });
}
