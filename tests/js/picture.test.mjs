/** Pictures: SVG as a canvas would be drawn, the sheet around the map, and what is said on it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { busiestSpan, firstChange, SPAN_YEARS } from "../../geo/web/model/busiest.js";
import { maskOf } from "../../geo/web/model/filter.js";
import { CERTAIN, POSSIBLE, PRESUMED } from "../../geo/web/model/rule.js";
import { AFTER, BEFORE, HONOURING } from "../../geo/web/model/selection.js";
import { sumsOf } from "../../geo/web/model/sums.js";
import { drawDisc, drawSymbol } from "../../geo/web/view/draw.js";
import { keysOf, linesFor, linesOf } from "../../geo/web/view/legend.js";
import { scaled } from "../../geo/web/view/framing.js";
import { licenceWords } from "../../geo/web/view/mappicture.js";
import { layout } from "../../geo/web/view/picturesheet.js";
import { beyond } from "../../geo/web/view/surface.js";
import { escaped, SvgPen } from "../../geo/web/view/svgpen.js";
import { phrases, table } from "./sample.mjs";

const PALETTE = {
  paper: "#fff", ink: "#111", soft: "#555", sea: "#eef", land: "#ddd", border: "#fff", honouring: "#c8470a", after: "#0b6aa8", before: "#66707a",
  accent: "#3b4754",
};
const HOSTILE = `</text><script>alert("1")</script> & 'x' ]]> \u0000\u0008\ud800 Ленин`;

const pen = () => new SvgPen((font, _, text) => text.length * Number(/([\d.]+)px/.exec(font)?.[1]) * 0.5);
const asContext = (/** @type {SvgPen} */ svg) => /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (svg));
const written = (/** @type {SvgPen} */ svg) => svg.document(100, 80, { title: "t", description: "d", lang: "en" });

test("a hostile name is text and nothing else", () => {
  const svg = pen();
  svg.strokeText(HOSTILE, 1, 2);
  svg.fillText(HOSTILE, 1, 2);
  svg.group({ "data-name": HOSTILE });
  svg.ungroup();
  const text = svg.document(10, 10, { title: HOSTILE, description: HOSTILE, lang: '"><a' });
  assert.equal(text.match(/<text /g)?.length, 1);
  assert.ok(!text.includes("<script") && !text.includes('"><a'));
  assert.ok(text.includes("&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; 'x' ]]&gt; \ufffd\ufffd\ufffd Ленин"));
});

test("what is escaped holds no character that XML cannot", () => {
  assert.equal(escaped("a\u0000b\ud800c\uffffd\te"), "a\ufffdb\ufffdc\ufffdd\te");
  assert.equal(escaped("𝄞"), "𝄞");
});

test("a circle and a diamond are one path each, filled and stroked", () => {
  for (const monument of [false, true]) {
    const svg = pen();
    drawSymbol(asContext(svg), 10, 20, { monument, status: HONOURING, presence: CERTAIN, changed: false }, PALETTE);
    const paths = written(svg).match(/<path [^>]*>/g) ?? [];
    assert.equal(paths.length, 1);
    assert.match(paths[0], /fill="#c8470a" stroke="#fff" stroke-width="1.2"/);
    assert.equal(paths[0].includes("A5.5 5.5"), !monument);
  }
});

test("what is possible is hollow and dashed, what is presumed is pale, and a change has a ring", () => {
  const look = { monument: false, status: HONOURING, changed: false };
  const drawn = (/** @type {import("../../geo/web/view/draw.js").Look} */ one) => {
    const svg = pen();
    drawSymbol(asContext(svg), 0, 0, one, PALETTE);
    return written(svg);
  };
  assert.match(drawn({ ...look, presence: POSSIBLE }), /fill="#fff" stroke="#c8470a" stroke-width="1.8" stroke-dasharray="2.5 2"/);
  assert.match(drawn({ ...look, presence: PRESUMED }), /fill="#c8470a" fill-opacity="0.5" stroke="#c8470a"/);
  assert.match(drawn({ ...look, presence: CERTAIN, changed: true }), /fill="none" stroke="#3b4754" stroke-width="1.3"/);
});

