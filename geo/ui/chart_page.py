"""The charts page: what the choice says in numbers; a mark that is pressed becomes a filter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from geo.layer import Query, filter_mask
from geo.stats import endings
from geo.stats import tables as tallies
from geo.ui import charts, downloads, filters, frame, state
from geo.ui.faults import safely
from geo.ui.loaded import Loaded, load_or_stop
from geo.ui.text import plain

__all__ = ["show"]


def show() -> None:
    """Show the page."""
    data = load_or_stop()
    notices = state.read(data)
    filters.sidebar(data)
    query = state.query(data).but(status=())
    st.title("Charts", anchor=False)
    frame.warn(data, notices)
    st.caption("Press a mark to filter by it, and again to take the filter off; the map and the other charts follow.")
    with st.container(key="chosen"):
        filters.active(data)
        if st.session_state["status"]:
            st.caption("The status says what the map shows in its year; the charts count every status.")
        filters.empty_result(data, query)
    _endings(data, query)
    st.divider()
    _changes(data, query)
    st.divider()
    left, right = st.columns(2, gap="large")
    with left:
        _answers(
            data,
            query,
            "replaced",
            lambda rows: tallies.replaced_by(rows, data.dataset.words),
            charts.replaced_by_chart,
        )
        st.caption("A name taken from a town or a river is no person's, even if the town was once called after one.")
    with right:
        _answers(data, query, "fate", tallies.fates, charts.fates_chart)
    _survival(data, query)
    state.write()


def _endings(data: Loaded, query: Query) -> None:
    """Say what ended in the page's years: the number, where, what came after, the list and the file."""
    _years(data)
    year, span = st.session_state["year"], (data.first, data.last)
    asked = endings.endings_query(query, year, span)
    table = endings.endings(data.periods, asked, data.countries)
    st.subheader(endings.endings_sentence(asked, table, narrowed=bool(state.chosen())) + ".", anchor=False)
    undated = endings.undated_endings(data.periods, asked)
    rest = f" {undated:,} more that no source dates are in no year." if undated else ""
    st.caption(f"An end counts in the year by whose 31 December it had surely happened.{rest}")
    left, right = st.columns(2, gap="large")
    with left:
        free = endings.endings(data.periods, asked.but(country=()), data.countries)
        frame = endings.endings_by_country(free)
        _chart("ended country", frame, charts.endings_by_country_chart, "country", field="code")
    with right:
        free = endings.endings(data.periods, asked.but(replaced=(), category=None), data.countries)
        frame = endings.endings_by_outcome(free)
        _chart("ended what", frame, charts.endings_by_outcome_chart, "replaced", "category")
    if len(table):
        _list(table)
        downloads.show_one(data, asked, f"{'this' if len(table) == 1 else 'these'} {len(table)}")


