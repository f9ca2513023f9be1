"""Writing without harm."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest

from geo import files
from geo.errors import GeoDataError, RecordError


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    files.write_text(path, "новый\n")
    assert path.read_bytes() == "новый\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(GeoDataError, match=r"cannot be written \(No space left"):
        files.write_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(GeoDataError, match="cannot be written"):
        files.write_text(tmp_path / "no" / "a.txt", "x")


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda **options: _FullFile(options["dir"]))
    with pytest.raises(GeoDataError, match=r"cannot be written \(No space left"):
        files.write_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


class _FullFile:
    """A temporary file on a disk that is full."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder / ".beside")
        Path(self.name).touch()

    def __enter__(self) -> _FullFile:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, _: bytes) -> int:
        raise OSError(28, "No space left on device")


def test_an_interruption_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "there" / "a.txt", tmp_path / "link.txt"
    target.parent.mkdir()
    target.write_text("old")
    link.symlink_to(target)
    files.write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert list(target.parent.iterdir()) == [target]


def test_a_link_to_nothing_makes_the_file_that_it_points_to(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "a.txt")
    files.write_text(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "a.txt").read_text() == "new"


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(link)
    with pytest.raises(GeoDataError, match="cannot be written"):
        files.write_text(link, "new")


def test_a_folder_as_a_target_is_told(tmp_path: Path) -> None:
    with pytest.raises(GeoDataError, match="is a folder; name a file in it"):
        files.write_text(tmp_path, "new")


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o600)
    files.write_text(path, "new")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_holds_only_its_own_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("слово\r\n".encode())
    assert files.holds(path, "слово\r\n")
    assert not files.holds(path, "слово\n")
    assert not files.holds(tmp_path, "")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"a": 1, "a": 2}', 'the key "a" stands twice in one object; keep one of the two'),
        (b'[{"a": {"b": 1, "c": 2, "b": 1}}]', 'the key "b" stands twice'),
        (b"NaN", "NaN is not a finite number; write a number, or null"),
        (b"[-Infinity]", "-Infinity is not a finite number"),
        (b"1e400", "1e400 is not a finite number"),
        (b"9" * 5000, "99999999999999999999... has 5000 digits"),
        (b"1234567890123456", "has 16 digits"),
        (b"\xef\xbb\xbf{}", "begins with a byte order mark; save the file as UTF-8 without it"),
        ("{}".encode("utf-16"), "byte 0 is not UTF-8"),
        ('"é"'.encode("latin-1"), "byte 1 is not UTF-8 (line 1); save the file as UTF-8"),
        (b'"\\ud800"', r'"\ud800" has half a character or a NUL in it'),
        (b'{"a\\u0000": 1}', r'"a\x00" has half a character or a NUL in it'),
        (b"[" * 100_000, "is nested too deeply"),
        (b'{"a":' * 100_000, "is nested too deeply"),
        (b"", "line 1, column 1: not JSON"),
        (b"\x00", "line 1, column 1: not JSON"),
    ],
    ids=range(16),
)
def test_json_that_is_not_sound_is_one_line_with_the_file_s_name(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(RecordError) as caught:
        files.read_json(path, RecordError)
    assert str(caught.value).startswith("a.json: ")
    assert expected in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("content", [b'"\\\\ud800"', b'"\\ud83d\\ude00"', b"999999999999999", b"-0.5e-3"])
def test_json_that_only_looks_odd_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert files.read_json(path, RecordError) == json.loads(content)


def test_a_folder_or_a_pipe_where_a_file_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    for name in ("folder", "pipe"):
        with pytest.raises(RecordError, match=f"{name}.json cannot be read"):
            files.read_json(tmp_path / f"{name}.json", RecordError)


def test_a_file_s_name_cannot_break_the_line(tmp_path: Path) -> None:
    with pytest.raises(RecordError) as caught:
        files.read_json(tmp_path / "a\nb.json", RecordError)
    assert str(caught.value).startswith(r"a\nb.json is missing")
