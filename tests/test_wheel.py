"""The wheel: built from the source distribution, installed in an empty environment, used from elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

from geo.core.folder import VARIABLE
from geo.records.edition import read_edition
from tests.samples import FOLDER, ROOT, folder_with, record

EDITION = read_edition(FOLDER.edition)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both distributions from a copy of what git knows, so that nothing of this checkout is touched."""
    source = tmp_path_factory.mktemp("source")
    call = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(call, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    out = source / "out"
    ran(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source), cwd=source)
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into an empty environment that sees the libraries of this one; give its programs."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, symlinks=True, with_pip=False)
    python = environment / "bin" / "python"
    ran(sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index", str(wheel))
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    for path in (site / "geo" / "_data").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return python.parent


def ran(*call: str, cwd: Path | None = None, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in (VARIABLE, "PYTHONPATH")}
    done = subprocess.run(call, cwd=cwd, env={**kept, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_data_and_front_end_and_nothing_of_the_checkout(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    known = {path.relative_to(ROOT).as_posix() for path in (ROOT / "geo").rglob("*")
             if path.is_file() and "__pycache__" not in path.parts}  # fmt: skip
    folders = (FOLDER.records, FOLDER.stories, FOLDER.text)
    files = [path for folder in folders for path in folder.rglob("*.json")]
    data = {f"geo/_data/{path.relative_to(FOLDER.path).as_posix()}" for path in files}
    data |= {f"geo/_data/{path.name}" for path in FOLDER.path.iterdir() if path.is_file()}
    data |= {f"geo/_data/editions/{path.name}" for path in FOLDER.editions.iterdir()}
    assert {name for name in names if ".dist-info/" not in name} == known | data


def test_the_wheel_says_its_version_its_needs_and_both_licences(wheel: Path) -> None:
    files = zipfile.ZipFile(wheel)
    (name,) = [one for one in files.namelist() if one.endswith(".dist-info/METADATA")]
    said = message_from_string(files.read(name).decode("utf-8"))
    assert (said["Name"], said["Version"]) == (EDITION.name, EDITION.version)
    listed = [line for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    needs = said.get_all("Requires-Dist") or []
    assert [one for one in needs if "extra ==" not in one] == listed
    assert {"tests", "maintain", "pictures"} == set(said.get_all("Provides-Extra") or [])
    assert said["License-Expression"] == f"{EDITION.code_license} AND {EDITION.license}"


def test_the_source_distribution_has_what_the_tests_need(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"app.py", "setup.py", "requirements.txt", "tests/requirements.txt", "data/layer.geojson", "geo/py.typed"}
    needed |= {"tests/cases/presence.json", "benchmarks/measure.py", "data/changes/README.md", "CITATION.cff"}
    assert needed <= names
    assert not [name for name in names if "/.built" in name or "__pycache__" in name]


def test_the_console_script_answers_from_another_folder(installed: Path, tmp_path: Path) -> None:
    program = str(installed / "destalinization")
    assert ran(program, "--version", cwd=tmp_path) == f"{EDITION.name} {EDITION.version}, data of {EDITION.date}\n"
    ran(program, "export", "--country", "AM", "--output", "armenia.geojson", cwd=tmp_path)
    features = json.loads((tmp_path / "armenia.geojson").read_text(encoding="utf-8"))["features"]
    assert {feature["properties"]["country"] for feature in features} == {"AM"}


def test_the_library_reads_the_installed_data_from_another_folder(installed: Path, tmp_path: Path) -> None:
    told = ran(str(installed / "python"), "-c", LIBRARY, cwd=tmp_path)
    rows, folder, page = json.loads(told)
    assert rows == len(json.loads(FOLDER.layer.read_text(encoding="utf-8"))["features"])
    assert Path(folder).relative_to(installed.parent).parts[-2:] == ("geo", "_data")
    assert page > 100_000


LIBRARY = """
import json, geo
print(json.dumps([len(geo.load()), str(geo.open().folder.path), len(geo.make_map(country="AM").html)]))
"""


def test_what_is_built_for_installed_data_lies_in_the_cache_of_the_user(installed: Path, tmp_path: Path) -> None:
    data = Path(ran(str(installed / "python"), "-c", "import geo; print(geo.open().folder.path)").strip())
    before = sorted(data.rglob("*"))
    text = ran(str(installed / "python"), "-c", COVERAGE, cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert text.startswith("# Coverage")
    assert sorted(data.rglob("*")) == before
    assert [path.name for path in (tmp_path / "cache").rglob("*.md")] == ["COVERAGE.md"]


COVERAGE = """
import geo
from geo.exports.built import COVERAGE, built
print(built(geo.open(), COVERAGE).decode())
"""


def test_another_data_folder_is_read_without_a_byte_written_to_it(installed: Path, tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "own", [record()])
    files = {path: path.stat().st_mtime_ns for path in folder.path.rglob("*")}
    told = ran(str(installed / "python"), "-c", "import geo; print(len(geo.load()))", **{VARIABLE: str(folder.path)})
    assert told == "3\n"
    assert {path: path.stat().st_mtime_ns for path in folder.path.rglob("*")} == files


def test_the_types_of_the_package_are_offered_and_its_program_is_named() -> None:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert said["project"]["scripts"] == {"destalinization": "geo.__main__:run"}
    assert (ROOT / "geo" / "py.typed").read_bytes() == b""
