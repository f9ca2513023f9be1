"""What is made from the records and the layer when it is asked for: tables, schemas, coverage, the data package.

A file is one entry of :data:`BUILT`; the command line writes them all into a folder, the app and the site ask for the
ones that they show.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from geo.core.built import BuiltFiles
from geo.core.errors import LayerError, QueryError
from geo.exports.about import Opened
from geo.exports.gis import to_parquet_tables
from geo.exports.package import PACKAGED, citation_file, data_package, licence_text, zenodo_metadata
from geo.exports.schema import events_schema, json_text, layer_schema, record_schema, story_schema
from geo.exports.table_files import disagreements_table, periods_table
from geo.layer import Query, select
from geo.records.frame import read_frame
from geo.records.second_reading import read_second_reading
from geo.stats.agreement import second_section
from geo.stats.completeness import frame_section, read_recall, recall_section
from geo.stats.coverage import cover, coverage_text, read_missing
from geo.stats.frame_answers import TownAnswers, answers_of

__all__ = ["BUILT", "COVERAGE", "OF_THE_PAGE", "built", "package_files", "towns_of", "unbuilt"]

Make = Callable[[Opened, BuiltFiles], bytes]
Progress = Callable[[Collection[Any]], Iterable[Any]]

COVERAGE = "COVERAGE.md"


def built(data: Opened, name: str, files: BuiltFiles | None = None) -> bytes:
    """Give a built file of an opened data set; it is made if it is not there.

    Parameters
    ----------
    data : Opened
    name : str
        A key of :data:`BUILT`.
    files : BuiltFiles, optional
        Those of the data folder; else they are looked up anew.

    Returns
    -------
    bytes

    Raises
    ------
    geo.core.errors.GeoDataError
        If the data that it is made from cannot be read.
    """
    kept = files or BuiltFiles(data.folder)
    return kept.get(name, lambda: BUILT[name](data, kept))


def unbuilt(names: Iterable[str], files: BuiltFiles) -> list[str]:
    """Name those of some built files that are not there yet."""
    return [name for name in names if not files.has(name)]


def package_files(data: Opened, progress: Progress = iter) -> Iterator[tuple[str, bytes]]:
    """Give every file of the data as a package: the layer, what is read beside it, and all that is built.

    Parameters
    ----------
    data : Opened
    progress : callable, optional
        Goes through the steps and may tell how far it is.

    Yields
    ------
    tuple of str and bytes
        Path in the folder and content, the same on every run.
    """
    files = BuiltFiles(data.folder)
    for name in progress([*BUILT, *_COPIED, *_OF_THE_EDITION]):
        if name in BUILT:
            yield name, built(data, name, files)
        elif name in _COPIED:
            yield name, _read(data, name)
        else:
            yield name, _OF_THE_EDITION[name](data).encode("utf-8")


def towns_of(data: Opened) -> list[TownAnswers]:
    """Give what is known of each capital and regional centre; none where the data have no frame of places."""
    if not data.folder.frame.exists():
        return []
    subject = data.fields.subject
    return answers_of(read_frame(data.folder.frame, subject), subject, data.fields.text, data.countries)


def _coverage(data: Opened, _: BuiltFiles) -> bytes:
    folder, names, subject, text = data.folder, data.countries, data.fields.subject, data.fields.text
    version = data.edition.version
    sections = []
    if folder.recall.exists():
        sections.append(recall_section(read_recall(folder.recall), version, partial(_count, data), text))
    if folder.second_reading.exists():
        sections.append(second_section(read_second_reading(folder.second_reading), version, text))
    if folder.frame.exists():
        sections.append(frame_section(read_frame(folder.frame, subject), subject, text))
    known, missing = cover(data.records, names), read_missing(folder.missing)
    return coverage_text(known, missing, names, sections, text).encode("utf-8")


def _count(data: Opened, query: str) -> int:
    """Count the records of a query as an address has it; none where the layer does not have what it asks for."""
    try:
        return int(select(data.periods, Query.parse(query, data.fields))["record_id"].nunique())
    except QueryError:
        return 0


def _package(data: Opened, files: BuiltFiles) -> bytes:
    contents = {name: built(data, name, files) if name in BUILT else _read(data, name) for name in PACKAGED}
    return json_text(data_package(data.edition, contents, data.fields)).encode("utf-8")


def _record_schema(data: Opened, _: BuiltFiles) -> bytes:
    return json_text(record_schema(data.edition, data.fields.subject)).encode("utf-8")


def _table(name: str) -> Make:
    return lambda data, _: to_parquet_tables(data, Query())[name]


def _read(data: Opened, name: str) -> bytes:
    path = data.folder.path / name
    try:
        return path.read_bytes()
    except OSError as error:
        raise LayerError(f"{path.name} cannot be read ({error.strerror}); restore it from the repository") from error


BUILT: Mapping[str, Make] = {
    "schema/record.schema.json": lambda data, _: json_text(record_schema(data.edition, data.fields.subject)).encode(
        "utf-8"
    ),
    "schema/layer.schema.json": lambda data, _: json_text(layer_schema(data.edition, data.fields)).encode("utf-8"),
    "schema/events.schema.json": lambda data, _: json_text(events_schema(data.edition)).encode("utf-8"),
    "schema/story.schema.json": lambda data, _: json_text(story_schema(data.edition)).encode("utf-8"),
    "stories.json": lambda data, _: json_text([story.model_dump() for story in data.stories]).encode("utf-8"),
    COVERAGE: _coverage,
    "periods.csv": lambda data, _: periods_table(data.collection, data.fields).encode("utf-8"),
    "disagreements.csv": lambda data, _: disagreements_table(data.records).encode("utf-8"),
    "tables/periods.parquet": _table("periods.parquet"),
    "tables/records.parquet": _table("records.parquet"),
    "tables/changes.parquet": _table("changes.parquet"),
    "tables/disagreements.parquet": _table("disagreements.parquet"),
    "datapackage.json": _package,
}
"""How each built file is made, by its path in the folder."""
OF_THE_PAGE = (COVERAGE,)
"""What the app shows, and builds when it starts."""
_COPIED = tuple(name for name in PACKAGED if name not in BUILT)
_OF_THE_EDITION: Mapping[str, Callable[[Opened], str]] = {
    "LICENSE": lambda data: licence_text(data.edition),
    "CITATION.cff": lambda data: citation_file(data.edition),
    ".zenodo.json": lambda data: json_text(zenodo_metadata(data.edition)),
}
