"""A person who hears the page."""

from __future__ import annotations

import pytest

from tests.browser.errands import facts
from tests.browser.errands.hosts import EVERYWHERE, on
from tests.browser.page import App, Page

pytestmark = pytest.mark.browser


@on(*EVERYWHERE)
def test_every_control_of_the_map_says_what_it_is(page: Page) -> None:
    page.open(year=1955, record="brasov")
    roles = set()
    for tab in ("Record", "Filters", "List"):
        page.show(tab)
        assert page.nameless() == []
        roles |= page.roles()
    assert {"slider", "button", "radio", "checkbox", "searchbox", "link", "combobox", "spinbutton", "tab"} <= roles


@on("app")
def test_every_control_of_the_charts_says_what_it_is(page: App) -> None:
    page.open("Charts", year=1961)
    assert page.nameless() == []
    assert all(title.count(". ") for title in page.charts())


@on(*EVERYWHERE)
def test_the_page_has_one_title_and_its_regions_and_language(page: Page) -> None:
    page.open(record="brasov")
    (title,) = page.headings(1)
    assert title.startswith("De-Stalinization map")
    assert {"banner", "complementary", "main", "search"} <= page.landmarks()
    assert page.language() == "en"


@pytest.mark.parametrize("name", ["Charts", "Coverage"])
@on("app")
def test_the_other_pages_have_one_title_too(page: App, name: str) -> None:
    page.open(name)
    assert page.headings(1) == [name]
    assert {"banner", "main"} <= page.landmarks()
    assert page.language() == "en"


@on(*EVERYWHERE)
def test_a_new_year_is_said_once_it_is_there(page: Page) -> None:
    page.open(year=1961)
    page.key_on_bar("ArrowRight")
    assert page.sentence().startswith("1962: ")
    assert page.sentence() in page.announced()


@on(*EVERYWHERE)
def test_the_list_says_what_it_has_and_each_order_puts_it_so(page: Page) -> None:
    page.open(year=1961, country="HU")
    assert page.list_name() == f"On the map in 1961: {page.drawn()}"
    page.order_by("By name")
    names = page.listed()
    assert len(names) == page.drawn()
    assert names == facts.in_order(names)


@on(*EVERYWHERE)
def test_a_name_in_another_language_is_marked_as_such(page: Page) -> None:
    page.open(record="stalin-yerevan")
    assert page.languages_of_record() >= {"hy"}
