"""The pages of the app. Links between them carry the address, which says all there is to say."""

from __future__ import annotations

import streamlit as st

from geo.text.catalogue import PLAIN
from geo.ui import chart_page, coverage, figure_page, map_page
from geo.ui.faults import guarded
from geo.ui.frame import PAGES

__all__ = ["run"]


def run() -> None:
    """Show the page that the address names."""
    say = PLAIN.message
    every = [
        st.Page(guarded(map_page.show), title=say("web.page.map"), default=True),
        st.Page(guarded(chart_page.show), title=say("web.page.charts"), url_path=PAGES["charts"]),
        st.Page(guarded(figure_page.show), title=say("web.page.figures"), url_path=PAGES["figures"]),
        st.Page(guarded(coverage.show), title=say("web.page.coverage"), url_path=PAGES["coverage"]),
    ]
    st.navigation(every, position="hidden").run()
