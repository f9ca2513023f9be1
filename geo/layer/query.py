"""A choice from the layer: what is asked for, as one value with one serial form."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from geo.core.errors import QueryError
from geo.layer.fields import FIELDS, Field, Fields

__all__ = ["PASSED_ON", "Query"]

_LAST_YEAR = 9999
"""Four digits, as in a date of the data."""
PASSED_ON = ("split", "q", "near", "record", "at", "lang", "story", "step", "lesson", "embed", "kiosk")
"""What an address of the page says beside a choice and its edition: ``geo/web/model/address.js``, ``setting.js``."""


class Query:
    """A choice from the layer; what is not asked for does not narrow it.

    Its parts are the fields that can be asked for (:data:`geo.layer.fields.FIELDS`); each is a keyword here, an
    attribute of the query, an option of the command line and a parameter of an address. Without a mode and with a
    `year` it chooses what is in force, or possibly so, on 31 December; ``mode="changes"`` the last honour of each
    record that had ended by the year, or ever where there is none, by the period that followed it; ``mode="between"``
    with `since`, an earlier year, each record that lost, gained or kept its honour between the two, by one honour (see
    :func:`geo.layer.compared`); ``mode="all"`` everything, whatever the year. `ended` chooses the dated ends of honours
    by the period that followed; `between` whole records of which a name changed, or that went up or came down, in the
    years.

    Parameters
    ----------
    fields : Fields, optional
        The table of fields of the data; else those of every subject.
    **choice
        Text stands for itself alone, several values are alternatives; `ended` and `between` take a year or two, the
        earlier first. None is the same as not asked for.

    Raises
    ------
    geo.core.errors.QueryError
        If there is no such part, or it cannot have such a value.

    Examples
    --------
    >>> query = Query(year=1961, country=("AM", "GE"))
    >>> query.country, query.kind, query.text()
    (('AM', 'GE'), (), 'year=1961&country=AM&country=GE')
    >>> Query.parse(query.text()) == query
    True
    """

    __slots__ = ("_asked", "_fields", "_given")

    def __init__(self, *, fields: Fields = FIELDS, **choice: Any) -> None:
        self._fields = fields
        self._asked: dict[str, Field] = fields.asked
        for name in choice:
            if name not in self._asked:
                raise QueryError(f'there is no filter "{name}"; there are {", ".join(self._asked)}')
        read = {name: _value(self._asked[name], value) for name, value in choice.items() if value is not None}
        self._given: dict[str, Any] = {
            name: read[name] for name in self._asked if name in read and read[name] != self._asked[name].nothing
        }

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._asked:
            raise AttributeError(f"a query has no part {name!r}")
        return self._given.get(name, self._asked[name].nothing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Query) and self._given == other._given

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._given.items(), key=str)))

    def __repr__(self) -> str:
        return f"Query({', '.join(f'{name}={value!r}' for name, value in self._given.items())})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.text(), None if self._fields is FIELDS else self._fields)

    @property
    def fields(self) -> Fields:
        """The table of fields that it is asked by."""
        return self._fields

    def within(self, fields: Fields) -> Query:
        """Give the same choice asked by another table of fields, as that of an opened data folder."""
        return self if fields is self._fields else Query(fields=fields, **self._given)

    def but(self, **changes: Any) -> Query:
        """Give the same choice with some parts changed; None takes one out."""
        return Query(fields=self._fields, **(self._given | changes))

    def parts(self) -> list[tuple[Field, Any]]:
        """Give what is asked for, each field with its value, in the table's order."""
        return [(self._asked[name], value) for name, value in self._given.items()]

    def as_members(self) -> dict[str, Any]:
        """Give the choice as it stands in exports, by the names that an address has for its parts.

        It holds what narrows: lists for alternatives, years as ``1956-1962``.
        """
        return {field.key: _member(field, value) for field, value in self.parts()}

    def text(self) -> str:
        """Give the choice as an address carries it; :meth:`parse` reads it back."""
        members = {name: 1 if value is True else value for name, value in self.as_members().items()}
        return urlencode(members, doseq=True)

    @classmethod
    def parse(cls, text: str, fields: Fields = FIELDS) -> Query:
        """Read a choice as an address carries it.

        Parameters
        ----------
        text : str
            Such as ``country=AM&year=1961``, values in percent-encoding; or the whole address of the page, or what it
            has from ``?`` or ``#`` on, of which all that chooses no records is left aside.
        fields : Fields, optional

        Returns
        -------
        Query

        Raises
        ------
        geo.core.errors.QueryError
            If a part is unknown, given twice where one is meant, or no value of its kind; or if a whole address says
            nothing of a view.
        """
        given: dict[str, list[str]] = {}
        for name, value in _pairs(text, fields):
            given.setdefault(name, []).append(value)
        known = {field.key: field for field in fields.asked.values()}
        unknown = [name for name in given if name not in known]
        if unknown:
            raise QueryError(f'there is no filter "{unknown[0]}"; there are {", ".join(known)}')
        return cls(fields=fields, **{known[name].name: _read(known[name], values) for name, values in given.items()})


