"""Rules on the frame of places: that each row and the records agree."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from geo.records.checks.problem import Problem
from geo.records.frame import ANSWERS, Answer, Place, recorded
from geo.records.model import Record
from geo.records.subject import Subject

__all__ = ["check_frame"]


def check_frame(
    places: Sequence[Place], records: Sequence[Record], today: dt.date, subject: Subject
) -> Iterator[Problem]:
    """Say what is wrong with the frame of places.

    Parameters
    ----------
    places : sequence of Place
    records : sequence of Record
    today : datetime.date
        No day of looking may be later.
    subject : Subject

    Yields
    ------
    Problem
        Of a row and a column: a class without its record, a record without its class, a search without its day.
    """
    ids = {record.id for record in records}
    known = recorded(records, places, subject)
    rows = Counter(place.geonames for place in places)
    for place in places:
        row = f"frame.csv, {place.name}"
        if rows[place.geonames] > 1:
            yield Problem(row, "geonames", f"{place.geonames} stands in {rows[place.geonames]} rows; a place has one")
        for name in subject.frame:
            answer, near = place.answers[name], known.get((place.geonames, name), ())
            found = [*_faults(name, answer, today), *_strangers(name, answer, near, ids)]
            yield from (Problem(row, column, message) for column, message in found)


def _strangers(name: str, answer: Answer, near: Sequence[str], ids: set[str]) -> Iterator[tuple[str, str]]:
    """Compare the records that a row names with those that are there."""
    for one in answer.records:
        if one not in ids:
            yield f"{name}_record", f'names "{one}", but there is no such record; take it out'
        elif one not in near:
            yield f"{name}_record", f'names "{one}", which is not of the class {name} or not of this place'
    if lacking := sorted(set(near) - set(answer.records)):
        yield name, f'is "{answer.answer}" without {", ".join(lacking)}; run "python -m geo format"'


def _faults(name: str, found: Answer, today: dt.date) -> Iterator[tuple[str, str]]:
    if found.answer not in ANSWERS:
        yield name, f'is "{found.answer}"; write one of {", ".join(ANSWERS)}'
    if (found.answer == "recorded") != bool(found.records):
        yield (
            f"{name}_record",
            f'does not go with "{found.answer}"; what is recorded has a record, and nothing else has',
        )
    if found.answer == "none found" and not (found.looked and found.where):
        yield f"{name}_looked", "is empty; say on which day and where it was looked for in vain"
    if found.answer == "not looked" and (found.looked or found.where):
        yield f"{name}_looked", "does not go with not looked; take it out, or write none found"
    if found.looked:
        try:
            late = dt.date.fromisoformat(found.looked) > today
        except ValueError:
            late = True
        if late:
            yield f"{name}_looked", f'"{found.looked}" is not a day up to today; write it as 2026-11-28'
