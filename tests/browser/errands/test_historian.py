"""A historian asks who says what, and what is not known."""

from __future__ import annotations

import csv
import re

import pytest

from tests.browser.errands import facts
from tests.browser.errands.hosts import EVERYWHERE, on
from tests.browser.page import App, Page

pytestmark = pytest.mark.browser


@on(*EVERYWHERE)
def test_all_of_hungary_where_sources_disagree_is_taken_away_as_csv(page: Page) -> None:
    page.open()
    page.choose("country", facts.country("HU"))
    page.disputed_only()
    page.choose_mode("all")
    with page.export("csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["name"] for row in rows] == facts.titles(country="HU", disputed=True)
    assert {(row["country"], row["disputed"]) for row in rows} == {("HU", "true")}


@on(*EVERYWHERE)
def test_what_other_sources_say_of_the_statue_of_yerevan_is_read(page: Page) -> None:
    page.open(record="stalin-yerevan")
    text = page.record_text()
    assert "sources disagree" in text.lower()
    assert all(value in text for value in facts.disputed_values("stalin-yerevan"))


@on(*EVERYWHERE)
def test_each_date_names_the_publisher_who_gives_it(page: Page) -> None:
    page.open(record="volgograd")
    text = page.record_text()
    assert all(publisher in text for publisher in facts.publishers("volgograd"))


@on(*EVERYWHERE)
def test_what_was_lost_and_gained_from_1955_to_1957_is_listed(page: Page) -> None:
    page.open(mode="between", **{"from": 1955}, year=1957)
    assert page.notices() == []
    assert page.numbers().listed == facts.number(mode="between", since=1955, year=1957)
    page.set_from(1953)
    assert page.numbers().listed == facts.number(mode="between", since=1953, year=1957)


@on(*EVERYWHERE)
def test_an_old_link_to_what_changed_opens_the_comparison(page: Page) -> None:
    page.open(between="1955-1962")
    assert any("is now a comparison" in notice for notice in page.notices())
    assert page.span() == (1955, 1962)
    assert page.drawn() == facts.number(mode="between", since=1955, year=1962)


@on(*EVERYWHERE)
def test_what_no_source_dates_is_left_out_until_it_is_asked_for(page: Page) -> None:
    page.open(year=1950)
    assert page.drawn() == facts.number(year=1950)
    page.show_undated()
    assert page.drawn() == facts.number(year=1950, undated=True) > facts.number(year=1950)


@on(*EVERYWHERE)
def test_what_lay_in_east_germany_is_asked_by_the_state_of_then(page: Page) -> None:
    polity = facts.record("stalin-leipzig").polity
    page.open(year=1955)
    page.look_for_option("polity", polity)
    page.choose("polity", polity)
    assert page.drawn() == facts.number(year=1955, polity=polity)
    assert page.chips() == [f"State it lay in then: {polity}"]


@on(*EVERYWHERE)
def test_the_names_that_lasted_longest_are_listed(page: Page) -> None:
    page.open(mode="all")
    page.set_lasted(40)
    assert page.numbers().listed == facts.number(lasted=40)


@on(*EVERYWHERE)
def test_the_list_is_put_in_the_order_of_time(page: Page) -> None:
    page.open(year=1961, country="HU")
    page.order_by("By start")
    starts = [facts.first_year(when) for when in page.column("when") if facts.first_year(when)]
    assert len(starts) > 5
    assert starts == sorted(starts)


@on("app")
def test_what_is_known_to_be_missing_is_read(page: App) -> None:
    page.open()
    page.go_to("Coverage")
    text = page.text()
    assert "What is known to be missing" in text
    assert all(line in text for line in facts.missing("AL"))


@on(*EVERYWHERE)
def test_what_else_was_renamed_in_the_days_of_stalingrad_is_read(page: Page) -> None:
    page.open(record="volgograd")
    said = " ".join(page.same_time())
    assert all(what in said for what in facts.same_days("volgograd"))


@on(*EVERYWHERE)
def test_who_made_the_statue_of_yerevan_and_of_what_is_read(page: Page) -> None:
    page.open(record="stalin-yerevan")
    monument = facts.record("stalin-yerevan").monument
    assert monument
    text = page.record_text()
    assert all(word in text for word in (str(monument.sculptor), str(monument.material), str(monument.successor)))


@on(*EVERYWHERE)
def test_whether_voronezh_had_a_statue_is_answered(page: Page) -> None:
    page.open(year=1961)
    page.find("Воронеж")
    answers = page.town_answers()
    assert answers
    assert all(re.search("^recorded|nothing found$|^not looked for yet", answer) for answer in answers)
    page.open_asked_record()
    assert page.record() in facts.recorded_at("Voronezh")


@on(*EVERYWHERE)
def test_what_is_near_a_town_tells_whether_it_had_one(page: Page) -> None:
    page.open(year=1961)
    page.near_town("Voronezh")
    assert any(answer.startswith("recorded") for answer in page.near_answers())


@on(*EVERYWHERE)
def test_how_sure_each_date_is_stands_beside_it(page: Page) -> None:
    page.open(record="volgograd")
    assert "independent sources" in page.record_text()


@on(*EVERYWHERE)
def test_a_monument_of_crimea_is_found_under_ukraine(page: Page) -> None:
    page.open(record="stalin-livadia-2015")
    assert f"in {facts.country('UA')}".lower() in page.record_text().lower()


@on("app")
def test_how_often_a_second_reader_came_to_the_same_date_is_read(page: App) -> None:
    page.open("Coverage")
    assert "second reading" in page.text().lower()
