"""The sidebar: filters with their counts, the typed year, and how to take them all off."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.facets import count_records, facets, switches
from geo.honours import REPLACEMENTS
from geo.layer import Query
from geo.ui import finder, state
from geo.ui.loaded import Loaded
from geo.ui.text import plain
from geo.words import KIND_WORDS

__all__ = ["active", "empty_result", "sidebar", "time_mode"]

_CATEGORIES = {"place": "Places", "monument": "Monuments"}
_MORE = ("polity", "fate", "replaced", "lasted", "confidence", "between")
_LABELS = {
    "country": "Country today",
    "kind": "Kind",
    "category": "What",
    "honours": "Person honoured",
    "status": "Status",
    "polity": "State it lay in then",
    "fate": "What became of monuments",
    "replaced": "What came after names",
    "confidence": "Confidence",
}
_OTHERS = {"lasted": "Lasted at least", "between": "Changed between", "disputed": "Only where sources disagree"}
_STATUSES = {"before": "Not yet so named", "honouring": "Bears the name or stands", "after": "Renamed or gone"}


def sidebar(data: Loaded) -> None:
    """Show the filters; what is chosen stands in the session under the filters' names."""
    counts = _counts(data.stamp, state.query(), st.session_state["year"], data)
    words = _words(data, counts)
    with st.sidebar:
        st.header("Filters", anchor=False)
        _typed_year(data)
        _choice("category", _LABELS["category"], counts, words, pills=True)
        _choice("status", _status_label(st.session_state["year"]), counts, words, pills=True)
        for name in ("country", "kind", "honours"):
            _choice(name, _LABELS[name], counts, words)
        with st.expander("More filters", expanded=any(st.session_state[name] for name in _MORE)):
            _more(data, counts, words)
        finder.near(data)
        _switches(counts["switches"])
        st.caption(_found(data))
        st.button("Clear all filters", on_click=state.clear, disabled=not state.chosen(), width="stretch")


@st.cache_data(max_entries=64, show_spinner=False)
def _counts(stamp: str, query: Query, year: int, _data: Loaded) -> dict[str, dict[str, int]]:
    return {**facets(_data.periods, query, year), "switches": switches(_data.periods, query, year)}


def time_mode() -> None:
    """Show the one control for what the year means."""
    words = {"year": "In this year", "changes": "Changes up to this year", "all": "All years"}
    if st.session_state["mode"] is None:
        st.session_state["mode"] = "year"
    st.segmented_control(
        "What the map shows", list(words), format_func=words.__getitem__, key="mode", label_visibility="collapsed",
    )  # fmt: skip


def active(data: Loaded) -> None:
    """Say which filters are in force; pressing one takes it off."""
    chosen = state.chosen()
    if not chosen:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="active"):
        st.markdown("Filters:", width="content")
        for name, value in chosen:
            st.button(
                plain(_told(data, name, value)), key=f"active {name} {value}", on_click=state.toggle,
                args=(name, value), icon=":material/close:", help="Take this filter off",
            )  # fmt: skip
        st.button("Take all filters off", on_click=state.clear, key="clear_active", type="tertiary")


def empty_result(data: Loaded, query: Query) -> None:
    """If nothing passes the filters, say why and offer to clear them."""
    if count_records(data.periods, query):
        return
    with st.container(border=True):
        chosen = list(dict.fromkeys(_LABELS.get(name, _OTHERS.get(name, name)).lower() for name, _ in state.chosen()))
        st.write(f"No record passes all of these filters together: {', '.join(chosen)}.")
        st.button("Clear the filters", on_click=state.clear, key="clear_empty", type="primary")


def _words(data: Loaded, counts: dict[str, dict[str, int]]) -> dict[str, dict[str, str]]:
    """Give the words for the values of each filter; a value without any stands for itself."""
    return {
        **{name: {} for name in _LABELS},
        "country": data.countries,
        "kind": {kind: KIND_WORDS.get(kind, kind).capitalize() for kind in counts["kind"]},
        "category": _CATEGORIES,
        "replaced": {value: words[0].upper() + words[1:] for value, words in REPLACEMENTS.items()},
        "status": _STATUSES,
    }


def _typed_year(data: Loaded) -> None:
    st.session_state["typed_year"] = st.session_state["year"]
    st.number_input(
        "Year", data.first, data.last, step=1, key="typed_year", on_change=state.choose_year,
        help="The map shows the state on 31 December of this year.",
    )  # fmt: skip


def _more(data: Loaded, counts: dict[str, dict[str, int]], words: dict[str, dict[str, str]]) -> None:
    """Show the filters that are asked for less often."""
    for name in ("polity", "fate", "replaced"):
        _choice(name, _LABELS[name], counts, words)
    st.number_input(
        "Lasted at least, years", 1, data.longest, value=None, step=1, key="lasted",
        placeholder="Any", help="Honours known to have lasted so long, by dates that sources give.",
    )  # fmt: skip
    _choice("confidence", _LABELS["confidence"], counts, words)
    _between(data)


def _switches(counts: dict[str, int]) -> None:
    st.toggle(f"Only where sources disagree ({counts['disputed']})", key="disputed")
    st.toggle(
        f"Show undated states ({counts['undated']})", key="undated",
        help="Records whose start or end no source dates, in the years in which they may have been so.",
    )  # fmt: skip


def _choice(name: str, label: str, counts: dict[str, dict[str, int]], words: dict[str, dict[str, str]],
            *, pills: bool = False) -> None:  # fmt: skip
    options = list(counts[name])

    def text(option: str) -> str:
        return f"{words[name].get(option, option)} ({counts[name].get(option, 0)})"

    if pills:
        options.sort(key=list(words[name]).index)
        st.pills(label, options, selection_mode="multi", format_func=text, key=name)
    else:
        st.multiselect(label, options, format_func=text, key=name, placeholder="All")


def _status_label(year: int) -> str:
    return "Status in any year" if st.session_state["mode"] == "all" else f"Status in {year}"


def _between(data: Loaded) -> None:
    """Offer two years between which something must have changed."""
    span = (data.first, data.last)
    st.session_state["between_years"] = st.session_state["between"] or span
    st.slider("Changed between", *span, key="between_years", on_change=state.choose_between, args=(span,))


def _found(data: Loaded) -> str:
    found, every = count_records(data.periods, state.query()), data.periods["record_id"].nunique()
    return f"{found} of {every} records pass the filters."


def _told(data: Loaded, name: str, value: Any) -> str:
    """Put one filter into words."""
    if name == "disputed":
        return "Only where sources disagree"
    if name == "lasted":
        return f"Lasted at least {value} years"
    if name == "between":
        return f"Changed between {value[0]} and {value[1]}"
    words = {
        "country": data.countries, "category": _CATEGORIES, "status": _STATUSES, "replaced": REPLACEMENTS,
        "kind": KIND_WORDS,
    }.get(name, {})  # fmt: skip
    return f"{_LABELS[name]}: {words.get(value, value)}"
