"""The pages of the app. Links between them carry the address, which says all there is to say."""

from __future__ import annotations

import streamlit as st

from geo.ui import chart_page, coverage, figure_page, map_page
from geo.ui.faults import guarded

__all__ = ["run"]


def run() -> None:
    """Show the page that the address names."""
    every = [
        st.Page(guarded(map_page.show), title="Map", default=True),
        st.Page(guarded(chart_page.show), title="Charts", url_path="charts"),
        st.Page(guarded(figure_page.show), title="Figures", url_path="figures"),
        st.Page(guarded(coverage.show), title="Coverage", url_path="coverage"),
    ]
    st.navigation(every, position="hidden").run()
