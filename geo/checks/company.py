"""Rules on records beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from geo.chain import years_of
from geo.checks.problem import Problem
from geo.errors import DateError
from geo.geocode import distance_km
from geo.records import Record

__all__ = ["ids", "notes", "related", "twins"]

TWIN_KM = 0.2
"""Two records nearer than this (geodesic) may be one thing, in kilometres."""


def ids(company: list[Record]) -> Iterator[Problem]:
    """An id names one record."""
    for record_id, count in Counter(record.id for record in company).items():
        if count > 1:
            yield Problem(record_id, "id", f"is used by {count} files; an id names one record")


def related(company: list[Record]) -> Iterator[Problem]:
    """Related records exist and name each other."""
    by_id = {record.id: record for record in company}
    for record in company:
        for other in record.related:
            if other == record.id or other not in by_id:
                yield Problem(record.id, "related", f'names "{other}", but there is no such other record')
            elif record.id not in by_id[other].related:
                yield Problem(record.id, "related", f'names "{other}", which does not name it back; add it there')


def notes(company: list[Record]) -> Iterator[Problem]:
    """No note stands twice."""
    first: dict[str, str] = {}
    for record in company:
        other = first.setdefault(record.note.casefold(), record.id)
        if other != record.id:
            yield Problem(record.id, "note", f'is that of "{other}"; say what is particular here')


def twins(company: list[Record]) -> Iterator[Problem]:
    """No two records of one kind and person, honoured at the same time, lie within 200 m unless they say why.

    Only points that claim to be the spot are compared: two records at one town's centre say by their precision that
    the point is not the spot.
    """
    spots = [record for record in company if record.location.precision in ("exact", "street")]
    for one, other in combinations(spots, 2):
        if (one.kind, one.honours) != (other.kind, other.honours) or not _honoured_together(one, other):
            continue
        if other.id in one.distinct_from or one.id in other.distinct_from:
            continue
        here, there = ((record.location.lon, record.location.lat) for record in (one, other))
        if abs(here[1] - there[1]) < 0.01 and distance_km(here, there) < TWIN_KM:
            told = f'is within 200 m of "{other.id}"; if both are right, say why in `distinct_from`'
            yield Problem(one.id, "location", told)


def _honoured_together(one: Record, other: Record) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in _honoured(one) for b in _honoured(other))


def _honoured(record: Record) -> Iterator[tuple[int, int]]:
    try:
        chain = years_of(record)
    except DateError:
        return
    for period, years in zip(record.names, chain, strict=True):
        if period.status == "honouring":
            yield years.start_earliest or years.start or 0, years.end or 9999
