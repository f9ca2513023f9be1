"""Distances on the ellipsoid, by geopy; the only place that imports it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import product

from geopy.distance import geodesic

__all__ = ["LonLat", "distance_km", "near_pairs"]

LonLat = tuple[float, float]
"""Longitude and latitude in degrees, EPSG:4326."""
_EQUATOR_KM, _FLATTENING = 6378.137, 1 / 298.257223563
"""Half the axis at the equator, and the flattening, of the ellipsoid WGS 84."""


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


def near_pairs(
    places: Sequence[LonLat], within_km: float, groups: Sequence[Hashable] | None = None
) -> Iterator[tuple[int, int]]:
    """Give every pair of places nearer to each other than a distance, without measuring all pairs.

    The places are put into cubes as wide as the distance, by their Cartesian coordinates on the ellipsoid; a pair that
    is so near lies in one cube or in two that touch, because the way through the earth is never longer than the one
    along its surface. Poles and the antimeridian are places like others.

    Parameters
    ----------
    places : sequence of (float, float)
        Longitude, latitude in degrees, EPSG:4326; one beyond a pole is near nothing.
    within_km : float
        Geodesic distance in kilometres, above zero.
    groups : sequence, optional
        What each place belongs to; only places of one group are compared.

    Yields
    ------
    tuple of int
        The indexes of a pair, the lower first, in order.
    """
    cubes: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        if abs(place[1]) > 90:
            continue
        group = groups[index] if groups else None
        x, y, z = (math.floor(part / within_km) for part in _cartesian_km(place))
        beside = (cubes.get((group, x + a, y + b, z + c), ()) for a, b, c in product((-1, 0, 1), repeat=3))
        cubes[group, x, y, z].append(index)
        near = (other for cube in beside for other in cube if other != index)
        for other in sorted(near):
            if distance_km(places[other], place) < within_km:
                yield other, index


def _cartesian_km(place: LonLat) -> tuple[float, float, float]:
    """Give a place on the ellipsoid in kilometres from its centre (EPSG method 9602)."""
    lon, lat = (math.radians(degrees) for degrees in place)
    squared = _FLATTENING * (2 - _FLATTENING)
    normal = _EQUATOR_KM / math.sqrt(1 - squared * math.sin(lat) ** 2)
    x, y = (normal * math.cos(lat) * turned for turned in (math.cos(lon), math.sin(lon)))
    return x, y, normal * (1 - squared) * math.sin(lat)
