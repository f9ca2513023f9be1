/** A canvas over the map that moves and zooms with it, and is drawn by one function. */

/* global L */

/** How far beyond the view the canvas goes, as a share of it. */
const PADDING = 0.25;
/** On paper so many pixels of the canvas are one of the page, about 290 to an inch. */
const PAPER_RATIO = 3;

/**
 * @typedef {object} Frame where the canvas lies
 * @property {number} scale pixels of the page for one of the canvas' own, in which all that follows is measured
 * @property {number} width pixels
 * @property {number} height
 * @property {number} world pixels around the world at this zoom
 * @property {number} left pixels of the canvas' left edge from the meridian of 180 degrees west
 * @property {number} top pixels of its upper edge from the upper edge of the world
 * @property {number} zoom
 *
 * @typedef {object} Painter
 * @property {(frame: Frame) => void} [moved] the canvas lies elsewhere
 * @property {(context: CanvasRenderingContext2D, frame: Frame, ratio: number) => void} paint
 */

/**
 * Give the frame of a canvas that goes beyond a view as far as ours do on the screen, and say where the view lies in it.
 * @param {Frame} view
 * @returns {{frame: Frame, dx: number, dy: number}} pixels from the left and upper edge of the canvas
 */
export function beyond(view) {
  const [dx, dy] = [-Math.round(-PADDING * view.width), -Math.round(-PADDING * view.height)];
  const [width, height] = [Math.round(view.width * (1 + 2 * PADDING)), Math.round(view.height * (1 + 2 * PADDING))];
  return { frame: { ...view, width, height, left: view.left - dx, top: view.top - dy }, dx, dy };
}

/**
 * Make the Leaflet layer.
 * @param {Painter} painter
 * @param {Object<string, unknown>} options of a Leaflet layer: `pane`, `attribution`
 * @returns {import("leaflet").Layer & {repaint: () => void, corner: () => import("leaflet").Point, frame: ?Frame}}
 */
export function surface(painter, options) {
  const Renderer = /** @type {any} */ (L.Renderer);
  const Surface = Renderer.extend({
    options: { padding: PADDING, ...options },
    frame: null,

    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.className = "tm-surface";
      this._context = this._container.getContext("2d");
      this._lies = "";
    },

    _destroyContainer() {
      this._container.remove();
      delete this._container;
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      Renderer.prototype._update.call(this);
      const { x, y } = this._bounds.getSize();
      const origin = this._map.getPixelOrigin();
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._ratio = this._map.options.paper ? PAPER_RATIO : window.devicePixelRatio || 1;
      const zoom = this._map.getZoom();
      const { min } = this._bounds;
      const scale = this._map.options.scale ?? 1;
      const lies = [x, y, origin, min, zoom, this._ratio, scale].join(" ");
      if (this.frame && lies === this._lies) return; // a jump is told twice: as the end of a move, and as another view
      this._lies = lies;
      this._fitCanvas(x, y);
      const [left, top] = [(min.x + origin.x) / scale, (min.y + origin.y) / scale];
      this.frame = { scale, width: x / scale, height: y / scale, world: (256 * 2 ** zoom) / scale, left, top, zoom };
      painter.moved?.(this.frame);
      this.repaint();
    },

    /**
     * @param {number} width
     * @param {number} height
     */
    _fitCanvas(width, height) {
      const canvas = this._container;
      const [wide, high] = [Math.round(width * this._ratio), Math.round(height * this._ratio)];
      if (canvas.width !== wide || canvas.height !== high) {
        canvas.width = wide;
        canvas.height = high;
      }
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    },

    /** Say where its upper left corner lies in the map's box, in pixels of the page. */
    corner() {
      return this._map.layerPointToContainerPoint(this._bounds.min);
    },

    /**
     * Lie on whole pixels where the view is the one that is drawn; Leaflet puts it where the middle of the map is to a fraction.
     * @param {import("leaflet").LatLng} center
     * @param {number} zoom
     */
    _updateTransform(center, zoom) {
      if (center === this._center && zoom === this._zoom) L.DomUtil.setPosition(this._container, this._bounds.min);
      else Renderer.prototype._updateTransform.call(this, center, zoom);
    },

    /** Draw anew where it lies. */
    repaint() {
      if (!this.frame || !this._container) return;
      const context = this._context;
      const ratio = this._ratio * this.frame.scale;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, this.frame.width, this.frame.height);
      // on paper it is an image: Chromium would print what is done from here on, and white first, over what lies below
      if (this._map.options.paper) context.drawImage(this._container, 0, 0, 1, 1, 0, 0, 1, 1);
      painter.paint(context, this.frame, ratio);
    },
  });
  return new Surface();
}
