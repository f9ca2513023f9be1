"""The page on how the project is built is true: its files are there, its rooms are the rooms, its flows are whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
FLOWS = ("a record's edit", "a year", "the first map", "a filter", "an export", "a record's page")
ROOMS = sorted(path.parent.name for path in ROOT.glob("geo/*/__init__.py"))


def test_it_has_a_glossary_and_the_six_flows() -> None:
    assert "Glossary" in SECTIONS
    assert [title.removeprefix("Flow: ") for title in SECTIONS if title.startswith("Flow: ")] == list(FLOWS)


@pytest.mark.parametrize("flow", FLOWS)
def test_a_flow_names_the_files_that_it_passes(flow: str) -> None:
    files = re.findall(r"`((?:\w+/)*\w+\.(?:py|js))`", SECTIONS[f"Flow: {flow}"])
    assert len(files) >= 4
    assert [name for name in files if not (ROOT / "geo" / name).exists()] == []


def test_it_has_every_room_once() -> None:
    table = SECTIONS["The rooms"].partition("|---|---|\n")[2].partition("\n\n")[0]
    named = [name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(named) == sorted([*ROOMS, "dataset"])


def test_a_word_of_the_glossary_has_one_meaning() -> None:
    words = [row.split("|")[1].strip() for row in SECTIONS["Glossary"].splitlines() if row.startswith("| ")][1:]
    assert len(words) == len(set(words)) >= 15


def test_the_tests_mirror_the_rooms() -> None:
    tested = {path.parent.name for path in ROOT.glob("tests/*/test_*.py")}
    assert tested - {"browser"} == set(ROOMS)
