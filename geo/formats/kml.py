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
    """Write a choice as KML.

    Parameters
    ----------
    collection, periods, query
        As for :func:`geo.export.to_geojson`.

    Returns
    -------
    bytes
        A document whose extended data say what it is, with one folder. Each placemark has the period's name, its note
        as description, a ``TimeSpan`` from ``start_year`` to ``end_year`` (a bound that is open or not known is left
        out), and the layer's other columns as typed extended data; sources are joined by ``" | "``.
    """
    rows = chosen(periods, query)
    columns = [name for name in rows.columns if name not in ("geometry", "name", "note")]
    said = about(collection, query)
    root = ET.Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = ET.SubElement(root, "Document")
    _text(document, "name", said["title"])
    _text(document, "description", said["cite_as"])
    _schema(document, rows[columns])
    extended = ET.SubElement(document, "ExtendedData")
    for name, value in said.items():
        _text(ET.SubElement(extended, "Data", name=name), "value", value)
    folder = ET.SubElement(document, "Folder")
    _text(folder, "name", "periods")
    for row in rows.to_dict("records"):
        _placemark(folder, row, columns)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _schema(document: ET.Element, rows: pd.DataFrame) -> None:
    schema = ET.SubElement(document, "Schema", name=_SCHEMA, id=_SCHEMA)
    for name in rows.columns:
        kind = {"Int64": "int", "bool": "bool"}.get(str(rows[name].dtype), "string")
        ET.SubElement(schema, "SimpleField", type=kind, name=str(name))


def _placemark(folder: ET.Element, row: dict[str, Any], columns: list[str]) -> None:
    placemark = ET.SubElement(folder, "Placemark", id=f"{row['record_id']}.{row['period']}")
    _text(placemark, "name", row["name"])
    _text(placemark, "description", row["note"])
    _time_span(placemark, row)
    extended = ET.SubElement(placemark, "ExtendedData")
    data = ET.SubElement(extended, "SchemaData", schemaUrl=f"#{_SCHEMA}")
    for name in columns:
        if (value := _value(row[name])) is not None:
            ET.SubElement(data, "SimpleData", name=name).text = value
    point = row["geometry"]
    _text(ET.SubElement(placemark, "Point"), "coordinates", f"{point.x},{point.y}")


def _time_span(placemark: ET.Element, row: dict[str, Any]) -> None:
    bounds = {"begin": ("start_date", "start_year"), "end": ("end_date", "end_year")}
    known = {tag: row[year] for tag, (date, year) in bounds.items() if row[date] not in (None, OPEN)}
    known = {tag: year for tag, year in known.items() if not pd.isna(year)}
    if known:
        span = ET.SubElement(placemark, "TimeSpan")
        for tag, year in known.items():
            _text(span, tag, f"{year:04d}")


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
