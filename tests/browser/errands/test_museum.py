"""A visitor in a museum: a screen without network, a phone, a dark room."""

from __future__ import annotations

import pytest

from tests.browser.errands import facts
from tests.browser.errands.conftest import Visit
from tests.browser.errands.hosts import EVERYWHERE, on
from tests.browser.page import App, Page

pytestmark = pytest.mark.browser


@on(*EVERYWHERE, "disk")
def test_map_search_and_record_work_with_all_other_hosts_cut_off(page: Page) -> None:
    page.open(year=1961)
    assert page.drawn() == facts.number(year=1961)
    page.find("Brasov")
    page.open_found()
    page.zoom("+")
    page.zoom("-")
    assert page.popup() == "popup"
    assert page.problem() is None
    assert page.faults == []


@on(*EVERYWHERE)
def test_the_legend_says_what_each_symbol_means(page: Page) -> None:
    page.open()
    legend = page.legend()
    assert {"Bears the name", "Monument stands", "Renamed or gone", "Possible, not certain"} <= set(legend)
    assert page.smallest_letters() >= 11


@on("app")
def test_the_map_is_taken_home_in_one_file(page: App, visit: Visit) -> None:
    page.open(year=1956, country="HU")
    home = visit("file")
    home.home, home.opening = page.export("html").as_uri(), None
    home.open()
    assert (home.year(), home.drawn()) == (1956, facts.number(year=1956, country="HU"))
    assert home.sentence() == page.sentence()


@on(*EVERYWHERE, who="phone")
def test_on_a_phone_a_name_is_found_and_its_record_read(phone: Page) -> None:
    phone.open()
    phone.find("Brasov")
    phone.open_found()
    assert phone.sees_record()
    assert all(name in phone.record_text() for name in facts.names("brasov"))
    assert not phone.scrolls_sideways()


@on(*EVERYWHERE, who="phone")
def test_on_a_phone_what_is_pressed_on_the_map_is_read_to_its_end(phone: Page) -> None:
    phone.open(year=1955, record="dushanbe")
    phone.leave_popup()
    phone.key_on_map("Enter")
    if phone.popup() == "group":
        phone.press_in_popup(-1)
    phone.read_on()
    assert phone.sees_record()
    assert all(name in phone.record_text() for name in facts.names(phone.record() or ""))
    assert not phone.scrolls_sideways()


@on(*EVERYWHERE, who="phone")
def test_on_a_phone_the_monuments_alone_are_shown(phone: Page) -> None:
    phone.open(year=1961)
    phone.choose("category", "Monuments")
    assert phone.drawn() == facts.number(year=1961, category="monument")
    assert not phone.scrolls_sideways()


@on(*EVERYWHERE)
def test_a_finger_beside_the_symbols_gets_what_is_near(page: Page) -> None:
    page.open(year=1955, record="brasov")
    page.leave_popup()
    page.press_map(0.15, 0.75)
    assert page.popup() == "near"
    assert len(page.popup_buttons()) > 3
    page.press_in_popup(0)
    assert page.record() not in (None, "brasov")


@on(*EVERYWHERE)
def test_several_things_on_one_spot_open_one_by_one(page: Page) -> None:
    page.open(year=1955, record="stalin-yerevan")
    page.leave_popup()
    page.key_on_map("Enter")
    assert page.popup() == "group"
    name = page.popup_buttons()[-1]
    page.press_in_popup(-1)
    assert page.popup() == "popup"
    assert name.startswith(page.popup_title())


@on(*EVERYWHERE, who="night")
def test_in_a_dark_room_light_letters_stand_on_dark_ground(night: Page) -> None:
    night.open(year=1961)
    seen = night.letters()
    assert seen["letters"] > 0.6
    assert seen["ground"] < 0.1


@on(*EVERYWHERE)
def test_a_screen_left_alone_starts_over(page: Page) -> None:
    page.open(year=1961, kiosk=120)
    assert page.notices() == []
    page.open(year=1956, country="HU", kiosk=3)
    page.reload()  # the site and the file take another address over without it
    page.next_year()
    page.leave_alone(3)
    assert (page.year(), page.drawn()) == (1956, facts.number(year=1956, country="HU"))
    assert page.problem() is None


@on(*EVERYWHERE)
def test_the_map_fills_the_screen(page: Page) -> None:
    page.open()
    assert page.offers("full screen")
