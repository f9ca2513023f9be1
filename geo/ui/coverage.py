"""The coverage page: what the data know, and what they are known to lack."""

from __future__ import annotations

import streamlit as st

from geo.core.folder import default_folder
from geo.ui import state
from geo.ui.text import without_icons

__all__ = ["show"]


def show() -> None:
    """Show the page that ``python -m geo build`` made from the data; the address stays as it is."""
    state.read_anew()
    page = default_folder().coverage
    if page.exists():
        st.markdown(without_icons(page.read_text(encoding="utf-8")))
    else:
        st.error(f'{page.name} is missing; run "python -m geo build"')
