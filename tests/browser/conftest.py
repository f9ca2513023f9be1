"""A real server and a real browser; a missing one is an error, not a skip."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests.browser.chromium import launch
from tests.browser.driver import Engine
from tests.browser.engines import chosen, reason_against, running
from tests.browser.page import App, File, Site
from tests.browser.page import Page as Map
from tests.browser.playwright_driver import PlaywrightEngine
from tests.browser.serving import serve, serve_site, write_file, write_site

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give the browser as errands and walks know it: that of ``ENGINE``; see :mod:`tests.browser.engines`."""
    if chosen() == "chromium":
        yield PlaywrightEngine(request.getfixturevalue("browser"))
        return
    with running(chosen()) as other:
        yield other


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what the engine has no way to do, and say why."""
    reasons = {item: why for item in items if (why := reason_against(chosen(), item.nodeid, _host_of(item)))}
    if reasons:
        config.hook.pytest_deselected(items=list(reasons))
        items[:] = [item for item in items if item not in reasons]
    config.stash[_REASONS] = [f"{item.nodeid}: {why}" for item, why in reasons.items()]


def _host_of(item: pytest.Item) -> str:
    """Give the host that a test is made on, or nothing."""
    given = getattr(item, "callspec", None)
    return next((str(given.params[who]) for who in ("page", "phone", "night") if given and who in given.params), "")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name what was taken out."""
    for line in config.stash.get(_REASONS, []):
        terminalreporter.write_line(f"not in {chosen()}: {line}")


_REASONS = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the map of the whole layer in one file, alone in a folder."""
    return _once(tmp_path_factory, "alone", write_file)


@pytest.fixture(scope="session")
def site_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the site once and give its first page."""
    return _once(tmp_path_factory, "site", write_site)


def _once(tmp_path_factory: pytest.TempPathFactory, name: str, write: Callable[[Path], Path]) -> Path:
    """Write something for all workers, each of which asks for it, into a folder of its own, and give its path."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("a+", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second waits
        lock.seek(0)
        if not (path := lock.read()):
            (folder / "kept").mkdir()
            path = str(write(folder / "kept"))
            lock.write(path)
            lock.flush()
    return Path(path)


@pytest.fixture(scope="session")
def site(site_index: Path) -> Iterator[str]:
    """Serve the site from a plain host and give the address of its first page."""
    with serve_site(site_index) as address:
        yield address


@pytest.fixture
def visit(engine: Engine, request: pytest.FixtureRequest) -> Iterator[Callable[..., Map]]:
    """Give visits of a host, not yet opened; fail if one of them met a fault.

    Hosts are ``app``, ``file``, ``site``, and ``disk``, which is the site opened from disk.

    Options of :meth:`tests.browser.driver.Engine.visit` can follow.
    """
    maps: list[Map] = []

    def make(host: str, **options: Any) -> Map:
        if host in ("app", "site"):
            kind = App if host == "app" else Site
            maps.append(kind(engine.visit(**options), request.getfixturevalue(host)))
        elif host == "file":
            maps.append(File(engine.visit(**options, offline=True), request.getfixturevalue("file").as_uri()))
        else:
            maps.append(Site(engine.visit(**options, offline=True), request.getfixturevalue("site_index").as_uri()))
        return maps[-1]

    yield make
    faults = [fault for one in maps for fault in one.faults]
    for one in maps:
        one.driver.close()
    assert faults == []


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give pages on which every other host is cut off, and fail if one was asked or the page had an error."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)

        def local_only(request: Request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme in ("http", "https") and parts.hostname != "127.0.0.1":
                faults.append(f"asked {request.url}")

        context.on(
            "request", local_only
        )  # nothing answers: FLAGS cut other hosts off, and a route would cost each page
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
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", state="attached")


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
