"""The data as the page holds it: read once, read again when a file changes."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import streamlit as st

from geo import paths
from geo.basemap import country_names, read_basemap
from geo.borders import read_borders
from geo.chronicle import first_year, read_events
from geo.dataset import Dataset, read_dataset
from geo.errors import GeoDataError
from geo.layer import periods_of, read_layer
from geo.near import town_of
from geo.records import Event, Record, read_records, record_files
from geo.towns import read_towns
from geo.ui.served import serve
from geo.ui.text import plain

__all__ = ["Loaded", "fetched", "load_or_stop"]


@dataclass(frozen=True)
class Loaded:
    """Everything the page reads.

    Attributes
    ----------
    collection : dict
        The layer's FeatureCollection.
    periods : geopandas.GeoDataFrame
        The same as a frame; see :func:`geo.layer.periods_of`.
    records : dict of str to Record
        By id; empty files or broken ones are left to ``python -m geo check``.
    events : list of Event
    countries : dict of str to str
        ISO 3166-1 alpha-2 code to English name.
    all_countries : dict of str to str
        The same for every country of the base map.
    dataset : Dataset
    towns : dict of str to str
        The large town in which a record lies, by record.
    first, last : int
        First and last year of the time bar.
    longest : int
        Most years that an honoured name is known to have lasted, at least 1.
    stamp : str
        Changes when the files do.
    served : str
        Where the browser finds the files of :func:`fetched`; another address when a byte of them is another, so that
        it never shows an old layer.
    """

    collection: dict[str, Any]
    periods: gpd.GeoDataFrame
    records: dict[str, Record]
    events: list[Event]
    countries: dict[str, str]
    all_countries: dict[str, str]
    dataset: Dataset
    towns: dict[str, str]
    first: int
    last: int
    longest: int
    stamp: str
    served: str

    def address_of(self, file: Path) -> str:
        """Give the address of one of the files of :func:`fetched`, relative to the page."""
        return f"{self.served}/{file.name}"


def fetched() -> tuple[Path, ...]:
    """Give the files of the data folder that the browser fetches; no other is served."""
    return (paths.LAYER, paths.BASEMAP, paths.BORDERS, paths.TOWNS, paths.EVENTS)


def load_or_stop() -> Loaded:
    """Read the data, or say in one message what is wrong with which file and stop the page there."""
    try:
        return _load(_stamp(), dt.date.today().year)
    except GeoDataError as error:
        st.error(f"The map cannot be shown. {plain(str(error))}", icon=":material/error:")
        st.stop()


@st.cache_resource(max_entries=2, show_spinner="Reading the data …")
def _load(stamp: str, last: int) -> Loaded:
    with _out_of_the_collectors_way():
        return _read(stamp, last)


@contextmanager
def _out_of_the_collectors_way() -> Iterator[None]:
    """Take what is loaded meanwhile out of the garbage collector's walks.

    Streamlit has the collector walk every object after each run of the script (``runner.postScriptGC``); with the whole
    data among them that was a good part of the run.
    """
    gc.unfreeze()
    try:
        yield
    finally:
        gc.collect()
        gc.freeze()


def _read(stamp: str, last: int) -> Loaded:
    collection = read_layer(paths.LAYER)
    periods = periods_of(collection)
    basemap = read_basemap(paths.BASEMAP)
    read_borders(paths.BORDERS)  # for the browser, which would draw what is broken without a word
    names = country_names(basemap)
    records, _ = read_records(paths.RECORDS)
    return Loaded(
        collection=collection,
        periods=periods,
        records={record.id: record for record in records},
        events=read_events(paths.EVENTS),
        countries={code: names.get(code, code) for code in sorted(set(periods["country"]))},
        all_countries=names,
        dataset=read_dataset(paths.DATASET),
        towns=town_of(periods, read_towns(paths.TOWNS)),
        first=first_year(periods),
        last=last,
        longest=int(periods["lasted"].max()) if periods["lasted"].gt(0).any() else 1,
        stamp=stamp,
        served=serve("data", {file.name: file for file in fetched()}),
    )


def _stamp() -> str:
    """Tell when each file last changed, of the records the newest and how many; about 2 ms for 500 records."""
    files = (*fetched(), paths.DATASET)
    records = [_changed(file) for file in record_files(paths.RECORDS)]
    return "-".join(f"{part:x}" for part in (*map(_changed, files), max(records, default=0), len(records)))


def _changed(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
