/**
 * The symbols on one canvas over the map: circle = place, diamond = monument, filled = certain,
 * hollow and dashed = possible, ring = changed in the year shown, disc with a count = several records.
 */

import { drawGroup, drawSymbol, paletteOf } from "./draw.js";
import { apart, room } from "./groups.js";
import { Labels, namesTowns } from "./labels.js";
import { beside } from "./meridian.js";
import { CERTAIN, NO, UNDATED } from "./rule.js";
import { spots } from "./states.js";

/* global L */

const CELL_PX = 18;
const REACH_PX = 13;
/** The least extent of a state whose name is written: the root of its square degrees at zoom 0. */
const LEAST_LABELLED = 67;

/**
 * @typedef {object} Shown one record as the year shows it
 * @property {number} record index in Periods.records
 * @property {number} row
 * @property {number} state
 * @property {"before"|"honouring"|"after"} status how it is drawn
 * @property {boolean} changed
 *
 * @typedef {object} Group records so near to each other that they share one symbol
 * @property {number} x pixels in the canvas
 * @property {number} y
 * @property {number[]} members indexes of records
 * @property {Shown[]} shown those of them that the year shows
 * @property {{x: number, y: number}} [spot] where the symbol is drawn: a single record keeps its own point
 */

/**
 * Make the Leaflet layer that draws the periods.
 * @param {import("./rule.js").Periods} periods
 * @returns {L.Layer & {show: Function, hit: Function, shown: Shown[]}}
 */
