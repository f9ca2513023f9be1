"""What ``import geo`` gives: an opened data folder, choices from it, and a map that shows itself in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, SupportsIndex, TypedDict, Unpack

import geopandas as gpd
import pandas as pd

from geo.core.errors import LayerError, QueryError, one_line
from geo.core.folder import VARIABLE, DataFolder, default_folder
from geo.exports.html import to_map
from geo.layer import (
    Fields,
    Query,
    changes_of,
    fields_of,
    kept_versions,
    periods_of,
    presence_in,
    read_kept,
    read_layer,
    read_periods,
    unchanged,
)
from geo.layer import select as select_periods
from geo.map.basemap import country_names, read_basemap
from geo.map.time_map import TimeMap
from geo.records.edition import Edition, read_edition
from geo.records.events import read_events
from geo.records.model import Event, Record, Story
from geo.records.reading import read_or_refuse
from geo.records.stories import read_stories, stories_within
from geo.records.subject import Subject, read_subject
from geo.records.subject_words import read_words
from geo.text.catalogue import Catalogue

__all__ = [
    "Choice", "Dataset", "Filters", "KeptDataset", "TimeMap", "load", "make_map", "open", "records", "select",
    "state_at",
]  # fmt: skip


class Filters(TypedDict, total=False):
    """The filters of :class:`geo.layer.Query` that do not depend on a year; several values are alternatives."""

    country: str | Iterable[str] | None
    kind: str | Iterable[str] | None
    category: str | None
    honours: str | Iterable[str] | None
    status: str | Iterable[str] | None
    controlled_by: str | Iterable[str] | None
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
    since: SupportsIndex | None
    changed_in: SupportsIndex | None
    ended: SupportsIndex | Sequence[SupportsIndex] | None
    mode: str | None


class Dataset:
    """An opened data folder; :func:`open` gives it.

    Each part is read when it is first asked for and kept; open the folder again to see what has changed in it. The
    frames that properties give are kept too, so copy one before you change it; what methods give is yours.

    Parameters
    ----------
    folder : geo.core.folder.DataFolder
        Where each file lies.
    """

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder

    def __repr__(self) -> str:
        return f"<data set in {one_line(str(self.folder.path))}>"

    @cached_property
    def collection(self) -> dict[str, Any]:
        """The layer's FeatureCollection; see :func:`geo.layer.read_layer`."""
        return read_layer(self.folder.layer, self.fields)

    @cached_property
    def periods(self) -> gpd.GeoDataFrame:
        """The layer as a frame, one row a period; see :func:`geo.layer.periods_of`."""
        if "collection" in self.__dict__:
            return periods_of(self.collection, self.fields)
        return read_periods(self.folder.layer, self.fields)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """The dated changes, one row each; see :func:`geo.layer.changes_of`."""
        return changes_of(self.periods)

    @cached_property
    def records(self) -> list[Record]:
        """All records with their sources, sorted by id; a broken file is a ``RecordError``."""
        return read_or_refuse(self.folder.records, self.subject)

    @cached_property
    def events(self) -> list[Event]:
        """The dated events of the political history."""
        return read_events(self.folder.events)

    @cached_property
    def stories(self) -> list[Story]:
        """The stories that are told on the map, in their order."""
        return read_stories(self.folder.stories)

    @cached_property
    def edition(self) -> Edition:
        """What the data set says about itself: title, version, date, licence."""
        return read_edition(self.folder.edition)

    @cached_property
    def editions(self) -> list[str]:
        """The versions of the former editions whose layers are kept, the oldest first."""
        return [version for version in kept_versions(self.folder.editions) if version != self.edition.version]

    def kept(self, version: str) -> KeptDataset:
        """Give the data as a former edition had them.

        Parameters
        ----------
        version : str
            One of :attr:`editions`.

        Raises
        ------
        geo.core.errors.LayerError
            If that edition is not kept, or its file cannot be read.
        """
        return KeptDataset(self, version)

    @cached_property
    def countries(self) -> dict[str, str]:
        """The English names of the countries of the base map, by ISO 3166-1 alpha-2 code."""
        return country_names(read_basemap(self.folder.basemap))

    @cached_property
    def subject(self) -> Subject:
        """What makes the subject: kinds, persons, opening year, first view."""
        return read_subject(self.folder.subject)

    @cached_property
    def words(self) -> Catalogue:
        """The messages, with the subject's own words over them."""
        return read_words(self.folder.text, self.subject)

    @cached_property
    def fields(self) -> Fields:
        """The fields of the layer, and how each is asked for."""
        return fields_of(self.subject, self.words)

    def text(self, key: str, lang: str = "en", **values: Any) -> str:
        """Give a label or sentence by its key; see :meth:`geo.text.catalogue.Catalogue.message`."""
        return self.words.message(key, lang, **values)

    def query(self, **choice: Unpack[Choice]) -> Query:
        """Give a choice as a query, whose ``text()`` is its serial form; see :meth:`select`."""
        return _query(choice, self.fields)

    def parse(self, text: str) -> Query:
        """Read a query's serial form, as ``country=AM&year=1961``; see :meth:`geo.layer.Query.parse`."""
        return Query.parse(text, self.fields)

    def load(self) -> gpd.GeoDataFrame:
        """Give a fresh copy of :attr:`periods`."""
        return self._own(self.periods)

    def select(self, **choice: Unpack[Choice]) -> gpd.GeoDataFrame:
        """Choose periods.

        Parameters
        ----------
        **choice
            The filters of :class:`geo.layer.Query`: ``year``, ``since``, ``changed_in``, ``ended``, ``country``,
            ``kind``, ``category``, ``honours``, ``status``, ``controlled_by``, ``polity``, ``fate``, ``replaced``,
            ``confidence``, ``lasted``, ``between``, ``mode``, ``undated``, ``disputed``. Text stands for itself alone,
            several values are alternatives; ``ended`` and ``between`` take a year or two, the earlier first. None is
            the same as no filter.

        Returns
        -------
        geopandas.GeoDataFrame
            The chosen rows of :attr:`periods`.

        Raises
        ------
        geo.core.errors.QueryError
            If there is no such filter, or the layer has no such value; the message says what there is.
        """
        return self._own(select_periods(self.periods, self.query(**choice)))

    def state_at(self, year: SupportsIndex, **filters: Unpack[Filters]) -> gpd.GeoDataFrame:
        """Give what was in force, or possibly so, on 31 December of a year.

        Parameters
        ----------
        year : int
        **filters
            As for :meth:`select`; ``undated=True`` brings in what no source dates.

        Returns
        -------
        geopandas.GeoDataFrame
            The chosen rows of :attr:`periods` with two more columns. ``presence``: ``certain``, ``presumed`` (as last
            reported), ``possible``, or ``undated`` (possible, but only through a bound that no source gives).
            ``state``, kept for this edition: the same with ``possible`` for presumed. At most one row a record.

        Raises
        ------
        geo.core.errors.QueryError
            As for :meth:`select`.
        """
        query = _query({**filters, "year": year}, self.fields, without=("changed_in", "ended", "mode"))
        if query.year is None:
            raise QueryError("year is None; give a whole number such as 1961")
        rows = self._own(select_periods(self.periods, query))
        rows["presence"] = presence_in(rows, query.year)
        rows["state"] = rows["presence"].replace("presumed", "possible")
        return rows

    def make_map(self, **choice: Unpack[Choice]) -> TimeMap:
        """Make a map of a choice.

        Parameters
        ----------
        **choice
            As for :meth:`select`. The map holds the whole chains of the chosen records and opens at the year and mode.

        Returns
        -------
        TimeMap
            A ``folium.Map``. It shows itself in a notebook without network, and ``save(path)`` writes it to a file, the
            one of ``python -m geo export --format html``; what folium can add to a map can be added to it.

        Raises
        ------
        geo.core.errors.QueryError
            As for :meth:`select`.
        geo.core.errors.LayerError
            If a file of the map is missing or broken.
        """
        return to_map(self, self.query(**choice))

    def _own(self, rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Copy rows, with the lists in their cells."""
        lists = [name for name, kind in self.fields.columns.items() if kind == "list"]
        return rows.assign(**{name: [list(cell) for cell in rows[name]] for name in lists})


class KeptDataset(Dataset):
    """The data as a former edition had them; :meth:`Dataset.kept` gives it.

    Layer, version and date are those of the edition. Of its records, only those are there that have not changed since
    in anything that the layer says; events, borders, words and stories are today's.

    Parameters
    ----------
    today : Dataset
    version : str
        One of its `editions`.
    """

    def __init__(self, today: Dataset, version: str) -> None:
        super().__init__(today.folder)
        self.today = today
        self.collection = read_kept(self.folder.editions, version, today.fields)
        self.fields, self.countries = today.fields, today.countries

    @cached_property
    def records(self) -> list[Record]:
        """The records that are today as they were."""
        same = unchanged(self.collection, self.today.collection)
        return [record for record in self.today.records if record.id in same]

    @cached_property
    def stories(self) -> list[Story]:
        """The stories of which every record is as it was; their lessons count in today's data."""
        return stories_within(self.today.stories, {record.id for record in self.records}, whole=False)

    @cached_property
    def edition(self) -> Edition:
        """What the edition said about itself, as far as its layer does, and else what the data say today."""
        members = {name: self.collection[name] for name in ("title", "license", "license_url", "attribution")}
        of_then = {"version": self.collection["data_version"], "date": self.collection["data_date"]}
        return self.today.edition.model_copy(update=members | of_then)


def open(path: str | Path | None = None) -> Dataset:
    """Open a data folder.

    Parameters
    ----------
    path : str or Path, optional
        The folder; else the one that the environment variable ``DE_STALINIZATION_DATA`` names now, or the one that
        comes with the package.

    Returns
    -------
    Dataset
        It reads its files when they are first asked for.

    Raises
    ------
    geo.core.errors.LayerError
        If there is no such folder, or no layer in it.
    """
    folder = default_folder() if path is None else DataFolder.at(path)
    named = one_line(str(folder.path))
    if not folder.path.is_dir():
        raise LayerError(
            f"{named} is no folder; name a data folder, one with layer.geojson in it, here or by {VARIABLE}"
        )
    if not folder.layer.exists():
        raise LayerError(
            f'{named} has no {folder.layer.name}; run "python -m geo build", or name another by {VARIABLE}'
        )
    return Dataset(folder)


def load() -> gpd.GeoDataFrame:
    """Give the whole layer of the packaged data: a fresh frame each time, one row a period; see :class:`Dataset`.

    The columns are those of :func:`geo.layer.periods_of`, and ``data/README.md`` says what they mean.
    """
    return _packaged().load()


def records() -> list[Record]:
    """Give all records of the packaged data, read anew; see :attr:`Dataset.records`."""
    return open().records


def select(**choice: Unpack[Choice]) -> gpd.GeoDataFrame:
    """Choose periods of the packaged data; see :meth:`Dataset.select`."""
    return _packaged().select(**choice)


def state_at(year: SupportsIndex, **filters: Unpack[Filters]) -> gpd.GeoDataFrame:
    """Give what was in force in a year by the packaged data; see :meth:`Dataset.state_at`."""
    return _packaged().state_at(year, **filters)


def make_map(**choice: Unpack[Choice]) -> TimeMap:
    """Make a map of a choice from the packaged data; see :meth:`Dataset.make_map`."""
    return _packaged().make_map(**choice)


def _packaged() -> Dataset:
    """Give the default folder opened, anew when it or a file of its has changed."""
    folder = open().folder
    return _kept(folder, folder.fingerprint)


@lru_cache(maxsize=2)
def _kept(folder: DataFolder, fingerprint: tuple[tuple[int, int], ...]) -> Dataset:
    return Dataset(folder)


def _query(choice: Any, fields: Fields, without: tuple[str, ...] = ()) -> Query:
    """Read filters as people write them."""
    known = [name for name in fields.asked if name not in without]
    for name in choice:
        if name not in known:
            raise QueryError(f'there is no filter "{name}"; there are {", ".join(known)}')
    return Query(fields=fields, **choice)
