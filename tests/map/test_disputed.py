"""Boundaries that are disputed today: dashed lines of the base map, made from Natural Earth's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geo.__main__ import main
from geo.core.errors import LayerError
from geo.map.basemap import read_basemap
from geo.map.borders import read_borders
from geo.map.disputed import make_disputed, read_disputed
from geo.map.topology import make_outlines
from tests.samples import FOLDER, folder_with, record

LINES = read_disputed(FOLDER.disputed)
WEST, EAST = shapely.box(40, 40, 45, 45), shapely.box(45, 40, 50, 45)
COUNTRIES = gpd.GeoDataFrame({"iso_a2": ["AA", "BB"], "name": ["A", "B"]}, geometry=[WEST, EAST], crs="EPSG:4326")


def written(path: Path, *lines: tuple[str, list[list[float]]], name: str = "FEATURECLA") -> Path:
    """Write lines as Natural Earth does."""
    features = [
        {"type": "Feature", "properties": {name: kind}, "geometry": {"type": "LineString", "coordinates": along}}
        for kind, along in lines
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def made(tmp_path: Path, *land: tuple[str, list[list[float]]]) -> list[dict[str, Any]]:
    """Make the boundaries of one claim inside a country and of some lines between countries."""
    claim = written(tmp_path / "disputed.json", ("Claim boundary", [[41, 41], [41.001, 42], [41, 43]]))
    between = written(tmp_path / "land.json", *land, name="featurecla")
    features: list[dict[str, Any]] = make_disputed(COUNTRIES, claim, between)["features"]
    return features


def test_a_claim_is_drawn_as_it_is_and_an_undisputed_border_not_at_all(tmp_path: Path) -> None:
    (only,) = made(tmp_path, ("International boundary (verify)", [[45, 40], [45, 45]]))
    assert only["properties"] == {"kind": "Claim boundary"}
    assert only["geometry"]["coordinates"] == ((41.0, 41.0), (41.0, 43.0))


def test_a_disputed_border_is_drawn_along_that_of_the_base_map(tmp_path: Path) -> None:
    _, border = made(tmp_path, ("Disputed (please verify)", [[45.05, 40.02], [44.96, 42], [45.04, 44.98]]))
    assert border["properties"] == {"kind": "Disputed"}
    assert {lon for lon, _ in border["geometry"]["coordinates"]} == {45.0}


def test_boundaries_far_from_the_data_are_left_out(tmp_path: Path) -> None:
    assert len(made(tmp_path, ("Disputed (please verify)", [[-58, 2], [-57, 3]]))) == 1


def test_a_file_that_is_another_is_refused(tmp_path: Path) -> None:
    lines = written(tmp_path / "lines.json", ("Claim", [[41, 41], [42, 42]]), name="kind")
    for path in (lines, tmp_path / "none.json"):
        with pytest.raises(LayerError, match="is no file of boundary lines of Natural Earth"):
            make_disputed(COUNTRIES, path, path)


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Crimea", (34.5, 45.95)), ("Kosovo", (20.9, 43.1)), ("Transnistria", (29.1, 47.5)), ("Abkhazia", (41.7, 42.7)),
        ("South Ossetia", (43.75, 42.1)), ("the Donetsk and Luhansk regions", (38.3, 48.1)), ("Kashmir", (74.4, 34.3)),
    ],
)  # fmt: skip
def test_the_disputed_territories_of_the_data_have_their_line(name: str, inside: tuple[float, float]) -> None:
    assert min(line.distance(shapely.Point(inside)) for line in LINES) < 0.6, name


def test_no_undisputed_border_is_dashed() -> None:
    for inside in ((23.9, 52.5), (14.3, 51.0), (28.5, 46.0), (37.5, 50.4)):
        assert min(line.distance(shapely.Point(inside)) for line in LINES) > 0.5, inside


def test_the_browser_gets_each_line_and_draws_it_apart_from_the_rings() -> None:
    basemap, borders = read_basemap(FOLDER.basemap), read_borders(FOLDER.borders)
    with_them, without = make_outlines(basemap, borders, LINES), make_outlines(basemap, borders)
    assert (len(with_them["disputed"]), without["disputed"]) == (len(LINES), [])
    assert {**with_them, "disputed": []} == without


def test_a_data_folder_may_be_without_them(tmp_path: Path) -> None:
    assert read_disputed(tmp_path / "disputed.geojson") == []


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{",
        '{"features": [1]}',
        '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
        '{"features": [{"geometry": {"type": "LineString", "coordinates": [[1, 2]]}}]}',
        '{"features": [{"geometry": {"type": "LineString", "coordinates": [[1, 2], [1, 200]]}}]}',
        '{"features": [{"geometry": {"type": "LineString", "coordinates": [[1, 2], ["1", 2]]}}]}',
    ],
)
def test_what_is_no_file_of_lines_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "disputed.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LayerError, match=r"^disputed\.geojson: .*restore it from the repository"):
        read_disputed(path)


def test_check_names_a_broken_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_with(tmp_path, [record()])
    folder.disputed.write_text("[]", encoding="utf-8")
    monkeypatch.setenv("DE_STALINIZATION_DATA", str(tmp_path))
    assert main(["check"]) == 1
    assert "disputed.geojson: is not a GeoJSON FeatureCollection" in capsys.readouterr().err
