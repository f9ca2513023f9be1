"""The charts page: what the choice says in numbers; a mark that is pressed becomes a filter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from geo import charts
from geo.layer import filter_mask
from geo.ui import filters, state
from geo.ui.loaded import Loaded, load_or_stop

__all__ = ["show"]


def show() -> None:
    """Show the page."""
    data = load_or_stop()
    state.read(data)
    filters.sidebar(data)
    query = state.query()
    st.title("Charts", anchor=False)
    st.caption("They count the records that pass the filters. Press a mark to filter by it; the map follows.")
    filters.empty_result(data, query)
    chosen = data.periods["record_id"].isin(set(data.periods["record_id"][filter_mask(data.periods, query)]))
    rows = data.periods[chosen]
    if len(rows):
        _charts(data, rows)
    state.write()


def _charts(data: Loaded, rows: pd.DataFrame) -> None:
    _chart("kind", charts.changes_by_kind(rows), charts.changes_by_kind_chart, lambda pick: state.pick("year", pick))
    countries = charts.changes_by_country(rows, data.countries)
    _chart("country", countries, charts.changes_by_country_chart, lambda pick: state.pick("country", pick, "code"))
    left, right = st.columns(2, gap="large")
    with left:
        _chart("replaced", charts.replaced_by(rows), charts.replaced_by_chart, None)
        _chart("survival", charts.survival(rows), charts.survival_chart, None)
    with right:
        _chart("fates", charts.fates(rows), charts.fates_chart, lambda pick: state.pick("fate", pick))


def _chart(
    name: str,
    frame: pd.DataFrame,
    draw: Callable[[pd.DataFrame], alt.Chart],
    take: Callable[[list[dict[str, Any]]], None] | None,
) -> None:
    """Show a chart with its table; `take` gets the picked marks."""
    if frame.empty:
        return
    key = f"chart {name}"

    def picked() -> None:
        if take:
            take(st.session_state[key]["selection"].get(charts.PICK, []))

    st.altair_chart(draw(frame), key=key, on_select=picked if take else "ignore", width="stretch")
    with st.expander("As a table"):
        st.dataframe(frame, hide_index=True)
