/** The host of the map in one file: that of a page without a server, and the numbers to quote, where the file carries them. */

import { figureIn } from "../model/quoting.js";
import { start as startPage } from "./file.js";

/**
 * Open the map in the page.
 * @param {(leaflet: object, timemap: object) => void} open folium's script of the map
 */
export async function start(open) {
  const figures = document.getElementById("part-figures")?.textContent;
  if (!figures) return startPage(open);
  let asked = takeFigure();
  /** @type {(key: string) => void} */
  let show = (key) => void (asked = key);
  window.addEventListener("hashchange", () => { // before the page reads the address
    const key = takeFigure();
    if (key !== null) show(key);
  });
  const screen = await startPage(open);
  const { embed, kiosk } = screen.setting;
  if (embed || kiosk !== null) return screen;
  const { FigureBox } = await import("../view/figurebox.js");
  const box = new FigureBox(screen, JSON.parse(figures));
  screen.extras.push(box);
  show = (key) => box.open(key);
  if (asked !== null) show(asked);
  return screen;
}

/** Take out of the address which number it asks for: the rest is what the page reads. */
function takeFigure() {
  const { figure, rest } = figureIn(location.hash.slice(1));
  if (figure !== null) history.replaceState(null, "", `#${rest}`);
  return figure;
}
