"""No page has words of its own: what people read stands in the catalogue, and all that stands there is asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from geo.exports.front import OF_PYTHON
from tests.samples import TEXT

ROOT = Path(__file__).resolve().parents[2]
GEO = ROOT / "geo"
TEMPLATES = sorted(GEO.rglob("*.html"))
SOURCES = sorted(GEO.rglob("*.py"))
PAGES = sorted(
    path
    for pattern in (
        "ui/*.py", "exports/site/*.py", "exports/mapimage/*.py", "stats/*.py", "text/*.py", "exports/markup.py",
        "exports/html.py", "exports/screen.py", "exports/front.py", "exports/editions.py", "exports/quoted.py",
        "exports/built.py", "map/folium_map.py", "records/account.py", "records/citation.py", "records/events.py",
        "records/stories.py", "records/lessons.py", "find/same_time.py",
    )
    for path in GEO.glob(pattern)
)  # fmt: skip
"""The modules that make what people see on pages, charts and pictures."""

CODE, MARKUP, POLICY, NAME = "a code of the data", "markup", "a header", "the name of a part, which nobody sees"
EXCUSED: dict[str, dict[str, str]] = {
    "exports/front.py": {"new form": CODE},
    "exports/html.py": {
        '<script type="{}" id="part-{}">': MARKUP,
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'": POLICY,
    },
    "exports/mapimage/__init__.py": {"pictures need {}, the extra `pictures`": "the text of an error"},
    "exports/mapimage/files.py": {
        "DejaVu Sans": "a font",
        **dict.fromkeys(("Title", "Source", "Software", "Rights", "Date", "Creator", "Copyright"), "metadata of files"),
    },
    "exports/screen.py": {"restore it from the repository": "the remedy of an error"},
    "exports/site/first.py": {
        "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
        "base-uri 'none'; form-action 'none'": POLICY,
        '{\nconst ahead = document.createElement("link");\ndocument.head.append(Object.assign(ahead, '
        '{ rel: "preload", as: "script", href: "%s" }));\n}\n': "JavaScript",
    },
    "exports/site/pages.py": {"{}; script-src 'self' file:": POLICY, "Place": "a type of schema.org"},
    "map/folium_map.py": {
        "{% macro script(this, kwargs) %}const {{ this.get_name() }} = timemap.{}({});{% endmacro %}": "JavaScript"
    },
    "stats/agreement.py": dict.fromkeys(("same day", "same year", "may be the same", "same fate"), CODE),
    "stats/figures.py": dict.fromkeys(("put up", "taken down", "names given up"), "a column of a file, kept as it is"),
    "stats/tables.py": dict.fromkeys(("still so", "not known"), CODE),
    "ui/chart_page.py": {"chart {}": NAME},
    "ui/coverage.py": {"frame place": NAME},
    "ui/early.py": {
        '<link rel="stylesheet" href="{}">': MARKUP,
        '<link rel="preload" as="fetch" crossorigin="anonymous" href="{}">': MARKUP,
        '<script type="application/json" id="early-page">{}</script>': MARKUP,
        '<script defer fetchpriority="high" src="{}" onerror="startStreamlit()"></script>': MARKUP,
    },
    "ui/marks.py": dict.fromkeys(("still so", "not known"), CODE),
    "ui/routes.py": dict.fromkeys(
        ("public, max-age=31536000, immutable", "attachment; filename*=utf-8''{}", 'attachment; filename="{}.{}"'),
        POLICY,
    ),
    "ui/server.py": {"frame-ancestors {}": POLICY},
}
"""Literals that look like words for people and are none, by module, each with what it is."""

WORDS = re.compile(r"[A-Za-z]{2,}[,;:.]? \(?[A-Za-z]{2,}|^[A-Z][a-z]+\b|\{\}[,;:]? \(?[a-z]{2,}|\b[a-z]{2,}[,;:]? \{\}")
"""Two words, a word with a capital, or a word beside a value."""
SEEN = {"title", "aria-label", "placeholder", "alt", "label"}
"""The attributes that people read or hear."""
KEY = re.compile(r"[a-z]+(?:\.[\w-]+)+")
ASKING = {"message", "say", "word", "joined", "has", "around"}
"""What asks the catalogue for a message, by a key that is its first value."""


def passed_over(tree: ast.AST) -> set[int]:
    """Give the nodes whose texts no page shows: docstrings, annotations, errors, patterns, codes that are compared."""
    found: list[ast.AST] = []
    for node in ast.walk(tree):
        match node:
            case ast.Expr() | ast.Raise() | ast.Compare() | ast.Subscript():
                found.append(node.value if isinstance(node, ast.Expr | ast.Subscript) else node)
                found += [node.slice] if isinstance(node, ast.Subscript) else []
                if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
                    found.remove(node.value)
            case ast.Call(func=ast.Name(id=name)) if name.endswith("Error"):
                found.append(node)
            case ast.Call(func=ast.Attribute(attr="compile" | "exception" | "warning" | "fullmatch")):
                found.append(node)
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                found.append(node)
            case ast.arg(annotation=ast.AST() as annotation) | ast.AnnAssign(annotation=annotation):
                found.append(annotation)
    return {id(inner) for node in found for inner in ast.walk(node)}


def text_of(node: ast.AST) -> str | None:
    """Give a literal's text, with ``{}`` for each value in it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def literals_for_people(source: str) -> list[str]:
    """Find the literals of a Python module that people would read."""
    tree = ast.parse(source)
    over = passed_over(tree)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    texts = [text_of(node) for node in ast.walk(tree) if id(node) not in over | inside]
    return [text for text in texts if text and WORDS.search(text)]


