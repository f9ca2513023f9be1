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

from jinja2 import Environment
from markupsafe import Markup

from geo.core.errors import LayerError
from geo.exports.about import Opened, about, filter_words, plain_text
from geo.exports.editions import editions_offered
from geo.exports.geojson import query_string
from geo.exports.linked import linked_dataset
from geo.exports.markup import rendered, templates
from geo.exports.quoted import quoted_figures
from geo.exports.screen import (
    Held,
    figure_script,
    held,
    json_text,
    map_words,
    page_script,
    page_style,
    parts_of,
    timeless,
    unopened,
)
from geo.layer import Fields, Query
from geo.map.time_map import MapPage, TimeMap
from geo.web.assets import figure_style, leaflet_markers, leaflet_script

__all__ = ["TEMPLATES", "embedded", "environment", "head_words", "to_html", "to_map"]

TEMPLATES = Path(__file__).parent / "templates"
_ENDS_SCRIPT = re.compile(r"</(script|style)|<!--", re.IGNORECASE)
_FIRST = {"page", "phrases", "when", "outlines", "figures"}
"""What stands before the script beside the columns: the map is drawn before the browser has read the rest."""
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
    return _alone(_words(data, held(data, query), query), data.fields)


def to_map(data: Opened, query: Query) -> TimeMap:
    """Make the same map as an object of folium's, to which its elements can be added.

    Parameters
    ----------
    data, query
        As for :func:`to_html`.

    Raises
    ------
    LayerError, QueryError
        As for :func:`to_html`.
    """
    query = query.within(data.fields)
    inside, first_view = held(data, query), data.fields.subject.first_view
    words = _words(data, inside, query)
    text = data.fields.text
    head = rendered(
        environment(), "figure_head.html", text, **words, script=_code(leaflet_script() + leaflet_markers())
    )
    page = MapPage(
        title=inside.edition.short_title,
        alone=_alone(words, data.fields),
        head=head,
        body=rendered(environment(), "screen_body.html", text, **{**words, "texts": words["texts"] | words["later"]}),
        script=_code(figure_script(first_view)),
    )
    return TimeMap(first_view, page, records=inside.periods["record_id"].nunique(), words=map_words(query))


def _words(data: Opened, inside: Held, query: Query) -> dict[str, Any]:
    """Give what the templates of a page in one file say."""
    beside: dict[str, Any] = {
        "asked": None,
        "records": None,
        "base": None,
        "chunks": None,
        "editions": editions_offered(data, []),
    }
    parts = parts_of(inside, query, pages=[], **beside)
    columns = base64.b64encode(parts.columns).decode("ascii")
    texts = parts.texts
    if len(inside.periods) == len(data.periods):  # numbers of a part would be others than those that are quoted
        texts = {**texts, "figures": unopened(plain_text(json_text(quoted_figures(inside))))}
    return {
        **head_words(data, inside, query),
        "share": None,
        "linked": Markup(json_text(linked_dataset(data))),  # noqa: S704 - no "<" is left
        "style": _code(page_style() + figure_style()),
        "columns": Markup(columns),  # noqa: S704 - base64
        "texts": _marked({name: text for name, text in texts.items() if name in _FIRST}),
        "later": _marked({name: text for name, text in texts.items() if name not in _FIRST}),
        "files": None,
        "pages": [],
    }


def _marked(texts: dict[str, str]) -> dict[str, Markup]:
    """Let texts in which no ``<`` is left stand in elements as they are."""
    return {name: Markup(text) for name, text in texts.items()}  # noqa: S704 - no "<" is left


def _alone(words: dict[str, Any], fields: Fields) -> bytes:
    script = page_script(fields.subject.first_view)
    values = {**words, "script": _code(script), "policy": _policy(script, words["style"])}
    page = rendered(environment(), "screen.html", fields.text, **values)
    return page.encode("utf-8")


def head_words(data: Opened, inside: Held, query: Query) -> dict[str, Any]:
    """Give what the head of a page says of it, and what stands there until the map is drawn."""
    metadata = about(data.collection, query)
    narrowed = bool(query_string(timeless(query)))
    words = plain_text(filter_words(timeless(query)))
    return {
        "metadata": metadata,
        "heading": f"{metadata['title']} ({words})" if narrowed else metadata["title"],
        "title": metadata["title"].partition(": ")[0],
        "description": inside.edition.description,
        "empty": words if inside.periods.empty else None,
    }


@cache
def environment() -> Environment:
    """Give the templates of pages."""
    return templates(TEMPLATES, keep_trailing_newline=True, trim_blocks=True)


def embedded(page: bytes, name: str) -> Any:
    """Read what a page of :func:`to_html` holds.

    Parameters
    ----------
    page : bytes
    name : str
        ``page``, ``phrases``, ``when``, ``search``, ``outlines``, ``towns``, ``centres``, ``events``,
        ``stories``, ``figures`` (of the whole data alone), ``details-0``, ...; of ``columns`` the head is given.
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
