"""One screen: what is in view at which size, that nothing is cut off, and that the map stays where it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MAP, go

pytestmark = pytest.mark.browser
DESKTOPS = [(1366, 768), (1280, 720), (1920, 1080)]
PHONES = [(390, 844), (360, 640)]

SCROLLS = """() => {
    const { scrollWidth, scrollHeight } = document.scrollingElement;
    const page = scrollWidth > innerWidth || scrollHeight > innerHeight ? ["page"] : [];
    const panels = ".front-panel, .front-hits, .front-pills, .tm-legend, .leaflet-popup, .tm-events, "
        + ".leaflet-control-layers";
    const others = [...document.querySelectorAll("*")].filter((part) => part.checkVisibility()
        && /auto|scroll/.test(getComputedStyle(part).overflowY) && part.scrollHeight > part.clientHeight + 1
        && !part.closest(panels));
    return [...page, ...others.map((part) => part.className || part.tagName)];
}"""
"""What scrolls and is no panel."""
CUT = """() => {
    const parts = "[data-testid=sentence], [data-testid=count], [data-testid=year], [data-testid=bars-scale], "
        + "h1, h2, h3, .front button, .front .front-pill, .front nav a, .front-tab";
    return [...document.querySelectorAll(parts)].filter((part) => {
        const style = getComputedStyle(part);
        if (!part.checkVisibility() || part.closest(".front-hidden") || part.closest(".leaflet-control")) return false;
        const hides = /hidden|clip/;
        const high = hides.test(style.overflowY) && part.scrollHeight > part.clientHeight + 1;
        const wide = hides.test(style.overflowX) && part.scrollWidth > part.clientWidth + 1;
        const range = document.createRange();
        range.selectNodeContents(part);
        const text = range.getBoundingClientRect();
        const box = part.getBoundingClientRect();
        const room = parseFloat(style.fontSize) / 3; // a line may be lower than its letters' own box
        const out = style.display !== "inline" && (text.bottom > box.bottom + room || text.right > box.right + 2);
        return high || wide || out;
    }).map((part) => `${part.className || part.dataset.testid || part.tagName}: ${part.textContent}`);
}"""
"""Texts of which a part cannot be seen."""
IN_VIEW = """(parts) => parts.filter((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return !box?.width || Math.min(box.top, box.left, innerHeight - box.bottom, innerWidth - box.right) < -1;
})"""
"""Which parts are not whole in the window."""
BOX = f"() => {{ const {{ x, y, width, height }} = document.querySelector('{MAP}').getBoundingClientRect();" \
      " return [x, y, width, height]; }"  # fmt: skip
WHOLE = [MAP, "[data-testid=timebar]", "[data-testid=sentence]", "input[type=range]", "[data-testid=search]"]


def share(page: Page) -> float:
    """Give the map's share of the window."""
    _, _, width, height = page.evaluate(BOX)
    window = page.viewport_size
    assert window
    return float(width * height / (window["width"] * window["height"]))


@pytest.fixture(params=["app", "file"])
def home(request: pytest.FixtureRequest) -> str:
    """Give the address of the map in the app and in one file, up to its parameters."""
    if request.param == "app":
        return f"{request.getfixturevalue('app')}/?"
    return f"{request.getfixturevalue('file').as_uri()}#"


def test_at_a_desk_nothing_scrolls_but_panels_and_the_map_is_large(new_page: Callable[..., Page], home: str) -> None:
    page = go(new_page(viewport={"width": 1366, "height": 768}), f"{home}year=1961")
    for width, height in DESKTOPS:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(SCROLLS) == [], (width, height)
        assert page.evaluate(CUT) == [], (width, height)
        assert (
            page.evaluate(IN_VIEW, [*WHOLE, "[data-testid=filters]", "h1", ".front-head nav"][: 7 + ("?" in home)])
            == []
        )
    page.set_viewport_size({"width": 1366, "height": 768})
    assert share(page) >= 0.55
    page.get_by_role("button", name="Filters and list").click()
    assert share(page) >= 0.75
    assert page.evaluate(SCROLLS) == []


@pytest.mark.parametrize("size", PHONES)
def test_on_a_phone_map_and_bar_are_in_view_and_the_panel_lies_over_them(
    new_page: Callable[..., Page], home: str, size: tuple[int, int]
) -> None:
    page = go(new_page(viewport={"width": size[0], "height": size[1]}, has_touch=True), f"{home}year=1961")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= size[0]
    assert page.evaluate(IN_VIEW, [MAP, "[data-testid=timebar]", "[data-testid=sentence]", "input[type=range]"]) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(SCROLLS) == []
    before = page.evaluate(BOX)
    page.get_by_role("button", name="Filters and list").tap()
    expect(page.get_by_test_id("filters")).to_be_visible()
    assert page.evaluate(BOX) == before
    assert page.evaluate("document.scrollingElement.scrollWidth") <= size[0]
    page.get_by_test_id("filter-category").get_by_role("button", name="Monuments").tap()
    page.get_by_role("button", name="Close panel").tap()
    page.get_by_role("button", name="Next year").tap()
    expect(page.locator(MAP)).to_have_attribute("data-year", "1962")
    assert page.evaluate(CUT) == []


YEARS = (1925, 1937, 1951, 1956, 1961, 1962, 1990, 2026)
SET_YEAR = """(year) => {
    const bar = document.querySelector("input[type=range][aria-label=Year]");
    bar.value = year;
    bar.dispatchEvent(new Event("input", { bubbles: true }));
}"""


NARROW = ((1024, 768), (820, 1180))
SENTENCE = """() => {
    const sentence = document.querySelector("[data-testid=sentence]");
    return sentence.scrollHeight <= sentence.clientHeight ? "" : sentence.textContent;
}"""
"""Give the sentence where it needs more room than it has."""


