/** Streamlit's host: fetches what the page needs, and keeps the page across Streamlit's runs. */

import { format } from "../model/address.js";
import { membersOf, queryText } from "../model/download.js";
import { LayerTable } from "../model/layertable.js";
import { settingIn, withSetting } from "../model/setting.js";
import { openingView } from "../model/view.js";
import { make } from "../view/maker.js";
import { openPage } from "./opening.js";

/**
 * @typedef {object} Data what Python sends (geo/ui/map_page.py)
 * @property {string} base address of the files, relative to the page
 * @property {string} name of the data set, for files
 * @property {string} description of the data set
 * @property {string[]} faults what is wrong with the data, one sentence each
 * @property {{form: string, words: string}[]} formats that the server writes
 * @property {{words: string, href: string, current: boolean}[]} pages
 * @property {string} asked address of the page on the capitals and regional centres
 * @property {import("../model/setting.js").Editions} editions
 * @property {string} failed what is said when the map cannot be loaded
 *
 * @typedef {{data: Data, parentElement: HTMLElement}} Component
 * @typedef {{base: string, page: Promise<{destroy: () => void, settle: () => void}>}} Mounted
 */

/** @type {WeakMap<Element, Mounted>} */
const mounted = new WeakMap();
/** How a page stands that was begun: over all, before and after it is taken over, whatever room Streamlit has for it meanwhile. */
const OVER_ALL = { position: "fixed", inset: "0" };
/** So long nothing is done on a page before it is taken over, in milliseconds: what the pointer has opened stays open. */
const REST_MS = 600;
/** When something was last done on the page that was begun. */
let touched = -Infinity;
/** The page that was begun before Streamlit was there. @type {?{root: HTMLElement, entry: Mounted}} */
let early = null;

/**
 * Give what Streamlit's component calls.
 * @param {(leaflet: object, timemap: object) => void} open folium's script of the map
 */
export function pageOf(open) {
  const given = document.getElementById("early-page")?.textContent;
  if (given) begin(JSON.parse(given), open);
  return {
    mountPage: (/** @type {Component} */ component) => mountPage(component, open),
    unmountPage: (/** @type {HTMLElement} */ parentElement) => unmountPage(parentElement),
  };
}

/**
 * Begin with the page over what Streamlit will show (geo/ui/early.py).
 * @param {Data} data
 * @param {(leaflet: object, timemap: object) => void} open
 */
function begin(data, open) {
  const root = make("div", { class: "page-root" });
  Object.assign(root.style, OVER_ALL);
  document.body.append(root);
  for (const kind of ["pointermove", "pointerdown", "wheel", "keydown"]) {
    root.addEventListener(kind, () => (touched = performance.now()), { capture: true, passive: true });
  }
  hideOthers(true);
  const page = built(root, data, open);
  early = { root, entry: { base: data.base, page } };
  const { startStreamlit } = /** @type {{startStreamlit: () => void}} */ (/** @type {unknown} */ (globalThis));
  page.then(() => requestAnimationFrame(() => setTimeout(startStreamlit)), startStreamlit); // the browser has to show the map first
  page.catch((error) => {
    console.error(error);
    if (early?.root === root) drop(early); // the component tries again
    else root.replaceChildren(make("p", { role: "alert" }, data.failed));
    early = null;
  });
}

/**
 * Let nobody see or reach what Streamlit makes below the page that was begun.
 * @param {boolean} hidden
 */
function hideOthers(hidden) {
  document.getElementById("root")?.style.setProperty("visibility", hidden ? "hidden" : "");
}

/**
 * Do without the page that was begun.
 * @param {{root: HTMLElement, entry: Mounted}} begun
 */
function drop({ root, entry }) {
  hideOthers(false);
  leave(entry);
  root.remove();
}

/**
 * Take the page that was begun into Streamlit's, as it stands; it is waited for a hand that moves something on it, and for the
 * end of the full screen.
 * @param {HTMLElement} slot that it takes the place of
 * @param {{root: HTMLElement, entry: Mounted}} begun
 */
function take(slot, { root, entry }) {
  mounted.set(slot, entry);
  const again = () => setTimeout(() => take(slot, { root, entry }));
  if (root.querySelector(":active")) window.addEventListener("pointerup", again, { once: true });
  else if (document.fullscreenElement) document.addEventListener("fullscreenchange", again, { once: true });
  else if (performance.now() - touched < REST_MS) setTimeout(again, REST_MS);
  else move(slot, root, entry);
}

/**
 * @param {HTMLElement} slot
 * @param {HTMLElement} root
 * @param {Mounted} entry
 */
