"""The honours that ended in a span of years: which, where, what came after, in one sentence and as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.layer import Query, filter_mask, select
from geo.layer.outcomes import follows_honour
from geo.records.model import Category
from geo.text.dates import spoken

__all__ = [
    "endings",
    "endings_by_country",
    "endings_by_outcome",
    "endings_query",
    "endings_sentence",
    "undated_endings",
]


def endings_query(query: Query, year: int, span: tuple[int, int]) -> Query:
    """Give the query that chooses what ended in the years that a page speaks of.

    Parameters
    ----------
    query : Query
        The page's filters and mode. Its status is left out: it says what the map shows in a year.
    year : int
        The page's year.
    span : tuple of int
        First and last year of the map.

    Returns
    -------
    Query
        By mode: the years after `since` up to the year; the year; everything up to the year, each
        record by its last end, as the map counts it; or all years.
    """
    free = query.but(year=None, since=None, status=(), undated=False, mode=None)
    if query.mode == "between":
        return free.but(ended=(query.since + 1, year))
    if query.mode == "changes":
        return free.but(year=year, mode="changes")
    return free.but(ended=span if query.mode == "all" else (year, year))


def endings(periods: gpd.GeoDataFrame, query: Query, countries: Mapping[str, str]) -> pd.DataFrame:
    """List the ends of honours that a query of :func:`endings_query` chooses.

    Parameters
    ----------
    periods : geopandas.GeoDataFrame
        The whole layer; see :func:`geo.layer.periods_of`.
    query : Query
    countries : mapping of str to str
        Names by ISO 3166-1 alpha-2 code; a code without a name stands for itself.

    Returns
    -------
    pandas.DataFrame
        One row for each row that :func:`geo.layer.select` gives, on its index and in the order of time: ``record_id``,
        ``fell`` (the honoured name), ``date`` (in words), ``after`` (the name that came after), ``how`` (the change, in
        words), ``facet`` and ``value`` (the filter of :class:`geo.layer.Query` that its outcome belongs to:
        ``replaced`` for a place, ``category`` for a monument, and its value), ``what`` (the outcome in words),
        ``country`` (name), ``code``, ``kind`` (in words), ``category``.
    """
    rows = select(periods, query).sort_values(["start_year", "start_earliest"], kind="stable")
    place, text = rows["category"] == Category.PLACE, query.fields.text
    value = periods["replaced"].shift().loc[rows.index].where(place, Category.MONUMENT.value)
    return pd.DataFrame(
        {
            "record_id": rows["record_id"],
            "fell": rows["former_name"],
            "date": [spoken(date) for date in rows["start_date"]],
            "after": rows["name"].where(rows["name"] != rows["former_name"], ""),
            "how": [text.word("record.change", change) for change in rows["change"]],
            "facet": place.map({True: "replaced", False: "category"}),
            "value": value,
            "what": [
                text.word("web.option.replaced", one) if own else text.message("endings.came_down")
                for one, own in zip(value, place, strict=True)
            ],
            "country": [countries.get(code, code) for code in rows["country"]],
            "code": rows["country"],
            "kind": [text.word("web.option.kind", kind) for kind in rows["kind"]],
            "category": rows["category"],
        },
        index=rows.index,
    )


def endings_by_country(table: pd.DataFrame) -> pd.DataFrame:
    """Count the rows of :func:`endings` by country.

    Returns
    -------
    pandas.DataFrame
        ``country``, ``code``, ``count`` (int, at least 1), most first.
    """
    return _counted(table, ["country", "code"])


def endings_by_outcome(table: pd.DataFrame) -> pd.DataFrame:
    """Count the rows of :func:`endings` by what came after: names of places first, then monuments.

    Returns
    -------
    pandas.DataFrame
        ``what`` (words), ``facet``, ``value``, ``count`` (int, at least 1), most first within each facet.
    """
    counted = _counted(table, ["what", "facet", "value"])
    return counted.sort_values("facet", ascending=False, kind="stable", ignore_index=True)


def endings_sentence(query: Query, table: pd.DataFrame, *, narrowed: bool = False) -> str:
    """Put the rows of :func:`endings` into one sentence.

    Parameters
    ----------
    query : Query
        From :func:`endings_query`.
    table : DataFrame
        From :func:`endings` with the same query.
    narrowed : bool
        Whether filters are in force.

    Examples
    --------
    >>> rows = pd.DataFrame({"code": ["GE", "UA"], "category": ["place", "monument"]})
    >>> endings_sentence(Query(ended=(1961, 1961)), rows)
    'In 1961, 2 of the recorded honours ended, in 2 countries: 1 name of a place, 1 monument'
    """
    text, count = query.fields.text, len(table)
    first, last = (None, query.year) if query.mode == "changes" else query.ended
    when = "until" if first is None else "year" if first == last else "span"
    if not count:
        how = "none_filtered" if narrowed else "none"
        return text.message(f"endings.{when}.{how}", first=first, last=last)
    places = int((table["category"] == Category.PLACE).sum())
    counts = {"count.names": places, "count.monuments": count - places}
    kinds = [text.message(kind, count=number) for kind, number in counts.items() if number]
    where = text.message("count.countries", count=table["code"].nunique())
    both = text.joined("web.sentence.comma", kinds)
    counted: dict[str, Any] = {"count": count, "countries": where, "kinds": both}
    how = "filtered" if narrowed else "some"
    return text.message(f"endings.{when}.{how}", first=first, last=last, **counted)


def undated_endings(periods: gpd.GeoDataFrame, query: Query) -> int:
    """Count the ends that pass the filters of a query and that no source dates, so that they are in no year.

    Parameters
    ----------
    periods : GeoDataFrame
        The whole layer; see :func:`geo.layer.periods_of`.
    query : Query
        Its `year`, `mode` and `ended` are not looked at.

    Returns
    -------
    int
        Number of periods, not of records: one that lost its honour twice can count twice.

    Raises
    ------
    QueryError
        As for :func:`geo.layer.select`.
    """
    passing = filter_mask(periods, query.but(year=None, since=None, mode=None, ended=()))
    return int((passing & follows_honour(periods) & periods["start_date"].isna().to_numpy()).sum())


def _counted(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    counted = table.groupby(columns).size().astype(int).rename("count").reset_index()
    return counted.sort_values("count", ascending=False, kind="stable", ignore_index=True)
