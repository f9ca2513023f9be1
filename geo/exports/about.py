"""The rows that an exported file holds; what it says about itself stands in :mod:`geo.exports.geojson`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Protocol, TypeVar

import geopandas as gpd
import pandas as pd

from geo.core.folder import DataFolder
from geo.exports.geojson import about, filter_words, plain_text
from geo.layer import Fields, Query, disagreements_of, select
from geo.records.edition import Edition
from geo.records.model import Event, Record, Story

__all__ = [
    "SEPARATOR", "Opened", "Writer", "about", "by_record", "chosen", "disputes", "filter_words", "fit", "joined",
    "of_the_layer", "plain_text", "without_lists",
]  # fmt: skip

SEPARATOR = " | "
"""Stands between the addresses of a list, for formats without lists."""


class Opened(Protocol):
    """What files are made from: an opened data folder, :class:`geo.dataset.Dataset`."""

    @property
    def folder(self) -> DataFolder:
        """Where its files lie."""

    @property
    def collection(self) -> dict[str, Any]:
        """The layer's FeatureCollection."""

    @property
    def periods(self) -> gpd.GeoDataFrame:
        """The same as a frame."""

    @property
    def records(self) -> list[Record]:
        """All records."""

    @property
    def events(self) -> list[Event]:
        """The dated events."""

    @property
    def stories(self) -> list[Story]:
        """The stories that are told on the map."""

    @property
    def edition(self) -> Edition:
        """What the data set says about itself."""

    @property
    def fields(self) -> Fields:
        """The fields of the layer, with the subject and its words."""

    @property
    def countries(self) -> dict[str, str]:
        """English names of the countries of the base map, by code."""


_Rows = TypeVar("_Rows", bound=pd.DataFrame)
Writer = Callable[[Opened, Query], bytes]


def of_the_layer(write: Callable[[dict[str, Any], gpd.GeoDataFrame, Query], bytes]) -> Writer:
    """Make a writer of one that wants the layer and the frame of it alone."""
    return lambda data, query: write(data.collection, data.periods, query.within(data.fields))


def chosen(periods: gpd.GeoDataFrame, query: Query) -> gpd.GeoDataFrame:
    """Choose the rows of a query, as files can carry them.

    Parameters
    ----------
    periods : GeoDataFrame
        The whole layer; see :func:`geo.layer.periods_of`.
    query : Query

    Returns
    -------
    geopandas.GeoDataFrame
        The rows and columns of :func:`geo.layer.select`, EPSG:4326; missing text is None, and a character that XML
        cannot hold is U+FFFD.
    """
    return fit(select(periods, query))


def fit(rows: _Rows) -> _Rows:
    """Give a copy of some rows as files can carry them; see :func:`chosen`."""
    rows = rows.copy()
    for name in rows.columns[rows.dtypes == "object"]:
        rows[name] = pd.Series([_fit(value) for value in rows[name]], index=rows.index, dtype="object")
    return rows


def disputes(data: Opened, records: Iterable[str]) -> pd.DataFrame:
    """Give what sources say differently of some records; see :func:`geo.layer.disagreements_of` and :func:`fit`."""
    return fit(disagreements_of(data.records, set(records)))


def by_record(rows: pd.DataFrame) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Give each record's id with its rows, in order; the rows of a record must stand together."""
    for record, part in groupby(rows.to_dict("records"), key=lambda row: row["record_id"]):
        yield str(record), [{str(name): value for name, value in row.items()} for row in part]


def joined(sources: list[str]) -> str:
    """Write a list of addresses as one text, for formats without lists."""
    return SEPARATOR.join(sources)


def without_lists(rows: gpd.GeoDataFrame, query: Query) -> gpd.GeoDataFrame:
    """Give rows with each list as one text, for formats without lists."""
    lists = [name for name, kind in query.fields.columns.items() if kind == "list"]
    return rows.assign(
        **{name: pd.Series([joined(one) for one in rows[name]], index=rows.index, dtype="object") for name in lists}
    )


def _fit(value: Any) -> Any:
    if isinstance(value, list):
        return [plain_text(str(item)) for item in value]
    return plain_text(value) if isinstance(value, str) else None
