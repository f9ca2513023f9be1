"""The house: rooms, who may import whom, and where files lie; held by walking the syntax trees."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER: list[set[str]] = [
    {"core"},
    {"text"},
    {"records"},
    {"layer"},
    {"stats", "find"},
    {"web"},
    {"map"},
    {"exports"},
    {"dataset"},
    {"ui", "cli"},
    {"__main__", "app"},
]
"""The rooms from the lowest to the highest; one imports from lower ones alone."""
TOP = {"__init__", "__main__", "dataset"}
LONGEST = 400
MODULES = sorted([*ROOT.glob("geo/**/*.py"), ROOT / "app.py"])
ASSETS = sorted(path for pattern in ("*.js", "*.css", "*.html") for path in ROOT.glob(f"geo/**/{pattern}"))
LONGEST_SCRIPT = 300
WEB = ROOT / "geo" / "web"
SCRIPTS = sorted(WEB.rglob("*.js"))
PARTS: dict[str, set[str]] = {"model": {"model"}, "view": {"model", "view"}, "host": {"model", "view", "host"}}
"""The rooms of the front end, and from which of them the modules of each may import."""
ALLOWED = {
    "streamlit": {"geo.ui", "app"},
    "starlette": {"geo.ui", "app"},
    "altair": {"geo.ui"},
    "folium": {"geo.map"},
    "branca": {"geo.map"},
    "geopy": {"geo.core.distance"},
    "edtf": {"geo.core.dates"},
    "markdown_it": {"geo.exports.site"},
    "tldextract": {"geo.records.sources"},
    "yaml": {"geo.exports.package"},
    "jinja2": {"geo.exports", "geo.map"},
    "vl_convert": {"geo.ui.pictures"},
    "matplotlib": {"geo.exports.mapimage"},
    "PIL": {"geo.exports.mapimage"},
}
"""Where alone a library is imported."""


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """Give the room of a module: the package below ``geo``, or the module at the top."""
    parts = module.split(".")
    return parts[1] if parts[0] == "geo" and len(parts) > 1 else parts[0]


def level_of(room: str) -> int:
    return next(number for number, rooms in enumerate(ORDER) if room in rooms)


NAMES = {name_of(path) for path in MODULES}


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in NAMES else node.module for name in names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    own = room_of(name_of(path))
    if own == "geo":
        return
    for imported in imports_of(path):
        if imported.startswith("geo."):
            other = room_of(imported)
            assert other == own or level_of(other) < level_of(own), f"{name_of(path)} imports {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_room_reaches_by_path_into_another(path: Path) -> None:
    """A room finds its own files by its own path; another's it asks for by import."""
    own = room_of(name_of(path))
    rooms = {room for level in ORDER for room in level} - {own, "app"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.Constant):
            first = str(node.right.value).split("/")[0]
            assert first not in rooms or "geo" not in ast.unparse(node.left), f"{name_of(path)}: {ast.unparse(node)}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_uses_of_another_what_its_init_names(path: Path) -> None:
    own = room_of(name_of(path))
    for imported in imports_of(path):
        parts = imported.split(".")
        if parts[0] == "geo" and len(parts) > 2 and parts[1] != own:
            assert parts[2] in offered(parts[1]), f"geo.{parts[1]} does not offer {imported}"


def offered(room: str) -> set[str]:
    """Give what the ``__init__`` of a room names for the others."""
    tree = ast.parse((ROOT / "geo" / room / "__init__.py").read_text(encoding="utf-8"))
    names = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]  # fmt: skip
    return set(ast.literal_eval(names[0]))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_only_where_the_design_says(path: Path) -> None:
    for imported in imports_of(path):
        places = ALLOWED.get(imported.partition(".")[0])
        assert places is None or any(name_of(path).startswith(place) for place in places), imported


def test_every_room_has_its_place_and_an_init_that_says_what_it_is() -> None:
    rooms = {path.parent.name for path in ROOT.glob("geo/*/__init__.py")}
    assert rooms == {room for level in ORDER for room in level} - TOP - {"app"}
    assert {path.stem for path in ROOT.glob("geo/*.py")} == TOP
    for room in rooms:
        assert ast.get_docstring(ast.parse((ROOT / "geo" / room / "__init__.py").read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", [*MODULES, *ASSETS], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_a_person_reads_at_once(path: Path) -> None:
    most = LONGEST_SCRIPT if path.suffix == ".js" else LONGEST
    assert len(path.read_text(encoding="utf-8").splitlines()) <= most


def test_the_front_end_has_three_rooms_and_no_module_beside_them() -> None:
    assert {path.parent.relative_to(WEB).as_posix() for path in SCRIPTS} == {*PARTS}


IMPORT = re.compile(r"""\bfrom\s+"([^"\n]+)"|\bimport\s*\(?\s*"([^"\n]+)\"""")
"""Where a module imports from, at its head or when it is needed; what eval and markup are, the linter looks for."""


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(WEB).as_posix())
def test_modules_of_the_front_end_import_from_lower_rooms_alone(path: Path) -> None:
    for pair in IMPORT.findall(_code_of(path)):
        (name,) = filter(None, pair)
        imported = (path.parent / name).resolve()
        assert name.startswith("."), f"{path.name} imports {name}: nothing comes from elsewhere"
        assert imported in SCRIPTS, f"{path.name} imports {name}, which is not there"
        assert imported.parent.name in PARTS[path.parent.name], f"{path.name} imports {name}"


def _code_of(path: Path) -> str:
    """Give a module without its comments."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", text, flags=re.S)


def test_no_stem_is_used_for_a_python_and_a_javascript_file() -> None:
    stems = {suffix: {path.stem for path in ROOT.glob(f"geo/**/*{suffix}")} for suffix in (".py", ".js")}
    assert not stems[".py"] & stems[".js"]


def test_the_page_computes_nothing() -> None:
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.BinOp | ast.For | ast.FunctionDef | ast.Lambda)]
