"""The page's state in one place: address, session and query.

The address carries ``year``, ``mode``, ``q``, ``country``, ``kind``, ``category``, ``honours``, ``status``, ``polity``,
``fate``, ``replaced``, ``lasted``, ``confidence``, ``between``, ``undated``, ``disputed``, ``near`` (longitude,
latitude) and ``record``. These names are promises. The session holds the same under the same keys, which are also the
keys of the widgets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.core.distance import LonLat
from geo.layer import MODES, Query
from geo.ui.loaded import Loaded

__all__ = [
    "FILTERS", "choose_between", "choose_near", "choose_record", "choose_year", "chosen", "clear",
    "open_record", "query", "read", "read_anew", "report", "start_over", "toggle", "toggle_year", "write",
]  # fmt: skip

FILTERS = ("country", "kind", "category", "honours", "status", "polity", "fate", "replaced", "confidence")
SWITCHES = ("undated", "disputed")
_TAKEN, _MEANT, _EARLIER = "_address", "_address_meant", "_earlier_addresses"
"""In the session: the address that the state is in step with, the same as the state writes it, and the last before."""
_TYPED = "typed_year"
_LONGEST_TEXT = 100

Address = dict[str, list[str]]


def read(data: Loaded) -> list[str]:
    """Take the state from the page's address when it is new, and keep it in the session otherwise.

    What the session lacks, as Streamlit forgets the widgets of a page that is left, and what in it is no value of its
    kind, as a client may send anything, comes from the address that the state was last in step with.

    Parameters
    ----------
    data : Loaded

    Returns
    -------
    list of str
        What in the address was no year, country, ... of this map and is ignored; one sentence each.
    """
    st.session_state["first"], st.session_state["last"] = data.first, data.last
    address: Address = _browsers()
    taken: Address | None = st.session_state.get(_TAKEN)
    notices: list[str] = []
    if taken is None or (address != taken and not _is_late(address)):
        _take(address, _values(address, data, notices))
        return notices
    for name, value in _values(taken, data, []).items():
        kept = name in st.session_state
        st.session_state[name] = _sound(name, st.session_state[name], value, data) if kept else value
    return []


def _take(address: Address, values: dict[str, Any]) -> None:
    """Put the state in step with an address."""
    year, near, record = (values.pop(name) for name in ("year", "near", "record"))
    st.session_state.update(values)
    _set_year(year)
    _set_record(record)
    if near is None or near != st.session_state.get("near"):
        choose_near(near)
    _remember(address)


def _remember(address: Address) -> None:
    st.session_state[_EARLIER] = [*st.session_state.get(_EARLIER, []), st.session_state.get(_TAKEN)][-5:]
    st.session_state[_TAKEN], st.session_state[_MEANT] = address, _address()


def _browsers() -> Address:
    """Give the address as the browser has it, for all that it has heard of."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _values(address: Address, data: Loaded, notices: list[str]) -> dict[str, Any]:
    """Read the whole state from an address."""
    values: dict[str, Any] = {"q": next(iter(address.get("q", [])), "")[:_LONGEST_TEXT]}
    for name in FILTERS:
        values[name] = _accept(address.get(name, []), data.options[name], name, notices)
    for name in SWITCHES:
        values[name] = _flag(address.get(name, []), name, notices)
    values["year"] = _year(address.get("year", []), data, notices)
    mode = next(iter(_accept(address.get("mode", []), MODES, "mode", notices)), None)
    values["mode"] = mode or "year"
    values["between"] = _between(address.get("between", []), data, notices)
    values["near"] = _near(address.get("near", []), notices)
    values["lasted"] = _years(address.get("lasted", []), data, notices)
    values["record"] = next(iter(_accept(address.get("record", []), data.ids, "record", notices)), None)
    notices += [f'"{name}" is not something this page knows' for name in address if name not in _known()]
    return values


