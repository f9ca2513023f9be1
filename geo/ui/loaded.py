"""The data as the page holds it: read once, read again when a file changes."""

from __future__ import annotations

import gc
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import streamlit as st

from geo.core.errors import GeoDataError
from geo.core.folder import DataFolder, default_folder
from geo.dataset import Dataset, KeptDataset
from geo.layer import unlike
from geo.map.borders import read_borders
from geo.records.edition import Edition
from geo.records.model import Record
from geo.records.reading import read_records, record_files
from geo.stats.counts import first_year
from geo.text.catalogue import PLAIN
from geo.ui.link import Limits
from geo.ui.text import plain

__all__ = ["Loaded", "limits_of", "load", "load_or_stop"]

_NAMED = 5
_reading = threading.Lock()
"""Held while the data are read: who comes meanwhile waits instead of reading them too."""


@dataclass(frozen=True)
class Loaded:
    """Everything the pages read.

    Attributes
    ----------
    dataset : Dataset
        The opened data folder.
    records : list of Record
        Those whose files can be read.
    countries : dict of str to str
        ISO 3166-1 alpha-2 code to English name, of the countries that the layer has.
    faults : list of str
        What is wrong with the files of records, one sentence each; the map is shown nevertheless. None of a former
        edition, which was released without any.
    limits : Limits
        The years, the values of each filter; the last year is that of the data, whatever the clock says.
    content_key : str
        Changes when the files do, and with the folder.
    """

    dataset: Dataset
    records: list[Record]
    countries: dict[str, str]
    faults: list[str]
    limits: Limits
    content_key: str

    @property
    def first(self) -> int:
        """First year of the time bar."""
        return self.limits.first

    @property
    def last(self) -> int:
        """Last year of the time bar."""
        return self.limits.last

    @property
    def longest(self) -> int:
        """Most years that an honoured name is known to have lasted, at least 1."""
        return self.limits.longest

    @property
    def periods(self) -> gpd.GeoDataFrame:
        """The layer as a frame; see :func:`geo.layer.periods_of`."""
        return self.dataset.periods

    @property
    def former(self) -> KeptDataset | None:
        """The data set, if it is that of a former edition."""
        return self.dataset if isinstance(self.dataset, KeptDataset) else None

    @property
    def edition(self) -> Edition:
        """What the data set says about itself."""
        return self.dataset.edition


def load(version: str | None = None) -> Loaded:
    """Read the data, or what is kept of them while no file has changed.

    Parameters
    ----------
    version : str, optional
        Of a former edition; today's where that is not kept.

    Raises
    ------
    GeoDataError
        If a file cannot be read.
    """
    folder = default_folder()
    with _reading:
        content_key = _content_key(folder)
        today = _load(folder.path, content_key)
        return _former(folder.path, content_key, version) if version in today.dataset.editions else today


def load_or_stop(version: str | None = None) -> Loaded:
    """Read the data, or say in one message what is wrong with which file and stop the page there."""
    try:
        return load(version)
    except GeoDataError as error:
        st.error(PLAIN.message("ui.no_map", why=plain(str(error))), icon=":material/error:")
        st.stop()


@lru_cache(maxsize=2)
def _former(path: Path, content_key: str, version: str) -> Loaded:
    with _out_of_the_collectors_way():
        loaded = _load(path, content_key)
        today = copy(loaded.dataset)
        today.records = loaded.records
        data = KeptDataset(today, version)
        return Loaded(data, data.records, _countries(data), [], limits_of(data), f"{content_key}-{version}")


@lru_cache(maxsize=2)
def _load(path: Path, content_key: str) -> Loaded:
    with _out_of_the_collectors_way():
        return _read(Dataset(DataFolder.at(path)), content_key)  # what is missing is named without a path of the server


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


def _read(data: Dataset, content_key: str) -> Loaded:
    folder = data.folder
    read_borders(folder.borders)  # for the browser, which would draw what is broken without a word
    limits = limits_of(data)
    records, faults = read_records(folder.records, data.subject)
    return Loaded(data, records, _countries(data), _faults(data, records, faults), limits, content_key)


def limits_of(data: Dataset) -> Limits:
    """Give the years of a layer and the values of each filter."""
    periods, last = data.periods, data.edition.year
    return Limits(
        first=min(first_year(periods, data.subject.opening_year), last - 1),
        last=last,
        opening=data.subject.opening_year,
        longest=int(periods["lasted"].max()) if periods["lasted"].gt(0).any() else 1,
        options=_options(data, _countries(data)),
        fields=data.fields,
    )


def _countries(data: Dataset) -> dict[str, str]:
    codes = {*data.periods["country"], *data.periods["controlled_by"].dropna()}
    return {code: data.countries.get(code, code) for code in sorted(codes)}


def _options(data: Dataset, countries: dict[str, str]) -> dict[str, list[str]]:
    """Give the values of each filter: as they are ordered by their nature, else by their words."""
    options = {}
    for name in data.fields.facets:
        has = set(data.periods[name].dropna())
        order = data.fields[name].vocabulary
        fixed = list(order) if data.fields[name].closed else [one for one in order if one in has]
        options[name] = [*fixed, *sorted(has - set(fixed))]
    named = {name: sorted(options[name], key=countries.__getitem__) for name in ("country", "controlled_by")}
    return options | named


def _faults(data: Dataset, records: list[Record], faults: list[str]) -> list[str]:
    """Say which files cannot be read, and which records are not in the layer as their files have them."""
    found = []
    if unreadable := sorted({fault.partition(": ")[0] for fault in faults}):
        found.append(PLAIN.message("ui.unreadable", files=_some(unreadable)))
    files = {file.stem for file in record_files(data.folder.records)} - {record.id for record in records}
    if other := [record for record in unlike(data.collection, records, data.fields) if record not in files]:
        found.append(PLAIN.message("ui.unlike", records=_some(other)))
    return found


def _some(names: list[str]) -> str:
    named, rest = ", ".join(names[:_NAMED]), len(names) - _NAMED
    return PLAIN.message("ui.more", names=named, count=rest) if rest > 0 else named


def _content_key(folder: DataFolder) -> str:
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
