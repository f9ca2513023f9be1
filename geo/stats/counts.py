"""The counts of the years: what began and ended, and what bore the name or stood; each number has one rule.

All are counts of records over the rows of the layer (:func:`geo.layer.presences`) and over its dated changes
(:func:`geo.layer.changes_of`).
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

import numpy as np
import pandas as pd

from geo.layer import CERTAIN, POSSIBLE, PRESUMED, UNDATED, Mask, changes_of, compared, presences
from geo.records.model import Category

__all__ = ["COUNTS", "changes_per_year", "counts_between", "counts_of_years", "first_year", "packed"]

COUNTS = ("named", "put_up", "changed", "came_down", "bearing", "standing", "presumed", "possible", "undated")
"""The columns of :func:`counts_of_years`."""

_CHANGES = {
    "named": ("began", Category.PLACE), "put_up": ("began", Category.MONUMENT), "changed": ("ended", Category.PLACE),
    "came_down": ("ended", Category.MONUMENT),
}  # fmt: skip


def counts_of_years(
    periods: pd.DataFrame, chosen: Mask, years: Sequence[int], mode: str | None = None, *, undated: bool = False
) -> pd.DataFrame:
    """Count records year by year.

    Parameters
    ----------
    periods : DataFrame
        The layer, or whole records of it; see :func:`geo.layer.periods_of`.
    chosen : numpy.ndarray of bool
        The rows that are counted.
    years : sequence of int
    mode : str or None
        As in :class:`geo.layer.Query`: None and ``between`` count the changes in a year, ``changes`` those up to it,
        ``all`` those of all years, and for ``all`` what ever bore the name or stood.
    undated : bool
        Whether what is possible only through a bound that no source gives counts as possible.

    Returns
    -------
    pandas.DataFrame of int
        Indexed by ``year``, columns :data:`COUNTS`: places that took the name (``named``) or gave it up (``changed``),
        monuments that went up (``put_up``) or came down (``came_down``), by dated changes; places ``bearing`` the name
        and monuments ``standing`` on 31 December, surely or presumed, of which ``presumed`` are so only as last
        reported; ``possible`` and ``undated`` honours, of both categories.
    """
    index = pd.Index(list(years), name="year")
    changed = _changes_table(periods, chosen, index, mode)
    state = _ever_table(periods, chosen, index) if mode == "all" else _states_table(periods, chosen, index, undated)
    return pd.concat([changed, state], axis=1)[list(COUNTS)]


def changes_per_year(periods: pd.DataFrame, chosen: Mask | None = None) -> pd.DataFrame:
    """Count the records that changed in each year.

    Parameters
    ----------
    periods : DataFrame
        The layer, or whole records of it: what ended is read from the row before.
    chosen : numpy.ndarray of bool, optional
        The rows that are counted; else all.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``year``, every year from the first to the last change, with the integer columns ``began`` (took
        the name or was put up) and ``ended`` (gave it up or came down).
    """
    changes = _chosen_changes(periods, chosen)
    if changes.empty:
        return pd.DataFrame({"began": [], "ended": []}, dtype=int).rename_axis("year")
    counts = changes.groupby(["year", "change"])["record_id"].nunique().unstack(fill_value=0)
    years = range(int(counts.index.min()), int(counts.index.max()) + 1)
    return counts.reindex(index=years, columns=["began", "ended"], fill_value=0).astype(int).rename_axis("year")


def counts_between(
    periods: pd.DataFrame, chosen: Mask, since: int, year: int, *, undated: bool = False
) -> dict[str, int]:
    """Count the records that lost, gained and kept the honour between the 31 Decembers of two years.

    Parameters
    ----------
    periods, chosen, undated
        As for :func:`counts_of_years`.
    since, year : int

    Returns
    -------
    dict of str to int
        ``lost_names`` (places that gave the name up), ``lost_monuments``, ``gained`` and ``kept`` (of both
        categories), which are certain or presumed; and ``in_doubt``: those of which it is only possible.
    """
    found = compared(periods, since, year, undated=undated)
    outcome = found["outcome"].where(chosen, "")
    sure = found["presence"].isin((CERTAIN, PRESUMED))
    place = periods["category"] == Category.PLACE
    counted = {
        "lost_names": sure & place & (outcome == "lost"),
        "lost_monuments": sure & ~place & (outcome == "lost"),
        "gained": sure & (outcome == "gained"),
        "kept": sure & (outcome == "kept"),
        "in_doubt": ~sure & (outcome != ""),
    }
    return {name: int(rows.sum()) for name, rows in counted.items()}


def first_year(periods: pd.DataFrame, opening_year: int) -> int:
    """Give the first year in which something in the layer took the name or was put up, possibly at least.

    Where nothing says such a year, it is the one at which the map opens.
    """
    honouring = periods[(periods["status"] == "honouring") & periods["start_date"].notna()]
    earliest = honouring["start_earliest"].dropna()
    return int(earliest.min()) if len(earliest) else opening_year


def packed(chosen: Mask) -> str:
    """Pack rows as the browser unpacks them: one bit a row, first row in the highest bit, as base64."""
    return base64.b64encode(np.packbits(chosen).tobytes()).decode("ascii")


def _chosen_changes(periods: pd.DataFrame, chosen: Mask | None) -> pd.DataFrame:
    changes = changes_of(periods)
    changes = changes[changes["change"] != "new form"]
    return changes if chosen is None else changes[pd.Series(chosen, index=periods.index).loc[changes.index]]


def _changes_table(periods: pd.DataFrame, chosen: Mask, years: pd.Index, mode: str | None) -> pd.DataFrame:
    """Count the records with a change in each year, up to it, or ever."""
    changes = _chosen_changes(periods, chosen)
    summed = mode in ("changes", "all")
    if summed:  # a record counts once, from its first such change on
        changes = changes.sort_values("year", kind="stable").drop_duplicates(["record_id", "change"])
    table = {}
    for name, (change, category) in _CHANGES.items():
        rows = changes[(changes["change"] == change) & (changes["category"] == category)]
        found = rows.groupby("year")["record_id"].nunique()
        if not summed:
            table[name] = found.reindex(years, fill_value=0).to_numpy(dtype=int)
        else:
            before = np.searchsorted(found.index.to_numpy(), years.to_numpy(), side="right")
            before = np.full_like(before, len(found)) if mode == "all" else before
            table[name] = np.r_[0, found.to_numpy(dtype=int).cumsum()][before]
    return pd.DataFrame(table, index=years)


def _states_table(periods: pd.DataFrame, chosen: Mask, years: pd.Index, undated: bool) -> pd.DataFrame:
    """Count the records that bore the name or stood on the 31 Decembers."""
    presence = np.where(chosen, presences(periods, years.to_list()), 0)
    honouring = (periods["status"] == "honouring").to_numpy()
    place = (periods["category"] == Category.PLACE).to_numpy()
    sure = ((presence == CERTAIN) | (presence == PRESUMED)) & honouring
    possible = (presence == POSSIBLE) | ((presence == UNDATED) & undated)
    return pd.DataFrame(
        {
            "bearing": (sure & place).sum(axis=1),
            "standing": (sure & ~place).sum(axis=1),
            "presumed": ((presence == PRESUMED) & honouring).sum(axis=1),
            "possible": (possible & honouring).sum(axis=1),
            "undated": (presence == UNDATED).sum(axis=1),
        },
        index=years,
    )


def _ever_table(periods: pd.DataFrame, chosen: Mask, years: pd.Index) -> pd.DataFrame:
    """Count the records that have a chosen row in any year."""
    categories = periods[chosen].drop_duplicates("record_id")["category"]
    places, monuments = (int((categories == one).sum()) for one in (Category.PLACE, Category.MONUMENT))
    counts = {"bearing": places, "standing": monuments}
    return pd.DataFrame({**counts, "presumed": 0, "possible": 0, "undated": 0}, index=years)
