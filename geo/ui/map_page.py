"""The map page: one component, which lays the map over the window and asks the server for nothing while it is open."""

from __future__ import annotations

from copy import copy
from functools import cache, lru_cache
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.exports.editions import edition_parts, editions_offered
from geo.exports.geojson import file_name
from geo.exports.screen import held, parts_of
from geo.layer import Query
from geo.map.folium_map import make_map, script_of
from geo.text.catalogue import PLAIN
from geo.ui import fetched
from geo.ui.frame import PAGES
from geo.ui.link import edition_in
from geo.ui.loaded import Loaded, load, load_or_stop
from geo.web.assets import FRONTEND, leaflet_script, leaflet_style, screen_style
from geo.web.bundle import bundled

__all__ = ["ready_data", "show"]

_FIRST = ("columns.bin", "phrases.json", "outlines.json")
"""What the first map waits for."""
_MADE_IN_THE_PAGE = ("geojson", "csv")
"""The formats that the browser writes itself."""
_started: set[str] = set()
"""The content keys of the data whose files were made."""


def show() -> None:
    """Show the page."""
    data = load_or_stop(edition_in({"data": st.query_params.get_all("data")}))
    slot = None
    if data.content_key not in _started:  # whoever comes first waits, and is told for what
        slot = st.empty()
        slot.progress(0.5, text=PLAIN.message("ui.first_start"))
    told = _page_data(data)
    _started.add(data.content_key)
    if slot is not None:
        slot.empty()
    _component()(key="page", data=told, height="content")


def ready_data(data: Loaded) -> dict[str, Any] | None:
    """Give what the browser draws the map from, unless its files have yet to be made, for which the page has a bar."""
    return _page_data(data) if data.content_key in _started else None


@cache
def _component() -> Any:
    return component("mappage", js=(FRONTEND / "host" / "boot.js").read_text("utf-8"), isolate_styles=False)


def _page_data(data: Loaded) -> dict[str, Any]:
    """Give the addresses of all that the browser fetches, and what the page is told beside."""
    base = _held_base(data)
    today = data.former.today if data.former else data.dataset
    edition = data.edition
    return {
        "base": base,
        "script": f"{base}/screen.js",
        "style": f"{base}/screen.css",
        "first": [f"{base}/{name}" for name in _FIRST],
        "name": file_name(Query(fields=data.dataset.fields), "").rstrip("."),
        "description": edition.description,
        "editions": editions_offered(today, today.editions),
        "formats": [
            {"form": name, "words": PLAIN.message(f"web.format.{name}")}
            for name, form in EXPORTS.items()
            if name not in _MADE_IN_THE_PAGE and not (form.whole and data.former)
        ],
        "pages": [
            {"words": PLAIN.message(f"web.page.{name}"), "href": href, "current": name == "map"}
            for name, href in PAGES.items()
        ],
        "asked": PAGES["coverage"],
        "failed": PLAIN.message("web.failed"),
        "faults": data.faults,
    }


def _held_base(data: Loaded) -> str:
    """Give the address of the files; they are made anew where others have taken their place."""
    version = data.edition.version if data.former else None
    base = _base(data.content_key, version)
    if fetched.holds(base):
        return base
    _base.cache_clear()
    return _base(data.content_key, version)


@lru_cache(maxsize=4)
def _base(content_key: str, version: str | None) -> str:
    """Hold the files, of today's data or of a former edition, and give their address."""
    data = load(version)
    if data.former:
        parts = edition_parts(data.former)
    else:
        sound = copy(data.dataset)
        sound.records = data.records
        parts = parts_of(held(sound, Query()), Query())
    texts = {f"{name}.json": text for name, text in parts.texts.items()}
    texts |= {"screen.js": _script(data.dataset), "screen.css": leaflet_style() + screen_style()}
    return fetched.keep({"columns.bin": parts.columns, **{name: text.encode("utf-8") for name, text in texts.items()}})


def _script(data: Dataset) -> str:
    folium = script_of(make_map(data.subject.first_view))
    call = f"globalThis.deStalinizationPage = entry.pageOf(function (L, timemap) {{\n{folium}\n}});"
    return f"{leaflet_script()}\n{bundled(FRONTEND, 'host/streamlitpage.js', call)}"
