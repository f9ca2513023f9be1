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
 * @typedef {(leaflet: object, timemap: object) => void} Open folium's script of the map
 *
 * @typedef {object} Page as it lies over all that Streamlit shows
 * @property {string} base address of its files
 * @property {HTMLElement} root
 * @property {Promise<{destroy: () => void}>} screen
 */

/** The page that is open. @type {?Page} */
let current = null;
/** The element of Streamlit's component that the page is open for; null before Streamlit is there. @type {?HTMLElement} */
let holder = null;

/**
 * Give what Streamlit's component calls, and begin with the page where the document has it already (geo/ui/early.py).
 * @param {Open} open
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
 * Begin with the page before Streamlit is there, which starts when the map is drawn, or cannot be.
 * @param {Data} data
 * @param {Open} open
 */
function begin(data, open) {
  const { screen } = lay(data, open);
  const { startStreamlit } = /** @type {{startStreamlit: () => void}} */ (/** @type {unknown} */ (globalThis));
  screen.then(() => requestAnimationFrame(() => setTimeout(startStreamlit)), startStreamlit); // the browser has to show the map first
}

/**
 * Open the page, or leave it as it is; one whose files have changed since is built anew.
 * @param {Component} component
 * @param {Open} open
 */
function mountPage({ data, parentElement }, open) {
  holder = parentElement;
  if (current?.base !== data.base) lay(data, open);
}

/**
 * Let go of the page, unless another component of Streamlit's has it at once.
 * @param {HTMLElement} parentElement
 */
function unmountPage(parentElement) {
  if (holder !== parentElement) return;
  holder = null;
  setTimeout(() => {
    if (holder === null) leave();
  });
}

/**
 * Lay the page over all that Streamlit shows.
 * @param {Data} data
 * @param {Open} open
 * @returns {Page}
 */
function lay(data, open) {
  leave();
  const root = make("div", { class: "front-window" });
  document.body.append(root);
  const page = { base: data.base, root, screen: built(root, data, open) };
  current = page;
  hideOthers(true);
  page.screen.catch((error) => {
    console.error(error);
    if (current !== page) return;
    if (holder) root.replaceChildren(make("p", { role: "alert" }, data.failed));
    else leave(); // the component tries again
  });
  return page;
}

/** Take the page away. */
function leave() {
  const page = current;
  current = null;
  if (!page) return;
  page.screen.then((screen) => screen.destroy()).catch(() => {});
  page.root.remove();
  hideOthers(false);
}

/**
 * Let nobody see or reach what Streamlit has below the page (page.css), nor what it says of a server that is gone, which the
 * page does not need.
 * @param {boolean} hidden
 */
function hideOthers(hidden) {
  document.documentElement.classList.toggle("front-alone", hidden);
  if (hidden) windows.observe(document.body, { childList: true });
  else windows.disconnect();
}

/** Close the windows that Streamlit opens: though unseen, they keep the page from being pressed. */
const windows = new MutationObserver(() => {
  setTimeout(() => {
    for (const one of document.querySelectorAll("body > :not(.front-window) [role=dialog], body > [role=dialog]")) {
      one.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    }
  });
});

/**
 * @param {HTMLElement} root
 * @param {Data} data
 * @param {Open} open
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
 * @param {Open} open
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
