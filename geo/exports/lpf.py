"""Linked Places format, the JSON-LD that gazetteers exchange: one feature a record, one name a period.

Rules: https://github.com/LinkedPasts/linked-places-format (v1.3, 24 June 2024), and as the World Historical Gazetteer
checks what it is given, https://whgazetteer.org/schema/lpf_v2.0.jsonld.

On time: "A timespan must have a start; if end is omitted, the timespan is interpreted as the interval described by the
start." So what still goes on is written with an end not before the year of its last attestation or, where it has none,
the date of the data, never later; and what was so before the story with the latest day of its start; only a period of
which nothing at all is known but that it was has no end.

On ``@id``: "A unique and permanent URI pointing to the contributor's published record of the place." Where the map is
published that is its address with the record; until then a UUID as a URI, which names no host and stays the same: the
gazetteer takes an http(s) address or a term ``prefix:rest``, and publishes a page of its own for each record.
"""

from __future__ import annotations

import json
import re
import uuid
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import geopandas as gpd
import pandas as pd

from geo.core.dates import OPEN, parse
from geo.core.errors import LayerError, QueryError
from geo.exports.about import about, by_record, chosen, plain_text
from geo.layer import Fields, Query
from geo.records.model import Precision
from geo.records.sources import is_web_address, registered_domain
from geo.records.subject import Kind
from geo.text.catalogue import Catalogue
from geo.text.dates import spoken
from geo.text.words import duration, status_words

__all__ = ["record_uri", "to_linked_places"]

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
CERTAINTY = {"exact": "certain", "approximate": "less-certain", "uncertain": "uncertain", "unknown": "uncertain"}
POINT_CERTAINTY: dict[str, str] = {
    Precision.EXACT: "certain", Precision.STREET: "less-certain", Precision.TOWN: "less-certain",
    Precision.REGION: "uncertain",
}  # fmt: skip
"""How sure it is that a point of some precision is where the thing is; a settlement's centre is."""

LINKS = {
    "geonames": ("closeMatch", "https://www.geonames.org/{}"),
    "wikidata": ("closeMatch", "https://www.wikidata.org/wiki/{}"),
    "wikipedia": ("primaryTopicOf", "{}"),
}
"""How an identifier is linked, and its address."""

_PLAIN = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def to_linked_places(collection: dict[str, Any], periods: gpd.GeoDataFrame, query: Query) -> bytes:
    """Write a choice in the Linked Places format.

    Parameters
    ----------
    collection, periods, query
        As for :func:`geo.exports.geojson.to_geojson`.

    Returns
    -------
    bytes
        A UTF-8 GeoJSON FeatureCollection with a JSON-LD context, a line a feature. A feature is a record with its
        chosen periods as names, each with its time and its sources as citations; a name in its own script stands beside
        the one in Latin script, with its language. What a record is called at GeoNames and Wikidata is linked as
        ``closeMatch``, an article about it as ``primaryTopicOf``; most records have neither.

    Raises
    ------
    LayerError
        As for :func:`record_uri`.
    QueryError
        If the choice is empty: the gazetteer takes no file without a feature.
    """
    rows, metadata = chosen(periods, query), about(collection, query)
    if rows.empty:
        raise QueryError(
            "no record passes these filters, and Linked Places must hold at least one; take a filter away, or choose "
            "another format"
        )
    titles = _titles(periods)
    head = {"type": "FeatureCollection", "@context": CONTEXT, **metadata}
    features = [
        _line(
            {
                "@id": record_uri(record, collection),
                **_feature(part, titles[record], metadata, query.fields),
                **_links(part[0]),
            }
        )
        for record, part in by_record(rows)
    ]
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    return (f'{opening}, "features": [\n' + ",\n".join(features) + "\n]}\n").encode()


def record_uri(record: str, collection: dict[str, Any]) -> str:
    """Give the URI of a record.

    Parameters
    ----------
    record : str
        Its id.
    collection : dict
        The layer: its member ``homepage``, if there is one, or else ``identifier``.

    Returns
    -------
    str
        The page's address with the record, or ``urn:uuid`` of version 5 (RFC 9562) in the name space of the data set.

    Raises
    ------
    LayerError
        If the layer has neither, or its identifier is no UUID.
    """
    if homepage := collection.get("homepage"):
        parts = urlsplit(str(homepage))
        return urlunsplit(parts._replace(path=parts.path or "/", query=urlencode({"record": record})))
    try:
        space = uuid.UUID(collection["identifier"])
    except (KeyError, ValueError) as error:
        raise LayerError('the layer does not say which data set it is; run "python -m geo build"') from error
    return uuid.uuid5(space, record).urn


def _feature(part: list[dict[str, Any]], title: str, metadata: dict[str, str], fields: Fields) -> dict[str, Any]:
    first = part[0]
    kind = fields.subject.kind(first["kind"])
    whens = [_when(row, metadata["data_date"], fields.text) for row in part]
    names = [name for row, when in zip(part, whens, strict=True) for name in _names(row, when, fields.text)]
    if not any("citations" in name for name in names):
        names[0]["citations"] = [{"label": metadata["cite_as"]}]
    return {
        "type": "Feature",
        "properties": {
            "title": title,
            "ccodes": [first["country"]],
            "fclasses": [kind.geonames_class if kind else "S"],
            **{name: first[name] for name in ("record_id", "category", "honours", "polity", "precision", "confidence")},
            **({"controlled_by": first["controlled_by"]} if first["controlled_by"] else {}),
            **({} if pd.isna(first["accuracy_m"]) else {"accuracy_m": int(first["accuracy_m"])}),
        },
        "when": {"timespans": [span for when in whens for span in when["timespans"]]},
        "names": names,
        "types": [_type(first["kind"], fields)],
        "geometry": _geometry(first, kind),
        "descriptions": [{"value": first["note"], "lang": "en"}],
    }


