/** The page in a frame and in a museum: the clock that asks, the gestures, the messages, the text for other pages, the sizes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { IdleClock } from "../../geo/web/model/idle.js";
import { askedBy, messageOf } from "../../geo/web/model/parentpage.js";
import { framed, snippet } from "../../geo/web/view/embedbox.js";
import { scaleFor } from "../../geo/web/view/fullscreen.js";
import { dragIsOurs, wheelIsOurs } from "../../geo/web/view/gestures.js";
import { viewCitation } from "../../geo/web/model/details.js";
import { editionOf, sameSetting } from "../../geo/web/model/setting.js";
import { classesOf, isNews, settledHost } from "../../geo/web/view/setup.js";
import { schema, view } from "./sample.mjs";

/**
 * Make a clock whose time goes on by hand, and which writes down what it says.
 * @param {number} seconds
 */
function clock(seconds) {
  const made = { time: 5000, busy: false, /** @type {string[]} */ states: [] };
  const idle = new IdleClock({
    seconds,
    now: () => made.time,
    busy: () => made.busy,
    changed: (state, left) => void made.states.push(state === "asking" ? `${state} ${left}` : state),
  });
  const pass = (/** @type {number} */ by) => {
    for (const end = made.time + 1000 * by; made.time < end; idle.tick()) made.time += 250;
  };
  return { ...made, idle, pass, states: made.states, be: (/** @type {boolean} */ busy) => void (made.busy = busy), jump: (/** @type {number} */ by) => void (made.time += 1000 * by) };
}

test("after its seconds the clock asks, counts ten down, and gives up", () => {
  const { pass, states } = clock(120);
  pass(119);
  assert.deepEqual(states, []);
  pass(1);
  assert.deepEqual(states, ["asking 10"]);
  pass(9);
  assert.deepEqual(states.slice(1), ["asking 9", "asking 8", "asking 7", "asking 6", "asking 5", "asking 4", "asking 3", "asking 2", "asking 1"]);
  pass(1);
  assert.equal(states.at(-1), "resting");
  pass(1000);
  assert.equal(states.length, 11);
});

test("a short time has as short a countdown", () => {
  const { pass, states } = clock(2);
  pass(2);
  assert.deepEqual(states, ["asking 2"]);
  pass(2);
  assert.deepEqual(states, ["asking 2", "asking 1", "resting"]);
});

test("a touch puts the question off, answers it, and ends the rest", () => {
  const { idle, pass, states } = clock(20);
  pass(19);
  idle.touch();
  pass(19);
  assert.deepEqual(states, []);
  pass(4);
  idle.touch();
  assert.deepEqual(states, ["asking 10", "asking 9", "asking 8", "asking 7", "awake"]);
  pass(30);
  assert.equal(states.at(-1), "resting");
  idle.touch();
  assert.equal(states.at(-1), "awake");
  assert.equal(idle.state, "awake");
});

test("nothing is asked while something plays, and the time begins when it ends", () => {
  const { be, pass, states } = clock(20);
  be(true);
  pass(100);
  assert.deepEqual(states, []);
  be(false);
  pass(19);
  assert.deepEqual(states, []);
  pass(2);
  assert.equal(states[0], "asking 10");
});

test("what plays without end holds the question back for five minutes after the last touch", () => {
  const { be, pass, states } = clock(20);
  be(true);
  pass(299);
  assert.deepEqual(states, []);
  pass(21);
  assert.equal(states[0], "asking 10");
});

test("a machine that has slept is asked first, and not reset at once", () => {
  const { idle, jump, states } = clock(20);
  jump(7200);
  idle.tick();
  assert.deepEqual(states, ["asking 10"]);
});

test("a wheel is the map's with Ctrl or Cmd alone", () => {
  assert.equal(wheelIsOurs({ ctrlKey: false, metaKey: false }), false);
  assert.equal(wheelIsOurs({ ctrlKey: true, metaKey: false }), true);
  assert.equal(wheelIsOurs({ ctrlKey: false, metaKey: true }), true);
});

test("a drag is the map's by mouse and pen, never by one finger", () => {
  assert.deepEqual(["mouse", "pen", "touch"].map((pointerType) => dragIsOurs({ pointerType })), [true, true, false]);
});

const TYPE = "a-map";
const asked = (/** @type {unknown} */ message, part = {}) => askedBy(message, TYPE, schema, view(part));

