/** The steps of a story: what each shows, which address names one alone, and where a swipe goes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { namesStoryAlone, parse } from "../../geo/web/model/address.js";
import { lessonView, swiped, viewOf } from "../../geo/web/model/steps.js";
import { schema, view } from "./sample.mjs";

/** @param {string} shown */
function step(shown) {
  return { title: "A town", view: shown, other_year: null, text: "It had the name twice.", records: [], events: [], sources: [] };
}

const story = { id: "twice", title: "Twice", about: "", steps: [step("year=1956&record=two-honours&at=44.1,41.98,6"), step("year=1957&country=HU")], lesson: null };

test("the schema says how many steps each story has that the page can tell", () => {
  assert.deepEqual(schema.stories, { twice: 2 });
});

test("a step is a view, with its story and its number", () => {
  assert.deepEqual(viewOf(story, 1, view({}), schema), view({ year: 1956, record: "two-honours", at: [44.1, 41.98, 6], story: "twice", step: 1 }));
  assert.deepEqual(viewOf(story, 2, view({}), schema), view({ year: 1957, query: { country: ["HU"] }, story: "twice", step: 2 }));
});

test("a step leaves nothing of the view before but the language", () => {
  const before = view({ year: 1950, q: "town", near: [44, 41], record: "blown-up", undated: true, mode: "all", lang: "en" });
  assert.deepEqual(viewOf(story, 2, before, schema), view({ year: 1957, query: { country: ["HU"] }, story: "twice", step: 2, lang: "en" }));
});

test("the schema says which stories have a lesson, and a story without one has no address of it", () => {
  assert.deepEqual(schema.lessons, ["twice"]);
  const found = parse("story=twice&lesson=1", { ...schema, lessons: [] });
  assert.deepEqual([found.view.story, found.view.lesson, found.notices.map(({ key }) => key)], ["twice", false, ["web.notice.not_a_lesson"]]);
});

test("a lesson begins in the first year, with nothing chosen; the step of its story waits", () => {
  const before = view({ year: 1956, query: { country: ["HU"] }, record: "blown-up", at: [20, 50, 4], story: "twice", step: 2, lang: "en" });
  assert.deepEqual(lessonView(story, before, schema), view({ year: schema.first, story: "twice", step: 2, lesson: true, lang: "en" }));
  assert.equal(lessonView(story, view({ story: "elsewhere", step: 2 }), schema).step, 1);
});

test("a step leads out of the lesson", () => {
  assert.equal(viewOf(story, 1, lessonView(story, view({}), schema), schema).lesson, false);
});

for (const [text, alone] of /** @type {[string, boolean][]} */ ([
  ["story=twice", true],
  ["#story=twice&step=2", true],
  ["?step=2&story=twice&lang=en", true],
  ["story=twice&lesson=1", true],
  ["year=1925&story=twice&lesson=1", false],
  ["lesson=1", false],
  ["year=1956&story=twice&step=2", false],
  ["story=twice&record=blown-up", false],
  ["step=2", false],
  ["", false],
])) {
  test(`the address ${JSON.stringify(text)} ${alone ? "names a story alone" : "says what is to be seen, or no story"}`, () => {
    assert.equal(namesStoryAlone(text), alone);
  });
}

test("a finger that goes left turns to the next step, one that goes right back", () => {
  const from = { x: 200, y: 100 };
  assert.equal(swiped(from, { x: 100, y: 110 }), 1);
  assert.equal(swiped(from, { x: 300, y: 90 }), -1);
});

test("a finger that taps, or scrolls the text, turns nothing", () => {
  const from = { x: 200, y: 100 };
  assert.equal(swiped(from, { x: 170, y: 100 }), 0);
  assert.equal(swiped(from, { x: 140, y: 160 }), 0);
  assert.equal(swiped(from, { x: 200, y: 400 }), 0);
});
