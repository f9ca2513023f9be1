"""What is built at need: kept under what it is made of, made by several at once, and never in anyone's way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.core.built import KEPT, BuiltFiles, content_key
from geo.core.folder import DataFolder
from geo.dataset import Dataset
from geo.exports.built import COVERAGE, built, unbuilt
from tests.samples import folder_with, record

NAME = "schema/x.json"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have the user's cache folder be one of the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "de-stalinization-map"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    path = tmp_path / "data"
    (path / "records" / "places").mkdir(parents=True)
    (path / "records" / "places" / "a.json").write_text("{}", encoding="utf-8")
    (path / "dataset.json").write_text("{}", encoding="utf-8")
    return DataFolder.at(path)


def never() -> bytes:
    raise AssertionError("it is there already")


def test_a_file_is_made_once(folder: DataFolder) -> None:
    files = BuiltFiles(folder)
    assert not files.has(NAME)
    assert files.get(NAME, lambda: b"made") == b"made"
    assert files.has(NAME)
    assert BuiltFiles(folder).get(NAME, never) == b"made"
    assert [path.name for path in folder.built.iterdir()] == [content_key(folder)]


EDITS: dict[str, Callable[[Path], object]] = {
    "a record": lambda path: (path / "records" / "places" / "a.json").write_text("[]", encoding="utf-8"),
    "a new record": lambda path: (path / "records" / "places" / "b.json").write_text("{}", encoding="utf-8"),
    "another name": lambda path: (path / "dataset.json").rename(path / "layer.geojson"),
    "a file gone": lambda path: (path / "dataset.json").unlink(),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_of_what_it_is_made_from_makes_it_anew(edit: str, folder: DataFolder) -> None:
    BuiltFiles(folder).get(NAME, lambda: b"old")
    EDITS[edit](folder.path)
    assert BuiltFiles(folder).get(NAME, lambda: b"new") == b"new"


@pytest.mark.parametrize("name", ["editions/1.0.0.geojson", "changes/note.md", ".hidden", "records/places/.a.json.x"])
def test_what_nothing_is_made_from_changes_nothing(name: str, folder: DataFolder) -> None:
    key = content_key(folder)
    (folder.path / name).parent.mkdir(exist_ok=True)
    (folder.path / name).write_text("x", encoding="utf-8")
    assert content_key(folder) == key


def test_the_last_few_are_kept(folder: DataFolder) -> None:
    for number in range(KEPT + 3):
        (folder.path / "dataset.json").write_text(f"{number}", encoding="utf-8")
        BuiltFiles(folder).get(NAME, lambda: b"x")
        os.utime(folder.built / content_key(folder), (number, number))
    kept = {path.name for path in folder.built.iterdir()}
    assert len(kept) == KEPT
    assert content_key(folder) in kept


def closed(path: Path) -> None:
    """Let nobody write in a folder, whoever runs the tests: a file stands where a folder should be made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("in the way", encoding="utf-8")


def test_where_the_data_cannot_be_written_it_lies_in_the_cache_of_the_user(folder: DataFolder, cache: Path) -> None:
    closed(folder.built)
    assert BuiltFiles(folder).get(NAME, lambda: b"made") == b"made"
    assert BuiltFiles(folder).get(NAME, never) == b"made"
    assert (cache / content_key(folder) / NAME).read_bytes() == b"made"


def test_the_data_of_an_installed_package_are_left_as_they_were_installed(folder: DataFolder, cache: Path) -> None:
    installed = DataFolder(folder.path.rename(folder.path.with_name("_data")))
    BuiltFiles(installed).get(NAME, lambda: b"made")
    assert not installed.built.exists()
    assert (cache / content_key(installed) / NAME).is_file()


def test_where_nothing_can_be_written_it_is_made_all_the_same(folder: DataFolder, cache: Path) -> None:
    closed(folder.built)
    closed(cache)
    for text in (b"one", b"two"):
        assert BuiltFiles(folder).get(NAME, lambda text=text: text) == text


def test_a_full_disk_keeps_no_half_file(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        assert BuiltFiles(folder).get(NAME, lambda: b"made") == b"made"
    assert not BuiltFiles(folder).has(NAME)
    assert list(folder.path.rglob("*.draft")) == []
    assert BuiltFiles(folder).get(NAME, lambda: b"again") == b"again"


RACE = """
import sys
from geo.core.built import BuiltFiles
from geo.core.folder import DataFolder
files = BuiltFiles(DataFolder.at(sys.argv[1]), "key")
print(all(files.get(f"{number}.txt", lambda: b"x" * 200_000) == b"x" * 200_000 for number in range(20)))
"""


def test_two_processes_at_once_both_get_the_whole(folder: DataFolder) -> None:
    call = [sys.executable, "-c", RACE, str(folder.path)]
    runs = [subprocess.Popen(call, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [run.communicate()[0].strip() for run in runs] == ["True", "True"]
    assert len([*(folder.built / "key").iterdir()]) == 20


def test_the_coverage_is_counted_from_the_records_as_they_are(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "own", [record()])
    files = BuiltFiles(folder)
    assert unbuilt([COVERAGE], files) == [COVERAGE]
    assert b"| records | 1 |" in built(Dataset(folder), COVERAGE, files)
    assert unbuilt([COVERAGE], files) == []
    again = folder_with(tmp_path / "own", [record(), record(id="other", note="Another town of the tests alone.")])
    assert b"| records | 2 |" in built(Dataset(again), COVERAGE)
