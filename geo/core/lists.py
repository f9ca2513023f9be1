"""Reading a table of ours: CSV with the columns that it must have, and nothing lost without a word."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from geo.core.errors import LayerError

__all__ = ["read_rows"]


def read_rows(path: Path, columns: Sequence[str], what: str) -> list[dict[str, str]]:
    """Read the rows of a table.

    Parameters
    ----------
    path : Path
        UTF-8, RFC 4180.
    columns : sequence of str
        The columns that it must have, in their order.
    what : str
        What it is a table of, for the message.

    Returns
    -------
    list of dict of str to str
        In the order of the file; each row has each column.

    Raises
    ------
    LayerError
        If it cannot be read, has other columns, or has a row with more or fewer fields: the file, the place in it, and
        what to do.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != tuple(columns):
                raise LayerError(f"{path.name}: has other columns than {', '.join(columns)}; restore its first line")
            rows: list[dict[str, str]] = list(reader)
    except (OSError, ValueError, csv.Error) as error:
        raise LayerError(f"{path.name}: cannot be read as {what} ({error}); mend that row") from error
    for number, row in enumerate(rows, 1):
        if None in row or None in row.values():
            raise LayerError(f"{path.name}: row {number} has not {len(columns)} fields; mend that row")
    return rows
