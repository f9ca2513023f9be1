/** Search for the texts that come in as JSON in the layer that comes with them, and write the hits: for a test of Python. */

import { Buffer } from "node:buffer";
import process from "node:process";
import { text } from "node:stream/consumers";

import { LayerTable } from "../../geo/web/model/layertable.js";
import { Lookup } from "../../geo/web/model/lookup.js";
import { Phrases } from "../../geo/web/model/phrases.js";

const { columns, late, phrases, towns, texts } = JSON.parse(await text(process.stdin));
const table = LayerTable.read(Uint8Array.from(Buffer.from(columns, "base64")).buffer);
table.extend(late);
const lookup = new Lookup(table, towns, new Phrases(phrases));
const hits = texts.map((one) => lookup.find(one).map(({ record, name, year }) => [table.ids[record], name, year]));
process.stdout.write(JSON.stringify(hits));
