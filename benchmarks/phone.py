"""Measure the site's first map on a phone's profile: a processor four times slower, slow 4G, nothing kept from before.

``.venv/bin/python -m benchmarks.phone`` makes the site, serves it packed as a host does, and prints the median of some
visits and what they fetched. The network is that of Lighthouse's "slow 4G": 1.6 Mbit/s, 150 ms there and back.
"""

from __future__ import annotations

import gzip
import statistics
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import launch
from tests.browser.serving import write_site

VISITS = 7
SLOWER = 4
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
    "connectionType": "cellular4g",
}
READY = "[data-testid=timemap][data-ready=true]"


class Packed(SimpleHTTPRequestHandler):
    """Serves each file packed by gzip."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Says nothing of those who leave before they have all."""

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


def visit(browser: Browser, address: str) -> tuple[float, int]:
    """Open the page as somebody does who was never there; give milliseconds to its map, and the bytes until then."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(
        "document.addEventListener('tm:ready', () => requestAnimationFrame(() => setTimeout(() => "
        "{ window.drawn = performance.now(); })), { once: true })"
    )
    page.goto(address, wait_until="commit")
    page.wait_for_selector(READY, state="attached", timeout=60_000)
    drawn = page.wait_for_function("window.drawn").json_value()
    fetched = page.evaluate(
        """drawn => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .filter((entry) => entry.responseEnd <= drawn).reduce((sum, entry) => sum + entry.transferSize, 0)""",
        drawn,
    )
    context.close()
    return float(drawn), int(fetched)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        index = write_site(Path(folder))
        handler = partial(Packed, directory=str(index.parent))
        with Server(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = launch(playwright)
            visits = [visit(browser, f"http://127.0.0.1:{server.server_port}/index.html") for _ in range(VISITS)]
            browser.close()
            server.shutdown()
    times = sorted(time for time, _ in visits)
    print(f"first map of the site on a phone: {statistics.median(times):.0f} ms ({times[0]:.0f} to {times[-1]:.0f})")
    print(f"fetched before it: {visits[-1][1] / 1000:.0f} kB")


if __name__ == "__main__":
    main()
