"""The coverage page: what the data know, and what they are known to lack."""

from __future__ import annotations

import streamlit as st

from geo.core.errors import GeoDataError
from geo.exports.built import COVERAGE, towns_of
from geo.find.centres import find_centres
from geo.find.towns import read_towns
from geo.stats.frame_answers import TownAnswers, found_by, layer_words
from geo.text.catalogue import PLAIN
from geo.ui import frame
from geo.ui.link import read_link
from geo.ui.loaded import Loaded, load_or_stop
from geo.ui.prepared import text_of
from geo.ui.text import plain, without_icons

__all__ = ["show"]


def show() -> None:
    """Show what is counted from the records."""
    data = load_or_stop()
    link = read_link({name: st.query_params.get_all(name) for name in st.query_params}, data.limits)
    frame.head("coverage", link)
    frame.edition(data, link)
    try:
        page = text_of(data.dataset, data.content_key, COVERAGE)
    except GeoDataError as error:
        st.error(PLAIN.message("ui.no_coverage", why=plain(str(error))), icon=":material/error:")
    else:
        _towns(data)
        st.markdown(without_icons(page))


def _towns(data: Loaded) -> None:
    """Ask of a capital or regional centre whether it had one."""
    text = data.dataset.words
    try:
        towns = towns_of(data.dataset)
    except GeoDataError as error:
        st.error(text.message("ui.no_towns", why=plain(str(error))), icon=":material/error:")
        return
    if not towns:
        return
    st.subheader(text.message("web.frame.title"), anchor=False)
    st.caption(text.message("web.frame.lead"))
    st.caption(layer_words(towns, text))
    asked = st.text_input(text.message("web.frame.search"), key="frame place")
    found = (found_by(towns, asked) or _in_any_script(data, towns, asked)) if asked.strip() else []
    if asked.strip() and not found:
        st.info(text.message("web.frame.none"))
    if found:
        classes = [text.word("frame", name) for name in data.dataset.subject.frame]
        titles = {record.id: record.title for record in data.dataset.records}
        frame.html("towns", text, classes=classes, towns=found, titles=titles)


def _in_any_script(data: Loaded, towns: list[TownAnswers], asked: str) -> list[TownAnswers]:
    """Give the towns that are called so in another language, as the search of the map finds them."""
    known = read_towns(data.dataset.folder.towns)
    found = {town.id for town in find_centres(known, {town.number for town in towns}, asked)}
    return [town for town in towns if town.number in found]
