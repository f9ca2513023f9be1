"""The files of the records: read, examined, written in their one form, and where they belong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.core.errors import RecordError, one_line
from geo.core.files import read_json
from geo.records.model import CATEGORIES, Category, Record
from geo.records.shape import Fault, examine
from geo.records.subject import Subject, record_model

__all__ = [
    "Reading",
    "canonical",
    "examine_record",
    "folder_of",
    "misplaced",
    "read_or_refuse",
    "read_record",
    "read_records",
    "record_files",
    "strays",
]


def folder_of(record: Record) -> str:
    """Name of the folder below ``data/records`` that the record's file belongs in."""
    return f"{record.category}s"


def canonical(record: Record) -> str:
    """Write a record as its file must be: fields in the model's order, defaults left out, two spaces, one line end.

    A bound (`start`, `end`) is always written, because null is an answer there.
    """
    data = record.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True)
class Reading:
    """What came of reading one record's file.

    Attributes
    ----------
    where : str
        The file as messages name it: its folder and its name.
    record : Record or None
        What was read; where the shape has faults, with each of them mended as well as may be (see
        :mod:`geo.records.shape`), so that the rules of meaning can be applied; None if there is nothing to apply them
        to.
    faults : tuple of Fault
        What is wrong with its shape.
    problems : tuple of str
        The same as whole lines, and what is wrong with the file itself.
    """

    where: str
    record: Record | None
    faults: tuple[Fault, ...]
    problems: tuple[str, ...]


def examine_record(path: Path, subject: Subject) -> Reading:
    """Read one record's file, whatever is wrong with it.

    Parameters
    ----------
    path : Path
        A UTF-8 JSON file.
    subject : Subject
        Whose records they are.
    """
    where = one_line(f"{path.parent.name}/{path.name}")
    try:
        data = read_json(path, RecordError, name=where)
    except RecordError as error:
        return Reading(where, None, (), (str(error),))
    record, faults = examine(data, record_model(subject))
    return Reading(where, record, tuple(faults), tuple(f"{where}: {fault}" for fault in faults))


def read_record(path: Path, subject: Subject) -> Record:
    """Read one record's file.

    Parameters
    ----------
    path : Path
        A UTF-8 JSON file.
    subject : Subject
        Whose records they are.

    Returns
    -------
    Record

    Raises
    ------
    RecordError
        With one line for each fault: the file, the place in it, what is wrong and what to write instead.
    """
    reading = examine_record(path, subject)
    if reading.record is None or reading.problems:
        raise RecordError("\n".join(reading.problems))
    return reading.record


def read_records(folder: Path, subject: Subject) -> tuple[list[Record], list[str]]:
    """Read all records below ``data/records``.

    Parameters
    ----------
    folder : Path
        Holds ``places/*.json`` and ``monuments/*.json``.
    subject : Subject
        Whose records they are.

    Returns
    -------
    records : list of Record
        Those that could be read, by id.
    faults : list of str
        One line for each fault of those that could not.
    """
    records: list[Record] = []
    faults: list[str] = []
    for path in sorted(record_files(folder)):
        reading = examine_record(path, subject)
        faults += reading.problems
        if reading.record is not None and not reading.problems:
            faults += misplaced(path, reading.record)
            records.append(reading.record)
    return sorted(records, key=lambda record: record.id), faults


def misplaced(path: Path, record: Record) -> Iterator[str]:
    """Say where a record belongs if its file has another name or lies in another folder."""
    if path.stem == record.id and path.parent.name == folder_of(record):
        return
    where, proper = one_line(f"{path.parent.name}/{path.name}"), f"{folder_of(record)}/{record.id}.json"
    yield f'{where}: id "{record.id}" belongs in {proper}; rename one of them'


def read_or_refuse(folder: Path, subject: Subject) -> list[Record]:
    """Read all records below a folder; see :func:`read_records`.

    Parameters
    ----------
    folder : Path
        ``data/records``.
    subject : Subject
        Whose records they are.

    Returns
    -------
    list of Record
        By id.

    Raises
    ------
    RecordError
        If one cannot be read.
    """
    records, faults = read_records(folder, subject)
    if faults:
        raise RecordError(f'{faults[0]}; {len(faults)} in all: run "python -m geo check"')
    return records


def record_files(folder: Path) -> Iterable[Path]:
    """Give the files below ``data/records`` that are records, in no order; hidden ones are none."""
    return (path for name in CATEGORIES for path in folder.glob(f"{name}s/*.json") if not path.name.startswith("."))


def strays(folder: Path) -> Iterator[str]:
    """Name every file below ``data/records`` that is not read, with where it belongs.

    Hidden files and editors' back-ups are passed over.
    """
    read = {*record_files(folder)}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_dir() or path in read or any(part.startswith(".") for part in parts) or _is_backup(path.name):
            continue
        yield f"{one_line('/'.join(parts))}: is not read; {_belongs(path, parts)}"


def _is_backup(name: str) -> bool:
    return name.endswith(("~", ".bak", ".swp", ".swo", ".orig", ".tmp")) or (name[0] + name[-1]) == "##"


def _belongs(path: Path, parts: tuple[str, ...]) -> str:
    """Say where a file belongs that is not read."""
    folders = {f"{category}s" for category in CATEGORIES}
    if path.suffix.casefold() != ".json":
        return "a record is a file .json below places/ or monuments/; rename it, or keep it elsewhere"
    folder = next((part for part in parts[:-1] if part in folders), None)
    if folder is None:
        folder = f"{Category.MONUMENT if _is_monument(path) else Category.PLACE}s"
    return f"a record belongs in {folder}/{one_line(path.stem)}.json; move it there"


def _is_monument(path: Path) -> bool:
    try:
        data = read_json(path, RecordError)
    except RecordError:
        return False
    return isinstance(data, dict) and data.get("category") == Category.MONUMENT
