"""What an address says: the query, the year and what is open; read for the charts, which are links to one another.

The browser's side of the same is ``geo/web/model/address.js``; the cases of ``tests/cases/address.json`` hold for both.
The parameters are promises: ``year``, ``mode``, ``from`` (the earlier of two years that are compared), the filters of
:data:`geo.layer.fields.FIELDS`, ``q``, ``near`` (longitude, latitude), ``record``, ``at`` (longitude, latitude, zoom),
``lang``, ``story`` (its id), ``step`` (its number in the story), ``lesson`` (that of the story), ``embed`` and
``kiosk``, which say how the map is set up (``geo/web/model/setting.js``), and ``data``, the version of what was seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from geo.layer import MODES, PASSED_ON, Fields, Query
from geo.layer.editions import VERSION
from geo.text.catalogue import PLAIN

__all__ = ["Limits", "Link", "edition_in", "filters_of", "is_narrowed", "read_link", "two_years", "values_of"]

_OWN = ("year", "since", "mode", "passed", "data")
"""What an address says beside filters."""
_OF_TIME = ("year", "since", "changed_in", "ended", "between", "mode")


_APART = 10
"""Years between two that are compared, where only the later is given."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What there is to choose from.

    Attributes
    ----------
    first, last, opening : int
        The years of the time bar, and the one at which it opens.
    longest : int
        Most years that an honour is known to have lasted.
    options : mapping of str to sequence of str
        The values of each facet.
    fields : Fields
        The table of fields of the data.
    """

    first: int
    last: int
    opening: int
    longest: int
    options: Mapping[str, Sequence[str]]
    fields: Fields


@dataclass(frozen=True, slots=True)
class Link:
    """A view of the map as its address has it.

    Attributes
    ----------
    year : int
    mode : str
        ``year``, ``changes``, ``between`` or ``all``.
    query : Query
        The filters, without a year and a mode.
    passed : dict of str to str
        What the charts do not ask and hand on as it is; see :data:`geo.layer.query.PASSED_ON`.
    notices : tuple of str
        What in the address is ignored; one sentence each.
    since : int or None
        The earlier of the two years that the mode ``between`` compares.
    data : str or None
        The version of the data that the address names.
    """

    year: int
    mode: str
    query: Query
    passed: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    since: int | None = None
    data: str | None = None

    def text(self, **changes: Any) -> str:
        """Give the address of the same view with some parts changed; None takes a filter out.

        Parameters
        ----------
        **changes
            ``year``, ``since``, ``mode``, ``passed``, ``data``, or a filter as in :class:`geo.layer.Query`.

        Examples
        --------
        >>> Link(1961, "year", Query(country="AM")).text(year=1962, kind="street")
        '?year=1962&country=AM&kind=street'
        """
        own = {name: changes.pop(name) for name in _OWN if name in changes}
        view = replace(self, **own, query=self.query.but(**changes))
        members: dict[str, Any] = {"year": view.year}
        if view.mode == "between":
            members["from"] = view.since
        if view.mode in MODES:
            members["mode"] = view.mode
        passed = {name: value for name, value in view.passed.items() if name != "split" or view.mode == "between"}
        parts = view.query.as_members()
        members |= {name: 1 if value is True else value for name, value in parts.items()}
        edition = {"data": view.data} if view.data else {}
        return "?" + urlencode(members | passed | edition, doseq=True)

    def toggled(self, name: str, value: Any) -> str:
        """Give the address with a value of a filter chosen, or no more if it was."""
        now = getattr(self.query, name)
        if self.query.fields[name].asked == "values":
            return self.text(**{name: tuple(one for one in now if one != value) if value in now else (*now, value)})
        return self.text(**{name: None if now == value else value})


def filters_of(fields: Fields) -> list[str]:
    """Name what narrows a view, whatever its year."""
    return [name for name in fields.asked if name not in _OF_TIME]


def values_of(link: Link, name: str) -> list[Any]:
    """Give the values of a filter that are chosen: two years are one value."""
    now = getattr(link.query, name)
    field = link.query.fields[name]
    if now == field.nothing:
        return []
    return list(now) if field.asked == "values" else [now]


def is_narrowed(link: Link) -> bool:
    """Say whether a filter is in force that the charts heed: a status says what the map shows in its year."""
    return any(values_of(link, name) for name in filters_of(link.query.fields) if name not in ("undated", "status"))


def read_link(address: Mapping[str, Sequence[str]], limits: Limits) -> Link:
    """Read an address.

    Parameters
    ----------
    address : mapping of str to sequence of str
        Its parameters, each with all its values.
    limits : Limits

    Returns
    -------
    Link
        What the address says in a way that is none is named in ``notices`` and left out.
    """
    notices: list[str] = []
    year = _year(address.get("year", ()), limits, notices)
    mode = _single("mode", _accept(address.get("mode", ()), ("year", *MODES), "mode", notices), notices) or "year"
    filters = filters_of(limits.fields)
    choice = {name: _filter(name, address.get(name, ()), limits, notices) for name in filters}
    passed = {name: address[name][0] for name in PASSED_ON if address.get(name)}
    span = _years(address.get("between", ()), limits, notices)
    if span:
        mode, (since, year) = "between", two_years(*span, limits.first)
        notices.append(PLAIN.message("web.notice.compared", since=since, year=year))
    elif mode == "between":
        since, year = _two_years(address.get("from", ()), year, limits, notices)
    else:
        since = None
        notices += [PLAIN.message("web.notice.from_alone", value=value) for value in address.get("from", ())]
    if mode != "between":
        passed.pop("split", None)
    data = _single("data", [value for value in address.get("data", ()) if VERSION.fullmatch(value)], notices)
    notices += [
        PLAIN.message("web.notice.not_a_version", value=value)
        for value in address.get("data", ())
        if not VERSION.fullmatch(value)
    ]
    known = {"year", "from", "between", "mode", "data", *filters, *PASSED_ON}
    notices += [PLAIN.message("web.notice.not_known", name=name) for name in address if name not in known]
    return Link(year, mode, Query(fields=limits.fields, **choice), passed, tuple(notices), since, data)


def edition_in(address: Mapping[str, Sequence[str]]) -> str | None:
    """Give the version of the data that an address names; see :func:`read_link`."""
    return next((value for value in address.get("data", ()) if VERSION.fullmatch(value)), None)


def _filter(name: str, given: Sequence[str], limits: Limits, notices: list[str]) -> Any:
    match limits.fields[name].asked:
        case "flag":
            notices += [
                PLAIN.message("web.notice.not_a_flag", name=name, value=value)
                for value in given
                if value not in ("0", "1")
            ]
            return _single(name, sorted({"0", "1"} & {*given}, reverse=True), notices) == "1" or None
        case "number":
            return _number(name, given, limits.longest, notices)
        case "value":
            chosen = _accept(given, limits.options[name], name, notices)
            return chosen[0] if len(chosen) == 1 else None  # both of two are no choice
    return tuple(_accept(given, limits.options[name], name, notices)) or None


def _accept(given: Iterable[str], valid: Iterable[str], name: str, notices: list[str]) -> list[str]:
    known = set(valid)
    values = list(dict.fromkeys(given))
    notices += [
        PLAIN.message("web.notice.not_on_map", name=name, value=value) for value in values if value not in known
    ]
    return [value for value in values if value in known]


def _year(given: Iterable[str], limits: Limits, notices: list[str]) -> int:
    first, last = limits.first, limits.last
    years, others = _parted(given, lambda value: _is_whole(value, first, last))
    notices += [PLAIN.message("web.notice.not_a_year", value=value, first=first, last=last) for value in others]
    return int(_single("year", years, notices) or min(max(limits.opening, first), last))


def two_years(since: int | None, year: int, first: int) -> tuple[int, int]:
    """Give two years that can be compared, the earlier first: without an earlier one, ten years are."""
    year = max(year, first + 1)
    return max(first, min(year - _APART if since is None else since, year - 1)), year


def _two_years(given: Iterable[str], year: int, limits: Limits, notices: list[str]) -> tuple[int, int]:
    first, last = limits.first, year - 1
    years, others = _parted(given, lambda value: _is_whole(value, first, last))
    notices += [PLAIN.message("web.notice.not_before", value=value, first=first, last=last) for value in others]
    since = _single("from", years, notices)
    return two_years(None if since is None else int(since), year, first)


def _number(name: str, given: Iterable[str], most: int, notices: list[str]) -> int | None:
    numbers, others = _parted(given, lambda value: _is_whole(value, 1, most))
    notices += [PLAIN.message("web.notice.not_a_number", value=value, longest=most) for value in others]
    number = _single(name, numbers, notices)
    return None if number is None else int(number)


def _years(given: Iterable[str], limits: Limits, notices: list[str]) -> tuple[int, int] | None:
    spans, others = _parted(given, lambda value: _is_span(value, limits))
    notices += [PLAIN.message("web.notice.not_two_years", value=value) for value in others]
    span = _single("between", spans, notices)
    return (int(span[:4]), int(span[5:])) if span else None


def _is_span(value: str, limits: Limits) -> bool:
    found = re.fullmatch("([0-9]{4})-([0-9]{4})", value)
    return found is not None and limits.first <= int(found[1]) <= int(found[2]) <= limits.last


def _is_whole(value: str, least: int, most: int) -> bool:
    return re.fullmatch("[0-9]{1,4}", value) is not None and least <= int(value) <= most


def _parted(given: Iterable[str], means: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """Give the values that mean something, and the others, each once."""
    values = list(dict.fromkeys(given))
    return [value for value in values if means(value)], [value for value in values if not means(value)]


def _single(name: str, values: Sequence[str], notices: list[str]) -> str | None:
    """Take the first of the values of a part that takes one; of the others it is said that they are ignored."""
    again = dict.fromkeys(values[1:])
    notices += [
        PLAIN.message("web.notice.given_again", name=name, value=value) for value in again if value != values[0]
    ]
    return values[0] if values else None
