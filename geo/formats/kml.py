"""KML 2.2 for Google Earth and its like: one placemark a period, with its time span."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd

from geo.dates import OPEN
from geo.formats.about import about, chosen, joined
from geo.layer import Query

__all__ = ["to_kml"]

_SCHEMA = "period"


def to_kml(collection: dict[str, Any], periods: gpd.GeoDataFrame, query: Query) -> bytes:
    """Write a choice as KML, its elements in the order of OGC KML 2.2 (a feature's own, then schema, then features).

    Parameters
    ----------
    collection, periods, query
        As for :func:`geo.export.to_geojson`.

    Returns
    -------
    bytes
        A document whose extended data say what it is, with one folder. Each placemark has the period's name, its note
        as description, a ``TimeSpan`` from ``start_year`` to ``end_year``, and the layer's other columns as typed
        extended data; sources are joined by ``" | "``. An open bound (``..``) is left out. One that is not known is the
        year up to which the state is possible or, failing that, the earliest that it may lie in, so that nothing goes
        on for ever; a period of which nothing says when it was has no span, but a value ``time``, "not dated".
    """
    rows = chosen(periods, query)
    columns = [name for name in rows.columns if name not in ("geometry", "name", "note")]
    said = about(collection, query)
    root = ET.Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = ET.SubElement(root, "Document")
    _text(document, "name", said["title"])
    _text(document, "description", said["cite_as"])
    extended = ET.SubElement(document, "ExtendedData")
    for name, value in said.items():
        _text(ET.SubElement(extended, "Data", name=name), "value", value)
    _schema(document, rows[columns])
    folder = ET.SubElement(document, "Folder")
    _text(folder, "name", "periods")
    for row in rows.to_dict("records"):
        _placemark(folder, row, columns)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


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
    extended = ET.SubElement(placemark, "ExtendedData")
    if not span:
        _text(ET.SubElement(extended, "Data", name="time"), "value", "not dated")
    data = ET.SubElement(extended, "SchemaData", schemaUrl=f"#{_SCHEMA}")
    for name in columns:
        if (value := _value(row[name])) is not None:
            ET.SubElement(data, "SimpleData", name=name).text = value
    point = row["geometry"]
    _text(ET.SubElement(placemark, "Point"), "coordinates", f"{point.x},{point.y}")


def _time_span(placemark: ET.Element, span: dict[str, int]) -> None:
    element = ET.SubElement(placemark, "TimeSpan")
    for tag, year in span.items():
        _text(element, tag, f"{year:04d}")


def _span(row: dict[str, Any]) -> dict[str, int]:
    """Give the years of a period, empty if nothing says when it was; in order even where only vague dates bound it."""
    start, end = ((row[f"{bound}_earliest"], row[f"{bound}_year"]) for bound in ("start", "end"))
    never_certain = row["start_date"] is None and not pd.isna(end[1]) and start[1] == end[1]
    if never_certain and row["end_date"] is None and pd.isna(start[0]):
        return {}
    begins = _first_known(start if never_certain else start[::-1]) if row["start_date"] != OPEN else None
    ends = _first_known(end[::-1]) if row["end_date"] != OPEN else None
    if begins is not None and ends is not None:
        begins, ends = sorted((begins, ends))
    return {tag: year for tag, year in (("begin", begins), ("end", ends)) if year is not None}


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
