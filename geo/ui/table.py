"""The table of what is on the map, in step with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from geo.layer import Query
from geo.listing import listing
from geo.ui import state
from geo.ui.loaded import Loaded

__all__ = ["show"]


def show(data: Loaded, query: Query) -> None:
    """Show the table; a chosen row opens its record."""
    year = st.session_state["year"]
    table = listing(data.periods, replace(query, year=year), data.countries)
    when = {None: f"On the map in {year}", "changes": f"Changed up to {year}", "all": "In all years"}[query.mode]
    st.subheader(f"{when}: {len(table)}", anchor=False)
    key = f"table {hash((year, query))}"

    def chosen() -> None:
        rows: Any = st.session_state[key]["selection"]["rows"]
        state.choose_record(str(table.index[rows[0]]) if rows else None)

    st.dataframe(
        table, hide_index=True, on_select=chosen, selection_mode="single-row", key=key, height=420,
        column_config={"Name": st.column_config.TextColumn(width="medium")},
    )  # fmt: skip
