"""What the app builds when it starts on new data, with a bar for whoever waits for it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from contextlib import suppress

import streamlit as st

from geo.core.built import BuiltFiles
from geo.core.errors import GeoDataError
from geo.dataset import Dataset
from geo.exports.built import OF_THE_PAGE, built, unbuilt
from geo.text.catalogue import PLAIN

__all__ = ["prepare", "text_of"]

_building = threading.Lock()
_prepared: deque[tuple[str, BuiltFiles]] = deque(maxlen=4)
"""The content keys of the data that were prepared, with where their built files are."""


def prepare(data: Dataset, content_key: str) -> BuiltFiles:
    """Build what the pages show of some data, if it is not there; one of several people who come at once does it.

    Parameters
    ----------
    data : Dataset
    content_key : str
        Another one when a file of the data is another.

    Returns
    -------
    BuiltFiles
        What cannot be built is left to the page that shows it.
    """
    slot = st.empty()  # there in every run, so that nothing on the page moves when the bar is gone
    with _building:
        for known, files in _prepared:
            if known == content_key:
                return files
        files = BuiltFiles(data.folder)
        if waiting := unbuilt(OF_THE_PAGE, files):
            _build(data, waiting, files, slot)
        _prepared.append((content_key, files))
    return files


def text_of(data: Dataset, content_key: str, name: str) -> str:
    """Give a built text of the data; see :func:`geo.exports.built.built`."""
    return built(data, name, prepare(data, content_key)).decode("utf-8")


def _build(data: Dataset, names: Iterable[str], files: BuiltFiles, slot: st.delta_generator.DeltaGenerator) -> None:
    every = list(names)
    for place, name in enumerate(every):
        slot.progress(place / len(every), text=PLAIN.message("ui.making", name=name))
        with suppress(GeoDataError):
            built(data, name, files)
    slot.empty()
