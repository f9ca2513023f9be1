"""Small records made in code, so that a test shows what it depends on."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path
from typing import Any

from geo.core.folder import DataFolder, packaged_folder
from geo.dataset import Dataset
from geo.layer import build_layer, fields_of, layer_text
from geo.records.account import report_form
from geo.records.edition import read_edition
from geo.records.model import Record
from geo.records.reading import canonical, folder_of
from geo.records.subject import read_subject, record_model
from geo.records.subject_words import read_words

FOLDER = packaged_folder()
"""The data of this repository."""
ROOT = FOLDER.path.parent
SUBJECT = read_subject(FOLDER.subject)
TEXT = read_words(FOLDER.text, SUBJECT)
FIELDS = fields_of(SUBJECT, TEXT)
"""What the data of this repository are about: the subject, its words, and its table of fields."""

SOURCES = {
    "paper": {"url": "https://www.example.com/a", "title": "A paper", "publisher": "Example Post"},
    "museum": {"url": "https://museum.example.org/b", "title": "A museum", "publisher": "Town Museum"},
}

PLACE: dict[str, Any] = {
    "id": "gori-stalinsk",
    "category": "place",
    "kind": "settlement",
    "honours": "Joseph Stalin",
    "country": "GE",
    "polity": "Georgian SSR, Soviet Union",
    "location": {"lon": 44.1, "lat": 41.98, "precision": "town", "origin": "stated by the museum"},
    "names": [
        {"name": "Old Town", "status": "before", "start": "..", "end": "1936-05-01", "end_sources": ["paper"]},
        {
            "name": "Stalin Town",
            "status": "honouring",
            "change": "renamed",
            "start": "1936-05-01",
            "start_sources": ["paper"],
            "end": "1961-11",
            "end_sources": ["paper", "museum"],
        },
        {
            "name": "Old Town",
            "status": "after",
            "change": "reverted",
            "start": "1961-11",
            "start_sources": ["museum"],
            "end": "..",
        },
    ],
    "note": "A town that exists only in the tests of this project.",
    "confidence": "high",
    "sources": SOURCES,
}

MONUMENT: dict[str, Any] = {
    **copy.deepcopy(PLACE),
    "id": "stalin-test-square",
    "category": "monument",
    "kind": "monument",
    "names": [
        {
            "name": "Stalin Monument, Test Square",
            "status": "honouring",
            "change": "unveiled",
            "start": "1950",
            "start_sources": ["paper"],
            "end": "[1956..1958]",
            "end_sources": ["museum"],
        },
        {
            "name": "Stalin Monument, Test Square",
            "status": "after",
            "change": "dismantled",
            "start": "[1956..1958]",
            "start_sources": ["museum"],
            "end": "..",
        },
    ],
    "note": "A statue that exists only in the tests of this project.",
    "monument": {"fate": "dismantled", "height_m": 6.5, "sources": ["museum"]},
}


def raw(base: dict[str, Any] = PLACE, **changes: Any) -> dict[str, Any]:
    """Give a record's JSON with changes; ``names__1__start`` reaches inside."""
    data = copy.deepcopy(base)
    for path, value in changes.items():
        *parents, last = path.split("__")
        inside: Any = data
        for part in parents:
            inside = inside[int(part) if part.isdigit() else part]
        inside[int(last) if last.isdigit() else last] = copy.deepcopy(value)
    return data


def record(base: dict[str, Any] = PLACE, **changes: Any) -> Record:
    """Give a record with changes."""
    return record_model(SUBJECT).model_validate(raw(base, **changes))


def own_folder(path: Path, *without: str) -> DataFolder:
    """Copy the data of this repository, but for what is named, into a folder that a test may spoil.

    Without the records, the lists and the stories that name them are left out too.
    """
    if FOLDER.records.name in without:
        without = (
            *without,
            *(part.name for part in (FOLDER.frame, FOLDER.looked, FOLDER.second_reading, FOLDER.stories)),
        )
    left_out = shutil.ignore_patterns(FOLDER.built.name, FOLDER.editions.name, *without)
    shutil.copytree(FOLDER.path, path, ignore=left_out, dirs_exist_ok=True)
    return DataFolder.at(path)


def folder_with(path: Path, records: list[Record]) -> DataFolder:
    """Make a data folder that has these records and the layer of them, and the rest from this repository."""
    folder = own_folder(path, "records", FOLDER.layer.name)
    for one in records:
        file = folder.records / folder_of(one) / f"{one.id}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(canonical(one), encoding="utf-8")
    folder.layer.write_text(layer_text(build_layer(records, read_edition(folder.edition))), encoding="utf-8")
    return folder


def opened(collection: dict[str, Any], folder: DataFolder = FOLDER) -> Dataset:
    """Give a data folder opened as if its layer were another."""
    data = Dataset(folder)
    data.collection = collection
    return data


FILLED_IN = {
    "Field: ": "Field: names[1].start",
    "Value: ": "Value: 1936-05-02",
    "Source: ": "Source: https://archive.example.net/decree",
    "Source title: ": "Source title: The decree",
    "Publisher: ": "Publisher: State Archive",
    "Seen: ": "Seen: The decree has the day after.\nIt was printed on the 3rd.",
}


def filled_form(**changes: str) -> str:
    """Fill in the form of the place's record, as one who saw another source would."""
    form = report_form(record(), "1.2.0", TEXT)
    for empty, line in FILLED_IN.items():
        key = empty.removesuffix(": ")
        form = form.replace(f"\n{empty}\n", f"\n{key}: {changes[key]}\n" if key in changes else f"\n{line}\n")
    return form