def _sound(name: str, value: Any, otherwise: Any, data: Loaded) -> Any:
    """Give a value of the state if it is one, or else another; of a list what is sound in it."""
    if name in FILTERS and isinstance(value, list | tuple):
        return [one for one in dict.fromkeys(filter(_is_text, value)) if one in data.options[name]]
    if name == "q" and _is_text(value):
        return value[:_LONGEST_TEXT]
    if name == "mode" and value is None:  # the one that was on was pressed
        return "year"
    sound = {
        **dict.fromkeys(SWITCHES, isinstance(value, bool)),
        "year": _is_whole(value, data.first, data.last),
        "lasted": value is None or _is_whole(value, 1, data.longest),
        "mode": _is_text(value) and value in ("year", *MODES),
        "between": value is None or _is_span(value, data),
        "near": value is None or _is_place(value),
        "record": value is None or (_is_text(value) and value in data.ids),
    }
    return value if sound.get(name) else otherwise


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_span(value: Any, data: Loaded) -> bool:
    match value:
        case [first, last]:
            return _is_whole(first, data.first, data.last) and _is_whole(last, first, data.last)
    return False


def _is_place(value: Any) -> bool:
    """Say whether a value is a longitude and a latitude in degrees."""
    match value:
        case [int() | float() as lon, int() | float() as lat]:
            return not isinstance(lon, bool) and not isinstance(lat, bool) and abs(lon) <= 180 and abs(lat) <= 90
    return False


def read_anew() -> None:
    """Have the next run take the state from the address, whatever stands in the session."""
    st.session_state.pop(_TAKEN, None)


def start_over() -> None:
    """Have the next run begin as if the map were opened without anything chosen."""
    st.query_params.clear()
    read_anew()


def write() -> None:
    """Write the state into the page's address when it has changed, leaving out what says nothing.

    The address by which the page was opened stays as it is until then, so that each step back in the browser's
    history is one that the person made.
    """
    meant = _address()
    if meant != st.session_state[_MEANT]:
        _remember(meant)
    if _browsers() != st.session_state[_TAKEN]:
        st.query_params.from_dict(st.session_state[_TAKEN])


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


def _is_late(address: Address) -> bool:
    """Tell whether an address is one that was just replaced, and the browser had not heard of it yet.

    Two quick actions give two runs; the second still brings the address from before the first. Taken for a new one, it
    would undo what the person just did. Going back in the browser's history brings the same address, and says so.
    """
    context = get_script_run_ctx(suppress_warning=True)
    return address in st.session_state.get(_EARLIER, []) and not (context and context.is_history_navigation)


def query(data: Loaded) -> Query:
    """Give the filters as a query without a year."""
    category = st.session_state["category"]
    return Query(
        fields=data.dataset.fields,
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


def report(component: str, data: Loaded) -> dict[str, Callable[[], None]]:
    """Give the callbacks by which a component tells what was done in it, by the name of what it sends.

    A client may send anything: what is no year of the bar, no record and no place is left alone.

    Parameters
    ----------
    component : str
        Key under which the component keeps its state in the session.
    data : Loaded

    Returns
    -------
    dict of str to callable
        ``year`` and ``selected`` of the time map, which shows them already, ``near`` a place that was pointed at, and
        ``open`` a record chosen elsewhere.
    """

    def sent(name: str) -> Any:
        return dict(st.session_state[component]).get(name)

    def year() -> None:
        st.session_state["year"] = _sound("year", sent("year"), st.session_state["year"], data)

    def selected() -> None:
        st.session_state["record"] = _sound("record", sent("selected"), st.session_state["record"], data)

    def opened() -> None:
        choose_record(_sound("record", sent("open"), st.session_state["record"], data))

    def near() -> None:
        match sent("near"):
            case {"place": None}:
                choose_near(None)
            case {"place": place} if _is_place(place):
                choose_near((float(place[0]), float(place[1])))

    return {"year": year, "selected": selected, "near": near, "open": opened}


def choose_year(key: str = _TYPED) -> None:
    """Take over a typed year from the widget of that key."""
    typed = st.session_state[key]
    if _is_whole(typed, st.session_state["first"], st.session_state["last"]):
        _set_year(typed)


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
    if name not in (*FILTERS, "lasted", "between", "disputed"):
        return
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
    return min(max(data.dataset.subject.opening_year, data.first), data.last)
