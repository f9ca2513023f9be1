"""What followed each honour and how long its names lasted, read from the rows of the layer.

Every function takes rows of the layer's columns (:data:`geo.layer.COLUMNS`); a record's rows stand together and are all
there, as what ended is read from the row that follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.core.dates import OPEN
from geo.records.model import GONE, Category, NamedFor

__all__ = ["follows_honour", "lifetimes", "replacements"]


def follows_honour(periods: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Say which periods of the status ``after`` follow an honouring one: each is the end of an honour, dated or not.

    Returns
    -------
    numpy.ndarray of bool
        One value a row.
    """
    record, status = periods["record_id"].to_numpy(), periods["status"].to_numpy()
    follows = np.zeros(len(periods), dtype=bool)
    follows[1:] = (record[1:] == record[:-1]) & (status[:-1] == "honouring") & (status[1:] == "after")
    return follows


def replacements(periods: pd.DataFrame, namesakes: Mapping[str, str]) -> pd.Series:
    """Say what came after each honoured name of a place.

    One honour has one answer, however often its form changed (Stalin, Stalino); a place that lost and regained its
    honour has one for each. The old name came back where the source calls it a reversion or the next name is one that
    the place bore before. Whether a new name is a person's is said by ``named_for`` of the record's period.

    Parameters
    ----------
    periods : DataFrame
        Rows of the layer.
    namesakes : mapping of str to str
        Names that the subject tells apart by themselves: the answer, and the pattern of such a name.

    Returns
    -------
    pandas.Series of object
        On the frame's index: one of :data:`geo.layer.fields.REPLACED`, or of `namesakes`, on the last period of each
        honour of a place, else None.
    """
    same = periods["record_id"] == periods["record_id"].shift(-1)
    status, change, name = (periods[column].shift(-1).where(same) for column in ("status", "change", "name"))
    last = (periods["status"] == "honouring") & (status != "honouring") & (periods["category"] == Category.PLACE)
    before = periods[periods["status"] == "before"]
    earlier = set(zip(before["record_id"], before["name"], strict=True))
    old = np.zeros(len(periods), dtype=bool)
    found = np.zeros((len(namesakes), len(periods)), dtype=bool)
    patterns = [re.compile(pattern) for pattern in namesakes.values()]
    names, records = name.to_numpy(dtype=object), periods["record_id"].to_numpy(dtype=object)
    for row in np.flatnonzero(last.to_numpy() & name.notna().to_numpy()):
        old[row] = (records[row], names[row]) in earlier
        found[:, row] = [pattern.search(names[row]) is not None for pattern in patterns]
    after = periods["named_for"].shift(-1).where(same)
    person, other = (after == one for one in (NamedFor.PERSON, NamedFor.OTHER))
    conditions = [
        ~last,
        status.isna() & (periods["end_date"] == OPEN),
        change.isin(GONE),
        (change == "reverted") | old,
        name.isna() | (name == periods["name"]),
        *found,
        person,
        other,
    ]
    answers = [None, "still so", "gone", "old name", "not known", *namesakes, "person", "word"]
    chosen = np.select([np.asarray(one, dtype=bool) for one in conditions], np.array(answers, dtype=object), "new name")
    return pd.Series(chosen, index=periods.index, dtype="object")


def lifetimes(periods: pd.DataFrame, until: int | None = None) -> pd.DataFrame:
    """Say how long each honoured name whose start a source gives lasted, or was seen to last.

    Parameters
    ----------
    periods : DataFrame
        Rows of the layer.
    until : int, optional
        Year to which a name that is "still so" without any attestation is counted, best the year of the data; else
        the last year that the rows speak of.

    Returns
    -------
    pandas.DataFrame
        On the index of the honouring rows with a given start: ``lasted`` (int, years: the number of 31 Decembers on
        which the name was in force, or is known to have been) and ``ended`` (bool: a source gives the end).
    """
    rows = periods[(periods["status"] == "honouring") & _given(periods, "start")]
    last = _last_year(periods) if until is None else until
    ended = _given(rows, "end")
    seen = (rows["end_earliest"] - 1).fillna(last).mask(ended, rows["end_year"]) - rows["start_year"]
    return pd.DataFrame({"lasted": seen.clip(lower=0).astype(int), "ended": ended.astype(bool)}, index=rows.index)


def _given(periods: pd.DataFrame, bound: str) -> pd.Series[bool]:
    """Say where a source gives a bound, ``start`` or ``end``: an unknown one has no date, an open one is no date."""
    date = periods[f"{bound}_date"]
    return date.notna() & (date != OPEN) & periods[f"{bound}_year"].notna()


def _last_year(periods: pd.DataFrame) -> int:
    years = [periods["start_year"].max(), periods["end_year"].max(), periods["end_earliest"].max() - 1]
    return max((int(year) for year in years if not pd.isna(year)), default=0)
