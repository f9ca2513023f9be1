"""Base map and borders of the time in one file: each line once, whole again when it is put together."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geo.map.basemap import read_basemap
from geo.map.borders import read_borders
from geo.map.topology import make_outlines, thinned
from tests.samples import FOLDER

WEST = shapely.box(0, 0, 1, 1)
EAST = shapely.box(1, 0, 2, 1)
UNION = shapely.Polygon([(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1)])
LEAST_STRETCH_DEG = 0.1
"""Places of names keep one decimal, so that they may lie outside by as much."""


def basemap(*shapes: shapely.Geometry) -> gpd.GeoDataFrame:
    codes = [f"C{number}" for number in range(len(shapes))]
    return gpd.GeoDataFrame({"iso_a2": codes, "name": codes}, geometry=list(shapes), crs="EPSG:4326")


def borders(shape: shapely.Geometry) -> dict[str, Any]:
    properties = {
        "name": "Union",
        "level": "state",
        "start_year": 1945,
        "end_year": 1991,
        "iso": ["C0"],
        "note": "n",
        "sources": [],
    }
    return {"features": [{"properties": properties, "geometry": shapely.geometry.mapping(shape)}]}


def decoded(text: str) -> list[int]:
    numbers, rest, shift = [], 0, 0
    for letter in text:
        bits = ord(letter) - 63
        rest |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            numbers.append(~(rest >> 1) if rest & 1 else rest >> 1)
            rest, shift = 0, 0
    return numbers


def points(arc: str) -> list[tuple[int, int]]:
    steps = decoded(arc)
    places, lon, lat = [], 0, 0
    for across, up in zip(steps[::2], steps[1::2], strict=True):
        lon, lat = lon + across, lat + up
        places.append((lon, lat))
    return places


def area(outlines: dict[str, Any], shape: dict[str, Any]) -> float:
    """Give the area that a shape's rings enclose, in square degrees; holes count against it."""
    total = 0.0
    for ring in shape["rings"]:
        corners: list[tuple[int, int]] = []
        for number in ring:
            arc = points(outlines["arcs"][number if number >= 0 else -1 - number])
            along = arc if number >= 0 else arc[::-1]
            assert not corners or corners[-1] == along[0]
            corners += along if not corners else along[1:]
        assert corners[0] == corners[-1]
        total += sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(corners)) / 2
    return total / outlines["scale"] ** 2


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    return make_outlines(read_basemap(FOLDER.basemap), read_borders(FOLDER.borders))


def test_a_border_of_two_countries_is_written_once() -> None:
    outlines = make_outlines(basemap(WEST, EAST), {"features": []})
    assert len(outlines["arcs"]) == 3
    west, east = (
        {number if number >= 0 else -1 - number for number in one["rings"][0]} for one in outlines["countries"]
    )
    assert len(west & east) == 1


def test_a_former_state_is_made_of_the_lines_of_todays_countries() -> None:
    alone = make_outlines(basemap(WEST, EAST), {"features": []})
    joined = make_outlines(basemap(WEST, EAST), borders(UNION))
    assert len(joined["arcs"]) == len(alone["arcs"])
    assert area(joined, joined["states"][0]) == 2


def test_a_shape_with_a_hole_is_whole_again() -> None:
    ring = shapely.Polygon(shapely.box(0, 0, 9, 9).exterior.coords, [shapely.box(3, 3, 4, 4).exterior.coords])
    outlines = make_outlines(basemap(ring, shapely.box(3, 3, 4, 4)), {"features": []})
    assert [area(outlines, one) for one in outlines["countries"]] == [80, 1]


def test_a_country_of_which_nothing_is_drawn_is_left_out() -> None:
    outlines = make_outlines(basemap(WEST, shapely.MultiPolygon()), {"features": []})
    assert [one["name"] for one in outlines["countries"]] == ["C0"]


def test_every_shape_of_the_real_map_is_whole_again(real: dict[str, Any]) -> None:
    shapes = [shape for shape in read_basemap(FOLDER.basemap).geometry if not shape.is_empty]
    shapes += [shapely.geometry.shape(feature["geometry"]) for feature in read_borders(FOLDER.borders)["features"]]
    for one, shape in zip([*real["countries"], *real["states"]], shapes, strict=True):
        assert area(real, one) == pytest.approx(shape.area, rel=0.02, abs=0.02), one["name"]


def test_a_name_stands_inside_its_shape(real: dict[str, Any]) -> None:
    shapes = [shape for shape in read_basemap(FOLDER.basemap).geometry if not shape.is_empty]
    for one, shape in zip(real["countries"], shapes, strict=True):
        assert one["label"]["lines"], one["name"]
        for lat, *ends in one["label"]["lines"]:
            for west, east in zip(ends[::2], ends[1::2], strict=True):
                middle = shapely.Point((west + east) / 2 / real["label_scale"], lat / real["label_scale"])
                assert shape.distance(middle) < LEAST_STRETCH_DEG, one["name"]


def test_thinned_outlines_keep_every_line_in_its_place(real: dict[str, Any]) -> None:
    thin = thinned(real)
    assert thin["thin"] is True
    assert {key: thin[key] for key in real if key != "arcs"} == {key: real[key] for key in real if key != "arcs"}
    corners = 0
    for few, many in zip(map(points, thin["arcs"]), map(points, real["arcs"]), strict=True):
        assert few[0] == many[0]
        corners += len(few)
        if len(few) == 1:
            assert max(max(axis) - min(axis) for axis in zip(*many, strict=True)) <= 30
            continue
        assert few[-1] == many[-1]
        assert set(few) <= set(many)
        line = shapely.LineString(few)
        assert max(line.distance(shapely.Point(corner)) for corner in many) <= 15
    assert corners < 0.6 * sum(len(points(arc)) for arc in real["arcs"])


def test_the_file_is_json_and_no_line_of_it_can_end_a_script(real: dict[str, Any]) -> None:
    text = json.dumps(real, allow_nan=False)
    assert "<" not in text
    assert json.loads(text) == real


def test_it_is_small_enough_for_a_first_map(real: dict[str, Any]) -> None:
    assert len(gzip.compress(json.dumps(real, separators=(",", ":")).encode(), 9)) < 80_000
