"""A person without a mouse."""

from __future__ import annotations

import pytest

from tests.browser.errands import facts
from tests.browser.errands.hosts import EVERYWHERE, on
from tests.browser.page import App, Page

pytestmark = pytest.mark.browser


@on(*EVERYWHERE)
def test_from_the_search_to_the_record_with_keys_alone(page: Page) -> None:
    page.open()
    page.tab_to("Find a name")
    page.write_search("Brasov")
    page.keys("Enter")
    assert page.record() == "brasov"
    page.tab_to("Close record")
    page.keys("Enter")
    assert page.record() is None


@on("file", "site")
def test_the_first_tab_offers_a_way_past_the_head_line_to_the_year(page: Page) -> None:
    page.open()
    page.keys("Tab")
    assert page.focused() == "Skip to the year of the map"
    page.keys("Enter")
    assert page.focused() == "Year"


@on(*EVERYWHERE)
def test_the_years_go_by_single_keys(page: Page) -> None:
    page.open(year=1961)
    first, last = page.years()
    steps = [("ArrowRight", 1962), ("ArrowDown", 1961), ("PageUp", 1971), ("PageDown", 1961), ("End", last)]
    for key, year in [*steps, ("Home", first), ("ArrowLeft", first)]:
        page.key_on_bar(key)
        assert page.year() == year
    assert page.drawn() == facts.number(year=first)


@on(*EVERYWHERE)
def test_the_map_is_opened_and_left_with_keys(page: Page) -> None:
    page.open(year=1955, record="dushanbe")
    page.leave_popup()
    page.key_on_map("Enter")
    assert page.popup() in ("popup", "group")
    page.leave_popup()
    assert page.focused().startswith("Map.")


@on(*EVERYWHERE)
def test_the_list_is_walked_and_the_focus_comes_back_to_it(page: Page) -> None:
    page.open(year=1961)
    page.tab_to(page.listed()[0])
    page.keys("ArrowDown", "ArrowDown", "ArrowUp")
    name = page.focused()
    page.keys("Enter")
    assert page.record() is not None
    page.tab_to("Close record")
    page.keys("Enter")
    assert page.record() is None
    page.focus_comes_to(name)


@on(*EVERYWHERE)
def test_a_filter_is_chosen_and_cleared_with_keys_alone(page: Page) -> None:
    page.open(year=1961)
    page.tab_to("Places", whole=True)
    page.keys("ArrowDown")
    assert page.focused() == "Monuments"
    page.keys("Enter")
    assert page.drawn() == facts.number(year=1961, category="monument")
    assert page.focused() == "Monuments"
    page.tab_to("Clear all filters")
    page.keys("Enter")
    assert page.drawn() == facts.number(year=1961)


@on(*EVERYWHERE)
def test_hits_are_walked_with_the_arrows_and_left_with_escape(page: Page) -> None:
    page.open(year=1961)
    page.tab_to("Find a name")
    page.write_search("Stalin")
    hits = page.hits()
    page.keys("ArrowDown", "ArrowDown")
    assert page.focused() == hits[1]
    page.keys("Escape")
    assert page.hits() == []
    assert page.focused() == "Find a name"


@on("app")
def test_a_chart_is_pressed_with_keys(page: App) -> None:
    page.open("Charts", year=1961)
    page.tab_to("As a table, and as links")
    page.keys("Enter")
    country = page.marks()[0]
    page.tab_to(country)
    page.follow_with_keys()
    assert page.chips() == [f"Country today: {country}"]
    assert page.numbers().ended == page.numbers().ends == len(facts.endings(1961, country=page.state()["country"]))


@on(*EVERYWHERE)
def test_the_focus_is_not_lost_when_a_found_record_opens(page: Page) -> None:
    page.open(year=1930)
    page.tab_to("Find a name")
    page.write_search("Brasov")
    page.keys("Enter")
    assert page.record() == "brasov"
    assert page.has_focus()
