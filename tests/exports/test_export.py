"""What people take away."""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.exports.geojson import file_name, query_string, to_geojson
from geo.layer import Query, periods_of, read_layer, select
from tests.samples import FIELDS, FOLDER

COLLECTION = read_layer(FOLDER.layer)
PERIODS = periods_of(COLLECTION, FIELDS)
QUERIES = st.builds(
    Query,
    year=st.none() | st.integers(1920, 2026),
    country=st.lists(st.sampled_from(sorted(set(PERIODS["country"]))), max_size=3, unique=True).map(tuple),
    kind=st.lists(st.sampled_from(sorted(set(PERIODS["kind"]))), max_size=2, unique=True).map(tuple),
    category=st.none() | st.sampled_from(["place", "monument"]),
    status=st.lists(st.sampled_from(["before", "honouring", "after"]), max_size=2, unique=True).map(tuple),
    undated=st.booleans(),
)


@given(QUERIES)
@settings(deadline=None, max_examples=60)
def test_what_is_read_back_is_what_was_selected(query: Query) -> None:
    text = to_geojson(COLLECTION, PERIODS, query)
    back = json.loads(text)
    chosen = select(PERIODS, query)
    assert back["features"] == [COLLECTION["features"][row] for row in chosen.index]
    assert text == to_geojson(COLLECTION, PERIODS, query)


def test_an_export_says_what_it_is(collection: dict[str, Any], periods: gpd.GeoDataFrame) -> None:
    query = Query(year=1961, country=("AM",))
    back = json.loads(to_geojson(collection, periods, query))
    assert back["filter"] == {"year": 1961, "country": ["AM"]}
    assert back["filter_query"] == "year=1961&country=AM"
    assert {"title", "license", "attribution", "data_version", "data_date"} <= back.keys()
    assert "crs" not in back


def test_cyrillic_stays_cyrillic(collection: dict[str, Any], periods: gpd.GeoDataFrame) -> None:
    assert "Сталинград" in to_geojson(collection, periods, Query(year=1950, country=("RU",)))


def test_coordinates_have_five_decimals_at_most(collection: dict[str, Any]) -> None:
    for feature in collection["features"]:
        assert all(len(str(number).partition(".")[2]) <= 5 for number in feature["geometry"]["coordinates"])


def test_the_file_is_named_for_its_content() -> None:
    assert (
        file_name(Query(fields=FIELDS, year=1961, country=("AM", "GE")), "geojson")
        == "de-stalinization-am-ge-1961.geojson"
    )
    assert file_name(Query(fields=FIELDS), "geojson") == "de-stalinization.geojson"
    assert file_name(Query(fields=FIELDS, year=1961), "csv", "records") == "de-stalinization-records-1961.csv"
    assert file_name(Query(fields=FIELDS, ended=(1961, 1961)), "csv") == "de-stalinization-ended-1961.csv"
    assert file_name(Query(fields=FIELDS, ended=(1956, 1962)), "csv") == "de-stalinization-ended-1956-1962.csv"
    assert (
        file_name(Query(fields=FIELDS, changed_in=1956, category="place"), "csv")
        == "de-stalinization-place-changed-in-1956.csv"
    )


def test_the_filter_is_written_as_the_address_of_the_page() -> None:
    assert query_string(Query(country=("AM",), honours=("Joseph Stalin",))) == "honours=Joseph+Stalin&country=AM"
