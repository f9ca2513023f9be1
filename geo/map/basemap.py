"""The base map: the countries of Natural Earth 1:50m, made small enough to travel with the page.

`read_basemap` is what the rest of the package uses. `make_basemap` is the maintainer's tool that made
``data/basemap.geojson``; how to run it stands in ``data/README.md``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from geo.core.errors import LayerError, quoted
from geo.map.polygons import polygon_of, read_outlines

__all__ = ["country_names", "is_far", "make_basemap", "read_basemap"]

TOLERANCE_DEG = 0.045
"""Tolerance of the coverage simplification of Eurasia, in degrees; found by trial to stay below 500 KB."""
FAR_TOLERANCE_DEG = 0.2
"""The same for the Americas, Africa and the southern seas, where there are few records."""
SMALLEST_ISLAND_DEG2 = 0.015
"""A country's islands smaller than this (in square degrees) are left out, unless nothing larger is left of it."""
ORIGIN = "Natural Earth 1:50m Admin 0 countries, version 4.1.0, by way of the npm package world-atlas 2.0.2"


def read_basemap(path: Path) -> gpd.GeoDataFrame:
    """Read the base map.

    Parameters
    ----------
    path : Path
        ``data/basemap.geojson``.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326, longitude first; columns ``iso_a2`` (None where Natural Earth has no code), ``name``,
        ``geometry`` (polygons).

    Raises
    ------
    LayerError
        If the file is missing or is not the base map.
    """
    collection = read_outlines(path, _fault)
    countries = gpd.GeoDataFrame(
        [_country(feature) for feature in collection["features"]],
        columns=["iso_a2", "name", "geometry"],
        crs="EPSG:4326",
    )
    if countries.empty:
        raise LayerError(f"{path.name} is not the base map (it has no countries); restore it from the repository")
    return countries


def _country(feature: dict[str, Any]) -> tuple[str | None, str, shapely.Geometry]:
    return feature["properties"]["iso_a2"], feature["properties"]["name"], polygon_of(feature["geometry"])


def _fault(properties: dict[str, Any]) -> str | None:
    """Say what keeps a feature from being a country, if anything does."""
    if not isinstance(properties.get("name"), str):
        return f"name is {quoted(properties.get('name'))}, not a country's name"
    code = properties.get("iso_a2", 0)
    return None if code is None or isinstance(code, str) else f"iso_a2 is {quoted(code)}, not a country's code or null"


def country_names(basemap: gpd.GeoDataFrame) -> dict[str, str]:
    """Give the English names of the base map's countries by ISO 3166-1 alpha-2 code."""
    return {code: name for code, name in zip(basemap["iso_a2"], basemap["name"], strict=True) if code}


def make_basemap(topojson: Path) -> dict[str, Any]:
    """Make the base map from the file ``countries-50m.json`` of the npm package ``world-atlas``.

    Polygons that run over 180 degrees are cut there (without that they draw bars across the map), Antarctica
    and very small islands are left out, borders are simplified together so that neighbours still meet, and
    coordinates keep two decimals (about 1 km).

    Parameters
    ----------
    topojson : Path
        TopoJSON with a layer ``countries``: ISO 3166-1 numeric ``id`` and ``name``.

    Returns
    -------
    dict
        A GeoJSON FeatureCollection, EPSG:4326, with ``iso_a2`` and the English ``name`` of CLDR.

    Raises
    ------
    LayerError
        If the file is not that one, or a library that only this tool needs is not installed.
    """
    try:
        import antimeridian
        from babel import Locale
    except ModuleNotFoundError as error:
        raise LayerError(f'{error.name} is not installed; run "pip install -r tests/requirements.txt"') from error
    countries = _read_topojson(topojson)
    countries = countries[countries["name"] != "Antarctica"].reset_index(drop=True)
    cut = [antimeridian.fix_shape(shapely.geometry.mapping(shape), fix_winding=True) for shape in countries.geometry]
    shapes = shapely.make_valid([shapely.geometry.shape(shape) for shape in cut])
    far = np.array([is_far(shape) for shape in shapes])
    shapes[~far] = shapely.coverage_simplify(shapes[~far], TOLERANCE_DEG)
    shapes[far] = shapely.coverage_simplify(shapes[far], FAR_TOLERANCE_DEG)
    english = Locale("en").territories
    features = []
    for number, name, shape in zip(countries["id"], countries["name"], shapes, strict=True):
        code = _alpha2(number)
        properties = {"iso_a2": code, "name": english[code] if code else name}
        geometry = shapely.geometry.mapping(shapely.set_precision(_without_islands(shape), 0.01))
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    features.sort(key=lambda feature: feature["properties"]["name"])
    return {"type": "FeatureCollection", "origin": ORIGIN, "license": "public domain", "features": features}


def _read_topojson(path: Path) -> gpd.GeoDataFrame:
    try:
        return gpd.read_file(path, layer="countries")[["id", "name", "geometry"]]
    except (DataSourceError, DataLayerError, KeyError) as error:
        raise LayerError(
            f"{path} is not countries-50m.json of the npm package world-atlas ({error}); give the path of that file"
        ) from error


def _alpha2(number: str | None) -> str | None:
    """Turn ISO 3166-1 numeric into alpha-2 by CLDR's table of territory aliases."""
    from babel.core import get_global

    aliases: list[str] = get_global("territory_aliases").get(number or "", [])
    return aliases[0] if aliases else None


def is_far(shape: shapely.Geometry) -> bool:
    """Tell whether a country lies in the Americas, in Africa or in the southern seas, by a point inside it."""
    inside = shapely.point_on_surface(shape)
    lon, lat = shapely.get_x(inside), shapely.get_y(inside)
    return bool(lon < -26 or lat < 8 or (lon < 34 and lat < 37))


def _without_islands(shape: shapely.Geometry) -> shapely.Geometry:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    large = [part for part in parts if part.area >= SMALLEST_ISLAND_DEG2]
    return shapely.MultiPolygon(large or parts)
