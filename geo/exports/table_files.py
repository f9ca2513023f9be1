"""The tables of the data package: for programs, RFC 4180 with plain line ends and no byte order mark.

What a table is stands in the data package, not in each row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from geo.exports.about import SEPARATOR, joined
from geo.exports.tables import harmless
from geo.layer import DISAGREEMENTS, Field, Fields, disagreements_of
from geo.records.model import Record
from geo.stats.figures import Figure

__all__ = ["disagreements_schema", "disagreements_table", "figure_table", "periods_table", "table_schema"]

_TABLE_TYPES = {"str": "string", "int": "integer", "bool": "boolean", "list": "list"}


def periods_table(collection: Mapping[str, Any], fields: Fields) -> str:
    """Write the layer as a table for programs, ``periods.csv``.

    Parameters
    ----------
    collection : mapping
        The layer; see :func:`geo.layer.read_layer`.
    fields : Fields

    Returns
    -------
    str
        The layer's columns, then ``longitude`` and ``latitude`` (degrees, EPSG:4326); lists joined by ``" | "``, null
        as an empty cell.
    """
    columns = list(fields.columns)
    rows = (
        [*(feature["properties"][name] for name in columns), *feature["geometry"]["coordinates"]]
        for feature in collection["features"]
    )
    return _written([*columns, "longitude", "latitude"], rows)


def disagreements_table(records: Iterable[Record]) -> str:
    """Write what sources say differently, ``disagreements.csv``; see :func:`geo.layer.disagreements_of`."""
    table = disagreements_of(records).astype("object")
    return _written(table.columns, table.where(table.notna(), None).itertuples(index=False))


def table_schema(fields: Fields) -> dict[str, Any]:
    """Describe the table of periods as a Frictionless table schema."""
    degrees = {"longitude": 180, "latitude": 90}
    described = [_field(field) for field in fields.stored]
    described += [
        {
            "name": name,
            "type": "number",
            "description": f"{name} in degrees, EPSG:4326",
            "constraints": {"required": True, "minimum": -most, "maximum": most},
        }
        for name, most in degrees.items()
    ]
    return {"fields": described, "primaryKey": ["record_id", "period"], "missingValues": [""]}


def figure_table(figure: Figure) -> str:
    """Write the table behind a number; see :mod:`geo.stats.figures`."""
    return _written(map(str, figure.table.columns), figure.table.itertuples(index=False))


def disagreements_schema(fields: Fields) -> dict[str, Any]:
    """Describe the table of what sources say differently as a Frictionless table schema."""
    described = [
        {
            "name": name,
            "type": _TABLE_TYPES[kind.rstrip("?")],
            "description": fields.text.message(f"disagreement.{name}.meaning"),
            **({} if kind.endswith("?") else {"constraints": {"required": True}}),
        }
        for name, kind in DISAGREEMENTS.items()
    ]
    return {"fields": described, "missingValues": [""]}


def _field(field: Field) -> dict[str, Any]:
    kind = field.type.rstrip("?")
    made: dict[str, Any] = {"name": field.name, "type": _TABLE_TYPES[kind], "description": field.meaning}
    if kind == "list":
        made["delimiter"] = SEPARATOR
    elif not field.type.endswith("?"):
        made["constraints"] = {"required": True}
    if field.vocabulary:
        made["constraints"] = {**made.get("constraints", {}), "enum": list(field.vocabulary)}
    return made


def _written(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(map(_cell, row) for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return joined(value)
    if isinstance(value, bool):
        return str(value).lower()
    return harmless(value) if isinstance(value, str) else value
