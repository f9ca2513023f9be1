"""Rules on records beside each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from anyascii import anyascii
from rapidfuzz import fuzz

from geo.core.distance import near_pairs
from geo.core.errors import DateError
from geo.records.chain import years_of
from geo.records.checks.problem import Problem, Surroundings
from geo.records.model import Precision, Record
from geo.records.shape import meant_among

__all__ = ["distinct", "ids", "near_duplicates", "notes", "persons", "related"]

TWIN_KM = 0.2
"""Two records nearer than this (geodesic) may be one thing, in kilometres."""
LIKE = 85
"""Likeness of two whole names (0 to 100, of rapidfuzz) from which they may be one person's."""
LIKE_GIVEN = 65
"""Likeness of two given names from which, the surname being the same, they may be one person's."""


def ids(records: list[Record], _: Surroundings) -> Iterator[Problem]:
    """An id names one record."""
    for record_id, count in Counter(record.id for record in records).items():
        if count > 1:
            yield Problem(record_id, "id", f"is used by {count} files; an id names one record")


def related(records: list[Record], around: Surroundings) -> Iterator[Problem]:
    """Related records exist and name each other."""
    by_id = {record.id: record for record in records}
    for record in records:
        for other in record.related:
            if other == record.id:
                yield Problem(record.id, "related", f'names "{other}", which is the record itself; take it out')
            elif other in by_id and record.id not in by_id[other].related:
                yield Problem(record.id, "related", f'names "{other}", which does not name it back; add it there')
            elif other not in by_id and other not in around.unread:
                yield Problem(record.id, "related", _no_such(other, by_id))


def distinct(records: list[Record], around: Surroundings) -> Iterator[Problem]:
    """What a record is distinct from exists."""
    by_id = {record.id: record for record in records}
    for record in records:
        for other in record.distinct_from:
            if other == record.id:
                yield Problem(record.id, f"distinct_from.{other}", "is the record itself; take it out")
            elif other not in by_id and other not in around.unread:
                yield Problem(record.id, "distinct_from", _no_such(other, by_id))


def _no_such(other: str, ids: Iterable[str]) -> str:
    meant = meant_among(other, ids)
    remedy = f'; did you mean "{meant}"?' if meant else "; mend the id, or take it out"
    return f'names "{other}", but there is no such other record{remedy}'


def persons(records: list[Record], around: Surroundings) -> Iterator[Problem]:
    """No honoured person is one slip from another who is honoured more often: each has one name.

    Counted are the records at hand or, where they are more, those of what was published.
    """
    counts = Counter(person for record in records for person in {record.honours, *record.also_honours})
    known = {person: max(counts[person], around.persons.get(person, 0)) for person in {*counts, *around.persons}}
    for person in counts:
        nearer = [other for other in known if known[other] > counts[person] and _near(person, other)]
        if not nearer:
            continue
        meant = max(nearer, key=lambda other: known[other])
        for record in records:
            for field, names in (("honours", [record.honours]), ("also_honours", record.also_honours)):
                if person in names:
                    yield Problem(record.id, field, f'is "{person}"; did you mean "{meant}", as in other records?')


def _near(one: str, other: str) -> bool:
    """Tell whether two names may be of one person: alike, the surname alone, or with initials or further names."""
    if one == other:
        return False
    first, second = (re.sub(r"[.,]", " ", anyascii(name)).casefold().split() for name in (one, other))
    if not first or not second:
        return False
    if fuzz.ratio(" ".join(sorted(first)), " ".join(sorted(second))) >= LIKE:
        return True
    if first[-1] != second[-1]:
        return False
    given, longer = sorted((first[:-1], second[:-1]), key=lambda names: len("".join(names)))
    if not given or {*given} <= {*longer} or (len(given[0]) == 1 and given[0] == longer[0][0]):
        return True
    return fuzz.ratio(given[0], longer[0]) >= LIKE_GIVEN


def notes(records: list[Record], _: Surroundings) -> Iterator[Problem]:
    """No note stands twice."""
    first: dict[str, str] = {}
    for record in records:
        other = first.setdefault(record.note.casefold(), record.id)
        if other != record.id:
            yield Problem(record.id, "note", f'is that of "{other}"; say what is particular here')


def near_duplicates(records: list[Record], _: Surroundings) -> Iterator[Problem]:
    """No two records of one kind and person, honoured at the same time, lie within 200 m unless they say why.

    Only points that claim to be the spot are compared: two records at one town's centre say by their precision that
    the point is not the spot.
    """
    spots = [record for record in records if record.location.precision in (Precision.EXACT, Precision.STREET)]
    places = [(record.location.lon, record.location.lat) for record in spots]
    groups = [(record.kind, record.honours) for record in spots]
    for here, there in near_pairs(places, TWIN_KM, groups):
        one, other = spots[here], spots[there]
        if other.id in one.distinct_from or one.id in other.distinct_from or not _honoured_together(one, other):
            continue
        message = f'is within 200 m of "{other.id}"; if both are right, say why in `distinct_from`'
        yield Problem(one.id, "location", message)


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
