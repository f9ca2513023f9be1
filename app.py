"""The page of the de-Stalinization map: ``streamlit run app.py``."""

import streamlit as st

from geo.ui import card, downloads, filters, frame, state, table, timemap
from geo.ui.loaded import load_or_stop

frame.configure()
data = load_or_stop()
notices = state.read(data)
filters.sidebar(data)
query = state.query()

frame.head(notices)
filters.empty_result(data, query)
timemap.show(data, query, "timemap", *state.report("timemap"))
left, right = st.columns([3, 2], gap="large")
with left:
    table.show(data, query)
    downloads.show(data, query)
with right:
    card.show(data)
frame.foot(data)
state.write()
