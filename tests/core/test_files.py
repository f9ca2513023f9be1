"""Writing without harm."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

from geo.core import files
from geo.core.drafts import dead_drafts, draft_of, exchange
from geo.core.errors import GeoDataError, RecordError
from tests.samples import ROOT

IGNORED = next(line for line in (ROOT / ".gitignore").read_text().splitlines() if "draft" in line)


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
        monkeypatch.setattr(Path, "open", lambda *_: _FullFile())
    with pytest.raises(GeoDataError, match=r"cannot be written \(No space left"):
        files.write_text(path, "new")
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


class _FullFile:
    """A temporary file on a disk that is full."""

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


KILLED = """
import os, signal, sys
from pathlib import Path
from geo.core.files import write_text
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
write_text(Path(sys.argv[1]), "half")
"""


def test_what_a_killed_run_left_is_gone_after_the_next(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    done = subprocess.run([sys.executable, "-c", KILLED, path], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_text() == "old"
    (left,) = set(tmp_path.iterdir()) - {path}
    assert fnmatch(left.name, IGNORED)
    files.write_text(tmp_path / "b.txt", "another file")
    assert left.exists()
    files.write_text(path, "new")
    assert path.read_text() == "new"
    assert {one.name for one in tmp_path.iterdir()} == {"a.txt", "b.txt"}


@pytest.mark.parametrize("folder", [False, True])
def test_the_draft_of_a_living_run_is_left_alone(tmp_path: Path, folder: bool) -> None:
    path = tmp_path / "a.txt"
    with draft_of(path, folder) as draft:
        files.write_text(path, "by another run")
        assert list(dead_drafts(path)) == []
        assert draft.exists()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "name", [".a.txt.original", ".a.txt.12345678.draft.bak", ".b.txt.12345678.draft", ".a.txt.draft"]
)
def test_what_only_looks_like_a_draft_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    (tmp_path / ".a.txt.12345678.draft").symlink_to(tmp_path / name)
    files.write_text(tmp_path / "a.txt", "new")
    assert {one.name for one in tmp_path.iterdir()} == {name, "a.txt", ".a.txt.12345678.draft"}


def test_a_draft_taken_for_dead_before_it_is_locked_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, make, made = tmp_path / "a.txt", tempfile.mkstemp, list[str]()

    def robbed(*arguments: str) -> tuple[int, str]:
        descriptor, name = make(*arguments)
        made.append(name)
        if len(made) == 1:
            assert [str(one) for one in dead_drafts(path)] == [name]
        return descriptor, name

    monkeypatch.setattr(tempfile, "mkstemp", robbed)
    files.write_text(path, "new")
    assert len(made) == 2
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_two_folders_change_places(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).touch()
    assert exchange(one, other) == sys.platform.startswith("linux")
    assert [path.name for path in one.iterdir()] == ["other"]
    assert [path.name for path in other.iterdir()] == ["one"]
    with pytest.raises(FileNotFoundError):
        exchange(one, tmp_path / "nowhere")


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
