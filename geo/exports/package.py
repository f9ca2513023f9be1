"""The package around the data: what a reader, an archive or a program finds beside the layer.

All of it is made from ``data/dataset.json`` and the models; nothing here is edited by hand.
"""

from __future__ import annotations

import hashlib
import html
import textwrap
from collections.abc import Mapping
from enum import StrEnum, auto
from pathlib import Path
from typing import Any

import yaml

from geo.core.errors import LayerError
from geo.core.folder import DataFolder, packaged_folder
from geo.exports.schema import json_text
from geo.exports.table_files import disagreements_schema, table_schema
from geo.layer import Fields
from geo.records.edition import DataSource, Edition

__all__ = [
    "PACKAGED",
    "citation_file",
    "data_package",
    "edition_files",
    "licence_text",
    "zenodo_metadata",
]

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
    "disagreements.csv": {
        "name": "disagreements",
        "type": "table",
        "title": "What sources say differently",
        "description": "One row a statement of a source that says other than the record does.",
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
    "stories.json": {
        "name": "stories",
        "title": "Stories",
        "description": "Stories told on the map, step by step. The shape of each: schema/story.schema.json.",
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
PACKAGED = tuple(_RESOURCES)
"""The files that the data package describes."""


class _Identifier(StrEnum):
    """What an identifier is, by the Citation File Format 1.2."""

    DOI = auto()
    URL = auto()
    SWH = auto()
    OTHER = auto()


def edition_files(edition: Edition, folder: DataFolder) -> dict[Path, str]:
    """Give the text of every file in the repository that says what the data set says about itself.

    Parameters
    ----------
    edition : Edition
    folder : DataFolder
        The data folder.

    Returns
    -------
    dict of Path to str
        The licence in the folder; where that folder is the repository's own also ``CITATION.cff`` and ``.zenodo.json``
        at its root, so that another's data never change them. No edit of a record changes any of them.

    Raises
    ------
    LayerError
        If the data set names no creator.
    """
    made = {folder.path / "LICENSE": licence_text(edition)}
    root = folder.path.parent
    if folder == packaged_folder() and (root / "pyproject.toml").is_file():
        made[root / "CITATION.cff"] = citation_file(edition)
        made[root / ".zenodo.json"] = json_text(zenodo_metadata(edition))
    return made


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
        schema = disagreements_schema(fields) if path == "disagreements.csv" else table_schema(fields)
        resource |= {"dialect": {"delimiter": ",", "lineTerminator": "\n"}, "schema": schema}
    return resource


def _creators(edition: Edition) -> tuple[str, ...]:
    if not edition.creators:
        raise LayerError("dataset.json: creators is empty; name who made the data, a body or several")
    return edition.creators


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what the data set does not say."""
    return {name: value for name, value in data.items() if value not in (None, [])}
