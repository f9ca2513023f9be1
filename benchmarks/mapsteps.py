"""How long the map takes in a real browser: a year step, pointing at a symbol, grouping, on more and more records.

The map and the time bar stand alone on a page, without panel and host. The layer is put down again and again, each time
scattered by some degrees. Run it from the root: python -m benchmarks.mapsteps [records ...]
"""

from __future__ import annotations

import functools
import json
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.measure import percentile
from geo.dataset import Dataset
from geo.dataset import open as open_data
from geo.exports.front import front_columns, front_details, front_phrases
from geo.map.basemap import read_basemap
from geo.map.borders import read_borders
from geo.map.folium_map import make_map, script_of
from geo.map.topology import make_outlines
from geo.records.events import event_words
from geo.web.assets import FRONTEND, LEAFLET
from tests.browser.chromium import launch

SCATTER_DEG = 1.5
NUMBERS = {"u8": "u1", "u16": "u2", "u32": "u4", "i16": "i2", "i32": "i4", "f32": "f4", "f64": "f8"}
VIEWS = {"first view": "", "zoomed in": "at=37.6,55.7,7", "far out": "at=60,40,2"}
STEPS = 100
PAGE = """<!doctype html><meta charset="utf-8"><title>Map</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="leaflet/leaflet.css"><link rel="stylesheet" href="web/view/map.css">
<link rel="stylesheet" href="web/view/timebar.css">
<style>
  body { margin: 0; font: 16px system-ui, sans-serif }
  .tm-root { display: grid; grid-template-rows: 1fr auto; height: 100vh }
  .stage { position: relative }
  .stage > div { position: absolute; inset: 0 }
</style>
<div class="tm-root"><div class="stage"><div></div></div><section id="bar"></section></div>
<script src="leaflet/leaflet.js"></script>
<script type="module">
  import { Details } from "./web/model/details.js";
  import { LayerTable } from "./web/model/layertable.js";
  import { Phrases } from "./web/model/phrases.js";
  import { Store } from "./web/model/store.js";
  import { but, openingView } from "./web/model/view.js";
  import { TimeBar } from "./web/view/timebar.js";
  import { TimeMap } from "./web/view/timemap.js";
  import draw from "./draw.js";
  const json = async (name) => (await fetch(name)).json();
  const asked = new URLSearchParams(location.search);
  const columns = await (await fetch(asked.get("columns"))).arrayBuffer();
  const words = await json("phrases.json");
  const table = LayerTable.read(columns);
  const at = asked.get("at")?.split(",").map(Number) ?? null;
  const store = new Store(table, new Phrases(words), but(openingView(table.schema), { at }));
  const sources = Object.fromEntries(["outlines", "towns", "events"].map((name) => [name, () => json(`${name}.json`)]));
  const details = new Details((chunk) => json(`details${chunk}.json`), table.schema);
  sources.centres = async () => ({ classes: [], places: {}, points: {} });
  const over = document.createElement("div");
  const names = { townOf: () => null, nameTowns: async () => {} };
  const around = { host: { open: draw }, sources, details, over, readOn() {}, ...names };
  const map = new TimeMap(document.querySelector(".stage > div"), store, around);
  const bar = new TimeBar(document.getElementById("bar"), store, around);
  await map.build();
  Object.assign(window, { store, map, bar });
</script>"""
STEP = """async ([mode, steps]) => {
    store.set({ mode });
    const range = document.querySelector("input[type=range]");
    const times = [];
    for (let step = 0; step < steps; step++) {
        const year = 1930 + (step * 7) % 90;
        const begin = performance.now();
        range.value = String(year);
        range.dispatchEvent(new Event("input", { bubbles: true }));
        document.querySelector("[data-testid=timemap]").getBoundingClientRect();
        times.push(performance.now() - begin);
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    store.set({ mode: "year" });
    return times;
}"""
HOVER = """async (steps) => {
    const box = document.querySelector("[data-testid=timemap]");
    const { left, top, width, height } = box.getBoundingClientRect();
    const { symbols } = map;
    const times = [];
    for (let step = 0; step < steps; step++) {
        const at = { clientX: left + ((step * 37) % width), clientY: top + ((step * 53) % height), bubbles: true };
        const begin = performance.now();
        box.dispatchEvent(new MouseEvent("mousemove", at));
        box.getBoundingClientRect();
        times.push(performance.now() - begin);
        if (step % 10 === 0) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    return times;
}"""
FILTER = """async (steps) => {
    const { values } = store.table.codes("country");
    const times = [];
    for (let step = 0; step < steps; step++) {
        const query = step % 2 ? {} : { kind: [store.table.codes("kind").values[step % 5]] };
        const begin = performance.now();
        store.set({ query });
        document.querySelector("[data-testid=timemap]").getBoundingClientRect();
        times.push(performance.now() - begin);
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    store.set({ query: {} });
    return times;
}"""


