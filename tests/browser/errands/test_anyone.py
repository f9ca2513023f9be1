"""What everybody does: go back, come again, press a lot, follow a bad link."""

from __future__ import annotations

import pytest

from tests.browser.errands import facts
from tests.browser.errands.conftest import Visit
from tests.browser.errands.hosts import EVERYWHERE, on
from tests.browser.page import Page

pytestmark = pytest.mark.browser
HOSTILE = {
    "year": "<script>alert(1)</script>",
    "country": "ZZ",
    "record": "../../etc",
    "mode": "__proto__",
    "near": "here",
    "nonsense": "1",
}


@on(*EVERYWHERE)
def test_a_bad_link_gives_a_notice_and_the_map_goes_on(page: Page) -> None:
    page.open(**HOSTILE)
    (notice,) = page.notices()
    assert all(name in notice for name in HOSTILE)
    assert page.problem() is None
    page.next_year()
    assert page.drawn() == facts.number(year=1962)
    assert page.state() == {"year": ["1962"]}


@on(*EVERYWHERE)
def test_loading_the_page_anew_keeps_year_mode_and_record(page: Page) -> None:
    page.open(year=1955)
    page.choose_mode("changes")
    page.open_listed(2)
    before, record = page.state(), page.record()
    page.reload()
    assert page.state() == before
    assert page.record() == record


@on(*EVERYWHERE)
def test_back_and_forward_go_through_years_and_filters(page: Page) -> None:
    page.open(year=1955)
    page.next_year()
    page.choose("country", facts.country("UA"))
    page.choose_mode("changes")
    last = page.numbers()
    assert page.back_stays()
    assert page.drawn() == facts.number(year=1956, country="UA")
    assert page.back_stays()
    assert page.drawn() == facts.number(year=1956)
    page.forward()
    page.forward()
    assert page.numbers() == last


@on(*EVERYWHERE)
def test_back_and_forward_open_and_close_records(page: Page) -> None:
    page.open(year=1961)
    page.open_listed(0)
    first = page.record()
    page.close_record()
    page.open_listed(1)
    assert page.back_stays()
    assert page.record() is None
    assert page.back_stays()
    assert page.record() == first
    assert page.numbers().popup == first
    page.forward()
    page.forward()
    assert page.record() not in (None, first)


@on(*EVERYWHERE)
def test_a_link_opens_the_map_where_it_was_left(page: Page, visit: Visit) -> None:
    page.open(year=1961)
    page.zoom("+")
    lon, lat, zoom = page.middle()
    other = visit(page.host)
    other.follow(page.address)
    assert other.state() == page.state()
    other.key_on_map("ArrowRight")
    other.moved_from((lon, lat, zoom))
    assert other.middle()[0] > lon
    assert other.middle()[1:] == pytest.approx((lat, zoom), abs=0.1)


@on(*EVERYWHERE)
def test_where_nothing_passes_the_filters_the_way_on_is_one_press(page: Page) -> None:
    page.open(year=1961, country="HU", honours="Enver Hoxha")
    assert page.drawn() == 0
    assert page.says("No record passes all of these filters together")
    page.clear_empty()
    assert page.drawn() == facts.number(year=1961)


@on(*EVERYWHERE, who="phone")
def test_where_nothing_is_so_in_the_year_the_nearest_year_is_one_press_away(phone: Page) -> None:
    phone.open(year=2026, country="AM", status="honouring")
    assert phone.drawn() == 0
    years = [year for year in range(1950, 2027) if facts.number(year=year, country="AM", status="honouring")]
    phone.press_button(f"Go to {years[-1]}")
    assert phone.year() == years[-1]
    assert phone.drawn() == facts.number(year=years[-1], country="AM", status="honouring")
    assert phone.focused() == "Year"


@on(*EVERYWHERE)
def test_one_of_several_filters_is_taken_off(page: Page) -> None:
    page.open(year=1956, country=["HU", "PL"], category="place")
    page.press_chip(page.chips().index(f"Country today: {facts.country('PL')}"))
    assert page.state()["country"] == ["HU"]
    assert page.drawn() == facts.number(year=1956, country="HU", category="place")


@on(*EVERYWHERE)
def test_several_countries_are_chosen_and_cleared_again(page: Page) -> None:
    page.open(year=1956)
    for code in ("HU", "PL", "CZ"):
        page.choose("country", facts.country(code))
    assert page.drawn() == facts.number(year=1956, country=("HU", "PL", "CZ"))
    page.choose("category", "Places")
    assert page.drawn() == facts.number(year=1956, country=("HU", "PL", "CZ"), category="place")
    page.clear_one("country")
    assert page.state() == {"year": ["1956"], "category": ["place"]}
    page.choose("country", facts.country("HU"))
    page.clear()
    assert page.chips() == []
    assert page.drawn() == facts.number(year=1956)


@on(*EVERYWHERE)
def test_an_option_is_looked_up_in_a_long_filter(page: Page) -> None:
    page.open(year=1956)
    assert page.look_for_option("country", "hung") == [facts.country("HU")]
    page.choose("country", facts.country("HU"))
    assert page.drawn() == facts.number(year=1956, country="HU")


@on(*EVERYWHERE)
def test_the_number_beside_a_filter_is_what_it_gives(page: Page) -> None:
    page.open(year=1961, country="HU")
    promised = page.count_beside("status", "Renamed or gone")
    page.choose("status", "Renamed or gone")
    assert page.drawn() == page.numbers().listed == promised


@on(*EVERYWHERE)
def test_each_mode_draws_and_says_what_it_means(page: Page) -> None:
    page.open(year=1961)
    for mode, beginning in (("changes", "By the end of 1961"), ("all", "All years"), ("year", "1961: ")):
        page.choose_mode(mode)
        assert page.sentence().startswith(beginning)
        assert page.drawn() == facts.number(year=1961, mode=None if mode == "year" else mode)


@on(*EVERYWHERE)
def test_ukraine_then_monuments_then_the_next_year(page: Page) -> None:
    page.open(year=1961)
    page.choose("country", facts.country("UA"))
    page.choose("category", "Monuments")
    page.next_year()
    assert page.problem() is None
    assert page.drawn() == facts.number(year=1962, country="UA", category="monument")
