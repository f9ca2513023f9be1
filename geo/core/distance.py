"""Distances on the ellipsoid, by geopy; the only place that imports it."""

from __future__ import annotations

from geopy.distance import geodesic

__all__ = ["LonLat", "distance_km"]

LonLat = tuple[float, float]
"""Longitude and latitude in degrees, EPSG:4326."""


def distance_km(one: LonLat, other: LonLat) -> float:
    """Measure the geodesic distance between two points.

    Parameters
    ----------
    one, other : (float, float)
        Longitude, latitude in degrees, EPSG:4326.

    Returns
    -------
    float
        Kilometres on the WGS 84 ellipsoid (Karney 2013, as geopy has it).
    """
    return float(geodesic(one[::-1], other[::-1]).km)