def many(columns: bytes, times: int) -> bytes:
    """Put the records down again and again, each time elsewhere."""
    random = np.random.default_rng(1)
    size = int.from_bytes(columns[:4], "little")
    head = json.loads(columns[4 : 4 + size])
    head["ids"] = [f"{name}-{turn}" for turn in range(times) for name in head["ids"]]
    body = bytearray()
    for name, column in head["columns"].items():
        kind = np.dtype(NUMBERS[column["type"]]).newbyteorder("<")
        once = np.frombuffer(columns, kind, column["length"], 4 + size + column["at"])
        every = np.tile(once, times)
        if name in ("lon", "lat"):
            step = random.normal(0, SCATTER_DEG * column.get("scale", 1), len(every))
            step[: len(once)] = 0
            every = (every + step).astype(kind)
        column |= {"at": len(body), "length": len(every)}
        body += every.tobytes() + bytes(-every.nbytes % 8)
    head |= {"rows": head["rows"] * times, "records": head["records"] * times}
    text = json.dumps(head).encode()
    text += b" " * (-(len(text) + 4) % 8)
    return len(text).to_bytes(4, "little") + text + bytes(body)


def write(folder: Path, data: Dataset, sizes: list[int]) -> None:
    """Write what the page reads."""
    outlines = make_outlines(read_basemap(data.folder.basemap), read_borders(data.folder.borders))
    words = event_words(data.events)
    events = [event | words[event["id"]] for event in json.loads(data.folder.events.read_text("utf-8"))]
    draw = script_of(make_map(data.subject.first_view, online=False))
    texts: dict[str, Any] = {
        "index.html": PAGE,
        "draw.js": f"export default function (L, timemap) {{\n{draw}\n}}\n",
        "phrases.json": json.dumps(front_phrases(data)),
        "outlines.json": json.dumps(outlines),
        "events.json": json.dumps(events),
        "towns.json": data.folder.towns.read_text("utf-8"),
        **{f"details{number}.json": text for number, text in enumerate(front_details(data))},
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    columns = front_columns(data)
    for size in sizes:
        (folder / f"{size}.bin").write_bytes(many(columns, max(1, round(size / len(data.records)))))
    (folder / "web").symlink_to(FRONTEND)
    (folder / "leaflet").symlink_to(LEAFLET)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing of each file."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def measured(page: Page) -> dict[str, list[float]]:
    """Give the milliseconds of what people do on a map that is drawn."""
    steps = {f"year step, {mode}": page.evaluate(STEP, [mode, STEPS]) for mode in ("year", "changes", "all")}
    return {**steps, "hover": page.evaluate(HOVER, 5 * STEPS), "filter and group": page.evaluate(FILTER, STEPS)}


def main(sizes: list[int]) -> None:
    """Measure, and print median and 95th percentile in milliseconds."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write(folder, open_data(), sizes)
        browser = launch(playwright)
        with served(folder) as address:
            for size in sizes:
                for view, part in VIEWS.items():
                    page = browser.new_page(viewport={"width": 1366, "height": 768})
                    page.set_default_timeout(120_000)
                    page.goto(f"{address}/?columns={size}.bin&{part}")
                    page.wait_for_selector("[data-testid=timemap][data-ready=true]")
                    page.wait_for_timeout(1000)
                    symbols = page.evaluate("() => map.symbols.cells.count")
                    print(f"\n{size} records, {view}: {symbols} symbols")
                    for what, times in measured(page).items():
                        print(f"  {what:22} {percentile(times, 0.5):7.1f} {percentile(times, 0.95):7.1f}")
                    page.close()
        browser.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [646, 50_000, 200_000])
