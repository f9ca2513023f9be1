"""The dated changes: one row each, so that every count of what began or ended is a group-by of one table."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.core.dates import OPEN
from geo.layer.presence import Mask
from geo.records.model import Category

__all__ = ["CHANGES_COLUMNS", "change_kinds", "changed_in", "changes_of", "dated_changes", "ended_between", "ended_by"]

_EVER = 10**6

CHANGES_COLUMNS = (
    "record_id", "period", "year", "date", "change", "how", "outcome", "honour", "name", "category", "kind", "honours",
    "country",
)  # fmt: skip
"""The columns of :func:`changes_of`."""


def changes_of(periods: pd.DataFrame) -> pd.DataFrame:
    """Give the dated changes of the honours.

    Parameters
    ----------
    periods : DataFrame
        The whole layer, or whole records of it; see :func:`geo.layer.periods_of`.

    Returns
    -------
    pandas.DataFrame
        One row a dated change, on the index of the period that began by it: ``record_id``, ``period``, ``year`` (int,
        the first 31 December after it), ``date`` (EDTF), ``change``, ``how`` (the word of the record), ``outcome``,
        ``honour`` (the name that the place bore, or what the monument was called), ``name`` (that of the new period),
        ``category``, ``kind``, ``honours``, ``country``. The `change` is ``began`` (took the honoured name, or went
        up), ``ended`` (gave it up, or came down) or ``new form``: one honoured name followed by another, without a
        year between them, is no new naming. The `outcome` of what ended is what came after: one of
        the field ``replaced`` for a place, the change for a monument; else None.
    """
    change = change_kinds(periods)
    chosen = dated_changes(periods).to_numpy() & (change != "") & periods["start_year"].notna().to_numpy()
    before = periods[["name", "replaced"]].shift()
    outcome = periods["change"].where(periods["category"] != Category.PLACE, before["replaced"])
    table = pd.DataFrame(
        {
            "record_id": periods["record_id"],
            "period": periods["period"],
            "year": periods["start_year"].fillna(0).astype(int),
            "date": periods["start_date"],
            "change": change,
            "how": periods["change"],
            "outcome": outcome.astype("object").where(change == "ended", None),
            "honour": before["name"].astype("object").where(change != "began", periods["name"]),
            "name": periods["name"],
            **{name: periods[name] for name in ("category", "kind", "honours", "country")},
        },
        index=periods.index,
    )
    rows: pd.DataFrame = table[chosen]
    return rows


def dated_changes(periods: pd.DataFrame) -> pd.Series:
    """Say which periods began by a change that a source dates.

    Parameters
    ----------
    periods : DataFrame
        With ``start_date`` (a date, ``..`` or None) and ``change`` (str or None).

    Returns
    -------
    pandas.Series of bool
        On the frame's index.
    """
    return periods["start_date"].notna() & (periods["start_date"] != OPEN) & periods["change"].notna()


def changed_in(periods: pd.DataFrame, year: int) -> Mask:
    """Say which periods began in a year, by the year rule: the first 31 December on which they were in force.

    Parameters
    ----------
    periods : DataFrame
        With ``start_year`` (nullable integer), ``start_date`` and ``change`` (str or None).
    year : int

    Returns
    -------
    numpy.ndarray of bool
        One value a row.
    """
    return ((periods["start_year"] == year).fillna(False) & dated_changes(periods)).to_numpy(dtype=bool)


def ended_between(periods: pd.DataFrame, first: int, last: int) -> Mask:
    """Say which periods are the dated end of an honour of the years from `first` to `last`, by the year rule.

    Parameters
    ----------
    periods : DataFrame
        The whole layer.
    first, last : int

    Returns
    -------
    numpy.ndarray of bool
        One value a row; a record that lost its honour twice can have two.
    """
    year = periods["start_year"].fillna(_EVER).to_numpy(dtype=int)
    ended: Mask = (change_kinds(periods) == "ended") & dated_changes(periods).to_numpy(dtype=bool)
    return ended & (first <= year) & (year <= last)


def ended_by(periods: pd.DataFrame, year: int) -> Mask:
    """Say which period of each record followed the last honour that had ended by a year.

    Parameters
    ----------
    periods : DataFrame
        The whole layer.
    year : int

    Returns
    -------
    numpy.ndarray of bool
        At most one row a record: a dated period of the status ``after`` that follows an honouring one.
    """
    ended = ended_between(periods, -_EVER, year)
    last = pd.Series(np.flatnonzero(ended)).groupby(periods["record_id"].to_numpy()[ended]).max()
    mask = np.zeros(len(periods), dtype=bool)
    mask[last.to_numpy(dtype=int)] = True
    return mask


def change_kinds(periods: pd.DataFrame) -> npt.NDArray[np.object_]:
    """Say by what kind of change each period began, dated or not.

    Parameters
    ----------
    periods : DataFrame
        The whole layer, or whole records of it.

    Returns
    -------
    numpy.ndarray of str
        ``began``, ``ended`` or ``new form`` (see :func:`changes_of`), one value a row; an empty text where no honour
        began or ended.
    """
    record, status = periods["record_id"].to_numpy(), periods["status"].to_numpy()
    honouring = status == "honouring"
    follows = np.zeros(len(periods), dtype=bool)
    follows[1:] = (record[1:] == record[:-1]) & honouring[:-1]
    over = np.r_[0, periods["possible_to"].to_numpy()[:-1]]
    touching = follows & (periods["certain_from"].to_numpy() <= over)
    kinds = [follows & (status == "after"), honouring & touching, honouring]
    return np.select(kinds, np.array(["ended", "new form", "began"], dtype=object), "")
