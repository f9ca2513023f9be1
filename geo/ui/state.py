"""The page's state in one place: address, session and query.

The address carries ``year``, ``mode``, ``q``, ``country``, ``kind``, ``category``, ``honours``, ``status``, ``polity``,
``fate``, ``replaced``, ``lasted``, ``confidence``, ``between``, ``undated``, ``disputed``, ``near`` (longitude,
latitude) and ``record``. These names are promises. The session holds the same under the same keys, which are also the
keys of the widgets.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from geo.counts import OPENING_YEAR
from geo.geocode import LonLat
from geo.honours import REPLACEMENTS
from geo.layer import MODES, Query
from geo.records import STATUSES
from geo.ui.loaded import Loaded

__all__ = [
    "FILTERS", "choose_between", "choose_near", "choose_record", "choose_year", "chosen", "clear",
    "open_record", "query", "read", "report", "toggle", "toggle_year", "write",
]  # fmt: skip

FILTERS = ("country", "kind", "category", "honours", "status", "polity", "fate", "replaced", "confidence")
SWITCHES = ("undated", "disputed")
_WRITTEN, _EARLIER, _WRITTEN_AT = "_address", "_earlier_addresses", "_address_written_at"
_LATE_SECONDS = 0.5
_TYPED = "typed_year"


def read(data: Loaded) -> list[str]:
    """Take the state from the page's address when it is new, and keep it in the session otherwise.

    Parameters
    ----------
    data : Loaded

    Returns
    -------
    list of str
        What in the address was no year, country, ... of this map and is ignored; one sentence each.
    """
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    written = st.session_state.get(_WRITTEN)
    if written and "q" not in st.session_state:  # Streamlit forgets it on a page without the box
        st.session_state["q"] = next(iter(written.get("q", [])), "")
    if address and (written == address or _is_late(address)):
        return []
    address = address or written or {}  # going from page to page, Streamlit empties address and widgets
    notices: list[str] = []
    st.session_state["first"], st.session_state["last"] = data.first, data.last
    st.session_state["q"] = next(iter(address.get("q", [])), "")[:100]
    options = {
        "country": list(data.countries),
        "kind": sorted(set(data.periods["kind"])),
        "category": ["place", "monument"],
        "honours": sorted(set(data.periods["honours"])),
        "status": list(STATUSES),
        "polity": sorted(set(data.periods["polity"])),
        "fate": sorted(set(data.periods["fate"].dropna())),
        "replaced": list(REPLACEMENTS),
        "confidence": ["high", "medium", "low"],
    }
    for name, valid in options.items():
        st.session_state[name] = _accept(address.get(name, []), valid, name, notices)
    for name in SWITCHES:
        st.session_state[name] = _flag(address.get(name, []), name, notices)
    _set_year(_year(address.get("year", []), data, notices))
    mode = next(iter(_accept(address.get("mode", []), MODES, "mode", notices)), None)
    st.session_state["mode"] = mode or "year"
    st.session_state["between"] = _between(address.get("between", []), data, notices)
    choose_near(_near(address.get("near", []), notices))
    st.session_state["lasted"] = _years(address.get("lasted", []), data, notices)
    records = set(data.periods["record_id"])
    _set_record(next(iter(_accept(address.get("record", []), records, "record", notices)), None))
    notices += [f'"{name}" is not something this page knows' for name in address if name not in _known()]
    return notices


def write() -> None:
    """Write the state into the page's address, leaving out what says nothing."""
    address = _address()
    if {name: st.query_params.get_all(name) for name in st.query_params} != address:
        st.query_params.from_dict(address)
    if st.session_state.get(_WRITTEN) != address:
        st.session_state[_EARLIER] = [*st.session_state.get(_EARLIER, []), st.session_state.get(_WRITTEN)][-5:]
        st.session_state[_WRITTEN_AT] = time.monotonic()
    st.session_state[_WRITTEN] = address


