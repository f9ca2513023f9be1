"""The chosen record, told with its sources; drawn by ``frontend/recordcard.js`` from plain text."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.components.v2 import component

from geo.find.same_time import neighbours
from geo.records.account import story
from geo.records.citation import cite_bibtex, cite_csl, cite_text
from geo.records.model import Record
from geo.ui import state
from geo.ui.component import frontend_address
from geo.ui.faults import safely
from geo.ui.loaded import Loaded
from geo.ui.text import plain
from geo.web.assets import ENTRY

__all__ = ["show"]


@cache
def _component() -> Any:
    return component("recordcard", html='<div class="tm-root tm-card"></div>', js=ENTRY, isolate_styles=False)


def show(data: Loaded) -> None:
    """Show the chosen record, or say how to choose one."""
    chosen = st.session_state["record"]
    record = data.records.get(chosen or "")
    if record is None and chosen:
        st.warning(f'The file of the record {plain(chosen)} cannot be read; run "python -m geo check", which says why.')
        st.button("Close record", on_click=safely(state.choose_record), args=(None,), icon=":material/close:")
    if record is None:
        st.caption("Choose a symbol on the map or a row of the table to read its story and who says so.")
        return
    nearby = neighbours(data.records, record.id)
    titles = {other: data.records[other].title for other in record.related if other in data.records}
    told = story(
        record, data.countries.get(record.country, record.country), titles, data.dataset.words, data.edition.report
    )
    told["week"] = [{"id": one.record_id, "title": one.what, "when": one.when} for one in nearby]
    _component()(
        key="card",
        data={"main": frontend_address("recordcard.js"), "entry": "showCard", "story": told},
        on_open_change=safely(state.report("card", data)["open"]),
        height="content",
    )
    _cite(data, record)
    st.button("Close record", on_click=safely(state.choose_record), args=(None,), icon=":material/close:")


def _cite(data: Loaded, record: Record) -> None:
    """Offer the record's link and how to cite it, each with its copy button."""
    with st.popover("Link and citation", icon=":material/format_quote:"):
        home = (st.context.url or "").partition("?")[0].rstrip("/")
        address = f"{home}/?{urlencode({'record': record.id})}"
        for label, text, language in (
            ("Link", address, None),
            ("Plain text", cite_text(record, data.edition, address, data.dataset.words), None),
            ("BibTeX", cite_bibtex(record, data.edition, address, data.dataset.words), "latex"),
            ("CSL-JSON", cite_csl(record, data.edition, address, data.dataset.words), "json"),
        ):
            st.caption(label)
            st.code(text, language=language, wrap_lines=True)
