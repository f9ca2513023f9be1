/**
 * What the app's document runs first (geo/ui/early.py): Streamlit's own scripts stand in it as text until the map is drawn, or
 * cannot be, or takes too long.
 */

/* exported startStreamlit -- the page calls it when the map is drawn, and the document if the map's script does not come */

/** Longest that Streamlit waits for the map, in milliseconds. */
const LONGEST_WAIT_MS = 3000;

/** Let Streamlit's own scripts run, if they do not yet. */
function startStreamlit() {
  for (const ahead of /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[rel="later"]'))) ahead.rel = "modulepreload";
  for (const waiting of document.querySelectorAll('script[type="text/later"]')) {
    const script = document.createElement("script");
    for (const { name, value } of waiting.attributes) script.setAttribute(name, value);
    script.type = "module";
    waiting.replaceWith(script);
  }
}

setTimeout(startStreamlit, LONGEST_WAIT_MS);
