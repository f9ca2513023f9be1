"""Addresses of the app's that are opened on the other hosts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import MAP, go, wait_year

pytestmark = pytest.mark.browser


@pytest.fixture(params=["file", "site"])
def home(request: pytest.FixtureRequest) -> str:
    """Give the address of a map whose parameters follow a "#"."""
    found: Path | str = request.getfixturevalue(request.param)
    return found if isinstance(found, str) else found.as_uri()


def test_parameters_after_a_question_mark_are_taken_over(new_page: Callable[..., Page], home: str) -> None:
    page = go(new_page(), f"{home}?year=1950&record=volgograd&fbclid=x")
    expect(page.get_by_test_id("record")).to_have_attribute("data-record", "volgograd")
    assert page.url == f"{home}#year=1950&record=volgograd"
    page.get_by_test_id("step-forward").click()
    page.wait_for_url(f"{home}#year=1951&record=volgograd")
    page.reload()
    wait_year(page, 1951)


def test_what_others_put_behind_a_question_mark_is_nothing_of_ours(new_page: Callable[..., Page], home: str) -> None:
    page = go(new_page(), f"{home}?fbclid=x#year=1950")
    wait_year(page, 1950)
    expect(page.get_by_test_id("notices")).to_be_empty()
    page = go(new_page(), f"{home}?fbclid=x")
    wait_year(page, 1961)
    expect(page.get_by_test_id("notices")).to_be_empty()


def test_what_is_entered_before_it_can_be_found_is_opened_when_it_is(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/map/search.js", hold)
    page.goto(site, wait_until="commit")  # the page is loaded only when it has that script
    page.wait_for_selector(f"{MAP}[data-ready=true]")
    field = page.get_by_role("searchbox")
    field.fill("Stalinstadt")
    field.press("Enter")
    page.wait_for_timeout(500)
    expect(page.get_by_test_id("record")).to_be_hidden()
    assert held
    held[0].continue_()
    expect(page.get_by_test_id("record")).to_have_attribute("data-record", "eisenhuettenstadt")
