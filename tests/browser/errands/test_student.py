"""A student looks a place up, reads who says so, and cites it."""

from __future__ import annotations

import pytest

from tests.browser.errands import facts
from tests.browser.errands.conftest import Visit
from tests.browser.errands.hosts import EVERYWHERE, on
from tests.browser.page import Page

pytestmark = pytest.mark.browser
TOWNS = {
    "Yerevan": ("Yerevan", "Ереван", "Երևան"),
    "Prague": ("Praha", "Prag", "Прага"),
    "Kyiv": ("Kiev", "Київ", "Киев"),
    "Warsaw": ("Warszawa", "Варшава"),
    "Wrocław": ("Breslau", "Wroclaw"),
}


@on(*EVERYWHERE)
def test_brasov_is_found_and_says_who_says_so(page: Page) -> None:
    page.open()
    page.find("Brasov")
    page.open_found()
    assert page.record() == "brasov"
    assert all(name in page.record_text() for name in facts.names("brasov"))
    assert facts.pages("brasov") <= set(page.record_links())


@on(*EVERYWHERE)
def test_brasov_is_cited(page: Page) -> None:
    page.open(record="brasov")
    cited = page.citation()
    assert page.cited_link("brasov") in cited
    assert "@misc{brasov," in cited
    assert facts.record("brasov").title in cited
    assert f"version {facts.edition()}" in cited


@on(*EVERYWHERE)
def test_names_are_found_as_they_are_written_in_russian_georgian_and_czech(page: Page) -> None:
    page.open()
    for language in ("ru", "ka", "cs"):
        name, record = facts.written_in(language)
        page.find(name)
        page.open_found()
        assert page.record() == record


@on(*EVERYWHERE)
def test_a_name_that_nothing_bears_is_said_to_be_none(page: Page) -> None:
    page.open()
    assert page.find("Qqqqqq") == []
    assert page.says("No name ")
    assert page.find("Brasov")


@on(*EVERYWHERE)
def test_a_slip_of_the_pen_is_forgiven(page: Page) -> None:
    page.open()
    hits = page.find("Stalinbad")
    assert any("Stalinabad" in hit for hit in hits)


@on(*EVERYWHERE)
def test_a_town_gives_all_that_lies_in_it_in_whatever_language_it_is_called(page: Page) -> None:
    page.open()
    missed = {}
    for town, names in TOWNS.items():
        inside = facts.in_town(town)
        assert inside
        for name in names:
            page.find_all(name)
            missed[name] = inside - set(page.hit_records())
    assert {name: records for name, records in missed.items() if records} == {}


@on(*EVERYWHERE)
def test_a_country_gives_all_its_records_in_whatever_language_it_is_called(page: Page) -> None:
    page.open()
    for name in ("Hungary", "Magyarország", "Венгрия"):
        page.find_all(name)
        assert set(page.hit_records()) >= facts.in_country("HU")


@on(*EVERYWHERE)
def test_a_hit_says_town_country_and_years(page: Page) -> None:
    page.open()
    (hit, *_) = page.find("Orașul Stalin")
    assert facts.country("RO") in hit
    assert "1950" in hit


@on(*EVERYWHERE)
def test_names_are_found_while_they_are_typed(page: Page) -> None:
    page.open()
    assert any("Brașov" in hit for hit in page.find("Bras"))


@on(*EVERYWHERE)
def test_every_place_called_stalin_something_can_be_reached(page: Page) -> None:
    page.open()
    reached = len(page.find_all("Stalin"))
    assert reached >= sum("Stalin" in title for title in set(facts.titles(status="honouring")))


@on(*EVERYWHERE)
def test_a_hit_that_changes_the_year_says_so_and_leads_back(page: Page) -> None:
    page.open(year=1930)
    page.find("Orașul Stalin")
    page.open_found()
    record, year = page.record(), page.year()
    assert year == facts.first_year(facts.record("brasov").names[1].start)
    (notice,) = page.notices()
    assert str(year) in notice
    page.take_way_back()
    assert (page.year(), page.record()) == (1930, record)
    assert page.notices() == []


@on(*EVERYWHERE)
def test_beside_the_status_stands_what_its_counts_are_of(page: Page) -> None:
    page.open(year=1956)
    assert page.count_beside("status", "Bears the name or stands") == facts.number(year=1956, status="honouring")
    assert page.says("Counts what is so, or possibly so, at the end of 1956.")
    page.open(year=1956, mode="changes")
    assert page.count_beside("status", "Renamed or gone") == facts.number(year=1956, mode="changes")
    assert page.says("Counts what had lost its honour by 1956.")


@on(*EVERYWHERE, who="phone")
def test_on_a_phone_the_way_back_to_the_year_stands_over_the_record_that_was_found(phone: Page) -> None:
    phone.open(year=1930)
    phone.find("Orașul Stalin")
    phone.open_found()
    record, (notice,) = phone.record(), phone.notices()
    assert str(phone.year()) in notice
    phone.take_way_back()
    assert (phone.year(), phone.record()) == (1930, record)


def test_a_name_gives_the_same_record_in_the_same_year_wherever_it_is_looked_up(visit: Visit) -> None:
    answers = []
    for host in EVERYWHERE:
        page = visit(host)
        page.open()
        hits = page.find_all("Stalinstadt")
        page.open_found()
        answers.append((hits, page.record(), page.year(), page.record_text()))
    assert answers[0][1:3] == ("eisenhuettenstadt", 1961) or answers[0][1]
    assert answers[1][:3] == answers[2][:3] == answers[0][:3]


@on(*EVERYWHERE)
def test_from_brasov_one_goes_on_to_what_belongs_together_with_it(page: Page) -> None:
    page.open(record="brasov")
    others = [facts.record(other).title for other in facts.record("brasov").related]
    assert page.related() == others
    page.open_related(0)
    assert page.record() == facts.record("brasov").related[0]
    page.back()
    assert page.record() == "brasov"
