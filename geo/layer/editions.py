"""The layers of former editions, as ``python -m geo release`` keeps them: which there are, and how one is read.

A kept layer never changes, while the table of fields does: a property that came later has no value in it.
"""

from __future__ import annotations

import gzip
import re
import zlib
from pathlib import Path
from typing import Any

from geo.core.errors import LayerError
from geo.core.files import parse_strictly
from geo.layer.fields import FIELDS, Field, Fields
from geo.layer.reading import layer_fault

__all__ = ["VERSION", "kept_versions", "read_kept"]

VERSION = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){2}", re.ASCII)
"""What a version is: three numbers, as in ``2.1.0``."""
_ENDINGS = (".geojson", ".geojson.gz")
_REMEDY = "restore it from the repository"
_NOTHING: dict[str, Any] = {"str": "", "int": 0, "bool": False}
"""What stands for a value that an edition does not have, by the type of the field; null where that may be."""


def kept_versions(folder: Path) -> list[str]:
    """Name the editions whose layers are kept.

    Parameters
    ----------
    folder : Path
        ``data/editions``, there or not.

    Returns
    -------
    list of str
        Versions, the oldest first.
    """
    files = folder.iterdir() if folder.is_dir() else ()
    names = {path.name.removesuffix(".gz").removesuffix(".geojson") for path in files if path.name.endswith(_ENDINGS)}
    return sorted((name for name in names if VERSION.fullmatch(name)), key=_numbers)


def read_kept(folder: Path, version: str, fields: Fields = FIELDS) -> dict[str, Any]:
    """Read the layer of an edition.

    Parameters
    ----------
    folder : Path
        ``data/editions``.
    version : str
        One of :func:`kept_versions`.
    fields : Fields, optional
        What features have today; a property that those of the edition lack is null there, or nothing.

    Returns
    -------
    dict
        Its FeatureCollection, as :func:`geo.layer.read_layer` gives that of today.

    Raises
    ------
    LayerError
        If it is not kept, or its file is not what it should be.
    """
    if version not in kept_versions(folder):
        raise LayerError(
            f"edition {version} is not kept in {folder.name}/; there are {', '.join(kept_versions(folder))}"
        )
    path = next(path for ending in _ENDINGS if (path := folder / f"{version}{ending}").exists())
    try:
        content = path.read_bytes()
        collection = parse_strictly(gzip.decompress(content) if path.suffix == ".gz" else content)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise LayerError(f"{path.name} cannot be read ({error}); {_REMEDY}") from error
    _complete(collection, fields.stored)
    if fault := layer_fault(collection, fields):
        raise LayerError(f"{path.name}: {fault}; {_REMEDY}")
    if collection["data_version"] != version:
        raise LayerError(f"{path.name} is of the version {collection['data_version']}; {_REMEDY}")
    return dict(collection)


def _complete(collection: Any, stored: list[Field]) -> None:
    """Put in what features lack; what is no layer at all stays as it is."""
    features = collection.get("features") if isinstance(collection, dict) else None
    for feature in features if isinstance(features, list) else ():
        if isinstance(feature, dict) and isinstance(properties := feature.get("properties"), dict):
            for field in stored:
                if field.name not in properties:
                    properties[field.name] = [] if field.type == "list" else _NOTHING.get(field.type)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