def _address() -> dict[str, list[str]]:
    """Give the state as the address carries it."""
    address: dict[str, list[str]] = {"year": [str(st.session_state["year"])]}
    address |= {name: list(st.session_state[name]) for name in FILTERS if st.session_state[name]}
    address |= {name: ["1"] for name in SWITCHES if st.session_state[name]}
    if st.session_state["q"]:
        address["q"] = [st.session_state["q"]]
    if st.session_state["between"]:
        address["between"] = ["-".join(str(year) for year in st.session_state["between"])]
    if st.session_state["mode"] in MODES:
        address["mode"] = [st.session_state["mode"]]
    if st.session_state["lasted"] is not None:
        address["lasted"] = [str(st.session_state["lasted"])]
    if st.session_state["near"]:
        address["near"] = [",".join(f"{degrees:g}" for degrees in st.session_state["near"])]
    if st.session_state["record"]:
        address["record"] = [st.session_state["record"]]
    return address


def _is_late(address: dict[str, list[str]]) -> bool:
    """Tell whether an address is one that was just replaced, and the browser had not heard of it yet.

    Two quick actions give two runs; the second still brings the address from before the first. Taken for a new one, it
    would undo what the person just did. Going back in the browser's history brings the same address, but by itself: no
    action has changed the state since it was last written.
    """
    if address not in st.session_state.get(_EARLIER, []):
        return False
    acted = "q" not in st.session_state or _address() != st.session_state[_WRITTEN]
    return acted or time.monotonic() - st.session_state[_WRITTEN_AT] < _LATE_SECONDS


def query() -> Query:
    """Give the filters as a query without a year."""
    category = st.session_state["category"]
    return Query(
        country=tuple(st.session_state["country"]),
        kind=tuple(st.session_state["kind"]),
        category=category[0] if len(category) == 1 else None,
        honours=tuple(st.session_state["honours"]),
        status=tuple(st.session_state["status"]),
        polity=tuple(st.session_state["polity"]),
        fate=tuple(st.session_state["fate"]),
        confidence=tuple(st.session_state["confidence"]),
        replaced=tuple(st.session_state["replaced"]),
        lasted=st.session_state["lasted"],
        between=tuple(st.session_state["between"] or ()),
        undated=st.session_state["undated"],
        disputed=st.session_state["disputed"],
        mode=st.session_state["mode"] if st.session_state["mode"] in MODES else None,
    )


def clear() -> None:
    """Take all filters off."""
    for name in FILTERS:
        st.session_state[name] = []
    st.session_state["disputed"] = False
    st.session_state["between"] = None
    st.session_state["lasted"] = None


def chosen() -> list[tuple[str, Any]]:
    """Give the filters in force, one by one, as their names and values."""
    found = [(name, value) for name in FILTERS for value in st.session_state[name]]
    found += [(name, st.session_state[name]) for name in ("lasted", "between") if st.session_state[name] is not None]
    return found + ([("disputed", True)] if st.session_state["disputed"] else [])


def report(component: str) -> dict[str, Callable[[], None]]:
    """Give the callbacks by which the time map tells its year, its selection, and a place that was pointed at.

    Parameters
    ----------
    component : str
        Key under which the component keeps its state in the session.
    """

    def told(name: str) -> Any:
        return st.session_state[component][name]

    def year() -> None:
        st.session_state["year"] = int(told("year"))

    def selected() -> None:
        st.session_state["record"] = told("selected")

    def near() -> None:
        place = told("near")["place"]
        choose_near((float(place[0]), float(place[1])) if place else None)

    return {"year": year, "selected": selected, "near": near}


def choose_year(key: str = _TYPED) -> None:
    """Take over a typed year from the widget of that key."""
    typed = st.session_state[key]
    if typed is not None:
        _set_year(int(typed))


def choose_between(span: tuple[int, int]) -> None:
    """Take over the two years between which something must have changed; the whole span is no filter."""
    chosen = tuple(st.session_state["between_years"])
    st.session_state["between"] = None if chosen == span else chosen


