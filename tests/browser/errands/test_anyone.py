"""What everybody does: go back, come again, press a lot, follow a bad link."""

from __future__ import annotations

import pytest

from tests.browser.errands import facts
from tests.browser.errands.hosts import on
from tests.browser.page import App, Page

pytestmark = pytest.mark.browser
HOSTILE = {
    "year": "<script>alert(1)</script>",
    "country": "ZZ",
    "record": "../../etc",
    "mode": "__proto__",
    "near": "here",
    "nonsense": "1",
}


@on("app", "file")
def test_a_bad_link_gives_a_notice_and_the_map_goes_on(page: Page) -> None:
    page.open(**HOSTILE)
    (notice,) = page.notices()
    assert all(name in notice for name in HOSTILE)
    assert page.problem() is None
    page.next_year()
    assert page.drawn() == facts.number(year=1962)
    assert page.state() == {"year": ["1962"]}


@on("app", "file")
def test_loading_the_page_anew_keeps_year_mode_and_record(page: Page) -> None:
    page.open(year=1955)
    page.choose_mode("changes")
    page.open_listed(2)
    before, record = page.state(), page.record()
    page.reload()
    assert page.state() == before
    assert page.record() == record


@on("app", file="issue 11: Back and Forward restore each")
def test_back_and_forward_go_through_years_and_filters(page: Page) -> None:
    page.open(year=1955)
    page.next_year()
    page.choose_mode("changes")
    seen = [page.numbers()]
    assert page.back_stays()
    assert page.numbers().drawn == facts.number(year=1956)
    page.back()
    assert page.numbers().drawn == facts.number(year=1955)
    page.forward()
    page.forward()
    assert page.numbers() == seen[0]


@on("app")
def test_where_nothing_passes_the_filters_the_way_on_is_one_press(page: App) -> None:
    page.open(year=1961, country="HU", honours="Enver Hoxha")
    assert page.drawn() == 0
    assert page.says("No record passes all of these filters together")
    page.clear_empty()
    assert page.drawn() == facts.number(year=1961)


@on("app")
def test_one_of_several_filters_is_taken_off(page: App) -> None:
    page.open(year=1956, country=["HU", "PL"], category="place")
    page.press_chip(page.chips().index(f"Country today: {facts.country('PL')}"))
    assert page.state()["country"] == ["HU"]
    assert page.drawn() == facts.number(year=1956, country="HU", category="place")


@on("app")
def test_the_number_beside_a_filter_is_what_it_gives(page: App) -> None:
    page.open(year=1961, country="HU")
    promised = page.numbers().counted["Renamed or gone"]
    page.choose("status", "Renamed or gone")
    assert page.drawn() == page.numbers().rows == promised


@on("app", "file")
def test_each_mode_draws_and_says_what_it_means(page: Page) -> None:
    page.open(year=1961)
    for mode, beginning in (("changes", "By the end of 1961"), ("all", "All years"), ("year", "1961: ")):
        page.choose_mode(mode)
        assert page.sentence().startswith(beginning)
        assert page.drawn() == facts.number(year=1961, mode=None if mode == "year" else mode)


@on("app")
def test_ukraine_then_monuments_then_the_next_year(page: App) -> None:
    page.open(year=1961)
    page.choose("country", facts.country("UA"))
    page.choose("category", "Monuments")
    page.next_year()
    assert page.problem() is None
    assert page.drawn() == facts.number(year=1962, country="UA", category="monument")