export function symbolLayer(periods) {
  const Symbols = L.Renderer.extend({
    options: { padding: 0.25, pane: "overlayPane" },

    initialize() {
      L.Renderer.prototype.initialize.call(this);
      this._layers = {};
      this.mask = new Uint8Array(periods.rows.length).fill(1);
      this.year = 0;
      this.undated = false;
      /** @type {(year: number) => import("./states.js").Label[]} */
      this.stateLabels = () => [];
      /** @type {?import("./towns.js").Towns} */
      this.towns = null;
      /** @type {"year"|"changes"|"all"} */
      this.mode = "year";
      /** @type {Shown[]} */
      this.shown = [];
      /** @type {Group[]} */
      this.groups = [];
    },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.className = "tm-symbols";
      this._context = this._container.getContext("2d");
    },

    _destroyContainer() {
      this._container.remove();
      delete this._container;
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      const canvas = this._container;
      L.DomUtil.setPosition(canvas, this._bounds.min);
      canvas.width = Math.round(size.x * ratio);
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      this._ratio = ratio;
      this._group();
      this._draw();
    },

    /**
     * Show a year.
     * @param {{year?: number, mask?: Uint8Array, undated?: boolean, mode?: string}} what
     */
    show(what) {
      Object.assign(this, what);
      if (!this._bounds) return;
      if (what.mask) this._group();
      this._draw();
    },

    /** Put records into groups by their distance on the screen; years do not change it. */
    _group() {
      const min = this._bounds.min;
      this._middle = this._map.getCenter().lng;
      const cells = new Map();
      this.groups = [];
      this.points = [];
      this.passing = 0;
      /** @type {Map<import("./states.js").Label, L.Point[]>} */
      this.spots = new Map();
      periods.records.forEach((record, index) => {
        if (!this._passes(record)) return;
        this.passing += 1;
        const point = this._map.latLngToLayerPoint(this.latLngFor(record)).subtract(min);
        this.points[index] = point;
        const [column, line] = [Math.floor(point.x / CELL_PX), Math.floor(point.y / CELL_PX)];
        const near = this._near(cells, column, line, point);
        if (near) {
          near.members.push(index);
        } else {
          const group = { x: point.x, y: point.y, members: [index], shown: [] };
          this.groups.push(group);
          const key = `${column},${line}`;
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push(group);
        }
      });
      this.groups = apart(this.groups);
      this._findTowns();
      this._findView();
    },

    /** Find what is seen of the canvas, and what controls lie over it. */
    _findView() {
      const seen = this._map.getContainer().getBoundingClientRect();
      const { x, y } = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min);
      const boxOf = ({ left, top, right, bottom }) => ({
        left: left - seen.left + x,
        top: top - seen.top + y,
        right: right - seen.left + x,
        bottom: bottom - seen.top + y,
      });
      this.view = boxOf(seen);
      this.covered = [...this._map.getContainer().querySelectorAll(".leaflet-control")].map((control) => boxOf(control.getBoundingClientRect()));
    },

    /** Find the large towns in view and where they stand; years do not change it. */
    _findTowns() {
      const towns = this.towns?.within(this._map.getBounds(), this._map.getZoom()) ?? [];
      this.landmarks = towns.map((town) => {
        const { x, y } = this._map.latLngToLayerPoint(this.latLngFor(town)).subtract(this._bounds.min);
        return { name: town.name, x, y };
      });
    },

    /** @param {import("./towns.js").Towns} towns */
    orient(towns) {
      this.towns = towns;
      if (!this._bounds) return;
      this._findTowns();
      this._draw();
    },

    _passes(record) {
      for (let row = record.first; row < record.end; row++) if (this.mask[row]) return true;
      return false;
    },

    /** Give the records that pass the filters, in whatever year. */
    passingRecords() {
      return periods.records.filter((record) => this._passes(record));
    },

    _near(cells, column, line, point) {
      for (let across = -1; across <= 1; across++) {
        for (let down = -1; down <= 1; down++) {
          for (const group of cells.get(`${column + across},${line + down}`) ?? []) {
            if (Math.hypot(group.x - point.x, group.y - point.y) < CELL_PX) return group;
          }
        }
      }
      return null;
    },

    _shownOf(index) {
      const record = periods.records[index];
      if (this.mode === "all") {
        const row = periods.honouredRow(record);
        const status = periods.rows[record.end - 1].status;
        return this._passes(record) ? { record: index, row, state: CERTAIN, status, changed: false } : null;
      }
      if (this.mode === "changes") {
        const row = periods.endedBy(record, this.year);
        if (row < 0 || !this.mask[row]) return null;
        return { record: index, row, state: CERTAIN, status: "after", changed: periods.beganIn(row, this.year) };
      }
      return this._inYear(index);
    },

    _inYear(index) {
      const [row, state] = periods.stateIn(periods.records[index], this.year);
      if (state === NO || !this.mask[row] || (state === UNDATED && !this.undated)) return null;
      const { status } = periods.rows[row];
      return { record: index, row, state, status, changed: periods.beganIn(row, this.year) };
    },

    _draw() {
      const context = this._context;
      const palette = paletteOf(this._map.getContainer());
      context.setTransform(this._ratio, 0, 0, this._ratio, 0, 0);
      context.clearRect(0, 0, this._container.width, this._container.height);
      this.shown = [];
      for (const group of this.groups) {
        group.shown = [];
        for (const index of group.members) {
          const shown = this._shownOf(index);
          if (shown) group.shown.push(shown);
        }
        group.spot = group.shown.length === 1 ? this.points[group.shown[0].record] : group;
        this.shown.push(...group.shown);
      }
      for (const last of [false, true]) {
        for (const group of this.groups) {
          if (group.shown.length && isProminent(group) === last) this._drawGroup(context, group, palette);
        }
      }
      this._label(context, palette);
      this.fire("draw");
    },

    /** Find where a state may be named in this view; years do not change it. */
    _spotsOf(label) {
      if (!this.spots.has(label)) {
        const extent = Math.sqrt(label.size) * 2 ** this._map.getZoom();
        const found = extent > LEAST_LABELLED ? spots(label, this._map.getBounds()) : [];
        this.spots.set(label, found.map((spot) => this._map.latLngToLayerPoint(spot).subtract(this._bounds.min)));
      }
      return this.spots.get(label);
    },

    /** Write the names of the year's towns and states, then of other large towns, where there is room. */
    _label(context, palette) {
      this.labels = new Labels(context, palette, this.view);
      for (const box of this.covered) this.labels.cover(box);
      const shown = this.groups.filter((group) => group.shown.length);
      for (const group of shown) this.labels.keep(group.spot.x, group.spot.y, group.shown.length === 1 ? 9 : room(group));
      if (namesTowns(this._map.getZoom())) {
        for (const group of shown) {
          const towns = group.shown.map((one) => periods.rows[one.row]).filter((period) => period.kind === "settlement");
          const aside = (group.shown.length === 1 ? 9 : room(group)) + 3;
          if (towns.length === 1) this.labels.town(towns[0].name, group.spot.x + aside, group.spot.y);
        }
      }
      for (const label of [...this.stateLabels(this.year)].sort((one, other) => other.size - one.size)) {
        const points = this._spotsOf(label);
        if (points.length) this.labels.state(label.text, points);
      }
      for (const { name, x, y } of this.landmarks) this.labels.landmark(name, x, y);
    },

    _drawGroup(context, group, palette) {
      if (group.shown.length === 1) {
        const [shown] = group.shown;
        const period = periods.rows[shown.row];
        const certain = shown.state === CERTAIN;
        const what = { category: period.category, status: shown.status, certain, changed: shown.changed };
        drawSymbol(context, group.spot.x, group.spot.y, what, palette);
        return;
      }
      const counts = { before: 0, honouring: 0, after: 0, total: group.shown.length, changed: false };
      for (const shown of group.shown) {
        counts[shown.status] += 1;
        counts.changed ||= shown.changed;
      }
      drawGroup(context, group.x, group.y, counts, palette);
    },

    /**
     * Find the symbol at a place of the map.
     * @param {L.LatLng} latlng
     * @param {number} [reach] pixels
     * @returns {?Group}
     */
    hit(latlng, reach = REACH_PX) {
      const point = this._map.latLngToLayerPoint(latlng).subtract(this._bounds.min);
      let best = null;
      let nearest = reach;
      for (const group of this.groups) {
        if (!group.shown.length) continue;
        const distance = Math.hypot(group.spot.x - point.x, group.spot.y - point.y);
        if (distance <= nearest) [best, nearest] = [group, distance];
      }
      return best;
    },

    /**
     * Say where on the map a place is: the world has no end at 180 degrees, and it is drawn where it is nearest to view.
     * @param {{lon: number, lat: number}} place degrees
     * @returns {L.LatLng}
     */
    latLngFor({ lon, lat }) {
      return L.latLng(lat, beside(lon, this._middle));
    },

    /** @param {Group} group */
    latLngOf(group) {
      if (group.shown.length === 1) {
        return this.latLngFor(periods.records[group.shown[0].record]);
      }
      return this._map.layerPointToLatLng(L.point(group.x, group.y).add(this._bounds.min));
    },
  });
  return new Symbols();
}

function isProminent(group) {
  return group.shown.some((shown) => shown.changed || shown.status === "honouring");
}
