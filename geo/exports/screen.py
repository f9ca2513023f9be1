"""What a page of the front end is made of, without a server: its parts by name, its scripts and its styles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd

from geo.core.errors import LayerError
from geo.core.files import read_json
from geo.core.folder import DataFolder
from geo.exports.about import Opened, about, filter_words, plain_text
from geo.exports.front import front_centres, front_columns, front_details, front_phrases, front_texts
from geo.exports.geojson import file_name, query_string
from geo.find.towns import read_towns
from geo.layer import Fields, Query, select
from geo.map.basemap import read_basemap
from geo.map.borders import read_borders
from geo.map.disputed import read_disputed
from geo.map.folium_map import make_map, script_of
from geo.map.time_map import CALL
from geo.map.topology import make_outlines
from geo.records.edition import Edition
from geo.records.events import event_words, read_events
from geo.records.model import Event, Record, Story
from geo.records.stories import stories_within, story_words
from geo.records.subject import FirstView
from geo.web.assets import FRONTEND, leaflet_script, leaflet_style, screen_style
from geo.web.bundle import bundled, divided

__all__ = [
    "Held", "Parts", "divided_script", "figure_script", "held", "json_text", "map_words", "page_script", "page_style",
    "parts_of", "timeless", "unopened",
]  # fmt: skip

_ENTRY = "host/file.js"
_ALONE = "host/singlefile.js"
_FIGURE = "host/notebook.js"
_LATER_WORDS = (
    "web.about.", "web.embed.", "web.frame.", "web.lesson.", "web.picture.", "web.record.", "web.report.", "web.sheet.",
)  # fmt: skip
"""How the keys of messages begin that no first map says: they come when it is drawn."""
_AT_ONCE = {
    "web.about.label", "web.sheet.open",
    *(f"web.embed.{key}" for key in ("close", "label", "touch", "wheel", "wheel_mac", "whole", "whole_how")),
}  # fmt: skip
"""The others of these."""
_LATER = ("search", "when")
"""The words that the first map does not say."""


@dataclass(frozen=True, slots=True)
class Held:
    """The records that a page holds, with their whole chains; an :class:`geo.exports.about.Opened`."""

    folder: DataFolder
    collection: dict[str, Any]
    periods: gpd.GeoDataFrame
    records: list[Record]
    events: list[Event]
    stories: list[Story]
    edition: Edition
    fields: Fields
    countries: dict[str, str]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a page.

    Attributes
    ----------
    columns : bytes
        From :func:`geo.exports.front.front_columns`.
    texts : dict of str to str
        JSON by the part's name: ``page``, ``phrases``, ``search`` and ``when`` (words that the first map
        does not say), ``outlines``, ``towns``, ``centres``, ``events``, ``stories`` and ``details-0``, ...
    """

    columns: bytes
    texts: dict[str, str]


def held(data: Opened, query: Query) -> Held:
    """Keep of the data the records of which a period passes a query, whatever its year and mode.

    Parameters
    ----------
    data : Opened
    query : Query

    Raises
    ------
    QueryError
        As for :func:`geo.layer.select`.
    """
    ids = set(select(data.periods, timeless(query.within(data.fields)))["record_id"])
    kept = data.periods["record_id"].isin(ids)
    features = [feature for feature, keep in zip(data.collection["features"], kept, strict=True) if keep]
    return Held(
        folder=data.folder,
        collection=_fit({**data.collection, "features": features}),
        periods=_fit_texts(data.periods[kept].reset_index(drop=True)),
        records=[record for record in data.records if record.id in ids],
        events=data.events,
        stories=stories_within(data.stories, ids, whole=bool(kept.all())),
        edition=data.edition,
        fields=data.fields,
        countries=data.countries,
    )


def parts_of(inside: Held, query: Query, *, frame: bool = True, **page: Any) -> Parts:
    """Make the parts of a page.

    Parameters
    ----------
    inside : Held
        From :func:`held`.
    query : Query
        What the page opens with.
    frame : bool
        Whether it tells what is known of the capitals and regional centres, where the data do.
    **page
        What the page is told beside: ``pages``, ``asked``, ``records``, ``base``, ``chunks`` and ``editions``; see
        ``geo/web/host/file.js``.

    Raises
    ------
    LayerError
        If the base map, the borders, the towns or the events are missing or broken.
    """
    page = {
        "name": file_name(Query(fields=inside.fields), "").rstrip("."),
        "opening": _opening(query).text(),
        "year": next((year for year in (query.year, query.changed_in, *query.ended[-1:]) if year is not None), None),
        "narrowed": _narrowed(inside, query),
        "description": inside.edition.description,
        "failed": inside.fields.text.message("web.failed"),
        "about": about(inside.collection, query),
        **page,
    }
    phrases = front_phrases(inside)
    texts = {"page": json_text(page), "phrases": ""}
    texts |= {name: json_text(phrases.pop(name)) for name in _LATER}
    later = {key for key in phrases["messages"] if key.startswith(_LATER_WORDS) and key not in _AT_ONCE}
    later_words = {key: phrases["messages"].pop(key) for key in sorted(later)}
    own = set(inside.periods["country"]) | set(inside.periods["controlled_by"].dropna())
    others = {code: phrases["countries"].pop(code) for code in sorted(phrases["countries"].keys() - own)}
    texts["words"] = json_text({"messages": later_words, "countries": others})
    texts["phrases"] = json_text(phrases)
    texts["texts"] = json_text(front_texts(inside))
    texts |= _files(inside.folder)
    centres = front_centres(inside) if frame else {"classes": [], "places": {}, "points": {}}
    texts["centres"] = unopened(plain_text(json_text(centres)))
    texts["stories"] = json_text(story_words(inside.stories, inside.records, inside.events))
    texts |= {f"details-{number}": unopened(plain_text(text)) for number, text in enumerate(front_details(inside))}
    return Parts(front_columns(inside, frame=bool(centres["places"])), texts)


