"""Whose land a record lies in: the country by ISO 3166, and who holds it."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd

from geo.layer import build_layer
from geo.records.checks import check_record
from geo.records.checks.territory import countries_of
from tests.exports.test_schema import DATASET
from tests.samples import SUBJECT, record

TODAY = dt.date(2026, 1, 1)
NOTE = "A town on the southern coast that exists only in tests, held by Russia."
YALTA = {"country": "UA", "location__lon": 34.16, "location__lat": 44.49, "note": NOTE}


def test_a_place_that_another_state_holds_may_lie_in_that_states_polygon(basemap: gpd.GeoDataFrame) -> None:
    assert check_record(record(**YALTA, controlled_by="RU"), basemap, TODAY, SUBJECT) == []


def test_without_its_holder_it_lies_outside_its_country(basemap: gpd.GeoDataFrame) -> None:
    told = check_record(record(**YALTA), basemap, TODAY, SUBJECT)
    assert [problem.field for problem in told] == ["location"]


def test_kosovo_has_its_customary_code(basemap: gpd.GeoDataFrame) -> None:
    assert check_record(record(country="XK", location__lon=21.16, location__lat=42.67), basemap, TODAY, SUBJECT) == []


def test_a_territory_without_a_code_is_no_country(basemap: gpd.GeoDataFrame) -> None:
    assert None not in countries_of(basemap)


def test_the_layer_says_who_holds_a_place() -> None:
    held, free = (record(**YALTA, controlled_by=holder) for holder in ("RU", None))
    assert {row["properties"]["controlled_by"] for row in build_layer([held], DATASET)["features"]} == {"RU"}
    assert {row["properties"]["controlled_by"] for row in build_layer([free], DATASET)["features"]} == {None}
