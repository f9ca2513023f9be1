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
from tests.browser.conftest import MAP, settled, wait_address

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
    """Take the ends of honours that the page lists as a file."""
    with page.expect_download() as download:
        page.locator("p", has_text="Save th").get_by_role("link", name=form, exact=True).click()
    return Path(download.value.path()).read_bytes()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_journalist_learns_how_many_names_fell_in_1961_where_and_what_replaced_them(
    page: Page, app: str, periods: gpd.GeoDataFrame
) -> None:
    open_charts(page, app)
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
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_selector(f"{MAP}[data-ready=true]", timeout=60_000)
    assert "country=DE" in page.url
    assert page.get_attribute(MAP, "data-year") == "1961"
    shown = select(periods, Query(year=1961, country=("DE",)))["record_id"].nunique()
    assert page.get_attribute(MAP, "data-shown") == str(shown)


def test_a_second_press_takes_the_filter_off(page: Page, app: str) -> None:
    open_charts(page, app)
    press(page, "Where", "Ukraine")
    wait_address(page, "country=UA")
    expect(page.get_by_role("link", name="Country today: Ukraine")).to_be_visible()
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
    expect(page.get_by_role("link", name="Clear all filters")).to_be_visible()


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
    for there in (True, False):
        table = page.locator("summary").filter(has_text="As a table, and as links").first
        table.focus()
        table.press("Enter")
        link = page.get_by_role("list", name="Filter by a mark").get_by_role("link", name="Germany", exact=True).first
        expect(link).to_be_visible()
        link.focus()
        link.press("Enter")
        page.wait_for_function("(there) => location.search.includes('country=DE') === there", arg=there)
        drawn(page, "Where")


def test_the_year_is_typed_and_the_rest_is_kept(page: Page, app: str) -> None:
    open_charts(page, app, "year=1961&country=UA&country=RU&disputed=1&record=brasov")
    field = page.get_by_role("spinbutton", name="Year of the charts")
    field.fill("1956")
    field.press("Enter")
    page.wait_for_function("() => new URLSearchParams(location.search).get('year') === '1956'")
    asked = page.evaluate("() => [...new URLSearchParams(location.search)]")
    expected = [["country", "RU"], ["country", "UA"], ["disputed", "1"], ["record", "brasov"], ["year", "1956"]]
    assert sorted(asked) == expected
    expect(page.get_by_role("heading", name=re.compile("^In 1956, "))).to_be_visible()


def test_a_chart_is_saved_as_a_picture(page: Page, app: str) -> None:
    open_charts(page, app, "year=1961&country=UA")
    for form, start in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.get_by_role("link", name=form, exact=True).first.click()
        assert download.value.suggested_filename == f"in-force.{form.lower()}"
        assert Path(download.value.path()).read_bytes().startswith(start)


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