@cache
def page_script(view: FirstView) -> str:
    """Give the script of the map in one file: Leaflet, our modules, and folium's script with the first view."""
    return f"{leaflet_script()}\n{bundled(FRONTEND, _ALONE, _call(view))}"


@cache
def divided_script(view: FirstView, address: str) -> tuple[str, str]:
    """Give the same as two scripts: what the first map needs, and what is wanted later, to be found at an address."""
    first, later = divided(FRONTEND, _ENTRY, _call(view), address)
    return f"{leaflet_script()}\n{first}", later


@cache
def figure_script(view: FirstView) -> str:
    """Give the script of a page in a figure of folium's, which has Leaflet and brings folium's script of the map."""
    return bundled(FRONTEND, _FIGURE, f"entry.start({CALL}, {_drawing(view)});")


@cache
def page_style() -> str:
    """Give the style of a page."""
    return leaflet_style() + screen_style()


def _call(view: FirstView) -> str:
    return f"entry.start({_drawing(view)});"


def _drawing(view: FirstView) -> str:
    """Give folium's script of the map as a function."""
    return f"function (L, timemap) {{\n{script_of(make_map(view, online=False))}\n}}"


def timeless(query: Query) -> Query:
    """Leave out of a query what the page lets its reader change: year, mode, and whether undated states show."""
    return query.but(year=None, since=None, mode=None, undated=False)


def _opening(query: Query) -> Query:
    """Give what a page opens with: its filters, and two years that are compared."""
    view = timeless(query).but(changed_in=None, ended=None, between=None, mode=query.mode, undated=query.undated)
    return view.but(year=query.year, since=query.since) if query.mode == "between" else view


def map_words(query: Query) -> str:
    """Say which records a map in one file holds, and at which year it opens.

    Examples
    --------
    >>> map_words(Query(year=1956, country=("AM",)))
    'country: AM; opens at 1956'
    """
    words = filter_words(timeless(query))
    return words if query.year is None else query.fields.text.message("file.opens", filter=words, year=query.year)


def json_text(value: Any) -> str:
    r"""Write JSON that can stand in a script element: no text in it can end that element or open a comment.

    Examples
    --------
    >>> json_text({"name": "</script>"})
    '{"name":"\\u003c/script>"}'
    """
    return unopened(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def unopened(text: str) -> str:
    """Write JSON so that nothing in it can end the element that it stands in."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _narrowed(inside: Held, query: Query) -> str | None:
    """Say which records the page holds, if that is not the whole layer."""
    if not query_string(timeless(query)):
        return None
    some = inside.records or len(inside.periods)
    return inside.fields.text.message("file.filter" if some else "file.none", filter=plain_text(map_words(query)))


def _fit(value: Any) -> Any:
    """Put U+FFFD for each character that UTF-8 and XML cannot hold, inside lists and objects too."""
    if isinstance(value, dict):
        return {name: _fit(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_fit(part) for part in value]
    return plain_text(value) if isinstance(value, str) else value


def _fit_texts(periods: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    texts = {name: column.map(_fit) for name, column in periods.items() if column.dtype == object}
    fit: gpd.GeoDataFrame = periods.assign(**texts)
    return fit


def _files(folder: DataFolder) -> dict[str, str]:
    modified = [_modified(path) for path in (folder.basemap, folder.borders, folder.towns, folder.events)]
    return dict(_texts_of(folder, tuple(modified)))


def _modified(path: Path) -> int:
    """Give what is new when a file is: what was made from it may be kept until then."""
    try:
        return path.stat().st_mtime_ns
    except OSError as error:
        raise LayerError(f"{path.name} cannot be read ({error.strerror}); restore it from the repository") from error


@lru_cache(maxsize=4)
def _texts_of(folder: DataFolder, modified: tuple[int, ...]) -> dict[str, str]:
    """Give the parts that are made from files beside the layer, each looked at before."""
    read_towns(folder.towns)
    words = event_words(read_events(folder.events))
    events = read_json(folder.events, LayerError, "restore it from the repository")
    return {
        "outlines": json_text(
            make_outlines(read_basemap(folder.basemap), read_borders(folder.borders), read_disputed(folder.disputed))
        ),
        "towns": json_text(read_json(folder.towns, LayerError, "restore it from the repository")),
        "events": json_text([{**event, **words[event["id"]]} for event in events]),
    }
