"""The numbers to quote in the map in one file: keys, a phone, a link to one, and where they are not offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo.layer import Query
from tests.browser.conftest import go
from tests.browser.serving import write_file
from tests.browser.test_axe import expect_none

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
SIDEWAYS = """() => {
    const { scrollWidth, clientWidth } = document.querySelector("dialog[open]");
    return scrollWidth > clientWidth;
}"""


def test_keys_alone_open_read_and_close_them(page: Page, file: Path) -> None:
    go(page, file.as_uri())
    way, dialog = page.get_by_test_id("figures"), page.get_by_test_id("figures-dialog")
    way.press("Enter")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("link", name="Show it on the map").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(way).to_be_focused()


def test_a_table_is_folded_until_it_is_wanted(page: Page, file: Path) -> None:
    go(page, file.as_uri())
    page.get_by_test_id("figures").click()
    standing = page.locator("[data-figure=standing]")
    expect(standing.get_by_role("table")).to_be_hidden()
    standing.get_by_text("The table", exact=True).click()
    expect(standing.get_by_role("columnheader")).to_have_text(["country", "monuments"])


def test_a_link_to_one_that_is_followed_on_the_open_map_opens_it(page: Page, file: Path) -> None:
    go(page, f"{file.as_uri()}#year=1956")
    page.evaluate("() => void (location.hash = 'year=1957&figures=longest')")
    expect(page.locator("[data-figure=longest]").get_by_role("heading")).to_be_focused()
    expect(page.get_by_test_id("year")).to_have_text("1957")
    assert page.evaluate("location.hash") == "#year=1957"
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("figures")).to_be_focused()
    expect(page.get_by_test_id("notices")).to_have_text("")


def test_a_number_that_is_linked_to_stands_below_the_title_that_stays(page: Page, file: Path) -> None:
    go(page, f"{file.as_uri()}#figures=longest")
    linked = page.locator("[data-figure=longest]").get_by_role("heading")
    expect(linked).to_be_focused()
    title, number = page.get_by_role("heading", name="Figures").bounding_box(), linked.bounding_box()
    assert title
    assert number
    assert title["y"] + title["height"] <= number["y"]
    close = page.get_by_test_id("figures-dialog").get_by_role("button", name="Close").bounding_box()
    assert close
    assert close["y"] + close["height"] <= number["y"]


def test_a_link_to_one_that_is_not_there_opens_them_all(page: Page, file: Path) -> None:
    go(page, f"{file.as_uri()}#figures=constructor")
    expect(page.get_by_test_id("figures-dialog").get_by_role("button", name="Close")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844), (320, 640)])
def test_they_can_be_read_on_any_screen(new_page: NewPage, file: Path, width: int, height: int, scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": height})
    go(page, f"{file.as_uri()}#figures=ended")
    expect(page.locator("[data-figure=ended]").get_by_role("heading")).to_be_in_viewport()
    expect(page.get_by_test_id("figures-dialog").get_by_role("button", name="Close")).to_be_in_viewport()
    for table in page.get_by_text("The table", exact=True).all():
        table.click()
    assert not page.evaluate(SIDEWAYS)
    expect_none(page, "figures")


@pytest.mark.parametrize("setting", ["embed=1", "kiosk=120"])
def test_a_frame_and_a_museum_do_not_offer_them(page: Page, file: Path, setting: str) -> None:
    go(page, f"{file.as_uri()}#{setting}&figures=standing")
    page.wait_for_function("() => document.querySelector('[data-testid=start-over], [data-testid=whole-map]')")
    expect(page.get_by_test_id("figures")).to_have_count(0)
    expect(page.get_by_test_id("figures-dialog")).to_have_count(0)


def test_a_file_of_a_part_does_not_offer_them(page: Page, tmp_path: Path) -> None:
    go(page, write_file(tmp_path, Query(country=("AM",))).as_uri())
    expect(page.get_by_test_id("full-screen")).to_be_visible()
    expect(page.get_by_test_id("figures")).to_have_count(0)
