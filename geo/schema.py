"""The shape of the files as JSON Schema (draft 2020-12), made from the models: for editors and for checks elsewhere."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from geo.dataset import Dataset
from geo.dates import CERTAINTIES
from geo.layer import COLUMNS, LAYERS_OWN
from geo.records import CATEGORIES, CHANGES, CONFIDENCES, KINDS, PRECISIONS, STATUSES, Event, Record

__all__ = ["MEANINGS", "VOCABULARIES", "events_schema", "json_text", "layer_schema", "record_schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

MEANINGS: dict[str, str] = {
    "record_id": "the record, as its file is named",
    "period": "the period's place in the chain of the record: 0, 1, ...",
    "category": "place or monument",
    "kind": "what it is",
    "name": "name in force in this period, in Latin script",
    "native_name": "the same in its own script",
    "native_lang": "language of `native_name` (BCP 47)",
    "status": "earlier name; bears the honoured name, or stands; renamed, or gone",
    "start_date": "date as in the record (EDTF); `..` is open, null is not known",
    "end_date": "date as in the record (EDTF); `..` is open, null is not known",
    "start_year": "in force on 31 December of Y when `start_year` <= Y < `end_year`; null is no bound",
    "end_year": "see `start_year`; the latest year that the end may lie in",
    "start_earliest": "earliest year that the start may lie in; from it up to `start_year` the state is possible; "
    "null where nothing bounds it",
    "end_earliest": "earliest year that the end may lie in; from it up to `end_year` the state is possible; "
    "null where nothing bounds it",
    "date_certainty": "the weaker of the two bounds",
    "honours": "the person honoured, one name in English",
    "change": "how the period began",
    "country": "ISO 3166-1 alpha-2 of the state it lies in today, whoever holds it",
    "controlled_by": "ISO 3166-1 alpha-2 of another state that holds it today; null where none does",
    "polity": "the state it lay in while it bore the name or stood",
    "precision": "what the point is: the spot, its street, the centre of its town, or a region",
    "confidence": "how well the dates of the honouring period are sourced",
    "note": "what a reader should know that the dates do not tell",
    "sources": "http(s) addresses of the pages that bear out the period",
}
"""What each of the layer's columns means; ``data/README.md`` carries the same table."""

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "category": CATEGORIES, "kind": KINDS, "status": STATUSES, "date_certainty": CERTAINTIES, "change": CHANGES,
    "precision": PRECISIONS, "confidence": CONFIDENCES,
}  # fmt: skip
"""The values that a column may take, where they are fixed."""

