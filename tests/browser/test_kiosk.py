"""The page on a screen in a museum: it asks, starts over, plays by itself, and leads nowhere else."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from geo.layer import Query, changes_of, select
from tests.browser.conftest import MAP, go
from tests.browser.test_axe import expect_none
from tests.browser.test_screen import SCROLLS

pytestmark = pytest.mark.browser
OPENING = "year=1956&country=HU"
AWAY = "a[href^=http], a[download], a:not([href^='#'])[href]"
SMALL = """() => {
    const parts = document.querySelectorAll("button, select, a, summary, [role=button], input:not([type=range])");
    return [...parts].filter((part) => {
        const seen = part.checkVisibility({ visibilityProperty: true });
        if (!seen || part.closest(".front-hidden, .leaflet-control-attribution")) return false;
        const { width, height } = part.getBoundingClientRect();
        return !/checkbox|radio/.test(part.type) && width > 0 && Math.min(width, height) < 47.5;
    }).map((part) => `${part.tagName} ${part.className} ${part.getAttribute("aria-label") ?? part.textContent}`);
}"""
"""What is pressed and smaller than a finger."""
HIGH = """() => {
    const bar = "[data-testid=timebar] :is(button, select, input), .kiosk-tools :is(button, input)";
    return [...document.querySelectorAll(bar)]
        .filter((part) => part.checkVisibility() && part.getBoundingClientRect().top < (2 / 3) * innerHeight)
        .map((part) => part.getAttribute("aria-label") ?? part.className);
}"""
"""What is pressed and not in the lower third."""

OPEN_WINDOW = """() => {
    window.closed_by ??= [];
    const one = document.createElement("div");
    one.role = "dialog";
    one.addEventListener("keydown", ({ key }) => {
        window.closed_by.push(key);
        one.remove();
    });
    document.body.append(one);
}"""
"""Open a window beside the page, as Streamlit does when its server is gone."""


@pytest.fixture(params=["app", "file"])
def home(request: pytest.FixtureRequest) -> str:
    """Give the address of the map, up to its parameters."""
    if request.param == "app":
        return f"{request.getfixturevalue('app')}/?"
    return f"{request.getfixturevalue('file').as_uri()}#"


@pytest.fixture
def kiosk(new_page: Callable[..., Page], home: str) -> Callable[..., Page]:
    """Open the page for a museum, with a clock that goes on by hand too."""

    def make(address: str, **options: Any) -> Page:
        page = new_page(**{"viewport": {"width": 1366, "height": 768}, **options})
        page.clock.install()
        go(page, f"{home}{address}")
        expect(page.locator(".front")).to_have_attribute("data-kiosk", "awake")
        return page

    return make


def question(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Are you still there?")


def year(page: Page) -> int:
    return int(page.get_attribute(MAP, "data-year") or 0)


def picture(page: Page) -> bytes:
    """Give the map as it is seen, without the words that lie over it."""
    hide = "(hidden) => { document.querySelector('.front-over').style.visibility = hidden; }"
    page.evaluate(hide, "hidden")
    taken = page.locator(MAP).screenshot()
    page.evaluate(hide, "")
    return taken


def leave(page: Page, seconds: float) -> None:
    """Let nobody be there for some seconds."""
    page.clock.run_for(1000 * seconds)


def test_after_its_seconds_the_page_asks_and_counts_down(kiosk: Callable[..., Page]) -> None:
    page = kiosk(f"{OPENING}&kiosk=120")
    page.get_by_role("slider", name="Year").press("ArrowRight")
    leave(page, 115)
    expect(question(page)).to_be_hidden()
    leave(page, 5.5)
    expect(question(page)).to_be_visible()
    expect(question(page)).to_contain_text(re.compile(r"The map starts over in (10|9) seconds\."))
    expect(page.get_by_role("button", name="I am still here")).to_be_focused()
    leave(page, 5)
    expect(question(page)).to_contain_text(re.compile(r"The map starts over in [345] seconds\."))
    page.get_by_role("button", name="I am still here").click()
    expect(question(page)).to_be_hidden()
    assert year(page) == 1957
    leave(page, 110)
    expect(question(page)).to_be_hidden()
    leave(page, 11)
    page.keyboard.press("Escape")
    expect(question(page)).to_be_hidden()
    assert year(page) == 1957
    leave(page, 121)
    question(page).get_by_role("button", name="Start over").click()
    expect(page.locator(MAP)).to_have_attribute("data-year", "1956")
    expect(page.locator(".front")).to_have_attribute("data-kiosk", "awake")


def test_a_window_of_the_server_that_is_closed_unseen_is_no_touch(new_page: Callable[..., Page], app: str) -> None:
    page = new_page(viewport={"width": 1366, "height": 768})
    page.clock.install()
    go(page, f"{app}/?year=1956&kiosk=20")
    expect(page.locator(".front")).to_have_attribute("data-kiosk", "awake")
    page.evaluate(OPEN_WINDOW)
    leave(page, 15)
    page.evaluate(OPEN_WINDOW)
    page.wait_for_function("window.closed_by.length === 2")
    assert page.evaluate("window.closed_by") == ["Escape", "Escape"]
    leave(page, 6)
    expect(question(page)).to_be_visible(timeout=3000)  # the page's clock goes on while one waits


def test_a_press_beside_the_question_answers_it(kiosk: Callable[..., Page]) -> None:
    page = kiosk("year=1956&kiosk=20")
    leave(page, 21)
    expect(question(page)).to_be_visible()
    page.mouse.click(20, 20)
    expect(question(page)).to_be_hidden()
    expect(page.locator(".front")).to_have_attribute("data-kiosk", "awake")


def test_a_touch_puts_the_question_off(kiosk: Callable[..., Page]) -> None:
    page = kiosk("year=1956&kiosk=20")
    for _ in range(4):
        leave(page, 15)
        page.get_by_role("button", name="Next year").click()
    expect(question(page)).to_be_hidden()
    assert year(page) == 1960


def test_nothing_is_asked_while_the_years_of_a_story_are_played(kiosk: Callable[..., Page]) -> None:
    page = kiosk("year=1956&kiosk=10")
    page.get_by_test_id("stories").click()
    page.get_by_test_id("story").or_(page.locator(".front-tales")).wait_for()
    page.locator(".front-tales button").first.click()
    expect(page.get_by_test_id("story")).to_be_visible()
    page.evaluate("() => { document.querySelector('[data-testid=speed]').value = '1000'; }")
    page.get_by_role("button", name="Play").click()
    begun = year(page)
    leave(page, 12)
    expect(question(page)).to_be_hidden()
    assert year(page) > begun  # a year with events is seen for longer
    page.get_by_role("button", name="Pause").click()
    leave(page, 11)
    expect(question(page)).to_be_visible()


def test_what_a_visitor_has_left_is_put_back(kiosk: Callable[..., Page]) -> None:
    page = kiosk(f"{OPENING}&kiosk=20")
    page.wait_for_timeout(500)
    before = picture(page)
    page.get_by_role("searchbox").fill("Brasov")
    page.get_by_test_id("hit").first.click()
    expect(page.get_by_test_id("record")).to_be_visible()
    page.get_by_role("tab", name="Filters").click()
    page.get_by_test_id("filter-category").get_by_role("button", name="Monuments").click()
    page.get_by_test_id("filter-country").get_by_role("textbox").fill("Pol")
    page.get_by_test_id("stories").click()
    page.locator(".front-tales button").first.click()
    expect(page.get_by_test_id("story")).to_be_visible()
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="About").click()
    expect(page.get_by_role("dialog", name="How to read this map")).to_be_visible()
    page.wait_for_timeout(500)
    leave(page, 20.5)
    expect(question(page)).to_be_visible()
    leave(page, 10)
    expect(page.locator(".front")).to_have_attribute("data-kiosk", "resting")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Touch the screen to begin")).to_be_visible()
    assert year(page) == 1956
    expect(page.get_by_role("group", name="Filters in force").get_by_role("button")).to_have_count(1)
    expect(
        page.locator("[data-testid=record], [data-testid=story], .leaflet-popup, .front-panel:not([hidden])")
    ).to_have_count(0)
    assert page.get_by_role("searchbox").input_value() == ""
    assert picture(page) == before
    page.wait_for_timeout(300)
    page.clock.run_for(300)
    assert page.url.endswith(f"{OPENING}&kiosk=20")
    page.get_by_role("button", name="Filters and list").click()
    assert page.get_by_test_id("filter-country").get_by_role("textbox").input_value() == ""


def test_the_years_play_from_the_first_with_a_change_of_what_is_chosen(
    kiosk: Callable[..., Page], periods: gpd.GeoDataFrame
) -> None:
    page = kiosk("year=1956&country=HU&kiosk=5")
    leave(page, 11)
    expect(page.locator(".front")).to_have_attribute("data-kiosk", "resting")
    leave(page, 8)
    first = int(changes_of(select(periods, Query(mode="all", country=("HU",))))["year"].min())
    assert first > int(page.get_by_role("slider", name="Year").get_attribute("min") or 0) + 10
    assert first <= year(page) <= first + 2


def test_the_years_play_until_somebody_touches_the_screen(kiosk: Callable[..., Page]) -> None:
    page = kiosk("year=1956&kiosk=5")
    leave(page, 11)
    expect(page.locator(".front")).to_have_attribute("data-kiosk", "resting")
    assert year(page) == 1956
    leave(page, 8)
    first = int(page.get_by_role("slider", name="Year").get_attribute("min") or 0)
    last = int(page.get_by_role("slider", name="Year").get_attribute("max") or 0)
    assert first <= year(page) <= first + 2
    begun = year(page)
    leave(page, 15)
    assert begun + 9 <= year(page) <= begun + 11
    leave(page, 1.5 * (last - year(page)))
    assert year(page) in (last - 1, last)
    leave(page, 20)
    assert first <= year(page) <= first + 10
    expect(question(page)).to_be_hidden()
    page.mouse.click(600, 300)
    expect(page.locator(".front")).to_have_attribute("data-kiosk", "awake")
    expect(page.get_by_text("Touch the screen to begin")).to_be_hidden()
    stopped = year(page)
    leave(page, 4)
    assert year(page) == stopped


def test_with_reduced_motion_nothing_moves_by_itself(kiosk: Callable[..., Page]) -> None:
    page = kiosk("year=1956&kiosk=5", reduced_motion="reduce")
    leave(page, 60)
    expect(page.locator(".front")).to_have_attribute("data-kiosk", "resting")
    expect(page.get_by_text("Touch the screen to begin")).to_be_visible()
    assert year(page) == 1956


def test_nothing_leads_away_and_a_source_is_a_code_for_a_phone(kiosk: Callable[..., Page]) -> None:
    page = kiosk("year=1956&record=brasov&kiosk=600")
    popup = page.get_by_test_id("popup")
    source = popup.locator(".kiosk-source").first
    expect(source).to_be_visible()
    popup.get_by_role("button", name="Whole record").click()
    record = page.get_by_test_id("record")
    expect(record.locator(".kiosk-source").first).to_be_visible()
    assert page.locator(AWAY).count() == 0
    for part in ("Copy link", "Download", "Embed"):
        expect(page.get_by_role("button", name=part)).to_have_count(0)
    for hidden in ("Cite this record", "Report an error"):
        expect(page.get_by_text(hidden)).to_be_hidden()
    record.locator(".kiosk-source").first.click()
    box = page.get_by_test_id("source")
    expect(box.get_by_role("img", name="Code of this address, for the camera of a phone")).to_be_visible()
    code = Image.open(io.BytesIO(box.get_by_test_id("qr").screenshot())).convert("L")
    found = zxingcpp.read_barcode(np.asarray(code))
    assert found is not None
    assert re.match(r"https?://", found.text)
    assert page.locator(".kiosk-address").inner_text().removeprefix("https://")[:12] in found.text
    box.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="About").click()
    expect(page.get_by_role("dialog", name="How to read this map")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("group", name="Political events").get_by_role("button").first.click()
    expect(page.get_by_test_id("events").locator(".kiosk-source").first).to_be_visible()
    page.get_by_test_id("stories").click()
    page.locator(".front-tales button").first.click()
    expect(page.get_by_test_id("story")).to_be_visible()
    expect(page.get_by_role("button", name="Print as a handout")).to_have_count(0)
    assert page.locator(AWAY).count() == 0


def test_nothing_is_selected_and_no_menu_opens(kiosk: Callable[..., Page]) -> None:
    page = kiosk("year=1956&kiosk=600")
    assert page.evaluate("getComputedStyle(document.querySelector('[data-testid=sentence]')).userSelect") == "none"
    menu = "() => new Promise((done) => addEventListener('contextmenu', (event) => done(event.defaultPrevented)))"
    with page.expect_event("console") as said:
        page.evaluate(f"() => void ({menu})().then((prevented) => console.log(String(prevented)))")
        page.mouse.click(600, 300, button="right")
    assert said.value.text == "true"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1080, 1920), (2160, 3840)])
def test_what_is_pressed_is_large_and_low(new_page: Callable[..., Page], file: Path, size: tuple[int, int]) -> None:
    page = new_page(viewport={"width": size[0], "height": size[1]})
    go(page, f"{file.as_uri()}#year=1955&record=brasov&kiosk=600")
    expect(page.get_by_test_id("start-over")).to_be_visible()
    expect(page.get_by_test_id("popup")).to_be_visible()
    assert page.evaluate(SMALL) == []
    assert page.evaluate(HIGH) == []
    assert page.evaluate(SCROLLS) == []
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Filters and list").click()
    for tab in ("Filters", "List", "Record"):
        page.get_by_role("tab", name=re.compile(f"^{tab}")).click()
        assert page.evaluate(SMALL) == [], tab


def test_the_address_keeps_it_and_loading_anew_keeps_the_opening_view(new_page: Callable[..., Page], home: str) -> None:
    page = go(new_page(viewport={"width": 1366, "height": 768}), f"{home}{OPENING}&kiosk=600")
    expect(page.locator(".front")).to_have_attribute("data-kiosk", "awake")
    page.get_by_role("button", name="Filters and list").click()
    page.get_by_test_id("filter-category").get_by_role("button", name="Monuments").click()
    page.wait_for_url(re.compile(r"category=monument&country=HU&kiosk=600$"))
    page.go_back()
    page.wait_for_url(re.compile(rf"{OPENING}&kiosk=600$"))
    page.go_forward()
    page.wait_for_url(re.compile(r"category=monument&country=HU&kiosk=600$"))
    page.reload()
    page.wait_for_selector(f"{MAP}[data-ready=true]", timeout=90_000)
    expect(page.locator(".front")).to_have_attribute("data-kiosk", "awake")
    expect(page.get_by_role("group", name="Filters in force").get_by_role("button", name="Monuments")).to_be_visible()
    page.get_by_test_id("start-over").click()
    expect(page.get_by_role("group", name="Filters in force").get_by_role("button")).to_have_count(1)
    page.wait_for_url(re.compile(rf"{OPENING}&kiosk=600$"))


def test_in_real_time_it_asks_stays_asks_again_and_starts_over(new_page: Callable[..., Page], home: str) -> None:
    page = go(new_page(viewport={"width": 1366, "height": 768}), f"{home}year=1956&kiosk=2")
    question(page).wait_for(timeout=10_000)
    page.get_by_role("button", name="I am still here").click()
    page.get_by_role("button", name="Next year").click()
    expect(page.locator(MAP)).to_have_attribute("data-year", "1957")
    question(page).wait_for(timeout=10_000)
    expect(page.locator(".front")).to_have_attribute("data-kiosk", "resting", timeout=10_000)
    expect(page.locator(MAP)).to_have_attribute("data-year", "1956")
    expect(question(page)).to_be_hidden()
    page.get_by_role("button", name="Next year").click()
    question(page).wait_for(timeout=10_000)
    question(page).get_by_role("button", name="Start over").click()
    expect(page.locator(MAP)).to_have_attribute("data-year", "1956")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_page: Callable[..., Page], file: Path, scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 1366, "height": 768})
    page.clock.install()
    go(page, f"{file.as_uri()}#year=1956&record=brasov&kiosk=30")
    page.get_by_test_id("popup").get_by_role("button", name="Whole record").click()
    expect(page.get_by_test_id("record").locator(".kiosk-source").first).to_be_visible()
    expect_none(page, "record")
    page.get_by_test_id("record").locator(".kiosk-source").first.click()
    expect(page.get_by_test_id("source")).to_be_visible()
    expect_none(page, "source")
    leave(page, 31)
    expect(question(page)).to_be_visible()
    expect_none(page, "question")
    leave(page, 11)
    expect(page.get_by_text("Touch the screen to begin")).to_be_visible()
    expect_none(page, "attract loop")
