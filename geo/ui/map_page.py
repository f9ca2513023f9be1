"""The map page: what stands where."""

from __future__ import annotations

import streamlit as st

from geo.ui import card, component, downloads, filters, finder, frame, state, table
from geo.ui.loaded import load_or_stop

__all__ = ["show"]


def show() -> None:
    """Show the page."""
    data = load_or_stop()
    notices = state.read(data)
    filters.sidebar(data)
    query = state.query(data)
    frame.head(data, notices)
    filters.empty_result(data, query)
    modes, box = st.columns([3, 2], vertical_alignment="center")
    with modes:
        filters.time_mode()
    with box:
        finder.search_box()
    finder.found(data)
    filters.active(data)
    component.show(data, query, finder.around(data), "timemap", state.report("timemap", data))
    left, right = st.columns([3, 2], gap="large")
    with left:
        table.show(data, query)
        downloads.show(data, query)
    with right:
        card.show(data)
    frame.foot(data)
    state.write()
