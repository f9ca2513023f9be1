/**
 * How long the front end's model takes: a filter, the counts of its options, a step of the year, the sums and the sentence, on
 * the layer as it is, on 50,000 records and on 500,000 periods (the layer again and again).
 *
 * Run it from the root: PYTHON=.venv/bin/python node benchmarks/model.mjs
 */

import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import process from "node:process";

import { format, parse } from "../geo/web/model/address.js";
import { maskOf, passing } from "../geo/web/model/filter.js";
import { LayerTable } from "../geo/web/model/layertable.js";
import { nearest } from "../geo/web/model/nearby.js";
import { optionCounts, switchCounts } from "../geo/web/model/options.js";
import { Phrases } from "../geo/web/model/phrases.js";
import { sentence } from "../geo/web/model/sentence.js";
import { roomFor, shownIn } from "../geo/web/model/shown.js";
import { Store } from "../geo/web/model/store.js";
import { sumsOf } from "../geo/web/model/sums.js";
import { openingView } from "../geo/web/model/view.js";

const TURNS = 40;
const WARM_UP = 10;
const WRITE = `
import json, sys, geo
from geo.exports.front import front_columns, front_phrases
data = geo.open()
phrases = json.dumps(front_phrases(data)).encode()
sys.stdout.buffer.write(len(phrases).to_bytes(8, "little") + phrases + front_columns(data))
`;

const written = spawnSync(process.env.PYTHON ?? "python", ["-c", WRITE], { maxBuffer: 2 ** 30 });
if (written.status !== 0) throw new Error(String(written.stderr));
const length = Number(written.stdout.readBigUInt64LE(0));
const phrases = new Phrases(JSON.parse(String(written.stdout.subarray(8, 8 + length))));
const columns = Uint8Array.from(written.stdout.subarray(8 + length)).buffer;
const once = LayerTable.read(columns);

const sizes = [1, Math.ceil(50_000 / once.recordCount), Math.ceil(500_000 / once.rowCount)];
for (const times of sizes) {
  const buffer = times === 1 ? columns : repeated(once, times);
  report(buffer);
}

/**
 * Write a table with the records of another again and again.
 * @param {LayerTable} table
 * @param {number} times
 * @returns {ArrayBuffer}
 */
function repeated(table, times) {
  const schema = structuredClone(table.schema);
  schema.ids = Array.from({ length: times }, (_, turn) => table.ids.map((id) => `${id}-${turn}`)).flat();
  schema.rows *= times;
  schema.records *= times;
  const arrays = [];
  let at = 0;
  for (const [name, column] of Object.entries(schema.columns)) {
    const kept = table.kept.get(name);
    const all = new kept.constructor(kept.length * times);
    for (let turn = 0; turn < times; turn++) all.set(kept, turn * kept.length);
    Object.assign(column, { at, length: all.length });
    arrays.push([at, new Uint8Array(all.buffer)]);
    at += Math.ceil(all.byteLength / 8) * 8;
  }
  const text = new TextEncoder().encode(JSON.stringify(schema));
  const head = text.length + ((8 - ((text.length + 4) % 8)) % 8);
  const buffer = new ArrayBuffer(4 + head + at);
  new DataView(buffer).setUint32(0, head, true);
  const bytes = new Uint8Array(buffer);
  bytes.fill(32, 4, 4 + head);
  bytes.set(text, 4);
  for (const [place, array] of arrays) bytes.set(array, 4 + head + place);
  return buffer;
}

/** @param {ArrayBuffer} buffer */
function report(buffer) {
  const table = LayerTable.read(buffer);
  const { schema } = table;
  const years = Array.from({ length: TURNS + WARM_UP }, (_, turn) => 1925 + ((turn * 7) % 70));
  const queries = [{ country: ["UA", "RU"] }, { kind: ["settlement"], category: ["place"] }, { disputed: true }, { replaced: ["old name"], lasted: 5, status: ["honouring", "after"] }];
  const query = (turn) => queries[turn % queries.length];
  const view = (turn, mode = "year") => ({ ...openingView(schema), year: years[turn], mode, query: query(turn) });
  const masks = queries.map((one) => maskOf(table, one));
  const mask = (turn) => masks[turn % masks.length];
  const every = new Uint8Array(table.rowCount).fill(1);
  const room = roomFor(table);
  const sums = sumsOf(table, every, view(0));
  const store = new Store(table, phrases, openingView(schema));
  const rows = {
    "read the columns": () => LayerTable.read(buffer),
    "mask of a filter": (turn) => maskOf(table, query(turn)),
    "counts of all options": (turn) => optionCounts(table, view(turn)),
    "counts of the switches": (turn) => switchCounts(table, view(turn)),
    "year step, state of the year": (turn) => shownIn(table, every, { ...view(turn), query: {} }, room),
    "year step, changes": (turn) => shownIn(table, every, view(turn, "changes"), room),
    "year step, all years": (turn) => shownIn(table, every, view(turn, "all"), room),
    "sums of all years": (turn) => sumsOf(table, mask(turn), view(turn)),
    "sums, changes": (turn) => sumsOf(table, mask(turn), view(turn, "changes")),
    "sentence": (turn) => sentence(table, every, view(turn), sums, phrases),
    "nearest eight": () => nearest(table, passing(table, every), [37.6, 55.7]),
    "address there and back": (turn) => parse(format(view(turn), schema), schema),
    "store: a step of the year": (turn) => (store.set({ year: years[turn] }), store.derived.shown, store.derived.sentence, store.derived.options),
    "store: another filter": (turn) => (store.set({ query: query(turn) }), store.derived.shown, store.derived.sentence, store.derived.options),
  };
  process.stdout.write(`\n${table.recordCount} records, ${table.rowCount} periods, ${buffer.byteLength} bytes; milliseconds, median and worst of ${TURNS}\n`);
  for (const [name, run] of Object.entries(rows)) {
    const times = years.map((_, turn) => {
      const start = performance.now();
      run(turn);
      return performance.now() - start;
    });
    const sorted = times.slice(WARM_UP).sort((one, other) => one - other);
    process.stdout.write(`${name.padEnd(30)} ${sorted[TURNS / 2].toFixed(2).padStart(8)} ${sorted.at(-1).toFixed(2).padStart(8)}\n`);
  }
}
