"""The list of what is on the map, in step with it; drawn by ``frontend/list.js`` as a real table."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.components.v2 import component

from geo.frontend import ENTRY
from geo.geocode import LonLat
from geo.layer import Query
from geo.listing import listing, told_apart, with_distances
from geo.near import distances
from geo.ui import state
from geo.ui.faults import safely
from geo.ui.loaded import Loaded
from geo.ui.timemap import frontend_address

__all__ = ["show"]

_HIDDEN = ("status", "time")
_KINDS = {"km": "number", "When": "time"}


@cache
def _component() -> Any:
    html = '<div class="tm-root tm-list" data-testid="list"></div>'
    return component("recordlist", html=html, js=ENTRY, isolate_styles=False)


def show(data: Loaded, query: Query) -> None:
    """Show the list; a chosen row opens its record, and the row of the record that is open is marked."""
    year, point = st.session_state["year"], st.session_state["near"]
    listed = _listed(data.stamp, replace(query, year=year), point, data)
    when = {None: f"On the map in {year}", "changes": f"Changed up to {year}", "all": "In all years"}[query.mode]
    st.subheader(f"{when}: {len(listed['rows'])}", anchor=False)
    _component()(
        key="list",
        data={
            **listed,
            "main": frontend_address("list.js"),
            "entry": "showList",
            "group": "Country",
            "first": "Country" if point is None else "km",
            "caption": f"{when}: {len(listed['rows'])} records",
            "selected": st.session_state["record"],
        },
        on_open_change=safely(state.report("list", data)["open"]),
        height="content",
    )


@st.cache_data(max_entries=64, show_spinner=False)
def _listed(stamp: str, query: Query, point: LonLat | None, _data: Loaded) -> dict[str, Any]:
    """Give columns and rows of the list, and a text that is another when they are."""
    rows = told_apart(listing(_data.periods, query, _data.countries), _data.towns)
    if point is not None:
        rows = with_distances(rows, distances(_data.periods, point))
    return {"version": f"{stamp} {query} {point}", "columns": _columns(rows), "rows": _rows(rows)}


def _columns(rows: pd.DataFrame) -> list[dict[str, str]]:
    names = [str(name) for name in rows.columns if name not in _HIDDEN]
    return [{"name": name, "title": name, "kind": _KINDS.get(name, "text")} for name in names]


def _rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    cells = rows.drop(columns=list(_HIDDEN)).to_numpy().tolist()
    return [
        {"id": record, "status": status, "time": time, "cells": cell}
        for record, status, time, cell in zip(rows.index, rows["status"], rows["time"], cells, strict=True)
    ]