def _restored(text: str, fields: Fields | None) -> Query:
    return Query.parse(text, fields or FIELDS)


def _pairs(text: str, fields: Fields) -> list[tuple[str, str]]:
    """Read the names and values of a choice, or of an address of the page that holds one."""
    whole = re.match("[a-z][a-z0-9+.-]*:", text)
    if not whole and text[:1] not in ("?", "#"):
        return parse_qsl(text, keep_blank_values=True)
    parts = urlsplit(text)
    pairs = parse_qsl(parts.fragment if "=" in parts.fragment else parts.query, keep_blank_values=True)
    if whole and not pairs:
        raise QueryError(f'the address "{text}" says nothing of a view; copy one that has a year or a filter')
    all_of_them = set(fields.asked["category"].vocabulary) <= {value for name, value in pairs if name == "category"}
    return [
        (name, value)
        for name, value in pairs
        if name not in (*PASSED_ON, "data")
        and (name, value) != ("mode", "year")
        and not (all_of_them and name == "category")
    ]


def _member(field: Field, value: Any) -> Any:
    if field.asked == "years":
        return "-".join(str(year) for year in (value[:1] if field.name == "ended" and len(set(value)) == 1 else value))
    return list(value) if field.asked == "values" else value


def _read(field: Field, values: Sequence[str]) -> Any:
    """Read what an address says of one field."""
    if field.asked == "values":
        return tuple(dict.fromkeys(values))
    if len(set(values)) > 1:
        raise QueryError(f"{field.key} is given as {' and '.join(values)}; give it once")
    return _single(field, values[0])


def _single(field: Field, text: str) -> Any:
    match field.asked:
        case "flag":
            if text not in ("0", "1"):
                raise QueryError(f'{field.name} is "{text}"; write 1, or leave it out')
            return text == "1"
        case "year" | "number":
            if not re.fullmatch("[0-9]{1,4}", text):
                raise QueryError(f'{field.key} is "{text}"; write a whole number such as 1961')
            return int(text)
        case "years":
            found = re.fullmatch("([0-9]{1,4})(?:-([0-9]{1,4}))?", text)
            if not found:
                raise QueryError(f'{field.name} is "{text}"; write a year such as 1961, or two such as 1956-1962')
            return int(found[1]), int(found[2] or found[1])
    return text


def _value(field: Field, value: Any) -> Any:
    """Read what a caller gives for one field."""
    match field.asked:
        case "years":
            return _years(field.name, value)
        case "year" | "number":
            return _whole(field, value)
        case "flag":
            if value not in (True, False):
                raise QueryError(f"{field.name} is {value!r}; give True or False")
            return bool(value)
        case "value":
            return _text(field, value)
    values = (value,) if isinstance(value, str) or not isinstance(value, Iterable) else tuple(value)
    return tuple(_text(field, one) for one in values)


def _years(name: str, value: Any) -> tuple[int, ...]:
    """Read one year, two years in order, or none."""
    remedy = "give a year such as 1961, or two, the earlier first, such as (1956, 1962)"
    given = tuple(value) if isinstance(value, Iterable) and not isinstance(value, str | Mapping) else (value, value)
    try:
        years = tuple(_number(one) for one in given)
    except (TypeError, ValueError) as error:
        raise QueryError(f"{name} is {value!r}; {remedy}") from error
    if len(years) not in (0, 2) or list(years) != sorted(years):
        raise QueryError(f"{name} is {value!r}; {remedy}")
    return years


def _whole(field: Field, value: Any) -> int:
    """Read a year, or a number of years."""
    try:
        return _number(value)
    except (TypeError, ValueError) as error:
        remedy = "a whole number of years from 0" if field.asked == "number" else "a whole number such as 1961"
        raise QueryError(f"{field.name} is {value!r}; give {remedy}") from error


def _number(value: Any) -> int:
    number = operator.index(value)
    if isinstance(value, bool) or not 0 <= number <= _LAST_YEAR:
        raise ValueError(value)
    return number


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        remedy = "give one text" if field.asked == "value" else "give text, or several texts in a list"
        raise QueryError(f"{field.name} is {value!r}; {remedy}")
    return value
