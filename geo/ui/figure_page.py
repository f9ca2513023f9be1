"""The page of numbers to quote: each with its sentence, its rule, its date, the map that shows it, and its file."""

from __future__ import annotations

import streamlit as st

from geo.exports.table_files import figure_table
from geo.stats.figures import figures_of, source_of
from geo.ui import frame
from geo.ui.link import edition_in, filters_of, read_link, values_of
from geo.ui.loaded import load_or_stop
from geo.ui.text import plain

__all__ = ["show"]


def show() -> None:
    """Show the page."""
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    data = load_or_stop(edition_in(address))
    link = read_link(address, data.limits)
    frame.head("figures", link)
    frame.warn(data, link)
    text, edition = data.dataset.words, data.edition
    st.title(text.message("figures.title"), anchor=False)
    st.caption(f"{text.message('figures.lead')} {text.message('figures.coverage')}")
    if any(values_of(link, name) for name in filters_of(data.dataset.fields)):
        st.caption(text.message("figures.unfiltered"))
    source = source_of(edition, data.dataset.fields)
    for figure in figures_of(data.periods, edition.year, data.countries, data.dataset.fields):
        st.subheader(plain(figure.sentence), anchor=figure.key)
        st.caption(plain(f"{figure.rule} {source}"))
        query = figure.query + (f"&data={edition.version}" if data.former else "")
        frame.html("figure", text, figure=figure, query=query)
        name = f"figures-{figure.key}.csv"
        label = text.message("figures.file")
        st.download_button(label, figure_table(figure), name, "text/csv", key=name)