def _years(data: Loaded) -> None:
    """Show the page's year and what it means; two years of the filter come before both."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        filters.time_mode()
    st.session_state["chart_year"] = st.session_state["year"]
    right.number_input(
        "Year of the charts", data.first, data.last, value=None, step=1, key="chart_year",
        on_change=safely(state.choose_year), args=("chart_year",),
        disabled=st.session_state["between"] is not None or st.session_state["mode"] == "all",
    )  # fmt: skip


def _list(table: pd.DataFrame) -> None:
    words = {
        "fell": "Name or monument",
        "date": "Ended",
        "how": "How",
        "after": "Name that came after",
        "country": "Country today",
        "kind": "Kind",
    }
    with st.expander("The list", icon=":material/list:"):
        st.dataframe(table[list(words)].rename(columns=words), hide_index=True, key="endings")


def _changes(data: Loaded, query: Query) -> None:
    """Show the changes of each year, a chart a group of kinds, and their countries."""
    st.subheader("Changes per year", anchor=False)
    st.caption(
        "Orange: names taken and monuments put up. Blue: names given up and monuments gone. Each "
        "chart has its own scale. Press a year."
    )
    table = tallies.changes_by_kind(_rows(data, query.but(between=())))
    chosen = [st.session_state["year"]] if _one_year() else []
    for group in data.dataset.subject.groups:
        own = tallies.of_group(table, group, data.dataset.fields)
        if len(own):
            title = data.dataset.words.word("group", group)
            chart = charts.changes_by_kind_chart(own, chosen, group=title, years=(data.first, data.last))
            _plot(f"kind {title}", chart, lambda pick: state.toggle_year(int(pick["year"])))
    _table("table kind", table, "Changes per year by kind")
    frame = tallies.changes_by_country(_rows(data, query.but(country=())), data.countries)
    _chart("country", frame, charts.changes_by_country_chart, "country", field="code")


def _answers(
    data: Loaded,
    query: Query,
    name: str,
    count: Callable[[pd.DataFrame], pd.DataFrame],
    draw: Callable[[pd.DataFrame, list[str]], alt.LayerChart],
) -> None:
    """Show the answers of one filter, whatever is chosen of them."""
    free: dict[str, Any] = {name: ()}
    _chart(name, count(_rows(data, query.but(**free))), draw, name)


def _survival(data: Loaded, query: Query) -> None:
    """Show how long the honours lasted; a pressed step asks for those that lasted so long."""
    frame = tallies.survival(_rows(data, query.but(lasted=None)), data.edition.year)
    if frame.empty:
        return
    lasted = st.session_state["lasted"]
    if frame["at_risk"].max() < charts.FEW:
        st.caption(f"How long the honours lasted is drawn for {charts.FEW} or more of them.")
    else:
        chart = charts.survival_chart(frame, [] if lasted is None else [lasted])
        _plot("survival", chart, lambda pick: state.toggle("lasted", int(pick["years"])))
    _table("table survival", frame, "How long the honours lasted")


def _chart(
    key: str,
    frame: pd.DataFrame,
    draw: Callable[[pd.DataFrame, list[str]], alt.LayerChart],
    *names: str,
    field: str = "value",
) -> None:
    """Show a chart of values of filters; below it the same as buttons, and its table."""
    if frame.empty:
        return
    chosen = [value for name in names for value in st.session_state[name]]
    _plot(key, draw(frame, chosen), lambda pick: state.toggle(pick.get("facet", names[0]), pick[field]))
    with _table(f"table {key}", frame, "As a table, and as buttons"):
        for name in names:
            own = frame[frame["facet"] == name] if "facet" in frame else frame
            _buttons(key, name, dict(zip(own[field], own.iloc[:, 0], strict=True)))


def _plot(name: str, chart: alt.LayerChart, take: Callable[[dict[str, Any]], None]) -> None:
    """Show a chart of which every press counts: after each it has a new key, and so nothing pressed."""
    count = st.session_state.get(f"presses {name}", 0)
    key = f"chart {name} {count}"

    def pressed() -> None:
        picked = st.session_state[key]["selection"].get(charts.PICK, [])
        if picked:
            take(picked[0])
            st.session_state[f"presses {name}"] = count + 1

    st.altair_chart(_legible(chart), key=key, on_select=safely(pressed), selection_mode=charts.PICK, width="stretch")


def _legible(chart: Any) -> Any:
    """Write labels as dark, or light, as text must be; Streamlit's own grey is too faint for small letters."""
    ink = "#b8c1ca" if st.context.theme.type == "dark" else "#4d5761"
    inked = chart.configure_axis(labelColor=ink, titleColor=ink).configure_legend(labelColor=ink, titleColor=ink)
    inked = inked.configure_text(color=ink)
    if isinstance(inked.title, alt.TitleParams):
        inked.title.subtitleColor = ink
    return inked


def _table(key: str, frame: pd.DataFrame, title: str) -> Any:
    box = st.expander(title, icon=":material/table:", key=key, on_change="rerun")  # so it stays open when pressed in
    box.dataframe(frame.drop(columns=["value", "facet"], errors="ignore"), hide_index=True)
    return box


def _buttons(key: str, name: str, words: dict[str, str]) -> None:
    """Show the values of a filter as buttons, which a keyboard reaches."""
    own = f"buttons {key} {name}"
    st.session_state[own] = [value for value in st.session_state[name] if value in words]

    def chosen() -> None:
        others = [value for value in st.session_state[name] if value not in words]
        st.session_state[name] = others + list(st.session_state[own])

    def text(value: str) -> str:
        return plain(words[value])

    options = sorted(words, key=words.__getitem__)
    st.pills(f"Filter by {name}", options, selection_mode="multi", format_func=text, key=own, on_change=safely(chosen))


def _one_year() -> bool:
    return st.session_state["mode"] == "year" and st.session_state["between"] is None


def _rows(data: Loaded, query: Query) -> pd.DataFrame:
    """Give all rows of the records that pass a query."""
    passing = set(data.periods["record_id"][filter_mask(data.periods, query)])
    rows: pd.DataFrame = data.periods[data.periods["record_id"].isin(passing)]
    return rows
