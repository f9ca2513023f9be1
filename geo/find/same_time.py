"""Neighbours in time: what changed elsewhere in the same week as a record did."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geo.core.errors import QueryError
from geo.records.model import Name, Record
from geo.text.catalogue import PLAIN
from geo.text.dates import spoken

__all__ = ["Calendar", "Neighbour", "neighbours"]

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
        Its day in words; see :func:`geo.text.dates.spoken`.
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
    return Calendar(records.values()).neighbours(record_id, days, limit)


class Calendar:
    """The days on which records changed, in order, for those who ask for many of them.

    Parameters
    ----------
    records : iterable of Record
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = {record.id: record for record in records}
        self._days = {record.id: [change.day for change in _changes(record)] for record in self._records.values()}
        changes = [(change.day, record.id, change) for record in self._records.values() for change in _changes(record)]
        self._changes = sorted(changes, key=lambda one: one[0])

    def neighbours(self, record_id: str, days: int = 7, limit: int = 8) -> list[Neighbour]:
        """Find the records that changed within some days of one; see :func:`neighbours`."""
        if record_id not in self._records:
            raise QueryError(f'there is no record "{record_id}"; choose one of the {len(self._records)} by its id')
        nearest: dict[str, tuple[int, dt.date, _Change]] = {}
        for day in self._days[record_id]:
            for other, change in self._around(day, days):
                found = ((change.day - day).days, change.day, change)
                if other != record_id and (other not in nearest or _rank(found) < _rank(nearest[other])):
                    nearest[other] = found
        chosen = sorted(nearest.items(), key=lambda one: (*_rank(one[1]), self._title(one[0]).casefold(), one[0]))
        return [self._neighbour(other, *found) for other, found in chosen[: max(limit, 0)]]

    def _around(self, day: dt.date, days: int) -> Iterator[tuple[str, _Change]]:
        first = bisect_left(self._changes, day - dt.timedelta(days), key=lambda one: one[0])
        last = bisect_right(self._changes, day + dt.timedelta(days), key=lambda one: one[0])
        yield from ((other, change) for _, other, change in self._changes[first:last])

    def _title(self, record_id: str) -> str:
        return self._records[record_id].title

    def _neighbour(self, record_id: str, days: int, day: dt.date, change: _Change) -> Neighbour:
        became = PLAIN.word("record.change", change.period.change or "")
        what = PLAIN.message("record.changed", name=change.period.name, change=became)
        return Neighbour(record_id, self._title(record_id), what, spoken(day.isoformat()), days)


def _rank(found: tuple[int, dt.date, _Change]) -> tuple[int, dt.date]:
    return abs(found[0]), found[1]


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
