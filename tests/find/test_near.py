"""Towns and distances."""

from __future__ import annotations

import geopandas as gpd
import pytest

from geo.find.near import distance_words, distances, find_towns, nearby, nearest
from geo.find.towns import read_towns
from tests.samples import FOLDER

TOWNS = read_towns(FOLDER.towns)


@pytest.mark.parametrize("text", ["Brasov", "Brașov", "BRAȘOV", "Брашов", " brasov "])
def test_a_town_is_found_in_any_script(text: str) -> None:
    assert find_towns(TOWNS, text)[0].country == "RO"
    assert find_towns(TOWNS, text)[0].point == pytest.approx((25.61, 45.65), abs=0.05)


def test_the_most_populous_of_a_name_comes_first() -> None:
    assert find_towns(TOWNS, "Berlin")[0].country == "DE"


@pytest.mark.parametrize("text", ["", " ", "x", "(*!", "a" * 10_000, "\x00"])
def test_what_is_no_town_gives_none(text: str) -> None:
    assert find_towns(TOWNS, text) == []


def test_a_beginning_comes_after_the_same_name() -> None:
    assert [town.name for town in find_towns(TOWNS, "Minsk")][:1] == ["Minsk"]
    assert "Volgograd" in [town.name for town in find_towns(TOWNS, "Volgo")]
    assert len(find_towns(TOWNS, "Ba", limit=3)) == 3


def test_the_nearest_come_first_with_distance_and_direction(periods: gpd.GeoDataFrame) -> None:
    table = nearest(periods, (44.51, 40.18))
    assert list(table["km"]) == sorted(table["km"])
    assert table["km"].iloc[0] < 5
    from_moscow = nearest(periods[periods["record_id"] == "dushanbe"], (37.62, 55.75))
    assert from_moscow.loc["dushanbe", "km"] == pytest.approx(2980, rel=0.01)
    assert from_moscow.loc["dushanbe", "direction"] == "south-east"


@pytest.mark.parametrize(
    ("point", "wind"), [((44.1, 40.0), "north"), ((50.0, 41.98), "west"), ((40.0, 38.0), "north-east")]
)
def test_a_direction_is_seen_from_the_point(periods: gpd.GeoDataFrame, point: tuple[float, float], wind: str) -> None:
    gori = periods[periods["record_id"] == "stalin-gori-square"]
    assert nearest(gori, point)["direction"].iloc[0] == wind


def test_no_rows_have_no_neighbours(periods: gpd.GeoDataFrame) -> None:
    assert nearest(periods.iloc[:0], (0.0, 0.0)).empty


def test_every_record_can_be_measured_not_only_the_nearest(periods: gpd.GeoDataFrame) -> None:
    table = distances(periods, (25.6, 45.65))
    assert len(table) == periods["record_id"].nunique()
    assert list(table.index[:8]) == list(nearest(periods, (25.6, 45.65)).index)


def test_a_place_is_told_with_what_lies_near_it(periods: gpd.GeoDataFrame) -> None:
    titles = {record: f"title of {record}" for record in periods["record_id"]}
    told = nearby(periods, (68.78, 38.56), "Dushanbe", titles)
    assert told["title"] == "Nearest to Dushanbe"
    assert (told["lon"], told["lat"]) == (68.78, 38.56)
    assert "dushanbe" in [item["id"] for item in told["items"]]
    assert told["items"][0]["title"] == f"title of {told['items'][0]['id']}"


def test_a_record_without_a_title_is_called_by_its_honoured_name(periods: gpd.GeoDataFrame) -> None:
    rows = periods[periods["record_id"] == "dushanbe"]
    assert nearby(rows, (68.78, 38.56), "here", {})["items"][0]["title"] == "Stalinabad"
    after = rows[rows["status"] == "after"]
    assert nearby(after, (68.78, 38.56), "here", {})["items"][0]["title"] == "Dushanbe"


@pytest.mark.parametrize(
    ("km", "direction", "words"),
    [(0.05, "", "here"), (8.437, "south", "8.4 km south"), (123.4, "north-east", "123 km north-east")],
)
def test_a_distance_is_said_as_exactly_as_it_is_worth(km: float, direction: str, words: str) -> None:
    assert distance_words(km, direction) == words
