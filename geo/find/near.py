"""What lies near a town or a point: distances on the ellipsoid, directions on the compass."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.core.distance import LonLat, distance_km
from geo.find.letters import Letters, letters_of
from geo.find.towns import Town, Towns

__all__ = ["WINDS", "distance_words", "distances", "find_towns", "nearby", "nearest", "sounds_of"]

WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
"""The eight directions, clockwise from north."""
_CANDIDATES = 40


def find_towns(towns: Towns, text: str, limit: int = 5) -> list[Town]:
    """Find towns by name, in any script that the list of towns has them in.

    Parameters
    ----------
    towns : list of Town
        From :func:`geo.find.towns.read_towns`, the most populous first.
    text : str
        At least two letters; in any script.
    limit : int

    Returns
    -------
    list of Town
        Those whose name, or one of whose other names, is the text; then those whose name begins with it; the most
        populous first.
    """
    letters, sounds = sounds_of(tuple(towns))
    query = letters.fold(text[:100])
    wanted = query.joined_sound
    if min(len(query.joined), len(wanted)) < 2:
        return []
    same = [town for town, names in zip(towns, sounds, strict=True) if wanted in names]
    begin = [town for town, names in zip(towns, sounds, strict=True) if names[0].startswith(wanted)]
    return [*same, *(town for town in begin if town not in same)][:limit]


def distances(periods: gpd.GeoDataFrame, point: LonLat) -> pd.DataFrame:
    """Measure how far every record is from a point.

    Parameters
    ----------
    periods : geopandas.GeoDataFrame
        The layer or some of its rows, EPSG:4326.
    point : (float, float)
        Longitude, latitude in degrees.

    Returns
    -------
    pandas.DataFrame
        Like :func:`nearest`, of all records; about 0.1 ms a record.
    """
    return nearest(periods, point, limit=len(periods), candidates=len(periods))


def nearby(periods: gpd.GeoDataFrame, point: LonLat, name: str, titles: dict[str, str]) -> dict[str, Any]:
    """Say what lies nearest to a place, as the map shows it.

    Parameters
    ----------
    periods : geopandas.GeoDataFrame
        The rows that pass the filters, EPSG:4326.
    point : (float, float)
        Longitude, latitude in degrees.
    name : str
        What to call the place.
    titles : dict of str to str
        Of the records, by id; a record without one is called by its name in the rows, its honoured one if it is there.

    Returns
    -------
    dict
        ``lon``, ``lat``, ``title`` and ``items``: ``id``, ``title`` and ``where`` of each record, nearest first.
    """
    near = nearest(periods, point)
    titles = _names(periods[periods["record_id"].isin(near.index)]) | titles
    items = [
        {"id": record, "title": titles[str(record)], "where": distance_words(row["km"], row["direction"])}
        for record, row in near.iterrows()
    ]
    return {"lon": point[0], "lat": point[1], "title": f"Nearest to {name}", "items": items}


def distance_words(km: float, direction: str) -> str:
    """Put a distance and a direction into words.

    Examples
    --------
    >>> distance_words(8.437, "south"), distance_words(123.4, "north-east"), distance_words(0.04, "")
    ('8.4 km south', '123 km north-east', 'here')
    """
    if not direction:
        return "here"
    return f"{km:.1f} km {direction}" if km < 10 else f"{km:.0f} km {direction}"


def nearest(periods: gpd.GeoDataFrame, point: LonLat, limit: int = 8, candidates: int = _CANDIDATES) -> pd.DataFrame:
    """List the records nearest to a point.

    Parameters
    ----------
    periods : geopandas.GeoDataFrame
        The layer or some of its rows, EPSG:4326.
    point : (float, float)
        Longitude, latitude in degrees.
    limit : int
    candidates : int
        How many of those nearest on the sphere are measured on the ellipsoid.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``record_id``, nearest first: ``km`` (geodesic, by geopy), ``direction`` (one of :data:`WINDS`, as
        seen from the point; empty where the distance is under 100 m).
    """
    records = periods.drop_duplicates("record_id")
    there = np.column_stack([records.geometry.x, records.geometry.y]) if len(records) else np.empty((0, 2))
    order = np.argsort(_chord(_on_sphere(there), point))[:candidates]
    rows = [(records["record_id"].iloc[at], distance_km(point, tuple(there[at])), tuple(there[at])) for at in order]
    rows.sort(key=lambda row: row[1])
    table = pd.DataFrame(
        [(name, km, _direction(point, spot) if km >= 0.1 else "") for name, km, spot in rows[:limit]],
        columns=["record_id", "km", "direction"],
    )
    return table.set_index("record_id")


@lru_cache(maxsize=4)
def sounds_of(towns: tuple[Town, ...]) -> tuple[Letters, list[list[str]]]:
    """Give the letters of towns' names and the sounds of the names of each, its own first; once for each list.

    Parameters
    ----------
    towns : tuple of Town
    """
    letters = letters_of(name for town in towns for name in (town.name, *town.names))
    return letters, [[letters.fold(name).joined_sound for name in (town.name, *town.names)] for town in towns]


def _names(periods: pd.DataFrame) -> dict[str, str]:
    """Give the first honoured name of each record, or else its first name."""
    ordered = periods.sort_values("status", key=lambda status: status != "honouring", kind="stable")
    first = ordered.drop_duplicates("record_id")
    return dict(zip(first["record_id"], first["name"], strict=True))


def _chord(there: np.ndarray[Any, Any], point: LonLat) -> np.ndarray[Any, Any]:
    """Give the squared straight distance from points on the unit sphere, through it: enough to order them."""
    return np.asarray(((there - _on_sphere(np.array([point]))) ** 2).sum(axis=1))


def _on_sphere(lonlat: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    lon, lat = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _direction(one: LonLat, other: LonLat) -> str:
    """Name the initial bearing of the great circle (Snyder 1987, Map Projections, eq. 5-4b) as a wind."""
    (lon1, lat1), (lon2, lat2) = np.radians(one), np.radians(other)
    across = np.sin(lon2 - lon1) * np.cos(lat2)
    along = np.cos(lat1) * np.sin(lat2) - np.sin(lat1) * np.cos(lat2) * np.cos(lon2 - lon1)
    return WINDS[round(float(np.degrees(np.arctan2(across, along))) / 45) % 8]
