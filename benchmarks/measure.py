"""Measure the page in a real browser on the real layer, and the commands; prints a Markdown table.

Run it by hand on a quiet machine: ``.venv/bin/python -m benchmarks.measure``. Times of one run on one machine can be
compared with each other, not with those of another day: quote ratios and medians.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Route, sync_playwright

from geo.core.folder import packaged_folder
from geo.find.search import build_index, search
from geo.layer import periods_of, read_layer

ROOT = Path(__file__).resolve().parent.parent
MAP = "[data-testid=timemap]"
CHANGED = f"before => document.querySelector('{MAP}').dataset.shown !== before"
STEPS = 100

# Set the bar's value as a hand does and force the browser to paint before the clock stops.
STEP = """async (steps) => {
    const bar = document.querySelector('input[type=range][aria-label=Year]');
    const map = document.querySelector('[data-testid=timemap]');
    const times = [];
    for (let step = 0; step < steps; step++) {
        const year = 1930 + (step * 7) % 90;
        const begin = performance.now();
        bar.value = String(year);
        bar.dispatchEvent(new Event('input', { bubbles: true }));
        if (map.dataset.year !== String(year)) throw new Error(`not drawn: ${year}`);
        map.getBoundingClientRect();
        times.push(performance.now() - begin);
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    return times;
}"""


# Press rows of the list and look every few milliseconds whether what belongs to them is there.
OPEN = """async (count) => {
    const rows = [...document.querySelectorAll('.tm-list tr[data-record]')];
    const there = (id, what) => document.querySelector(`[data-testid=${what}][data-record="${id}"]`) !== null;
    const pause = (wait) => new Promise((resolve) => setTimeout(resolve, wait));
    const times = [];
    for (let at = 0; at < count; at++) {
        const row = rows[3 * at];
        const id = row.dataset.record;
        const begin = performance.now();
        row.querySelector('button').click();
        const seen = { popup: null, record: null };
        while (seen.popup === null || seen.record === null) {
            await pause(4);
            for (const what of Object.keys(seen)) if (there(id, what)) seen[what] ??= performance.now() - begin;
            if (performance.now() - begin > 10000) throw new Error(`not opened: ${id}`);
        }
        times.push([seen.popup, seen.record]);
        await pause(600);
    }
    return times;
}"""


class Ours(NamedTuple):
    """Milliseconds of a year step of our page, and to its first map."""

    step: float
    first: float

    def beside(self, first: float) -> str:
        """Write how long another page takes to its first map, and ours beside it."""
        return f"{first:.0f} ms (ours takes {self.first / first:.1f} times as long)"


@contextmanager
def serve(script: str) -> Iterator[str]:
    """Run a Streamlit script and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [sys.executable, "-m", "streamlit", "run", str(ROOT / script), "--server.headless", "true",
            "--server.port", str(port), "--server.address", "127.0.0.1"]  # fmt: skip
    with subprocess.Popen(call, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(300):
                try:
                    urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()


def percentile(times: list[float], share: float) -> float:
    """Give the value below which a share of the times lies."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def timed(action: Callable[[], object]) -> float:
    """Give the milliseconds that an action takes."""
    begin = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - begin)


def without_network(page: Page) -> Page:
    """Answer requests to other hosts at once, in the baseline's favour: Leaflet from our package, the rest empty."""
    leaflet = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2].partition("?")[0]
        if "127.0.0.1" in route.request.url:
            route.continue_()
        elif (leaflet / name).is_file():
            route.fulfill(path=leaflet / name)
        else:
            route.fulfill(body="")

    page.route("**/*", answer)
    page.set_default_timeout(120_000)  # a busy machine makes a slow figure, not an error
    return page


def first_map(browser: Browser, address: str, ready: Callable[[Page], object]) -> float:
    """Give the milliseconds from the address to the drawn map, warm: the median of five after a first visit."""
    times = []
    for _ in range(6):
        page = without_network(browser.new_page(viewport={"width": 1280, "height": 900}))
        times.append(timed(lambda page=page: (page.goto(address), ready(page))))
        page.close()
    return statistics.median(times[1:])


def our_map(page: Page) -> None:
    """Wait for our map."""
    page.wait_for_selector(f"{MAP}[data-ready=true]")


def plain_map(page: Page) -> None:
    """Wait for the baseline's map to have drawn its markers."""
    page.wait_for_selector("iframe")
    page.frame_locator("iframe").locator("path.leaflet-interactive").nth(200).wait_for(state="attached")


def fetched(browser: Browser, address: str) -> tuple[int, int]:
    """Give the bytes that the page fetches beyond Streamlit's own files: over the wire, and unpacked."""
    page = browser.new_page()
    page.goto(address)
    our_map(page)
    entries = page.evaluate(
        """() => performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/component/'))
            .map((entry) => [entry.encodedBodySize, entry.decodedBodySize])"""
    )
    page.close()
    return sum(entry[0] for entry in entries), sum(entry[1] for entry in entries)


def filter_to_map(page: Page) -> list[float]:
    """Give the milliseconds from a press on a filter to the drawn map, ten times."""
    times = []
    button = page.get_by_test_id("stSidebar").get_by_role("button", name="Monuments")
    for _ in range(10):
        before = page.get_attribute(MAP, "data-shown")
        times.append(timed(lambda before=before: (button.click(), page.wait_for_function(CHANGED, arg=before))))
        page.wait_for_timeout(400)
    return times


def record_opens(page: Page) -> tuple[list[float], list[float]]:
    """Give the milliseconds from a press on a row of the list to its popup, and to its card, ten times."""
    times = page.evaluate(OPEN, 10)
    return [popup for popup, _ in times], [card for _, card in times]


def heap_after(page: Page, steps: int) -> float:
    """Give by what share the browser's heap has grown after so many year steps, garbage taken out before and after."""
    session = page.context.new_cdp_session(page)

    def heap() -> int:
        session.send("HeapProfiler.collectGarbage")
        return int(session.send("Runtime.getHeapUsage")["usedSize"])

    page.evaluate(STEP, STEPS)
    before = heap()
    page.evaluate(STEP, steps)
    return heap() / before - 1


def searches() -> list[float]:
    """Give the milliseconds that the server needs for a search, for each of some names and slips."""
    index = build_index(periods_of(read_layer(packaged_folder().layer)))
    words = (
        "Сталинабад",
        "sztalinvaros",
        "Brasov",
        "Somoni",
        "Stalinstad",
        "Душамбе",
        "სტალინი",
        "Ստալին",
        "Сталин",
        "s",
    )
    return [timed(lambda text=text: search(index, text, 5)) for text in words * 5]


def plain_steps(page: Page) -> list[float]:
    """Give the milliseconds of a year step of the baseline, ten times: from the key to the new markers."""
    times = []
    slider = page.get_by_role("slider")
    for step in range(10):
        year = 1961 - step - 1

        def drawn(year: int = year) -> None:
            page.get_by_text(f"drawn year {year}").wait_for()
            plain_map(page)

        times.append(timed(lambda drawn=drawn: (slider.press("ArrowLeft"), drawn())))
        page.wait_for_timeout(500)
    return times


def command(*words: str) -> float:
    """Give the seconds that a command of the package takes."""
    call = [sys.executable, "-m", "geo", *words]
    return timed(lambda: subprocess.run(call, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)) / 1000


def empty_page(page: Page) -> None:
    """Wait for the empty page."""
    page.get_by_text("drawn", exact=True).wait_for()


def fetched_again(browser: Browser, address: str) -> int:
    """Give the bytes of our files that a second visit of the same browser fetches."""
    context = browser.new_context()
    for _ in range(2):
        page = context.new_page()
        page.goto(address)
        our_map(page)
        total = page.evaluate(
            """() => performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/component/'))
                .reduce((sum, entry) => sum + entry.transferSize, 0)"""
        )
        page.close()
    context.close()
    return int(total)


def our_page(browser: Browser) -> tuple[dict[str, str], Ours]:
    """Measure our page: its rows of the table, and what the other pages are compared with."""
    with serve("app.py") as address:
        first = first_map(browser, address, our_map)
        wire, unpacked = fetched(browser, address)
        again = fetched_again(browser, address)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        our_map(page)
        page.wait_for_timeout(1500)
        modes = {"in this year": page.evaluate(STEP, STEPS)}
        page.wait_for_timeout(1500)
        filters = filter_to_map(page)
        popups, cards = record_opens(page)
        for mode, name in (("changes", "changes up to this year"), ("all", "all years")):
            page.goto(f"{address}/?mode={mode}")
            our_map(page)
            page.wait_for_timeout(1500)
            modes[name] = page.evaluate(STEP, STEPS)
        page.goto(address)
        our_map(page)
        grown = heap_after(page, 3500)
    ours = Ours(statistics.median(modes["in this year"]), first)
    steps = {
        f"year step, {name}, median / 95th percentile": f"{statistics.median(ms):.1f} / {percentile(ms, 0.95):.1f} ms"
        for name, ms in modes.items()
    }
    rows = {
        **steps,
        "first map, warm, median": f"{first:.0f} ms",
        "fetched beyond Streamlit's own files": f"{wire / 1000:.0f} KB ({unpacked / 1000:.0f} KB unpacked)",
        "the same at a second visit": f"{again / 1000:.0f} KB",
        "filter to map, median / worst of 10": f"{statistics.median(filters):.0f} / {max(filters):.0f} ms",
        "record opens on the map, median / worst of 10": f"{statistics.median(popups):.0f} / {max(popups):.0f} ms",
        "its card follows, median / worst of 10": f"{statistics.median(cards):.0f} / {max(cards):.0f} ms",
        "the browser's heap after 3,500 year steps": f"{grown:+.1%}",
    }
    return rows, ours


def other_page(browser: Browser, script: str, name: str, ours: Ours) -> dict[str, str]:
    """Measure a page of streamlit-folium that does the same in a plainer way."""
    with serve(script) as address:
        first = first_map(browser, address, plain_map)
        page = without_network(browser.new_page(viewport={"width": 1280, "height": 900}))
        page.goto(address)
        plain_map(page)
        page.wait_for_timeout(1500)
        step = statistics.median(plain_steps(page))
        page.close()
    return {
        f"year step, {name}, median": f"{step:.0f} ms ({step / ours.step:.0f} times ours)",
        f"first map, {name}, warm, median": ours.beside(first),
    }


def nothing_at_all(browser: Browser, ours: Ours) -> dict[str, str]:
    """Measure an empty Streamlit page."""
    with serve("benchmarks/empty_app.py") as address:
        first = first_map(browser, address, empty_page)
    return {"an empty Streamlit page, warm, median": ours.beside(first)}


def commands() -> dict[str, str]:
    """Measure the search and the commands."""
    found = searches()
    return {
        "search on the server, median / worst of 50": f"{statistics.median(found):.1f} / {max(found):.1f} ms",
        "`python -m geo check`": f"{command('check'):.1f} s",
        "`python -m geo build --check`": f"{command('build', '--check'):.1f} s",
        "`python -m geo export --year 1961`": f"{command('export', '--year', '1961', '--output', '-'):.1f} s",
    }


NAIVE, ONE_LAYER = "a naive page (a marker a record)", "one GeoJSON layer by `st_folium`"


def main() -> None:
    """Measure and print."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        rows, ours = our_page(browser)
        rows |= other_page(browser, "benchmarks/baseline_app.py", NAIVE, ours)
        rows |= other_page(browser, "benchmarks/layer_app.py", ONE_LAYER, ours)
        rows |= nothing_at_all(browser, ours)
        browser.close()
    rows |= commands()
    print("| measured | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items()), sep="\n")


if __name__ == "__main__":
    main()
