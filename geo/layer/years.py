"""The year rule over the frame: what is in force in a year, what began and what ended."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.dates import OPEN
from geo.honours import follows_honour

__all__ = ["STATES", "Mask", "changed_in", "dated_changes", "ended_between", "ended_by", "state_in", "states"]

Mask = npt.NDArray[np.bool_]

STATES = ("no", "certain", "possible", "undated")
"""What a period can be in a year; see :func:`states`."""


def states(periods: pd.DataFrame, years: Sequence[int]) -> npt.NDArray[np.int8]:
    """Say for each year and period whether it was in force on 31 December of that year.

    This is the year rule of :mod:`geo.dates`; the browser (``rule.js``) applies the same to the same integers.

    Parameters
    ----------
    periods : DataFrame
        From :func:`periods_of`, or some of its rows; the rows of a record stand together.
    years : sequence of int

    Returns
    -------
    numpy.ndarray of int8, shape (len(years), len(periods))
        Indexes into :data:`STATES`: ``no``, ``certain``, ``possible``, or ``undated`` (possible for all we know, as
        no source bounds it). At most one period of a record is not ``no`` in a year.
    """
    result = np.zeros((len(years), len(periods)), dtype=np.int8)
    if not len(periods):
        return result
    low, high = -(10**6), 10**6
    year = np.asarray(years, dtype=int)[:, np.newaxis]
    start, end = _integers(periods, "start_year", low), _integers(periods, "end_year", high)
    start_earliest = _integers(periods, "start_earliest", low)
    end_earliest = _integers(periods, "end_earliest", high)
    unknown_start = (periods["start_date"].isna() & periods["start_earliest"].isna()).to_numpy()
    unknown_end = (periods["end_date"].isna() & periods["end_year"].isna()).to_numpy()
    in_force = (start <= year) & (year < end)
    early = (start_earliest <= year) & (year < start)
    early &= ~_any_of_record(periods, in_force)
    early &= _first_of_record(periods, early)
    late = in_force & (year >= end_earliest)
    result[in_force] = 1
    result[late | early] = 2
    result[(late & unknown_end) | (early & unknown_start)] = 3
    return result


def state_in(periods: pd.DataFrame, year: int) -> pd.Series:
    """Say for each period whether it was in force on 31 December of one year; see :func:`states`.

    Parameters
    ----------
    periods : DataFrame
        As for :func:`states`.
    year : int

    Returns
    -------
    pandas.Series of str
        Values of :data:`STATES`, on the frame's index.
    """
    return pd.Series(np.array(STATES, dtype=object)[states(periods, [year])[0]], index=periods.index, dtype="object")


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
    year = _integers(periods, "start_year", 10**6)
    ended: Mask = (
        follows_honour(periods) & dated_changes(periods).to_numpy(dtype=bool) & (first <= year) & (year <= last)
    )
    return ended


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
    ended = ended_between(periods, -(10**6), year)
    last = pd.Series(np.flatnonzero(ended)).groupby(periods["record_id"].to_numpy()[ended]).max()
    mask = np.zeros(len(periods), dtype=bool)
    mask[last.to_numpy(dtype=int)] = True
    return mask


def _integers(periods: pd.DataFrame, column: str, missing: int) -> npt.NDArray[np.int_]:
    return periods[column].fillna(missing).to_numpy(dtype=int)


def _record_starts(periods: pd.DataFrame) -> npt.NDArray[np.int_]:
    records = periods["record_id"].to_numpy()
    return np.flatnonzero(np.r_[True, records[1:] != records[:-1]])


def _any_of_record(periods: pd.DataFrame, rows: Mask) -> Mask:
    """Say for each row (last axis) whether any row of its record is among some rows."""
    starts = _record_starts(periods)
    lengths = np.diff(np.r_[starts, len(periods)])
    return np.repeat(np.logical_or.reduceat(rows, starts, axis=1), lengths, axis=1)


def _first_of_record(periods: pd.DataFrame, rows: Mask) -> Mask:
    """Narrow some rows (last axis) to the first of each record."""
    starts = _record_starts(periods)
    lengths = np.diff(np.r_[starts, len(periods)])
    rank = np.cumsum(rows, axis=1)
    before: npt.NDArray[np.int_] = rank[:, starts] - rows[:, starts]
    first: Mask = rows & (rank - np.repeat(before, lengths, axis=1) == 1)
    return first
