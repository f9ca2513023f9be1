"""The circle of an open record, and the day beside a source, in the map in one file."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.layer import Query
from tests.browser.conftest import go
from tests.samples import MONUMENT, folder_with, record

pytestmark = pytest.mark.browser

CIRCLE = ".leaflet-accuracy-pane path.tm-accuracy"
METRES, LAT, ZOOM = 150, 41.98, 16
EQUATOR_M = 40_075_016.686
"""Once around the ellipsoid of WGS 84, which is what Web Mercator spreads over the width of its world."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the map of a monument whose accuracy is stated and of a town of which it is not."""
    room = tmp_path_factory.mktemp("accuracy")
    exact = {"location__precision": "exact", "location__accuracy_m": METRES, "location__lat": LAT}
    statue = record(MONUMENT, **exact, sources__museum__read="2026-11-28")
    town = record(location__lon=44.2)
    data = Dataset(folder_with(room / "data", [statue, town]))
    path = room / "map.html"
    path.write_bytes(EXPORTS["html"].write(data, Query()))
    return path


def opened(page: Page, small: Path, rest: str) -> Page:
    return go(page, f"{small.as_uri()}#year=1955&at=44.1,{LAT},{ZOOM}{rest}")


def test_an_open_record_has_a_circle_of_its_metres_and_a_closed_one_none(page: Page, small: Path) -> None:
    opened(page, small, "&record=stalin-test-square")
    circle = page.locator(CIRCLE)
    expect(circle).to_have_count(1)
    box = circle.bounding_box()
    assert box
    pixel_m = EQUATOR_M * cos(radians(LAT)) / (256 * 2**ZOOM)
    assert abs(box["width"] / 2 - METRES / pixel_m) < 3
    page.get_by_test_id("popup").get_by_text("Within 150 m of this point.").wait_for()
    page.get_by_role("button", name="Whole record").click()
    panel = page.get_by_test_id("record")
    expect(panel).to_contain_text("(precision: exact; within 150 m)")
    expect(panel).to_contain_text("Town Museum (read on 28 November 2026)")
    expect(panel.get_by_text("read on")).to_have_count(2)  # where it ended, and what followed
    page.get_by_role("button", name="Close record").click()
    expect(circle).to_have_count(0)


def test_where_nothing_is_stated_nothing_is_drawn(page: Page, small: Path) -> None:
    opened(page, small, "&record=gori-stalinsk")
    page.get_by_test_id("popup").wait_for()
    expect(page.locator(CIRCLE)).to_have_count(0)
    assert "Within" not in page.get_by_test_id("popup").inner_text()


def test_the_circle_comes_back_with_its_record(page: Page, small: Path) -> None:
    opened(page, small, "&record=stalin-test-square")
    circle = page.locator(CIRCLE)
    expect(circle).to_have_count(1)
    page.locator("[data-testid=record] [aria-label='Close record'], .leaflet-popup-close-button").first.click()
    expect(circle).to_have_count(0)
    page.go_back()
    page.get_by_test_id("popup").wait_for()
    expect(circle).to_have_count(1)


def test_the_circle_takes_no_press_and_no_reader_meets_it(page: Page, small: Path) -> None:
    opened(page, small, "&record=stalin-test-square")
    assert page.locator(".leaflet-accuracy-pane").get_attribute("aria-hidden") == "true"
    box = page.locator(CIRCLE).bounding_box()
    assert box
    spot = [box["x"] + 6, box["y"] + box["height"] / 2]
    hit = page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('.tm-accuracy') !== null", spot)
    assert hit is False


@pytest.mark.parametrize(
    "media", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str
)
def test_the_circle_is_seen_in_every_scheme_of_colours(
    media: dict[str, Any], new_page: Callable[..., Page], small: Path
) -> None:
    page = opened(new_page(**media), small, "&record=stalin-test-square")
    stroke, land = page.evaluate(
        """circle => {
          const seen = getComputedStyle(document.querySelector(circle));
          return [seen.stroke, seen.getPropertyValue("--tm-land")];
        }""",
        CIRCLE,
    )
    assert contrast(stroke, land) >= 3


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2.2 reckons it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
