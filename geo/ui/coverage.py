"""The coverage page: what the data know, and what they are known to lack."""

from __future__ import annotations

import streamlit as st

from geo import paths
from geo.ui import state
from geo.ui.text import without_icons

__all__ = ["show"]


def show() -> None:
    """Show the page that ``python -m geo build`` made from the data; the address stays as it is."""
    state.read_anew()
    if paths.COVERAGE.exists():
        st.markdown(without_icons(paths.COVERAGE.read_text(encoding="utf-8")))
    else:
        st.error(f'{paths.COVERAGE.name} is missing; run "python -m geo build"')
