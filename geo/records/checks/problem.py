"""What a rule looks at, and what it finds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import shapely

from geo.core.distance import LonLat
from geo.core.errors import one_line
from geo.records.subject import Subject

__all__ = ["Context", "KnownTown", "Problem", "Surroundings", "is_past", "repeated"]


class KnownTown(Protocol):
    """What a rule asks of a town; see :class:`geo.find.towns.Town`."""

    @property
    def name(self) -> str:
        """Its name of today."""

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""

    @property
    def people(self) -> int:
        """How many live there."""

    @property
    def point(self) -> LonLat:
        """Longitude, latitude in degrees."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which record, in which field, and what to do about it."""

    record_id: str
    field: str
    message: str

    def __str__(self) -> str:
        return one_line(f"{self.record_id}: {self.field} {self.message}")


def repeated(ids: Iterable[str], what: str) -> list[Problem]:
    """Say which ids stand more than once among things of a kind, which is named in the plural."""
    counts = Counter(ids)
    return [Problem(one, "id", f"is used by two {what}; an id names one") for one in counts if counts[one] > 1]


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules may look at beside the record.

    Attributes
    ----------
    countries : dict of str to shapely.Geometry
        The base map's countries, by code.
    today : datetime.date
        The day of the check.
    subject : Subject
        What the data are about.
    held : dict of tuple to shapely.Geometry
        Countries joined with the state that holds a place in them, by both codes; filled as they are asked for.
    """

    countries: dict[str, shapely.Geometry]
    today: dt.date
    subject: Subject
    held: dict[tuple[str, str], shapely.Geometry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules on all records together may know beside the records.

    Attributes
    ----------
    unread : frozenset of str
        Ids whose files are there but cannot be read.
    persons : mapping of str to int
        Persons who are honoured by what was published, with the number of their records.
    towns : mapping of int to KnownTown
        The towns that a record may lie in, by their numbers at GeoNames.
    in_no_town : frozenset of str
        The kinds that lie in no town.
    """

    unread: frozenset[str] = frozenset()
    persons: Mapping[str, int] = field(default_factory=dict)
    towns: Mapping[int, KnownTown] = field(default_factory=dict)
    in_no_town: frozenset[str] = frozenset()


def is_past(date: str, today: dt.date) -> bool:
    """Tell whether a text is an ISO 8601 day that is not later than today."""
    try:
        return dt.date.fromisoformat(date) <= today
    except ValueError:
        return False
