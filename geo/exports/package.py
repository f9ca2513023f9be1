"""The package around the data: what a reader, an archive or a program finds beside the layer.

All of it is made from ``data/dataset.json`` and the models by ``python -m geo build``; nothing here is edited by hand.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import textwrap
from collections.abc import Mapping
from enum import StrEnum, auto
from pathlib import Path
from typing import Any

import yaml

from geo.core.errors import LayerError
from geo.core.folder import DataFolder, packaged_folder
from geo.exports.about import SEPARATOR, joined
from geo.exports.schema import events_schema, json_text, layer_schema, record_schema
from geo.exports.tables import harmless
from geo.layer import Field, Fields
from geo.records.edition import DataSource, Edition

__all__ = [
    "citation_file",
    "data_package",
    "files_around",
    "licence_text",
    "periods_table",
    "table_schema",
    "zenodo_metadata",
]

_OTHERS = ("events.json", "basemap.geojson", "borders.geojson", "towns.json")
_RESOURCES: dict[str, dict[str, str]] = {
    "layer.geojson": {
        "name": "layer",
        "title": "The layer",
        "description": "One Point a period, with its name, time and sources. Its shape: schema/layer.schema.json.",
        "format": "geojson",
        "mediatype": "application/geo+json",
    },
    "periods.csv": {
        "name": "periods",
        "type": "table",
        "title": "The layer as a table",
        "description": "One row a period: the columns of the layer, and its point.",
        "format": "csv",
        "mediatype": "text/csv",
    },
    "events.json": {
        "name": "events",
        "title": "Events",
        "description": "Dated events of the political history. Their shape: schema/events.schema.json.",
        "format": "json",
        "mediatype": "application/json",
    },
    "basemap.geojson": {
        "name": "basemap",
        "title": "The base map",
        "description": "Countries of today, simplified.",
        "format": "geojson",
        "mediatype": "application/geo+json",
    },
    "borders.geojson": {
        "name": "borders",
        "title": "The borders of the time",
        "description": "States since 1945 with the years in which they are drawn.",
        "format": "geojson",
        "mediatype": "application/geo+json",
    },
    "towns.json": {
        "name": "towns",
        "title": "Large towns",
        "description": "Lists of name, longitude, latitude and people, for orientation on the base map; from GeoNames.",
        "format": "json",
        "mediatype": "application/json",
    },
}
_TABLE_TYPES = {"str": "string", "int": "integer", "bool": "boolean", "list": "list"}


class _Identifier(StrEnum):
    """What an identifier is, by the Citation File Format 1.2."""

    DOI = auto()
    URL = auto()
    SWH = auto()
    OTHER = auto()


def files_around(edition: Edition, layer: str, output: Path, folder: DataFolder, fields: Fields) -> dict[Path, str]:
    """Give the text of every file that goes with a newly built layer.

    Parameters
    ----------
    edition : Edition
    layer : str
        As from :func:`geo.layer.layer_text`.
    output : Path
        Where the layer is written.
    folder : DataFolder
        The data folder; what the package holds beside the layer lies there.
    fields : Fields
        Those of the data's subject.

    Returns
    -------
    dict of Path to str
        Beside the layer of the data folder its table, schemas, data package and licence; where that folder is the
        repository's own also ``CITATION.cff`` and ``.zenodo.json`` at its root, so that another's data never change
        them. Empty for a layer that is written elsewhere.

    Raises
    ------
    LayerError
        If the events, the base map or the borders cannot be read, or the data set names no creator.
    """
    if output.resolve() != folder.layer:
        return {}
    table = periods_table(json.loads(layer), fields)
    contents = {"layer.geojson": layer.encode(), "periods.csv": table.encode()}
    contents |= {name: _read(folder.path / name) for name in _OTHERS}
    made = {
        "schema/record.schema.json": json_text(record_schema(edition, fields.subject)),
        "schema/layer.schema.json": json_text(layer_schema(edition, fields)),
        "schema/events.schema.json": json_text(events_schema(edition)),
        "periods.csv": table,
        "datapackage.json": json_text(data_package(edition, contents, fields)),
        "LICENSE": licence_text(edition),
    }
    return {folder.path / name: text for name, text in made.items()} | _at_the_root(edition, folder)


def _at_the_root(edition: Edition, folder: DataFolder) -> dict[Path, str]:
    root = folder.path.parent
    if folder != packaged_folder() or not (root / "pyproject.toml").is_file():
        return {}
    return {
        root / "CITATION.cff": citation_file(edition),
        root / ".zenodo.json": json_text(zenodo_metadata(edition)),
    }


def periods_table(collection: Mapping[str, Any], fields: Fields) -> str:
    """Write the layer as a table for programs, ``data/periods.csv``.

    Parameters
    ----------
    collection : mapping
        The layer; see :func:`geo.layer.read_layer`.
    fields : Fields

    Returns
    -------
    str
        RFC 4180 with plain line ends and no byte order mark: the layer's columns, then
        ``longitude`` and ``latitude`` (degrees, EPSG:4326); sources joined by ``" | "``, null as an empty cell. What
        it is stands in the data package, not in each row.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    columns = list(fields.columns)
    writer.writerow([*columns, "longitude", "latitude"])
    for feature in collection["features"]:
        cells = [_cell(feature["properties"][name]) for name in columns]
        writer.writerow([*cells, *feature["geometry"]["coordinates"]])
    return text.getvalue()