_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_TYPES = {"str": "string", "int": "integer", "list": "array"}
_DETAILS: dict[str, dict[str, Any]] = {
    "record_id": {"pattern": f"^{_SLUG}$"},
    "period": {"minimum": 0},
    "name": {"minLength": 1},
    "country": {"pattern": "^[A-Z]{2}$"},
    "controlled_by": {"pattern": "^[A-Z]{2}$"},
    "sources": {"items": {"type": "string", "pattern": r"^https?://\S+$"}, "uniqueItems": True},
}
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_ADDRESS = {"type": "string", "pattern": r"^https?://\S+$"}
_FEATURES = {"type": "array", "items": {"type": "string", "pattern": f"^{_SLUG}/[0-9]+$"}, "uniqueItems": True}
_SAID: dict[str, dict[str, Any]] = {
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
_LAYERS_OWN: dict[str, dict[str, Any]] = {
    "homepage": _ADDRESS,
    "disputed": {
        "type": "array",
        "items": {"type": "string", "pattern": f"^{_SLUG}$"},
        "uniqueItems": True,
        "description": "Of the whole layer: ids of the records on which sources disagree.",
    },
    "identifiers": {
        "type": "object",
        "propertyNames": {"pattern": f"^{_SLUG}$"},
        "additionalProperties": {
            "type": "object",
            "properties": {
                "geonames": {"type": "integer"},
                "wikidata": {"type": "string", "pattern": r"^Q[1-9]\d*$"},
                "wikipedia": _ADDRESS,
            },
            "additionalProperties": False,
            "minProperties": 1,
        },
        "description": "Of the whole layer: the same things in other systems, by record.",
    },
    "named_for": {
        "type": "object",
        "properties": {"person": _FEATURES, "other": _FEATURES},
        "required": ["person", "other"],
        "additionalProperties": False,
        "description": "Of the whole layer: new names that replaced an honoured one, by what they were given for.",
    },
    "filter": {"type": "object", "description": "Of an export: the parts of the filter."},
    "filter_query": {
        "type": "string",
        "description": "Of an export: the filter as the page's address carries it; "
        "of its parts the page does not know ended and changed_in.",
    },
    "filter_words": {"type": "string", "description": "Of an export: the filter in words."},
}


def record_schema(dataset: Dataset) -> dict[str, Any]:
    """Give the schema of a record's file, made from :class:`geo.records.Record`.

    Parameters
    ----------
    dataset : Dataset
        Gives ``$id`` its base, if there is a homepage; without one the schema has no ``$id``.
    """
    return _headed("record", "A record of the De-Stalinization map", dataset, _closed(Record.model_json_schema()))


def events_schema(dataset: Dataset) -> dict[str, Any]:
    """Give the schema of ``data/events.json``, made from :class:`geo.records.Event`; see :func:`record_schema`."""
    made = _closed(TypeAdapter(list[Event]).json_schema())
    return _headed("events", "Dated events of the political history", dataset, made)


def layer_schema(dataset: Dataset) -> dict[str, Any]:
    """Give the schema of the layer and of a GeoJSON export from it.

    Returns
    -------
    dict
        An RFC 7946 FeatureCollection of Points (longitude, latitude) with exactly :data:`geo.layer.COLUMNS` as
        properties, and our foreign members. The layer says what is ``disputed`` and what names were
        ``named_for``, an export says its filter.
    """
    title = "The layer of the De-Stalinization map: one feature a period"
    made = {
        "type": "object",
        "required": ["type", *_SAID, "features"],
        "anyOf": [{"required": [*LAYERS_OWN]}, {"required": ["filter", "filter_query", "filter_words"]}],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "FeatureCollection"},
            **_SAID,
            **_LAYERS_OWN,
            "features": {"type": "array", "items": {"$ref": "#/$defs/Feature"}},
        },
        "$defs": {"Feature": _feature(), "Point": _point()},
    }
    return _headed("layer", title, dataset, made)


def json_text(data: Any) -> str:
    """Write JSON for people: UTF-8, two spaces, one line end."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _headed(name: str, title: str, dataset: Dataset, made: dict[str, Any]) -> dict[str, Any]:
    head = {"$schema": DIALECT}
    if dataset.homepage:
        head["$id"] = f"{dataset.homepage.rstrip('/')}/schema/{name}.schema.json"
    return {**head, **made, "title": title}


def _feature() -> dict[str, Any]:
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
                "required": list(COLUMNS),
                "additionalProperties": False,
                "properties": {name: _column(name, kind) for name, kind in COLUMNS.items()},
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


def _column(name: str, kind: str) -> dict[str, Any]:
    """Give a column's schema; the vocabulary of one that may be null takes null in."""
    plain, optional = _TYPES[kind.rstrip("?")], kind.endswith("?")
    made: dict[str, Any] = {"type": [plain, "null"] if optional else plain, "description": MEANINGS[name]}
    if name in VOCABULARIES:
        made["enum"] = [*VOCABULARIES[name], *([None] if optional else [])]
    return made | _DETAILS.get(name, {})


def _closed(schema: Any) -> Any:
    """Refuse keys that no pattern of an object takes, as the model does."""
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: _closed(value) for name, value in schema.items()}
    return closed | ({"additionalProperties": False} if "patternProperties" in closed else {})
