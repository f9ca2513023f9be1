/** What the map needs beside itself: the box of some places, the way to a whole record, the layer control by keyboard, the events. */

import { read } from "./elements.js";
import { together } from "./meridian.js";
import { make } from "./popups.js";

/* global L */

/**
 * Give the smallest box around some places, across 180 degrees if that is shorter.
 * @param {{lon: number, lat: number}[]} places
 * @returns {L.LatLngBounds}
 */
export function extent(places) {
  const lons = together(places.map(({ lon }) => lon));
  return L.latLngBounds(places.map(({ lat }, at) => [lat, lons[at]]));
}

/**
 * Make the button that leads from a popup to the whole record, wherever that stands on the page.
 * @param {string} id of the record
 * @returns {HTMLElement}
 */
export function readOn(id) {
  const button = make("button", { type: "button", class: "tm-closer" }, "Whole record");
  button.addEventListener("click", () => {
    const card = document.querySelector(`[data-testid=record][data-record="${CSS.escape(id)}"]`);
    if (!card) return;
    card.tabIndex = -1;
    card.scrollIntoView({ block: "start" });
    card.focus({ preventScroll: true });
  });
  return button;
}

/**
 * Open and close the layer control from the keyboard without losing the focus.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} container of the map
 */
export function layersKey(event, container) {
  const control = container.querySelector(".leaflet-control-layers");
  if (!control?.contains(event.target)) return;
  const toggle = control.querySelector(".leaflet-control-layers-toggle");
  if (event.key === "Escape") {
    control.classList.remove("leaflet-control-layers-expanded");
    toggle.focus();
  } else if (event.key === "Enter" && event.target === toggle) {
    requestAnimationFrame(() => control.querySelector("input")?.focus());
  }
}

/**
 * Read the dated events and put their dates into words.
 * @param {import("./timemap.js").Data["events"]} source
 * @returns {Promise<import("./timebar.js").PoliticalEvent[]>}
 */
export async function politicalEvents(source) {
  const events = await read(source);
  return events.map((event) => ({
    ...event,
    ...source.words[event.id],
    sources: Object.values(event.sources).map((cited) => cited.url),
  }));
}
