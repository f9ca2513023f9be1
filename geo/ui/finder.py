"""Finding: a name in any script, and what lies near a town."""

from __future__ import annotations

import streamlit as st

from geo.near import Town, find_towns, nearest
from geo.search import Hit, SearchIndex, build_index, search
from geo.ui import state
from geo.ui.loaded import Loaded
from geo.ui.text import plain

__all__ = ["found", "near", "search_box"]

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
    hits = search(_index(data.stamp, data), text, _HITS)
    if not hits:
        st.caption(f"No name like “{plain(text)}” is on this map.")
        return
    with st.container(horizontal=True, gap="small"):
        for number, hit in enumerate(hits):
            _hit(number, hit)


def near(data: Loaded) -> None:
    """Offer the records nearest to a town."""
    with st.expander("Near a place", icon=":material/near_me:"):
        text = st.text_input("Town", key="near", placeholder="Any town of 15,000 or more", max_chars=100)
        if not text:
            return
        towns = find_towns(text)
        if not towns:
            st.caption(f"GeoNames has no town “{plain(text)}” of 15,000 people or more.")
            return
        town = st.selectbox("Which", towns, format_func=lambda town: f"{town.name}, {_country(data, town)}")
        _nearest(data, town)


def _hit(number: int, hit: Hit) -> None:
    of = "" if hit.name == hit.title else f" · {hit.title}"
    st.button(
        f"**{plain(hit.name)}**{plain(of)} · {plain(hit.when)}",
        key=f"hit {number}",
        on_click=state.open_record,
        args=(hit.record_id, hit.year),
    )


def _nearest(data: Loaded, town: Town) -> None:
    table = nearest(data.periods, town.point)
    for record_id, row in table.iterrows():
        name = data.records[str(record_id)].title
        st.button(
            f"{row['km']:.0f} km {row['direction']}: **{plain(name)}**",
            key=f"near {record_id}",
            on_click=state.choose_record,
            args=(str(record_id),),
            type="tertiary",
        )


def _country(data: Loaded, town: Town) -> str:
    return data.all_countries.get(town.country, town.country)


@st.cache_resource(max_entries=2, show_spinner=False)
def _index(stamp: str, _data: Loaded) -> SearchIndex:
    return build_index(_data.periods)
