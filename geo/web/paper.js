/** The map in one file, printed. */

/** Makes map and page fit for paper, and puts them back. */
export class Paper {
  /** @param {TimeMap} timemap */
  constructor(timemap) {
    this.timemap = timemap;
    this.view = null;
    this.remember();
    timemap.map.on("moveend", () => this.remember());
  }

  /** Keep what the screen shows: when paper is told of, the map may be as narrow as the sheet already. */
  remember() {
    if (this.view || window.matchMedia("print").matches) return;
    const { map } = this.timemap;
    this.screen = { bounds: map.getBounds(), centre: map.getCenter(), zoom: map.getZoom() };
  }

  on() {
    if (this.view) return;
    const { map } = this.timemap;
    const legend = map.getContainer().querySelector(".tm-legend");
    const { zoomSnap, minZoom } = map.options;
    this.view = {
      ...this.screen, open: legend.open, legend, corner: legend.parentNode, limits: { zoomSnap, minZoom },
    };
    legend.open = true;
    map.getContainer().after(legend); // on the map it would hide symbols, and paper has no way to close it
    document.documentElement.classList.add("page-print");
    Object.assign(map.options, { zoomSnap: 0, minZoom: 0 }); // else a sheet narrower than the screen cuts what was in view
    map.invalidateSize({ animate: false });
    map.fitBounds(this.view.bounds, { padding: [16, 16], animate: false }); // a symbol on the edge is whole
    this.timemap.repaint();
  }

  off() {
    if (!this.view) return;
    const { map } = this.timemap;
    const { centre, zoom, open, legend, corner, limits } = this.view;
    this.view = null;
    corner.append(legend);
    legend.open = open;
    Object.assign(map.options, limits);
    document.documentElement.classList.remove("page-print");
    map.invalidateSize({ animate: false });
    map.setView(centre, zoom, { animate: false });
    this.timemap.repaint();
  }
}
