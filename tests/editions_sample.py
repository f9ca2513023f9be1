"""A data folder with a former edition: for tests of what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo.__main__ import main
from geo.core.folder import DataFolder
from geo.records.changelog import note_files
from geo.records.model import Record
from tests.front_sample import names_of
from tests.samples import MONUMENT, folder_with, record

__all__ = ["NAMED", "NEXT", "OPEN", "PEACE", "VERSION", "edit", "folder_of_three", "released", "street", "two_editions"]

VERSION, NEXT = "20.0.0", "20.1.0"
OPEN = ".."


Period = tuple[str, str, str | None, str | None, str | None]
NAMED: Period = ("Stalin Street", "honouring", "named", "1936", "1961")
PEACE: Period = ("Peace Street", "after", "renamed", "1961", OPEN)


def street(*periods: Period, **more: Any) -> Record:
    names = names_of(*(periods or (NAMED, PEACE)))
    for after in names[1:]:
        after["named_for"] = "other"
    return record(
        **{
            "id": "a-street",
            "kind": "street",
            "names": names,
            "note": "A street of its own, which leads from the station to the market.",
            **more,
        }
    )


def folder_of_three(path: Path) -> DataFolder:
    """Make a data folder with three records and nothing released."""
    folder = folder_with(path, [record(), record(MONUMENT), street()])
    for file in note_files(folder.changes):
        file.unlink()
    return folder


def released(folder: DataFolder, version: str) -> None:
    """Make an edition of the default folder, which this must be."""
    (folder.changes / "a.md").write_text("Something.", encoding="utf-8")
    assert main(["build"]) == 0
    assert main(["release", version, "--date", "2030-01-02"]) == 0


def edit(folder: DataFolder, change: Callable[[str], str]) -> None:
    """Edit the street's record."""
    path = folder.records / "places" / "a-street.json"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def two_editions(path: Path) -> DataFolder:
    """Make a folder with two editions, which must be the default one: the street lost its name in 1957, not in 1961."""
    folder = folder_of_three(path)
    released(folder, VERSION)
    edit(folder, lambda text: text.replace('"1961"', '"1957"'))
    released(folder, NEXT)
    return folder
