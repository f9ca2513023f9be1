"""What a rule looks at, and what it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import shapely

from geo.core.errors import one_line

__all__ = ["Context", "Problem", "Surroundings", "is_past"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which record, in which field, and what to do about it."""

    record_id: str
    field: str
    message: str

    def __str__(self) -> str:
        return one_line(f"{self.record_id}: {self.field} {self.message}")


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules may look at beside the record: the countries of the base map and the day of the check."""

    countries: dict[str, shapely.Geometry]
    today: dt.date


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules on all records together may know beside the records.

    Attributes
    ----------
    unread : frozenset of str
        Ids whose files are there but cannot be read.
    persons : mapping of str to int
        Persons who are honoured by what was published, with the number of their records.
    """

    unread: frozenset[str] = frozenset()
    persons: Mapping[str, int] = field(default_factory=dict)


def is_past(date: str, today: dt.date) -> bool:
    """Tell whether a text is an ISO 8601 day that is not later than today."""
    try:
        return dt.date.fromisoformat(date) <= today
    except ValueError:
        return False
