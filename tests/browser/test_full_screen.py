"""The page on the whole screen, for a projector: by its button and by a key, with larger letters and symbols."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MAP, go
from tests.browser.test_screen import CUT, SCROLLS

pytestmark = pytest.mark.browser
LARGE = {"width": 1920, "height": 1080}
ON = "() => document.fullscreenElement !== null && document.querySelector('.front-full') !== null"
OFF = "() => document.fullscreenElement === null && document.querySelector('.front-full') === null"
SIZES = """() => {
    const size = (part) => document.querySelector(part).getBoundingClientRect();
    return {
        bar: size("[data-testid=timebar]").height,
        figure: size("[data-testid=year]").height,
        legend: size(".tm-legend").width,
        way: size("[data-testid=full-screen]").height,
    };
}"""
SYMBOL = """() => {
    const canvas = document.querySelector(".leaflet-symbols-pane canvas");
    const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let drawn = 0;
    for (let at = 3; at < data.length; at += 4) drawn += data[at] > 0;
    return drawn / width;
}"""


@pytest.fixture(params=["app", "file"])
def home(request: pytest.FixtureRequest) -> str:
    """Give the address of the map, up to its parameters."""
    if request.param == "app":
        return f"{request.getfixturevalue('app')}/?"
    return f"{request.getfixturevalue('file').as_uri()}#"


def opened(new_page: Callable[..., Page], address: str, **options: Any) -> Page:
    page = go(new_page(**{"viewport": LARGE, **options}), address)
    page.wait_for_timeout(500)
    return page


def test_all_grows_on_a_large_screen_and_is_put_back(new_page: Callable[..., Page], home: str) -> None:
    page = opened(new_page, f"{home}year=1955&at=24,48,9")  # a few symbols, none of which is cut
    before = page.evaluate(SIZES)
    symbols = page.evaluate(SYMBOL)
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function(ON)
    expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
    page.wait_for_timeout(500)
    now = page.evaluate(SIZES)
    for part, size in before.items():
        assert now[part] == pytest.approx(1.4 * size, rel=0.1), part
    assert page.evaluate(SCROLLS) == []
    assert page.evaluate(CUT) == []
    page.get_by_role("button", name="Leave full screen").click()
    page.wait_for_function(OFF)
    page.wait_for_timeout(500)
    assert page.evaluate(SIZES) == before
    assert page.evaluate(SYMBOL) == symbols


def test_the_key_does_the_same_where_nothing_is_written(new_page: Callable[..., Page], home: str) -> None:
    page = opened(new_page, f"{home}year=1961")
    page.get_by_role("searchbox").press("f")
    assert page.get_by_role("searchbox").input_value() == "f"
    page.wait_for_timeout(300)
    assert page.evaluate(OFF)
    page.locator(MAP).press("f")
    page.wait_for_function(ON)
    page.get_by_role("slider", name="Year").press("f")
    page.wait_for_function(OFF)
    page.locator(MAP).press("Control+Shift+f")
    page.wait_for_timeout(300)
    assert page.evaluate(OFF)


def test_symbols_are_hit_where_they_are_drawn(new_page: Callable[..., Page], file: Path) -> None:
    page = opened(new_page, f"{file.as_uri()}#year=1955&record=brasov&at=25.6,45.65,7")
    page.locator(MAP).press("f")
    page.wait_for_function(ON)
    page.wait_for_timeout(500)
    tip = page.locator(".leaflet-popup-tip-container").bounding_box()
    assert tip
    page.locator(".leaflet-popup-close-button").click()
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    page.mouse.click(tip["x"] + tip["width"] / 2, tip["y"] + tip["height"] - 3)
    expect(page.locator("[data-testid=popup][data-record=brasov], [data-testid=group]")).to_be_visible()


def test_a_small_screen_is_shown_as_it_is(new_page: Callable[..., Page], file: Path) -> None:
    page = opened(new_page, f"{file.as_uri()}#year=1961", viewport={"width": 1280, "height": 720})
    before = page.evaluate(SIZES)
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.wait_for_timeout(300)
    assert page.evaluate(SIZES) == before


def test_where_there_is_no_such_interface_nothing_is_offered(new_page: Callable[..., Page], file: Path) -> None:
    page = new_page()
    page.add_init_script("Object.defineProperty(document, 'fullscreenEnabled', { value: false })")
    go(page, f"{file.as_uri()}#year=1961")
    expect(page.get_by_role("button", name="About")).to_be_visible()
    expect(page.get_by_role("button", name="Full screen")).to_have_count(0)