test("a disc has its number, and a sector for each part", () => {
  const svg = pen();
  drawDisc(asContext(svg), 50, 50, [2, 0, 0, 0, 2, 0, 0, 0, 0], 1, PALETTE, "4");
  const text = written(svg);
  assert.match(text, /<text x="50" y="54.35" font-size="11" font-family="system-ui, sans-serif" font-weight="600" text-anchor="middle" fill="#111">4<\/text>/);
  assert.equal(text.match(/fill="#(c8470a|0b6aa8)"/g)?.length, 2);
});

test("arcs go the way that a canvas draws them", () => {
  const svg = pen();
  svg.arc(0, 0, 10, 0, Math.PI / 2);
  svg.arc(0, 0, 5, Math.PI / 2, 0, true);
  assert.equal(svg.path.join(""), "M10 0A10 10 0 0 1 0 10L0 5A5 5 0 0 0 5 0");
  svg.beginPath();
  svg.arc(0, 0, 10, 0, 2 * Math.PI);
  assert.equal(svg.path.join(""), "M10 0A10 10 0 0 1 -10 0A10 10 0 0 1 10 0");
  svg.beginPath();
  svg.arc(0, 0, 10, 0, 1.5 * Math.PI);
  assert.equal(svg.path.join(""), "M10 0A10 10 0 1 1 0 -10");
});

test("letters stand with their halo as one text", () => {
  const svg = pen();
  Object.assign(svg, { font: "600 12px sans-serif", strokeStyle: "#ddd", lineWidth: 3, lineJoin: "round", fillStyle: "#111", textBaseline: "middle" });
  svg.strokeText("Varna", 5, 10);
  svg.fillText("Varna", 5, 10);
  svg.fillText("Brno", 5, 30);
  const texts = written(svg).match(/<text [^>]*>[^<]*/g) ?? [];
  assert.deepEqual(texts.map((text) => text.split(">")[1]), ["Varna", "Brno"]);
  assert.deepEqual(texts.map((text) => text.includes('paint-order="stroke"')), [true, false]);
});

test("a clip holds until it is restored, and moves with what is drawn", () => {
  const svg = pen();
  svg.save();
  svg.rect(0, 0, 10, 10);
  svg.clip();
  svg.translate(100, 200);
  svg.fillRect(1, 2, 3, 4);
  svg.restore();
  svg.fillRect(1, 2, 3, 4);
  const text = written(svg);
  assert.match(text, /<clipPath id="clip1"><path d="M0 0h10v10h-10Z"\/><\/clipPath><g clip-path="url\(#clip1\)">\n<path d="M101 202h3v4h-3Z" fill="#000"\/>\n<\/g>\n<path d="M1 2h3v4h-3Z"/);
});

const said = (/** @type {Partial<import("../../geo/web/view/picturesheet.js").Words>} */ other = {}) => ({
  width: 600, height: 300, title: { title: "Title", subtitle: "Subtitle" }, years: ["1961"], sentences: ["1961: two words"], notes: [],
  legend: linesFor(linesOf("year"), "year", phrases), footer: ["Source", "Licence"], ...other,
});

test("a sheet has every word of it, and the map between them", () => {
  const svg = pen();
  const sheet = layout(asContext(svg), said());
  sheet.paper(asContext(svg), PALETTE);
  sheet.words(asContext(svg), PALETTE, "1961", "1961: two words");
  const texts = [...written(svg).matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)/g)].map(([, x, y, text]) => ({ x: Number(x), y: Number(y), text }));
  const words = texts.map(({ text }) => text);
  for (const one of ["Title", "Subtitle", "1961: two words", "1961", "Source", "Licence", ...linesOf("year").map((key) => phrases.say(`web.legend.${key}`))]) {
    assert.ok(words.includes(one), one);
  }
  for (const { y, text } of texts) assert.ok(y < sheet.map.top || y > sheet.map.top + 300, text);
  for (const { x, y } of texts) assert.ok(x > 0 && x <= sheet.width && y > 0 && y < sheet.height);
});

