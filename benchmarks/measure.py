"""Measure the page in a real browser, and the commands; prints a Markdown table.

Run it by hand on a quiet machine: ``.venv/bin/python -m benchmarks.measure``, or with the path of another data folder,
such as one of :mod:`benchmarks.scale`. Times of one run on one machine can be compared with each other, not with those
of another day: quote ratios and medians.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright

import geo
from benchmarks.serving import ROOT, serve
from geo.core.folder import packaged_folder
from geo.exports import EXPORTS
from geo.layer import Query
from tests.browser.chromium import launch

MAP = "[data-testid=timemap]"
STEPS, LOADS = 100, 6
NAIVE, ONE_LAYER = "a naive page (a marker a record)", "one GeoJSON layer by `st_folium`"

# Each script acts as a hand does and forces the browser to lay out and paint before the clock stops.
COMMON = """
    const one = (id) => document.querySelector(`[data-testid=${id}]`);
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const soon = () => new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(0);
    });
    const until = async (holds) => {
        const begin = performance.now();
        while (!holds()) {
            await soon();
            if (performance.now() - begin > 20000) throw new Error('not in 20 s');
        }
    };
"""
STEP = f"""async (steps) => {{ {COMMON}
    const bar = document.querySelector('input[type=range][aria-label=Year]');
    const map = one('timemap');
    const times = [];
    for (let step = 0; step < steps; step++) {{
        const year = 1930 + (step * 7) % 90;
        const begin = performance.now();
        bar.value = String(year);
        bar.dispatchEvent(new Event('input', {{ bubbles: true }}));
        await until(() => map.dataset.year === String(year));
        map.getBoundingClientRect();
        times.push(performance.now() - begin);
        await frame();
    }}
    return times;
}}"""
FILTER = f"""async (count) => {{ {COMMON}
    const times = [];
    const options = [...document.querySelectorAll('[data-testid=filter-country] [data-value]')].slice(0, 8);
    for (let step = 0; step < count; step++) {{
        const option = options[step % options.length];
        const before = one('timemap').dataset.shown;
        const begin = performance.now();
        option.click();
        await until(() => {{
            const {{ shown }} = one('timemap').dataset;
            return shown !== before && one('list').dataset.count === shown;
        }});
        one('timemap').getBoundingClientRect();
        times.push(performance.now() - begin);
        await frame();
    }}
    return times;
}}"""
SEARCH = f"""async (words) => {{ {COMMON}
    const field = document.querySelector('[data-testid=search] input[type=search]');
    const times = [];
    for (const word of words) {{
        const begin = performance.now();
        field.value = word;
        field.dispatchEvent(new Event('input', {{ bubbles: true }}));
        await until(() => one('hit') !== null);
        document.body.getBoundingClientRect();
        times.push(performance.now() - begin);
        field.value = '';
        field.dispatchEvent(new Event('input', {{ bubbles: true }}));
        await until(() => one('hit') === null);
        await frame();
    }}
    return times;
}}"""
WORDS = ("Сталинабад", "sztalinvaros", "Brasov", "Somoni", "Stalinstad", "Душамбе", "Praha", "Kiev", "Сталин", "st")


def percentile(times: list[float], share: float) -> float:
    """Give the value below which a share of the times lies."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def spread(times: list[float]) -> str:
    """Write the median and the 95th percentile."""
    return f"{statistics.median(times):.1f} / {percentile(times, 0.95):.1f} ms"


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


def our_map(page: Page) -> None:
    """Wait for our map, or for what stands in its place in the empty page."""
    page.wait_for_selector(f"{MAP}[data-ready=true]", state="attached")


def plain_map(page: Page) -> None:
    """Wait for a baseline's map to have drawn its markers."""
    page.wait_for_selector("iframe")
    page.frame_locator("iframe").locator("path.leaflet-interactive").nth(200).wait_for(state="attached")


def first_maps(browser: Browser, pages: dict[str, tuple[str, Callable[[Page], object]]]) -> dict[str, float]:
    """Give the milliseconds from each address to its drawn map, warm: loaded by turns, the median without the first."""
    times: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(LOADS):
        for name, (address, ready) in pages.items():
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            without_network(page) if address.startswith("http") else page.set_default_timeout(120_000)

            def shown(page: Page = page, address: str = address, ready: Callable[[Page], object] = ready) -> None:
                page.goto(address, wait_until="commit")  # what is loaded behind the map is not waited for
                ready(page)

            times[name].append(timed(shown))
            page.close()
    return {name: statistics.median(each[1:]) for name, each in times.items()}


