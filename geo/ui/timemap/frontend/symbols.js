/**
 * The symbols on one canvas over the map: circle = place, diamond = monument, filled = certain,
 * hollow and dashed = possible, ring = changed in the year shown, disc with a count = several records.
 */

import { Labels, namesTowns } from "./labels.js";
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
 *
 * @typedef {object} Palette
 * @property {string} before
 * @property {string} honouring
 * @property {string} after
 * @property {string} ring
 * @property {string} paper
 * @property {string} ink
 * @property {string} soft
 * @property {string} land
 */

/**
 * Read the colours from the style sheet, so that light and dark are decided in one place.
 * @param {Element} element
 * @returns {Palette}
 */
export function paletteOf(element) {
  const style = getComputedStyle(element);
  const colour = (name) => style.getPropertyValue(`--tm-${name}`).trim();
  return {
    before: colour("before"),
    honouring: colour("honouring"),
    after: colour("after"),
    ring: colour("ring"),
    paper: colour("paper"),
    ink: colour("ink"),
    soft: colour("soft"),
    land: colour("land"),
  };
}

/**
 * Draw one symbol.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {{category: string, status: string, certain: boolean, changed: boolean}} what
 * @param {Palette} palette
 */
export function drawSymbol(context, x, y, what, palette) {
  const colour = palette[what.status];
  const before = what.status === "before";
  const size = before ? 3.5 : 6;
  outline(context, x, y, what.category, size);
  context.lineWidth = 1.5;
  if (what.certain) {
    context.setLineDash([]);
    context.fillStyle = colour;
    context.strokeStyle = palette.paper;
    context.fill();
  } else {
    context.setLineDash([3, 2]);
    context.fillStyle = palette.paper;
    context.fill();
    context.strokeStyle = colour;
    context.lineWidth = 2;
  }
  context.stroke();
  context.setLineDash([]);
  if (what.changed) ring(context, x, y, size + 4.5, palette);
}

/**
 * Draw one symbol for several records: a disc in shares of their statuses, with their number.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {{before: number, honouring: number, after: number, total: number, changed: boolean}} counts
 * @param {Palette} palette
 */
export function drawGroup(context, x, y, counts, palette) {
  const radius = groupRadius(counts.total);
  let angle = -Math.PI / 2;
  context.setLineDash([]);
  context.beginPath();
  context.arc(x, y, radius + 1.5, 0, 2 * Math.PI);
  context.fillStyle = palette.paper;
  context.fill();
  for (const status of ["honouring", "after", "before"]) {
    if (!counts[status]) continue;
    const next = angle + (2 * Math.PI * counts[status]) / counts.total;
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, radius, angle, next);
    context.fillStyle = palette[status];
    context.fill();
    angle = next;
  }
  context.beginPath();
  context.arc(x, y, radius - 4, 0, 2 * Math.PI);
  context.fillStyle = palette.paper;
  context.fill();
  context.fillStyle = palette.ink;
  context.font = "600 11px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(String(counts.total), x, y + 0.5);
  if (counts.changed) ring(context, x, y, radius + 3.5, palette);
}

/** @param {number} total */
function groupRadius(total) {
  return total < 10 ? 10.5 : total < 100 ? 13 : 16;
}

/**
 * Say how much room a symbol may need at the most, ring included.
 * @param {Group} group
 */
export function room(group) {
  return group.members.length === 1 ? 9 : groupRadius(group.members.length) + 4;
}

/**
 * Merge groups until no two symbols can cover each other in any year.
 * @param {Group[]} groups
 * @returns {Group[]}
 */
export function apart(groups) {
  const kept = [];
  for (let group of groups) {
    for (let at = 0; at < kept.length; at++) {
      const other = kept[at];
      if (Math.hypot(group.x - other.x, group.y - other.y) >= room(group) + room(other)) continue;
      kept.splice(at, 1);
      group = merged(group, other);
      at = -1;
    }
    kept.push(group);
  }
  return kept;
}

/**
 * @param {Group} one
 * @param {Group} other
 * @returns {Group}
 */
function merged(one, other) {
  const [few, many] = [one.members.length, other.members.length];
  const mean = (name) => (one[name] * few + other[name] * many) / (few + many);
  return { x: mean("x"), y: mean("y"), members: [...one.members, ...other.members], shown: [] };
}

function outline(context, x, y, category, size) {
  context.beginPath();
  if (category === "monument") {
    const reach = size * 1.25;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
  } else {
    context.arc(x, y, size, 0, 2 * Math.PI);
  }
}

function ring(context, x, y, radius, palette) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = palette.ring;
  context.lineWidth = 2;
  context.stroke();
}

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
      const cells = new Map();
      this.groups = [];
      this.points = [];
      this.passing = 0;
      /** @type {Map<import("./states.js").Label, L.Point[]>} */
      this.spots = new Map();
      periods.records.forEach((record, index) => {
        if (!this._passes(record)) return;
        this.passing += 1;
        const point = this._map.latLngToLayerPoint([record.lat, record.lon]).subtract(min);
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
      this.landmarks = towns.map(({ name, lat, lon }) => {
        const { x, y } = this._map.latLngToLayerPoint([lat, lon]).subtract(this._bounds.min);
        return { name, x, y };
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

    /** @param {Group} group */
    latLngOf(group) {
      if (group.shown.length === 1) {
        const record = periods.records[group.shown[0].record];
        return L.latLng(record.lat, record.lon);
      }
      return this._map.layerPointToLatLng(L.point(group.x, group.y).add(this._bounds.min));
    },

    /**
     * Find the symbol that stands for a record.
     * @param {number} index
     * @returns {?Group}
     */
    groupOf(index) {
      return this.groups.find((group) => group.members.includes(index)) ?? null;
    },
  });
  return new Symbols();
}

function isProminent(group) {
  return group.shown.some((shown) => shown.changed || shown.status === "honouring");
}