def data_package(edition: Edition, contents: Mapping[str, bytes], fields: Fields) -> dict[str, Any]:
    """Describe the data folder as a Data Package, version 2 (https://datapackage.org/standard/data-package/).

    Parameters
    ----------
    edition : Edition
    contents : mapping of str to bytes
        The files of the package by name; their lengths and SHA-256 go into it.
    fields : Fields

    Returns
    -------
    dict
        ``created`` is the date of the data. The table's fields carry types, vocabularies and keys.
    """
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": edition.name,
        "id": edition.identifier,
        "title": edition.title,
        "description": edition.description,
        "version": edition.version,
        "created": f"{edition.date}T00:00:00Z",
        "homepage": edition.homepage,
        "keywords": list(edition.keywords),
        "contributors": [{"title": creator, "roles": ["creator"]} for creator in edition.creators],
        "licenses": [_filled({"name": edition.license, "title": edition.license_title, "path": edition.license_url})],
        "sources": [
            {"title": source.title, "path": source.url, "description": _source_words(source)}
            for source in edition.sources
        ],
        "resources": [_resource(edition, name, contents[name], fields) for name in _RESOURCES],
    }
    return _filled(package)


def citation_file(edition: Edition) -> str:
    """Write ``CITATION.cff`` in the Citation File Format 1.2.0 (https://citation-file-format.github.io/).

    Returns
    -------
    str
        YAML. It cites the data; the licence of the code is told in the message, because a list of licences would
        mean a choice between them.

    Raises
    ------
    LayerError
        If the data set names no creator.
    """
    citation = {
        "cff-version": "1.2.0",
        "message": f"Please cite the data as below. {_two_licences(edition)}",
        "type": "dataset",
        "title": edition.title,
        "abstract": edition.description,
        "authors": [{"name": creator} for creator in _creators(edition)],
        "version": edition.version,
        "date-released": edition.date,
        "license": edition.license,
        "keywords": list(edition.keywords),
        "url": edition.homepage,
        "repository-code": edition.repository,
        "identifiers": [
            {
                "type": _Identifier.OTHER.value,
                "value": edition.identifier,
                "description": "Names the data set in every version.",
            }
        ],
        "references": [
            {
                "type": "data",
                "title": source.title,
                "authors": [{"name": source.title}],
                "url": source.url,
                "notes": _source_words(source),
            }
            for source in edition.sources
        ],
    }
    return str(yaml.safe_dump(_filled(citation), allow_unicode=True, sort_keys=False, width=120))


