"""Map and time bar as one Streamlit component; see ``frontend/timemap.js`` for what the browser does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
import streamlit.components.v1 as components_v1
from streamlit.components.v2 import component

from geo import paths
from geo.annals import annals, packed
from geo.frontend import APART, FRONTEND, LEAFLET
from geo.layer import Query, filter_mask
from geo.ui.faults import safely
from geo.ui.loaded import Loaded
from geo.webmap import MAP_ID, make_map, script_of
from geo.words import event_words, vocabulary

__all__ = ["frontend_address", "show"]

_MODULES = tuple(sorted(file.name for file in FRONTEND.glob("*.js") if file.name not in APART))
_FETCHED = (paths.LAYER, paths.BASEMAP, paths.BORDERS, paths.TOWNS, paths.EVENTS)


@cache
def _served(folder: Path) -> str:
    """Have Streamlit serve a folder under an address that is new when one of its files is.

    Relative imports between our modules then never meet an old copy in the browser's cache.
    """
    content = b"".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())
    name = f"{folder.name}_{hashlib.sha256(content).hexdigest()[:12]}"
    return f"component/{components_v1.declare_component(name, path=str(folder)).name}"


def frontend_address(name: str) -> str:
    """Give the address of one of our browser files, relative to the page."""
    return f"{_served(FRONTEND)}/{name}"


def data_address(file: Path, stamp: str) -> str:
    """Give the address of a data file, relative to the page; `stamp` makes it new when the file is."""
    return f"{_served_data()}/{file.name}?v={stamp}"


@cache
def _served_data() -> str:
    return f"component/{components_v1.declare_component('data', path=str(paths.DATA)).name}"


@cache
def _component() -> Any:
    return component(
        "timemap",
        html='<div class="tm-root"></div>',
        js=(FRONTEND / "boot.js").read_text("utf-8"),
        isolate_styles=False,
    )


def show(
    data: Loaded,
    query: Query,
    nearby: dict[str, Any] | None,
    key: str,
    actions: dict[str, Callable[[], None]],
) -> None:
    """Show map and time bar.

    Parameters
    ----------
    data : Loaded
    query : Query
        The filters; its years are not looked at, the browser has the year.
    nearby : dict or None
        What lies nearest to a place; see :func:`geo.near.nearby`.
    key : str
        Under which the component's state stands in the session.
    actions : dict of str to callable
        Called when the bar comes to rest (``year``), when a symbol is chosen (``selected``), and when a place without
        one is pointed at (``near``).
    """
    mask = filter_mask(data.periods, query)
    _component()(
        key=key,
        data={
            "files": _files(data.stamp),
            "stamp": data.stamp,
            "map": MAP_ID,
            "script": _script(data.stamp, data),
            "events": {"url": data_address(paths.EVENTS, data.stamp), "words": event_words(data.events)},
            "first": data.first,
            "last": data.last,
            **_session(nearby),
            "mask": packed(mask),
            "undated": query.undated,
            "mode": query.mode or "year",
            "focus": " ".join(query.country),
            **_annals(data.stamp, mask.tobytes(), query.mode, data),
        },
        on_year_change=safely(actions["year"]),
        on_selected_change=safely(actions["selected"]),
        on_near_change=safely(actions["near"]),
        height="content",
    )


def _files(stamp: str) -> dict[str, Any]:
    return {
        "main": frontend_address("main.js"),
        "styles": [frontend_address("timemap.css"), frontend_address("list.css")],
        "leaflet": f"{_served(LEAFLET)}/leaflet.js",
        "leafletStyle": f"{_served(LEAFLET)}/leaflet.css",
        "modules": [frontend_address(name) for name in _MODULES],
        "data": [data_address(path, stamp) for path in _FETCHED],
    }


def _session(nearby: dict[str, Any] | None) -> dict[str, Any]:
    """Give what the browser and Python both may set; the counts tell the browser when Python did."""
    return {
        "year": st.session_state["year"],
        "yearSet": st.session_state["year_set"],
        "selected": st.session_state["record"],
        "selectedSet": st.session_state["record_set"],
        "near": nearby,
        "nearSet": st.session_state["near_set"],
    }


@st.cache_data(max_entries=4, show_spinner=False)
def _script(stamp: str, _data: Loaded) -> str:
    rows = (feature["properties"] for feature in _data.collection["features"])
    layer = {"url": data_address(paths.LAYER, stamp), "words": vocabulary(rows)}
    basemap = {"url": data_address(paths.BASEMAP, stamp)}
    borders = {"url": data_address(paths.BORDERS, stamp)}
    towns = {"url": data_address(paths.TOWNS, stamp)}
    return script_of(make_map(layer, basemap, borders, towns))


@st.cache_data(max_entries=256, show_spinner=False)
def _annals(stamp: str, mask: bytes, mode: str | None, _data: Loaded) -> dict[str, Any]:
    """Give each year's sentence and bars for the filtered layer."""
    return annals(_data.periods, np.frombuffer(mask, dtype=bool), range(_data.first, _data.last + 1), mode)