def toggle(name: str, value: Any) -> None:
    """Put one value of a filter on, or take it off if it is on.

    Parameters
    ----------
    name : str
        One of :data:`FILTERS`, ``lasted``, ``between`` or ``disputed``.
    value
        One of the filter's values, as :func:`chosen` gives it.
    """
    now = st.session_state[name]
    if name in FILTERS:
        st.session_state[name] = [one for one in now if one != value] if value in now else [*now, value]
    else:
        off = False if name == "disputed" else None
        st.session_state[name] = off if now == value else value


def toggle_year(year: int) -> None:
    """Speak of one year alone, or of all years again if it is the one."""
    alone = st.session_state["mode"] == "year" and st.session_state["between"] is None
    st.session_state["mode"] = "all" if alone and st.session_state["year"] == year else "year"
    st.session_state["between"] = None
    _set_year(year)


def open_record(record: str, year: int) -> None:
    """Take over a record found by name, and the year in which it bore the honoured name."""
    _set_year(min(max(year, st.session_state["first"]), st.session_state["last"]))
    _set_record(record)


def choose_record(record: str | None) -> None:
    """Take over a record chosen outside the map."""
    if record != st.session_state["record"]:
        _set_record(record)


def choose_near(point: LonLat | None, name: str = "this place") -> None:
    """Take over a place whose neighbours are wanted: longitude and latitude in degrees, and what to call it."""
    st.session_state["near"] = point
    st.session_state["near_name"] = name
    st.session_state["near_set"] = st.session_state.get("near_set", 0) + 1


def _set_year(year: int) -> None:
    st.session_state["year"] = year
    st.session_state["year_set"] = st.session_state.get("year_set", 0) + 1


def _set_record(record: str | None) -> None:
    st.session_state["record"] = record
    st.session_state["record_set"] = st.session_state.get("record_set", 0) + 1


def _known() -> set[str]:
    return {"year", "record", "mode", "between", "lasted", "near", "q", *SWITCHES, *FILTERS}


def _accept(given: Iterable[str], valid: Iterable[str], name: str, notices: list[str]) -> list[str]:
    known = set(valid)
    values = list(dict.fromkeys(given))
    notices += [f'{name} "{value}" is not on this map' for value in values if value not in known]
    return [value for value in values if value in known]


def _flag(given: list[str], name: str, notices: list[str]) -> bool:
    notices += [f'{name} "{value}" is neither 0 nor 1' for value in given if value not in ("0", "1")]
    return "1" in given


def _between(given: list[str], data: Loaded, notices: list[str]) -> tuple[int, int] | None:
    for value in given:
        found = re.fullmatch(r"([0-9]{4})-([0-9]{4})", value)
        if found and data.first <= int(found[1]) <= int(found[2]) <= data.last:
            return int(found[1]), int(found[2])
        notices.append(f'between "{value}" is not two years such as 1956-1962')
    return None


def _near(given: list[str], notices: list[str]) -> LonLat | None:
    for value in given:
        found = re.fullmatch(r"(-?[0-9]{1,3}(?:\.[0-9]{1,6})?),(-?[0-9]{1,2}(?:\.[0-9]{1,6})?)", value, re.ASCII)
        if found and abs(float(found[1])) <= 180 and abs(float(found[2])) <= 90:
            return float(found[1]), float(found[2])
        notices.append(f'near "{value}" is not a longitude and latitude such as 25.6,45.65')
    return None


def _years(given: list[str], data: Loaded, notices: list[str]) -> int | None:
    for value in given:
        if re.fullmatch(r"[0-9]{1,4}", value) and 1 <= int(value) <= data.longest:
            return int(value)
        notices.append(f'lasted "{value}" is not a number of years from 1 to {data.longest}')
    return None


def _year(given: list[str], data: Loaded, notices: list[str]) -> int:
    for value in given:
        if re.fullmatch(r"[0-9]{1,4}", value) and data.first <= int(value) <= data.last:
            return int(value)
        notices.append(f'year "{value}" is not a year from {data.first} to {data.last}')
    return OPENING_YEAR
