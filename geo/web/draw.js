/** How a symbol looks: circle = place, diamond = monument, disc with a count = several records. */

/** How strong the colour is of what is so only as last reported. */
const PRESUMED_ALPHA = 0.5;

/**
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
 * @param {{category: string, status: string, certain: boolean, presumed?: boolean, changed: boolean}} what
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
    fill(context, colour, what.presumed, palette);
    context.strokeStyle = what.presumed ? colour : palette.paper;
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
 * @param {{before: number, honouring: number, presumed: number, after: number, total: number, changed: boolean}} counts
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
  for (const status of ["honouring", "presumed", "after", "before"]) {
    if (!counts[status]) continue;
    const next = angle + (2 * Math.PI * counts[status]) / counts.total;
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, radius, angle, next);
    fill(context, palette[status === "presumed" ? "honouring" : status], status === "presumed", palette);
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

/** Fill a shape, paler where it is so only as last reported. */
function fill(context, colour, presumed, palette) {
  if (presumed) {
    context.fillStyle = palette.paper;
    context.fill();
    context.globalAlpha = PRESUMED_ALPHA;
  }
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 1;
}

/** @param {number} total */
export function groupRadius(total) {
  return total < 10 ? 10.5 : total < 100 ? 13 : 16;
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
