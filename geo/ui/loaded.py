"""The data as the page holds it: read once, read again when a file changes."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.core.errors import GeoDataError
from geo.core.folder import DataFolder, default_folder
from geo.dataset import Dataset
from geo.find.near import town_of
from geo.find.towns import read_towns
from geo.layer import unlike
from geo.layer.outcomes import REPLACEMENTS
from geo.map.borders import read_borders
from geo.records.edition import Edition
from geo.records.model import STATUSES, Event, Record
from geo.records.reading import read_records, record_files
from geo.stats.counts import first_year
from geo.ui.prepared import prepare
from geo.ui.served import serve
from geo.ui.text import plain

__all__ = ["Loaded", "load_or_stop"]

_NAMED = 5


@dataclass(frozen=True)
class Loaded:
    """Everything the page reads.

    Attributes
    ----------
    dataset : Dataset
        The opened data folder.
    records : dict of str to Record
        By id; empty files or broken ones are left to ``python -m geo check``.
    events : list of Event
    countries : dict of str to str
        ISO 3166-1 alpha-2 code to English name, of the countries that the layer has.
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
        Changes when the files do, and with the folder.
    served : str
        Where the browser finds the files that it fetches; another address when a byte of them is another, so that
        it never shows an old layer.
    """

    dataset: Dataset
    records: dict[str, Record]
    events: list[Event]
    countries: dict[str, str]
    towns: dict[str, str]
    options: dict[str, list[str]]
    ids: frozenset[str]
    faults: list[str]
    first: int
    last: int
    longest: int
    stamp: str
    served: str

    @property
    def collection(self) -> dict[str, Any]:
        """The layer's FeatureCollection."""
        return self.dataset.collection

    @property
    def periods(self) -> gpd.GeoDataFrame:
        """The same as a frame; see :func:`geo.layer.periods_of`."""
        return self.dataset.periods

    @property
    def all_countries(self) -> dict[str, str]:
        """English names of every country of the base map, by code."""
        return self.dataset.countries

    @property
    def edition(self) -> Edition:
        """What the data set says about itself."""
        return self.dataset.edition

    def address_of(self, file: Path) -> str:
        """Give the address of one of the files that the browser fetches, relative to the page."""
        return f"{self.served}/{file.name}"


def load_or_stop() -> Loaded:
    """Read the data, or say in one message what is wrong with which file and stop the page there."""
    try:
        folder = default_folder()
        data = _load(folder.path, _stamp(folder))
    except GeoDataError as error:
        st.error(f"The map cannot be shown. {plain(str(error))}", icon=":material/error:")
        st.stop()
    prepare(data.dataset, data.stamp)
    return data


@st.cache_resource(max_entries=2, show_spinner="Reading the data …")
def _load(path: Path, stamp: str) -> Loaded:
    with _out_of_the_collectors_way():
        return _read(Dataset(DataFolder.at(path)), stamp)  # what is missing is named without a path of the server


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


def _read(data: Dataset, stamp: str) -> Loaded:
    folder, periods, names, last = data.folder, data.periods, data.countries, data.edition.year
    read_borders(folder.borders)  # for the browser, which would draw what is broken without a word
    countries = {code: names.get(code, code) for code in sorted(set(periods["country"]))}
    records, faults = read_records(folder.records)
    if not faults:
        data.records = records
    return Loaded(
        dataset=data,
        records={record.id: record for record in records},
        events=data.events,
        countries=countries,
        towns=town_of(periods, read_towns(folder.towns)),
        options=_options(periods, countries),
        ids=frozenset(periods["record_id"]),
        faults=_faults(data, records, faults),
        first=min(first_year(periods), last - 1),
        last=last,
        longest=int(periods["lasted"].max()) if periods["lasted"].gt(0).any() else 1,
        stamp=stamp,
        served=serve("data", {file.name: file for file in folder.fetched}),
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


def _faults(data: Dataset, records: list[Record], faults: list[str]) -> list[str]:
    """Say which files cannot be read, and which records are not in the layer as their files have them."""
    found = []
    if unreadable := sorted({fault.partition(": ")[0] for fault in faults}):
        found.append(f'{_some(unreadable)} cannot be read; run "python -m geo check", which says why')
    files = {file.stem for file in record_files(data.folder.records)} - {record.id for record in records}
    if other := [record for record in unlike(data.collection, records) if record not in files]:
        found.append(f'The layer is not as the files of {_some(other)} are; run "python -m geo build"')
    return found


def _some(names: list[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _stamp(folder: DataFolder) -> str:
    """Tell which folder it is and when each file last changed; about 2 ms for 500 records."""
    name = int.from_bytes(hashlib.sha256(str(folder.path).encode("utf-8", "surrogateescape")).digest()[:4])
    records = [_changed(file) for file in record_files(folder.records)]
    parts = (name, *(part for file in folder.fingerprint for part in file), max(records, default=0), len(records))
    return "-".join(f"{part:x}" for part in parts)


def _changed(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
