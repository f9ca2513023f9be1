/** The map in one file, printed. */

/** Makes map and page fit for paper, and puts them back. */
export class Paper {
  /** @param {import("./timemap.js").TimeMap} timemap */
  constructor(timemap) {
    this.timemap = timemap;
    this.view = null;
  }

  on() {
    if (this.view) return;
    const { map } = this.timemap;
    const legend = map.getContainer().querySelector(".tm-legend");
    this.view = { bounds: map.getBounds(), centre: map.getCenter(), zoom: map.getZoom(), open: legend.open };
    legend.open = true;
    document.documentElement.classList.add("page-print");
    map.invalidateSize({ animate: false });
    map.fitBounds(this.view.bounds, { animate: false });
    this.timemap.repaint();
  }

  off() {
    if (!this.view) return;
    const { map } = this.timemap;
    const { centre, zoom, open } = this.view;
    this.view = null;
    map.getContainer().querySelector(".tm-legend").open = open;
    document.documentElement.classList.remove("page-print");
    map.invalidateSize({ animate: false });
    map.setView(centre, zoom, { animate: false });
    this.timemap.repaint();
  }
}
