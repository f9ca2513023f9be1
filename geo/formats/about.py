"""What every exported file says about itself, and the rows that it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.export import query_string
from geo.honours import REPLACEMENTS
from geo.layer import Query, select

__all__ = ["Writer", "about", "by_record", "chosen", "filter_words", "joined", "plain_text"]

Writer = Callable[[dict[str, Any], gpd.GeoDataFrame, Query], bytes]

_MEMBERS = ("title", "license", "license_url", "attribution", "data_version", "data_date")
_WORDS = {
    "changed_in": "began to be so in {}",
    "ended": "honours that ended in {}",
    "lasted": "an honoured name is known to have lasted at least {} years",
    "between": "records with a change in {}",
    "undated": "with states that no source dates",
    "disputed": "only records on which sources disagree",
}
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters outside XML 1.0's ``Char``, lone surrogates among them: no format here can carry them all."""


def about(collection: dict[str, Any], query: Query) -> dict[str, str]:
    """Say what a file made from the layer is.

    Parameters
    ----------
    collection : dict
        The layer; see :func:`geo.layer.read_layer`.
    query : Query

    Returns
    -------
    dict of str to str
        ``title``, ``license`` (SPDX), ``license_url``, ``attribution``, ``data_version``, ``data_date`` (ISO 8601: of
        the data, not of the file), ``filter`` in words, ``filter_query`` as the page's address carries it, and
        ``cite_as``.
    """
    members = {name: plain_text(str(collection.get(name, ""))) for name in _MEMBERS}
    cite = "{title}. Version {data_version}, {data_date}. {attribution}. {license_url}".format(**members)
    narrowed = {"filter": filter_words(query), "filter_query": query_string(query)}
    return {**members, **{name: plain_text(text) for name, text in narrowed.items()}, "cite_as": cite}


def filter_words(query: Query) -> str:
    """Put a query into words.

    Examples
    --------
    >>> filter_words(Query(year=1961, country=("AM", "GE")))
    'state on 31 December 1961; country: AM or GE'
    >>> filter_words(Query())
    'none: the whole layer'
    """
    members = query.as_members()
    words = [_words(name, value, query) for name, value in members.items()]
    return "; ".join(word for word in words if word) or "none: the whole layer"


def _words(name: str, value: Any, query: Query) -> str:
    if name in ("year", "mode"):
        return _year_words(query) if name == ("mode" if query.mode else "year") else ""
    if name in _WORDS:
        return _WORDS[name].format(value)
    if name == "replaced":
        return "what came after: " + " or ".join(REPLACEMENTS[one] for one in value)
    return f"{name}: " + (" or ".join(map(str, value)) if isinstance(value, list) else str(value))


def _year_words(query: Query) -> str:
    if query.mode is None:
        return f"state on 31 December {query.year}"
    if query.mode != "changes":
        return "all periods, whatever the year"
    return f"honours that had ended by the end of {query.year}" if query.year else "honours that have ended"


def chosen(periods: gpd.GeoDataFrame, query: Query) -> gpd.GeoDataFrame:
    """Choose the rows of a query, as files can carry them.

    Returns
    -------
    geopandas.GeoDataFrame
        The rows and columns of :func:`geo.layer.select`, EPSG:4326; missing text is None, and a character that XML
        cannot hold is U+FFFD.
    """
    rows = select(periods, query).copy()
    for name in rows.columns[rows.dtypes == "object"]:
        rows[name] = pd.Series([_fit(value) for value in rows[name]], index=rows.index, dtype="object")
    return rows


def by_record(rows: pd.DataFrame) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Give each record's id with its rows, in order; the rows of a record must stand together."""
    for record, part in groupby(rows.to_dict("records"), key=lambda row: row["record_id"]):
        yield str(record), [{str(name): value for name, value in row.items()} for row in part]


def joined(sources: list[str]) -> str:
    """Write a list of addresses as one text, for formats without lists."""
    return " | ".join(sources)


def plain_text(text: str) -> str:
    """Put U+FFFD for each character that XML 1.0 and UTF-8 cannot hold."""
    return _UNFIT.sub("\ufffd", text)


def _fit(value: Any) -> Any:
    if isinstance(value, list):
        return [plain_text(str(item)) for item in value]
    return plain_text(value) if isinstance(value, str) else None
