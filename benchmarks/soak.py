"""Whether a screen in a museum runs for hours: year steps and resets by the thousand, and the memory after them.

The map in one file is opened without network as ``kiosk=30``, under a clock that goes on by hand. A visitor opens a
record, a filter and a story, moves the map and goes; the page asks, starts over, and the years play. The script's heap
and the elements of the page are counted after a collection of garbage; the last count of the heap may lie 5 % above the
first one after a warm-up at most.

Run it from the root: python -m benchmarks.soak [resets]
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

import geo
from geo.exports import EXPORTS
from geo.layer import Query
from tests.browser.chromium import launch

RESETS = 200
STEPS = 35
"""Years that play after each reset: 7,000 in all."""
WARM_UP = 40
EVERY = 20
MOST_GROWTH = 0.05
IDLE_S = 30
RECORDS = ("brasov", "dushanbe", "volgograd", "katowice", "stalin-budapest")
FIRST_YEAR_S = 8.1  # the opening view is seen before the years play
YEAR_S = 1.5


@dataclass(frozen=True, slots=True)
class Counted:
    """What the page holds after a number of resets."""

    resets: int
    steps: int
    heap: int
    nodes: int
    listeners: int


def main(resets: int = RESETS) -> int:
    """Run it, print what was counted, and give 1 if the heap grew by more than it may."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "map.html"
        path.write_bytes(EXPORTS["html"].write(geo.open(Path("data")), Query()))
        browser = launch(playwright)
        context = browser.new_context(viewport={"width": 1366, "height": 768}, offline=True)
        counts = _soak(context.new_page(), path.as_uri(), resets)
        browser.close()
    first = next(count for count in counts if count.resets >= min(WARM_UP, resets))
    growth = counts[-1].heap / first.heap - 1
    last = counts[-1]
    print(f"heap after {last.resets} resets and {last.steps} year steps: {growth:+.1%} of that after {first.resets}")
    return int(growth > MOST_GROWTH)


def _soak(page: Page, address: str, resets: int) -> list[Counted]:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.clock.install()
    page.goto(f"{address}#year=1956&kiosk={IDLE_S}")
    page.wait_for_selector(".front[data-kiosk=awake]", timeout=60_000)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    counts: list[Counted] = []
    steps, begun = 0, time.monotonic()
    for reset in range(1, resets + 1):
        _visit(page, reset)
        page.clock.run_for(1000 * (IDLE_S + 11))
        page.wait_for_selector(".front[data-kiosk=resting]")
        page.clock.run_for(int(1000 * FIRST_YEAR_S))
        before = _year(page)
        page.clock.run_for(int(1000 * YEAR_S * STEPS))
        steps += _year(page) - before
        if reset % EVERY == 0 or reset == resets:
            counts.append(_count(session, reset, steps))
            print(f"{counts[-1]}, {time.monotonic() - begun:.0f} s", flush=True)
    if faults:
        raise SystemExit(f"the page said: {faults[:5]}")
    return counts


def _visit(page: Page, number: int) -> None:
    """Be a visitor: find a record and read it, move the map, and by turns take a filter or open a story or lesson."""
    page.mouse.click(900, 400)
    page.keyboard.press("Escape")
    page.get_by_role("searchbox").fill(RECORDS[number % len(RECORDS)].rpartition("-")[2])
    page.get_by_test_id("hit").first.click()
    page.get_by_test_id("record").get_by_role("heading").first.wait_for()
    if number % 2:
        page.get_by_role("tab", name="Filters").click()
        page.get_by_test_id("filter-category").get_by_role("button", name="Monuments").click()
    else:
        page.get_by_test_id("stories").click()
        tales = page.locator(".front-tales button")
        tales.nth(number // 2 % tales.count()).click()
        page.locator("[data-testid=story], [data-testid=lesson]").first.wait_for()
    page.get_by_role("button", name="Zoom in").click()
    page.clock.run_for(500)


def _year(page: Page) -> int:
    return int(page.get_attribute("[data-testid=timemap]", "data-year") or 0)


def _count(session: CDPSession, resets: int, steps: int) -> Counted:
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    found = {one["name"]: int(one["value"]) for one in session.send("Performance.getMetrics")["metrics"]}
    return Counted(resets, steps, found["JSHeapUsedSize"], found["Nodes"], found["JSEventListeners"])


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
