"""The map in one file: it opens from disk without network, with the app's own JavaScript inside.

A strict content policy lets nothing be fetched and runs only the scripts written here, each named by its hash; values
from the data stand in script elements as JSON in which no ``<`` is left, and reach the page as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geo.core.errors import LayerError
from geo.core.files import read_json
from geo.core.folder import DataFolder
from geo.exports.about import Opened, about, filter_words, plain_text
from geo.exports.geojson import file_name, query_string
from geo.exports.linked import linked_dataset, years_of_data
from geo.find.towns import read_towns
from geo.layer import Fields, Mask, Query, select
from geo.map.basemap import read_basemap
from geo.map.borders import read_borders
from geo.map.folium_map import MAP_ID, make_map, script_of
from geo.records.edition import Edition
from geo.records.events import event_words, read_events
from geo.stats.counts import packed
from geo.stats.year_sentences import year_counts
from geo.text.words import vocabulary
from geo.web.assets import FRONTEND, LEAFLET, MAP_STYLES, modules_of

__all__ = ["embedded", "json_text", "map_page", "map_words", "timeless", "to_html"]

_TEMPLATES = Path(__file__).parent / "templates"
_READERS: dict[str, Callable[[Path], Any]] = {
    "basemap": read_basemap, "borders": read_borders, "towns": read_towns, "events": read_events,
}  # fmt: skip
"""The files that go into the page, by the name of their element, and what looks at each before."""
_MODES = {"year": None, "changes": "changes", "all": "all"}
_BASE = "timemap/"
_START = f'import draw from "{_BASE}map.js";\nimport {{ open }} from "{_BASE}standalone.js";\nopen(draw);\n'
_ENDS_SCRIPT = re.compile(r"</(script|style)|<!--", re.IGNORECASE)
_ELEMENT = '<script type="application/json" id="{}">'


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
        mode, and a mask of the rows that pass it; it opens at the query's year and mode. An empty choice gives a page
        that says so. The same bytes on every run.

    Raises
    ------
    LayerError
        If the base map, the borders, the events or ``data/dataset.json`` is missing or broken.
    QueryError
        As for :func:`geo.layer.select`.
    """
    return map_page(data, query)


def map_page(
    data: Opened,
    query: Query,
    links: Sequence[tuple[str, str]] = (),
    record_pages: str | None = None,
    *,
    share: Mapping[str, str] | None = None,
    linked: Mapping[str, Any] | None = None,
) -> bytes:
    """Write a choice as a map in one file that may belong to a site; see :func:`to_html`.

    Parameters
    ----------
    data, query
        As for :func:`to_html`.
    links : sequence of (str, str)
        Words and relative address of the site's other pages.
    record_pages : str, optional
        Relative address of a record's own page, with ``{id}`` for the record's.
    share : mapping, optional
        What others show of the page; see :func:`geo.exports.site.pages.shared`.
    linked : mapping, optional
        What search engines are told; else :func:`geo.exports.linked.linked_dataset` of a file that stands alone.

    Returns
    -------
    bytes
        HTML in UTF-8, as from :func:`to_html`.
    """
    collection, periods, query = data.collection, data.periods, query.within(data.fields)
    chosen = _chosen(periods, query)
    kept = periods["record_id"].isin(periods["record_id"][chosen]).to_numpy()
    features = [_fit(collection["features"][row]) for row in np.flatnonzero(kept)]
    years = years_of_data(data)
    said = about(collection, query)
    told = _told(data, chosen, kept, query, years) | {"about": said, "recordPages": record_pages}
    page = _environment().get_template("map.html").render(
        links=links,
        share=share,
        linked=_markup(linked or linked_dataset(data)),
        empty=not chosen.any(),
        file_name=file_name(query, "geojson"),
        layer=_markup({**_head(collection, query), "features": features}),
        told=_markup(told),
        **_words(said, query, data.edition),
        **_code_of_ours(features, data.fields),
        **_files(data.folder),
    )  # fmt: skip
    return page.encode("utf-8")


def _words(said: dict[str, str], query: Query, edition: Edition) -> dict[str, Any]:
    """Give what the page says of itself."""
    title, _, subtitle = said["title"].partition(": ")
    narrowed = bool(query_string(timeless(query)))
    words = plain_text(filter_words(timeless(query)))
    return {
        "said": said,
        "heading": f"{said['title']} ({words})" if narrowed else said["title"],
        "title": title,
        "subtitle": subtitle[:1].upper() + subtitle[1:],
        "description": edition.description,
        "narrowed": narrowed or query.year is not None,
        "filter": plain_text(map_words(query)),
        "passed": words,
    }


def _code_of_ours(features: list[dict[str, Any]], fields: Fields) -> dict[str, Any]:
    """Give the styles and scripts, and the policy that takes these alone."""
    styles = {
        "leaflet_style": _leaflet_style(),
        "map_style": "".join((FRONTEND / name).read_text("utf-8") for name in MAP_STYLES),
        "page_style": "".join((_TEMPLATES / name).read_text("utf-8") for name in ("map.css", "paper.css")),
    }
    leaflet = (LEAFLET / "leaflet.js").read_text("utf-8").partition("//# sourceMappingURL")[0]
    scripts = {"leaflet": leaflet, "imports": _imports(features, fields), "start": _START}
    code = {name: _code(text) for name, text in {**styles, **scripts}.items()}
    return {"policy": _policy(scripts.values(), styles.values()), **code}


def timeless(query: Query) -> Query:
    """Leave out of a query what the page lets its reader change: year, mode, and whether undated states show."""
    return query.but(year=None, mode=None, undated=False)


