"""Towns by GeoNames (CC BY 4.0): large ones, and those with records or asked about, with their names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.core.distance import LonLat
from geo.core.errors import LayerError, quoted
from geo.core.files import read_json

__all__ = ["Town", "Towns", "read_towns"]


@dataclass(frozen=True, slots=True)
class Town:
    """A town of GeoNames.

    Attributes
    ----------
    name : str
        Its name of today as GeoNames writes it.
    lon, lat : float
        Degrees, EPSG:4326, to two decimals.
    people : int
    country : str
        ISO 3166-1 alpha-2.
    id : int or None
        Its number at GeoNames, if a record lies in it or the frame of places asks about it.
    names : tuple of str
        Its other names and spellings, if it has a number: for the search alone.
    """

    name: str
    lon: float
    lat: float
    people: int
    country: str
    id: int | None = None
    names: tuple[str, ...] = ()

    @property
    def point(self) -> LonLat:
        """Longitude, latitude in degrees."""
        return self.lon, self.lat


Towns = list[Town]
"""The most populous first."""


def read_towns(path: Path) -> Towns:
    """Read ``data/towns.json``.

    Returns
    -------
    list of Town

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
            case [
                str() as name, int() | float() as lon, int() | float() as lat, int() as people, str() as country, *more
            ] if abs(lon) <= 180 and abs(lat) <= 90 and people >= 0 and _are_more(more):  # fmt: skip
                known = (more[0], tuple(more[1])) if more else (None, ())
                towns.append(Town(name, float(lon), float(lat), people, country, *known))
            case _:
                fault = (
                    f"[{number}] is {quoted(row)}, not a name, degrees of longitude and latitude, people, a country "
                    "and, where a record lies in it, a number and other names"
                )
                raise LayerError(f"{path.name}: {fault}; {remedy}")
    return towns


def _are_more(more: list[object]) -> bool:
    match more:
        case []:
            return True
        case [int() as number, list() as names]:
            return number > 0 and all(isinstance(name, str) for name in names)
    return False
