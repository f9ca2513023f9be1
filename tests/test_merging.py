"""Two edits of the data merge: real branches, real ``git``, neighbours in the layer."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.__main__ import main
from geo.core.folder import VARIABLE, DataFolder
from geo.layer import read_layer
from geo.records.model import Record
from geo.records.reading import canonical
from tests.samples import MONUMENT, folder_with, record

IDS = ("alpha-town", "beta-town", "gamma-town", "zeta-statue")
EDITED = IDS[1:3]
"""Neighbours in the layer, with a record before and one behind them."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """Have a repository with four records, the layer and what is kept beside it."""
    places = [record(id=name, location__lat=41.9 + number / 10, note=f"A town of the tests alone, called {name}.")
              for number, name in enumerate(IDS[:3])]  # fmt: skip
    folder = folder_with(tmp_path / "data", [*places, record(MONUMENT, id=IDS[3])])
    for path in folder.changes.glob("*.md"):
        path.unlink()
    monkeypatch.setenv(VARIABLE, str(folder.path))
    build()
    git(folder, "init", "-q", "-b", "main")
    (tmp_path / ".gitignore").write_text(".built/\n", encoding="utf-8")
    commit(folder, "The data")
    return folder


def build() -> None:
    assert main(["build"]) == 0


def git(folder: DataFolder, *call: str) -> subprocess.CompletedProcess[str]:
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false"]
    return subprocess.run(["git", *who, *call], cwd=folder.path.parent, check=True, capture_output=True, text=True)


def commit(folder: DataFolder, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)


def edit(folder: DataFolder, name: str, change: Callable[[dict[str, Any]], None]) -> None:
    path = folder.records / "places" / f"{name}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(canonical(Record.model_validate(data)), encoding="utf-8")


def other_year(data: dict[str, Any]) -> None:
    for period, bound in ((0, "end"), (1, "start")):
        data["names"][period][bound] = "1937-05-01"


def disagreement(data: dict[str, Any]) -> None:
    data.setdefault("disagreements", []).append({"field": "names[1].start", "value": "1935", "source": "museum"})


def new_last_name(data: dict[str, Any]) -> None:
    data["names"][2] |= {"name": f"Town of {data['id']}", "change": "renamed", "named_for": "other"}


@pytest.mark.parametrize("change", [other_year, disagreement, new_last_name])
def test_two_edits_of_neighbours_merge_and_the_layer_is_that_of_both(
    change: Callable[[dict[str, Any]], None], folder: DataFolder
) -> None:
    for name in EDITED:
        git(folder, "checkout", "-q", "-b", name, "main")
        edit(folder, name, change)
        (folder.changes / f"{name}.md").parent.mkdir(exist_ok=True)
        (folder.changes / f"{name}.md").write_text(f"Something about {name}.", encoding="utf-8")
        build()
        commit(folder, name)
        assert git(folder, "diff", "--name-only", "main").stdout.split() == [
            f"data/changes/{name}.md", "data/layer.geojson", f"data/records/places/{name}.json",
        ]  # fmt: skip
    git(folder, "merge", "-q", EDITED[0])
    assert main(["check"]) == 0
    assert main(["build", "--check"]) == 0
    changed = {row["properties"]["record_id"] for row in read_layer(folder.layer)["features"] if is_edited(row, change)}
    assert changed == set(EDITED)


def is_edited(row: dict[str, Any], change: Callable[[dict[str, Any]], None]) -> bool:
    said = row["properties"]
    return {
        other_year: said["start_date"] == "1937-05-01",
        disagreement: said["disputed"],
        new_last_name: said["name"].startswith("Town of"),
    }[change]


def test_two_new_records_on_either_side_of_another_merge(folder: DataFolder) -> None:
    for name, lat in (("beta-a", 43.0), ("beta-u", 43.1)):
        git(folder, "checkout", "-q", "-b", name, "main")
        new = record(id=name, location__lat=lat, note=f"Another town of the tests alone, {name}.")
        (folder.records / "places" / f"{name}.json").write_text(canonical(new), encoding="utf-8")
        build()
        commit(folder, name)
    git(folder, "merge", "-q", "beta-a")
    assert main(["build", "--check"]) == 0


def test_two_edits_of_one_line_do_conflict(folder: DataFolder) -> None:
    for number, name in enumerate(EDITED):
        git(folder, "checkout", "-q", "-b", name, "main")
        edit(
            folder,
            EDITED[0],
            lambda data, number=number: data.update(note=f"A note that editor number {number} alone has written."),
        )
        build()
        commit(folder, name)
    with pytest.raises(subprocess.CalledProcessError):
        git(folder, "merge", "-q", EDITED[0])