test("a page sets the year, the query, or both", () => {
  assert.deepEqual(asked({ type: TYPE, year: 1956 }), { year: 1956 });
  assert.deepEqual(asked({ type: TYPE, query: "country=GE&year=1950" }), view({ year: 1950, query: { country: ["GE"] } }));
  assert.deepEqual(asked({ type: TYPE, query: "country=GE&year=1950", year: 1951 }), view({ year: 1951, query: { country: ["GE"] } }));
  assert.deepEqual(asked({ type: TYPE, query: "" }, { year: 1970, query: { country: ["PL"] } }), view({ year: 1970 }));
});

test("a message that is none, or of which a part means nothing, is not followed", () => {
  const none = [
    null, undefined, 1961, "1961", [], {}, { type: TYPE }, { year: 1961 }, { type: "other", year: 1961 }, { type: TYPE, year: "1961" },
    { type: TYPE, year: 1961.5 }, { type: TYPE, year: NaN }, { type: TYPE, year: 1800 }, { type: TYPE, year: 9999 }, { type: TYPE, year: null },
    { type: TYPE, query: 7 }, { type: TYPE, query: null }, { type: TYPE, query: {} }, { type: TYPE, query: "country=XX" }, { type: TYPE, year: 1961, query: "colour=red" },
    { type: TYPE, query: `q=${"a".repeat(5000)}` }, { type: TYPE, query: "embed=0" },
  ];
  for (const message of none) assert.equal(asked(message), null, JSON.stringify(message));
});

test("what is told of a view can be asked for again", () => {
  const seen = view({ year: 1956, query: { country: ["GE"] }, at: [44, 42, 6] });
  const message = messageOf(seen, TYPE, schema);
  assert.deepEqual(message, { type: TYPE, year: 1956, query: "year=1956&country=GE&at=44%2C42%2C6" });
  assert.deepEqual(asked(message), seen);
});

test("the text for another page is an element whose attributes hold any address", () => {
  assert.equal(
    snippet('https://map.example/?year=1961&q="<a>"&embed=1', "Map", ["700", "480"]),
    '<iframe src="https://map.example/?year=1961&amp;q=&quot;&lt;a&gt;&quot;&amp;embed=1" title="Map" width="700" height="480" style="border:0" loading="lazy" allow="fullscreen"></iframe>',
  );
});

test("a page on the web is named by its address, a file by its name alone", () => {
  assert.deepEqual(framed("https://map.example/a/?year=1961&embed=1", "x"), { src: "https://map.example/a/?year=1961&embed=1", alone: false });
  assert.deepEqual(framed("file:///home/me/my%20map.html#year=1961&embed=1", "x"), { src: "my%20map.html#year=1961&embed=1", alone: true });
  assert.deepEqual(framed("about:srcdoc#year=1961", "x"), { src: "x.html#year=1961", alone: true });
});

test("letters grow with large screens, either way up, and never shrink", () => {
  assert.deepEqual([[1366, 768], [800, 600], [390, 844]].map(([width, height]) => scaleFor(width, height)), [1, 1, 1]);
  assert.equal(scaleFor(1920, 1080), 1.4);
  assert.equal(scaleFor(1080, 1920), 1.4);
  assert.equal(scaleFor(3840, 2160), 2.5);
  assert.equal(scaleFor(3840, 768), 1);
});

/** @param {string} text what the browser's address says */
function hostAt(text) {
  const written = [text];
  const host = /** @type {any} */ ({
    downloads: () => [], links: { pages: [{ words: "Charts", href: "charts" }], asked: "frame.html", record: () => "record" },
    address: { read: () => written[0], replace: (/** @type {string} */ now) => void (written[0] = now), push: (/** @type {string} */ now) => void written.unshift(now),
      on: () => () => {}, whole: (/** @type {string} */ now) => `whole?${now}` },
    editions: { today: "2.1.0", date: "1 January 2030", kept: ["2.0.0"] },
  });
  return { host, written };
}

test("each change of the address keeps how the page is set up, and a link says the version of the data instead", () => {
  const { host, written } = hostAt("year=1961&embed=1");
  const { address, links } = settledHost(host, { embed: true, kiosk: null, data: null });
  assert.equal(address.read(), "year=1961");
  address.push("year=1962");
  address.replace("year=1963");
  assert.deepEqual(written, ["year=1963&embed=1", "year=1961&embed=1"]);
  assert.equal(address.link(), "whole?year=1963&data=2.1.0");
  assert.equal(links.pages.length, 1);
});

