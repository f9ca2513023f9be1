/** The map by keyboard, and its colours and size as the page around it changes. */

/**
 * Let keys open what is in the middle of the map, close what is open, and use the control of layers.
 * @param {import("leaflet").Map} map
 * @param {{press: () => void, close: () => boolean}} actions `close` says whether something was open
 */
export function keys(map, { press, close }) {
  const container = map.getContainer();
  container.addEventListener("keydown", (event) => {
    const control = /** @type {?HTMLElement} */ (container.querySelector(".leaflet-control-layers"));
    if (control?.contains(/** @type {Node} */ (event.target))) {
      layersKey(event, control);
      return;
    }
    if (event.key === "Escape" && close()) container.focus({ preventScroll: true });
    if (event.key !== "Enter" || event.target !== container) return;
    event.preventDefault(); // else the same press would go on to the button that gets the focus
    press();
  });
}

/**
 * Open and close the layer control from the keyboard without losing the focus.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} control
 */
function layersKey(event, control) {
  const toggle = /** @type {HTMLElement} */ (control.querySelector(".leaflet-control-layers-toggle"));
  if (event.key === "Escape") {
    control.classList.remove("leaflet-control-layers-expanded");
    toggle.focus();
  } else if (event.key === "Enter" && event.target === toggle) {
    requestAnimationFrame(() => control.querySelector("input")?.focus());
  }
}

/**
 * Be told when the page's colours change.
 * @param {AbortSignal} signal ends it
 * @param {() => void} changed
 */
export function onColours(signal, changed) {
  const theme = new MutationObserver(changed);
  for (const element of [document.documentElement, document.body]) {
    theme.observe(element, { attributes: true, attributeFilter: ["class", "style", "data-theme"] });
  }
  signal.addEventListener("abort", () => theme.disconnect());
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"]) {
    window.matchMedia(query).addEventListener("change", () => requestAnimationFrame(changed), { signal });
  }
}

/**
 * Act when one of some elements has another size.
 * @param {Iterable<Element>} elements
 * @param {AbortSignal} signal ends it
 * @param {() => void} act
 */
export function whenResized(elements, signal, act) {
  const sizes = new ResizeObserver(act);
  for (const element of elements) sizes.observe(element);
  signal.addEventListener("abort", () => sizes.disconnect());
}
