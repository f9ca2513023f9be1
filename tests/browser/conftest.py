"""A real server and a real browser; a missing one is an error, not a skip."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from tests.samples import FOLDER

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)


@contextmanager
def serve(data: Path) -> Iterator[str]:
    """Run the app on a data folder and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [
        sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.headless", "true",
        "--server.port", str(port), "--server.address", "127.0.0.1", "--server.fileWatcherType", "none",
    ]  # fmt: skip
    environment = {**os.environ, "DE_STALINIZATION_DATA": str(data)}
    with subprocess.Popen(
        call, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    ) as server:
        try:
            yield _ready(f"http://127.0.0.1:{port}", server)
        finally:
            server.terminate()


def _ready(address: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        assert server.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return address
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up")


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    with serve(FOLDER.path) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give pages on which every other host is cut off, and fail if one was asked or the page had an error."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)

        def local_only(route: Route) -> None:
            if urlsplit(route.request.url).hostname == "127.0.0.1":
                route.continue_()
            else:
                faults.append(f"asked {route.request.url}")
                route.abort()

        context.route("**/*", local_only)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"error {error}"))
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


MAP = "[data-testid=timemap]"


def go(page: Page, address: str) -> Page:
    """Open an address and wait for the map."""
    page.goto(address)
    page.wait_for_selector(f"{MAP}[data-ready=true]", timeout=90_000)
    return page


def shown(page: Page) -> int:
    """Give the number of records drawn."""
    return int(page.get_attribute(MAP, "data-shown") or -1)


def wait_year(page: Page, year: int) -> None:
    page.wait_for_selector(f'{MAP}[data-year="{year}"]')


def wait_address(page: Page, part: str) -> None:
    """Wait until Python has written something into the page's address."""
    page.wait_for_function("part => location.search.includes(part)", arg=part)


def settled(page: Page) -> None:
    """Wait until Streamlit has nothing to do."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def spot_of(page: Page, app: str, record: str, year: int) -> tuple[float, float]:
    """Find where on the screen a record's symbol is: under the tip of its popup; then close the popup."""
    go(page, f"{app}/?year={year}&record={record}")
    page.wait_for_selector(f"[data-testid=popup][data-record={record}]")
    page.wait_for_function("() => !document.querySelector('.leaflet-map-pane').classList.contains('leaflet-pan-anim')")
    box = page.locator(".leaflet-popup-tip-container").bounding_box()
    assert box
    page.locator(".leaflet-popup-close-button").click()
    page.wait_for_selector(".leaflet-popup", state="detached")
    return box["x"] + box["width"] / 2, box["y"] + box["height"] - 4
