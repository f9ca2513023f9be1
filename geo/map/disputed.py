"""Boundaries that are disputed today: lines that the base map draws dashed, and by which it fills neither side.

`read_disputed` is what the rest of the package uses. `make_disputed` is the maintainer's tool that makes
``data/disputed.geojson``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from geo.core.errors import LayerError, quoted
from geo.core.files import read_json
from geo.map.basemap import is_far
from geo.map.polygons import is_on_earth

__all__ = ["make_disputed", "read_disputed"]

ORIGIN = (
    "Natural Earth 1:50m Admin 0 boundary lines, version 4.1.0: of disputed areas, and of the land those that "
    "are disputed, indefinite or a line of control; of Eurasia; where one is a border of data/basemap.geojson, along it"
)
DECIMALS = 2
"""Decimals of a degree that coordinates keep, as in the base map (about 1 km)."""
_TOLERANCE_DEG = 0.02
_NEAR_DEG = 0.08
"""How far a border of the base map, which is simplified, may run from the same boundary as it is given."""
_SAME = 0.8
"""What share of a boundary must lie so near to borders of the base map to be drawn along them."""
_SHORTEST_DEG = 0.2
"""A shorter piece of a border so near is the beginning of another one that meets the boundary there."""
_UNDISPUTED = "International boundary"
_REMEDY = "restore it from the repository"


def read_disputed(path: Path) -> list[shapely.LineString]:
    """Read the disputed boundaries.

    Parameters
    ----------
    path : Path
        ``data/disputed.geojson``; a data folder may be without it.

    Returns
    -------
    list of shapely.LineString
        EPSG:4326, longitude first; none where there is no such file.

    Raises
    ------
    LayerError
        If the file has anything but lines on earth; names the place.
    """
    if not path.exists():
        return []
    collection = read_json(path, LayerError, _REMEDY)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise LayerError(f"{path.name}: is not a GeoJSON FeatureCollection; {_REMEDY}")
    lines = []
    for number, feature in enumerate(features):
        match feature:
            case {"geometry": {"type": "LineString", "coordinates": [_, _, *_] as along}} if all(
                map(is_on_earth, along)
            ):
                lines.append(shapely.LineString(along))
            case _:
                fault = f"features[{number}] is {quoted(feature)}, not a line on earth"
                raise LayerError(f"{path.name}: {fault}; {_REMEDY}")
    return lines


def make_disputed(basemap: gpd.GeoDataFrame, disputed: Path, land: Path) -> dict[str, Any]:
    """Make the disputed boundaries from two files of Natural Earth 1:50m.

    Parameters
    ----------
    basemap : geopandas.GeoDataFrame
        From :func:`geo.map.basemap.read_basemap`.
    disputed, land : Path
        ``ne_50m_admin_0_boundary_lines_disputed_areas`` and ``ne_50m_admin_0_boundary_lines_land``, in any format that
        GDAL reads; with a column ``featurecla``.

    Returns
    -------
    dict
        A GeoJSON FeatureCollection of lines, EPSG:4326, two decimals, from west to east; a line has its class at
        Natural Earth as ``kind``. The same files give the same collection.

    Raises
    ------
    LayerError
        If a file is not that one.
    """
    lines = [*_read(disputed), *(line for line in _read(land) if not line[0].startswith(_UNDISPUTED))]
    lines = [line for line in lines if not is_far(line[1])]
    borders = shapely.union_all(shapely.boundary(basemap.geometry.to_numpy()))
    features = [
        {"type": "Feature", "properties": {"kind": kind}, "geometry": shapely.geometry.mapping(part)}
        for kind, line in lines
        for part in _drawn(line, borders)
    ]
    features.sort(key=lambda feature: (feature["geometry"]["coordinates"], feature["properties"]["kind"]))
    return {"type": "FeatureCollection", "origin": ORIGIN, "license": "public domain", "features": features}


def _read(path: Path) -> Iterator[tuple[str, shapely.Geometry]]:
    try:
        rows = gpd.read_file(path).rename(columns=str.lower)
        kinds = rows["featurecla"]
    except (DataSourceError, DataLayerError, KeyError) as error:
        raise LayerError(
            f"{path} is no file of boundary lines of Natural Earth ({error}); give the path of that file"
        ) from error
    for kind, shape in zip(kinds, rows.geometry, strict=True):
        yield kind.partition(" (")[0], shape


def _drawn(line: shapely.Geometry, borders: shapely.Geometry) -> Iterable[shapely.LineString]:
    """Give a boundary as it is drawn: along the base map's borders where it is one of them, else simplified."""
    near = shapely.line_merge(shapely.intersection(borders, shapely.buffer(line, _NEAR_DEG)))
    same = [part for part in shapely.get_parts(near) if part.length >= _SHORTEST_DEG]
    covered = shapely.intersection(line, shapely.buffer(shapely.union_all(same), _NEAR_DEG)).length
    parts = same if covered >= _SAME * line.length else shapely.get_parts(shapely.simplify(line, _TOLERANCE_DEG))
    rounded = [shapely.transform(part, lambda lonlat: lonlat.round(DECIMALS)) for part in parts]
    return [shapely.normalize(part) for part in rounded if part.length > 0]
