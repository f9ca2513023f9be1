"""Lines, extents and outlines across 180 degrees, in the app and in the map in one file."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from geo.__main__ import main
from geo.web.assets import FRONTEND
from tests.browser.conftest import MAP, go
from tests.samples import FOLDER

pytestmark = pytest.mark.browser

MODULE = "data:text/javascript," + quote((FRONTEND / "view" / "meridian.js").read_text(encoding="utf-8"))
CALL = "async ([address, name, given]) => (await import(address))[name](...given)"
CUT = [[[[170, 60], [180, 60], [180, 70], [170, 60]]], [[[-180, 60], [-170, 60], [-180, 70], [-180, 60]]]]


@pytest.fixture
def call(page: Page) -> Callable[..., Any]:
    return lambda name, *given: page.evaluate(CALL, [MODULE, name, list(given)])


@pytest.mark.parametrize(
    ("lon", "other", "expected"), [(100, -175, -260), (-175, 100, 185), (37, 25, 37), (180, -180, -180), (10, 900, 730)]
)
def test_a_longitude_is_written_beside_another(call: Callable[..., Any], lon: int, other: int, expected: int) -> None:
    assert call("beside", lon, other) == expected


@pytest.mark.parametrize(
    ("lons", "expected"),
    [
        ([37, 177, -173], [37, 177, 187]),
        ([19, 24, 28], [19, 24, 28]),
        ([-170, 170], [190, 170]),
        ([-100, 20, 140], [-100, 20, 140]),
        ([44], [44]),
        ([], []),
        ([5, 5], [5, 5]),
    ],
)
def test_places_span_as_little_as_they_can(call: Callable[..., Any], lons: list[int], expected: list[int]) -> None:
    assert call("together", lons) == expected


def test_a_line_takes_the_short_way_and_stays_as_it_is_elsewhere(call: Callable[..., Any]) -> None:
    assert call("unbroken", [[170, 0], [-175, 1], [-170, 2], [175, 3]]) == [[170, 0], [185, 1], [190, 2], [175, 3]]
    assert call("unbroken", [[-180, 0], [0, 1], [180, 2]]) == [[-180, 0], [0, 1], [180, 2]]


def outline(call: Callable[..., Any], kind: str, coordinates: Any) -> Any:
    collection = {"features": [{"properties": {}, "geometry": {"type": kind, "coordinates": coordinates}}]}
    return call("acrossMeridian", collection)["features"][0]["geometry"]["coordinates"]


def test_an_outline_draws_no_bar_across_the_map(call: Callable[..., Any]) -> None:
    ring = [[170, 60], [-170, 60], [-170, 70], [170, 60]]
    assert outline(call, "Polygon", [ring]) == [[[[170, 60], [190, 60], [190, 70], [170, 60]]]]


def test_what_is_cut_at_180_degrees_is_whole_on_both_sides(call: Callable[..., Any]) -> None:
    parts = [{(min(lon for lon, _ in ring), max(lon for lon, _ in ring)) for ring in part}
             for part in outline(call, "MultiPolygon", CUT)]  # fmt: skip
    assert parts == [{(170, 180)}, {(-180, -170)}, {(-190, -180)}, {(180, 190)}]


def test_what_is_wide_or_does_not_touch_180_degrees_is_drawn_once(call: Callable[..., Any]) -> None:
    for ring in ([[20, 50], [180, 70], [20, 60], [20, 50]], [[20, 50], [30, 50], [30, 60], [20, 50]]):
        assert outline(call, "Polygon", [ring]) == [[ring]]
    assert outline(call, "MultiPolygon", []) == []


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


def test_the_countries_of_the_base_map_that_are_cut_are_drawn_whole(call: Callable[..., Any]) -> None:
    collection = json.loads(FOLDER.basemap.read_text(encoding="utf-8"))
    russia = next(one for one in collection["features"] if one["properties"]["iso_a2"] == "RU")
    drawn = call("acrossMeridian", {"features": [russia]})["features"][0]["geometry"]["coordinates"]
    assert max(lon for part in drawn for lon, _ in part[0]) == pytest.approx(190, abs=1.5)
