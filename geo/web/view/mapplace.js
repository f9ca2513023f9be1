/** Where the map is: it goes where the view says, and reports to the store where a person has moved it. */

import { beside, together } from "./meridian.js";

/* global L */

/** How long the map rests before it reports its place, in milliseconds. */
const REST_MS = 200;
/** How near the map goes to the records of a filter. */
const FIT_ZOOM = 6;
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
    /** Whether what moves the map now is in the view already, and whether it is of no account. */
    this.isQuiet = false;
    this.isStill = false;
    /** Whether a popup is about to move the map, and whether it is what moves it now. */
    this.asked = false;
    this.panned = false;
    this.size = String(map.getSize());
    /** @type {?At} what was reported or followed last */
    this.reported = null;
    this.resting = 0;
    map.on("moveend", () => this.#rest());
    map.on("autopanstart", () => (this.asked = true));
    map.on("movestart", () => {
      this.panned = this.asked;
      this.asked = false;
    });
  }

  /**
   * Move the map for what the view says anyway: what it reports is a place that the view has already.
   * @param {() => void} move
   */
  quietly(move) {
    const before = this.isQuiet;
    this.isQuiet = true;
    move();
    this.isQuiet = before;
  }

  /**
   * Go where a view says, or to what passes its filters if its countries are others now.
   * @param {import("../model/view.js").View} view
   * @param {import("../model/view.js").View} last
   * @param {Uint8Array} passing by record
   */
  go(view, last, passing) {
    if (view.at && view.at !== last.at) this.follow(view.at);
    else if (JSON.stringify(view.query.country) !== JSON.stringify(last.query.country)) this.show(passing);
  }

  /**
   * Bring records into view.
   * @param {Uint8Array} chosen by record
   */
  show(chosen) {
    const places = placesOf(this.store.table, chosen);
    if (places.length) this.quietly(() => this.fit(places, FIT_ZOOM));
  }

  /**
   * Move the map for a while, as for paper: it reports nothing to the store.
   * @param {() => void} move
   */
  still(move) {
    this.isStill = true;
    move();
    this.isStill = false;
  }

  /**
   * Go where the view says, unless the map said so itself.
   * @param {At} at
   */
  follow(at) {
    if (at === this.reported) return;
    this.reported = at;
    clearTimeout(this.resting);
    const [lon, lat, zoom] = at;
    this.still(() => this.map.setView([lat, beside(lon, this.map.getCenter().lng)], zoom, { animate: false }));
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

  /** Tell the store where the map rests when a person has moved it; not when a popup or the window did. */
  #rest() {
    const size = String(this.map.getSize());
    const reports = !this.panned && (this.isQuiet ? this.store.view.at !== null : size === this.size);
    this.panned = false;
    this.size = size;
    if (!reports || this.isStill) return;
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => {
      const { lng, lat } = this.map.getCenter().wrap();
      this.reported = [Number(lng.toFixed(3)), Number(lat.toFixed(3)), this.map.getZoom()];
      this.store.set({ at: this.reported });
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

/**
 * Give the places of some records.
 * @param {import("../model/layertable.js").LayerTable} table
 * @param {Uint8Array} chosen
 * @returns {[lon: number, lat: number][]} degrees
 */
export function placesOf({ lon, lat }, chosen) {
  return [...chosen.keys()].filter((record) => chosen[record]).map((record) => [lon[record], lat[record]]);
}
