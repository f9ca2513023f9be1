"""The counts beside the filters' options."""

from __future__ import annotations

import geopandas as gpd
import pytest

from geo.layer import MODES, Query, filter_mask, select
from geo.layer.facets import count_records, facets, switches


def test_an_option_counts_what_choosing_it_would_give(periods: gpd.GeoDataFrame) -> None:
    counts = facets(periods, Query(category="monument"), 1961)
    for country, count in counts["country"].items():
        query = Query(category="monument", country=(country,))
        assert count == periods["record_id"][filter_mask(periods, query)].nunique()


def test_a_facet_leaves_out_its_own_choice(periods: gpd.GeoDataFrame) -> None:
    narrowed, free = facets(periods, Query(country=("GE",)), 1961), facets(periods, Query(), 1961)
    assert narrowed["country"] == free["country"]
    assert narrowed["kind"] != free["kind"]


@pytest.mark.parametrize("mode", [None, *MODES])
@pytest.mark.parametrize("undated", [False, True])
@pytest.mark.parametrize("year", [1930, 1961, 2000])
def test_a_status_counts_what_is_shown(periods: gpd.GeoDataFrame, mode: str | None, undated: bool, year: int) -> None:
    query = Query(country=("RU",), mode=mode, since=year - 7 if mode == "between" else None, undated=undated)
    counts = facets(periods, query, year)["status"]
    for status, count in counts.items():
        shown = select(periods, query.but(year=year, status=(status,)))
        assert count == shown["record_id"].nunique()


def test_a_status_counts_undated_states_only_where_they_are_shown(periods: gpd.GeoDataFrame) -> None:
    without, with_them = (facets(periods, Query(undated=undated), 1961)["status"] for undated in (False, True))
    assert without["honouring"] < with_them["honouring"]


def test_every_option_is_there_even_with_none(periods: gpd.GeoDataFrame) -> None:
    counts = facets(periods, Query(country=("GE",)), 1961)
    assert set(counts["kind"]) == set(periods["kind"])
    assert 0 in counts["kind"].values()


def test_records_are_counted_once(periods: gpd.GeoDataFrame) -> None:
    assert count_records(periods, Query()) == periods["record_id"].nunique()


def test_a_switch_counts_what_it_would_give(periods: gpd.GeoDataFrame) -> None:
    query = Query(country=("RU",))
    counts = switches(periods, query, 1950)
    disputed = select(periods, Query(country=("RU",), disputed=True))
    with_undated = select(periods, Query(country=("RU",), year=1950, undated=True))["record_id"].nunique()
    without = select(periods, Query(country=("RU",), year=1950))["record_id"].nunique()
    assert counts["disputed"] == disputed["record_id"].nunique() > 0
    assert counts["undated"] == with_undated - without > 0
