"""The table of what the map shows in a year."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from geo.layer import Query, presence_in, select
from geo.text.words import duration, presence_words, status_words

__all__ = ["listing", "told_apart", "with_distances"]


def listing(periods: gpd.GeoDataFrame, query: Query, countries: dict[str, str]) -> pd.DataFrame:
    """List what a query's year shows.

    Parameters
    ----------
    periods : geopandas.GeoDataFrame
        The layer.
    query : Query
        With a year.
    countries : dict of str to str
        Names by ISO 3166-1 alpha-2 code.

    Returns
    -------
    pandas.DataFrame
        One row a record, indexed by ``record_id``: ``Name`` (in that year), ``Status``, ``When``, ``Country``,
        ``Kind``, ``Honours``, ``status`` (before, honouring or after) and ``time`` (text by which periods are put in
        the order of their starts); sorted by country and name. In the mode ``all`` each record with a row that passes
        is told by its first honour, as on the map.
    """
    rows = select(periods, query)
    if query.mode == "all":
        rows = _honoured(periods[periods["record_id"].isin(rows["record_id"])])
    presence = pd.Series("certain", index=rows.index)
    if query.year is not None and query.mode is None:
        presence = presence_in(rows, query.year)
    words = [
        status_words(row.category, row.status, row.change, query.fields.text) + presence_words(one, row.certain_to - 1)
        for row, one in zip(rows.itertuples(), presence, strict=True)
    ]
    whens = [duration(row.start_date, row.end_date) for row in rows.itertuples()]
    table = pd.DataFrame(
        {
            "Name": rows["name"].to_numpy(),
            "Status": words,
            "When": whens,
            "Country": [countries.get(code, code) for code in rows["country"]],
            "Kind": rows["kind"].to_numpy(),
            "Honours": rows["honours"].to_numpy(),
            "status": rows["status"].to_numpy(),
            "time": [_order(row.start_date, row.end_date) for row in rows.itertuples()],
        },
        index=pd.Index(rows["record_id"], name="record_id"),
    )
    return table.sort_values(["Country", "Name"], kind="stable")


def with_distances(table: pd.DataFrame, measured: pd.DataFrame) -> pd.DataFrame:
    """Add how far each record is from a point.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`listing`.
    measured : pandas.DataFrame
        ``km`` and ``direction`` by record, from :func:`geo.find.near.distances`.

    Returns
    -------
    pandas.DataFrame
        The same rows, nearest first, with ``km`` (one decimal below ten) and ``Direction`` after the name.
    """
    joined = table.join(measured.rename(columns={"direction": "Direction"})).sort_values("km", kind="stable")
    joined["km"] = [round(km, 1) if km < 10 else float(round(km)) for km in joined["km"]]
    return joined[["Name", "km", "Direction", *[name for name in table.columns if name != "Name"]]]


def told_apart(table: pd.DataFrame, towns: dict[str, str]) -> pd.DataFrame:
    """Tell records of the same name in the same country apart by the large town that they lie in.

    Parameters
    ----------
    table : pandas.DataFrame
        From :func:`listing`.
    towns : dict of str to str
        Towns by record.

    Returns
    -------
    pandas.DataFrame
        The same rows; where a name stands twice in a country, the town stands behind it, if there is one.
    """
    again = table.duplicated(["Name", "Country"], keep=False)
    names = [
        f"{name}, {towns[record]}" if same and towns.get(record, name) not in name else name
        for record, name, same in zip(table.index, table["Name"], again, strict=True)
    ]
    return table.assign(Name=names)


def _order(start: str | None, end: str | None) -> str:
    """Give EDTF dates as text that sorts by time: what is open or not known at its side's end."""
    first, last = (date.lstrip("[") if date and date[0] in "[0123456789" else None for date in (start, end))
    return f"{first or '0000'} {last or '9999'}"


def _honoured(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give the first honouring row of each record."""
    return rows[rows["status"] == "honouring"].drop_duplicates("record_id")
