"""Choosing from the layer what a query asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from rapidfuzz import process, utils

from geo.core.errors import QueryError
from geo.layer.changes import changed_in, dated_changes, ended_between, ended_by
from geo.layer.comparison import compared
from geo.layer.fields import Field
from geo.layer.presence import NONE, UNDATED, Mask, presences
from geo.layer.query import Query

__all__ = ["filter_mask", "select"]

_LISTED = 40
"""Most values that an error lists."""

_NEAR = 75
"""Likeness, of 100, from which a value is proposed for an unknown one."""

_OF_THE_YEAR = {"year", "since", "changed_in", "ended", "mode", "undated"}
"""What :func:`select` asks of time, and :func:`filter_mask` does not look at."""


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
        lists the values it has. If two years are to be compared, and there are not two, the earlier first.
    """
    _expect_two_years(query)
    mask = filter_mask(periods, query)
    for field, value in query.parts():
        if field.name == "mode":
            _expect(field, [value], periods)
    if query.mode == "changes":
        mask &= ended_by(periods, 9999 if query.year is None else query.year)
    elif query.mode == "between":
        mask &= (compared(periods, query.since, query.year, undated=query.undated)["outcome"] != "").to_numpy()
    elif query.mode != "all" and query.year is not None:
        found = presences(periods, [query.year])[0]
        mask &= (found != NONE) & (query.undated | (found != UNDATED))
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
        Its `year`, `since`, `mode`, `undated`, `changed_in` and `ended` are not looked at.

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
    for field, value in query.parts():
        if field.name not in _OF_THE_YEAR:
            rows = _passing(periods, field, value)
            mask &= _of_records(periods, rows) if field.of_record else rows
    return mask


def _expect_two_years(query: Query) -> None:
    """Refuse a comparison without two years, and a second year without a comparison."""
    since, year = query.since, query.year
    if query.mode != "between" and since is not None:
        raise QueryError(f'since is {since}, but nothing is compared; ask for mode "between" too')
    if query.mode == "between" and (since is None or year is None or since >= year):
        raise QueryError(f"since is {since} and year is {year}; to compare, give two years, since before year")


def _passing(periods: pd.DataFrame, field: Field, value: Any) -> Mask:
    """Say which rows have what is asked of one field."""
    if field.asked == "years":
        return _changed_from(periods, *value)
    column = periods[field.name]
    if field.asked == "flag":
        return column.to_numpy(dtype=bool)
    if field.asked == "number":
        enough: Mask = (column >= value).fillna(False).to_numpy(dtype=bool)
        return enough
    values = value if field.asked == "values" else [value]
    chosen: Mask = column.isin(values).to_numpy()
    if field.closed or not {*values} <= {*column.to_numpy()[chosen]}:
        _expect(field, values, periods)
    return chosen


def _changed_from(periods: pd.DataFrame, first: int, last: int) -> Mask:
    """Say which periods are a dated change of the years from `first` to `last`."""
    dated = dated_changes(periods) & (periods["status"] != "before")
    return (periods["start_year"].between(first, last).fillna(False) & dated).to_numpy(dtype=bool)


def _of_records(periods: pd.DataFrame, rows: Mask) -> Mask:
    """Widen some rows to all rows of their records, which stand together."""
    record = periods["record_id"].to_numpy()
    number = np.r_[0, np.cumsum(record[1:] != record[:-1])][: len(record)]
    mask: Mask = np.isin(number, number[rows])
    return mask


def _expect(field: Field, values: Sequence[str], periods: pd.DataFrame) -> None:
    known = _valid(field, periods)
    unknown = [value for value in values if value not in known]
    if unknown:
        has = ", ".join(known) if len(known) <= _LISTED else f"{len(known)} others"
        nearest = _nearest(unknown[0], known)
        meant = f"; did you mean {' or '.join(nearest)}?" if nearest else ""
        raise QueryError(f'{field.name} "{unknown[0]}" is not in the layer; it has {has}{meant}')


def _valid(field: Field, periods: pd.DataFrame) -> list[str]:
    """Give the values that may be asked for: all of a short fixed list, and those that the layer has."""
    if field.closed:
        more = periods[field.name].dropna() if field.name in periods else ()
        return list(dict.fromkeys([*field.vocabulary, *sorted(set(more))]))
    return sorted(set(periods[field.name].dropna()))


def _nearest(value: str, known: Sequence[str]) -> list[str]:
    """Give the few values that a mistyped one may stand for, the likeliest first, in quotation marks."""
    found = process.extract(value, known, processor=utils.default_process, score_cutoff=_NEAR, limit=3)
    return [f'"{one}"' for one, _, _ in found]
