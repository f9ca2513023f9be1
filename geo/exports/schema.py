"""The shape of the files as JSON Schema (draft 2020-12), made from the models: for editors and for checks elsewhere."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from geo.layer import Field, Fields
from geo.records.edition import Edition
from geo.records.model import Event, Story
from geo.records.subject import Subject, record_model

__all__ = [
    "column_schemas", "dictionary", "events_schema", "json_text", "layer_schema", "record_schema", "story_schema",
]  # fmt: skip

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_TYPES = {"str": "string", "int": "integer", "bool": "boolean", "list": "array"}
_WORDS = {"str": "text", "int": "integer", "bool": "true or false", "list": "list of text"}
_DETAILS: dict[str, dict[str, Any]] = {
    "record_id": {"pattern": f"^{_SLUG}$"},
    "period": {"minimum": 0},
    "name": {"minLength": 1},
    "country": {"pattern": "^[A-Z]{2}$"},
    "geonames": {"minimum": 1},
    "within": {"minimum": 1},
    "accuracy_m": {"minimum": 1},
    "wikidata": {"pattern": r"^Q[1-9]\d*$"},
    "wikipedia": {"pattern": r"^https?://\S+$"},
    "controlled_by": {"pattern": "^[A-Z]{2}$"},
    "sources_read": {
        "items": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2} https?://\S+$"},
        "uniqueItems": True,
    },
    "differences": {"items": {"type": "string", "minLength": 1}},
    "sources": {"items": {"type": "string", "pattern": r"^https?://\S+$"}, "uniqueItems": True},
}
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_ADDRESS = {"type": "string", "pattern": r"^https?://\S+$"}
_METADATA: dict[str, dict[str, Any]] = {
    "title": {"type": "string", "minLength": 1},
    "identifier": {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$", "description": "URI of the data set."},
    "license": {"type": "string", "description": "SPDX identifier."},
    "license_url": _ADDRESS,
    "attribution": {"type": "string", "minLength": 1},
    "data_version": {"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"},
    "data_date": {
        "type": "string",
        "format": "date",
        "pattern": _DAY,
        "description": "Date of the data, not of the file.",
    },
    "cite_as": {"type": "string", "minLength": 1, "description": "How to cite the data."},
}
_OWN: dict[str, dict[str, Any]] = {
    "homepage": _ADDRESS,
    "filter": {"type": "object", "description": "Of an export: the parts of the filter."},
    "filter_query": {
        "type": "string",
        "description": "Of an export: the filter as the page's address carries it; "
        "of its parts the page does not know ended and changed_in.",
    },
    "filter_words": {"type": "string", "description": "Of an export: the filter in words."},
}


def record_schema(edition: Edition, subject: Subject) -> dict[str, Any]:
    """Give the schema of a record's file, made from the model of the subject's records.

    Parameters
    ----------
    edition : Edition
        Gives ``$id`` its base, if there is a homepage; without one the schema has no ``$id``.
    subject : Subject
    """
    return _headed(
        "record", f"A record of the {edition.short_title}", edition, _closed(record_model(subject).model_json_schema())
    )


def events_schema(edition: Edition) -> dict[str, Any]:
    """Give the schema of ``data/events.json``, made from :class:`geo.records.model.Event`."""
    made = _closed(TypeAdapter(list[Event]).json_schema())
    return _headed("events", "Dated events of the political history", edition, made)


def story_schema(edition: Edition) -> dict[str, Any]:
    """Give the schema of a file of ``data/stories``, made from :class:`geo.records.model.Story`."""
    return _headed("story", "A story that is told on the map", edition, _closed(Story.model_json_schema()))


def layer_schema(edition: Edition, fields: Fields) -> dict[str, Any]:
    """Give the schema of the layer and of a GeoJSON export from it.

    Returns
    -------
    dict
        An RFC 7946 FeatureCollection of Points (longitude, latitude) with exactly the columns of `fields` as
        properties, and our foreign members; an export says its filter.
    """
    title = f"The layer of the {edition.short_title}: one feature a period"
    made = {
        "type": "object",
        "required": ["type", *_METADATA, "features"],
        "dependentRequired": {"filter": ["filter_query", "filter_words"]},
        "additionalProperties": False,
        "properties": {
            "type": {"const": "FeatureCollection"},
            **_METADATA,
            **_OWN,
            "features": {"type": "array", "items": {"$ref": "#/$defs/Feature"}},
        },
        "$defs": {"Feature": _feature(fields), "Point": _point()},
    }
    return _headed("layer", title, edition, made)


def json_text(data: Any) -> str:
    """Write JSON for people: UTF-8, two spaces, one line end."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _headed(name: str, title: str, edition: Edition, made: dict[str, Any]) -> dict[str, Any]:
    head = {"$schema": DIALECT}
    if edition.homepage:
        head["$id"] = f"{edition.homepage.rstrip('/')}/schema/{name}.schema.json"
    return {**head, **made, "title": title}


def _feature(fields: Fields) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string", "pattern": f"^{_SLUG}/[0-9]+$", "description": "Record and period."},
            "geometry": {"$ref": "#/$defs/Point"},
            "properties": {
                "type": "object",
                "required": list(fields.columns),
                "additionalProperties": False,
                "properties": column_schemas(fields),
            },
        },
    }


def _point() -> dict[str, Any]:
    degrees = [{"type": "number", "minimum": -most, "maximum": most} for most in (180, 90)]
    return {
        "type": "object",
        "description": "Longitude and latitude in degrees, EPSG:4326.",
        "required": ["type", "coordinates"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "Point"},
            "coordinates": {"type": "array", "prefixItems": degrees, "items": False, "minItems": 2},
        },
    }


def column_schemas(fields: Fields) -> dict[str, dict[str, Any]]:
    """Give the schema of each of the layer's columns, in their order."""
    return {field.name: _column(field) for field in fields.stored}


def dictionary(fields: Fields) -> str:
    """Give the layer's columns as the table that ``data/README.md`` has of them."""
    rows = [f"| `{field.name}` | {_in_words(field.type)} | {field.meaning} |" for field in fields.stored]
    return "\n".join(rows)


def _in_words(kind: str) -> str:
    return _WORDS[kind.rstrip("?")] + (", or null" if kind.endswith("?") else "")


def _column(field: Field) -> dict[str, Any]:
    """Give a column's schema; the vocabulary of one that may be null takes null in."""
    plain, optional = _TYPES[field.type.rstrip("?")], field.type.endswith("?")
    made: dict[str, Any] = {"type": [plain, "null"] if optional else plain, "description": field.meaning}
    if field.vocabulary:
        made["enum"] = [*field.vocabulary, *([None] if optional else [])]
    return made | _DETAILS.get(field.name, {})


def _closed(schema: Any) -> Any:
    """Refuse keys that no pattern of an object takes, as the model does."""
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: _closed(value) for name, value in schema.items()}
    return closed | ({"additionalProperties": False} if "patternProperties" in closed else {})
