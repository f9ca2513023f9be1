/** What the map says: built of text nodes only, so that no value from the data can become markup. */

import { CERTAIN, UNDATED } from "./rule.js";

/**
 * Make an element.
 * @param {string} tag
 * @param {Object<string, string>} [attributes]
 * @param {...(Node|string)} children strings become text
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * @typedef {object} Vocabulary words from Python (geo/words.py)
 * @property {Object<string, string>} status by "category/status"
 * @property {Object<string, string>} after what became of a thing, by the change that ended its honour
 * @property {Object<string, string>} durations by "start|end"
 */

/**
 * Say what a period's status is, in the words of the legend.
 * @param {import("./rule.js").Period} period
 * @param {Vocabulary} words
 * @returns {string}
 */
function statusWords(period, words) {
  const ended = period.status === "after" ? words.after[period.change] : undefined;
  return ended ?? words.status[`${period.category}/${period.status}`];
}

/**
 * Say a status with its certainty in a year.
 * @param {import("./rule.js").Period} period
 * @param {number} state
 * @param {Vocabulary} words
 * @returns {string}
 */
function stateWords(period, state, words) {
  const said = statusWords(period, words);
  if (state === CERTAIN) return said;
  return state === UNDATED ? `${said}: date not known` : `${said}: possible, not certain`;
}

/**
 * Say what stands behind a symbol: its state in the year, or in all years what became of it.
 * @param {import("./rule.js").Period} period
 * @param {import("./symbols.js").Shown} shown
 * @param {Vocabulary} words
 * @returns {string}
 */
export function shownWords(period, shown, words) {
  if (shown.status !== period.status) return `${duration(period, words)}, then given up`;
  return stateWords(period, shown.state, words) + (shown.changed ? " (this year)" : "");
}

/**
 * Give an address back if it may stand in a link.
 * @param {string} address
 * @returns {?URL}
 */
export function webAddress(address) {
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}

/**
 * Say from when to when.
 * @param {import("./rule.js").Period} period
 * @param {Vocabulary} words
 */
export function duration(period, words) {
  return words.durations[`${period.start_date}|${period.end_date}`] ?? "";
}

/**
 * Fill the popup of one record: its chain of names, the dates, and who says so.
 * @param {import("./rule.js").Periods} periods
 * @param {number} index of the record
 * @param {number} row of the period shown, -1 for none
 * @param {Vocabulary} words
 * @returns {HTMLElement}
 */
export function recordPopup(periods, index, row, words) {
  const record = periods.records[index];
  const chain = make("ol", { class: "tm-chain" });
  const shown = periods.rows[row === -1 ? record.first : row];
  const named = periods.rows.slice(record.first, record.end).some((period) => period.name !== shown.name);
  for (let at = record.first; at < record.end; at++) {
    const period = periods.rows[at];
    const item = make("li", { class: `tm-${period.status}` });
    if (named) item.append(make("strong", {}, period.name), ...nativeName(period), make("br"));
    item.append(`${duration(period, words)}: ${statusWords(period, words)}`, sourceLine(period.sources));
    if (at === row) item.setAttribute("aria-current", "true");
    chain.append(item);
  }
  const popup = make("div", { class: "tm-popup", tabindex: "-1", "data-testid": "popup", "data-record": record.id });
  popup.append(make("h3", {}, shown.name), chain, make("p", {}, shown.note));
  return popup;
}

/** @param {import("./rule.js").Period} period */
function nativeName(period) {
  if (!period.native_name || period.native_name === period.name) return [];
  return [" ", make("span", period.native_lang ? { lang: period.native_lang } : {}, period.native_name)];
}

/**
 * Make links to sources, named by their hosts.
 * @param {string[]} sources addresses
 * @returns {HTMLElement}
 */
export function sourceLine(sources) {
  const line = make("div", { class: "tm-sources" });
  for (const text of sources) {
    const url = webAddress(text);
    const attributes = { rel: "noopener noreferrer", target: "_blank", title: text };
    line.append(url ? make("a", { href: url.href, ...attributes }, hostOf(url)) : make("span", {}, text));
  }
  return line;
}

/**
 * Name the host of an address.
 * @param {URL} url
 */
export function hostOf(url) {
  return url.hostname.replace(/^www\./, "");
}

/**
 * Fill the popup of several records at one symbol: a list that opens each.
 * @param {import("./rule.js").Periods} periods
 * @param {import("./symbols.js").Shown[]} shown
 * @param {Vocabulary} words
 * @param {(shown: import("./symbols.js").Shown) => void} open
 * @param {?() => void} zoom offered where the records lie apart
 * @returns {HTMLElement}
 */
export function groupPopup(periods, shown, words, open, zoom) {
  const list = make("ul", { class: "tm-group" });
  for (const one of shown) {
    const period = periods.rows[one.row];
    const button = make("button", { type: "button" }, make("strong", {}, period.name), ` ${shownWords(period, one, words)}`);
    button.addEventListener("click", () => open(one));
    list.append(make("li", { class: `tm-${period.status}` }, button));
  }
  const popup = make("div", { class: "tm-popup", "data-testid": "group" }, make("h3", {}, `${shown.length} records here`));
  if (zoom) {
    const closer = make("button", { type: "button", class: "tm-closer" }, "Zoom in on them");
    closer.addEventListener("click", zoom);
    popup.append(closer);
  }
  popup.append(list);
  return popup;
}

/**
 * Fill the tooltip of a symbol: the thing as it was called in the year, and its status.
 * @param {import("./rule.js").Periods} periods
 * @param {import("./symbols.js").Shown[]} shown
 * @param {Vocabulary} words
 * @returns {HTMLElement}
 */
export function tooltip(periods, shown, words) {
  if (shown.length === 1) {
    const period = periods.rows[shown[0].row];
    const said = shownWords(period, shown[0], words);
    return make("div", { "data-testid": "tooltip" }, make("strong", {}, period.name), make("br"), said);
  }
  const names = shown.slice(0, 4).map((one) => periods.rows[one.row].name);
  if (shown.length > 4) names.push(`and ${shown.length - 4} more`);
  const lines = names.map((name) => make("div", {}, name));
  return make("div", { "data-testid": "tooltip" }, make("strong", {}, `${shown.length} records`), ...lines);
}
