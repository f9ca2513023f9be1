/** Small drawings beside words: lines of 1.6 units in a square of 20, in the colour of the letters. */

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  panel: "M3.5 4.5h13v11h-13zM8.5 4.5v11",
  link: "M8.5 11.5a3 3 0 0 0 4.3.2l2.5-2.5a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.500a3 3 0 0 0-4.3-.2l-2.5 2.500a3 3 0 0 0 4.3 4.300l1-1",
  save: "M10 3.500v8.500m-3.5-3.2 3.5 3.4 3.5-3.400M4 15.500h12",
  story: "M10 5.600c-2-1.200-4.400-1.600-6.500-1.600v10.500c2.100 0 4.500.4 6.500 1.500 2-1.100 4.400-1.500 6.500-1.500V4c-2.100 0-4.500.4-6.500 1.600zm0 0V16",
  about: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.200v4.300M10 6.300v.2",
  cross: "M5.5 5.500l9 9m0-9-9 9",
  find: "M9 14.500a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4",
  again: "M4 9V8a2 2 0 0 1 2-2h9.5M13 3.500 15.5 6 13 8.5M16 11v1a2 2 0 0 1-2 2H4.5M7 16.500 4.5 14 7 11.500",
  fold: "M6 8l4 4 4-4",
  out: "M8 5H4.500v10.500H15V12M11 4.500h4.500V9M15 5l-6.500 6.500",
  frame: "M7 6.500 3.500 10 7 13.500M13 6.500l3.500 3.500-3.500 3.500M11.300 5.500l-2.600 9",
  full: "M3.500 7.500v-4h4M12.500 3.500h4v4M16.500 12.500v4h-4M7.500 16.500h-4v-4",
  restart: "M4.500 10a5.500 5.500 0 1 0 1.700-4L4.300 7.800M4.200 3.800v4.100h4.100",
  code: "M3.500 3.500h5v5h-5zM11.500 3.500h5v5h-5zM3.500 11.500h5v5h-5zM12 12h1.500v1.500M16.500 12v1M12 16.500h1.500M16 16.500h.5",
  figures: "M3.500 16.500h13M6 13.500v-3M10 13.500v-9M14 13.500v-6",
  away: "M12 5.5 7.5 10l4.5 4.5",
};

/**
 * Make a drawing.
 * @param {keyof typeof PATHS} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ class: "front-icon", viewBox: "0 0 20 20", "aria-hidden": "true" })) drawing.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}
