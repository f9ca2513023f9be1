"""Lines, extents and outlines across 180 degrees, in the app and in the map in one file."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from geo.__main__ import main
from tests.browser.conftest import MAP, go

pytestmark = pytest.mark.browser


ENDS = """() => [...document.querySelectorAll('path.tm-near-line')]
    .map((path) => path.getAttribute('d').match(/^M(-?[\\d.]+) (-?[\\d.]+)L(-?[\\d.]+) /)).filter((found) => found)
    .map(([, x, , end]) => [Number(x), Number(end)])"""
"""Where the drawn lines begin and end, from west to east, in pixels."""


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("meridian") / "map.html"
    assert main(["export", "--format", "html", "--output", str(path)]) == 0
    return path.as_uri()


def points_the_way_of_its_words(page: Page) -> None:
    """Hold that each drawn line goes east or west as the list says of its record."""
    page.wait_for_selector("[data-testid=near]")
    directions = [
        text.rpartition(" km ")[2] for text in page.get_by_test_id("near").get_by_role("listitem").all_inner_texts()
    ]
    drawn = page.evaluate(ENDS)
    ends = [
        (begin, end) for begin, end in drawn if begin == drawn[0][0]
    ]  # the others are drawn at the far end of the map
    assert len(ends) == len(directions) == 8
    assert sum("west" in direction for direction in directions) >= 6
    for (begin, end), direction in zip(ends, directions, strict=True):
        assert (end < begin) == ("west" in direction), direction


def test_the_line_to_what_is_nearest_goes_the_short_way(page: Page, app: str) -> None:
    go(page, f"{app}/?near=-175,45")
    points_the_way_of_its_words(page)


def test_the_line_goes_the_short_way_in_the_map_in_one_file(one_file: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    try:
        go(page, one_file)
        zoom_out = page.locator(".leaflet-control-zoom-out")
        while "leaflet-disabled" not in (zoom_out.get_attribute("class") or ""):
            zoom_out.click()
            page.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim')")
        box = page.locator(MAP).bounding_box()
        assert box
        world = 256 * 2**1.5  # pixels around the world at the least zoom
        page.mouse.click(box["x"] + box["width"] / 2 + (185 - 47) / 360 * world, box["y"] + box["height"] / 2)
        points_the_way_of_its_words(page)
    finally:
        page.close()
