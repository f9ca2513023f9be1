"""Rules on the second reading: that each row is about a period that is there, and says how its answers agree."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from geo.core.errors import DateError
from geo.records.checks.problem import Problem, is_past
from geo.records.model import Record
from geo.records.second_reading import NOT_FOUND, VERDICTS, WHAT, Row, agreement

__all__ = ["check_second_reading"]


def check_second_reading(rows: Sequence[Row], records: Sequence[Record], today: dt.date) -> Iterator[Problem]:
    """Say what is wrong with the second reading.

    Parameters
    ----------
    rows : sequence of Row
    records : sequence of Record
    today : datetime.date
        Nothing was read later.

    Yields
    ------
    Problem
        Of a row whose record or period is no more, of an item that stands twice, of a word for the agreement that
        does not follow from the two answers, and of a row without page or day.
    """
    by_id = {record.id: record for record in records}
    items = Counter(row.item for row in rows)
    for row in rows:
        where = f"second-reading.csv, item {row.item}"
        if items[row.item] > 1:
            yield Problem(where, "item", "stands twice; give each question its place in the draw")
        if row.record not in by_id:
            yield Problem(where, "record", f'"{row.record}" is not the id of a record; mend it')
        elif message := _missing(by_id[row.record], row):
            yield Problem(where, "period", message)
        if row.what not in WHAT:
            yield Problem(where, "what", f'is "{row.what}"; write one of {", ".join(WHAT)}')
        elif message := _disagrees(row):
            yield Problem(where, "agreement", message)
        if row.verdict not in VERDICTS:
            yield Problem(where, "verdict", f'is "{row.verdict}"; write one of {", ".join(VERDICTS[1:])}, or nothing')
        if row.second != NOT_FOUND and not row.address.startswith(("http://", "https://")):
            yield Problem(where, "address", "is no http(s) address of the page that was read; give it")
        if not is_past(row.read, today):
            yield Problem(where, "read", f'"{row.read}" is not a day up to today; write it as 2026-11-28')


def _missing(record: Record, row: Row) -> str | None:
    if row.period.isdecimal() and int(row.period) < len(record.names):
        name = record.names[int(row.period)]
        return None if name.status == "honouring" else f"{row.period} is no honouring period of {record.id}; mend it"
    return f'"{row.period}" is no period of {record.id}; mend it'


def _disagrees(row: Row) -> str | None:
    try:
        meant = agreement(row.what, row.value, row.second)
    except DateError as error:
        return f"cannot be told: {error}"
    return None if row.agreement == meant else f'is "{row.agreement}"; the two answers make it "{meant}"'
