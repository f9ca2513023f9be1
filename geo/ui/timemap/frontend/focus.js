/** Draw a part of the page anew without taking the focus away from who is in it. */

const FOCUSABLE = "a[href], button, input, select, summary, [tabindex]";

/**
 * Change what a box holds. If the focus was inside, it goes to what stands in the same place if the box still tells of
 * the same thing (`data-record`, `data-testid`), and else to the first thing that can take it.
 * @param {HTMLElement} box
 * @param {() => void} change
 */
export function keepFocus(box, change) {
  const at = places(box).indexOf(document.activeElement);
  const before = subject(box);
  change();
  if (at < 0 || box.contains(document.activeElement)) return;
  const now = places(box);
  const same = subject(box) === before;
  (now[same ? Math.min(at, now.length - 1) : 0] ?? box).focus({ preventScroll: true });
}

/** @param {HTMLElement} box */
function places(box) {
  return [...box.querySelectorAll(FOCUSABLE)];
}

/** @param {HTMLElement} box */
function subject(box) {
  const { testid, record } = box.querySelector("[data-testid]")?.dataset ?? {};
  return `${testid} ${record}`;
}
