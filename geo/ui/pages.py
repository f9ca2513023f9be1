"""The pages of the app, and the links between them, which carry year, filters and record."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from geo.frontend import ENTRY
from geo.ui import chartpage, coverage, mappage
from geo.ui.faults import guarded
from geo.ui.timemap import frontend_address

__all__ = ["run"]


def run() -> None:
    """Show the page that the address names, and above it the links to all."""
    every = [
        st.Page(guarded(mappage.show), title="Map", icon=":material/map:", default=True),
        st.Page(guarded(chartpage.show), title="Charts", icon=":material/bar_chart:", url_path="charts"),
        st.Page(guarded(coverage.show), title="Coverage", icon=":material/fact_check:", url_path="coverage"),
    ]
    chosen = st.navigation(every, position="hidden")
    links = st.container(key="pages", horizontal=True, gap="small")
    try:
        chosen.run()
    finally:  # the page may change the address, and may stop
        with links:
            _links(every, chosen.title)


def _links(pages: list[st.Page], current: str) -> None:
    """Link the pages by the address of this one; Streamlit's own navigation would leave everything out."""
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    for page in pages:
        st.page_link(page, query_params=address)

    def mark() -> None:
        _marks()(key="page_marks", data={"main": frontend_address("pages.js"), "entry": "markPages", "title": current})

    guarded(mark)()


@cache
def _marks() -> Any:
    return component("pagemarks", html="<span hidden></span>", js=ENTRY, isolate_styles=False)
