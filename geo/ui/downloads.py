"""Taking the data away: exactly what is shown, or the filtered layer over all years."""

from __future__ import annotations

import streamlit as st

from geo.exports import EXPORTS
from geo.exports.geojson import file_name
from geo.layer import Query, select
from geo.ui.loaded import Loaded
from geo.ui.text import plain

__all__ = ["show", "show_one"]

_TITLES = {
    "geojson": "GeoJSON",
    "csv": "CSV, one row a period",
    "csv-records": "CSV, one row a record",
    "gpkg": "GeoPackage",
    "fgb": "FlatGeobuf",
    "parquet": "GeoParquet",
    "kml": "KML",
    "html": "Stand-alone HTML, the map in one file",
    "lpf": "Linked Places (JSON-LD)",
}


def show(data: Loaded, query: Query) -> None:
    """Show the download buttons; a file is made when it is asked for."""
    year = st.session_state["year"]
    shown, every = query.but(year=year), query.but(undated=False, mode=None)
    what = {None: f"the map in {year}", "changes": f"the changes up to {year}", "all": "what is shown"}[query.mode]
    st.subheader("Take it away", anchor=False)
    form = st.selectbox("Format", list(_TITLES), format_func=_TITLES.__getitem__, key="format")
    title = _TITLES[form].partition(",")[0]
    left, right = st.columns(2)
    _button(left, data, shown, form=form, label=f"{title} of {what}", key="download_year")
    _button(right, data, every, form=form, label=f"{title} of all years", key="download_all")
    _attribution(data)


def show_one(data: Loaded, query: Query, what: str) -> None:
    """Show the choice of a format and one button, for what a query chooses."""
    left, right = st.columns(2, vertical_alignment="bottom")
    form = left.selectbox("Format", list(_TITLES), format_func=_TITLES.__getitem__, key="format")
    title = _TITLES[form].partition(",")[0]
    _button(right, data, query, form=form, label=f"{title} of {what}", key="download_one")
    _attribution(data)


def _attribution(data: Loaded) -> None:
    said = data.edition
    st.caption(plain(f"{said.attribution}. Data version {said.version} of {said.date}."))


def _button(
    column: st.delta_generator.DeltaGenerator, data: Loaded, query: Query, *, form: str, label: str, key: str
) -> None:
    column.download_button(
        label,
        data=lambda: EXPORTS[form].write(data.dataset, query),
        file_name=file_name(query, EXPORTS[form].extension),
        mime=EXPORTS[form].mime,
        on_click="ignore",
        disabled=select(data.periods, query).empty,
        icon=":material/download:",
        key=key,
        width="stretch",
    )
