"""What an address says to the charts, and what their links say: the same table of cases that the browser reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import pytest

from geo.layer import FIELDS, PASSED_ON, Query
from geo.ui import loaded
from geo.ui.link import Limits, Link, filters_of, is_narrowed, read_link, values_of
from tests.front_sample import sample

FILTERS = filters_of(FIELDS)
CASES = json.loads((Path(__file__).parents[1] / "cases" / "address.json").read_text(encoding="utf-8"))["cases"]


@pytest.fixture(scope="module")
def limits() -> Limits:
    """Give what there is to choose from on the small layer."""
    return loaded.limits_of(sample())


def read(text: str, limits: Limits) -> Link:
    return read_link(parse_qs(text.lstrip("?#"), keep_blank_values=True), limits)


def asked(view: dict[str, Any]) -> Query:
    """Give a case's filters as a query: the two categories together are no choice."""
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in view.get("query", {}).items()}
    category = given.pop("category", ())
    return Query(**given, category=category[0] if len(category) == 1 else None, undated=view.get("undated", False))


def own(notices: list[str]) -> list[str]:
    """Leave out what is said of parameters that the charts hand on unread."""
    return [notice for notice in notices if notice.partition(" ")[0] not in PASSED_ON]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_an_address_says_the_same_to_the_charts_as_to_the_map(case: dict[str, Any], limits: Limits) -> None:
    view = case["view"]
    link = read(case["text"], limits)
    assert (link.year, link.since, link.mode) == (view.get("year", 1961), view.get("from"), view.get("mode", "year"))
    assert link.query == asked(view)
    assert sorted(link.notices) == sorted(own(case.get("notices", [])))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_what_a_link_says_is_read_again_as_it_was_meant(case: dict[str, Any], limits: Limits) -> None:
    link = read(case["text"], limits)
    again = read(link.text(), limits)
    assert (again.year, again.since, again.mode, again.query) == (link.year, link.since, link.mode, link.query)
    assert again.passed == link.passed
    assert again.notices == ()
    written = [pair for pair in parse_qsl(case.get("written", case["text"])) if pair[0] not in PASSED_ON]
    both = {("category", "place"), ("category", "monument")}
    expected = [pair for pair in written if not (both <= set(written) and pair in both)]
    assert sorted(pair for pair in parse_qsl(link.text()[1:]) if pair[0] not in PASSED_ON) == sorted(expected)


def test_what_the_charts_do_not_ask_is_handed_on_as_it_is(limits: Limits) -> None:
    text = "?year=1956&q=%D0%A1%D1%82%D0%B0%D0%BB%D0%B8%D0%BD&near=44.1%2C41.98&record=a&at=1%2C2%2C3&lang=en"
    link = read(text, limits)
    assert link.text() == text
    assert link.text(year=1957, mode="all") == text.replace("year=1956", "year=1957&mode=all")
    assert link.text(passed={}) == "?year=1956"


def test_a_link_to_another_mode_leaves_out_that_the_map_is_divided(limits: Limits) -> None:
    divided = read("?year=1962&from=1955&mode=between&split=1", limits)
    assert divided.text() == "?year=1962&from=1955&mode=between&split=1"
    assert divided.text(mode="year") == "?year=1962"


VALUES: dict[str, Any] = {
    "category": "monument", "kind": "street", "status": "after", "honours": "Joseph Stalin", "country": "GE",
    "controlled_by": "RU", "polity": "Poland", "confidence": "high", "disputed": True,
    "fate": "standing", "replaced": "old name",
    "lasted": 3, "undated": True,
}  # fmt: skip


def test_every_filter_has_a_value_here() -> None:
    assert set(VALUES) == set(FILTERS)
    assert set(FIELDS.asked) - set(FILTERS) == {"year", "since", "mode", "ended", "between", "changed_in"}


@pytest.mark.parametrize("name", FILTERS)
def test_what_is_pressed_twice_is_as_before(name: str, limits: Limits) -> None:
    start = Link(1956, "year", Query(country=("PL",)))
    once = read(start.toggled(name, VALUES[name]), limits)
    assert VALUES[name] in values_of(once, name)
    assert once.notices == ()
    twice = read(once.toggled(name, VALUES[name]), limits)
    assert twice.query == start.query
    assert twice.text() == start.text()


def test_a_second_value_of_a_list_stands_beside_the_first() -> None:
    link = Link(1961, "year", Query(country=("AM",), category="place"))
    assert link.toggled("country", "GE") == "?year=1961&category=place&country=AM&country=GE"
    assert link.toggled("country", "AM") == "?year=1961&category=place"
    assert link.toggled("category", "monument") == "?year=1961&category=monument&country=AM"


def test_a_status_narrows_the_map_alone() -> None:
    assert not is_narrowed(Link(1961, "year", Query(status=("after",), undated=True)))
    assert is_narrowed(Link(1961, "year", Query(disputed=True)))


def test_there_is_room_for_the_opening_year_alone_in_old_data(limits: Limits) -> None:
    old = Limits(1920, 1923, limits.opening, 1, limits.options, limits.fields)
    assert read_link({}, old).year == 1923
    late = Limits(2000, 2026, limits.opening, 1, limits.options, limits.fields)
    assert read_link({}, late).year == 2000
