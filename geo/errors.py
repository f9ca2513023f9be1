"""The errors of this package: one root and its few children."""

from __future__ import annotations

__all__ = ["DateError", "GeoDataError", "LayerError", "QueryError", "RecordError"]


class GeoDataError(ValueError):
    """Something given to this package is not what it should be; the message says what to do."""


class DateError(GeoDataError):
    """A text is not a date of the profile in :mod:`geo.dates`."""


class RecordError(GeoDataError):
    """A record's file cannot be read or does not have the shape of a record."""


class LayerError(GeoDataError):
    """The layer, the base map or the events file is missing, broken or out of date."""


class QueryError(GeoDataError):
    """A filter names a country, kind, year, ... that the layer does not have."""
