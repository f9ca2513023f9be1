"""Two years compared: which records lost the honour between them, gained it, or kept it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.layer.presence import CERTAIN, NONE, POSSIBLE, PRESUMED, UNDATED, presences

__all__ = ["OUTCOMES", "compared"]

OUTCOMES = ("lost", "gained", "kept")
"""What a comparison of two years can find of a record."""


def compared(periods: pd.DataFrame, since: int, year: int, *, undated: bool = False) -> pd.DataFrame:
    """Compare what was in force on the 31 Decembers of two years.

    Each record that bore the honour, or may have borne it, in one of the years is found by one row: the honour that it
    lost, as it was in `since`; else the one that it gained or kept, as it was in `year`. What is certain or presumed
    counts before what is possible: a record that surely bore the honour in one year and possibly in the other has lost
    or gained it, but not for certain. One that no source dates in one of the years is found when it is asked for, as
    not certain, and else left out.

    Parameters
    ----------
    periods : DataFrame
        The whole layer, or whole records of it.
    since, year : int
    undated : bool
        Whether what is possible only through a bound that no source gives counts as possible.

    Returns
    -------
    pandas.DataFrame
        On the frame's index: ``outcome`` (one of :data:`OUTCOMES` on the row by which a record is found, else an empty
        text) and ``presence`` (int8, an index into :data:`geo.layer.PRESENCES`: certain or presumed as in its year,
        else the outcome is possible, or undated).
    """
    record = periods["record_id"].to_numpy()
    number = np.r_[0, np.cumsum(record[1:] != record[:-1])][: len(record)]
    honouring = (periods["status"] == "honouring").to_numpy()
    rows = np.where(honouring, presences(periods, [since, year]), NONE)
    states = np.zeros((2, len(record)), dtype=np.int8)
    for state, found in zip(states, rows, strict=True):  # of a record one row at most is in force in a year
        np.maximum.at(state, number, found)
    before, now = states[:, number]
    (had, has), (surely_had, surely_has) = (before != NONE, now != NONE), (_surely(before), _surely(now))
    left_out = ((before == UNDATED) | (now == UNDATED)) & (not undated)
    lost = had & ~surely_has & (surely_had | ~has)
    gained = has & ~surely_had & (surely_has | ~had)
    kept = had & has & ~lost & ~gained
    own = np.where(lost, rows[0], rows[1])
    chosen = (own != NONE) & ~left_out
    outcome = np.select([chosen & one for one in (lost, gained, kept)], np.array(OUTCOMES, dtype=object), "")
    sure = ~had | surely_had, ~has | surely_has
    doubt = np.where((before == UNDATED) | (now == UNDATED), UNDATED, POSSIBLE)
    presence = np.where(outcome == "", NONE, np.where(sure[0] & sure[1], own, doubt)).astype(np.int8)
    return pd.DataFrame({"outcome": outcome, "presence": presence}, index=periods.index)


def _surely(state: np.ndarray[tuple[int], np.dtype[np.int8]]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    surely: np.ndarray[tuple[int], np.dtype[np.bool_]] = (state == CERTAIN) | (state == PRESUMED)
    return surely