def _links(known: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Write what a record is called in other systems, as addresses; without any there is no member."""
    links = [
        {"type": kind, "identifier": address}
        for name, (kind, form) in LINKS.items()
        if not pd.isna(known[name]) and is_web_address(address := form.format(plain_text(str(known[name]))))
    ]
    return {"links": links} if links else {}


def _titles(periods: pd.DataFrame) -> dict[str, str]:
    """Give each record its title: the first honoured name, or else the last name."""
    last = zip(periods["record_id"], periods["name"], strict=True)
    honouring = periods[periods["status"] == "honouring"][::-1]
    honoured = zip(honouring["record_id"], honouring["name"], strict=True)
    return {record: plain_text(name) for record, name in [*last, *honoured]}


def _names(row: dict[str, Any], when: dict[str, Any], text: Catalogue) -> list[dict[str, Any]]:
    languages = {row["name"]: None, row["native_name"]: row["native_lang"]}
    days = {url: day for day, _, url in (noted.partition(" ") for noted in row["sources_read"])}
    citations = [_citation(url, days.get(url), text) for url in row["sources"]]
    cited = {"citations": citations} if citations else {}
    return [
        {"toponym": name, **({"lang": lang} if lang else {}), **cited, "when": when}
        for name, lang in languages.items()
        if name
    ]


def _citation(url: str, day: str | None, text: Catalogue) -> dict[str, str]:
    """Cite a page, and say when it was read, where that is noted."""
    label = registered_domain(url) if is_web_address(url) else url
    cited = text.message("record.source.cited", source=label, day=spoken(day)) if day else label
    return {"label": cited, **({"@id": url} if is_web_address(url) else {})}


def _type(kind: str, fields: Fields) -> dict[str, Any]:
    """Give the kind as the concept of the Getty AAT that it is, where there is one in the format's own list.

    The list is ``feature-types-AAT_20230609.tsv``.
    """
    word, known = fields.text.word("web.option.kind", kind), fields.subject.kind(kind)
    if known is None or known.concept is None:
        return {"label": word}
    return {
        "identifier": known.concept.id,
        "label": known.concept.label,
        "sourceLabels": [{"label": word, "lang": "en"}],
    }


def _geometry(row: dict[str, Any], kind: Kind | None) -> dict[str, Any]:
    at_home = kind is not None and kind.own_point == row["precision"] == Precision.TOWN
    certainty = "certain" if at_home else POINT_CERTAINTY.get(row["precision"], "uncertain")
    return {"type": "Point", "coordinates": [row["geometry"].x, row["geometry"].y], "certainty": certainty}


def _when(row: dict[str, Any], data_date: str, text: Catalogue) -> dict[str, Any]:
    status = status_words(row["category"], row["status"], row["change"], text)
    words = f"{duration(row['start_date'], row['end_date'])} ({status})"
    end = _end(row, data_date)
    span = {"start": _start(row, data_date), **({"end": end} if end else {})}
    return {"timespans": [span], "label": words, "certainty": CERTAINTY.get(row["date_certainty"], "uncertain")}


def _start(row: dict[str, Any], data_date: str) -> dict[str, str]:
    if row["start_date"] not in (None, OPEN):
        return _instant(row["start_date"])
    bounds = {} if row["start_date"] == OPEN else _years(row["start_earliest"], row["start_year"])
    return bounds if "latest" in bounds else {**bounds, "latest": _known_by(row, data_date)}


def _known_by(row: dict[str, Any], data_date: str) -> str:
    """Give the latest day or year by which a period must have begun: its own end cannot be before."""
    if row["end_date"] not in (None, OPEN):
        return parse(row["end_date"]).earliest.isoformat()
    year = row["end_year"] if pd.isna(row["end_earliest"]) else row["end_earliest"]
    return data_date if pd.isna(year) else f"{year:04d}"


def _end(row: dict[str, Any], data_date: str) -> dict[str, str]:
    if row["end_date"] not in (None, OPEN):
        return _instant(row["end_date"])
    if row["end_date"] == OPEN:
        return {"earliest": _seen(row, data_date)}
    return _years(row["end_earliest"], row["end_year"])


def _seen(row: dict[str, Any], data_date: str) -> str:
    """Give the year in which what still goes on was last on record, or the date of the data, whichever is earlier."""
    return data_date if pd.isna(row["end_earliest"]) else min(f"{row['end_earliest'] - 1:04d}", data_date)


def _years(earliest: Any, latest: Any) -> dict[str, str]:
    bounds = {"earliest": earliest, "latest": latest}
    return {name: f"{year:04d}" for name, year in bounds.items() if not pd.isna(year)}


def _instant(date: str) -> dict[str, str]:
    """Write a date: as it stands if it is plain, else by the first and the last day that it may mean."""
    if _PLAIN.fullmatch(date):
        return {"in": date}
    span = parse(date)
    return {"earliest": span.earliest.isoformat(), "latest": span.latest.isoformat()}


def _line(feature: dict[str, Any]) -> str:
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
