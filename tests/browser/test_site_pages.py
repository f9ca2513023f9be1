"""The static site from disk: pages without JavaScript and without network, and the map that leads to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

import geo
from geo.exports.site import write_site
from tests.browser.conftest import go
from tests.samples import MONUMENT, folder_with, record

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("site")
    both = [record(related=["stalin-test-square"]), record(MONUMENT, related=["gori-stalinsk"])]
    write_site(geo.open(folder_with(room / "data", both).path), room / "site")
    return room / "site"


@pytest.fixture
def opened(browser: Browser) -> Callable[..., Page]:
    def make(path: Path, **options: object) -> Page:
        context = browser.new_context(**options)
        context.set_offline(True)
        page = context.new_page()
        page.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or pytest.fail(asked.url))
        page.goto(path.as_uri())
        return page

    return make


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_without_javascript_reads_record_after_record(
    opened: Callable[..., Page], site: Path, scheme: str
) -> None:
    options = {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}, "color_scheme": scheme}
    page = opened(site / "records.html", **options)
    page.get_by_role("link", name="Stalin Town").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stalin Town")
    expect(page.get_by_role("link", name="A museum").first).to_have_attribute("href", "https://museum.example.org/b")
    page.get_by_role("link", name="Stalin Monument, Test Square").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stalin Monument, Test Square")
    expect(page.get_by_text("6.5 m")).to_be_visible()
    colour = {"light": "rgb(29, 39, 51)", "dark": "rgb(238, 242, 246)"}[scheme]
    expect(page.locator("body")).to_have_css("color", colour)


@pytest.mark.parametrize(
    "name", ["index.html", "records.html", "coverage.html", "data.html", "record/gori-stalinsk.html"]
)
def test_no_page_is_wider_than_a_phone(opened: Callable[..., Page], site: Path, name: str) -> None:
    page = opened(site / name, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_map_and_record_lead_to_each_other(opened: Callable[..., Page], site: Path) -> None:
    page = opened(site / "record" / "gori-stalinsk.html")
    page.get_by_role("link", name="Show it on the map").click()
    expect(page.get_by_test_id("record")).to_have_attribute("data-record", "gori-stalinsk")
    page.get_by_role("link", name="Page of this record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stalin Town")


def test_the_map_of_the_site_opens_from_disk(opened: Callable[..., Page], site: Path) -> None:
    page = opened(site / "data.html")
    go(page, (site / "index.html").as_uri())
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Records").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Records")


@pytest.mark.parametrize("name", ["data.html", "coverage.html"])
def test_a_table_on_a_phone_is_whole_or_scrolls_in_its_own_box(
    opened: Callable[..., Page], site: Path, name: str
) -> None:
    page = opened(site / name, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for table in page.locator("table").all():
        shown = table.evaluate(
            "box => [box.scrollWidth <= box.clientWidth, ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)]"
        )
        assert shown[0] or (shown[1] and name == "coverage.html")


def test_the_size_of_a_file_is_in_view_on_a_phone(opened: Callable[..., Page], site: Path) -> None:
    page = opened(site / "data.html", viewport={"width": 390, "height": 844})
    expect(page.get_by_role("columnheader", name="Media type")).to_be_hidden()
    for size in page.locator("td.number").all():
        box = size.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 390
        assert (
            size.evaluate("cell => cell.getClientRects().length === 1 && getComputedStyle(cell).whiteSpace") == "nowrap"
        )


@pytest.mark.parametrize("policy", [True, False])
def test_a_link_with_a_script_in_it_runs_nothing(
    opened: Callable[..., Page], site: Path, tmp_path: Path, policy: bool
) -> None:
    text = (site / "record" / "gori-stalinsk.html").read_text("utf-8")
    (page_policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" [^>]*>\n', text)
    attacked, number = re.subn(r'(<a rel="license" href=")[^"]*', r"\1javascript:void(document.title='ran')", text)
    assert number == 1
    path = tmp_path / "attacked.html"
    path.write_text(attacked if policy else attacked.replace(page_policy, ""), encoding="utf-8")
    page = opened(path)
    page.locator("footer").get_by_role("link").click()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert (page.title() == "ran") == (not policy)


@pytest.mark.parametrize(
    "name", ["index.html", "records.html", "coverage.html", "data.html", "record/gori-stalinsk.html"]
)
def test_nothing_of_a_page_is_against_its_policy(browser: Browser, site: Path, name: str) -> None:
    handler = partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        page = browser.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        try:
            (go if name == "index.html" else Page.goto)(page, f"http://127.0.0.1:{server.server_port}/{name}")
            expect(page.get_by_role("navigation", name="Site")).to_be_visible()
            family = page.evaluate("getComputedStyle(document.body).fontFamily")
        finally:
            page.close()
            server.shutdown()
            thread.join()
    assert "Source Sans" in family
    assert [line for line in told if "Content Security Policy" in line] == []


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder and logs nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_script_that_does_not_come_is_told_and_fetched_again(browser: Browser, site: Path) -> None:
    handler = partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        page = browser.new_page()
        try:
            page.route("**/map/later.js", lambda route: route.abort())
            go(page, f"http://127.0.0.1:{server.server_port}/index.html")
            page.get_by_role("button", name="About").click()
            expect(page.get_by_test_id("notices")).to_contain_text("A part of this page could not be loaded")
            page.unroute("**/map/later.js")
            page.get_by_role("button", name="About").click()
            expect(page.get_by_role("dialog")).to_be_visible()
        finally:
            page.close()
            server.shutdown()
            thread.join()
