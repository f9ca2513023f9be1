"""Rules on the searches in vain: that they are about something that is still not known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from geo.records.checks.problem import Problem, is_past
from geo.records.model import Record
from geo.records.searches import Search

__all__ = ["check_searches"]

_FIELD = re.compile(r"names\[(\d{1,4})\]\.(start|end|attested)")


def check_searches(searches: Sequence[Search], records: Sequence[Record], today: dt.date) -> Iterator[Problem]:
    """Say what is wrong with the list of searches.

    Parameters
    ----------
    searches : sequence of Search
    records : sequence of Record
    today : datetime.date
        No search may be later.

    Yields
    ------
    Problem
        Of the search for a record that is not there, or a date that is known, and of one without day or place.
    """
    by_id = {record.id: record for record in records}
    for search in searches:
        row = f"looked.csv, {search.record}"
        if search.record not in by_id:
            yield Problem(row, "record", "is not the id of a record; mend it, or take the row out")
        elif message := _known(by_id[search.record], search.field):
            yield Problem(row, "field", message)
        if not is_past(search.date, today):
            yield Problem(row, "date", f'"{search.date}" is not a day up to today; write it as 2026-11-28')
        if not search.where.strip():
            yield Problem(row, "where", "is empty; say where it was looked for, and by what words")


def _known(record: Record, field: str) -> str | None:
    parts = _FIELD.fullmatch(field)
    if parts is None or int(parts[1]) >= len(record.names):
        return f'"{field}" is no field of the record; write names[0].start, names[0].end or names[0].attested'
    if parts[2] != "attested" and getattr(record.names[int(parts[1])], parts[2]) is not None:
        return f'"{field}" is dated by now; take the row out'
    return None