@pytest.mark.parametrize("size", [*DESKTOPS[:2], *NARROW, *PHONES])
def test_the_map_does_not_move_when_year_mode_or_filters_change(
    new_page: Callable[..., Page], file: Any, size: tuple[int, int]
) -> None:
    page = go(new_page(viewport={"width": size[0], "height": size[1]}), f"{file.as_uri()}#year=1961")
    before = page.evaluate(BOX)
    addresses = [
        "", "&mode=changes", "&mode=all", "&undated=1", "&country=UA&kind=street&replaced=old+name&confidence=high",
        "&country=AM&kind=peak", "&mode=between&from=1924&lasted=40&disputed=1&honours=Joseph+Stalin",
    ]  # fmt: skip
    for address in addresses:
        page.evaluate("(text) => { location.hash = text; }", f"year=1961{address}")
        page.wait_for_function(
            "(year) => document.querySelector('[data-testid=timemap]').dataset.year === year", arg="1961"
        )
        for year in YEARS:
            page.evaluate(SET_YEAR, str(year))
            assert page.evaluate(BOX) == before, (address, year)
            assert page.evaluate(CUT) == [], (address, year)
            assert page.evaluate(SENTENCE) == "", (address, year)


@pytest.mark.parametrize("host", ["app", "file"])
def test_where_letters_are_twice_as_large_the_page_scrolls_and_the_map_is_no_strip(
    new_page: Callable[..., Page], host: str, request: pytest.FixtureRequest
) -> None:
    home = request.getfixturevalue("app") if host == "app" else request.getfixturevalue("file").as_uri()
    page = go(new_page(viewport={"width": 683, "height": 384}), home)  # 1366x768 at 200 %
    box = page.locator(MAP).bounding_box()
    assert box
    assert box["height"] >= 200
    page.get_by_role("slider", name="Year", exact=True).scroll_into_view_if_needed()
    expect(page.get_by_role("slider", name="Year", exact=True)).to_be_in_viewport()


def test_the_panel_goes_by_the_width_until_somebody_uses_it(new_page: Callable[..., Page], file: Path) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    go(page, file.as_uri())
    panel = page.get_by_role("tablist")
    expect(panel).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(panel).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(panel).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Close panel").click()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        expect(panel).to_be_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"


def test_the_filters_are_as_high_before_they_come_into_view_as_after(page: Page, app: str) -> None:
    go(page, app)
    height = "() => document.querySelector('[data-testid=filters] .front-scroll').scrollHeight"
    unseen = page.evaluate(height)
    parts = "document.querySelectorAll('[data-testid=filters] section')"
    page.evaluate(f"for (const one of {parts}) one.style.contentVisibility = 'visible'")
    assert page.evaluate(height) == unseen


def test_a_low_narrow_window_scrolls_to_the_bar_in_the_app_as_elsewhere(page: Page, app: str) -> None:
    page.set_viewport_size({"width": 683, "height": 384})
    go(page, app)
    bar, stage = (page.locator(part).bounding_box() for part in ("[data-testid=timebar]", MAP))
    assert bar
    assert stage
    assert bar["y"] >= stage["y"] + stage["height"] - 1
    page.get_by_role("slider", name="Year").scroll_into_view_if_needed()
    expect(page.get_by_role("slider", name="Year")).to_be_in_viewport()


def test_the_legend_goes_by_the_room_until_somebody_folds_it(page: Page, app: str) -> None:
    go(page, app)
    legend = page.get_by_test_id("legend")
    expect(legend).to_have_attribute("open", "")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(legend).not_to_have_attribute("open", "")
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(legend).to_have_attribute("open", "")
    legend.locator("summary").click()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_timeout(300)
    expect(legend).not_to_have_attribute("open", "")


MANY = (
    "year=1961&category=place&kind=settlement&kind=street&kind=square&country=RU&country=UA&country=DE&country=HU"
    "&near=38.452%2C42.071"
)


@pytest.mark.parametrize("size", [(844, 390), (1366, 768)])
def test_many_filters_in_force_can_all_be_reached_and_leave_some_of_the_map(
    new_page: Callable[..., Page], file: Path, size: tuple[int, int]
) -> None:
    width, height = size
    page = go(new_page(viewport={"width": width, "height": height}), f"{file.as_uri()}#{MANY}")
    if height < 440:
        page.get_by_role("button", name="Filters and list").click()
    group = page.get_by_role("group", name="Filters in force")
    stage, box = page.locator(".front-stage").bounding_box(), group.bounding_box()
    assert stage
    assert box
    assert box["y"] >= stage["y"] + 0.35 * stage["height"]
    pills = group.get_by_role("button").all()
    assert len(pills) == 10
    for pill in pills:
        pill.scroll_into_view_if_needed()
        expect(pill).to_be_in_viewport(ratio=0.5)
    group.get_by_role("button", name=re.compile("^Near the pin")).click()
    page.wait_for_function("() => !location.hash.includes('near=')")
    group.get_by_role("button", name="Clear all filters").click()
    expect(group).to_be_hidden()


def test_in_a_low_window_what_is_said_of_an_empty_result_is_not_covered(
    new_page: Callable[..., Page], file: Path
) -> None:
    page = go(new_page(viewport={"width": 844, "height": 390}), f"{file.as_uri()}#category=monument&kind=settlement")
    page.get_by_role("button", name="Filters and list").click()
    page.get_by_test_id("empty").get_by_role("button", name="Clear all filters").click()
    expect(page.get_by_test_id("empty")).to_be_hidden()