test("the address keeps a version that is there, and links of a former edition lead to it", () => {
  const { host, written } = hostAt("year=1961&data=2.0.0");
  const { address } = settledHost(host, { embed: true, kiosk: null, data: "2.0.0" });
  assert.equal(address.read(), "year=1961");
  address.push("year=1962");
  assert.equal(written[0], "year=1962&embed=1&data=2.0.0");
  assert.equal(address.link(), "whole?year=1962&data=2.0.0");
  assert.equal(address.whole("year=1962"), "whole?year=1962&data=2.0.0");
  assert.equal(address.today("year=1962"), "whole?year=1962&embed=1");
});

test("today's version stays in the address that names it, and in no other", () => {
  const { host, written } = hostAt("year=1961&data=2.1.0");
  const { address } = settledHost(host, { embed: false, kiosk: null, data: "2.1.0" });
  address.push("year=1962");
  assert.equal(written[0], "year=1962&data=2.1.0");
  assert.equal(address.whole("year=1962"), "whole?year=1962");
});

test("a version that is not there is not written again", () => {
  const { host, written } = hostAt("year=1961&data=1.0.0");
  const { address } = settledHost(host, { embed: false, kiosk: null, data: "1.0.0" });
  address.push("year=1962");
  assert.equal(written[0], "year=1962");
  assert.equal(address.link(), "whole?year=1962&data=2.1.0");
});

test("a story of today is sent on without a version, as it is told by the data as they are", () => {
  assert.equal(settledHost(hostAt("story=twice&step=1").host, { embed: false, kiosk: null, data: null }).address.link(), "whole?story=twice&step=1");
  const { address } = settledHost(hostAt("story=twice&data=2.0.0").host, { embed: false, kiosk: null, data: "2.0.0" });
  assert.equal(address.link(), "whole?story=twice&data=2.0.0");
});

test("only another edition is another page", () => {
  const editions = { today: "2.1.0", date: "", kept: ["2.0.0"] };
  const at = (/** @type {?string} */ data) => ({ embed: false, kiosk: null, data });
  assert.equal(editionOf("2.0.0", editions), "2.0.0");
  for (const data of [null, "2.1.0", "1.0.0", "3.0.0"]) {
    assert.equal(editionOf(data, editions), "2.1.0");
    assert.ok(sameSetting(at(data), at(null), editions));
    assert.ok(!sameSetting(at(data), at("2.0.0"), editions));
  }
});

test("of a version that is not there the page speaks anew when the address names another", () => {
  const editions = { today: "2.1.0", date: "", kept: ["2.0.0"] };
  const news = /** @type {const} */ ([["2.1.0", "1.0.0"], ["1.0.0", "2.1.0"], ["1.0.0", null], ["1.1.0", "1.0.0"]]);
  for (const [now, before] of news) assert.ok(isNews(now, before, editions), `${before} to ${now}`);
  const none = /** @type {const} */ ([["1.0.0", "1.0.0"], [null, "1.0.0"], ["2.1.0", null], [null, "2.1.0"], ["2.0.0", "2.1.0"]]);
  for (const [now, before] of none) assert.ok(!isNews(now, before, editions), `${before} to ${now}`);
});

test("a view is cited with what it shows, and its address", () => {
  assert.equal(viewCitation(schema.citation, "It {address} stood", "https://a.example/?q={title}"),
    "Test map contributors (22 November 2026). Test map: places of the tests, version 1.2.0. It {address} stood. CC-BY-4.0. https://a.example/?q={title}");
});

test("a page in a museum leads to no other and saves nothing", () => {
  const { host } = hostAt("kiosk=60&year=1961");
  const settled = settledHost(host, { embed: false, kiosk: 60, data: null });
  assert.equal(settled.address.link(), "whole?year=1961&data=2.1.0");
  assert.deepEqual([settled.links.pages, settled.links.asked, settled.links.record("a"), settled.downloads], [[], null, null, null]);
});

test("in a museum a frame is a museum's", () => {
  assert.deepEqual(classesOf({ embed: false, kiosk: null }), []);
  assert.deepEqual(classesOf({ embed: true, kiosk: null }), ["front-embed"]);
  assert.deepEqual(classesOf({ embed: true, kiosk: 60 }), ["front-kiosk"]);
});
