"""KML 2.2 for Google Earth and its like: one placemark a period, with its time span and a shared style."""

from __future__ import annotations

import datetime as dt
from typing import Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd

from geo.core.dates import OPEN, parse
from geo.exports.about import about, chosen, joined
from geo.layer import Query
from geo.records.model import CATEGORIES, Category
from geo.records.subject import Colours

__all__ = ["kml_colour", "to_kml"]

_STATUSES = ("honouring", "after", "before")
"""In the order of the folders."""
_SCHEMA = "period"
_SCALES: dict[str, str] = {Category.PLACE: "1", Category.MONUMENT: "0.7"}
_NOTHING = "no periods"
"""Name of the folder of an empty choice: GIS programs take a folder for a layer, and refuse a file that has none."""


def to_kml(collection: dict[str, Any], periods: gpd.GeoDataFrame, query: Query) -> bytes:
    """Write a choice as KML, its elements in the order of OGC KML 2.2 (a feature's own, then schema, then features).

    Parameters
    ----------
    collection, periods, query
        As for :func:`geo.exports.geojson.to_geojson`.

    Returns
    -------
    bytes
        A document whose extended data say what it is, with a style and a folder for each category and status that
        occurs. Each placemark has the period's name, its note as description, a ``TimeSpan``, and the layer's other
        columns as typed extended data; sources are joined by ``" | "``. The span goes from the first day that the
        start may mean to the last day that the end may mean: full dates, because GDAL reads no others. An open bound
        (``..``) is left out. One that is not known is the year up to which the state is possible or, failing that, the
        earliest that it may lie in, so that nothing goes on for ever; a period of which nothing says when it was has no
        span, but a value ``time``, "not dated". No style names an icon: that would be fetched from another host.
    """
    rows = chosen(periods, query)
    columns = [name for name in rows.columns if name not in ("geometry", "name", "note")]
    groups = _groups(rows)
    root = ET.Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = ET.SubElement(root, "Document")
    _head(document, about(collection, query), list(groups), query.fields.subject.colours)
    _schema(document, rows[columns])
    for group, part in groups.items():
        folder = _folder(
            document, f"{group[0].capitalize()}s: {query.fields.text.word(f'web.status.{group[0]}', group[1])}"
        )
        for row in part:
            _placemark(folder, row, columns)
    if not groups:
        _folder(document, _NOTHING)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _groups(rows: pd.DataFrame) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Give the rows of each category and status that occurs, what bears the honour first."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {
        (category, status): [] for category in CATEGORIES for status in _STATUSES
    }
    for row in rows.to_dict("records"):
        groups[row["category"], row["status"]].append({str(name): value for name, value in row.items()})
    return {group: part for group, part in groups.items() if part}


def _head(document: ET.Element, metadata: dict[str, str], groups: list[tuple[str, str]], colours: Colours) -> None:
    _text(document, "name", metadata["title"])
    _text(document, "description", metadata["cite_as"])
    for group in groups:
        _style(document, *group, colours)
    extended = ET.SubElement(document, "ExtendedData")
    for name, value in metadata.items():
        _text(ET.SubElement(extended, "Data", name=name), "value", value)


def _style(document: ET.Element, category: str, status: str, colours: Colours) -> None:
    style = ET.SubElement(document, "Style", id=f"{category}-{status}")
    for tag in ("IconStyle", "LabelStyle"):
        part = ET.SubElement(style, tag)
        _text(part, "color", kml_colour(getattr(colours, status)))
        _text(part, "scale", _SCALES[category])


def kml_colour(colour: str) -> str:
    """Write an opaque colour as KML has it.

    Examples
    --------
    >>> kml_colour("#c8470a")
    'ff0a47c8'
    """
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"ff{blue}{green}{red}"


def _folder(document: ET.Element, name: str) -> ET.Element:
    folder = ET.SubElement(document, "Folder")
    _text(folder, "name", name)
    return folder


def _schema(document: ET.Element, rows: pd.DataFrame) -> None:
    schema = ET.SubElement(document, "Schema", name=_SCHEMA, id=_SCHEMA)
    for name in rows.columns:
        kind = {"Int64": "int", "int64": "int", "bool": "bool"}.get(str(rows[name].dtype), "string")
        ET.SubElement(schema, "SimpleField", type=kind, name=str(name))


def _placemark(folder: ET.Element, row: dict[str, Any], columns: list[str]) -> None:
    placemark = ET.SubElement(folder, "Placemark", id=f"{row['record_id']}.{row['period']}")
    _text(placemark, "name", row["name"])
    _text(placemark, "description", row["note"])
    if span := _span(row):
        _time_span(placemark, span)
    _text(placemark, "styleUrl", f"#{row['category']}-{row['status']}")
    extended = ET.SubElement(placemark, "ExtendedData")
    if not span:
        _text(ET.SubElement(extended, "Data", name="time"), "value", "not dated")
    data = ET.SubElement(extended, "SchemaData", schemaUrl=f"#{_SCHEMA}")
    for name in columns:
        if (value := _value(row[name])) is not None:
            ET.SubElement(data, "SimpleData", name=name).text = value
    point = row["geometry"]
    _text(ET.SubElement(placemark, "Point"), "coordinates", f"{point.x},{point.y}")


def _time_span(placemark: ET.Element, span: dict[str, dt.date]) -> None:
    element = ET.SubElement(placemark, "TimeSpan")
    for tag, day in span.items():
        _text(element, tag, day.isoformat())


def _span(row: dict[str, Any]) -> dict[str, dt.date]:
    """Give the first and the last day of a period; empty if nothing says when it was.

    Where vague dates alone bound it, its possible years can stand in the wrong order, and are turned.
    """
    start, end = ((row[f"{bound}_earliest"], row[f"{bound}_year"]) for bound in ("start", "end"))
    never_certain = row["start_date"] is None and not pd.isna(end[1]) and start[1] == end[1]
    if never_certain and row["end_date"] is None and pd.isna(start[0]):
        return {}
    begins = _first_day(row["start_date"], start if never_certain else start[::-1])
    ends = _last_day(row["end_date"], end[::-1])
    if begins is not None and ends is not None and begins > ends:
        begins, ends = ends.replace(month=1, day=1), begins.replace(month=12, day=31)
    return {tag: day for tag, day in (("begin", begins), ("end", ends)) if day is not None}


def _first_day(date: str | None, years: tuple[Any, ...]) -> dt.date | None:
    """Give the first day that a start may mean; one that is not known begins with the first of some years."""
    if date is not None:
        return None if date == OPEN else parse(date).earliest
    year = _first_known(years)
    return None if year is None else dt.date(year, 1, 1)


def _last_day(date: str | None, years: tuple[Any, ...]) -> dt.date | None:
    """Give the last day that an end may mean; one that is not known ends with the first of some years."""
    if date is not None:
        return None if date == OPEN else parse(date).latest
    year = _first_known(years)
    return None if year is None else dt.date(year, 12, 31)


def _first_known(years: tuple[Any, ...]) -> int | None:
    return next((int(year) for year in years if not pd.isna(year)), None)


def _value(value: Any) -> str | None:
    if isinstance(value, list):
        return joined(value)
    if isinstance(value, str):
        return value
    if value is None or pd.isna(value):
        return None
    return f"{int(value)}"


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text
