"""The same page with one GeoJSON layer for the year instead of a marker a record, by streamlit-folium.

It is the second baseline of ``measure.py``: ``streamlit run benchmarks/layer_app.py``.
"""

import json
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
chosen = select(periods, Query(year=year))[["name", "status", "geometry"]]
folium.GeoJson(
    json.loads(chosen.to_json()),
    marker=folium.CircleMarker(radius=6),
    style_function=lambda feature: {
        "color": "#c8470a" if feature["properties"]["status"] == "honouring" else "#0b6aa8",
    },
    tooltip=folium.GeoJsonTooltip(["name"]),
).add_to(view)
st_folium(view, height=520, width=900, key="map", returned_objects=[])  # else each draw runs the page twice
st.write(f"drawn year {year}")
