/** The files that hold pictures of the map: PNG, SVG, and, of several years, GIF and WebM. */

import { GifWriter } from "../model/gifwriter.js";
import { Film } from "./film.js";
import { flatColours, Palette256 } from "./flatcolours.js";
import { nearer } from "./framing.js";
import { MapPicture, seenOf } from "./mappicture.js";
import { SvgPen } from "./svgpen.js";

/** Pixels of a PNG for one of the page. */
const SHARP = 2;
/** Width of the map in an animation, in pixels. */
const MOVING_PX = 768;
/** How long a year is seen, and the last one, in hundredths of a second. */
const YEAR_CS = 80;
const LAST_CS = 320;
const MS_A_CS = 10;
/** @typedef {import("./app.js").Screen} Screen */

/**
 * Take the picture of what is seen, with all that it needs there.
 * @param {Screen} screen
 * @param {number} [width] of the map in pixels
 * @param {[lon: number, lat: number][]} [places] to which the picture goes nearer than the screen, as far as it can
 */
export async function taken(screen, width, places = []) {
  await screen.map.parts.loading;
  const { outlines, frame, ...seen } = seenOf(screen.map);
  const part = places.length ? nearer(frame, places) : frame;
  return new MapPicture(screen, { ...seen, frame: part, outlines: /** @type {import("./outlines.js").Outlines} */ (outlines) }, width);
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
  const about = { title: [title, subtitle].filter(Boolean).join(": "), description: screen.store.derived.sentence, lang: screen.phrases.lang };
  return new Blob([pen.document(width, height, about)], { type: "image/svg+xml;charset=utf-8" });
}

/**
 * @typedef {object} Making how an animation is made
 * @property {AbortSignal} signal ends it before it is done
 * @property {(done: number, all: number) => void} step hears how far it is
 */

/**
 * Paint a frame a year; each is used before the next is painted.
 * @param {Screen} screen
 * @param {[from: number, to: number]} span
 * @param {Making} making
 * @returns {AsyncGenerator<{context: CanvasRenderingContext2D, palette: MapPicture["palette"], hundredths: number}>}
 */
async function* frames(screen, [from, to], { signal, step }) {
  const picture = await taken(screen, MOVING_PX);
  const { palette } = picture;
  const years = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const { width, height } = picture.layOut(canvasOf(1, 1), years);
  const context = canvasOf(width, height, { willReadFrequently: true });
  for (const [at, year] of years.entries()) {
    step(at, years.length);
    await rest();
    signal.throwIfAborted();
    picture.paint(context, year);
    yield { context, palette, hundredths: at === years.length - 1 ? LAST_CS : YEAR_CS };
    signal.throwIfAborted();
  }
  step(years.length, years.length);
}

/**
 * Make an animation, one frame a year.
 * @param {Screen} screen
 * @param {[from: number, to: number]} span
 * @param {Making} making
 * @returns {Promise<Blob>}
 */
export async function toGIF(screen, span, making) {
  /** @type {Palette256|undefined} */
  let colours;
  /** @type {GifWriter|undefined} */
  let gif;
  for await (const { context, palette, hundredths } of frames(screen, span, making)) {
    const { width, height } = context.canvas;
    colours ??= new Palette256(flatColours(palette));
    gif ??= new GifWriter(width, height, colours.bytes);
    const pixels = colours.numbers(context.getImageData(0, 0, width, height).data);
    await rest();
    gif.add(pixels, hundredths);
  }
  return new Blob(gif ? [/** @type {Uint8Array<ArrayBuffer>} */ (gif.end())] : [], { type: "image/gif" });
}

/**
 * Make a film, one picture a year.
 * @param {Screen} screen
 * @param {[from: number, to: number]} span
 * @param {Making} making
 * @returns {Promise<Blob>}
 */
export async function toWebM(screen, span, making) {
  /** @type {Film|undefined} */
  let film;
  for await (const { context, hundredths } of frames(screen, span, making)) {
    film ??= new Film(context.canvas);
    await film.show(hundredths * MS_A_CS);
  }
  return new Blob(film ? [await film.end(screen.table.schema.edition.title)] : [], { type: "video/webm" });
}

/** Let the page do what waits. */
function rest() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
