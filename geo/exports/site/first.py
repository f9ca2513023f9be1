"""The site's first page: the map, whose parts are scripts: a page that was opened from disk may fetch nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from geo.exports.editions import WithEditions, edition_parts, editions_offered, own_parts
from geo.exports.html import environment, head_words
from geo.exports.markup import rendered
from geo.exports.screen import divided_script, held, json_text, page_style, parts_of
from geo.exports.site.pages import ASKED, NAVIGATION
from geo.layer import Query
from geo.map.topology import thinned

__all__ = ["FOLDER", "LATER", "POLICY", "first_page"]

FOLDER = "map"
"""Folder of the site with the scripts, the style and the parts of the map."""

POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "base-uri 'none'; form-action 'none'"
)
"""What the page may do: run and look like our own files, and fetch nothing. From disk no address is ``'self'``."""

LATER = "later.js"
"""Name of the script of what is wanted only after the first map."""
_FIRST = ("columns", "phrases")
"""The parts that the page is made of; the outlines of its map come meanwhile, the others when they are wanted."""
_AHEAD = """{
const ahead = document.createElement("link");
document.head.append(Object.assign(ahead, { rel: "preload", as: "script", href: "%s" }));
}
"""
"""Asks for a script before anything else is done; together with the others it would hold them up."""
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\\x00"})


def first_page(
    data: WithEditions, base: str | None, *, share: Mapping[str, str], linked: Mapping[str, Any]
) -> Iterator[tuple[str, bytes]]:
    """Give the files of the site's first page: path and bytes.

    Parameters
    ----------
    data : WithEditions
    base : str or None
        Address of the site with a slash at its end, or None if it has none yet.
    share, linked : mapping
        What others show of the page, and what search engines are told.
    """
    inside = held(data, Query())
    say = data.fields.text.message
    pages = [{"words": say(key), "href": href, "current": href == "index.html"} for key, href in NAVIGATION]
    beside: dict[str, Any] = {
        "pages": pages,
        "asked": ASKED,
        "records": "record/{id}.html",
        "base": base,
        "chunks": f"{FOLDER}/{{name}}.js",
        "editions": editions_offered(data, data.editions),
    }
    parts = parts_of(inside, Query(), **beside)
    script, later = divided_script(data.fields.subject.first_view, f"{FOLDER}/{LATER}")
    script = _AHEAD % f"{FOLDER}/outlines.js" + script
    texts = {"page": Markup(parts.texts["page"])}  # noqa: S704 - no "<" is left in it
    scripts = [f"{FOLDER}/{name}.js" for name in (*_FIRST, "screen")]
    page = rendered(
        environment(),
        "screen.html",
        data.fields.text,
        **head_words(data, inside, Query()),
        policy=POLICY,
        share=share,
        linked=Markup(json_text(linked)),  # noqa: S704 - no "<" is left in it
        texts=texts,
        pages=pages,
        files={"styles": [f"{FOLDER}/screen.css"], "scripts": scripts},
    )
    yield "index.html", page.encode("utf-8")
    yield f"{FOLDER}/screen.css", page_style().encode("utf-8")
    yield f"{FOLDER}/screen.js", script.encode("utf-8")
    yield f"{FOLDER}/{LATER}", later.encode("utf-8")
    yield f"{FOLDER}/columns.js", _part("columns", _columns(parts.columns))
    for name, text in _divided(parts.texts):
        yield f"{FOLDER}/{name}.js", _part(name, text)
    for version in data.editions:
        yield from _edition(data, version)


def _divided(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the parts beside the page; the outlines are thinned first, and whole lines come after the first map."""
    outlines = json.loads(texts["outlines"])
    thin = {"outlines": json_text(thinned(outlines)), "lines": json_text(outlines["arcs"])}
    return ((name, text) for name, text in {**texts, **thin}.items() if name != "page")


def _edition(data: WithEditions, version: str) -> Iterator[tuple[str, bytes]]:
    """Give what the page shows of a former edition instead of today's parts, in a folder of its own."""
    parts = edition_parts(data.kept(version))
    name = f"{version}/columns"
    yield f"{FOLDER}/{name}.js", _part(name, _columns(parts.columns))
    for own, text in own_parts(parts):
        name = f"{version}/{own}"
        yield f"{FOLDER}/{name}.js", _part(name, text)


def _part(name: str, value: str) -> bytes:
    """Write a script that brings a part of the page; see ``geo/web/host/file.js``."""
    return f"(self.frontParts ??= []).push([{json.dumps(name)}, {value}]);\n".encode()


def _columns(columns: bytes) -> str:
    """Write the columns as JavaScript: their head as it is, and of the arrays each byte as a character.

    Compressed that is a quarter smaller than base64.
    """
    start = 4 + int.from_bytes(columns[:4], "little")
    head, body = columns[4:start].decode("utf-8").rstrip(), columns[start:].decode("latin-1")
    return f'[{head}, "{body.translate(_QUOTED)}"]'
