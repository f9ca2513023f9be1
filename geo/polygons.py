"""Polygons as GeoJSON files write them, trusted only after a look."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely.errors import ShapelyError

__all__ = ["polygon_of"]

_FURTHEST_DEG = (180, 90)


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
        If it is anything else, or has a coordinate that is not on earth.
    """
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValueError("it is no polygon")
    try:
        with np.errstate(all="ignore"):
            shape = shapely.geometry.shape(geometry)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, ShapelyError) as error:
        raise ValueError(f"it is no polygon: {error}") from error
    if not (np.abs(shapely.get_coordinates(shape)) <= _FURTHEST_DEG).all():
        raise ValueError("it has coordinates beyond 180 degrees of longitude or 90 of latitude")
    return shape
