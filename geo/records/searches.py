"""Where something was looked for in vain: ``data/looked.csv``, one row a search for a date that no page gives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.core.lists import read_rows

__all__ = ["COLUMNS", "Search", "read_searches"]

COLUMNS = ("record", "field", "date", "where")
"""The columns of ``data/looked.csv``."""


@dataclass(frozen=True, slots=True)
class Search:
    """One search: for which field of which record, on which ISO 8601 day, and where or by what words."""

    record: str
    field: str
    date: str
    where: str


def read_searches(path: Path) -> list[Search]:
    """Read ``data/looked.csv``.

    Parameters
    ----------
    path : Path
        UTF-8, RFC 4180, with the columns :data:`COLUMNS`.

    Returns
    -------
    list of Search
        In the order of the file.

    Raises
    ------
    LayerError
        As for :func:`geo.core.lists.read_rows`.
    """
    return [Search(**row) for row in read_rows(path, COLUMNS, "a list of searches")]
