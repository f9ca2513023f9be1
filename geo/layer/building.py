"""From records to the layer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from geo.chain import years_of
from geo.dataset import Dataset
from geo.layer.bounds import resolve
from geo.layer.fields import FIELDS
from geo.records import Name, Record

__all__ = ["build_layer", "layer_text"]


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
        :data:`COLUMNS`, sorted by record and period; foreign members name licence, attribution, version and date, and
        nothing that the edit of a record changes.
    """
    chosen = sorted(records, key=lambda record: record.id)
    features = [feature for record in chosen for feature in _features(record)]
    return {"type": "FeatureCollection", **dataset.members(), "features": features}


def layer_text(collection: dict[str, Any]) -> str:
    """Write a FeatureCollection as text.

    One feature a line, so that a change of fact is one changed line, and an empty line between records, so that edits
    of neighbours merge.
    """
    head = {key: value for key, value in collection.items() if key != "features"}
    opening = json.dumps(head, ensure_ascii=False, separators=(", ", ": "))[:-1]
    records = groupby(collection["features"], key=lambda feature: feature["properties"]["record_id"])
    parts = [",\n".join(map(_line, features)) for _, features in records]
    return f'{opening}, "features": [\n' + ",\n\n".join(parts) + "\n]}\n"


def _line(feature: dict[str, Any]) -> str:
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


def _features(record: Record) -> list[dict[str, Any]]:
    place = record.location
    geometry = {"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]}
    features = []
    spans = years_of(record)
    chain = zip(record.names, spans, resolve(record.names, spans), strict=True)
    for number, (period, years, bounds) in enumerate(chain):
        parts = {
            "record": record, "period": period, "years": years, "bounds": bounds, "number": number,
            "addresses": _addresses(record, period),
        }  # fmt: skip
        properties = {field.name: _found(field.source, parts) for field in FIELDS.stored}
        features.append(
            {"type": "Feature", "id": f"{record.id}/{number}", "geometry": geometry, "properties": properties}
        )
    return features


def _found(source: str, parts: dict[str, Any]) -> Any:
    """Follow the path of a field's source, as in ``record.location.precision``."""
    first, *names = source.split(".")
    value = parts[first]
    for name in names:
        value = getattr(value, name)
    return value


def _addresses(record: Record, period: Name) -> list[str]:
    keys = period.start_sources + period.end_sources
    keys += [key for attestation in period.attested for key in attestation.sources] + period.sources
    return list(dict.fromkeys(record.sources[key].url for key in keys))
