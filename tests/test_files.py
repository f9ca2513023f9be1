"""Writing without harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo import files
from geo.errors import GeoDataError


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
