"""Finding: a name in any script, and what lies near a town."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.find.near import Town, find_towns, nearby
from geo.find.search import Hit, SearchIndex, build_index, search
from geo.layer import filter_mask
from geo.ui import state
from geo.ui.faults import safely
from geo.ui.loaded import Loaded
from geo.ui.text import plain

__all__ = ["around", "found", "near", "search_box"]

_HITS = 5


def search_box() -> None:
    """Show the box for a name."""
    st.text_input(
        "Find a name", key="q", placeholder="Find a name, in any script or spelling", label_visibility="collapsed",
        icon=":material/search:", max_chars=100,
    )  # fmt: skip


def found(data: Loaded) -> None:
    """Show what was found; a hit moves the map and the year, and opens the record."""
    text = st.session_state["q"]
    if not text or not text.strip():
        return
    hits = search(_index(data.stamp, data), text, _HITS + 1)
    if not hits:
        st.caption(f"No name like “{plain(text)}” is on this map.")
        return
    with st.container(horizontal=True, gap="small"):
        for hit in hits[:_HITS]:
            _hit(hit, data.towns.get(hit.record_id))
    if len(hits) > _HITS:
        st.caption(f"These are the {_HITS} nearest; write more of the name to find others.")


def near(data: Loaded) -> None:
    """Offer the records nearest to a town, or to the place that was pointed at on the map."""
    with st.expander("Near a place", icon=":material/near_me:", expanded=st.session_state["near"] is not None):
        text = st.text_input(
            "Town", key="near_town", placeholder="Any town of 15,000 or more", max_chars=100,
            on_change=safely(_take_first),
        )  # fmt: skip
        towns = find_towns(text) if text else []
        if text and not towns:
            st.caption(f"GeoNames has no town “{plain(text)}” of 15,000 people or more.")
        if len(towns) > 1:
            st.selectbox(
                "Which", towns, format_func=lambda town: f"{town.name}, {_country(data, town)}", key="near_which",
                on_change=safely(_take_chosen),
            )  # fmt: skip
        if st.session_state["near"] is None:
            st.caption("Type a town, or press a place on the map.")
            return
        st.caption(f"The map and the list show what is nearest to {plain(st.session_state['near_name'])}.")
        st.button("Take the pin off", on_click=safely(state.choose_near), args=(None,))


def around(data: Loaded) -> dict[str, Any] | None:
    """Say what passes the filters near the chosen place, nearest first; see :func:`geo.find.near.nearby`."""
    point = st.session_state["near"]
    if point is None:
        return None
    rows = data.periods[filter_mask(data.periods, state.query(data))]
    titles = {record.id: record.title for record in data.records.values()}
    return nearby(rows, point, st.session_state["near_name"], titles)


def _take_first() -> None:
    for town in find_towns(st.session_state["near_town"] or "")[:1]:
        state.choose_near(town.point, town.name)


def _take_chosen() -> None:
    town: Town | None = st.session_state["near_which"]
    if isinstance(town, Town):
        state.choose_near(town.point, town.name)


def _hit(hit: Hit, town: str | None) -> None:
    of = "" if hit.name == hit.title else f" · {hit.title}"
    of += f" · {town}" if town and town not in hit.name + hit.title else ""
    st.button(
        f"**{plain(hit.name)}**{plain(of)} · {plain(hit.when)}",
        key=f"hit {hit.record_id} {hit.name} {hit.year}",
        on_click=safely(state.open_record),
        args=(hit.record_id, hit.year),
    )


def _country(data: Loaded, town: Town) -> str:
    return data.all_countries.get(town.country, town.country)


@st.cache_resource(max_entries=2, show_spinner=False)
def _index(stamp: str, _data: Loaded) -> SearchIndex:
    return build_index(_data.periods)
