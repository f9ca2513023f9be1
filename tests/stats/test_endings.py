"""Which honours ended in the years that a page speaks of: sentence, tables and files say one number."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import geopandas as gpd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo
from geo.exports import EXPORTS
from geo.layer import Query, build_layer, ended_between, ended_by, periods_of, select
from geo.records.edition import read_edition
from geo.records.model import Record
from geo.stats.counts import changes_per_year
from geo.stats.endings import (
    endings,
    endings_by_country,
    endings_by_outcome,
    endings_query,
    endings_sentence,
    undated_endings,
)
from tests.samples import FIELDS, FOLDER, MONUMENT, PLACE, record

DATA = geo.open(FOLDER.path)
PERIODS = DATA.periods
SPAN = (1924, 2026)


def layer(*records: Record) -> gpd.GeoDataFrame:
    return periods_of(build_layer(records, read_edition(FOLDER.edition)), FIELDS)


def period(name: str, status: str, start: str | None, end: str | None, change: str = "renamed") -> dict[str, Any]:
    return {"name": name, "status": status, "change": change, "start": start, "end": end}


TWICE = [
    period("Stalin Town", "honouring", "1930", "1941"),
    period("New Town", "after", "1941", "1943"),
    period("Stalin Town", "honouring", "1943", "1956"),
    period("Newer Town", "after", "1956", "1990"),
    period("Newest Town", "after", "1990", ".."),
]
UNDATED = [period("Stalin Town", "honouring", "1930", None), period("New Town", "after", None, "..")]
SAMPLE = layer(
    record(), record(MONUMENT), record(PLACE, id="twice", names=TWICE), record(PLACE, id="undated", names=UNDATED)
)


def test_the_years_are_the_page_s_year() -> None:
    assert endings_query(Query(), 1961, SPAN) == Query(ended=(1961, 1961))


def test_changes_up_to_a_year_are_those_of_the_map() -> None:
    query = endings_query(Query(mode="changes"), 1961, SPAN)
    table = endings(PERIODS, query, {})
    assert set(table.index) == set(PERIODS.index[ended_by(PERIODS, 1961)])


def test_all_years_are_all_the_bars() -> None:
    table = endings(PERIODS, endings_query(Query(mode="all"), 1961, SPAN), {})
    assert len(table) == changes_per_year(PERIODS)["ended"].sum()


@pytest.mark.parametrize("year", [1941, 1956, 1961, 1962, 1990, 2016])
def test_a_year_is_that_of_the_bars(year: int) -> None:
    assert len(select(PERIODS, Query(ended=(year, year)))) == changes_per_year(PERIODS)["ended"][year]


def test_the_status_of_the_map_does_not_narrow_what_ended() -> None:
    assert endings_query(Query(status=("honouring",), undated=True), 1961, SPAN) == Query(ended=(1961, 1961))


def test_a_name_that_follows_no_honour_is_no_end() -> None:
    ends = SAMPLE[ended_between(SAMPLE, *SPAN)]
    assert list(ends["name"][ends["record_id"] == "twice"]) == ["New Town", "Newer Town"]
    assert not ended_between(SAMPLE, 1990, 1990).any()


def test_an_end_says_what_fell_when_and_what_came_after() -> None:
    (row,) = endings(SAMPLE, Query(ended=(1961, 1961)), {"GE": "Georgia"}).to_dict("records")
    assert row == {
        "record_id": "gori-stalinsk", "fell": "Stalin Town", "date": "November 1961", "after": "Old Town",
        "how": "reverted", "facet": "replaced", "value": "old name", "what": "the old name came back",
        "country": "Georgia", "code": "GE", "kind": "settlement", "category": "place",
    }  # fmt: skip


def test_a_monument_that_came_down_has_no_later_name() -> None:
    (row,) = endings(SAMPLE, Query(ended=(1958, 1958)), {}).to_dict("records")
    assert (row["after"], row["facet"], row["value"]) == ("", "category", "monument")
    assert row["date"] == "between 1956 and 1958"


def test_an_honour_that_ended_twice_counts_twice_in_all_years_and_once_up_to_a_year() -> None:
    every = endings(SAMPLE, endings_query(Query(mode="all"), 1961, SPAN), {})
    assert list(every["record_id"]) == ["twice", "twice", "stalin-test-square", "gori-stalinsk"]
    assert sorted(endings(SAMPLE, endings_query(Query(mode="changes"), 2000, SPAN), {})["after"]) == [
        "", "Newer Town", "Old Town",
    ]  # fmt: skip


def test_ends_without_a_date_are_counted_apart() -> None:
    assert undated_endings(SAMPLE, Query(ended=(1961, 1961))) == 1
    assert undated_endings(SAMPLE, Query(country=("GE",), category="monument")) == 0


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (Query(), "In 1961, 1 of the recorded honours ended, in 1 country: 1 name of a place"),
        (Query(mode="between", since=1949),
         "From 1950 to 1961, 3 of the recorded honours ended, in 1 country: 2 names of places, 1 monument"),
        (Query(mode="changes"),
         "By the end of 1961, 3 of the recorded honours had ended, in 1 country: 2 names of places, 1 monument"),
    ],
)  # fmt: skip
def test_the_sentence_says_when_how_many_and_where(query: Query, sentence: str) -> None:
    asked = endings_query(query, 1961, SPAN)
    assert endings_sentence(asked, endings(SAMPLE, asked, {})) == sentence


def test_the_sentence_says_that_filters_are_in_force() -> None:
    asked = Query(ended=(1961, 1961))
    assert "honours that pass the filters ended" in endings_sentence(asked, endings(SAMPLE, asked, {}), narrowed=True)


def some(column: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(set(PERIODS[column].dropna()))), max_size=2, unique=True).map(tuple)


@given(
    st.builds(
        Query,
        mode=st.none() | st.sampled_from(["changes", "all"]),
        country=some("country"),
        kind=some("kind"),
        category=st.none() | st.sampled_from(["place", "monument"]),
        replaced=some("replaced"),
        lasted=st.none() | st.integers(1, 30),
        disputed=st.booleans(),
    ),
    st.integers(1950, 1965),
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_the_sentence_the_charts_the_list_and_the_file_say_one_number(query: Query, year: int) -> None:
    asked = endings_query(query, year, SPAN)
    table = endings(PERIODS, asked, {})
    number = len(table)
    told = endings_sentence(asked, table)
    assert f" {number:,} of the" in told if number else "none of the" in told
    assert endings_by_country(table)["count"].sum() == number
    assert endings_by_outcome(table)["count"].sum() == number
    assert len(json.loads(EXPORTS["geojson"].write(DATA, asked))["features"]) == number
    rows = csv.reader(io.StringIO(EXPORTS["csv"].write(DATA, asked).decode("utf-8-sig")))
    assert len(list(rows)) == number + 1


@pytest.mark.parametrize("year", [1956, 1961, 1962])
def test_pressing_a_country_or_an_outcome_gives_its_number(year: int) -> None:
    query = Query(ended=(year, year))
    table = endings(PERIODS, query, {})
    for row in endings_by_country(table).itertuples():
        assert row.count == len(select(PERIODS, Query(ended=(year, year), country=(row.code,))))
    for row in endings_by_outcome(table).itertuples():
        narrowed = Query(ended=(year, year), category="monument") if row.facet == "category" else Query(
            ended=(year, year), replaced=(row.value,)
        )  # fmt: skip
        assert row.count == len(select(PERIODS, narrowed))


def test_nothing_chosen_gives_empty_tables() -> None:
    table = endings(PERIODS, Query(ended=(1700, 1701)), {})
    assert table.empty
    assert endings_by_country(table).empty
    assert endings_by_outcome(table).empty
