"""The table of a year."""

from __future__ import annotations

import geopandas as gpd
import pytest

from geo.find.near import distances
from geo.layer import Query, select
from geo.layer.listing import listing, told_apart, with_distances
from geo.records.model import STATUSES
from tests.samples import FIELDS


def test_the_table_lists_what_the_map_shows(periods: gpd.GeoDataFrame) -> None:
    query = Query(year=1961, country=("AM",))
    table = listing(periods, query, {"AM": "Armenia"})
    assert set(table.index) == set(select(periods, query)["record_id"])
    assert set(table["Country"]) == {"Armenia"}


def test_in_all_years_each_record_is_listed_once(periods: gpd.GeoDataFrame) -> None:
    table = listing(periods, Query(fields=FIELDS, year=1961, mode="all", country=("HU",)), {})
    assert not table.index.duplicated().any()
    assert table.loc["stalin-budapest", "Status"] == "stands"


@pytest.mark.parametrize("status", STATUSES)
def test_in_all_years_a_status_leaves_each_record_that_ever_had_it(periods: gpd.GeoDataFrame, status: str) -> None:
    table = listing(periods, Query(mode="all", status=(status,)), {})
    assert set(table.index) == set(periods["record_id"][periods["status"] == status])
    assert set(table["status"]) == {"honouring"}


def test_the_table_uses_the_name_of_that_year(periods: gpd.GeoDataFrame) -> None:
    query = Query(country=("TJ",))
    assert listing(periods, Query(year=1950, country=query.country), {}).loc["dushanbe", "Name"] == "Stalinabad"
    assert listing(periods, Query(year=1970, country=query.country), {}).loc["dushanbe", "Name"] == "Dushanbe"


def test_with_a_place_the_nearest_come_first(periods: gpd.GeoDataFrame) -> None:
    table = listing(periods, Query(year=1955, country=("RO",)), {})
    near = with_distances(table, distances(periods, (25.6, 45.65)))
    assert set(near.index) == set(table.index)
    assert list(near["km"]) == sorted(near["km"])
    assert list(near.columns[:3]) == ["Name", "km", "Direction"]


def test_names_that_stand_twice_in_a_country_are_told_apart_by_their_towns(periods: gpd.GeoDataFrame) -> None:
    towns = {record: f"Town of {record}" for record in periods["record_id"]}
    table = listing(periods, Query(year=1950), {})
    named = told_apart(table, towns)
    again = table.duplicated(["Name", "Country"], keep=False)
    assert again.any()
    assert (named["Name"] == table["Name"]).equals(~again)
    assert not named.duplicated(["Name", "Country"]).any()


def test_the_time_of_a_row_sorts_as_its_period_began(periods: gpd.GeoDataFrame) -> None:
    table = listing(periods, Query(year=1955, country=("RO",)), {})
    times = table["time"].to_dict()
    assert times["brasov"].startswith("1950-08-22")
    assert times["onesti"].startswith("0000")
    assert not any(time.startswith("[") for time in times.values())
