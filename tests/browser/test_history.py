"""Going from page to page and back, by links, by the browser's history and by reload, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import geopandas as gpd
import pytest
from playwright.sync_api import Page, expect

from geo.layer import Query, select
from tests.browser.conftest import MAP, go, settled, wait_address, wait_year

pytestmark = pytest.mark.browser

FILTERED = "year=1950&kind=settlement&country=GE"
HEADINGS = {"Charts": "Charts", "Coverage": "What is known to be missing"}


def arrived(page: Page, name: str, address: str) -> None:
    """Expect a page with an address, and nothing that went wrong."""
    if name == "Map":
        page.wait_for_selector(f"{MAP}[data-ready=true]", timeout=60_000)
    else:
        expect(page.get_by_role("heading", name=HEADINGS[name], exact=True)).to_be_visible(timeout=60_000)
        expect(page.locator(MAP)).to_have_count(0)
    path = {"Map": "/", "Charts": "/charts", "Coverage": "/coverage"}[name]
    page.wait_for_function("([path, search]) => location.pathname === path && location.search === search",
                           arg=[path, address and f"?{address}"])  # fmt: skip
    settled(page)
    expect(page.locator("[data-testid=stException], [data-testid=stAlert]")).to_have_count(0)


def filtered(page: Page, name: str, periods: gpd.GeoDataFrame) -> None:
    """Expect a page with the filters of this module."""
    arrived(page, name, FILTERED)
    if name == "Coverage":
        return
    pill = "button" if name == "Map" else "link"
    for words in ("Country today: Georgia", "Kind: settlement"):
        expect(page.get_by_role("group", name="Filters in force").get_by_role(pill, name=words)).to_be_visible()
    if name == "Map":
        wait_year(page, 1950)
        count = select(periods, Query(year=1950, country=("GE",), kind=("settlement",)))["record_id"].nunique()
        page.wait_for_selector(f"{MAP}[data-shown='{count}']")
    else:
        expect(page.get_by_role("spinbutton", name="Year of the charts")).to_have_value("1950")


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def test_every_page_is_entered_left_and_come_back_to(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    page.goto(f"{app}/coverage?{FILTERED}")
    filtered(page, "Coverage", periods)
    for here, there in pairwise(("Coverage", "Charts", "Map", "Coverage")):
        follow(page, there)
        filtered(page, there, periods)
        page.go_back()
        filtered(page, here, periods)
        page.go_forward()
        filtered(page, there, periods)
        page.reload()
        filtered(page, there, periods)
    for name in ("Map", "Charts", "Coverage"):
        page.go_back()
        filtered(page, name, periods)


def press(page: Page, field: str, words: str) -> None:
    page.get_by_test_id(f"filter-{field}").get_by_role("button", name=words, exact=True).click()


def test_back_undoes_one_action_at_a_time_and_forward_does_them_again(
    page: Page, app: str, periods: gpd.GeoDataFrame
) -> None:
    go(page, f"{app}/?year=1950")
    press(page, "country", "Georgia")
    wait_address(page, "country=GE")
    press(page, "kind", "Settlement")
    wait_address(page, "kind=settlement")
    filtered(page, "Map", periods)
    follow(page, "Charts")
    filtered(page, "Charts", periods)
    page.go_back()
    filtered(page, "Map", periods)
    page.go_back()
    arrived(page, "Map", "year=1950&country=GE")
    expect(page.get_by_role("button", name="Kind: settlement")).to_have_count(0)
    page.go_back()
    arrived(page, "Map", "year=1950")
    expect(page.get_by_role("group", name="Filters in force").get_by_role("button")).to_have_count(0)
    for _ in range(2):
        page.go_forward()
    filtered(page, "Map", periods)
    page.go_forward()
    filtered(page, "Charts", periods)


def test_a_page_opened_without_parameters_can_be_left_by_one_step_back(page: Page, app: str) -> None:
    go(page, f"{app}/?year=1950")
    for path, name in (("/", "Map"), ("/charts", "Charts"), ("/coverage", "Coverage")):
        page.goto(f"{app}{path}")
        if name == "Map":
            page.wait_for_selector(f"{MAP}[data-ready=true]")
        else:
            arrived(page, name, "")
        page.go_back()
        arrived(page, "Map", "year=1950")


def test_what_is_changed_on_the_charts_is_on_the_map_and_a_step_back(
    page: Page, app: str, periods: gpd.GeoDataFrame
) -> None:
    page.goto(f"{app}/charts?{FILTERED}")
    filtered(page, "Charts", periods)
    page.get_by_role("link", name="Kind: settlement").click()
    arrived(page, "Charts", "year=1950&country=GE")
    follow(page, "Map")
    arrived(page, "Map", "year=1950&country=GE")
    page.go_back()
    arrived(page, "Charts", "year=1950&country=GE")
    page.go_back()
    filtered(page, "Charts", periods)


def test_the_record_and_the_place_are_kept_too(page: Page, app: str) -> None:
    address = "year=1955&near=25.6,45.65&record=brasov".replace(",", "%2C")
    go(page, f"{app}/?{address}")
    for name in ("Charts", "Coverage"):
        follow(page, name)
        arrived(page, name, address)
    for _ in range(2):
        page.go_back()
        settled(page)
    arrived(page, "Map", address)
    expect(page.get_by_test_id("record")).to_have_attribute("data-record", "brasov")
    expect(page.get_by_role("button", name=re.compile("^Near the pin"))).to_be_visible()


def test_two_tabs_do_not_mix(new_page: Callable[..., Page], app: str) -> None:
    one = go(new_page(), f"{app}/?year=1950&country=GE")
    two = one.context.new_page()
    go(two, f"{app}/?year=1970")
    follow(one, "Charts")
    arrived(one, "Charts", "year=1950&country=GE")
    two.get_by_role("button", name="Next year").click()
    wait_address(two, "year=1971")
    one.go_back()
    arrived(one, "Map", "year=1950&country=GE")
    arrived(two, "Map", "year=1971")


@pytest.mark.parametrize("start", ["Map", "Charts", "Coverage"])
def test_each_link_leads_to_its_page_in_a_new_tab_too_and_the_current_one_is_named(
    page: Page, app: str, start: str
) -> None:
    paths = {"Map": "/", "Charts": "/charts", "Coverage": "/coverage"}
    page.goto(f"{app}{paths[start]}?{FILTERED}")
    for name, path in paths.items():
        link = page.get_by_role("link", name=name, exact=True)
        expect(link).to_have_js_property("href", f"{app}{path}?{FILTERED}")
        if name == start:
            expect(link).to_have_attribute("aria-current", "page")
        else:
            expect(link).not_to_have_attribute("aria-current", "page")
    follow(page, "Charts" if start == "Map" else "Map")
    expect(page.locator("[aria-current=page]")).to_have_count(1)
    expect(page.locator("[aria-current=page]")).to_have_accessible_name("Charts" if start == "Map" else "Map")
