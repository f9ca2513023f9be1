"""The counts beside the filters' options."""

from __future__ import annotations

import geopandas as gpd

from geo.facets import count_records, facets, switches
from geo.layer import Query, filter_mask, select


def test_an_option_counts_what_choosing_it_would_give(periods: gpd.GeoDataFrame) -> None:
    counts = facets(periods, Query(category="monument"), 1961)
    for country, count in counts["country"].items():
        query = Query(category="monument", country=(country,))
        assert count == periods["record_id"][filter_mask(periods, query)].nunique()


def test_a_facet_leaves_out_its_own_choice(periods: gpd.GeoDataFrame) -> None:
    narrowed, free = facets(periods, Query(country=("GE",)), 1961), facets(periods, Query(), 1961)
    assert narrowed["country"] == free["country"]
    assert narrowed["kind"] != free["kind"]


def test_a_status_counts_what_the_year_shows(periods: gpd.GeoDataFrame) -> None:
    counts = facets(periods, Query(), 1961)["status"]
    shown = select(periods, Query(year=1961, undated=True))
    assert counts["honouring"] == shown[shown["status"] == "honouring"]["record_id"].nunique()


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
