"""The year rule over the frame: one comparison a row says what is in force on 31 December of a year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["CERTAIN", "NONE", "POSSIBLE", "PRESENCES", "PRESUMED", "UNDATED", "Mask", "presence_in", "presences"]

Mask = npt.NDArray[np.bool_]

PRESENCES = ("none", "certain", "presumed", "possible", "undated")
"""What a period can be in a year: ``undated`` is possible, but only through a bound that no source gives."""

NONE, CERTAIN, PRESUMED, POSSIBLE, UNDATED = range(len(PRESENCES))


def presences(periods: pd.DataFrame, years: Sequence[int]) -> npt.NDArray[np.int8]:
    """Say for each year and period what it was on 31 December of that year.

    This is the year rule of :mod:`geo.core.dates` over the bounds that :mod:`geo.layer.bounds` has resolved: no row
    looks at another. The browser (``rows.js``) and any database apply the same to the same integers; the cases of
    ``tests/cases/presence.json`` hold for all of them.

    Parameters
    ----------
    periods : DataFrame
        From :func:`periods_of`, or any of its rows.
    years : sequence of int

    Returns
    -------
    numpy.ndarray of int8, shape (len(years), len(periods))
        Indexes into :data:`PRESENCES`. At most one period of a record is not ``none`` in a year.
    """
    year = np.asarray(years, dtype=int)[:, np.newaxis]
    first, last, surely_from, surely_to = (
        periods[name].to_numpy() for name in ("possible_from", "possible_to", "certain_from", "certain_to")
    )
    presumed, undated_from, undated_to = (
        periods[name].to_numpy(dtype=bool) for name in ("presumed", "undated_from", "undated_to")
    )
    early, late = year < surely_from, year >= surely_to
    doubt = np.where(early & undated_from | ~early & undated_to, UNDATED, POSSIBLE)
    found = np.where(~early & late & presumed, PRESUMED, np.where(early | late, doubt, CERTAIN))
    return np.where((first <= year) & (year < last), found, NONE).astype(np.int8)


def presence_in(periods: pd.DataFrame, year: int) -> pd.Series:
    """Say for each period what it was on 31 December of one year; see :func:`presences`.

    Parameters
    ----------
    periods : DataFrame
        As for :func:`presences`.
    year : int

    Returns
    -------
    pandas.Series of str
        Values of :data:`PRESENCES`, on the frame's index.
    """
    found = np.array(PRESENCES, dtype=object)[presences(periods, [year])[0]]
    return pd.Series(found, index=periods.index, dtype="object")
