"""A student looks a place up, reads who says so, and cites it."""

from __future__ import annotations

import pytest

from tests.browser.errands import facts
from tests.browser.errands.conftest import Visit
from tests.browser.errands.hosts import on
from tests.browser.page import Page

pytestmark = pytest.mark.browser


@on("app", "file")
def test_brasov_is_found_and_says_who_says_so(page: Page) -> None:
    page.open()
    page.find("Brasov")
    page.open_found()
    assert page.record() == "brasov"
    assert all(name in page.record_text() for name in facts.names("brasov"))
    assert facts.pages("brasov") <= set(page.record_links())


@on("app", file="issue 11: the record's view with everything the card tells today (..., citations)")
def test_brasov_is_cited(page: Page) -> None:
    page.open(record="brasov")
    assert page.offers("citation")
    cited = page.citation()
    assert page.link(record="brasov") in cited
    assert "@misc{brasov," in cited
    assert facts.record("brasov").title in cited
    assert f"version {facts.edition()}" in cited


@on("app", "file")
def test_names_are_found_as_they_are_written_in_russian_georgian_and_czech(page: Page) -> None:
    page.open()
    for language in ("ru", "ka", "cs"):
        name, record = facts.written_in(language)
        page.find(name)
        page.open_found()
        assert page.record() == record


@on("app", "file")
def test_a_name_that_nothing_bears_is_said_to_be_none(page: Page) -> None:
    page.open()
    assert page.find("Qqqqqq") == []
    assert page.says("No name ")
    assert page.find("Brasov")


@on("app", file="issue 11: small slips forgiven")
def test_a_slip_of_the_pen_is_forgiven(page: Page) -> None:
    page.open()
    hits = page.find("Stalinbad")
    assert any("Stalinabad" in hit for hit in hits)


@on(file="issue 11: and towns and countries in the languages of the data")
def test_a_town_gives_all_that_lies_in_it_in_whatever_language_it_is_called(page: Page) -> None:
    page.open()
    few = {}
    for town in ("Yerevan", "Ереван", "Praha", "Kiev", "Київ", "Warszawa"):
        found, inside = len(page.find(town)), len(facts.in_town(town))
        if found < inside:
            few[town] = (found, inside)
    assert few == {}


@on("file", app="issue 11: Search: as people type")
def test_names_are_found_while_they_are_typed(page: Page) -> None:
    page.open()
    assert any("Brașov" in hit for hit in page.find_so_far("Bras"))


@on(file="issue 11: all hits reachable")
def test_every_place_called_stalin_something_can_be_reached(page: Page) -> None:
    page.open()
    reached = len(page.find_all("Stalin"))
    assert reached >= sum("Stalin" in title for title in set(facts.titles(status="honouring")))


@on(file="issue 11: A hit never changes the year silently: it says so and offers the way back")
def test_a_hit_that_changes_the_year_says_so_and_leads_back(page: Page) -> None:
    page.open(year=1930)
    page.find("Brasov")
    page.open_found()
    assert page.year() == 1930 or page.offers("way back")


def test_a_name_gives_the_same_record_in_the_same_year_wherever_it_is_looked_up(visit: Visit) -> None:
    answers = []
    for host in ("app", "file"):
        page = visit(host)
        page.open()
        page.find("Brasov")
        page.open_found()
        answers.append((page.record(), page.year()))
    assert answers[0] == answers[1]


@on("app", file="issue 11: the record's view with everything the card tells today (..., related, ...)")
def test_from_brasov_one_goes_on_to_what_belongs_together_with_it(page: Page) -> None:
    page.open(record="brasov")
    others = [facts.record(other).title for other in facts.record("brasov").related]
    assert page.related() == others
    page.open_related(0)
    assert page.record() == facts.record("brasov").related[0]
    page.back()
    assert page.record() == "brasov"
