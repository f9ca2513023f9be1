"""A release: what it writes, what it refuses, and that it does all of it or nothing."""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.cli import release
from geo.core.errors import GeoDataError, LayerError
from geo.core.folder import VARIABLE, DataFolder
from geo.core.together import write_together
from geo.exports.package import edition_files
from geo.layer import read_layer
from geo.records.changelog import note_files, read_note
from geo.records.edition import read_edition
from geo.records.second_reading import COLUMNS
from tests.samples import MONUMENT, folder_with, record

NEW = ["release", "20.0.0", "--date", "2030-01-02"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """Have the data folder be one with two records and two notes."""
    folder = folder_with(tmp_path / "data", [record(), record(MONUMENT)])
    monkeypatch.setenv(VARIABLE, str(folder.path))
    for file in note_files(folder.changes):
        file.unlink()
    note(folder, "a-town", "A town is new.\n\nIts **source** is a paper.\n")
    note(folder, "b-statue", "- One statue.\n- Another\n  of two lines.")
    assert main(["build"]) == 0
    return folder


def note(folder: DataFolder, name: str, text: str) -> Path:
    folder.changes.mkdir(exist_ok=True)
    path = folder.changes / f"{name}.md"
    path.write_text(text, encoding="utf-8")
    return path


def tree(folder: DataFolder) -> dict[str, bytes]:
    return {str(path.relative_to(folder.path)): path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}


def test_it_writes_version_date_counts_and_the_entry(folder: DataFolder) -> None:
    before = json.loads(folder.edition.read_text(encoding="utf-8"))
    old = folder.changelog.read_text(encoding="utf-8")
    assert main(NEW) == 0
    assert json.loads(folder.edition.read_text(encoding="utf-8")) == {
        **before, "version": "20.0.0", "date": "2030-01-02",
    }  # fmt: skip
    entry = """## 20.0.0 (2030-01-02)

- A town is new.

  Its **source** is a paper.
- One statue.
- Another
  of two lines.
- records: 2, sources: 2, dated periods: 5

## """
    assert folder.changelog.read_text(encoding="utf-8") == old.replace("## ", entry, 1)
    assert [path.name for path in folder.changes.iterdir()] == ["README.md"]
    assert read_layer(folder.layer)["data_version"] == "20.0.0"
    assert main(["build", "--check"]) == 0


def test_it_keeps_the_layer_of_the_edition(folder: DataFolder) -> None:
    assert main(NEW) == 0
    assert (folder.editions / "20.0.0.geojson").read_bytes() == folder.layer.read_bytes()
    note(folder, "c", "More.")
    assert main(["release", "20.0.1", "--date", "2030-01-02"]) == 0
    assert sorted(path.name for path in folder.editions.iterdir()) == ["20.0.0.geojson", "20.0.1.geojson"]


def test_a_big_layer_is_kept_compressed(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "PLAIN_BYTES", 100)
    assert main(NEW) == 0
    kept = (folder.editions / "20.0.0.geojson.gz").read_bytes()
    assert gzip.decompress(kept) == folder.layer.read_bytes()
    assert kept[4:8] == b"\0\0\0\0", "no clock in it"


@pytest.mark.parametrize("version", ["2.0.0", "1.9.9", "0.0.1"])
def test_a_version_that_is_not_newer_is_refused(
    version: str, folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(folder, ["release", version, "--date", "2030-01-02"], "is not newer than", capsys)


def refused(folder: DataFolder, call: list[str], said: str, capsys: pytest.CaptureFixture[str], code: int = 2) -> None:
    before = tree(folder)
    assert main(call) == code
    assert said in capsys.readouterr().err
    assert tree(folder) == before


def test_versions_are_compared_as_numbers(folder: DataFolder) -> None:
    assert main(NEW) == 0
    note(folder, "c", "More.")
    assert main(["release", "20.0.10", "--date", "2030-01-02"]) == 0
    note(folder, "c", "More.")
    assert main(["release", "20.0.9", "--date", "2030-01-02"]) == 2


@pytest.mark.parametrize("version", ["2", "v3.0.0", "3.0", "3.0.0-rc1", "03.0.0", "3.0.0\n", ""])
def test_what_is_no_version_is_refused(version: str) -> None:
    with pytest.raises(SystemExit):
        main(["release", version])


def test_a_date_before_the_last_editions_is_refused(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    refused(folder, [*NEW[:2], "--date", "2020-01-01"], "2020-01-01 is before", capsys)


def test_an_edition_without_a_note_is_refused(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    for path in note_files(folder.changes):
        path.unlink()
    refused(folder, NEW, "has no note", capsys)


def reading_of(folder: DataFolder, *versions: str) -> None:
    rows = [
        f"{number},gori-stalinsk,1,start,{version},1936-05-01,not found,not found,,,,,,2026-11-28,"
        for number, version in enumerate(versions, 1)
    ]
    folder.second_reading.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")


@pytest.mark.parametrize("versions", [["19.9.9"], ["2.0.0", "9.0.0"], ["soon"], []])
def test_a_second_reading_older_than_the_last_major_change_is_refused(
    versions: list[str], folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    reading_of(folder, *versions)
    refused(folder, NEW, "older than the last major change, 20.0.0; have the data read a second time", capsys)


def test_a_second_reading_of_the_major_version_is_enough(folder: DataFolder) -> None:
    reading_of(folder, "2.0.0", "20.0.0")
    assert main(NEW) == 0
    note(folder, "c", "More.")
    assert main(["release", "20.4.0", "--date", "2030-01-02"]) == 0


def test_data_with_faults_are_refused(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder.records / "places" / "gori-stalinsk.json"
    path.write_text(path.read_text(encoding="utf-8").replace("1936", "1963"), encoding="utf-8")
    refused(folder, NEW, "nothing released", capsys, code=1)


def test_a_record_that_is_not_canonical_is_refused(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder.records / "places" / "gori-stalinsk.json"
    path.write_bytes(path.read_bytes() + b"\n")
    refused(folder, NEW, "is not canonical", capsys, code=1)


def git(folder: Path, *call: str) -> None:
    subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *call], cwd=folder, check=True)


@pytest.mark.parametrize("change", ["edited", "new"])
def test_files_that_differ_from_the_last_commit_are_refused(
    change: str, folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    root = folder.path.parent
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    path = folder.events if change == "edited" else folder.changes / "c.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n" if change == "edited" else "New.", encoding="utf-8")
    refused(folder, NEW, "not as in the last commit", capsys)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "second")
    before = tree(folder)
    assert main(NEW) == 0
    git(root, "checkout", "-q", "--", ".")
    git(root, "clean", "-fdq")
    assert tree(folder) == before


@pytest.mark.parametrize("name", ["dataset.json", "CHANGELOG.md", "layer.geojson", "LICENSE", "editions", "a-town.md"])
def test_a_file_that_cannot_be_changed_undoes_all(
    name: str, folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(path: Path, *rest: object, **more: object) -> None:
        if name in str(rest[0] if rest else path):
            raise OSError(5, "Input/output error", str(path))
        real(path, *rest, **more)

    way = "unlink" if name == "a-town.md" else "replace"
    real = getattr(Path, way)
    with monkeypatch.context() as broken:
        broken.setattr(Path, way, fail)
        before = tree(folder)
        assert main(NEW) == 2
    assert "nothing was changed" in capsys.readouterr().err
    assert tree(folder) == before
    assert not list(folder.path.rglob("*.draft"))


def test_a_full_disk_changes_nothing(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    refused(folder, NEW, "No space left on device", capsys)
    assert not folder.editions.exists()


def test_an_interrupted_release_puts_back_what_it_had_changed(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".md":
            raise KeyboardInterrupt
        real(path, missing_ok)

    real, before = Path.unlink, tree(folder)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "unlink", stop)
        with pytest.raises(KeyboardInterrupt):
            main(NEW)
    assert tree(folder) == before
    assert not folder.editions.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "is empty"), ("# Title\n\nText.", "has a heading"), ("Title\n=====\n", "has a heading"),
     ("a\u200bb", "cannot be seen"), ("\ud800".encode("utf-8", "surrogatepass"), "save it as UTF-8")],
)  # fmt: skip
def test_a_note_that_would_spoil_the_log_is_refused(text: str | bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(LayerError, match=said):
        read_note(path)


def test_what_is_no_note_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("How to.", encoding="utf-8")
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")
    assert note_files(tmp_path) == []
    (tmp_path / "note.txt").write_text("x", encoding="utf-8")
    with pytest.raises(LayerError, match=r"note\.txt is no note"):
        note_files(tmp_path)


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(GeoDataError, match="no plain file"):
        write_together({tmp_path / "new": b"x", tmp_path / "link": b"x"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


def test_the_editions_words_go_with_it(folder: DataFolder) -> None:
    assert main(NEW) == 0
    for path, text in edition_files(read_edition(folder.edition), folder).items():
        assert path.read_text(encoding="utf-8") == text
