/** What Streamlit runs: fetch Leaflet and our modules once, then hand over to them. */

function fetchOnce(tag, attributes) {
  const [name, address] = Object.entries(attributes).find(([key]) => key === "src" || key === "href");
  const present = document.head.querySelector(`${tag}[${name}="${CSS.escape(address)}"]`);
  if (present) return present.loaded;
  const element = Object.assign(document.createElement(tag), attributes);
  element.setAttribute(name, address);
  element.loaded = new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error(`${address} did not load`)));
  });
  document.head.append(element);
  return element.loaded;
}

/** Ask for files that will be wanted in a moment, all at once instead of one after the other. */
function announce({ modules, data }) {
  for (const address of modules) fetchOnce("link", { rel: "modulepreload", href: address }).catch(() => {});
  for (const address of data) {
    fetchOnce("link", { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: address }).catch(() => {});
  }
}

const pending = new WeakMap();

export default function (component) {
  const { files } = component.data;
  const { parentElement } = component;
  announce(files);
  const ready = Promise.all([
    import(new URL(files.main, document.baseURI).href),
    fetchOnce("script", { src: files.leaflet }),
    fetchOnce("link", { rel: "stylesheet", href: files.leafletStyle }),
    ...files.styles.map((href) => fetchOnce("link", { rel: "stylesheet", href })),
  ]);
  const latest = (pending.get(parentElement) ?? 0) + 1;
  pending.set(parentElement, latest);
  ready.then(
    ([main]) => {
      if (pending.get(parentElement) === latest) main.mount(component);
    },
    (error) => {
      parentElement.textContent = `The map could not be loaded (${error.message}). Reload the page.`;
    },
  );
  return () => {
    pending.delete(parentElement);
    ready.then(([main]) => main.unmount(parentElement), () => {});
  };
}
