"""A naive page: a folium map with a marker a record, rebuilt for every year.

It is the first baseline of ``measure.py``: ``streamlit run benchmarks/baseline_app.py``.
"""

import sys
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo.core.folder import packaged_folder
from geo.layer import Query, periods_of, read_layer, select

st.set_page_config(layout="wide")
periods = st.cache_resource(lambda: periods_of(read_layer(packaged_folder().layer)))()
year = st.slider("Year", 1924, 2026, 1961)
view = folium.Map(location=(48, 47), zoom_start=3, tiles=None)
folium.GeoJson(packaged_folder().basemap.read_text(encoding="utf-8"), style_function=lambda _: {"weight": 1}).add_to(
    view
)
for row in select(periods, Query(year=year)).itertuples():
    folium.CircleMarker(
        (row.geometry.y, row.geometry.x),
        radius=6,
        color="#c8470a" if row.status == "honouring" else "#0b6aa8",
        tooltip=row.name,
    ).add_to(view)
st_folium(view, height=520, width=900, key="map")
st.write(f"drawn year {year}")
