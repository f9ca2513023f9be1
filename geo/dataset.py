"""What ``import geo`` gives: the data as a frame, choices from it, and a map that shows itself in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, SupportsIndex, TypedDict, Unpack

import geopandas as gpd

from geo.core import paths
from geo.core.errors import QueryError
from geo.core.files import write_bytes
from geo.exports import EXPORTS
from geo.exports.html import map_words, timeless
from geo.layer import FIELDS, Query, periods_of, presence_in, read_layer
from geo.layer import select as select_periods
from geo.records.model import Record, read_or_refuse

__all__ = ["Choice", "Filters", "StandaloneMap", "load", "make_map", "records", "select", "state_at"]

_HEIGHT_PX = 920
_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals"
"""What the map may do in a notebook: anything but look at the notebook."""


class Filters(TypedDict, total=False):
    """The filters of :class:`geo.layer.Query` that do not depend on a year; several values are alternatives."""

    country: str | Iterable[str] | None
    kind: str | Iterable[str] | None
    category: str | None
    honours: str | Iterable[str] | None
    status: str | Iterable[str] | None
    polity: str | Iterable[str] | None
    fate: str | Iterable[str] | None
    replaced: str | Iterable[str] | None
    confidence: str | Iterable[str] | None
    lasted: SupportsIndex | None
    between: SupportsIndex | Sequence[SupportsIndex] | None
    undated: bool
    disputed: bool


class Choice(Filters, total=False):
    """All filters of :class:`geo.layer.Query`."""

    year: SupportsIndex | None
    changed_in: SupportsIndex | None
    ended: SupportsIndex | Sequence[SupportsIndex] | None
    mode: str | None


@dataclass(frozen=True, slots=True, repr=False)
class StandaloneMap:
    """A map in one file; a notebook shows it, without network.

    Attributes
    ----------
    html : bytes
        The page; see :func:`geo.exports.html.to_html`.
    records : int
        Number of records in it, whatever the year at which it opens.
    filter : str
        The choice in words, and the year at which the map opens.
    """

    html: bytes
    records: int
    filter: str

    def __repr__(self) -> str:
        return f"<map of {self.records} record{'' if self.records == 1 else 's'}; filter: {self.filter}>"

    def _repr_html_(self) -> str:
        """Give the page in a frame of its own, which can neither see nor change the notebook around it."""
        page = self.html.decode("utf-8").replace("&", "&amp;").replace("'", "&#39;")
        style = f"width: 100%; height: {_HEIGHT_PX}px; border: 0"
        return f"<iframe title='De-Stalinization map' style='{style}' sandbox='{_SANDBOX}' srcdoc='{page}'></iframe>"

    def save(self, path: str | Path) -> None:
        """Write the page to a file, which opens from disk.

        Raises
        ------
        geo.core.errors.GeoDataError
            If the file cannot be written; an old one stays as it was.
        """
        write_bytes(Path(path), self.html)


def load() -> gpd.GeoDataFrame:
    """Give the whole layer.

    Returns
    -------
    geopandas.GeoDataFrame
        One row a period, EPSG:4326 (longitude first), a fresh frame each time; the columns are those of
        :func:`geo.layer.periods_of`, and ``data/README.md`` says what they mean.

    Raises
    ------
    geo.core.errors.LayerError
        If ``data/layer.geojson`` is missing or broken.
    """
    return periods_of(read_layer(paths.LAYER))


def records() -> list[Record]:
    """Give all records with their sources, sorted by id.

    Raises
    ------
    geo.core.errors.RecordError
        If a record's file cannot be read.
    """
    return read_or_refuse(paths.RECORDS)


def select(**choice: Unpack[Choice]) -> gpd.GeoDataFrame:
    """Choose periods.

    Parameters
    ----------
    **choice
        The filters of :class:`geo.layer.Query`: ``year``, ``changed_in``, ``ended``, ``country``, ``kind``,
        ``category``, ``honours``, ``status``, ``polity``, ``fate``, ``replaced``, ``confidence``, ``lasted``,
        ``between``, ``mode``, ``undated``, ``disputed``. Text stands for itself alone, several values are alternatives;
        ``ended`` and ``between`` take a year or two, the earlier first. None is the same as no filter.

    Returns
    -------
    geopandas.GeoDataFrame
        The chosen rows of :func:`load`.

    Raises
    ------
    geo.core.errors.QueryError
        If there is no such filter, or the layer has no such value; the message says what there is.
    """
    return select_periods(load(), _query(choice))


def state_at(year: SupportsIndex, **filters: Unpack[Filters]) -> gpd.GeoDataFrame:
    """Give what was in force, or possibly so, on 31 December of a year.

    Parameters
    ----------
    year : int
    **filters
        As for :func:`select`; ``undated=True`` brings in what no source dates.

    Returns
    -------
    geopandas.GeoDataFrame
        The chosen rows of :func:`load` with two more columns. ``presence``: ``certain``, ``presumed`` (as last
        reported), ``possible``, or ``undated`` (possible, but only through a bound that no source gives). ``state``,
        kept for this edition: the same with ``possible`` for presumed. At most one row a record.

    Raises
    ------
    geo.core.errors.QueryError
        As for :func:`select`.
    """
    query = _query({**filters, "year": year}, without=("changed_in", "ended", "mode"))
    if query.year is None:
        raise QueryError("year is None; give a whole number such as 1961")
    rows = select_periods(load(), query).copy()
    rows["presence"] = presence_in(rows, query.year)
    rows["state"] = rows["presence"].replace("presumed", "possible")
    return rows


def make_map(**choice: Unpack[Choice]) -> StandaloneMap:
    """Make a map of a choice.

    Parameters
    ----------
    **choice
        As for :func:`select`. The map holds the whole chains of the chosen records and opens at the year and mode.

    Returns
    -------
    StandaloneMap
        Shows itself in a notebook; ``save(path)`` writes it to a file.

    Raises
    ------
    geo.core.errors.QueryError
        As for :func:`select`.
    geo.core.errors.LayerError
        If a file of the map is missing or broken.
    """
    collection = read_layer(paths.LAYER)
    periods = periods_of(collection)
    query = _query(choice)
    page = EXPORTS["html"].write(collection, periods, query)
    inside = select_periods(periods, timeless(query))
    return StandaloneMap(page, int(inside["record_id"].nunique()), map_words(query))


def _query(choice: Any, without: tuple[str, ...] = ()) -> Query:
    """Read filters as people write them."""
    known = [name for name in FIELDS.asked if name not in without]
    for name in choice:
        if name not in known:
            raise QueryError(f'there is no filter "{name}"; there are {", ".join(known)}')
    return Query(**choice)
