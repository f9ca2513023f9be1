/** The files that hold pictures of the map: PNG, SVG, and GIF of several years. */

import { GifWriter } from "../model/gifwriter.js";
import { flatColours, Palette256 } from "./flatcolours.js";
import { MapPicture, seenOf } from "./mappicture.js";
import { SvgPen } from "./svgpen.js";

/** Pixels of a PNG for one of the page. */
const SHARP = 2;
/** Width of the map in an animation, in pixels. */
const GIF_PX = 768;
/** How long a year is seen, and the last one, in hundredths of a second. */
const YEAR_CS = 80;
const LAST_CS = 320;

/** @typedef {import("./app.js").Screen} Screen */

/**
 * Take the picture of what is seen, with all that it needs there.
 * @param {Screen} screen
 * @param {number} [width] of the map in pixels
 */
export async function taken(screen, width) {
  await screen.map.parts.loading;
  const { outlines, ...seen } = seenOf(screen.map);
  return new MapPicture(screen, { ...seen, outlines: /** @type {import("./outlines.js").Outlines} */ (outlines) }, width);
}

/**
 * @param {number} width
 * @param {number} height
 * @param {CanvasRenderingContext2DSettings} [settings]
 * @returns {CanvasRenderingContext2D}
 */
function canvasOf(width, height, settings) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", settings);
  if (!context) throw new Error(`${width} × ${height}`);
  return context;
}

/**
 * Make a picture of what is seen, two pixels for one of the page.
 * @param {Screen} screen
 * @returns {Promise<Blob>}
 */
export async function toPNG(screen) {
  const picture = await taken(screen);
  const { year } = screen.store.view;
  const { width, height } = picture.layOut(canvasOf(1, 1), [year]);
  const context = canvasOf(width * SHARP, height * SHARP);
  context.scale(SHARP, SHARP);
  picture.paint(context, year);
  return new Promise((resolve, reject) => {
    context.canvas.toBlob((file) => (file ? resolve(file) : reject(new Error(`${width} × ${height}`))), "image/png");
  });
}

/**
 * Make a drawing of what is seen, in which text stays text.
 * @param {Screen} screen
 * @returns {Promise<Blob>}
 */
export async function toSVG(screen) {
  const picture = await taken(screen);
  const { year } = screen.store.view;
  const ruler = canvasOf(1, 1);
  const pen = new SvgPen((font, spacing, text) => {
    Object.assign(ruler, { font, letterSpacing: spacing });
    return ruler.measureText(text).width;
  });
  const context = /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (pen));
  const { width, height } = picture.layOut(context, [year]);
  picture.paint(context, year);
  const { title, subtitle } = picture.titles;
  const said = { title: [title, subtitle].filter(Boolean).join(": "), description: screen.store.derived.sentence, lang: screen.phrases.lang };
  return new Blob([pen.document(width, height, said)], { type: "image/svg+xml;charset=utf-8" });
}

/**
 * Make an animation, one frame a year.
 * @param {Screen} screen
 * @param {[from: number, to: number]} span
 * @param {{signal: AbortSignal, step: (done: number, all: number) => void}} how signal: ends it before it is done
 * @returns {Promise<Blob>}
 */
export async function toGIF(screen, [from, to], { signal, step }) {
  const picture = await taken(screen, GIF_PX);
  const years = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const { width, height } = picture.layOut(canvasOf(1, 1), years);
  const context = canvasOf(width, height, { willReadFrequently: true });
  const colours = new Palette256(flatColours(picture.palette));
  const gif = new GifWriter(width, height, colours.bytes);
  for (const [at, year] of years.entries()) {
    step(at, years.length);
    await rest();
    signal.throwIfAborted();
    picture.paint(context, year);
    const pixels = colours.numbers(context.getImageData(0, 0, width, height).data);
    await rest();
    signal.throwIfAborted();
    gif.add(pixels, at === years.length - 1 ? LAST_CS : YEAR_CS);
  }
  step(years.length, years.length);
  return new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (gif.end())], { type: "image/gif" });
}

/** Let the page do what waits. */
function rest() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