test("a sheet of several years has room for the longest sentence", () => {
  const long = "word ".repeat(60).trim();
  const [one, both] = [["short"], ["short", long]].map((sentences) => layout(asContext(pen()), said({ sentences })));
  assert.ok(both.height > one.height);
});

test("no line is wider than the map, even a word that is", () => {
  const svg = pen();
  const address = `https://example.org/?${"country=AM&".repeat(40)}`;
  const sheet = layout(asContext(svg), said({ width: 340, footer: [address] }));
  sheet.words(asContext(svg), PALETTE, null, "");
  const lines = [...written(svg).matchAll(/font-size="10.5"[^>]*>([^<]*)/g)].map(([, text]) => text.replaceAll("&amp;", "&"));
  assert.equal(lines.join(""), address);
  for (const line of lines) assert.ok(line.length * 10.5 * 0.5 <= 340);
});

test("the legend says of each look what it is", () => {
  const look = { monument: false, status: HONOURING, presence: CERTAIN, changed: false };
  assert.deepEqual(keysOf(look), ["bears"]);
  assert.deepEqual(keysOf({ ...look, monument: true }), ["stands"]);
  assert.deepEqual(keysOf({ ...look, presence: PRESUMED }), ["presumed"]);
  assert.deepEqual(keysOf({ ...look, presence: POSSIBLE, status: AFTER }), ["possible"]);
  assert.deepEqual(keysOf({ ...look, status: AFTER, changed: true }), ["renamed", "changed"]);
  assert.deepEqual(keysOf({ ...look, status: AFTER, monument: true }), ["gone"]);
  assert.deepEqual(keysOf({ ...look, status: BEFORE }), ["before"]);
});

test("a licence is named as people do", () => {
  assert.deepEqual(["CC-BY-4.0", "CC-BY-SA-4.0", "ODbL-1.0", "MIT"].map(licenceWords), ["CC BY 4.0", "CC BY-SA 4.0", "ODbL-1.0", "MIT"]);
});

test("a frame in another size shows the same part of the world", () => {
  const frame = { scale: 1, width: 400, height: 200, world: 1024, left: 300, top: 250, zoom: 2 };
  const twice = scaled(frame, 2);
  assert.deepEqual(twice, { scale: 1, width: 800, height: 400, world: 2048, left: 600, top: 500, zoom: 3 });
  const { frame: canvas, dx, dy } = beyond(frame);
  assert.deepEqual([canvas.left + dx, canvas.top + dy, canvas.width, canvas.height], [300, 250, 600, 300]);
});

test("the years play from the first with a change", () => {
  const none = [0, 0, 0, 0];
  assert.equal(firstChange({ first: 1919, began: [0, 0, 1, 0], ended: none }), 1921);
  assert.equal(firstChange({ first: 1919, began: [0, 0, 1, 0], ended: [0, 1, 0, 0] }), 1920);
  assert.equal(firstChange({ first: 1919, began: none, ended: none }), 1919);
});

test("the span that is proposed is the one in which most honours ended", () => {
  const ended = [0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 0];
  const began = ended.map(() => 7);
  assert.deepEqual(busiestSpan({ first: 1940, last: 1957, began, ended }), [1945, 1956]);
  assert.deepEqual(busiestSpan({ first: 1940, last: 1957, began: ended, ended: ended.map(() => 0) }), [1945, 1956]);
  assert.deepEqual(busiestSpan({ first: 1940, last: 1944, began, ended: [0, 1, 0, 0, 0] }), [1940, 1944]);
  const sums = sumsOf(table, maskOf(table, {}), { mode: "year", undated: false });
  const [from, to] = busiestSpan(sums);
  assert.equal(to - from, SPAN_YEARS - 1);
  assert.ok(sums.first <= from && to <= sums.last);
});
