"""Taking the data away: exactly what is shown, or the filtered layer over all years."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.export import file_name, to_geojson
from geo.layer import Query, select
from geo.ui.loaded import Loaded

__all__ = ["show"]


def show(data: Loaded, query: Query) -> None:
    """Show the download buttons; a file is made when it is asked for."""
    year = st.session_state["year"]
    shown, every = replace(query, year=year), replace(query, undated=False, mode=None)
    what = {None: f"the map in {year}", "changes": f"the changes up to {year}", "all": "what is shown"}[query.mode]
    st.subheader("Take it away", anchor=False)
    left, right = st.columns(2)
    _button(left, data, shown, f"GeoJSON of {what}", "download_year")
    _button(right, data, every, "GeoJSON of all years", "download_all")
    st.caption(f"{data.dataset.attribution}. Data version {data.dataset.version} of {data.dataset.date}.")


def _button(column: st.delta_generator.DeltaGenerator, data: Loaded, query: Query, label: str, key: str) -> None:
    column.download_button(
        label,
        data=lambda: to_geojson(data.collection, data.periods, query).encode("utf-8"),
        file_name=file_name(query, "geojson"),
        mime="application/geo+json",
        on_click="ignore",
        disabled=select(data.periods, query).empty,
        icon=":material/download:",
        key=key,
        width="stretch",
    )
