"""Map and time bar as one Streamlit component; see ``geo/web/timemap.js`` for what the browser does."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import streamlit as st
from streamlit.components.v2 import component

from geo.layer import Query, filter_mask
from geo.map.folium_map import MAP_ID, make_map, script_of
from geo.records.events import event_words
from geo.stats.counts import packed
from geo.stats.year_sentences import year_counts
from geo.text.words import vocabulary
from geo.ui.faults import safely
from geo.ui.loaded import Loaded
from geo.ui.served import serve
from geo.web.assets import APART, FRONTEND, LEAFLET, MAP_STYLES

__all__ = ["frontend_address", "show"]

_MODULES = tuple(sorted(file.name for file in FRONTEND.glob("*.js") if file.name not in APART))
_STYLES = (*MAP_STYLES, "list.css")
_FRONTEND = (*_MODULES, "recordcard.js", "list.js", "links.js", *_STYLES)
_LEAFLET = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png", "images/marker-icon.png")
"""Leaflet's script and style, and the pictures that the style names."""


@cache
def _frontend() -> str:
    return serve("frontend", {name: FRONTEND / name for name in _FRONTEND})


@cache
def _leaflet() -> str:
    return serve("leaflet", {name: LEAFLET / name for name in _LEAFLET})


def frontend_address(name: str) -> str:
    """Give the address of one of our browser files, relative to the page."""
    return f"{_frontend()}/{name}"


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
        What lies nearest to a place; see :func:`geo.find.near.nearby`.
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
            "files": _files(data),
            "stamp": data.stamp,
            "map": MAP_ID,
            "script": _script(data.stamp, data),
            "events": {"url": data.address_of(data.dataset.folder.events), "words": event_words(data.events)},
            "first": data.first,
            "last": data.last,
            **_session(nearby),
            "mask": packed(mask),
            "undated": query.undated,
            "mode": query.mode or "year",
            "focus": " ".join(query.country),
            **_counts(data.stamp, mask.tobytes(), query.mode, query.undated, data),
        },
        on_year_change=safely(actions["year"]),
        on_selected_change=safely(actions["selected"]),
        on_near_change=safely(actions["near"]),
        height="content",
    )


def _files(data: Loaded) -> dict[str, Any]:
    return {
        "main": frontend_address("main.js"),
        "styles": [frontend_address(name) for name in _STYLES],
        "leaflet": f"{_leaflet()}/leaflet.js",
        "leafletStyle": f"{_leaflet()}/leaflet.css",
        "modules": [frontend_address(name) for name in _MODULES],
        "data": [data.address_of(path) for path in data.dataset.folder.fetched],
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
    folder = _data.dataset.folder
    layer = {"url": _data.address_of(folder.layer), "words": vocabulary(rows, _data.dataset.words)}
    basemap = {"url": _data.address_of(folder.basemap)}
    borders = {"url": _data.address_of(folder.borders)}
    towns = {"url": _data.address_of(folder.towns)}
    return script_of(make_map(layer, basemap, borders, towns, first_view=_data.dataset.subject.first_view))


@st.cache_data(max_entries=256, show_spinner=False)
def _counts(stamp: str, mask: bytes, mode: str | None, undated: bool, _data: Loaded) -> dict[str, Any]:
    """Give each year's sentence, counts and bars for the filtered layer."""
    years, chosen = range(_data.first, _data.last + 1), np.frombuffer(mask, dtype=bool)
    return year_counts(_data.periods, chosen, years, mode, undated=undated)
