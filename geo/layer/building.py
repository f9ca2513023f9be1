"""From records to the layer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from typing import Any

from geo.layer.bounds import Bounds, resolve
from geo.layer.disagreements import differences
from geo.layer.fields import FIELDS, Field, Fields
from geo.records.certainty import SureBounds, sureness_of
from geo.records.chain import Years, years_of
from geo.records.edition import Edition
from geo.records.model import Name, Record, Source

__all__ = ["build_layer", "layer_text", "unlike"]

_Made = tuple[Years, Bounds, SureBounds]


def build_layer(records: Iterable[Record], edition: Edition, fields: Fields = FIELDS) -> dict[str, Any]:
    """Turn records into the layer's FeatureCollection.

    Parameters
    ----------
    records : iterable of Record
        Checked; see :mod:`geo.records.checks`.
    edition : Edition
        What the data set says about itself.
    fields : Fields, optional
        Those of the data's subject; else those of every subject.

    Returns
    -------
    dict
        RFC 7946 GeoJSON, one Point feature (longitude, latitude; five decimals) a period with the properties
        of `fields`, sorted by record and period; foreign members name licence, attribution, version and date, and
        nothing that the edit of a record changes.
    """
    chosen = sorted(records, key=lambda record: record.id)
    features = [feature for record in chosen for feature in _features(record, fields)]
    return {"type": "FeatureCollection", **edition.members(), "features": features}


def layer_text(collection: dict[str, Any]) -> str:
    """Write a FeatureCollection as text.

    One feature a line, so that a change of fact is one changed line, and an empty line between records, so that edits
    of neighbours merge.
    """
    head = {key: value for key, value in collection.items() if key != "features"}
    opening = json.dumps(head, ensure_ascii=False, separators=(", ", ": "))[:-1]
    records = groupby(collection["features"], key=lambda feature: feature["properties"].get("record_id"))
    parts = [",\n".join(map(_line, features)) for _, features in records]
    return f'{opening}, "features": [\n' + ",\n\n".join(parts) + "\n]}\n"


def _line(feature: dict[str, Any]) -> str:
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


def unlike(collection: dict[str, Any], records: Iterable[Record], fields: Fields = FIELDS) -> list[str]:
    """Name the records that a layer does not have as they are, without the time that building it anew takes.

    The years, which are made of dates and attestations, are not made for this, and so not compared.

    Parameters
    ----------
    collection : dict
        The layer's FeatureCollection; see :func:`geo.layer.read_layer`.
    records : iterable of Record
        All of them.
    fields : Fields, optional
        As for :func:`build_layer`.

    Returns
    -------
    list of str
        The ids, in order: of records that were changed or added since, and of those that the layer alone has.
    """
    names = [field.name for field in fields.stored if not _is_made(field)]
    has: dict[str, list[Any]] = {}
    for feature in collection["features"]:
        properties = feature["properties"]
        row = feature["geometry"]["coordinates"], {name: properties[name] for name in names}
        has.setdefault(properties["record_id"], []).append(row)
    written = {one.id: [(_point(one), row) for row in _rows(one, fields)] for one in records}
    return sorted(record for record in has.keys() | written.keys() if has.get(record) != written.get(record))


def _features(record: Record, fields: Fields) -> list[dict[str, Any]]:
    spans = years_of(record)
    made = zip(spans, resolve(record.names, spans), sureness_of(record, spans), strict=True)
    geometry = {"type": "Point", "coordinates": _point(record)}
    return [
        {"type": "Feature", "id": f"{record.id}/{number}", "geometry": geometry, "properties": properties}
        for number, properties in enumerate(_rows(record, fields, made))
    ]


def _rows(record: Record, fields: Fields, made: Iterable[_Made] = ()) -> Iterator[dict[str, Any]]:
    """Give the properties of each period; without what is made of its dates, only what the record says."""
    for number, (period, more) in enumerate(zip_longest(record.names, made)):
        parts: dict[str, Any] = {"record": record, "period": period, "number": number}
        parts |= {"addresses": _addresses(record, period), "days": _days(record, period)}
        parts |= {"differences": differences(record, number)}
        if more:
            parts |= dict(zip(("years", "bounds", "sure"), more, strict=True))
        yield {field.name: _found(field.source, parts) for field in fields.stored if more or not _is_made(field)}


def _is_made(field: Field) -> bool:
    return field.source.startswith(("years.", "bounds.", "sure."))


def _point(record: Record) -> list[float]:
    return [round(record.location.lon, 5), round(record.location.lat, 5)]


def _found(source: str, parts: dict[str, Any]) -> Any:
    """Follow the path of a field's source, as in ``record.location.precision``."""
    first, *names = source.split(".")
    value = parts[first]
    for name in names:
        value = getattr(value, name)
    return value


def _addresses(record: Record, period: Name) -> list[str]:
    return list(dict.fromkeys(source.url for source in _sources(record, period)))


def _days(record: Record, period: Name) -> list[str]:
    """Say when the pages were read of which that is noted, as in ``2026-11-28 https://www.example.org/a``."""
    return list(dict.fromkeys(f"{one.read} {one.url}" for one in _sources(record, period) if one.read))


def _sources(record: Record, period: Name) -> list[Source]:
    keys = period.start_sources + period.end_sources
    keys += [key for attestation in period.attested for key in attestation.sources] + period.sources
    return [record.sources[key] for key in keys]
