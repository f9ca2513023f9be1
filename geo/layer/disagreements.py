"""What the sources of a record say differently: beside each period, and as a table of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from geo.records.model import Record

__all__ = ["DISAGREEMENTS", "differences", "disagreements_of"]

DISAGREEMENTS = {
    "record_id": "str", "period": "int?", "field": "str", "value": "str?", "other_value": "str", "source": "str",
    "publisher": "str",
}  # fmt: skip
"""The columns of the table, with their types; their words stand in the catalogue under ``disagreement.<name>``."""

_OF_PERIOD = re.compile(r"names\[(\d+)\]\.(\w+)")


class _Statement(NamedTuple):
    """One row of the table."""

    record_id: str
    period: int | None
    field: str
    value: str | None
    other_value: str
    source: str
    publisher: str


def differences(record: Record, number: int) -> list[str]:
    """Put into one text each what other sources say of a period, and of its record as a whole.

    Parameters
    ----------
    record : Record
    number : int
        The period's place in the chain.

    Returns
    -------
    list of str
        As ``start: 1935 (Town Museum, https://museum.example.org/b)``, in the order of the record.
    """
    return [
        f"{one.field}: {one.other_value} ({one.publisher}, {one.source})"
        for one in _statements(record)
        if one.period in (None, number)
    ]


def disagreements_of(records: Iterable[Record], chosen: Collection[str] | None = None) -> pd.DataFrame:
    """Give what sources say differently as a table.

    Parameters
    ----------
    records : iterable of Record
    chosen : collection of str, optional
        Ids of the records that are asked for; else all.

    Returns
    -------
    pandas.DataFrame
        One row a statement, by record and in the record's order, with the columns of :data:`DISAGREEMENTS`:
        ``period`` (Int64: the place in the chain; null of what is said of the whole record), ``field`` (``start``,
        ``end``, ``name``, ``names`` for the chain, ``location``, ``monument.height_m``, ...), ``value`` (ours, as the
        record has it; null where it has none), ``other_value``, ``source`` (address) and ``publisher``.
    """
    ordered = sorted(records, key=lambda record: record.id)
    rows = [one for record in ordered if chosen is None or record.id in chosen for one in _statements(record)]
    table = pd.DataFrame(rows, columns=list(DISAGREEMENTS), dtype="object")
    return table.astype({"period": "Int64"})


def _statements(record: Record) -> Iterator[_Statement]:
    for one in record.disagreements:
        found = _OF_PERIOD.fullmatch(one.field)
        period, field = (int(found[1]), found[2]) if found else (None, one.field)
        source = record.sources[one.source]
        own = _own(record, period, field)
        yield _Statement(record.id, period, field, own, one.value, source.url, source.publisher)


def _own(record: Record, period: int | None, field: str) -> str | None:
    """Give what the record says itself: degrees of a location, all names of a chain."""
    if field == "location":
        return f"{record.location.lat}, {record.location.lon}"
    if field == "names":
        return "; ".join(dict.fromkeys(one.name for one in record.names))
    value: Any = record if period is None else record.names[period]
    for part in field.split("."):
        value = getattr(value, part, None)
    return f"{value:g}" if isinstance(value, float) else None if value is None else str(value)
