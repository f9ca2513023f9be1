"""The map in one file: it opens from disk without network, with the front end and all that it shows inside.

A strict content policy lets nothing be fetched and runs only the script written here, named by its hash; values from
the data stand in script elements as JSON in which no ``<`` is left, and reach the page as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geo.core.errors import LayerError
from geo.exports.about import Opened, about, filter_words, plain_text
from geo.exports.geojson import query_string
from geo.exports.linked import linked_dataset
from geo.exports.screen import Held, held, json_text, page_script, page_style, parts_of, timeless
from geo.layer import Query

__all__ = ["TEMPLATES", "embedded", "environment", "head_words", "to_html"]

TEMPLATES = Path(__file__).parent / "templates"
_ENDS_SCRIPT = re.compile(r"</(script|style)|<!--", re.IGNORECASE)
_ELEMENT = '<script type="{}" id="part-{}">'


def to_html(data: Opened, query: Query) -> bytes:
    """Write a choice as a map in one file.

    Parameters
    ----------
    data : Opened
        The layer, and what the map shows beside it.
    query : Query

    Returns
    -------
    bytes
        An HTML page in UTF-8. It holds the whole chains of the records that the query chooses, whatever its year and
        mode, and opens with the query's filters, year and mode, which its reader can change. An empty choice gives a
        page that says so. The same bytes on every run.

    Raises
    ------
    LayerError
        If the base map, the borders, the events or ``data/dataset.json`` is missing or broken.
    QueryError
        As for :func:`geo.layer.select`.
    """
    query = query.within(data.fields)
    inside = held(data, query)
    parts = parts_of(inside, query, pages=[], records=None, base=None, chunks=None)
    script, style = page_script(data.fields.subject.first_view), page_style()
    columns = base64.b64encode(parts.columns).decode("ascii")
    page = environment().get_template("screen.html").render(
        **head_words(data, inside, query),
        policy=_policy(script, style),
        share=None,
        linked=Markup(json_text(linked_dataset(data))),  # noqa: S704 - no "<" is left
        style=_code(style),
        script=_code(script),
        columns=Markup(columns),  # noqa: S704 - base64
        texts={name: Markup(text) for name, text in parts.texts.items()},  # noqa: S704 - no "<" is left
        files=None,
        pages=[],
    )  # fmt: skip
    return page.encode("utf-8")


def head_words(data: Opened, inside: Held, query: Query) -> dict[str, Any]:
    """Give what the head of a page says of it, and what stands there until the map is drawn."""
    said = about(data.collection, query)
    narrowed = bool(query_string(timeless(query)))
    words = plain_text(filter_words(timeless(query)))
    return {
        "said": said,
        "heading": f"{said['title']} ({words})" if narrowed else said["title"],
        "title": said["title"].partition(": ")[0],
        "description": inside.edition.description,
        "empty": words if inside.periods.empty else None,
    }


@cache
def environment() -> Environment:
    """Give the templates of pages."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True,
        trim_blocks=True,
    )  # fmt: skip


def embedded(page: bytes, name: str) -> Any:
    """Read what a page of :func:`to_html` holds.

    Parameters
    ----------
    page : bytes
    name : str
        ``page``, ``phrases``, ``when``, ``search``, ``outlines``, ``towns``, ``events``, ``details-0``, ...; of
        ``columns`` the head is given.
    """
    kind = "text/plain" if name == "columns" else "application/json"
    _, _, rest = page.decode("utf-8").partition(_ELEMENT.format(kind, name))
    text = rest.partition("</script>")[0]
    if name != "columns":
        return json.loads(text)
    columns = base64.b64decode(text)
    return json.loads(columns[4 : 4 + int.from_bytes(columns[:4], "little")])


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    """Name an inline script or style as a policy does."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _code(text: str) -> Markup:
    """Let a script or style of ours stand in its element as it is."""
    if found := _ENDS_SCRIPT.search(text):
        raise LayerError(f'a script or style has "{found[0]}" in it, which would end its element; write it otherwise')
    return Markup(text)  # noqa: S704 - checked above
