"""The data as the page holds it: read once, read again when a file changes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.core import paths
from geo.core.errors import GeoDataError
from geo.find.near import town_of
from geo.find.towns import read_towns
from geo.layer import periods_of, read_layer, unlike
from geo.layer.outcomes import REPLACEMENTS
from geo.map.basemap import country_names, read_basemap
from geo.map.borders import read_borders
from geo.records.edition import Edition, read_edition
from geo.records.events import read_events
from geo.records.model import STATUSES, Event, Record, read_records, record_files
from geo.stats.counts import first_year
from geo.ui.served import serve
from geo.ui.text import plain

__all__ = ["Loaded", "fetched", "load_or_stop"]

_NAMED = 5


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
    edition : Edition
    towns : dict of str to str
        The large town in which a record lies, by record.
    options : dict of str to list of str
        The values of each filter, in an order that no count changes.
    ids : frozenset of str
        The records that the layer has.
    faults : list of str
        What is wrong with the files of records, one sentence each; the map is shown nevertheless.
    first, last : int
        First and last year of the time bar; the last is that of the data, whatever the clock says.
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
    edition: Edition
    towns: dict[str, str]
    options: dict[str, list[str]]
    ids: frozenset[str]
    faults: list[str]
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
        return _load(_stamp())
    except GeoDataError as error:
        st.error(f"The map cannot be shown. {plain(str(error))}", icon=":material/error:")
        st.stop()


@st.cache_resource(max_entries=2, show_spinner="Reading the data …")
def _load(stamp: str) -> Loaded:
    with _out_of_the_collectors_way():
        return _read(stamp)


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


def _read(stamp: str) -> Loaded:
    collection = read_layer(paths.LAYER)
    periods = periods_of(collection)
    basemap = read_basemap(paths.BASEMAP)
    read_borders(paths.BORDERS)  # for the browser, which would draw what is broken without a word
    names = country_names(basemap)
    countries = {code: names.get(code, code) for code in sorted(set(periods["country"]))}
    records, faults = read_records(paths.RECORDS)
    edition = read_edition(paths.DATASET)
    return Loaded(
        collection=collection,
        periods=periods,
        records={record.id: record for record in records},
        events=read_events(paths.EVENTS),
        countries=countries,
        all_countries=names,
        edition=edition,
        towns=town_of(periods, read_towns(paths.TOWNS)),
        options=_options(periods, countries),
        ids=frozenset(periods["record_id"]),
        faults=_faults(collection, records, faults),
        first=min(first_year(periods), edition.year - 1),
        last=edition.year,
        longest=int(periods["lasted"].max()) if periods["lasted"].gt(0).any() else 1,
        stamp=stamp,
        served=serve("data", {file.name: file for file in fetched()}),
    )


def _options(periods: pd.DataFrame, countries: dict[str, str]) -> dict[str, list[str]]:
    """Give the values of each filter: as they are ordered by their nature, else by their words."""
    return {
        "country": sorted(countries, key=countries.__getitem__),
        "kind": sorted(set(periods["kind"])),
        "category": ["place", "monument"],
        "honours": sorted(set(periods["honours"])),
        "status": list(STATUSES),
        "polity": sorted(set(periods["polity"])),
        "fate": sorted(set(periods["fate"].dropna())),
        "replaced": list(REPLACEMENTS),
        "confidence": [one for one in ("high", "medium", "low") if one in set(periods["confidence"])],
    }


def _faults(collection: dict[str, Any], records: list[Record], faults: list[str]) -> list[str]:
    """Say which files cannot be read, and which records are not in the layer as their files have them."""
    found = []
    if unreadable := sorted({fault.partition(": ")[0] for fault in faults}):
        found.append(f'{_some(unreadable)} cannot be read; run "python -m geo check", which says why')
    files = {file.stem for file in record_files(paths.RECORDS)} - {record.id for record in records}
    if other := [record for record in unlike(collection, records) if record not in files]:
        found.append(f'The layer is not as the files of {_some(other)} are; run "python -m geo build"')
    return found


def _some(names: list[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


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
