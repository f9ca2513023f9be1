"""The base map that is embedded, and how a base map is made."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.core.errors import LayerError
from geo.map.basemap import make_basemap, read_basemap
from tests.samples import FOLDER


def test_it_is_small_enough_to_travel() -> None:
    assert FOLDER.basemap.stat().st_size <= 500_000


def test_no_polygon_draws_a_bar_across_the_map(basemap: gpd.GeoDataFrame) -> None:
    parts = basemap.geometry.explode()
    wide = parts[(parts.bounds["maxx"] - parts.bounds["minx"]) > 170]
    assert wide.empty
    assert basemap.total_bounds[0] >= -180
    assert basemap.total_bounds[2] <= 180


def test_both_ends_of_russia_are_there(basemap: gpd.GeoDataFrame) -> None:
    russia = basemap.set_index("iso_a2").loc["RU", "geometry"]
    assert russia.contains(shapely.Point(37.6, 55.75))
    assert russia.contains(shapely.Point(-173.0, 65.5)) or russia.distance(shapely.Point(-173.0, 65.5)) < 0.5


def test_every_country_of_the_records_is_there(basemap: gpd.GeoDataFrame, periods: gpd.GeoDataFrame) -> None:
    assert set(periods["country"]) <= set(basemap["iso_a2"])


@pytest.mark.parametrize("content", ["", "[]", '{"features": []}', '{"features": [{"properties": {}}]}'])
def test_a_broken_base_map_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "basemap.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LayerError, match=r"basemap\.geojson"):
        read_basemap(path)


def test_a_missing_base_map_is_told(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match="is missing; restore it"):
        read_basemap(tmp_path / "basemap.geojson")


def test_a_base_map_is_cut_at_180_degrees_and_named(tmp_path: Path) -> None:
    arcs = [
        [[170, 60], [179, 60], [-179, 60], [-170, 60], [-170, 70], [-179, 70], [179, 70], [170, 70], [170, 60]],
        [[10, 50], [20, 50], [20, 60], [10, 60], [10, 50]],
        [[-180, -80], [180, -80], [180, -85], [-180, -85], [-180, -80]],
    ]
    countries = [("643", "Russia"), ("276", "Germany"), ("010", "Antarctica")]
    topology = {
        "type": "Topology",
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[arc]], "id": number, "properties": {"name": name}}
                    for arc, (number, name) in enumerate(countries)
                ],
            }
        },
        "arcs": arcs,
    }
    path = tmp_path / "countries.json"
    path.write_text(json.dumps(topology), encoding="utf-8")
    made = make_basemap(path)
    assert [feature["properties"] for feature in made["features"]] == [
        {"iso_a2": "DE", "name": "Germany"},
        {"iso_a2": "RU", "name": "Russia"},
    ]
    russia = shapely.geometry.shape(made["features"][1]["geometry"])
    assert sorted(part.bounds[::2] for part in russia.geoms) == [(-180.0, -170.0), (170.0, 180.0)]
