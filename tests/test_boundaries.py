"""Who may import what: the design's one-way street, held by walking the syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEVELS: list[set[str]] = [
    {
        "geo.characters",
        "geo.datehints",
        "geo.drafts",
        "geo.errors",
        "geo.frontend",
        "geo.jsonwords",
        "geo.paths",
    },
    {"geo.codes", "geo.dates", "geo.files"},
    {"geo.polygons", "geo.shape"},
    {"geo.dataset", "geo.records", "geo.geocode", "geo.basemap", "geo.borders", "geo.skeleton", "geo.towns"},
    {"geo.chain", "geo.honours", "geo.sources", "geo.words"},
    {"geo.checks", "geo.cite", "geo.coverage", "geo.layer", "geo.neighbours", "geo.story"},
    {
        "geo.chronicle",
        "geo.endings",
        "geo.facets",
        "geo.listing",
        "geo.export",
        "geo.near",
        "geo.schema",
        "geo.search",
        "geo.tallies",
        "geo.webmap",
    },
    {"geo.annals", "geo.charts"},
    {"geo.formats"},
    {"geo.library", "geo.package", "geo.site"},
    {"geo.ui", "geo.commands"},
    {"geo.__main__", "app"},
]
MODULES = sorted([*ROOT.glob("geo/**/*.py"), ROOT / "app.py"])
ALLOWED = {
    "streamlit": {"geo.ui", "app"},
    "starlette": {"geo.ui"},
    "folium": {"geo.webmap"},
    "branca": {"geo.webmap"},
    "geopy": {"geo.geocode"},
    "edtf": {"geo.dates"},
    "markdown_it": {"geo.site"},
    "tldextract": {"geo.sources"},
    "yaml": {"geo.package"},
}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    """Give the part of the design that a module belongs to: a package for everything below it."""
    packages = ("geo.ui", "geo.formats", "geo.checks", "geo.commands", "geo.layer", "geo.site")
    return next((package for package in packages if module.startswith(package)), module)


def imports_of(path: Path) -> Iterator[str]:
    modules = {name_of(other) for other in MODULES}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in modules else node.module for name in names)


def level_of(part: str) -> int:
    return next(number for number, parts in enumerate(LEVELS) if part in parts)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_flow_one_way(path: Path) -> None:
    own = part_of(name_of(path))
    if own == "geo":
        return
    for imported in imports_of(path):
        other = part_of(imported)
        if (other.startswith("geo.") and other != own) or other == "app":
            assert level_of(other) < level_of(own), f"{own} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_only_where_the_design_says(path: Path) -> None:
    own = part_of(name_of(path))
    for imported in imports_of(path):
        root = imported.partition(".")[0]
        assert own in ALLOWED.get(root, {own}), f"{own} imports {root}"


def test_every_module_has_a_level() -> None:
    for path in MODULES:
        if name_of(path) != "geo":
            assert level_of(part_of(name_of(path))) >= 0


def test_the_page_computes_nothing() -> None:
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.BinOp | ast.For | ast.FunctionDef | ast.Lambda)]
