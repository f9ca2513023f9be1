"""The page as a person meets it in the app, in a real browser: what errands and the file's tests do not hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import pytest
from playwright.sync_api import Page, expect

from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.layer import Query, select
from geo.layer.facets import facets
from geo.stats.counts import first_year
from tests.browser.conftest import MAP, go, settled, shown, spot_of, wait_address, wait_year
from tests.samples import SUBJECT

pytestmark = pytest.mark.browser


def records_in(periods: gpd.GeoDataFrame, **query: Any) -> int:
    return int(select(periods, Query(**query))["record_id"].nunique())


def test_the_first_map_opens_at_1961_with_every_record_of_that_year(
    page: Page, app: str, periods: gpd.GeoDataFrame
) -> None:
    go(page, app)
    assert page.get_attribute(MAP, "data-year") == "1961"
    assert shown(page) == records_in(periods, year=1961)
    assert page.get_by_test_id("sentence").inner_text().startswith("1961: ")
    assert page.get_by_test_id("year").inner_text() == "1961"
    expect(page.get_by_role("slider", name="Year")).to_have_value("1961")
    expect(page).to_have_title("De-Stalinization map")
    for part in ("stHeader", "stSidebar", "stDecoration"):
        expect(page.get_by_test_id(part)).not_to_be_visible()


def test_dragging_is_live_and_the_address_follows_on_release(
    page: Page, app: str, periods: gpd.GeoDataFrame
) -> None:  # fmt: skip
    go(page, f"{app}/?year=1961")
    box = page.get_by_role("slider", name="Year").bounding_box()
    assert box
    first, last = first_year(periods, SUBJECT.opening_year), 2026

    def x_of(year: int) -> float:
        return box["x"] + 8 + (box["width"] - 16) * (year - first) / (last - first)

    middle = box["y"] + box["height"] / 2
    page.mouse.move(x_of(1961), middle)
    page.mouse.down()
    seen = []
    for year in (1960, 1956, 1953):
        page.mouse.move(x_of(year), middle)
        seen.append(int(page.get_attribute(MAP, "data-year") or 0))
        assert shown(page) == records_in(periods, year=seen[-1])
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] < 1956
    page.mouse.up()
    wait_address(page, f"year={seen[-1]}")
    page.go_back()  # a drag is no step of the history
    assert page.url == "about:blank"


def test_keys_go_a_year_ten_years_and_to_the_ends(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    go(page, app)
    bar = page.get_by_role("slider", name="Year")
    bar.focus()
    first = first_year(periods, SUBJECT.opening_year)
    for key, year in [
        ("ArrowRight", 1962), ("ArrowLeft", 1961), ("ArrowUp", 1962), ("ArrowDown", 1961), ("PageUp", 1971),
        ("PageDown", 1961), ("Home", first), ("PageDown", first), ("End", 2026),
    ]:  # fmt: skip
        bar.press(key)
        assert page.get_attribute(MAP, "data-year") == str(year)
    wait_address(page, "year=2026")


def test_nothing_plays_where_reduced_motion_is_asked_for(new_page: Callable[..., Page], app: str) -> None:
    page = go(new_page(reduced_motion="reduce"), app)
    expect(page.get_by_role("button", name="Play")).to_be_disabled()
    expect(page.get_by_text("your system asks for reduced motion")).to_be_visible()
    page.get_by_role("button", name="Next year").click()
    wait_year(page, 1962)


def counts_of(page: Page, field: str) -> dict[str, int]:
    options = page.get_by_test_id(f"filter-{field}").locator("[data-value][data-count]")
    found: dict[str, str] = dict(
        options.evaluate_all("(all) => all.map(({ dataset }) => [dataset.value, dataset.count])")
    )
    return {value: int(count) for value, count in found.items()}


def test_options_have_the_counts_that_python_gives_and_are_there_from_the_first_map(
    page: Page, app: str, periods: gpd.GeoDataFrame
) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    go(page, app)
    expect(page.get_by_test_id("filter-category").locator("[data-value]").first).to_be_visible()
    page.get_by_test_id("filter-country").locator("[data-value=HU]").click()
    wait_address(page, "country=HU")
    page.get_by_test_id("filter-category").locator("[data-value=monument]").click()
    wait_address(page, "category=monument")
    assert shown(page) == records_in(periods, year=1961, country=("HU",), category="monument")
    expected = facets(periods, Query(country=("HU",), category="monument"), 1961)
    for field, counts in expected.items():
        told = counts_of(page, field)
        assert {value: count for value, count in told.items() if count} == {
            value: count for value, count in counts.items() if count
        }, field
    for field in ("country", "category"):
        assert page.get_by_test_id(f"filter-{field}").locator("[aria-pressed=true]").count() == 1


@pytest.mark.parametrize("mode", ["changes", "all"])
def test_the_time_modes_show_what_python_chooses(page: Page, app: str, periods: gpd.GeoDataFrame, mode: str) -> None:
    go(page, f"{app}/?mode={mode}")
    assert shown(page) == records_in(periods, year=1961, mode=mode)
    starts = {"changes": "By the end of ", "all": "All years: "}
    assert page.get_by_test_id("sentence").inner_text().startswith(starts[mode])


def test_a_symbol_shows_a_tooltip_and_opens_its_record(page: Page, app: str) -> None:
    x, y = spot_of(page, app, "mount-peck", 1961)
    page.mouse.move(x, y)
    expect(page.get_by_test_id("tooltip")).to_contain_text("Mount Stalin")
    page.mouse.click(x, y)
    popup = page.get_by_test_id("popup")
    expect(popup).to_contain_text("Mount Peck")
    wait_address(page, "record=mount-peck")
    expect(page.get_by_test_id("record")).to_contain_text("Mount Stalin")
    assert page.get_by_test_id("record").locator("a[href^=http]").count() >= 1


def test_the_map_can_be_used_with_the_keyboard_alone(page: Page, app: str) -> None:
    go(page, f"{app}/?country=TJ")
    page.locator(MAP).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=popup], [data-testid=group]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)


def test_the_tab_key_goes_through_the_page_in_order_and_stops_nowhere(page: Page, app: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    go(page, f"{app}/?year=1961&country=TJ")
    settled(page)
    seen: list[str] = []
    place = """() => {
        const at = document.activeElement;
        const part = at.closest("[data-testid=timemap], [data-testid=timebar], header, aside, .front-over");
        const box = at.getBoundingClientRect();
        const whole = box.width && at.checkVisibility() && getComputedStyle(at).outlineStyle !== "none";
        const name = at.getAttribute("aria-label") || at.labels?.[0]?.textContent || at.textContent || at.title;
        return [part?.dataset.testid || part?.tagName.toLowerCase() || at.tagName, Boolean(whole), (name || "").trim()];
    }"""
    for _ in range(200):
        page.keyboard.press("Tab")
        part, visible, name = page.evaluate(place)
        if part == "BODY":
            break
        if part == "A":  # Streamlit's own way past its navigation
            continue
        assert visible, (part, name)
        assert name, part
        if not seen or seen[-1] != part:
            seen.append(part)
    assert part == "BODY"
    for wanted in ("header", "aside", "timemap", "timebar"):
        assert wanted in seen
    assert seen.index("header") < seen.index("aside") < seen.index("timebar")


def test_a_row_of_the_list_opens_the_record_and_marks_the_map(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1961&country=AM&kind=monument")
    page.get_by_role("tab", name="List").click()
    page.get_by_test_id("list").get_by_role("button", name="Stalin Monument, Victory Park, Yerevan").click()
    wait_address(page, "record=stalin-yerevan")
    expect(page.get_by_test_id("record")).to_contain_text("Merkurov")
    expect(page.get_by_test_id("popup")).to_contain_text("Stalin Monument, Victory Park, Yerevan")


def test_a_year_back_by_the_history_is_where_the_record_was_opened(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1955&record=brasov")
    page.get_by_role("button", name="Close record").click()
    expect(page.get_by_test_id("record")).to_have_count(0)
    page.go_back()
    expect(page.get_by_test_id("record")).to_have_attribute("data-record", "brasov")


def saved(page: Page, role: Literal["button", "link"], form: str) -> tuple[str, bytes]:
    box = page.get_by_test_id("export")
    box.get_by_role("button").first.click()
    with page.expect_download() as waiting:
        box.get_by_role(role, name=form, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_files_of_the_browser_are_those_of_python(page: Page, app: str, data: Dataset) -> None:
    go(page, f"{app}/?year=1962&country=AM")
    query = Query(year=1962, country=("AM",))
    name, content = saved(page, "button", "GeoJSON")
    assert name == "de-stalinization-am-1962.geojson"
    assert json.loads(content) == json.loads(EXPORTS["geojson"].write(data, query))
    assert len(json.loads(content)["features"]) == shown(page)
    name, content = saved(page, "button", "CSV, one row a period")
    assert name == "de-stalinization-am-1962.csv"
    assert content.splitlines() == EXPORTS["csv"].write(data, query).splitlines()


def test_the_files_of_the_server_are_of_what_is_seen(page: Page, app: str, data: Dataset) -> None:
    go(page, f"{app}/?year=1962&category=place&category=monument&country=AM&q=x&near=44.5,40.1")
    name, content = saved(page, "link", "KML")
    assert name == "de-stalinization-am-1962.kml"
    assert content == EXPORTS["kml"].write(data, Query(year=1962, country=("AM",)))


def test_a_bad_address_is_named_and_the_map_still_works(page: Page, app: str) -> None:
    go(page, f"{app}/?year=9999&country=ZZ")
    notice = page.locator(".front-notice")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("ZZ")
    expect(notice).to_contain_text("9999")
    wait_year(page, 1961)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_light_and_dark(new_page: Callable[..., Page], app: str, scheme: str) -> None:
    page = go(new_page(color_scheme=scheme), app)
    ground = "getComputedStyle(document.querySelector('.front')).backgroundColor"
    colour = page.evaluate(f"() => {ground}.match(/\\d+/g).map(Number).reduce((sum, part) => sum + part)")
    assert colour > 600 if scheme == "light" else colour < 150


def test_links_to_the_other_pages_carry_what_is_seen(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1956&country=HU")
    page.get_by_role("button", name="Next year").click()
    wait_address(page, "year=1957")
    page.get_by_role("link", name="Charts").click()
    page.wait_for_function("() => location.pathname.endsWith('/charts')")
    assert "year=1957" in page.url
    assert "country=HU" in page.url


def test_a_map_that_is_left_lets_go_of_everything(page: Page, app: str) -> None:
    go(page, app)
    page.get_by_role("link", name="Charts").click()
    expect(page.get_by_role("heading", name="Charts", exact=True)).to_be_visible(timeout=60_000)
    expect(page.locator(MAP)).to_have_count(0)
    page.emulate_media(color_scheme="dark")
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_selector(f"{MAP}[data-ready=true]", timeout=60_000)
