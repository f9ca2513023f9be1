"""The coverage page: what the data know, and what they are known to lack."""

from __future__ import annotations

import streamlit as st

from geo.core.errors import GeoDataError
from geo.exports.built import COVERAGE
from geo.ui import frame
from geo.ui.link import read_link
from geo.ui.loaded import load_or_stop
from geo.ui.prepared import text_of
from geo.ui.text import plain, without_icons

__all__ = ["show"]


def show() -> None:
    """Show what is counted from the records."""
    data = load_or_stop()
    frame.head("Coverage", read_link({name: st.query_params.get_all(name) for name in st.query_params}, data.limits))
    try:
        page = text_of(data.dataset, data.stamp, COVERAGE)
    except GeoDataError as error:
        st.error(f"The coverage cannot be counted. {plain(str(error))}", icon=":material/error:")
    else:
        st.markdown(without_icons(page))
