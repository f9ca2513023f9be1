"""The coverage page: what the data know, and what they are known to lack."""

from __future__ import annotations

import streamlit as st

from geo.core.errors import GeoDataError
from geo.exports.built import COVERAGE
from geo.ui import state
from geo.ui.loaded import load_or_stop
from geo.ui.prepared import text_of
from geo.ui.text import plain, without_icons

__all__ = ["show"]


def show() -> None:
    """Show what is counted from the records; the address stays as it is."""
    state.read_anew()
    data = load_or_stop()
    try:
        page = text_of(data.dataset, data.stamp, COVERAGE)
    except GeoDataError as error:
        st.error(f"The coverage cannot be counted. {plain(str(error))}", icon=":material/error:")
    else:
        st.markdown(without_icons(page))
