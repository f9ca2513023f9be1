/** Where the map is: it goes where the view says, and the store is told where a person has moved it. */

import { beside, together } from "./meridian.js";

/* global L */

/** How long the map rests before its place is told, in milliseconds. */
const REST_MS = 200;
/** How much of the map its controls cover, in pixels. */
const LEFT_PX = 60;
const LEGEND_PX = 170;
const EDGE_PX = 40;

/** @typedef {[lon: number, lat: number, zoom: number]} At degrees, and the map's zoom */

export class MapPlace {
  /**
   * @param {import("leaflet").Map} map
   * @param {import("../model/store.js").Store} store
   */
  constructor(map, store) {
    this.map = map;
    this.store = store;
    /** Whether what moves the map now is in the view already, or of no account. */
    this.isQuiet = false;
    this.panned = false;
    this.size = String(map.getSize());
    /** @type {?At} what was told or followed last */
    this.told = null;
    this.resting = 0;
    map.on("moveend", () => this.#rest());
    map.on("autopanstart", () => (this.panned = true));
  }

  /**
   * Move the map without telling the store.
   * @param {() => void} move
   */
  quietly(move) {
    const before = this.isQuiet;
    this.isQuiet = true;
    move();
    this.isQuiet = before;
  }

  /**
   * Go where the view says, unless the map said so itself.
   * @param {At} at
   */
  follow(at) {
    if (at === this.told) return;
    this.told = at;
    const [lon, lat, zoom] = at;
    this.quietly(() => this.map.setView([lat, beside(lon, this.map.getCenter().lng)], zoom, { animate: false }));
  }

  /**
   * Bring some places into view.
   * @param {[lon: number, lat: number][]} places degrees
   * @param {number} maxZoom
   */
  fit(places, maxZoom) {
    const legend = this.map.getSize().x > 600 ? LEGEND_PX : EDGE_PX;
    const room = { paddingTopLeft: L.point(LEFT_PX, EDGE_PX), paddingBottomRight: L.point(legend, EDGE_PX) };
    this.map.fitBounds(extent(places), { ...room, maxZoom, animate: false });
  }

  /** Tell the store where the map rests when a person has moved it; not when a popup, the window or the view did. */
  #rest() {
    const size = String(this.map.getSize());
    const own = !this.isQuiet && !this.panned && size === this.size;
    this.panned = false;
    this.size = size;
    if (!own) return;
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => {
      const { lng, lat } = this.map.getCenter().wrap();
      this.told = [Number(lng.toFixed(3)), Number(lat.toFixed(3)), this.map.getZoom()];
      this.store.set({ at: this.told });
    }, REST_MS);
  }

  destroy() {
    clearTimeout(this.resting);
  }
}

/**
 * Give the smallest box around some places, across 180 degrees if that is shorter.
 * @param {[lon: number, lat: number][]} places degrees
 */
export function extent(places) {
  const lons = together(places.map(([lon]) => lon));
  return L.latLngBounds(places.map(([, lat], at) => L.latLng(lat, lons[at])));
}