class _Read(HTMLParser):
    """Collects what a template says: texts, and attributes that people read."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = [tag]
        self.said += [value for name, value in attrs if name in SEEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.inside = []

    def handle_data(self, data: str) -> None:
        if self.inside not in (["script"], ["style"]):
            self.said.append(data)


def words_in_template(source: str) -> list[str]:
    """Find the words of a template that people would read: in its markup and in its expressions; not ``PNG`` alone."""
    reader = _Read()
    reader.feed(re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", source, flags=re.DOTALL))
    reader.close()
    said = [text.strip() for text in reader.said if re.search(r"[A-Za-z]*[a-z][A-Za-z]*", text)]
    constants = [node.value for node in Environment(autoescape=True).parse(source).find_all(nodes.Const)]
    return said + [text for text in constants if isinstance(text, str) and WORDS.search(text)]


def keys_asked(path: Path) -> Iterator[str]:
    """Give what a file asks the catalogue for as patterns, one value being any part of a key between two dots."""
    source = path.read_text(encoding="utf-8")
    yield from (_asked_in_templates if path.suffix == ".html" else _asked_in_python)(source)


def _asked_in_templates(source: str) -> Iterator[str]:
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ASKING and call.args:
            first = call.args[0]
            joined = isinstance(first, nodes.Concat)
            consts = [first] if isinstance(first, nodes.Const) else [*first.find_all(nodes.Const)]
            for const in consts:
                if isinstance(const.value, str) and KEY.match(const.value):
                    more = r"\.[\w-]+" if call.node.name == "word" else r"[\w-]+" if joined else ""
                    yield re.escape(const.value) + more


def _asked_in_python(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in ASKING:
            texts = [text_of(one) for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant | ast.JoinedStr)]
            whole = text_of(node.args[0])
            more = r"\.[\w-]+" if name == "word" else ""
            for text in [whole] if whole else texts:
                if text and re.match(r"[a-z]+\.", text):
                    yield re.escape(text).replace(r"\{\}", r"[\w-]*") + more


def names_of_keys(path: Path) -> set[str]:
    """Give the literals of a module that are keys, wherever they stand: some are handed to what asks."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in TEXT.messages()}


ASKED = {path: sorted(set(keys_asked(path))) for path in (*SOURCES, *TEMPLATES)}


def name_of(path: Path) -> str:
    return path.relative_to(GEO).as_posix()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_module_says_its_words_by_the_catalogue(path: Path) -> None:
    found = literals_for_people(path.read_text(encoding="utf-8"))
    assert [text for text in found if text not in EXCUSED.get(name_of(path), {})] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_says_its_words_by_the_catalogue(path: Path) -> None:
    assert words_in_template(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", EXCUSED)
def test_what_is_excused_is_there(name: str) -> None:
    assert {*EXCUSED[name]} <= {*literals_for_people((GEO / name).read_text(encoding="utf-8"))}


def test_words_in_a_module_are_found() -> None:
    assert literals_for_people('st.title("Charts")') == ["Charts"]
    assert literals_for_people('st.caption(f"{number} more that no source dates")') == ["{} more that no source dates"]
    assert literals_for_people('label = f"{count} years"') == ["{} years"]
    assert literals_for_people('HEADINGS = {"records": "of them monuments"}') == ["of them monuments"]
    assert literals_for_people('"""A docstring."""\nraise LayerError(f"{name} is missing; restore it")') == []
    assert literals_for_people('text.message("charts.lead", count=rows["at risk"])') == []


def test_words_in_a_template_are_found() -> None:
    assert words_in_template("<h1>Records</h1>") == ["Records"]
    assert words_in_template('<nav aria-label="Site">{{ words }}</nav>') == ["Site"]
    assert words_in_template('<p>{{ "As a table" if marks else name }}</p>') == ["As a table"]
    assert words_in_template('<p title="{{ say("ui.pages") }}">{{ say("ui.pages") }}: PNG</p>') == []


@pytest.mark.parametrize("path", [path for path in ASKED if ASKED[path]], ids=name_of)
def test_a_message_that_is_asked_for_is_in_the_catalogue(path: Path) -> None:
    messages = [*TEXT.messages()]
    assert [asked for asked in ASKED[path] if not any(re.fullmatch(asked, key) for key in messages)] == []


def test_a_message_that_is_not_there_is_found() -> None:
    assert [*_asked_in_python('say("charts.lead"); word("web.option.fate", code); say(f"ui.{name}.x")')] == [
        r"charts\.lead", r"web\.option\.fate\.[\w-]+", r"ui\.[\w-]*\.x",
    ]  # fmt: skip
    assert [*_asked_in_templates('{{ say("web.mode." ~ mode) }}{{ word("figures.column", name) }}')] == [
        r"web\.mode\.[\w-]+", r"figures\.column\.[\w-]+",
    ]  # fmt: skip


def test_a_message_of_python_is_asked_for() -> None:
    patterns = {re.compile(asked) for found in ASKED.values() for asked in found}
    named = {key for path in PAGES for key in names_of_keys(path)}
    own = [key for key in TEXT.messages() if key.startswith(OF_PYTHON)]
    assert len(own) > 200
    assert [key for key in own if key not in named and not any(one.fullmatch(key) for one in patterns)] == []
