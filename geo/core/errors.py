"""The errors of this package: one root and its few children."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["DateError", "GeoDataError", "LayerError", "QueryError", "RecordError", "one_line", "quoted"]

_QUOTED = 80
"""Most characters of a value that a message quotes."""


class GeoDataError(ValueError):
    """Something given to this package is not what it should be; the message says what to do."""


class DateError(GeoDataError):
    """A text is not a date of the profile in :mod:`geo.core.dates`."""


class RecordError(GeoDataError):
    """A record's file cannot be read or does not have the shape of a record."""


class LayerError(GeoDataError):
    """The layer, the base map or the events file is missing, broken or out of date."""


class QueryError(GeoDataError):
    """A filter names a country, kind, year, ... that the layer does not have."""


def one_line(text: str) -> str:
    """Write a text so that it stands on one line: line ends and what cannot be seen are escaped."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def quoted(value: Any) -> str:
    """Quote a value of a JSON file in a message, as JSON on one line, cut off where it is long."""
    try:
        text = one_line(json.dumps(value, ensure_ascii=False, default=str))
    except RecursionError:
        return "something nested very deeply"
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}..."
