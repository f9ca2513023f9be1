/** A drawing context that writes SVG: the map is drawn by the same code as on a canvas, and text stays text. */

/** Characters that XML cannot hold. */
const UNFIT = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
/** @type {Object<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** How far below the middle of a line its letters stand, as a share of their size. */
const MIDDLE = 0.35;
const FONT = /^(?:(?<weight>\d+) )?(?<size>[\d.]+)px (?<family>.+)$/;
/** @type {Object<string, string>} */
const ANCHORS = { center: "middle", right: "end", end: "end" };

/** What is kept by save() and put back by restore(). */
const KEPT = /** @type {const} */ ([
  "fillStyle", "strokeStyle", "lineWidth", "lineJoin", "globalAlpha", "font", "letterSpacing", "textAlign", "textBaseline", "dash", "dx", "dy",
]);

/**
 * Write a text so that it stands in SVG as it is.
 * @param {string} text
 */
export function escaped(text) {
  return text.replace(UNFIT, "\uFFFD").replace(/[&<>"]/g, (letter) => ENTITIES[letter]);
}

/**
 * @param {number} number
 * @returns {number} with two decimals at the most
 */
function round(number) {
  return Math.round(number * 100) / 100 || 0;
}

/** The calls of a canvas' 2D context that our drawings make. */
export class SvgPen {
  fillStyle = "#000";
  strokeStyle = "#000";
  lineWidth = 1;
  lineJoin = "miter";
  globalAlpha = 1;
  font = "10px sans-serif";
  letterSpacing = "0px";
  textAlign = "start";
  textBaseline = "alphabetic";
  dx = 0;
  dy = 0;

  /** @param {(font: string, spacing: string, text: string) => number} measure how wide a text is, in pixels */
  constructor(measure) {
    this.measure = measure;
    /** @type {number[]} */
    this.dash = [];
    /** @type {string[]} what is written */
    this.parts = [];
    /** @type {string[]} the path that is traced */
    this.path = [];
    /** @type {{path: string, attributes: string[], stroked: boolean}|null} a shape that may be stroked too */
    this.open = null;
    /** @type {?{key: string, halo: string}} a text whose halo is drawn and whose letters are not */
    this.halo = null;
    /** @type {{state: Object<string, any>, groups: number}[]} */
    this.stack = [];
    this.groups = 0;
    this.clips = 0;
  }

  // what is traced

  beginPath() {
    this.path = [];
  }

  closePath() {
    this.path.push("Z");
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  moveTo(x, y) {
    this.path.push(`M${this.#at(x, y)}`);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  lineTo(x, y) {
    this.path.push(`L${this.#at(x, y)}`);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  rect(x, y, width, height) {
    this.path.push(`M${this.#at(x, y)}h${round(width)}v${round(height)}h${round(-width)}Z`);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {number} from radians
   * @param {number} to
   * @param {boolean} [back] against the hands of a clock
   */
  arc(x, y, radius, from, to, back = false) {
    const at = (/** @type {number} */ angle) => this.#at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    const turn = back ? from - to : to - from;
    const sweep = back ? 0 : 1;
    const whole = Math.abs(turn) > 2 * Math.PI - 1e-6;
    this.path.push(`${this.path.length ? "L" : "M"}${at(from)}`);
    const halves = whole ? [from + (back ? -Math.PI : Math.PI), to] : [to];
    const large = !whole && turn > Math.PI ? 1 : 0;
    for (const angle of halves) this.path.push(`A${round(radius)} ${round(radius)} 0 ${large} ${sweep} ${at(angle)}`);
  }

  // what is drawn

  fill() {
    this.#flush();
    const alpha = this.globalAlpha < 1 ? [`fill-opacity="${this.globalAlpha}"`] : [];
    this.open = { path: this.path.join(""), attributes: [`fill="${escaped(this.fillStyle)}"`, ...alpha], stroked: false };
  }

  stroke() {
    const path = this.path.join("");
    if (this.open?.path !== path || this.open.stroked) {
      this.#flush();
      this.open = { path, attributes: ['fill="none"'], stroked: true };
    }
    this.open.stroked = true;
    this.open.attributes.push(`stroke="${escaped(this.strokeStyle)}"`, `stroke-width="${round(this.lineWidth)}"`);
    if (this.dash.length) this.open.attributes.push(`stroke-dasharray="${this.dash.join(" ")}"`);
    if (this.lineJoin !== "miter") this.open.attributes.push(`stroke-linejoin="${this.lineJoin}"`);
    if (this.globalAlpha < 1) this.open.attributes.push(`stroke-opacity="${this.globalAlpha}"`);
    this.#flush();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  fillRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
    this.beginPath();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  strokeRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.stroke();
    this.beginPath();
  }

  /**
   * Draw the halo of a text; the letters that follow at the same place are one text with it.
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  strokeText(text, x, y) {
    const halo = `stroke="${escaped(this.strokeStyle)}" stroke-width="${round(this.lineWidth)}" stroke-linejoin="${this.lineJoin}" paint-order="stroke"`;
    this.halo = { key: `${x} ${y} ${text}`, halo };
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  fillText(text, x, y) {
    this.#flush();
    const { weight, size, family } = FONT.exec(this.font)?.groups ?? { weight: "400", size: "10", family: "sans-serif" };
    const low = this.textBaseline === "middle" ? MIDDLE * Number(size) : 0;
    const attributes = [`x="${round(x + this.dx)}" y="${round(y + this.dy + low)}"`, `font-size="${size}"`, `font-family="${escaped(family)}"`];
    if (weight && weight !== "400") attributes.push(`font-weight="${weight}"`);
    if (parseFloat(this.letterSpacing)) attributes.push(`letter-spacing="${parseFloat(this.letterSpacing)}"`);
    if (ANCHORS[this.textAlign]) attributes.push(`text-anchor="${ANCHORS[this.textAlign]}"`);
    attributes.push(`fill="${escaped(this.fillStyle)}"`);
    if (this.halo?.key === `${x} ${y} ${text}`) attributes.push(this.halo.halo);
    this.halo = null;
    this.parts.push(`<text ${attributes.join(" ")}>${escaped(text)}</text>`);
  }

  /**
   * @param {string} text
   * @returns {{width: number}} pixels
   */
  measureText(text) {
    return { width: this.measure(this.font, this.letterSpacing, text) };
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = dash;
  }

  // what holds for a while

  save() {
    const state = Object.fromEntries(KEPT.map((name) => [name, this[name]]));
    this.stack.push({ state, groups: this.groups });
    this.groups = 0;
  }

  restore() {
    this.#flush();
    const kept = this.stack.pop();
    if (!kept) return;
    this.parts.push("</g>".repeat(this.groups));
    Object.assign(this, kept.state);
    this.groups = kept.groups;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  translate(x, y) {
    this.dx += x;
    this.dy += y;
  }

  /** Draw inside of the traced path alone, until restore(). */
  clip() {
    this.#flush();
    const id = `clip${++this.clips}`;
    this.parts.push(`<clipPath id="${id}"><path d="${this.path.join("")}"/></clipPath><g clip-path="url(#${id})">`);
    this.groups += 1;
  }

  // what a canvas has not

  /**
   * Hold together what is drawn until ungroup().
   * @param {Object<string, string|number>} attributes
   */
  group(attributes) {
    this.#flush();
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
    this.parts.push(`<g${written.join("")}>`);
  }

  ungroup() {
    this.#flush();
    this.parts.push("</g>");
  }

  /**
   * Give the whole picture.
   * @param {number} width
   * @param {number} height
   * @param {{title: string, description: string, lang: string}} about
   * @returns {string}
   */
  document(width, height, { title, description, lang }) {
    this.#flush();
    const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" lang="${escaped(lang)}" aria-labelledby="title description">`,
      `<title id="title">${escaped(title)}</title>`,
      `<desc id="description">${escaped(description)}</desc>`,
      ...this.parts.filter(Boolean),
      "</svg>\n",
    ].join("\n");
  }

  #flush() {
    if (this.open) this.parts.push(`<path d="${this.open.path}" ${this.open.attributes.join(" ")}/>`);
    this.open = null;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #at(x, y) {
    return `${round(x + this.dx)} ${round(y + this.dy)}`;
  }
}
