/** The bridge to Streamlit: mounts one time map in the component's element and keeps it across reruns. */

import { TimeMap } from "./timemap.js";
import { make } from "./words.js";

/** @type {WeakMap<HTMLElement, {timemap: TimeMap, ready: Promise<void>}>} */
const mounted = new WeakMap();

/**
 * Mount or update; Streamlit calls this with every run of the page.
 * @param {{data: object, parentElement: HTMLElement, setStateValue: (name: string, value: unknown) => void}} component
 */
export function mount(component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".tm-root");
  let entry = mounted.get(root);
  if (!entry) {
    const timemap = new TimeMap(root, {
      year: (year) => setStateValue("year", year),
      selected: (id) => setStateValue("selected", id),
      near: (place) => setStateValue("near", place),
    });
    entry = { timemap, ready: timemap.build(data) };
    mounted.set(root, entry);
  }
  entry.ready.then(
    () => {
      entry.timemap.update(data);
      entry.timemap.ready();
    },
    (error) => root.replaceChildren(make("p", { role: "alert" }, `The map could not be loaded (${error.message}). Reload the page.`)),
  );
}

/**
 * Let go of a mounted map.
 * @param {HTMLElement} parentElement
 */
export function unmount(parentElement) {
  const root = parentElement.querySelector(".tm-root");
  mounted.get(root)?.timemap.destroy();
  mounted.delete(root);
}
