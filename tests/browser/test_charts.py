"""The charts page in a real browser: read a number, press a mark, take the file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import Locator, Page, expect

from geo.layer import Query, select
from tests.browser.conftest import MAP, go, settled, wait_address

pytestmark = pytest.mark.browser


def open_charts(page: Page, app: str, address: str = "year=1961") -> Page:
    page.goto(f"{app}/charts?{address}")
    expect(page.get_by_role("heading", name="Charts", exact=True)).to_be_visible(timeout=30_000)
    drawn(page, "Where")
    return page


def drawn(page: Page, title: str) -> Locator:
    """Give a chart once it is drawn, found by the title that it tells assistive technology."""
    chart = page.locator(f'[data-testid=stVegaLiteChart][aria-label^="{title}. "]')
    expect(chart).to_have_count(1, timeout=40_000)
    settled(page)
    return chart


def mark(page: Page, title: str, told: str) -> Locator:
    """Give a mark by what it tells assistive technology."""
    found = drawn(page, title).locator(f':is([aria-roledescription=bar],[aria-roledescription="rect mark"])'
                                       f'[aria-label*="{told}"]').first  # fmt: skip
    found.evaluate("mark => mark.scrollIntoView({ block: 'center' })")  # not under the page's head
    return found


def press(page: Page, title: str, told: str) -> None:
    box = mark(page, title, told).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def sentence(page: Page) -> str:
    return page.get_by_role("heading", name=re.compile("honours")).inner_text()


def number_in(text: str) -> int:
    found = re.search(r"([\d,]+) of the recorded", text)
    assert found, text
    return int(found[1].replace(",", ""))


def taken(page: Page, form: str) -> bytes:
    settled(page)
    choice = page.get_by_role("combobox", name="Format")
    choice.click()
    choice.fill(form)
    choice.press("Enter")
    button = page.get_by_role("button", name=re.compile(rf"^{re.escape(form.partition(',')[0])} of th"))
    expect(button).to_be_enabled()
    settled(page)
    with page.expect_download() as download:
        button.click()
    return Path(download.value.path()).read_bytes()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_journalist_learns_how_many_names_fell_in_1961_where_and_what_replaced_them(
    page: Page, app: str, periods: gpd.GeoDataFrame
) -> None:
    go(page, f"{app}/?year=1956")
    year = page.get_by_test_id("stSidebar").get_by_role("spinbutton", name="Year")
    year.fill("1961")
    year.press("Enter")
    wait_address(page, "year=1961")
    page.get_by_role("link", name="Charts").click()
    drawn(page, "Where")
    told = sentence(page)
    assert told.startswith("In 1961, ")
    number = number_in(told)
    assert number == len(select(periods, Query(ended=(1961, 1961)))) > 50
    assert len(rows_of(taken(page, "CSV, one row a period"))) == number
    assert len(json.loads(taken(page, "GeoJSON"))["features"]) == number
    for what in ("a name with Lenin in it", "another person's name", "a name that is no person's"):
        expect(mark(page, "What replaced them", what)).to_be_visible()
    german = int(re.findall(r"\d+", mark(page, "Where", "Germany").get_attribute("aria-label") or "")[-1])
    press(page, "Where", "Germany")
    wait_address(page, "country=DE")
    expect(page.get_by_role("heading", name=re.compile(f"In 1961, {german} of the recorded"))).to_be_visible()
    features = json.loads(taken(page, "GeoJSON"))["features"]
    assert {feature["properties"]["country"] for feature in features} == {"DE"}
    assert len(features) == german
    page.get_by_role("link", name="Map").click()
    page.wait_for_selector(f"{MAP}[data-ready=true]")
    wait_address(page, "country=DE")
    assert page.get_attribute(MAP, "data-year") == "1961"
    shown = select(periods, Query(year=1961, country=("DE",)))["record_id"].nunique()
    assert page.get_attribute(MAP, "data-shown") == str(shown)


def test_a_second_press_takes_the_filter_off(page: Page, app: str) -> None:
    open_charts(page, app)
    press(page, "Where", "Ukraine")
    wait_address(page, "country=UA")
    expect(page.get_by_role("button", name="Country today: Ukraine")).to_be_visible()
    press(page, "Where", "Ukraine")
    page.wait_for_function("() => !location.search.includes('country')")
    press(page, "Where", "Ukraine")
    wait_address(page, "country=UA")


@pytest.mark.parametrize(
    ("title", "told", "part"),
    [
        ("What replaced them", "the old name came back", "replaced=old+name"),
        ("What replaced them", "a monument came down", "category=monument"),
        ("Dated changes by country", "Hungary", "country=HU"),
        ("What replaced the names", "a name with Lenin in it", "replaced=lenin"),
        ("What replaced the names", "a name that is no person's", "replaced=word"),
        ("What became of the monuments", "toppled", "fate=toppled"),
        ("How long the honours lasted", "At least, years: 10;", "lasted=10"),
    ],
)
def test_every_mark_is_a_filter(page: Page, app: str, title: str, told: str, part: str) -> None:
    open_charts(page, app)
    press(page, title, told)
    wait_address(page, part)
    expect(page.get_by_test_id("stSidebar").get_by_role("button", name="Clear all filters")).to_be_enabled()


def test_a_year_is_pressed_and_pressed_again_for_all_years(page: Page, app: str) -> None:
    open_charts(page, app)
    press(page, "Settlements, districts, regions", "Year: 1956;")
    wait_address(page, "year=1956")
    expect(page.get_by_role("heading", name=re.compile("^In 1956, "))).to_be_visible()
    press(page, "Settlements, districts, regions", "Year: 1956;")
    wait_address(page, "mode=all")
    expect(page.get_by_role("heading", name=re.compile("^From [0-9]{4} to [0-9]{4}, "))).to_be_visible()


def test_the_keyboard_filters_as_the_marks_do(page: Page, app: str) -> None:
    open_charts(page, app)
    table = page.locator("summary").filter(has_text="As a table, and as buttons").first
    table.focus()
    table.press("Enter")
    button = page.get_by_role("button", name="Germany", exact=True)
    expect(button).to_be_visible()
    button.focus()
    button.press("Enter")
    wait_address(page, "country=DE")
    expect(page.get_by_role("button", name="Country today: Germany")).to_be_visible()
    button.focus()
    button.press("Enter")
    page.wait_for_function("() => !location.search.includes('country')")


def test_the_filters_in_force_are_named_and_taken_off_one_by_one_or_all(page: Page, app: str) -> None:
    open_charts(page, app, "year=1961&country=UA&country=RU&replaced=lenin&lasted=5&between=1956-1962")
    expect(page.get_by_role("heading", name=re.compile("^From 1956 to 1962, "))).to_be_visible()
    expect(page.get_by_role("button", name="What came after names: a name with Lenin in it")).to_be_visible()
    expect(page.get_by_role("button", name="Changed between 1956 and 1962")).to_be_visible()
    page.get_by_role("button", name="Country today: Russia").click()
    page.wait_for_function("() => !location.search.includes('country=RU')")
    wait_address(page, "country=UA")
    page.get_by_role("button", name="Take all filters off").click()
    page.wait_for_function("() => location.search === '?year=1961'")
    expect(page.get_by_text("Filters:", exact=True)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_charts_fit_the_screen(new_page: Callable[..., Page], app: str, scheme: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    open_charts(page, app)
    for chart in page.get_by_test_id("stVegaLiteChart").all():
        box = chart.locator("canvas, svg").first.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
