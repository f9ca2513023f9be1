"""Choosing from the layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from rapidfuzz import process, utils

from geo.errors import QueryError
from geo.honours import REPLACEMENTS
from geo.layer.changes import changed_in, dated_changes, ended_between, ended_by
from geo.layer.presence import Mask, presence_in
from geo.records import STATUSES

__all__ = ["MODES", "Query", "filter_mask", "select"]

MODES = ("changes", "all")
"""What a query may ask for instead of the state in its year; see :class:`Query`."""

_LISTED = 40
"""Most values that an error lists."""

_NEAR = 75
"""Likeness, of 100, from which a value is proposed for an unknown one."""


@dataclass(frozen=True, slots=True)
class Query:
    """A choice from the layer; an empty tuple or None does not narrow it.

    Attributes
    ----------
    year : int, optional
        Only what is in force, or possibly so, on 31 December of this year.
    changed_in : int, optional
        Only what began to be so in this year.
    ended : tuple of int
        Two years: only the dated ends of honours from the first to the second, each by the period that followed.
    country, kind, honours, status, polity, fate, confidence : tuple of str
        Values of the columns of the same name; several are alternatives.
    replaced : tuple of str
        Only places of which an honour was followed by this; keys of :data:`geo.honours.REPLACEMENTS`. With `ended`
        the end itself must be so followed.
    lasted : int, optional
        Only records of which an honoured name is known to have lasted at least so many years.
    between : tuple of int
        Two years: only records of which a name changed, or that went up or came down, from the first to the second.
    category : str, optional
        ``place`` or ``monument``.
    mode : str, optional
        ``changes`` gives the last honour of each record that had ended by `year`, or ever where there is none, by the
        period that followed it; ``all`` gives all periods, whatever the year; None gives the state in the year.
    undated : bool
        With `year`: also what may have been so then for all we know, because no source dates the bound.
    disputed : bool
        Only records on which sources disagree.
    """

    year: int | None = None
    changed_in: int | None = None
    ended: tuple[int, ...] = ()
    country: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    category: str | None = None
    honours: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    polity: tuple[str, ...] = ()
    fate: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    lasted: int | None = None
    between: tuple[int, ...] = ()
    mode: str | None = None
    undated: bool = False
    disputed: bool = False

    def as_members(self) -> dict[str, Any]:
        """Give the filter as it stands in exports: only what narrows, lists for alternatives."""
        given = {name: value for name, value in asdict(self).items() if value}
        for name in {"between", "ended"} & given.keys():
            given[name] = "-".join(str(year) for year in given[name])
        if len(set(self.ended)) == 1:
            given["ended"] = str(self.ended[0])
        if self.lasted is not None:
            given["lasted"] = self.lasted
        return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}


def select(periods: gpd.GeoDataFrame, query: Query) -> gpd.GeoDataFrame:
    """Choose the periods that a query asks for.

    Parameters
    ----------
    periods : geopandas.GeoDataFrame
        From :func:`periods_of`.
    query : Query

    Returns
    -------
    geopandas.GeoDataFrame
        The chosen rows, in order, with their index.

    Raises
    ------
    QueryError
        If the query names a country, kind, category, person or status that the layer does not have; the message
        lists the values it has.
    """
    mask = filter_mask(periods, query)
    if query.mode is not None:
        _expect("mode", [query.mode], MODES)
    if query.mode == "changes":
        mask &= ended_by(periods, 9999 if query.year is None else query.year)
    elif query.mode != "all" and query.year is not None:
        hidden = ("none",) if query.undated else ("none", "undated")
        mask &= ~presence_in(periods, query.year).isin(hidden).to_numpy()
    if query.changed_in is not None:
        mask &= changed_in(periods, query.changed_in)
    if query.ended:
        mask &= ended_between(periods, *query.ended)
        if query.replaced:  # of two honours that a record lost, the one that was so followed
            mask &= periods["replaced"].shift().isin(query.replaced).to_numpy()
    return periods[mask]


def filter_mask(periods: pd.DataFrame, query: Query) -> Mask:
    """Say which rows pass the parts of a query that do not depend on the year.

    Parameters
    ----------
    periods : DataFrame
        The whole layer, with the columns of :func:`geo.layer.periods_of`; the point (EPSG:4326) is not looked at.
    query : Query
        Its `year`, `mode`, `undated`, `changed_in` and `ended` are not looked at.

    Returns
    -------
    numpy.ndarray of bool
        One value a row.

    Raises
    ------
    QueryError
        As for :func:`select`.
    """
    mask = np.ones(len(periods), dtype=bool)
    for column in ("country", "kind", "honours", "status", "polity", "fate", "confidence"):
        values: Sequence[str] = getattr(query, column)
        if values:
            _expect(column, values, STATUSES if column == "status" else sorted(set(periods[column].dropna())))
            mask &= periods[column].isin(values).to_numpy()
    if query.replaced:
        _expect("replaced", query.replaced, REPLACEMENTS)
        mask &= _of_records(periods, periods["replaced"].isin(query.replaced).to_numpy())
    if query.lasted is not None:
        mask &= _of_records(periods, (periods["lasted"] >= query.lasted).fillna(False).to_numpy(dtype=bool))
    if query.between:
        mask &= _of_records(periods, _changed_from(periods, *query.between))
    if query.category is not None:
        _expect("category", [query.category], ["monument", "place"])
        mask &= (periods["category"] == query.category).to_numpy()
    if query.disputed:
        mask &= periods["disputed"].to_numpy(dtype=bool)
    return mask


def _changed_from(periods: pd.DataFrame, first: int, last: int) -> Mask:
    """Say which periods are a dated change of the years from `first` to `last`."""
    dated = dated_changes(periods)
    told = dated & (periods["status"] != "before")
    return (periods["start_year"].between(first, last).fillna(False) & told).to_numpy(dtype=bool)


def _of_records(periods: pd.DataFrame, rows: Mask) -> Mask:
    """Widen some rows to all rows of their records."""
    mask: Mask = periods["record_id"].isin(periods["record_id"][rows]).to_numpy(dtype=bool)
    return mask


def _expect(column: str, values: Sequence[str], valid: Iterable[str]) -> None:
    known = list(valid)
    unknown = [value for value in values if value not in known]
    if unknown:
        has = ", ".join(known) if len(known) <= _LISTED else f"{len(known)} others"
        nearest = _nearest(unknown[0], known)
        meant = f"; did you mean {' or '.join(nearest)}?" if nearest else ""
        raise QueryError(f'{column} "{unknown[0]}" is not in the layer; it has {has}{meant}')


def _nearest(value: str, known: Sequence[str]) -> list[str]:
    """Give the few values that a mistyped one may stand for, the likeliest first, in quotation marks."""
    found = process.extract(value, known, processor=utils.default_process, score_cutoff=_NEAR, limit=3)
    return [f'"{one}"' for one, _, _ in found]
