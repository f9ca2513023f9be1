/** The sheet on which a map is drawn as a picture: where its words stand above and below the map. */

const FAMILY = "system-ui, sans-serif";
const MARGIN_PX = 16;
const GAP_PX = 10;
/** A sheet narrower than this has a smaller title and year. */
const ROOMY_PX = 560;
const LEGEND_LINE_PX = 26;
const LEGEND_GAP_PX = 14;

/**
 * @typedef {CanvasRenderingContext2D} Context
 * @typedef {import("./draw.js").Palette} Palette
 * @typedef {{words: string, draw: (context: Context, x: number, y: number, palette: Palette) => void}} Line of the legend
 *
 * @typedef {object} Words
 * @property {number} width of the map, in pixels
 * @property {number} height
 * @property {{title: string, subtitle: string}} title
 * @property {string[]} years none where the picture is of all; of several each is drawn in turn
 * @property {string[]} sentences
 * @property {string[]} notes
 * @property {Line[]} legend
 * @property {string[]} footer
 *
 * @typedef {{font: string, size: number, line: number, colour: "ink"|"soft"}} Style
 * @typedef {{text: string, x: number, y: number, style: Style}} Placed a line of text by the middle of its height
 *
 * @typedef {object} Layout
 * @property {number} width of the sheet
 * @property {number} height
 * @property {{left: number, top: number}} map
 * @property {(context: Context, palette: Palette) => void} paper draws what lies under the map
 * @property {(context: Context, palette: Palette, year: ?string, sentence: string) => void} words
 */

/**
 * @param {number} size pixels
 * @param {number} weight
 * @param {"ink"|"soft"} colour
 * @returns {Style}
 */
function style(size, weight, colour) {
  return { font: `${weight} ${size}px ${FAMILY}`, size, line: Math.round(size * 1.35), colour };
}

const SUBTITLE = style(13, 400, "soft");
const SENTENCE = style(14, 400, "ink");
const LEGEND = style(12, 400, "ink");
const FOOTER = style(10.5, 400, "soft");

/**
 * Lay a picture out.
 * @param {Context} context by which texts are measured
 * @param {Words} words
 * @returns {Layout}
 */
export function layout(context, { width, height, title, years, sentences, notes, legend, footer }) {
  const roomy = width >= ROOMY_PX;
  const [heading, number] = [style(roomy ? 20 : 17, 700, "ink"), style(roomy ? 46 : 34, 700, "ink")];
  const right = MARGIN_PX + width;
  const column = new Column(context, MARGIN_PX, MARGIN_PX);
  const beside = width - Math.max(0, ...years.map((year) => column.widthOf(year, number) + GAP_PX));
  column.add(title.title, beside, heading);
  column.add(title.subtitle, beside, SUBTITLE);
  if (years.length) column.y = Math.max(column.y, MARGIN_PX + number.size);
  column.y += GAP_PX / 2;
  const sentenceTop = column.y;
  const most = Math.max(...sentences.map((sentence) => column.wrapped(sentence, width, SENTENCE).length));
  column.y += most * SENTENCE.line;
  for (const note of notes) column.add(note, width, SUBTITLE);
  column.y += GAP_PX;
  const top = column.y;
  column.y += height + GAP_PX;
  const keys = column.row(legend, width);
  for (const line of footer) column.add(line, width, FOOTER);
  const whole = { width: width + 2 * MARGIN_PX, height: Math.ceil(column.y + MARGIN_PX) };
  return {
    ...whole,
    map: { left: MARGIN_PX, top },
    paper: (paint, palette) => {
      paint.fillStyle = palette.paper;
      paint.fillRect(0, 0, whole.width, whole.height);
    },
    words: (paint, palette, year, sentence) => {
      paint.globalAlpha = 0.5;
      paint.strokeStyle = palette.soft;
      paint.lineWidth = 1;
      paint.strokeRect(MARGIN_PX - 0.5, top - 0.5, width + 1, height + 1);
      paint.globalAlpha = 1;
      for (const placed of column.placed) write(paint, palette, placed);
      column.wrapped(sentence, width, SENTENCE).forEach((text, line) => {
        write(paint, palette, { text, x: MARGIN_PX, y: sentenceTop + (line + 0.5) * SENTENCE.line, style: SENTENCE });
      });
      if (year !== null) write(paint, palette, { text: year, x: right, y: MARGIN_PX + number.size / 2, style: number }, "right");
      for (const { line, x, y } of keys) {
        line.draw(paint, x + LEGEND_LINE_PX / 2, y, palette);
        write(paint, palette, { text: line.words, x: x + LEGEND_LINE_PX + 4, y, style: LEGEND });
      }
    },
  };
}

