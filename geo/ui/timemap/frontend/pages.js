/** The links between the pages: what Streamlit leaves out of them, and takes out again each time it draws them. */

/**
 * Title of the current page, by the element that holds the links.
 * @type {WeakMap<Element, string>}
 */
const marked = new WeakMap();

/**
 * Say which page is the current one, and let each link lead to its page from every other, in a new tab too: Streamlit
 * writes the address of the first page as a query alone, which leads to the page it stands on.
 * @param {{data: {title: string}, parentElement: HTMLElement}} component title of the current page
 */
export function markPages({ data, parentElement }) {
  const box = parentElement.closest(".st-key-pages");
  if (!box) return;
  if (!marked.has(box)) {
    new MutationObserver(() => mark(box)).observe(box, { subtree: true, childList: true, attributes: true, attributeFilter: ["href"] });
  }
  marked.set(box, data.title);
  mark(box);
}

/** @param {Element} box */
function mark(box) {
  for (const link of box.querySelectorAll("a")) {
    const address = link.getAttribute("href") ?? "";
    if (address === "" || address.startsWith("?")) link.setAttribute("href", `./${address}`);
    const current = link.querySelector("p")?.textContent === marked.get(box);
    if (current && link.getAttribute("aria-current") !== "page") link.setAttribute("aria-current", "page");
    if (!current) link.removeAttribute("aria-current");
  }
}