def fetched(browser: Browser, address: str) -> tuple[int, int, int]:
    """Give the bytes of our own files: over the wire, unpacked, and those that a second visit fetches again."""
    context = browser.new_context()
    sizes = []
    for _ in range(2):
        page = context.new_page()
        page.goto(address)
        our_map(page)
        entries = page.evaluate(
            """() => performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/front/'))
                .map((entry) => [entry.transferSize, entry.decodedBodySize])"""
        )
        sizes.append([sum(entry[at] for entry in entries) for at in (0, 1)])
        page.close()
    context.close()
    return sizes[0][0], sizes[0][1], sizes[1][0]


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


def in_the_page(browser: Browser, address: str, join: str) -> dict[str, str]:
    """Measure what people do in the page: steps of the year in each mode, filters, searches."""
    rows: dict[str, str] = {}
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(120_000)
    for mode, name in (("", "in this year"), ("mode=changes", "ended by this year"), ("mode=all", "all years")):
        page.goto("about:blank")
        page.goto(f"{address}{join}{mode}" if mode else address)
        our_map(page)
        page.wait_for_timeout(1500)
        rows[f"year step, {name}"] = spread(page.evaluate(STEP, STEPS))
    page.goto("about:blank")
    page.goto(address)
    our_map(page)
    page.wait_for_timeout(1500)
    rows["filter to drawn map and list"] = spread(page.evaluate(FILTER, STEPS))
    rows["search as typed to its hits"] = spread(page.evaluate(SEARCH, [*WORDS * 5]))
    rows["heap after 3,500 year steps"] = f"{heap_after(page, 3500):+.1%}"
    page.close()
    return rows


def plain_steps(browser: Browser, address: str) -> float:
    """Give the milliseconds of a year step of a baseline: from the key to the new markers, the median of ten."""
    page = without_network(browser.new_page(viewport={"width": 1366, "height": 768}))
    page.goto(address)
    plain_map(page)
    page.wait_for_timeout(1500)
    times = []
    slider = page.get_by_role("slider")
    for step in range(10):

        def drawn(year: int = 1961 - step - 1) -> None:
            page.get_by_text(f"drawn year {year}").wait_for()
            plain_map(page)

        times.append(timed(lambda drawn=drawn: (slider.press("ArrowLeft"), drawn())))
        page.wait_for_timeout(500)
    page.close()
    return statistics.median(times)


def command(*words: str) -> float:
    """Give the seconds that a command of the package takes."""
    call = [sys.executable, "-m", "geo", *words]
    return timed(lambda: subprocess.run(call, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)) / 1000


def our_pages(browser: Browser, data: Path, alone: Path) -> dict[str, str]:
    """Measure the app beside the floor and the baselines, and the map in one file."""
    with (
        serve("app.py", data) as (app, _),
        serve("benchmarks/empty_app.py") as (floor, _),
        serve("benchmarks/baseline_app.py") as (naive, _),
        serve("benchmarks/layer_app.py") as (layer, _),
    ):
        pages = {"app": (app, our_map), "floor": (floor, our_map), "file": (alone.as_uri(), our_map)}
        pages |= {NAIVE: (naive, plain_map), ONE_LAYER: (layer, plain_map)}
        first = first_maps(browser, pages)
        wire, unpacked, again = fetched(browser, app)
        rows = {f"app: {name}": value for name, value in in_the_page(browser, app, "/?").items()}
        rows |= {f"file: {name}": value for name, value in in_the_page(browser, alone.as_uri(), "#").items()}
        for name, address in ((NAIVE, naive), (ONE_LAYER, layer)):
            rows[f"year step, {name}"] = f"{plain_steps(browser, address):.0f} ms"
    for name, milliseconds in first.items():
        rows[f"first map, warm: {name}"] = (
            f"{milliseconds:.0f} ms ({milliseconds / first['floor']:.2f} times the floor)"
        )
    rows["our files, over the wire / unpacked / at a second visit"] = (
        f"{wire / 1000:.0f} / {unpacked / 1000:.0f} / {again / 1000:.0f} kB"
    )
    return rows


def main() -> None:
    """Measure and print."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else packaged_folder().path
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        alone = Path(folder) / "map.html"
        alone.write_bytes(EXPORTS["html"].write(geo.open(data), Query()))
        browser = launch(playwright)
        rows = our_pages(browser, data, alone)
        browser.close()
        rows["the map in one file"] = f"{alone.stat().st_size / 1000:.0f} kB"
    for words in (("check",), ("build", "--check"), ("export", "--year", "1961", "--output", "-")):
        rows[f"`python -m geo {' '.join(words)}`"] = f"{command(*words):.1f} s"
    print("| measured (median / 95th percentile) | |", "|---|---|", sep="\n")
    print(*(f"| {name} | {value} |" for name, value in rows.items()), sep="\n")


if __name__ == "__main__":
    main()
