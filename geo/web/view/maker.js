/** Making elements: of text nodes only, so that no value from the data can become markup. */

const FOCUSABLE = "a[href], button, input, select, summary, [tabindex]";

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
 * Make a button that does something.
 * @param {string} words
 * @param {(event: MouseEvent) => void} act
 * @param {Object<string, string>} [attributes]
 * @returns {HTMLButtonElement}
 */
export function button(words, act, attributes = {}) {
  const made = /** @type {HTMLButtonElement} */ (make("button", { type: "button", ...attributes }, words));
  made.addEventListener("click", act);
  return made;
}

/**
 * Make a button with a drawing before its words; where there is no room for these, they are its name all the same.
 * @param {SVGElement} drawing
 * @param {string} words
 * @param {(event: MouseEvent) => void} act
 * @param {Object<string, string>} [attributes]
 * @returns {HTMLButtonElement}
 */
export function tool(drawing, words, act, attributes = {}) {
  const made = button("", act, { "aria-label": words, title: words, ...attributes });
  made.append(drawing, make("span", { class: "front-words" }, words));
  return made;
}

/**
 * Make a button that closes something.
 * @param {SVGElement} cross
 * @param {string} words
 * @param {() => void} act
 * @returns {HTMLButtonElement}
 */
export function closer(cross, words, act) {
  const made = button("", act, { class: "front-close", "aria-label": words });
  made.append(cross);
  return made;
}

/**
 * Let an element be what the page is about, unless what stands around it is that already.
 * @param {Element} element
 * @param {Element} [around] where it will stand
 */
export function beMain(element, around = element) {
  if (around.closest("main")) element.removeAttribute("role");
  else element.setAttribute("role", "main");
}

/**
 * Set the text of an element if it is another: what stays the same costs the browser nothing, and is not read out again.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  const { firstChild: only } = element;
  if (!(only instanceof Text) || only !== element.lastChild) element.textContent = text;
  else if (only.data !== text) only.data = text; // the same node: the browser has no style to find for it
}

/**
 * Hide an element or show it, if it is not so yet: the browser would look for its style again.
 * @param {HTMLElement} element
 * @param {boolean} hidden
 */
export function setHidden(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/**
 * Give an address back if it may stand in a link.
 * @param {?string} [address]
 * @returns {?URL}
 */
export function webAddress(address) {
  try {
    const url = new URL(address ?? "");
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}

/**
 * Name the host of an address.
 * @param {URL} url
 */
export function hostOf(url) {
  return url.hostname.replace(/^www\./, "");
}

/**
 * Make a link to a page elsewhere, named by words or by its host; of an address that may not stand in a link only the words.
 * @param {{url: string, title: string}} page
 * @param {string} [words]
 */
export function outside({ url, title }, words) {
  const address = webAddress(url);
  if (!address) return make("span", {}, words ?? title);
  return make("a", { href: address.href, title, rel: "noopener noreferrer", target: "_blank" }, words ?? hostOf(address));
}

/**
 * Change what a box holds. If the focus was inside, it goes to what stands in the same place if the box still tells of
 * the same thing (`data-record`, `data-testid`), and else to the first thing that can take it.
 * @param {HTMLElement} box
 * @param {() => void} change
 */
export function keepFocus(box, change) {
  const at = places(box).indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const before = subject(box);
  change();
  if (at < 0 || box.contains(document.activeElement)) return;
  const now = places(box);
  const same = subject(box) === before;
  (now[same ? Math.min(at, now.length - 1) : 0] ?? box).focus({ preventScroll: true });
}

/**
 * Act when the reader turns to something else: a press, or the focus, outside of a box.
 * @param {Element} box
 * @param {() => void} act
 * @param {AbortSignal} signal ends it
 */
export function whenLeft(box, act, signal) {
  for (const kind of ["pointerdown", "focusin"]) {
    document.addEventListener(kind, ({ target }) => {
      if (target instanceof Node && !box.contains(target)) act();
    }, { signal });
  }
}

/**
 * @param {HTMLElement} box
 * @returns {HTMLElement[]}
 */
function places(box) {
  return [...box.querySelectorAll(FOCUSABLE)].map((one) => /** @type {HTMLElement} */ (one));
}

/** @param {HTMLElement} box */
function subject(box) {
  const marked = /** @type {?HTMLElement} */ (box.querySelector("[data-testid]"));
  const { testid, record } = marked?.dataset ?? {};
  return `${testid} ${record}`;
}
