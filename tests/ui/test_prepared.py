"""What the app builds on its first start on new data, and what it does where that is not possible."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.core.folder import VARIABLE, DataFolder
from geo.dataset import Dataset
from geo.exports.built import COVERAGE
from geo.ui import prepared
from tests.samples import MONUMENT, folder_with, record

COVERAGE_PAGE = "from geo.ui import coverage\ncoverage.show()\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    folder = folder_with(tmp_path / "data", [record(), record(MONUMENT)])
    monkeypatch.setenv(VARIABLE, str(folder.path))
    return folder


def page() -> AppTest:
    return AppTest.from_string(COVERAGE_PAGE, default_timeout=60).run()


def test_the_first_start_makes_the_coverage_and_the_next_finds_it(folder: DataFolder) -> None:
    for _ in range(2):
        test = page()
        assert not test.error
        assert test.markdown[0].value.startswith("# Coverage")
        (made,) = folder.built.rglob(COVERAGE)
        made.write_text(made.read_text(encoding="utf-8").replace("| records | 2 |", "| kept | 2 |"), encoding="utf-8")
    assert "| kept | 2 |" in test.markdown[0].value


def test_a_list_of_what_is_missing_that_is_edited_is_read_anew(folder: DataFolder) -> None:
    assert "Nobody looked in Gori" not in page().markdown[0].value
    folder.missing.write_text('{"GE": ["Nobody looked in Gori."]}', encoding="utf-8")
    assert "Nobody looked in Gori" in page().markdown[0].value


def test_a_record_that_cannot_be_read_is_told_on_the_page_that_counts_it(folder: DataFolder) -> None:
    (folder.records / "places" / "gori-stalinsk.json").write_text("{", encoding="utf-8")
    test = page()
    assert not test.exception
    (error,) = test.error
    assert error.value.startswith("The coverage cannot be counted. ")
    assert "geo check" in error.value


def test_of_several_who_come_at_once_one_builds(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []

    def build(data: Any, names: list[str], files: Any, slot: Any) -> None:
        built.extend(names)

    monkeypatch.setattr(prepared, "_build", build)
    visitors = [threading.Thread(target=prepared.prepare, args=(Dataset(folder), "a stamp")) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert built == [COVERAGE]


def test_a_bar_says_what_is_made_and_is_gone_afterwards(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []

    class Slot:
        def progress(self, share: float, text: str) -> None:
            shown.append((share, text))

        def empty(self) -> None:
            shown.append("gone")

    monkeypatch.setattr(prepared.st, "empty", Slot)
    prepared.prepare(Dataset(folder), "another stamp")
    assert shown == [(0.0, f"The first start on these data: making {COVERAGE} …"), "gone"]