def map_words(query: Query) -> str:
    """Say which records a map in one file holds, and at which year it opens.

    Examples
    --------
    >>> map_words(Query(year=1956, country=("AM",)))
    'country: AM; opens at 1956'
    """
    opens = "" if query.year is None else f"; opens at {query.year}"
    return filter_words(timeless(query)) + opens


def embedded(page: bytes, name: str) -> Any:
    """Read what a page of :func:`to_html` holds.

    Parameters
    ----------
    page : bytes
    name : str
        ``layer``, ``basemap``, ``borders``, ``events`` or ``told``.
    """
    _, _, rest = page.decode("utf-8").partition(_ELEMENT.format(name))
    return json.loads(rest.partition("</script>")[0])


def json_text(value: Any) -> str:
    r"""Write JSON that can stand in a script element: no text in it can end that element or open a comment.

    Examples
    --------
    >>> json_text({"name": "</script>"})
    '{"name":"\\u003c/script>"}'
    """
    return _unopened(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def _unopened(text: str) -> str:
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _chosen(periods: gpd.GeoDataFrame, query: Query) -> Mask:
    """Say which rows the parts of a query choose that stay the same whatever year the bar shows."""
    rows = select(periods, timeless(query))
    mask: Mask = periods.index.isin(rows.index)
    return mask


def _head(collection: dict[str, Any], query: Query) -> dict[str, Any]:
    """Give the foreign members of the data inside: they are whole chains, so year and mode narrow nothing."""
    head = {key: _fit(value) for key, value in collection.items() if key != "features"}
    narrowed = timeless(query)
    words = {"filter_query": query_string(narrowed), "filter_words": filter_words(narrowed)}
    return head | {"filter": narrowed.as_members(), **words}


def _fit(value: Any) -> Any:
    """Put U+FFFD for each character that UTF-8 and XML cannot hold, inside lists and objects too."""
    if isinstance(value, dict):
        return {name: _fit(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_fit(part) for part in value]
    return plain_text(value) if isinstance(value, str) else value


def _told(data: Opened, chosen: Mask, kept: Mask, query: Query, years: range) -> dict[str, Any]:
    """Give what the page tells the map; see ``frontend/standalone.js``."""
    periods, names = data.periods, data.countries
    told = {
        name: year_counts(periods[kept], chosen[kept], years, mode, undated=query.undated)
        for name, mode in _MODES.items()
    }
    asked = (query.year, query.changed_in, *query.ended[-1:])
    year = next((year for year in asked if year is not None), data.fields.subject.opening_year)
    return {
        "map": MAP_ID,
        "first": years[0],
        "last": years[-1],
        "year": min(max(year, years[0]), years[-1]),
        "mode": query.mode or "year",
        "undated": query.undated,
        "mask": packed(chosen[kept]),
        "focus": " ".join(query.country),
        "began": told["year"]["began"],
        "ended": told["year"]["ended"],
        "sentences": {name: each["sentences"] for name, each in told.items()},
        "counts": {name: each["counts"] for name, each in told.items()},
        "events": event_words(data.events),
        "countries": {code: names.get(code, code) for code in sorted(set(periods["country"][kept]))},
    }


def _imports(features: Iterable[dict[str, Any]], fields: Fields) -> str:
    """Write the import map that gives the page its modules: the app's, and folium's script as one more."""
    words = vocabulary((feature["properties"] for feature in features), fields.text)
    sources = ({"element": name} for name in ("basemap", "borders", "towns"))
    view = make_map({"element": "layer", "words": words}, *sources, first_view=fields.subject.first_view, online=False)
    folium = f"export default function (L, timemap) {{\n{script_of(view)}\n}}\n"
    modules = modules_of("standalone.js", _BASE) | {f"{_BASE}map.js": folium}
    return json_text({"imports": {name: _data_address(source) for name, source in modules.items()}})


def _data_address(source: str) -> str:
    return f"data:text/javascript;base64,{base64.b64encode(source.encode('utf-8')).decode('ascii')}"


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    return (
        f"default-src 'none'; script-src data: {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: Iterable[str]) -> str:
    """Name some inline scripts or styles as a policy does."""
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)


def _leaflet_style() -> str:
    """Give Leaflet's style with its pictures inside."""

    def inside(match: re.Match[str]) -> str:
        picture = base64.b64encode((LEAFLET / "images" / match[1]).read_bytes()).decode("ascii")
        return f"url(data:image/png;base64,{picture})"

    return re.sub(r"url\(images/([\w.-]+)\)", inside, (LEAFLET / "leaflet.css").read_text("utf-8"))


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )


def _markup(value: Any) -> Markup:
    return Markup(json_text(value))  # noqa: S704 - no "<" is left in it


def _files(folder: DataFolder) -> dict[str, Markup]:
    paths = {
        "basemap": folder.basemap, "borders": folder.borders, "towns": folder.towns, "events": folder.events,
    }  # fmt: skip
    return {name: _file(name, path, _stamp(path)) for name, path in paths.items()}


def _stamp(path: Path) -> int:
    """Give what is new when a file is: what was made from it may be kept until then."""
    try:
        return path.stat().st_mtime_ns
    except OSError as error:
        raise LayerError(f"{path.name} cannot be read ({error.strerror}); restore it from the repository") from error


@lru_cache(maxsize=8)
def _file(name: str, path: Path, stamp: int) -> Markup:
    """Give a JSON file of ours for a script element, without the spaces between its parts."""
    _READERS[name](path)
    return _markup(read_json(path, LayerError, "restore it from the repository"))


def _code(text: str) -> Markup:
    """Let a script or style of ours stand in its element as it is."""
    if found := _ENDS_SCRIPT.search(text):
        raise LayerError(f'a script or style has "{found[0]}" in it, which would end its element; write it otherwise')
    return Markup(text)  # noqa: S704 - checked above
