"""Years in numbers and in a sentence."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.layer import Query, build_layer, changed_in, changes_of, ended_between, filter_mask, periods_of, select
from geo.records.edition import read_edition
from geo.records.model import STATUSES
from geo.stats.counts import COUNTS, changes_per_year, counts_of_years, first_year
from geo.stats.year_sentences import sentence, sentences, year_counts
from tests.samples import FIELDS, FOLDER, MONUMENT, SUBJECT, record


def said(periods: gpd.GeoDataFrame, query: Query, year: int) -> str:
    chosen = filter_mask(periods, query)
    return sentences(periods, chosen, counts_of_years(periods, chosen, [year]), None)[0]


EVERY = dict.fromkeys(COUNTS, 0)


def every(periods: gpd.GeoDataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.ones(len(periods), dtype=bool)


@pytest.fixture(scope="module")
def sample() -> gpd.GeoDataFrame:
    return periods_of(build_layer([record(), record(MONUMENT)], read_edition(FOLDER.edition)), FIELDS)


def test_a_year_is_counted(sample: gpd.GeoDataFrame) -> None:
    counts = counts_of_years(sample, every(sample), [1936, 1957, 1961])
    assert counts.loc[1936].to_dict() == {**EVERY, "named": 1, "bearing": 1}
    assert counts.loc[1957].to_dict() == {**EVERY, "bearing": 1, "possible": 1}
    assert counts.loc[1961].to_dict() == {**EVERY, "changed": 1}


def test_changes_are_counted_up_to_a_year_or_ever_as_the_mode_says(sample: gpd.GeoDataFrame) -> None:
    so_far = counts_of_years(sample, every(sample), [1935, 1957, 1958, 1961], "changes")
    assert so_far["named"].tolist() == [0, 1, 1, 1]
    assert so_far["came_down"].tolist() == [0, 0, 1, 1]
    assert so_far["changed"].tolist() == [0, 0, 0, 1]
    ever = counts_of_years(sample, every(sample), [1900, 1990], "all")
    assert ever.loc[1900].to_dict() == ever.loc[1990].to_dict()
    assert ever.loc[1990].to_dict() == {
        **EVERY, "named": 1, "changed": 1, "put_up": 1, "came_down": 1, "bearing": 1, "standing": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 41, 0, 12, 83, 0), "41 names changed, 12 monuments came down; 83 places still bore the name"),
        ((0, 1, 0, 1, 1, 1), "1 name changed, 1 monument came down; 1 place still bore the name and 1 monument stood"),
        (
            (2, 0, 1, 0, 5, 6),
            "2 places took the name, 1 monument went up; 5 places bore the name and 6 monuments stood",
        ),
        ((1, 0, 2, 0, 0, 2), "1 place took the name, 2 monuments went up; 2 monuments stood"),
        ((0, 0, 0, 0, 0, 0), "nothing changed; none bore the name or stood"),
        ((0, 1500, 0, 0, 2000, 0), "1,500 names changed; 2,000 places still bore the name"),
    ],
)
def test_a_year_is_one_sentence(counts: tuple[int, int, int, int, int, int], expected: str) -> None:
    named = ("named", "changed", "put_up", "came_down", "bearing", "standing")
    count = pd.Series({**EVERY, **dict(zip(named, counts, strict=True))})
    assert sentence(1961, count) == f"1961: {expected} at the year's end"


def test_the_bars_count_what_began_and_what_ended(sample: gpd.GeoDataFrame) -> None:
    changes = changes_per_year(sample)
    assert list(changes.index) == list(range(1936, 1962))
    assert changes["began"].to_dict() | {} == {year: int(year in (1936, 1950)) for year in range(1936, 1962)}
    assert changes["ended"][changes["ended"] > 0].to_dict() == {1958: 1, 1961: 1}


def test_an_empty_choice_has_no_bars(sample: gpd.GeoDataFrame) -> None:
    assert changes_per_year(sample.iloc[:0]).empty
    nothing = sample.iloc[:0]
    assert counts_of_years(nothing, every(nothing), [1961]).loc[1961].to_dict() == EVERY


@pytest.mark.parametrize("status", STATUSES)
def test_the_bars_of_a_status_are_those_of_its_rows(periods: gpd.GeoDataFrame, status: str) -> None:
    chosen, years = filter_mask(periods, Query(status=(status,))), range(1920, 2021)
    told = year_counts(periods, chosen, years, None)
    assert told["ended"] == [(ended_between(periods, year, year) & chosen).sum() for year in years]
    honouring = (periods["status"] == "honouring").to_numpy()
    forms = periods.index.isin(changes_of(periods).query("change == 'new form'").index)
    assert told["began"] == [(changed_in(periods, year) & honouring & ~forms & chosen).sum() for year in years]
    assert (sum(told["began"]) > 0, sum(told["ended"]) > 0) == (status == "honouring", status == "after")


def test_a_filtered_status_leaves_the_counts_of_the_others(periods: gpd.GeoDataFrame) -> None:
    whole, after, honouring = (
        counts_of_years(periods, filter_mask(periods, Query(status=status)), [1961]).loc[1961]
        for status in ((), ("after",), ("honouring",))
    )
    assert (after.changed, after.came_down) == (whole.changed, whole.came_down)
    assert (honouring.bearing, honouring.standing, honouring.possible) == (
        whole.bearing,
        whole.standing,
        whole.possible,
    )
    assert after.undated + honouring.undated <= whole.undated
    assert after.changed > 0 < honouring.bearing


def test_the_sentence_of_a_status_says_nothing_of_the_others(periods: gpd.GeoDataFrame) -> None:
    def told(*status: str) -> str:
        return said(periods, Query(status=status), 1961)

    happened, _, state = told().partition("; ")
    took, went, changed, came = happened.removeprefix("1961: ").split(", ")
    assert told("after") == f"1961: {changed}, {came}"
    assert told("honouring") == f"1961: {took}, {went}; {state}".replace("still ", "")
    assert told("before") == "1961: what took or gave up the name is filtered out"
    assert told("honouring", "after") == told()


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("after", "no name changed, no monument came down"),
        ("honouring", "none took the name or went up; none bore the"),
    ],
)
def test_a_quiet_year_is_quiet_of_what_is_counted_alone(periods: gpd.GeoDataFrame, status: str, expected: str) -> None:
    assert said(periods, Query(country=("HU",), status=(status,)), 1930).startswith(f"1930: {expected}")


def test_the_first_year_is_that_of_the_first_honour(sample: gpd.GeoDataFrame) -> None:
    assert first_year(sample, SUBJECT.opening_year) == 1936


@pytest.mark.parametrize(("record_id", "years"), [("donetsk", {1924, 1943}), ("stei", {1958})])
def test_a_new_form_of_the_same_honour_is_no_new_naming(
    periods: gpd.GeoDataFrame, record_id: str, years: set[int]
) -> None:
    rows = periods[periods["record_id"] == record_id]
    began = counts_of_years(rows, every(rows), range(1850, 2027))["named"]
    assert set(began.index[began > 0]) == years
    assert set(changes_of(rows).query("change == 'began'")["year"]) == years
    assert changes_per_year(rows)["began"].sum() == len(years)


def test_what_stands_as_last_reported_counts_as_standing(periods: gpd.GeoDataFrame) -> None:
    """Every honour whose end is open stands in the year of the data, certainly or as last reported."""
    now = counts_of_years(periods, every(periods), [2026]).loc[2026]
    still = periods[(periods["status"] == "honouring") & (periods["end_date"] == "..")]
    assert now["bearing"] == (still["category"] == "place").sum()
    assert now["standing"] == (still["category"] == "monument").sum()
    assert 0 < now["presumed"] <= len(still)
    text = said(periods, Query(), 2026)
    assert f"{now['standing']} monuments stood at the year's end" in text
    assert text.endswith("as last reported")


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "country": st.sampled_from(["RU", "UA", "GE", "HU", "CZ"]).map(lambda code: (code,)),
        "kind": st.sampled_from(["settlement", "monument", "bust", "street"]).map(lambda kind: (kind,)),
        "category": st.sampled_from(["place", "monument"]),
        "status": st.lists(st.sampled_from(STATUSES), min_size=1, max_size=2, unique=True).map(tuple),
        "disputed": st.just(True),
        "lasted": st.integers(1, 40),
        "undated": st.just(True),
    },
)


@given(st.integers(1860, 2030), st.sampled_from([None, "changes", "all"]), FILTERS)
@settings(max_examples=60, deadline=None)
def test_the_counts_are_those_of_what_is_chosen(
    periods: gpd.GeoDataFrame, year: int, mode: str | None, filters: dict[str, Any]
) -> None:
    query = Query(**filters, year=year, mode=mode)
    rows = select(periods, query)
    counts = counts_of_years(periods, filter_mask(periods, query), [year], mode, undated=query.undated).loc[year]
    categories = rows.drop_duplicates("record_id")["category"]
    places, monuments = (categories == "place").sum(), (categories == "monument").sum()
    if mode == "all":
        assert (counts["bearing"], counts["standing"]) == (places, monuments)
    elif mode == "changes":
        assert (counts["changed"], counts["came_down"]) == (places, monuments)
    else:
        honours = (rows["status"] == "honouring").sum()
        assert counts["bearing"] + counts["standing"] + counts["possible"] == honours
        assert counts["presumed"] <= counts["bearing"] + counts["standing"]
