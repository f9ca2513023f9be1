"""The coverage page: what the data know, and what they are known to lack."""

from __future__ import annotations

import streamlit as st

from geo import paths
from geo.coverage import cover, coverage_text, read_missing
from geo.errors import GeoDataError
from geo.ui.loaded import load_or_stop

__all__ = ["show"]


def show() -> None:
    """Show the page."""
    data = load_or_stop()
    names = data.all_countries
    try:
        missing = read_missing(paths.MISSING)
    except GeoDataError:
        missing = {}
    text = coverage_text(cover(list(data.records.values()), names), missing, names)
    st.markdown(text)