def zenodo_metadata(edition: Edition) -> dict[str, Any]:
    """Give ``.zenodo.json``, the metadata of a deposit (https://developers.zenodo.org/#depositions).

    Returns
    -------
    dict
        An open deposit of the type dataset; `notes` tell the two licences and what the sources ask for.

    Raises
    ------
    LayerError
        If the data set names no creator.
    """
    related = [(source.url, "isDerivedFrom") for source in edition.sources]
    related += [(edition.repository, "isSupplementTo")] if edition.repository else []
    related += [(edition.homepage, "isDocumentedBy")] if edition.homepage else []
    notes = [_two_licences(edition), *(f"{source.title}: {_source_words(source)}" for source in edition.sources)]
    return {
        "title": edition.title,
        "description": f"<p>{html.escape(edition.description, quote=False)}</p>",
        "upload_type": "dataset",
        "access_right": "open",
        "license": edition.license.lower(),
        "creators": [{"name": creator} for creator in _creators(edition)],
        "keywords": list(edition.keywords),
        "version": edition.version,
        "publication_date": edition.date,
        "language": "eng",
        "notes": " ".join(notes),
        "related_identifiers": [{"identifier": address, "relation": relation} for address, relation in related],
    }


def licence_text(edition: Edition) -> str:
    """Write ``data/LICENSE``: the licence of the data, how to attribute them, and what each source asks for."""
    name = edition.license_title or edition.license
    parts = [
        f"The data in this folder are licensed under {name} ({edition.license}): {edition.license_url}",
        f"Attribution: {edition.attribution}.",
        *(f"{source.title} ({source.url}): {_source_words(source)}" for source in edition.sources),
    ]
    parts += [f"The code is licensed apart from the data: {edition.code_license}."] if edition.code_license else []
    return (
        "\n\n".join(textwrap.fill(part, 100, break_long_words=False, break_on_hyphens=False) for part in parts) + "\n"
    )


def _source_words(source: DataSource) -> str:
    files = f"; {', '.join(source.files)} is under its licence" if source.files else ""
    return f"{source.use}{files}. Licence: {source.license}, {source.license_url}; it asks {source.asks}."


def _two_licences(edition: Edition) -> str:
    code = f" The code is licensed apart from them: {edition.code_license} (LICENSE)." if edition.code_license else ""
    return f"The data are licensed {edition.license} (data/LICENSE).{code}"


def _resource(edition: Edition, path: str, content: bytes, fields: Fields) -> dict[str, Any]:
    resource: dict[str, Any] = {**_RESOURCES[path], "path": path, "encoding": "utf-8", "bytes": len(content)}
    resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    own = [source for source in edition.sources if path in source.files]
    if own:
        resource["licenses"] = [{"title": source.license, "path": source.license_url} for source in own]
    if resource.get("type") == "table":
        resource |= {"dialect": {"delimiter": ",", "lineTerminator": "\n"}, "schema": table_schema(fields)}
    return resource


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


def _field(field: Field) -> dict[str, Any]:
    kind = field.type.rstrip("?")
    made: dict[str, Any] = {"name": field.name, "type": _TABLE_TYPES[kind], "description": field.meaning}
    if kind == "list":
        made["delimiter"] = SEPARATOR
    if not field.type.endswith("?"):
        made["constraints"] = {"required": True}
    if field.vocabulary:
        made["constraints"] = {**made.get("constraints", {}), "enum": list(field.vocabulary)}
    return made


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return joined(value)
    if isinstance(value, bool):
        return str(value).lower()
    return harmless(value) if isinstance(value, str) else value


def _creators(edition: Edition) -> tuple[str, ...]:
    if not edition.creators:
        raise LayerError("dataset.json: creators is empty; name who made the data, a body or several")
    return edition.creators


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what the data set does not say."""
    return {name: value for name, value in data.items() if value not in (None, [])}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LayerError(f"{path.name} cannot be read ({error.strerror}); restore it from the repository") from error
