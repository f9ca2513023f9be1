/** Keeps the view and the browser's address in step; the host says how an address is read and written. */

import { format, parse } from "../model/address.js";

/** The hand on the time bar may pass many years: they are written when it rests, as browsers allow few writes a second. */
const REST_MS = 200;
/** A change of these parts is a step that Back takes back. */
const STEPS = /** @type {const} */ (["query", "mode", "split", "undated", "record", "near"]);

/**
 * @typedef {object} Address how a host reads and writes it
 * @property {() => string} read what it says of the view: `year=1961&country=AM`
 * @property {(text: string) => void} replace
 * @property {(text: string) => void} push
 * @property {(listener: () => void) => () => void} on tells when it was changed by another than us; gives the end of it
 * @property {(text: string) => string} whole the whole address of a view
 * @property {() => import("../model/address.js").Notice[]} [ignored] what else of it is ignored than what is no part of a view
 */

export class AddressLink {
  /**
   * @param {import("../model/store.js").Store} store
   * @param {Address} address
   * @param {{opening: import("../model/view.js").View, ignored: (notices: import("../model/address.js").Notice[]) => void}} how
   *   opening: the view of an address that says nothing
   */
  constructor(store, address, { opening, ignored }) {
    this.store = store;
    this.address = address;
    this.opening = opening;
    this.ignored = ignored;
    this.reading = false;
    this.timer = 0;
    this.ends = [address.on(() => this.read()), store.on((view, before, { push }) => this.#write(before, push))];
  }

  /** Take the view over from the address. */
  read() {
    clearTimeout(this.timer);
    const { view, notices } = readView(this.address.read(), this.store.table.schema, this.opening);
    this.reading = true;
    this.store.set(view);
    this.reading = false;
    this.ignored([...(this.address.ignored?.() ?? []), ...notices]);
  }

  /**
   * Show a view in the place of one that the address did not say in full; no step back leads to that.
   * @param {import("../model/view.js").View} view
   */
  take(view) {
    clearTimeout(this.timer);
    this.timer = 0;
    this.address.replace(format(view, this.store.table.schema));
    this.reading = true;
    this.store.set(view);
    this.reading = false;
  }

  /** Write what still waits to be written. */
  settle() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.address.replace(format(this.store.view, this.store.table.schema));
  }

  /**
   * @param {import("../model/view.js").View} before
   * @param {boolean} push
   */
  #write(before, push) {
    if (this.reading) return;
    const { view, table } = this.store;
    if (push || STEPS.some((part) => view[part] !== before[part])) {
      this.settleAt(before);
      this.address.push(format(view, table.schema));
    } else {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.settle(), REST_MS);
    }
  }

  /**
   * Write the view before a step, if it still waits, so that Back leads to it.
   * @param {import("../model/view.js").View} before
   */
  settleAt(before) {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.address.replace(format(before, this.store.table.schema));
  }

  destroy() {
    this.settle();
    for (const end of this.ends) end();
  }
}

/**
 * Read the view that an address asks for.
 * @param {string} text
 * @param {import("../model/layertable.js").Schema} schema
 * @param {import("../model/view.js").View} opening
 */
export function readView(text, schema, opening) {
  return text ? parse(text, schema) : { view: opening, notices: [] };
}
