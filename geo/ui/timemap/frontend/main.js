/** The bridge to Streamlit: mounts one time map in the component's element and keeps it across reruns. */

import { TimeMap } from "./timemap.js";
import { make } from "./words.js";

/**
 * @typedef {object} Component what Streamlit gives with every run of the page
 * @property {{stamp: string}} data
 * @property {HTMLElement} parentElement
 * @property {(name: string, value: unknown) => void} setTriggerValue tells Python, also if the value was told before:
 *   Python may have set another one in the meantime
 *
 * @typedef {{timemap: TimeMap, ready: Promise<void>, stamp: string, component: Component}} Mounted
 */

/** @type {WeakMap<HTMLElement, Mounted>} */
const mounted = new WeakMap();

/**
 * Mount or update; a map whose files have changed since is built anew.
 * @param {Component} component
 */
export function mount(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".tm-root");
  let entry = mounted.get(root);
  if (entry && entry.stamp !== data.stamp) {
    entry.timemap.destroy();
    entry = null;
  }
  if (entry) entry.component = component;
  else {
    entry = built(root, component);
    mounted.set(root, entry);
  }
  const current = () => mounted.get(root) === entry;
  entry.ready
    .then(() => {
      if (!current()) return;
      entry.timemap.update(data);
      entry.timemap.ready();
    })
    .catch((error) => {
      console.error(error);
      if (current()) root.replaceChildren(make("p", { role: "alert" }, `The map could not be loaded (${error.message}). Reload the page.`));
    });
}

/**
 * @param {HTMLElement} root
 * @param {Component} component
 * @returns {Mounted}
 */
function built(root, component) {
  const entry = { stamp: component.data.stamp, component };
  const tell = (name) => (value) => entry.component.setTriggerValue(name, value);
  entry.timemap = new TimeMap(root, { year: tell("year"), selected: tell("selected"), near: tell("near") });
  entry.ready = entry.timemap.build(component.data);
  return entry;
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
