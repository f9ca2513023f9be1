"""The sidebar: filters with their counts, the typed year, and how to take them all off.

The label of a widget, and of each of its options, is always the same: Streamlit's browser side sends the label back as
the value, and one that has changed in between would be no value any more. Counts stand beside the widgets.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.layer import Query
from geo.layer.facets import count_records, facets, switches
from geo.records.model import Category
from geo.ui import finder, state
from geo.ui.faults import safely
from geo.ui.loaded import Loaded
from geo.ui.text import plain

__all__ = ["active", "empty_result", "sidebar", "time_mode"]

_CATEGORIES: dict[str, str] = {Category.PLACE.value: "Places", Category.MONUMENT.value: "Monuments"}
_FIRST = ("category", "status", "country", "kind", "honours")
_PILLS = ("category", "status")
_COUNTED = 5
"""Most choices whose counts stand below a filter, unless more are chosen."""
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
    counts = _counts(data.stamp, state.query(data), st.session_state["year"], data)
    words = _words(data)
    with st.sidebar:
        st.header("Filters", anchor=False)
        _typed_year(data)
        for name in _FIRST:
            _choice(data, name, counts, words)
        with st.expander("More filters", expanded=any(st.session_state[name] for name in _MORE)):
            _more(data, counts, words)
        finder.near(data)
        _switches(counts["switches"])
        _all_counts(data, counts, words)
        st.caption(_found(data))
        st.button("Clear all filters", on_click=safely(state.clear), disabled=not state.chosen(), width="stretch")


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={Query: Query.text})
def _counts(stamp: str, query: Query, year: int, _data: Loaded) -> dict[str, dict[str, int]]:
    return {**facets(_data.periods, query, year), "switches": switches(_data.periods, query, year)}


def time_mode() -> None:
    """Show the one control for what the year means."""
    words = {"year": "In this year", "changes": "Changes up to this year", "all": "All years"}
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
                plain(_told(data, name, value)), key=f"active {name} {value}", on_click=safely(state.toggle),
                args=(name, value), icon=":material/close:", help="Take this filter off",
            )  # fmt: skip
        st.button("Take all filters off", on_click=safely(state.clear), key="clear_active", type="tertiary")


def empty_result(data: Loaded, query: Query) -> None:
    """If nothing passes the filters, say why and offer to clear them."""
    if count_records(data.periods, query):
        return
    with st.container(border=True):
        chosen = list(dict.fromkeys(_LABELS.get(name, _OTHERS.get(name, name)).lower() for name, _ in state.chosen()))
        st.write(f"No record passes all of these filters together: {', '.join(chosen)}.")
        st.button("Clear the filters", on_click=safely(state.clear), key="clear_empty", type="primary")


def _words(data: Loaded) -> dict[str, dict[str, str]]:
    """Give the words for the values of each filter; a value without any stands for itself."""
    return {
        **{name: {} for name in _LABELS},
        "country": data.countries,
        "kind": {kind: data.dataset.words.word("web.option.kind", kind).capitalize() for kind in data.options["kind"]},
        "category": _CATEGORIES,
        "replaced": {value: words[0].upper() + words[1:] for value, words in _answers(data).items()},
        "status": _STATUSES,
    }


def _answers(data: Loaded) -> dict[str, str]:
    return {value: data.dataset.words.word("web.option.replaced", value) for value in data.options["replaced"]}


def _typed_year(data: Loaded) -> None:
    st.session_state["typed_year"] = st.session_state["year"]
    st.number_input(
        "Year", data.first, data.last, value=None, step=1, key="typed_year", on_change=safely(state.choose_year),
        help="The map shows the state on 31 December of this year.",
    )  # fmt: skip


def _more(data: Loaded, counts: dict[str, dict[str, int]], words: dict[str, dict[str, str]]) -> None:
    """Show the filters that are asked for less often."""
    for name in ("polity", "fate", "replaced"):
        _choice(data, name, counts, words)
    st.number_input(
        "Lasted at least, years", 1, data.longest, value=None, step=1, key="lasted",
        placeholder="Any", help="Honours known to have lasted so long, by dates that sources give.",
    )  # fmt: skip
    _choice(data, "confidence", counts, words)
    _between(data)


def _switches(counts: dict[str, int]) -> None:
    st.toggle("Only where sources disagree", key="disputed")
    st.toggle(
        "Show undated states", key="undated",
        help="Records whose start or end no source dates, in the years in which they may have been so.",
    )  # fmt: skip
    st.caption(f"Sources disagree ({counts['disputed']}) · Undated states ({counts['undated']})")


def _choice(data: Loaded, name: str, counts: dict[str, dict[str, int]], words: dict[str, dict[str, str]]) -> None:
    """Show a filter, and below it how many records its choices give: of those chosen, and of the most frequent."""

    def text(option: str) -> str:
        return words[name].get(option, option)

    if name in _PILLS:
        st.pills(_LABELS[name], data.options[name], selection_mode="multi", format_func=text, key=name)
    else:
        st.multiselect(_LABELS[name], data.options[name], format_func=text, key=name, placeholder="All")
    listed = [*st.session_state[name], *(one for one in counts[name] if one not in st.session_state[name])]
    listed = listed[: max(_COUNTED, len(st.session_state[name]))]
    if name in _PILLS:
        listed = [one for one in data.options[name] if one in counts[name]]
    parts = [f"{plain(text(one))} ({counts[name].get(one, 0)})" for one in listed]
    rest = len(counts[name]) - len(listed)
    when = f"In {st.session_state['year']}: " if name == "status" and st.session_state["mode"] != "all" else ""
    st.caption(when + " · ".join(parts) + (f" · and {rest} more" if rest > 0 else ""))


def _all_counts(data: Loaded, counts: dict[str, dict[str, int]], words: dict[str, dict[str, str]]) -> None:
    """Show how many records each choice of each filter would give, if it is asked for."""
    box = st.expander("Records of each choice", icon=":material/table:", key="counts", on_change="rerun")
    if not box.open:
        return
    for name, label in _LABELS.items():
        rows = [f"| {plain(words[name].get(one, one))} | {count:,} |" for one, count in counts[name].items()]
        box.markdown("\n".join([f"| {label} | Records |", "| --- | ---: |", *rows]))


def _between(data: Loaded) -> None:
    """Offer two years between which something must have changed."""
    span = (data.first, data.last)
    st.session_state["between_years"] = st.session_state["between"] or span
    st.slider("Changed between", *span, key="between_years", on_change=safely(state.choose_between), args=(span,))


def _found(data: Loaded) -> str:
    found, every = count_records(data.periods, state.query(data)), data.periods["record_id"].nunique()
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
        "country": data.countries, "category": _CATEGORIES, "status": _STATUSES, "replaced": _answers(data),
        "kind": {value: data.dataset.words.word("web.option.kind", value)},
    }.get(name, {})  # fmt: skip
    return f"{_LABELS[name]}: {words.get(value, value)}"
