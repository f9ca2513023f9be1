"""Where something was looked for in vain: ``data/looked.csv``, one row a search for a date that no page gives."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from geo.core.errors import LayerError

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
        If it cannot be read or has other columns.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise LayerError(f"{path.name}: has other columns than {', '.join(COLUMNS)}; restore its first line")
            return [Search(**row) for row in reader]
    except (OSError, ValueError, TypeError, csv.Error) as error:
        raise LayerError(f"{path.name}: cannot be read as a list of searches ({error}); mend that row") from error
