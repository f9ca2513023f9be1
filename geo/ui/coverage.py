"""The coverage page: what the data know, and what they are known to lack."""

from __future__ import annotations

import streamlit as st

from geo.core.folder import default_folder
from geo.ui import frame
from geo.ui.link import read_link
from geo.ui.loaded import load_or_stop
from geo.ui.text import without_icons

__all__ = ["show"]


def show() -> None:
    """Show the page that ``python -m geo build`` made from the data."""
    data = load_or_stop()
    frame.head("Coverage", read_link({name: st.query_params.get_all(name) for name in st.query_params}, data.limits))
    page = default_folder().coverage
    if page.exists():
        st.markdown(without_icons(page.read_text(encoding="utf-8")))
    else:
        st.error(f'{page.name} is missing; run "python -m geo build"')
