"""Polygons of files."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import geo
from geo.__main__ import main
from geo.core.errors import GeoDataError, LayerError
from geo.core.folder import VARIABLE
from geo.map.basemap import read_basemap
from geo.map.borders import read_borders
from geo.map.polygons import polygon_of, read_outlines
from geo.records.model import Record
from geo.records.reading import canonical
from tests.samples import FOLDER, PLACE, own_folder

RING = [[40, 41], [47, 41], [47, 44], [40, 41]]


def test_a_polygon_is_read() -> None:
    assert polygon_of({"type": "Polygon", "coordinates": [RING]}).area == pytest.approx(10.5)
    assert polygon_of({"type": "MultiPolygon", "coordinates": []}).is_empty


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        (None, "geometry is no polygon"),
        ("Polygon", "geometry is no polygon"),
        ({"type": "Point", "coordinates": [1, 2]}, "geometry is no polygon"),
        ({"type": "Polygon"}, "geometry.coordinates is null, not a list"),
        ({"type": "Polygon", "coordinates": 5}, "geometry.coordinates is 5, not a list"),
        ({"type": "MultiPolygon", "coordinates": [7]}, "geometry.coordinates[0] is 7, not a list"),
        ({"type": "Polygon", "coordinates": [["a"]]}, 'geometry.coordinates[0] is ["a"], not a ring of 4'),
        ({"type": "Polygon", "coordinates": [RING, RING[:3]]}, "geometry.coordinates[1] is [[40, 41]"),
        ({"type": "Polygon", "coordinates": [[*RING[:3], [40, 42]]]}, "ends at [40, 42], not where it begins"),
        (
            {"type": "MultiPolygon", "coordinates": [[RING], [[*RING[:3], [9, 9]]]]},
            "geometry.coordinates[1][0] ends at",
        ),
        (
            {"type": "Polygon", "coordinates": [[RING[0], [1, None], *RING[2:]]]},
            "coordinates[0][1] is [1, null], not deg",
        ),
        (
            {"type": "Polygon", "coordinates": [[RING[0], [True, 1], *RING[2:]]]},
            "coordinates[0][1] is [true, 1], not deg",
        ),
        ({"type": "Polygon", "coordinates": [[RING[0], ["1", 1], *RING[2:]]]}, "coordinates[0][1] is ["),
        (
            {"type": "Polygon", "coordinates": [[RING[0], [181, 0], *RING[2:]]]},
            "coordinates[0][1] is [181, 0], not deg",
        ),
        (
            {"type": "Polygon", "coordinates": [[RING[0], [0, -91], *RING[2:]]]},
            "coordinates[0][1] is [0, -91], not deg",
        ),
        (
            {"type": "Polygon", "coordinates": [[RING[0], [math.nan, 0], *RING[2:]]]},
            "coordinates[0][1] is [NaN, 0], not",
        ),
    ],
)
def test_what_is_no_polygon_on_earth_is_refused_with_its_place(geometry: Any, expected: str) -> None:
    with pytest.raises(ValueError, match=re.escape(expected)):
        polygon_of(geometry)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", r"x.geojson: line 1, column 2: not JSON: the file ends too early; restore it from the repository"),
        ("[]", "x.geojson: is not a GeoJSON FeatureCollection; restore it from the repository"),
        ('{"features": [3]}', r"x.geojson: features\[0\] is not a feature with properties; restore it"),
        (
            '{"features": [{"properties": {"name": "A"}}]}',
            r"x.geojson: features\[0\] \(A\): geometry is no polygon; rest",
        ),
        ('{"features": [{"properties": {"name": 1}}]}', r"x.geojson: features\[0\]\.properties: odd; restore it"),
    ],
)
def test_a_file_of_outlines_that_is_none_says_file_place_and_remedy(
    content: str, expected: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LayerError, match=f"^{expected}"):
        read_outlines(path, lambda properties: None if properties["name"] == "A" else "odd")


def broken(source: Path, folder: Path) -> Path:
    """Write a file of outlines of which one ring does not close."""
    collection = json.loads(source.read_text(encoding="utf-8"))
    geometry = collection["features"][2]["geometry"]
    ring = geometry["coordinates"][0] if geometry["type"] == "Polygon" else geometry["coordinates"][0][0]
    ring[-1] = [0, 0]
    path = folder / source.name
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("read", "source"), [(read_basemap, FOLDER.basemap), (read_borders, FOLDER.borders)], ids=["base map", "borders"]
)
def test_an_open_ring_is_found_in_each_file_of_outlines(read: Any, source: Path, tmp_path: Path) -> None:
    with pytest.raises(
        LayerError, match=rf"^{source.name}: features\[2\] \(.*\): geometry\.coordinates.* ends at \[0, 0\]"
    ):
        read(broken(source, tmp_path))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("name", "", 'name is "", not a name'),
        ("level", "county", 'level is "county", not state or republic'),
        ("start_year", "1945", 'start_year is "1945", not a year'),
        ("end_year", True, "end_year is true, not a year or null"),
        ("iso", [], r"iso is \[\], not a list of country codes"),
        ("note", None, "note is null, not a sentence"),
        ("sources", [1], r"sources is \[1\], not a list of web addresses"),
    ],
)
def test_what_the_borders_say_of_a_state_is_looked_at(name: str, value: Any, expected: str, tmp_path: Path) -> None:
    collection = json.loads(FOLDER.borders.read_text(encoding="utf-8"))
    collection["features"][0]["properties"][name] = value
    path = tmp_path / "borders.geojson"
    path.write_text(json.dumps(collection), encoding="utf-8")
    with pytest.raises(LayerError, match=rf"^borders\.geojson: features\[0\]\.properties: {expected}; restore it"):
        read_borders(path)


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("name", ["borders", "basemap", "towns", "events", "edition"])
def test_check_and_build_name_a_broken_file_beside_the_records(
    command: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = own_folder(tmp_path, "records", "layer.geojson")
    source: Path = getattr(folder, name)
    source.write_text("[[1]]", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(folder.path))
    record = tmp_path / "records" / "places" / "gori-stalinsk.json"
    record.parent.mkdir(parents=True)
    record.write_text(canonical(Record.model_validate(PLACE)), encoding="utf-8")
    call = [command, "--records", str(tmp_path / "records")]
    assert main(call + (["--output", str(tmp_path / "layer.geojson")] if command == "build" else [])) in (1, 2)
    assert capsys.readouterr().err.count(f"{source.name}: ") == 1
    assert not (tmp_path / "layer.geojson").exists()


def test_the_page_says_in_one_message_that_the_borders_are_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(own_folder(tmp_path, "records").path))
    broken(FOLDER.borders, tmp_path)
    test = AppTest.from_string("from geo.ui import map_page\nmap_page.show()\n", default_timeout=30).run()
    assert not test.exception
    (error,) = test.error
    assert "borders\\.geojson" in error.value
    assert "restore it from the repository" in error.value


@pytest.mark.parametrize("name", ["borders", "towns"])
def test_the_map_in_one_file_is_not_written_over_a_broken_file(name: str, tmp_path: Path) -> None:
    path: Path = getattr(own_folder(tmp_path, "records"), name)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(GeoDataError, match=rf"^{path.name}: "):
        geo.open(tmp_path).make_map(country="AM")
