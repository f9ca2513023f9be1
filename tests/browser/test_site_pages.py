"""The static site from disk: pages without JavaScript and without network, and the map that leads to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo import paths
from geo.site import write_site
from tests.browser.conftest import go
from tests.samples import MONUMENT, record
from tests.test_site import put

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("site")
    put(room / "data", [record(related=["stalin-test-square"]), record(MONUMENT, related=["gori-stalinsk"])])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "RECORDS", room / "data")
        patch.setattr(paths, "LAYER", room / "data" / "layer.geojson")
        write_site(room / "site")
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
