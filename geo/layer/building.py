"""From records to the layer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import repeat
from typing import Any

from geo.chain import Years, years_of
from geo.dataset import Dataset
from geo.layer.columns import COLUMNS
from geo.records import Name, Record

__all__ = ["build_layer", "layer_text", "unlike"]

_YEARS = frozenset({"start_year", "end_year", "start_earliest", "end_earliest", "date_certainty"})
_NO_YEARS = Years(None, None, None, None, "unknown")


def build_layer(records: Iterable[Record], dataset: Dataset) -> dict[str, Any]:
    """Turn records into the layer's FeatureCollection.

    Parameters
    ----------
    records : iterable of Record
        Checked; see :mod:`geo.checks`.
    dataset : Dataset
        What the data set says about itself.

    Returns
    -------
    dict
        RFC 7946 GeoJSON, one Point feature (longitude, latitude; five decimals) a period with the properties
        :data:`COLUMNS`, sorted by record and period; foreign members name licence, attribution, version, and in
        ``disputed`` the ids of the records on which sources disagree, in ``named_for`` the ids of the features whose
        new name replaced an honoured one, under ``person`` and ``other``; of those under neither it is not known.
        ``identifiers`` gives by record what it is called in other systems: ``geonames``, ``wikidata``, ``wikipedia``.
    """
    chosen = sorted(records, key=lambda record: record.id)
    disputed = [record.id for record in chosen if record.disagreements]
    features = [feature for record in chosen for feature in _features(record, years_of(record))]
    own: dict[str, Any] = {
        "disputed": disputed,
        "named_for": {one: _named_for(chosen, one) for one in ("person", "other")},
    }
    own["identifiers"] = {one.id: known for one in chosen if (known := one.identifiers.model_dump(exclude_none=True))}
    return {"type": "FeatureCollection", **dataset.members(), **own, "features": features}


def layer_text(collection: dict[str, Any]) -> str:
    """Write a FeatureCollection as text: one feature a line, so that a change of fact is one changed line."""
    head = {key: value for key, value in collection.items() if key != "features"}
    opening = json.dumps(head, ensure_ascii=False, separators=(", ", ": "))[:-1]
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in collection["features"]]
    return f'{opening}, "features": [\n' + ",\n".join(lines) + "\n]}\n"


def unlike(collection: dict[str, Any], records: Iterable[Record]) -> list[str]:
    """Name the records that a layer does not have as they are, without the time that building it anew takes.

    The years, which are made of dates and attestations, are not made for this, and so not compared.

    Parameters
    ----------
    collection : dict
        The layer's FeatureCollection; see :func:`geo.layer.read_layer`.
    records : iterable of Record
        All of them.

    Returns
    -------
    list of str
        The ids, in order: of records that were changed or added since, and of those that the layer alone has.
    """
    has: dict[str, list[Any]] = {}
    for feature in collection["features"]:
        has.setdefault(feature["properties"]["record_id"], []).append(_as_written(feature))
    disputed = set(collection.get("disputed", []))
    written = {one.id: [_as_written(feature) for feature in _features(one, repeat(_NO_YEARS))] for one in records}
    other = {one.id for one in records if bool(one.disagreements) != (one.id in disputed)}
    return sorted(other | {record for record in has.keys() | written.keys() if has.get(record) != written.get(record)})


def _as_written(feature: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """Give the point of a feature and what its record says in so many words: not the years, which are made of it."""
    properties = feature["properties"]
    return feature["geometry"]["coordinates"], {name: properties[name] for name in COLUMNS.keys() - _YEARS}


def _features(record: Record, known: Iterable[Years]) -> list[dict[str, Any]]:
    place = record.location
    geometry = {"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]}
    features = []
    for number, (period, years) in enumerate(zip(record.names, known, strict=False)):
        properties = {
            "record_id": record.id,
            "period": number,
            "category": record.category,
            "kind": record.kind,
            "name": period.name,
            "native_name": period.native_name,
            "native_lang": period.native_lang,
            "status": period.status,
            "start_date": period.start,
            "end_date": period.end,
            "start_year": years.start,
            "end_year": years.end,
            "start_earliest": years.start_earliest,
            "end_earliest": years.end_earliest,
            "date_certainty": years.certainty,
            "honours": record.honours,
            "change": period.change,
            "country": record.country,
            "controlled_by": record.controlled_by,
            "polity": record.polity,
            "precision": place.precision,
            "confidence": record.confidence,
            "note": record.note,
            "sources": _addresses(record, period),
        }
        features.append(
            {"type": "Feature", "id": f"{record.id}/{number}", "geometry": geometry, "properties": properties}
        )
    return features


def _addresses(record: Record, period: Name) -> list[str]:
    keys = period.start_sources + period.end_sources
    keys += [key for attestation in period.attested for key in attestation.sources] + period.sources
    return list(dict.fromkeys(record.sources[key].url for key in keys))


def _named_for(records: Iterable[Record], what: str) -> list[str]:
    return [
        f"{record.id}/{number}"
        for record in records
        for number, period in enumerate(record.names)
        if period.named_for == what
    ]
