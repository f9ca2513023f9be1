"""A choice from the layer in the formats its users open; each file says what it is."""

from __future__ import annotations

from dataclasses import dataclass

from geo.exports.about import Opened, Writer, of_the_layer
from geo.exports.geojson import to_geojson
from geo.exports.gis import to_flatgeobuf, to_geopackage, to_geoparquet, to_parquet_tables
from geo.exports.html import to_html
from geo.exports.kml import to_kml
from geo.exports.lpf import to_linked_places
from geo.exports.mapimage import picture_writer
from geo.exports.tables import to_csv, to_disagreements_csv, to_records_csv
from geo.layer import Query

__all__ = [
    "EXPORTS",
    "FORMATS",
    "PICTURES",
    "TABLES",
    "Format",
    "about",
    "built",
    "editions",
    "front",
    "geojson",
    "html",
    "linked",
    "markup",
    "package",
    "schema",
    "screen",
    "site",
    "table_files",
    "tables",
]


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
        Gives the file's bytes for an opened data set and a choice from it. The bytes are the same on every run.
    whole : bool
        Whether the layer alone is not enough for it, and so not a former edition, of which no more is kept.
    """

    name: str
    extension: str
    mime: str
    write: Writer
    others: tuple[str, ...] = ()
    whole: bool = False

    @property
    def extensions(self) -> tuple[str, ...]:
        """All extensions of the format, its own first."""
        return (self.extension, *self.others)

    @property
    def content(self) -> str:
        """What it holds other than periods, as its name says: for ``csv-records`` records; else nothing."""
        return self.name.partition("-")[2]


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("csv", "csv", "text/csv; charset=utf-8", of_the_layer(to_csv)),
        Format("csv-records", "csv", "text/csv; charset=utf-8", of_the_layer(to_records_csv)),
        Format("csv-disagreements", "csv", "text/csv; charset=utf-8", to_disagreements_csv, whole=True),
        Format("gpkg", "gpkg", "application/geopackage+sqlite3", to_geopackage, whole=True),
        Format("fgb", "fgb", "application/flatgeobuf", of_the_layer(to_flatgeobuf)),
        Format("parquet", "parquet", "application/vnd.apache.parquet", of_the_layer(to_geoparquet)),
        Format("kml", "kml", "application/vnd.google-earth.kml+xml", of_the_layer(to_kml)),
        Format("lpf", "jsonld", "application/ld+json", of_the_layer(to_linked_places), ("json",)),
        Format("html", "html", "text/html; charset=utf-8", to_html, whole=True),
    )
}
"""The formats beside GeoJSON, by name."""


def _geojson(data: Opened, query: Query) -> bytes:
    return to_geojson(data.collection, data.periods, query.within(data.fields)).encode("utf-8")


EXPORTS: dict[str, Format] = {
    "geojson": Format("geojson", "geojson", "application/geo+json", _geojson, ("json",)),
    **FORMATS,
}
"""Every format, by name, GeoJSON first."""

PICTURES: dict[str, Format] = {
    name: Format(name, name, mime, picture_writer(name))
    for name, mime in (("png", "image/png"), ("svg", "image/svg+xml"), ("gif", "image/gif"))
}
"""Pictures of the map, by name: what draws them is an extra."""

TABLES = {"parquet": to_parquet_tables}
"""Formats that can be a folder of tables: each gives the files by name, for what a :class:`Format` gives one for."""
