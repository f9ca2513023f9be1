"""Reading the layer's file, which may be anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geo.core.errors import LayerError, quoted
from geo.core.files import read_json
from geo.layer.fields import FIELDS, Field, Fields
from geo.records.model import CATEGORIES, STATUSES

__all__ = ["CLOSED", "head_fault", "layer_fault", "read_layer"]

CLOSED = {"status": STATUSES, "category": CATEGORIES}
"""Columns of which every value is one of a few, whatever else the layer's words are."""


def read_layer(path: Path, fields: Fields = FIELDS) -> dict[str, Any]:
    """Read the layer's file.

    Parameters
    ----------
    path : Path
        ``data/layer.geojson``.
    fields : Fields, optional
        What its features have; else what those of every subject have.

    Returns
    -------
    dict
        Its FeatureCollection; integers and date strings as they were written.

    Raises
    ------
    LayerError
        If the file is missing, is not JSON, or lacks a property; names the place and the remedy.
    """
    remedy = 'run "python -m geo build"'
    collection = read_json(path, LayerError, remedy)
    if fault := layer_fault(collection, fields):
        raise LayerError(f"{path.name}: {fault}; {remedy}")
    return dict(collection)


def layer_fault(collection: Any, fields: Fields) -> str | None:
    """Say what keeps some JSON from being the layer, if anything does."""
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        return "is not a GeoJSON FeatureCollection"
    features = collection.get("features")
    if not isinstance(features, list):
        return "has no list of features"
    return _rows_fault(features, fields.stored) or head_fault(collection)


def _rows_fault(features: list[Any], stored: list[Field]) -> str | None:
    before: tuple[str, int] | None = None
    for number, feature in enumerate(features):
        if fault := _feature_fault(feature, stored):
            return f"features[{number}]{fault}"
        place = (feature["properties"]["record_id"], feature["properties"]["period"])
        if before is not None and place <= before:
            return f"features[{number}] is not after the one before it, by record and period"
        before = place
    return None


def head_fault(collection: dict[str, Any]) -> str | None:
    """Say what a layer does not say of itself, if anything."""
    for name in ("title", "license", "license_url", "attribution", "data_version", "data_date"):
        if not isinstance(collection.get(name), str):
            return f"does not say its {name}"
    return None


def _feature_fault(feature: Any, stored: list[Field]) -> str | None:
    if not _is_point(feature):
        return " is not a Point feature with properties, at degrees of longitude and latitude"
    properties = feature["properties"]
    if missing := {field.name for field in stored} - properties.keys():
        return f".properties lacks {', '.join(sorted(missing))}"
    for field in stored:
        if not _fits(properties[field.name], field):
            return f".properties.{field.name} is {quoted(properties[field.name])}, not {field.type.rstrip('?')}"
    for name, valid in CLOSED.items():
        if properties[name] not in valid:
            return f".properties.{name} is {quoted(properties[name])}, not one of {', '.join(valid)}"
    return None


def _is_point(feature: Any) -> bool:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return False
    match feature.get("geometry"):
        case {"type": "Point", "coordinates": [int() | float() as lon, int() | float() as lat]}:
            return not isinstance(lon, bool) and not isinstance(lat, bool) and abs(lon) <= 180 and abs(lat) <= 90
    return False


def _fits(value: Any, field: Field) -> bool:
    kind = field.type
    match value, kind.rstrip("?"):
        case None, _:
            return kind.endswith("?")
        case bool(), wanted:
            return wanted == "bool"
        case int(), "int":
            return abs(value) <= field.most
        case list(), "list":
            return all(isinstance(one, str) for one in value)
    return isinstance(value, str) and kind.startswith("str")
