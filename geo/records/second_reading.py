"""What a second reader found who had not seen the data's value: ``data/second-reading.csv``, one row a question."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from geo.core.dates import parse
from geo.core.lists import read_rows

__all__ = ["AGREEMENTS", "COLUMNS", "NOT_FOUND", "VERDICTS", "WHAT", "Row", "agreement", "read_second_reading"]

WHAT = ("start", "end", "fate")
"""What can be asked of a period: a bound, or how a monument's last honour ended."""
NOT_FOUND = "not found"
"""The answer where no page that was read tells it."""
AGREEMENTS = ("same day", "same year", "may be the same", "other year", "same fate", "other fate", NOT_FOUND)
"""How two answers can agree; ``may be the same``: their years meet, but one of the two may mean several years."""
VERDICTS = ("", "data wrong", "sources differ", "another thing")
"""What a second look at a contradiction showed; ``another thing``: the second reader's page is about something else."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its two answers.

    Attributes
    ----------
    item : str
        Place in the order of the draw, from 1.
    record, period, what : str
        What was asked: the id of the record, the place of the period in its chain, and one of :data:`WHAT`.
    version, value : str
        The data's value at the time, and the version that had it.
    second, agreement : str
        The second reader's answer, and how the two agree (:func:`agreement`).
    verdict : str
        One of :data:`VERDICTS`, empty where nothing was contradicted.
    address, via, publisher : str
        The page that was read, the copy that was read in its place, and who answers for it.
    cited : str
        ``yes`` if the record cited that page already, ``no`` if not, empty where nothing was found.
    read, note : str
        The day of the reading (ISO 8601), and what else is to be said.
    """

    item: str
    record: str
    period: str
    what: str
    version: str
    value: str
    second: str
    agreement: str
    verdict: str
    address: str
    via: str
    publisher: str
    cited: str
    read: str
    note: str


COLUMNS = tuple(field.name for field in fields(Row))
"""The columns of ``data/second-reading.csv``."""


def read_second_reading(path: Path) -> list[Row]:
    """Read ``data/second-reading.csv``.

    Parameters
    ----------
    path : Path
        UTF-8, RFC 4180, with the columns :data:`COLUMNS`.

    Returns
    -------
    list of Row
        In the order of the file.

    Raises
    ------
    LayerError
        As for :func:`geo.core.lists.read_rows`.
    """
    return [Row(**row) for row in read_rows(path, COLUMNS, "a second reading")]


def agreement(what: str, value: str, second: str) -> str:
    """Say how the second answer agrees with the data's value.

    Parameters
    ----------
    what : {"start", "end", "fate"}
    value, second : str
        Dates of the profile in :mod:`geo.core.dates`, or fates; the second may be ``not found``.

    Returns
    -------
    str
        One of :data:`AGREEMENTS`.

    Raises
    ------
    DateError
        If a date is none.
    """
    if second == NOT_FOUND:
        return NOT_FOUND
    if what == "fate":
        return "same fate" if value == second else "other fate"
    one, other = parse(value), parse(second)
    if one.earliest == one.latest == other.earliest == other.latest:
        return "same day"
    years = {one.earliest_year, one.latest_year, other.earliest_year, other.latest_year}
    if len(years) == 1:
        return "same year"
    meet = one.earliest_year <= other.latest_year and other.earliest_year <= one.latest_year
    return "may be the same" if meet else "other year"
