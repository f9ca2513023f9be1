"""Only listed files are served, from a private folder, under addresses that carry a hash of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.core.errors import LayerError
from geo.ui import component, served
from geo.web.assets import FRONTEND, modules_of
from tests.samples import FOLDER


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have the copies made in a folder of the test, as a process that has served nothing yet."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setattr(served, "_held", {})
    monkeypatch.setattr(served, "_sets", {})
    yield folder
    served.clear()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "layer.geojson").write_text("{}", encoding="utf-8")
    return folder


def folder_of(own_folder: Path, address: str) -> Path:
    (root,) = own_folder.iterdir()
    return root / address.rpartition(".")[2]


def test_a_set_holds_the_listed_files_and_no_other(data: Path, own_folder: Path) -> None:
    for name in (".env", "layer.geojson~", ".layer.geojson.k3j2", "evil.svg"):
        (data / name).write_text("secret", encoding="utf-8")
    (data / ".git").mkdir()
    os.mkfifo(data / "pipe")
    (data / "link").symlink_to("/etc/passwd")
    address = served.serve("data", {"layer.geojson": data / "layer.geojson"})
    assert address.startswith("component/geo.ui.served.data_")
    assert [file.name for file in folder_of(own_folder, address).iterdir()] == ["layer.geojson"]


def test_the_page_serves_only_what_it_needs(own_folder: Path) -> None:
    served.serve("data", {file.name: file for file in FOLDER.fetched})
    served.serve("frontend", {name: FRONTEND / name for name in component._FRONTEND})
    (root,) = own_folder.iterdir()
    names = {file.name for file in root.rglob("*") if file.is_file()}
    assert {"layer.geojson", "basemap.geojson", "borders.geojson", "towns.json", "events.json"} <= names
    assert not names & {"standalone.js", "boot.js", "entry.js", "dataset.json", "README.md", "missing.json"}


@pytest.mark.parametrize("entry", ["main.js", "recordcard.js", "list.js"])
def test_whatever_a_served_module_imports_is_served(entry: str) -> None:
    assert {name.removeprefix("./") for name in modules_of(entry, "./")} <= set(component._FRONTEND)


def test_the_address_is_another_when_a_byte_is_another(data: Path) -> None:
    files = {"layer.geojson": data / "layer.geojson"}
    before = served.serve("data", files)
    assert served.serve("data", files) == before
    (data / "layer.geojson").write_text("{ }", encoding="utf-8")
    after = served.serve("data", files)
    assert after != before
    assert served.NEVER_CHANGES.search(f"/{after}/layer.geojson")
    assert served.NEVER_CHANGES.search(f"/base/path/{before}/layer.geojson")


def test_an_address_keeps_its_content_while_the_file_is_written(data: Path, own_folder: Path) -> None:
    address = served.serve("data", {"layer.geojson": data / "layer.geojson"})
    with (data / "layer.geojson").open("w", encoding="utf-8") as file:
        file.write('{"half')
        file.flush()
        assert (folder_of(own_folder, address) / "layer.geojson").read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize("thing", ["pipe", "folder", "nothing", "link to nothing", "link to a pipe"])
def test_what_is_no_file_is_refused_at_once(thing: str, data: Path, own_folder: Path) -> None:
    path = data / "towns.json"
    match thing:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "link to nothing":
            path.symlink_to(data / "gone")
        case "link to a pipe":
            os.mkfifo(data / "pipe")
            path.symlink_to(data / "pipe")
    with pytest.raises(LayerError, match=r"^towns\.json is missing or no file; restore it"):
        served.serve("data", {"towns.json": path})
    assert [*own_folder.iterdir()] == []


def test_old_sets_are_forgotten(data: Path, own_folder: Path) -> None:
    addresses = []
    for number in range(6):
        (data / "layer.geojson").write_text(str(number), encoding="utf-8")
        addresses.append(served.serve("data", {"layer.geojson": data / "layer.geojson"}))
    assert [folder_of(own_folder, address).exists() for address in addresses] == [False, False, True, True, True, True]


ENDS = "import os, pathlib, sys\nfrom geo.ui import served\nserved.serve('x', {'x': pathlib.Path(sys.argv[1])})\n"


def run(source: str, data: Path, own_folder: Path) -> int:
    call = [sys.executable, "-c", source, str(data / "layer.geojson")]
    return subprocess.run(call, env={**os.environ, "TMPDIR": str(own_folder)}, check=False).returncode


def test_a_process_that_ends_leaves_nothing(data: Path, own_folder: Path) -> None:
    assert run(ENDS, data, own_folder) == 0
    assert [*own_folder.iterdir()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_what_a_killed_process_left_is_removed_by_the_next_and_what_is_in_use_stays(
    data: Path, own_folder: Path
) -> None:
    assert run(ENDS + "os.kill(os.getpid(), 9)\n", data, own_folder) == -9
    (left,) = own_folder.iterdir()
    used = folder_of(own_folder, "x").parent
    assert used == left
    served.serve("data", {"layer.geojson": data / "layer.geojson"})
    assert left.exists()  # it is so new that another process may just be making it
    ours = next(root for root in own_folder.iterdir() if root != left)
    for root in (left, ours):
        os.utime(root, (time.time() - 3600,) * 2)
    assert run(ENDS, data, own_folder) == 0
    assert [*own_folder.iterdir()] == [ours]
