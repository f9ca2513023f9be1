/** The store: what changes, who is told, and what is not made twice; and the views that it holds. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Store } from "../../geo/web/model/store.js";
import { asking, but, filtersOf, openingView, toggled } from "../../geo/web/model/view.js";
import { phrases, schema, table, view } from "./sample.mjs";

const store = () => new Store(table, phrases, openingView(schema));

test("those who listen are told of the view and the one before", () => {
  const own = store();
  const before = own.view;
  const told = [];
  const off = own.on((now, then, how) => told.push([now.year, then, how]));
  own.set({ year: 1950 }, { push: true });
  off();
  own.set({ year: 1951 });
  assert.deepEqual(told, [[1950, before, { push: true }]]);
});

test("what stays as it is tells nobody", () => {
  const own = store();
  own.set({ query: { country: ["GE"] }, near: [44, 42] });
  own.on(() => assert.fail("nothing changed"));
  own.set({ query: { country: ["GE"] }, near: [44, 42], year: own.view.year });
});

test("who asks to be first is told before those who listened already, and can leave too", () => {
  const own = store();
  const told = [];
  own.on(() => told.push("list"));
  const off = own.on(() => told.push("map"), { first: true });
  own.set({ year: 1950 });
  off();
  own.set({ year: 1951 });
  assert.deepEqual(told, ["map", "list", "list"]);
});

test("one who listens may change the view again; the last is told last, to all", () => {
  const own = store();
  const told = [];
  own.on((now) => now.year === 1950 && own.set({ year: 1951 }));
  own.on((now) => told.push(now.year));
  own.set({ year: 1950 });
  assert.deepEqual(told, [1951]);
});

test("what does not depend on the year is kept when the year changes", () => {
  const own = store();
  const { mask, sums, passing, failures } = own.derived;
  const words = own.derived.sentence;
  own.set({ year: 1950 });
  assert.equal(own.derived.mask, mask);
  assert.equal(own.derived.sums, sums);
  assert.equal(own.derived.passing, passing);
  assert.equal(own.derived.failures, failures);
  assert.notEqual(own.derived.sentence, words);
  own.set({ query: { country: ["GE"] } });
  assert.notEqual(own.derived.mask, mask);
  assert.notEqual(own.derived.sums, sums);
});

test("what is shown follows year, mode and filters", () => {
  const own = store();
  assert.equal(own.derived.selection.count, 12);
  own.set({ mode: "changes" });
  assert.equal(own.derived.selection.count, 9);
  own.set({ query: { category: ["place"] } });
  assert.equal(own.derived.selection.count, 6);
  assert.equal(own.derived.options.get("category").get("monument"), 5);
  assert.equal(own.derived.switches.disputed, 1);
});

test("a view cannot be changed", () => {
  const one = openingView(schema);
  assert.throws(() => {
    one.year = 1;
  }, TypeError);
  const other = but(one, { query: { country: ["GE"] } });
  assert.throws(() => {
    other.query.country = [];
  }, TypeError);
});

test("a part that stays the same object keeps what is made of it", () => {
  const one = but(openingView(schema), { query: { country: ["GE"], lasted: 5 } });
  assert.equal(but(one, { query: { lasted: 5, country: ["GE"] } }), one);
  assert.equal(but(one, { year: 1950 }).query, one.query);
});

test("two years are compared in their order, whatever is set", () => {
  const store = new Store(table, phrases, view({ year: 1961 }));
  store.set({ mode: "between" });
  assert.deepEqual([store.view.from, store.view.year], [1951, 1961]);
  store.set({ year: 1950 });
  assert.deepEqual([store.view.from, store.view.year], [1949, 1950]);
  store.set({ from: 1960 });
  assert.deepEqual([store.view.from, store.view.year], [1949, 1950]);
  store.set({ year: schema.first });
  assert.deepEqual([store.view.from, store.view.year], [schema.first, schema.first + 1]);
  assert.match(store.derived.sentence, /^Between 1925 and 1926: /);
});

test("a filter is put on and taken off", () => {
  let query = {};
  query = toggled(query, "country", "GE");
  query = toggled(query, "country", "PL");
  query = toggled(query, "lasted", 5);
  query = toggled(query, "disputed", true);
  assert.deepEqual(query, { country: ["GE", "PL"], lasted: 5, disputed: true });
  const on = filtersOf(query, schema);
  assert.deepEqual(on, [["country", "GE"], ["country", "PL"], ["disputed", true], ["lasted", 5]]);
  for (const [name, value] of on) query = toggled(query, name, value);
  assert.deepEqual(query, {});
});

test("nothing asked of a field takes it out", () => {
  assert.deepEqual(asking({ country: ["GE"], lasted: 5 }, "country", []), { lasted: 5 });
  assert.deepEqual(asking({ lasted: 5 }, "lasted", null), {});
  assert.deepEqual(asking({}, "lasted", 7), { lasted: 7 });
  assert.deepEqual(view({}).query, {});
});
