"""Two years compared: what was lost, gained and kept."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from geo.core.errors import QueryError
from geo.exports.geojson import file_name, filter_words
from geo.layer import PRESENCES, Query, compared, select
from geo.stats.counts import counts_of_years
from geo.stats.endings import endings_query
from tests.front_sample import sample

PERIODS = sample().periods


def found(since: int, year: int, **how: Any) -> dict[str, tuple[str, str, str]]:
    """Give name, outcome and presence of each record that is found."""
    rows = compared(PERIODS, since, year, **how).join(PERIODS[["record_id", "name"]])
    return {
        row.record_id: (row.name, row.outcome, PRESENCES[row.presence])
        for row in rows[rows["outcome"] != ""].itertuples(index=False)
    }


def test_what_was_lost_is_found_by_the_honour_that_it_was() -> None:
    assert found(1955, 1962)["told-twice"][1:] == ("lost", "certain")
    assert found(1955, 1962)["two-honours"] == ("Stalin Street", "lost", "certain")


def test_what_went_and_came_back_is_kept_by_its_later_form() -> None:
    assert found(1937, 1950)["two-honours"][1:] == ("kept", "certain")
    assert found(1930, 1945)["new-form"] == ("Molotovsk", "kept", "certain")
    assert found(1945, 1950)["two-honours"][1:] == ("gained", "certain")


def test_what_is_still_so_by_the_last_report_is_kept() -> None:
    assert found(1955, 2025)["stands-still"][1:] == ("kept", "presumed")


def test_what_may_have_gone_is_lost_but_not_for_certain() -> None:
    assert found(1952, 1962)["fate-not-known"][1:] == ("lost", "possible")
    assert found(1955, 1962)["fate-not-known"][1:] == ("kept", "possible")


def test_what_no_source_dates_is_compared_when_it_is_asked_for() -> None:
    assert "nothing-known" not in found(1930, 1940)
    assert found(1930, 1940, undated=True)["nothing-known"][1:] == ("kept", "undated")


@pytest.mark.parametrize(
    "asked",
    [
        {"mode": "between"},
        {"mode": "between", "year": 1962},
        {"mode": "between", "since": 1955},
        {"mode": "between", "since": 1962, "year": 1955},
        {"mode": "between", "since": 1962, "year": 1962},
    ],
)
def test_a_comparison_without_two_years_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(QueryError, match="to compare, give two years, since before year"):
        select(PERIODS, Query(**asked))


def test_a_second_year_without_a_comparison_is_refused() -> None:
    with pytest.raises(QueryError, match='nothing is compared; ask for mode "between" too'):
        select(PERIODS, Query(since=1955, year=1962))


def test_a_file_says_which_years_it_compares() -> None:
    query = Query(mode="between", since=1955, year=1962, country="GE")
    words = "honours lost, gained or kept from 31 December 1955 to 31 December 1962; country: GE"
    assert sorted(filter_words(query).split("; ")) == sorted(words.split("; "))
    assert file_name(query, "csv").endswith("-ge-1955-1962.csv")


def test_the_charts_speak_of_the_years_after_the_first() -> None:
    asked = endings_query(Query(mode="between", since=1955), 1962, (1925, 2026))
    assert asked == Query(ended=(1956, 1962))


def test_the_counts_of_a_year_stay_those_of_the_year_where_it_is_compared() -> None:
    every = np.ones(len(PERIODS), dtype=bool)
    alone, compared_with = (counts_of_years(PERIODS, every, range(1925, 2026), mode) for mode in (None, "between"))
    assert alone.equals(compared_with)
    assert not alone.equals(counts_of_years(PERIODS, every, range(1925, 2026), "changes"))
