"""A choice from the layer in the formats its users open; each file says what it is, like that of :mod:`geo.export`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd

from geo.export import to_geojson
from geo.formats.about import Writer
from geo.formats.gis import to_flatgeobuf, to_geopackage, to_geoparquet
from geo.formats.html import to_html
from geo.formats.kml import to_kml
from geo.formats.lpf import to_linked_places
from geo.formats.tables import to_csv, to_records_csv
from geo.layer import Query

__all__ = ["EXPORTS", "FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Attributes
    ----------
    name : str
        As the command line and the page call it.
    extension : str
        Of the file's name, without the dot.
    others : tuple of str
        Extensions under which such files are known as well.
    mime : str
        Media type.
    write : callable
        Gives the file's bytes for (collection, periods, query): the layer as read by :func:`geo.layer.read_layer`,
        the same as a frame by :func:`geo.layer.periods_of`, and the choice. The bytes are the same on every run.
    """

    name: str
    extension: str
    mime: str
    write: Writer
    others: tuple[str, ...] = ()

    @property
    def extensions(self) -> tuple[str, ...]:
        """All extensions of the format, its own first."""
        return (self.extension, *self.others)


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("csv", "csv", "text/csv; charset=utf-8", to_csv),
        Format("csv-records", "csv", "text/csv; charset=utf-8", to_records_csv),
        Format("gpkg", "gpkg", "application/geopackage+sqlite3", to_geopackage),
        Format("fgb", "fgb", "application/flatgeobuf", to_flatgeobuf),
        Format("parquet", "parquet", "application/vnd.apache.parquet", to_geoparquet),
        Format("kml", "kml", "application/vnd.google-earth.kml+xml", to_kml),
        Format("lpf", "jsonld", "application/ld+json", to_linked_places, ("json",)),
        Format("html", "html", "text/html; charset=utf-8", to_html),
    )
}
"""The formats beside GeoJSON, by name."""


def _geojson(collection: dict[str, Any], periods: gpd.GeoDataFrame, query: Query) -> bytes:
    return to_geojson(collection, periods, query).encode("utf-8")


EXPORTS: dict[str, Format] = {
    "geojson": Format("geojson", "geojson", "application/geo+json", _geojson, ("json",)),
    **FORMATS,
}
"""Every format, by name, GeoJSON first."""
