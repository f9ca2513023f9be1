/** What Streamlit runs: fetch the page's script and style once, then hand over to them (streamlitpage.js). */

/** @type {WeakMap<Element, Promise<void>>} */
const loading = new WeakMap();

/**
 * @param {"script"|"link"} tag
 * @param {Object<string, string>} attributes one of them is the address, `src` or `href`
 * @returns {Promise<void>} when it is there
 */
function fetchOnce(tag, attributes) {
  const name = tag === "script" ? "src" : "href";
  const present = document.head.querySelector(`${tag}[${name}="${CSS.escape(attributes[name])}"]`);
  const begun = present && loading.get(present);
  if (begun) return begun;
  if (present && isThere(present)) return Promise.resolve();
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  const loaded = new Promise((resolve, reject) => {
    element.addEventListener("load", () => resolve(undefined));
    element.addEventListener("error", () => reject(new Error(`${attributes[name]} did not load`)));
  });
  loading.set(element, /** @type {Promise<void>} */ (loaded));
  document.head.append(element);
  return /** @type {Promise<void>} */ (loaded);
}

/**
 * Say whether what the document itself names has come (geo/ui/early.py).
 * @param {Element} element
 */
function isThere(element) {
  return element instanceof HTMLLinkElement ? element.sheet !== null : "deStalinizationPage" in globalThis;
}

/**
 * Ask for files that will be wanted in a moment, all at once instead of one after the other.
 * @param {string[]} first
 */
function announce(first) {
  for (const href of first) fetchOnce("link", { rel: "preload", as: "fetch", crossorigin: "anonymous", href }).catch(() => {});
}

/** @type {WeakMap<Element, number>} */
const latest = new WeakMap();

/** @param {{data: any, parentElement: HTMLElement}} component what Streamlit gives with every run of the page */
export default function (component) {
  const { data, parentElement } = component;
  if (!("deStalinizationPage" in globalThis)) announce(data.first);
  const files = [fetchOnce("script", { src: data.script }), fetchOnce("link", { rel: "stylesheet", href: data.style })];
  const ready = Promise.all(files).then(() => /** @type {any} */ (globalThis).deStalinizationPage);
  const number = (latest.get(parentElement) ?? 0) + 1;
  latest.set(parentElement, number);
  ready.then(
    (page) => {
      if (latest.get(parentElement) === number) page.mountPage(component);
    },
    (error) => {
      console.error(error);
      parentElement.textContent = data.failed;
    },
  );
  return () => {
    latest.delete(parentElement);
    ready.then(
      (page) => page.unmountPage(parentElement),
      () => {},
    );
  };
}
