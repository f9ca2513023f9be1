"""Files of outlines (the base map, the borders of the time), trusted only after a look."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import shapely

from geo.core.errors import LayerError, one_line, quoted
from geo.core.files import read_json

__all__ = ["is_on_earth", "polygon_of", "read_outlines"]

_REMEDY = "restore it from the repository"
_FEWEST = 4
"""Positions of a ring, of which the last is the first again (RFC 7946, section 3.1.6)."""


def read_outlines(path: Path, fault_of: Callable[[dict[str, Any]], str | None]) -> dict[str, Any]:
    """Read a GeoJSON file of polygons, and look at every one of them.

    Parameters
    ----------
    path : Path
    fault_of : callable
        Says what is wrong with the properties of a feature, if anything is.

    Returns
    -------
    dict
        The FeatureCollection; EPSG:4326, longitude first.

    Raises
    ------
    LayerError
        If the file is missing, is not such a collection, or has a ring that is no ring on earth; names the file, the
        place and the remedy.
    """
    collection = read_json(path, LayerError, _REMEDY)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise LayerError(f"{path.name}: is not a GeoJSON FeatureCollection; {_REMEDY}")
    for number, feature in enumerate(features):
        if fault := _feature_fault(feature, fault_of):
            raise LayerError(f"{path.name}: features[{number}]{fault}; {_REMEDY}")
    return dict(collection)


def _feature_fault(feature: Any, fault_of: Callable[[dict[str, Any]], str | None]) -> str | None:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return " is not a feature with properties"
    if fault := fault_of(feature["properties"]):
        return f".properties: {fault}"
    try:
        polygon_of(feature.get("geometry"))
    except ValueError as error:
        return f" ({one_line(str(feature['properties']['name'])[:80])}): {error}"
    return None


def polygon_of(geometry: Any) -> shapely.Geometry:
    """Read one polygon.

    Parameters
    ----------
    geometry : object
        What a GeoJSON feature has as its geometry (RFC 7946: EPSG:4326, longitude first).

    Returns
    -------
    shapely.Polygon or shapely.MultiPolygon
        It may be empty.

    Raises
    ------
    ValueError
        If it is anything else, or has a ring that does not close, or a coordinate that is not on earth; names the
        place.
    """
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValueError("geometry is no polygon")
    for place, ring in _rings(geometry["type"], geometry.get("coordinates")):
        if fault := _ring_fault(ring):
            raise ValueError(f"geometry.{place}{fault}")
    return shapely.geometry.shape(geometry)


def _rings(kind: str, coordinates: Any) -> Iterator[tuple[str, Any]]:
    if kind == "Polygon":
        yield from _numbered("coordinates", coordinates)
        return
    for place, polygon in _numbered("coordinates", coordinates):
        yield from _numbered(place, polygon)


def _numbered(place: str, parts: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(parts, list):
        raise ValueError(f"geometry.{place} is {quoted(parts)}, not a list")
    for number, part in enumerate(parts):
        yield f"{place}[{number}]", part


def _ring_fault(ring: Any) -> str | None:
    if not isinstance(ring, list) or len(ring) < _FEWEST:
        return f" is {quoted(ring)}, not a ring of {_FEWEST} positions or more"
    for number, position in enumerate(ring):
        if not is_on_earth(position):
            return f"[{number}] is {quoted(position)}, not degrees of longitude (-180 to 180) and latitude (-90 to 90)"
    if ring[0] != ring[-1]:
        return f" ends at {quoted(ring[-1])}, not where it begins, at {quoted(ring[0])}"
    return None


def is_on_earth(position: Any) -> bool:
    """Tell whether something is a position: degrees of longitude and latitude."""
    match position:
        case [int() | float() as lon, int() | float() as lat]:
            if isinstance(lon, bool) or isinstance(lat, bool) or not (math.isfinite(lon) and math.isfinite(lat)):
                return False
            return abs(lon) <= 180 and abs(lat) <= 90
    return False
