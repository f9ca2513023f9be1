"""How many records each option of each filter would give, given the other filters."""

from __future__ import annotations

import pandas as pd

from geo.layer import Query, filter_mask, presence_in, select

__all__ = ["count_records", "facets", "switches"]


def count_records(periods: pd.DataFrame, query: Query) -> int:
    """Count the records that pass a query, whatever the year."""
    return int(periods["record_id"][filter_mask(periods, query)].nunique())


def facets(periods: pd.DataFrame, query: Query, year: int) -> dict[str, dict[str, int]]:
    """Count records for every option of every filter.

    Parameters
    ----------
    periods : DataFrame
        The whole layer.
    query : Query
        The filters in force, with mode and undated states; each facet leaves out its own.
    year : int
        A status is counted as map, list and files show it in this year; see :func:`geo.layer.select`. The other facets
        are counted whatever the year.

    Returns
    -------
    dict
        Facet to option to number of records; every option that the layer has, most frequent first.
    """
    counts: dict[str, dict[str, int]] = {}
    for facet in query.fields.facets:
        others = _without(query, facet)
        whenever = facet != "status"
        rows = periods[filter_mask(periods, others)] if whenever else select(periods, others.but(year=year))
        if query.fields[facet].of_record:  # stands on one row of each honour, which another filter may leave out
            rows = periods[periods["record_id"].isin(rows["record_id"])]
        found = rows.groupby(facet)["record_id"].nunique()
        every = sorted(set(periods[facet].dropna()))
        table = {option: int(found.get(option, 0)) for option in every}
        counts[facet] = dict(sorted(table.items(), key=lambda item: (-item[1], item[0])))
    return counts


def switches(periods: pd.DataFrame, query: Query, year: int) -> dict[str, int]:
    """Count what the two switches would give.

    Parameters
    ----------
    periods : DataFrame
        The whole layer.
    query : Query
        The filters in force.
    year : int

    Returns
    -------
    dict
        ``disputed``: records that pass the other filters and on which sources disagree; ``undated``: records that pass
        the filters and have in this year a state that no source dates; where two years are compared, an honour that
        no source dates in one of them.
    """
    unbounded = (presence_in(periods, year) == "undated") & filter_mask(periods, query)
    if query.mode == "between":
        unbounded |= (presence_in(periods, query.since) == "undated") & filter_mask(periods, query)
        unbounded &= periods["status"] == "honouring"
    return {
        "disputed": count_records(periods, query.but(disputed=True)),
        "undated": int(periods["record_id"][unbounded].nunique()),
    }


def _without(query: Query, facet: str) -> Query:
    return query.but(**{facet: None})