function move(slot, root, entry) {
  const parent = /** @type {?Element & {moveBefore?: (node: Node, child: Node) => void}} */ (slot.parentElement);
  if (!parent || !slot.isConnected) {
    drop({ root, entry }); // the page was left meanwhile
    return;
  }
  hideOthers(false);
  const focused = /** @type {?HTMLElement} */ (document.activeElement);
  if (parent.moveBefore) parent.moveBefore(root, slot);
  else slot.before(root); // which takes the focus away
  if (root.contains(focused)) focused?.focus({ preventScroll: true });
  slot.remove();
  mounted.set(root, entry);
  entry.page.then((page) => page.settle()).catch(() => {});
}

/**
 * Mount the page, or leave it as it is; one whose files have changed since is built anew.
 * @param {Component} component
 * @param {(leaflet: object, timemap: object) => void} open
 */
function mountPage({ data, parentElement }, open) {
  const root = rootOf(parentElement);
  const before = mounted.get(root);
  if (before?.base === data.base) return;
  const begun = early;
  early = null;
  if (begun?.entry.base === data.base) {
    take(root, begun);
    return;
  }
  if (begun) drop(begun);
  leave(before);
  const page = built(root, data, open);
  mounted.set(root, { base: data.base, page });
  page.catch((error) => {
    console.error(error);
    if (mounted.get(root)?.page === page) root.replaceChildren(make("p", { role: "alert" }, data.failed));
  });
}

/**
 * Let go of the page.
 * @param {HTMLElement} parentElement
 */
function unmountPage(parentElement) {
  const root = rootOf(parentElement);
  leave(mounted.get(root));
  mounted.delete(root);
}

/**
 * @param {HTMLElement} parentElement
 * @returns {HTMLElement}
 */
function rootOf(parentElement) {
  return /** @type {HTMLElement} */ (parentElement.querySelector(".page-root"));
}

/** @param {Mounted|undefined} entry */
function leave(entry) {
  entry?.page.then((page) => page.destroy()).catch(() => {});
}

/**
 * @param {HTMLElement} root
 * @param {Data} data
 * @param {(leaflet: object, timemap: object) => void} open
 */
async function built(root, data, open) {
  const at = (/** @type {string} */ name) => new URL(`${data.base}/${name}`, document.baseURI).href;
  const get = async (/** @type {string} */ name) => {
    if (name === "columns") return LayerTable.read(await (await fetched(at("columns.bin"))).arrayBuffer());
    return (await fetched(at(`${name}.json`))).json();
  };
  const reads = new URLSearchParams(location.search).has("record");
  return openPage(root, get, (schema) => hostOf(data, schema, open), { reads });
}

/**
 * @param {Data} data
 * @param {import("../model/layertable.js").Schema} schema
 * @param {(leaflet: object, timemap: object) => void} open
 * @returns {import("../view/app.js").Host}
 */
function hostOf(data, schema, open) {
  const version = schema.edition.data_version;
  return {
    name: data.name,
    address: browserAddress(),
    editions: data.editions,
    links: {
      pages: data.pages,
      carried: (view) => `?${withSetting(format(view, schema), { embed: false, kiosk: null, data: settingIn(location.search).setting.data })}`,
      asked: data.asked,
      record: () => null,
      cite: (id) => `${here()}?${new URLSearchParams({ record: id, data: version })}`,
    },
    downloads: (view) => {
      const query = queryText(membersOf(view, schema));
      const of = version === data.editions.today ? "" : `&data=${version}`;
      return data.formats.map(({ form, words: label }) => ({ words: label, href: `export/${form}?${query}${of}` }));
    },
    open,
    opening: openingView(schema),
    narrowed: null,
    description: data.description,
    faults: data.faults,
  };
}

/**
 * @param {string} address
 * @returns {Promise<Response>}
 */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} gave ${answer.status}`);
  return answer;
}

/** Give the page's address without what follows. */
function here() {
  return location.href.split(/[?#]/, 1)[0];
}

/**
 * Read and write the browser's own address. Streamlit hears of a step back by itself, and runs the page, which asks
 * for nothing new then.
 * @returns {import("../view/addresslink.js").Address}
 */
function browserAddress() {
  return {
    read: () => location.search.slice(1),
    replace: (text) => history.replaceState(history.state, "", `?${text}`),
    push: (text) => history.pushState(history.state, "", `?${text}`),
    on: (listener) => {
      window.addEventListener("popstate", listener);
      return () => window.removeEventListener("popstate", listener);
    },
    whole: (text) => (text ? `${here()}?${text}` : here()),
  };
}