/** Lines of text one below the other. */
class Column {
  /**
   * @param {Context} context
   * @param {number} x
   * @param {number} y
   */
  constructor(context, x, y) {
    this.context = context;
    this.x = x;
    this.y = y;
    /** @type {Placed[]} */
    this.placed = [];
  }

  /**
   * Add a text, on as many lines as it needs.
   * @param {string} text
   * @param {number} width pixels
   * @param {Style} style
   */
  add(text, width, style) {
    for (const line of this.wrapped(text, width, style)) {
      this.placed.push({ text: line, x: this.x, y: this.y + style.line / 2, style });
      this.y += style.line;
    }
  }

  /**
   * Put the legend beside each other as far as there is room.
   * @param {Line[]} legend
   * @param {number} width pixels
   * @returns {{line: Line, x: number, y: number}[]} left edge and middle of each
   */
  row(legend, width) {
    const found = [];
    let x = 0;
    for (const line of legend) {
      const needed = LEGEND_LINE_PX + 4 + this.widthOf(line.words, LEGEND);
      if (x && x + needed > width) {
        x = 0;
        this.y += LEGEND_LINE_PX;
      }
      found.push({ line, x: this.x - 4 + x, y: this.y + LEGEND_LINE_PX / 2 });
      x += needed + LEGEND_GAP_PX;
    }
    if (found.length) this.y += LEGEND_LINE_PX + GAP_PX;
    return found;
  }

  /**
   * @param {string} text
   * @param {Style} style
   * @returns {number} pixels
   */
  widthOf(text, { font }) {
    this.context.font = font;
    this.context.letterSpacing = "0px";
    return this.context.measureText(text).width;
  }

  /**
   * Break a text into lines between words; a word that is wider than a line is broken where it must.
   * @param {string} text
   * @param {number} width pixels
   * @param {Style} style
   * @returns {string[]}
   */
  wrapped(text, width, style) {
    /** @type {string[]} */
    const lines = [];
    let line = "";
    for (const word of text.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      if (this.widthOf(longer, style) <= width) {
        line = longer;
        continue;
      }
      if (line) lines.push(line);
      line = word;
      while (this.widthOf(line, style) > width && line.length > 1) {
        const fits = this.#fitting(line, width, style);
        lines.push(line.slice(0, fits));
        line = line.slice(fits);
      }
    }
    return line ? [...lines, line] : lines;
  }

  /**
   * Say how many letters of a word fit on a line.
   * @param {string} word
   * @param {number} width
   * @param {Style} style
   */
  #fitting(word, width, style) {
    let [fits, most] = [1, word.length - 1];
    while (fits < most) {
      const middle = Math.ceil((fits + most) / 2);
      if (this.widthOf(word.slice(0, middle), style) <= width) fits = middle;
      else most = middle - 1;
    }
    return fits;
  }
}

/**
 * @param {Context} context
 * @param {Palette} palette
 * @param {Placed} placed
 * @param {CanvasTextAlign} [align]
 */
function write(context, palette, { text, x, y, style: { font, colour } }, align = "left") {
  Object.assign(context, { font, letterSpacing: "0px", textAlign: align, textBaseline: "middle", fillStyle: palette[colour] });
  context.fillText(text, x, y);
}
