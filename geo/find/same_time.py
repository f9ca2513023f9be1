"""Neighbours in time: what changed elsewhere in the same week as a record did."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geo.core.dates import spoken
from geo.core.errors import QueryError
from geo.records.model import Name, Record

__all__ = ["Neighbour", "neighbours"]

_TO_THE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A change of another record, near in time.

    Attributes
    ----------
    record_id, title : str
        The other record.
    what : str
        The name from then on and how it came: ``Karl-Marx-Allee: renamed``.
    when : str
        Its day in words; see :func:`geo.core.dates.spoken`.
    days : int
        Days from the chosen record's change to this one; negative if this one came first.
    """

    record_id: str
    title: str
    what: str
    when: str
    days: int


@dataclass(frozen=True, slots=True)
class _Change:
    day: dt.date
    period: Name


def neighbours(records: Mapping[str, Record], record_id: str, days: int = 7, limit: int = 8) -> list[Neighbour]:
    """Find the records that changed within some days of a record.

    Only changes count that are given to the day, plainly: neither ``1961-11`` nor ``1961-11-10?`` is in any week. A
    change is the start of a period with the status ``honouring`` or ``after`` that says how it began. A start that is
    no date at all, which :mod:`geo.records.checks` reports, does not count.

    Parameters
    ----------
    records : mapping of str to Record
        All records by id.
    record_id : str
        The chosen one.
    days : int
        Largest distance, in days either way, that still counts.
    limit : int
        Largest number of neighbours.

    Returns
    -------
    list of Neighbour
        Each other record once, with the change that is nearest to any of the chosen record's; nearest first, then
        the earlier, then by title.

    Raises
    ------
    QueryError
        If there is no such record.
    """
    if record_id not in records:
        raise QueryError(f'there is no record "{record_id}"; choose one of the {len(records)} by its id')
    chosen = records[record_id]
    own = [change.day for change in _changes(chosen)]
    others = {record.id: record for record in records.values() if record.id != chosen.id}
    found = [pair for other in others.values() for pair in _nearest(own, other) if abs(pair[0].days) <= days]
    found.sort(key=lambda pair: (abs(pair[0].days), pair[1], pair[0].title.casefold(), pair[0].record_id))
    return [neighbour for neighbour, _ in found[: max(limit, 0)]]


def _nearest(own: Iterable[dt.date], other: Record) -> Iterator[tuple[Neighbour, dt.date]]:
    """Give the change of another record that is nearest to one of some days, with its day; nothing if it has none."""
    pairs = [((change.day - day).days, change) for change in _changes(other) for day in own]
    if pairs:
        days, change = min(pairs, key=lambda pair: (abs(pair[0]), pair[1].day))
        what = f"{change.period.name}: {change.period.change}"
        yield Neighbour(other.id, other.title, what, spoken(change.day.isoformat()), days), change.day


def _changes(record: Record) -> Iterator[_Change]:
    for period in record.names:
        day = _day(period.start)
        if day and period.change and period.status != "before":
            yield _Change(day, period)


def _day(bound: str | None) -> dt.date | None:
    """Give the day of a bound that is given to the day without doubt.

    Of the profile in :mod:`geo.core.dates` only ``1961-11-10`` is that. The standard library reads it in less than a
    microsecond, :func:`geo.core.dates.parse` in 5 ms: 3 s for all records when the first one is opened.
    """
    try:
        return dt.date.fromisoformat(bound) if bound and _TO_THE_DAY.fullmatch(bound) else None
    except ValueError:
        return None
