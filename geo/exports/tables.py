"""Tables for spreadsheets: UTF-8 with a byte order mark, RFC 4180, and no cell that a spreadsheet would calculate.

What a file is stands in columns of its own at the right, the same in every row: a comment above the header would
break the table in a spreadsheet. An empty choice gives the header alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.exports.about import (
    Opened,
    about,
    by_record,
    chosen,
    disputes,
    joined,
    plain_text,
    without_lists,
)
from geo.layer import Query, select
from geo.text.catalogue import Catalogue
from geo.text.words import duration, status_words

__all__ = ["harmless", "to_csv", "to_disagreements_csv", "to_records_csv"]

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet may take for a formula (OWASP, "CSV Injection")."""

_RECORD = (
    "record_id", "category", "kind", "name", "native_name", "honours", "honoured_from", "honoured_until",
    "honoured_from_year", "honoured_until_year", "country", "polity", "longitude", "latitude", "precision",
    "confidence", "disputed", "periods", "chain", "note", "sources", "differences",
    "controlled_by", "accuracy_m", "sources_read",
)  # fmt: skip

_LISTS = ("sources", "sources_read", "differences")


def to_csv(collection: dict[str, Any], periods: gpd.GeoDataFrame, query: Query) -> bytes:
    """Write a choice as a table with one row a period.

    Parameters
    ----------
    collection, periods, query
        As for :func:`geo.exports.geojson.to_geojson`.

    Returns
    -------
    bytes
        The layer's columns in its order, ``longitude`` and ``latitude`` (degrees, EPSG:4326), then the columns of
        :func:`geo.exports.about.about`. Lists are joined by ``" | "``; null is an empty cell.
    """
    rows = chosen(periods, query)
    columns = [name for name in rows.columns if name != "geometry"]
    table = without_lists(rows, query)[columns].assign(longitude=rows.geometry.x, latitude=rows.geometry.y)
    return _written([*columns, "longitude", "latitude"], table.itertuples(index=False), about(collection, query))


def to_records_csv(collection: dict[str, Any], periods: gpd.GeoDataFrame, query: Query) -> bytes:
    """Write a choice as a table with one row a record.

    Parameters
    ----------
    collection, periods, query
        As for :func:`geo.exports.geojson.to_geojson`.

    Returns
    -------
    bytes
        A row for each record of which a period is chosen. Of the whole record: its honoured ``name`` and
        ``native_name``, and when the first honour began and the last ended (``honoured_from``, ``honoured_until``
        as the record dates them; their years by the year rule). Of the chosen periods: their numbers in ``periods``,
        names and times in ``chain``, all their ``sources``, when these were read in ``sources_read``, and what others
        say in ``differences``.
    """
    rows = chosen(periods, query)
    whole = dict(by_record(periods))
    records = [_record(whole[record], part, query.fields.text) for record, part in by_record(rows)]
    return _written(_RECORD, ([record[name] for name in _RECORD] for record in records), about(collection, query))


def to_disagreements_csv(data: Opened, query: Query) -> bytes:
    """Write what sources say differently of the chosen records, one row a statement.

    Parameters
    ----------
    data : Opened
    query : Query

    Returns
    -------
    bytes
        The columns of :func:`geo.layer.disagreements_of`, then those of :func:`geo.exports.about.about`.
    """
    query = query.within(data.fields)
    rows = disputes(data, select(data.periods, query)["record_id"])
    return _written(rows.columns, rows.itertuples(index=False), about(data.collection, query))


def harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    Examples
    --------
    >>> harmless("=1+1"), harmless("Stalingrad")
    ("'=1+1", 'Stalingrad')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _record(whole: list[dict[str, Any]], part: list[dict[str, Any]], text: Catalogue) -> dict[str, Any]:
    honouring = [row for row in whole if row["status"] == "honouring"]
    named = (honouring or whole[-1:])[0]
    first, last = (honouring[0], honouring[-1]) if honouring else ({}, {})
    return {
        **part[0],
        "name": plain_text(named["name"]),
        "native_name": plain_text(named["native_name"] or ""),
        "honoured_from": first.get("start_date"),
        "honoured_until": last.get("end_date"),
        "honoured_from_year": first.get("start_year"),
        "honoured_until_year": last.get("end_year"),
        "longitude": part[0]["geometry"].x,
        "latitude": part[0]["geometry"].y,
        "periods": joined([str(row["period"]) for row in part]),
        "chain": joined([_period_words(row, text) for row in part]),
        **{name: joined(list(dict.fromkeys(one for row in part for one in row[name]))) for name in _LISTS},
    }


def _period_words(row: dict[str, Any], text: Catalogue) -> str:
    words = status_words(row["category"], row["status"], row["change"], text)
    return f"{row['name']} ({duration(row['start_date'], row['end_date'])}; {words})"


def _written(header: Iterable[str], rows: Iterable[Iterable[Any]], metadata: dict[str, str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*header, *metadata])
    trailing = [harmless(value) for value in metadata.values()]
    writer.writerows([*map(_cell, row), *trailing] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, str):
        return harmless(value)
    return str(value).lower() if str(value) in ("True", "False") else str(value)
