"""Rules on the thing itself: what it is, where it lies, what became of it, and how it is put into words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import shapely

from geo.core.dates import OPEN
from geo.core.distance import distance_km
from geo.records.checks.problem import Context
from geo.records.checks.territory import territory_of
from geo.records.codes import country_meant
from geo.records.model import MONUMENT_PART, Category, Record

__all__ = ["category", "fate", "height", "location", "origin", "words"]

NEAR_KM = 50.0
"""How far outside its country's simplified polygon a record may lie, in kilometres (geodesic)."""
LOWEST_M, HIGHEST_M = 0.1, 120.0
"""Between these a height in metres is believed: from a small relief to more than the highest monument on record."""
FORBIDDEN_ORIGINS: dict[str, tuple[str, str]] = {
    "OpenStreetMap": (
        r"open\s*street\s*map|\bosm\b|nominatim|overpass|openhistoricalmap|mapcarta|\bmaps\.me\b|organic maps",
        "whose licence would bind the layer",
    ),
    "Wikimapia": (r"wikimapia|викимапи", "whose licence would bind the layer"),
    "Google": (r"google\s*(?:maps?|earth|street)|maps?\.google|goo\.gl|гугл", "whose terms forbid it"),
    "Yandex": (r"yandex|яндекс|\bya\.ru", "whose terms forbid it"),
    "another map service": (
        r"bing\s*maps?|apple\s*maps?|\bmapbox\b|mapy\.c[oz]|\b2\s?gis\b|2гис|here\s*(?:maps|wego)|baidu|mapquest|"
        r"tomtom|what3words|waze|\bamap\b|geohack",
        "whose terms forbid it or which only passes points on",
    ),
}
"""Where coordinates may not come from, by name: how that is recognised, and why."""
_QUOTES = frozenset("\"'“”„«»‘’")


def category(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """Monuments have a `monument` part, places have none, and the kinds go with them."""
    kind = context.subject.kind(record.kind)
    if record.category == Category.MONUMENT and record.monument is None:
        yield MONUMENT_PART, "is missing; a monument says at least its fate"
    if record.category == Category.PLACE and record.monument is not None:
        yield MONUMENT_PART, "is only for monuments; take it out"
    if kind is not None and kind.category != record.category:
        yield "kind", f'"{record.kind}" does not go with the category {record.category}'


def location(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """The country is one of the base map's, and the point lies in it or near it."""
    place = record.location
    if not (-180 <= place.lon <= 180 and -90 <= place.lat <= 90):
        yield "location", f"({place.lon}, {place.lat}) is out of range; longitude comes first, in degrees"
        return
    if (place.lon, place.lat) == (0, 0):
        yield "location", "(0, 0) is the default of a program, not a place; give the coordinates of the source"
        return
    country = territory_of(record, context)
    if country is None or country.is_empty:
        meant = country_meant(record.country)
        remedy = f"; did you mean {meant}?" if meant and meant != record.country else ""
        yield (
            "country",
            f'"{record.country}" is not a country of the base map; give its ISO 3166-1 alpha-2 code of today{remedy}',
        )
        return
    point = shapely.Point(place.lon, place.lat)
    if not country.contains(point):
        nearest = shapely.shortest_line(country, point).coords[0]
        away = distance_km((nearest[0], nearest[1]), (place.lon, place.lat))
        swapped = country.contains(shapely.Point(place.lat, place.lon))
        if away > NEAR_KM or swapped:
            remedy = "; take the point from the source again, or mend the country"
            if swapped:
                remedy = f'; longitude and latitude are swapped: write "lon": {place.lat}, "lat": {place.lon}'
            yield "location", f"lies {away:.0f} km outside {record.country}{remedy}"


def origin(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """Coordinates are not taken from where a licence forbids it or would bind the layer."""
    for name, (pattern, why) in FORBIDDEN_ORIGINS.items():
        if re.search(pattern, record.location.origin, re.IGNORECASE):
            yield (
                "location.origin",
                f"names {name}, {why}; take the point from GeoNames or from a page that states it",
            )


def height(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A height is one in metres."""
    metres = record.monument.height_m if record.monument else None
    if metres is not None and not LOWEST_M <= metres <= HIGHEST_M:
        centimetres = f"; if these are centimetres, write {metres / 100:g}" if metres > HIGHEST_M else ""
        yield "monument.height_m", f"{metres:g} is no height in metres{centimetres or '; write it as in 6.5'}"


def fate(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A monument's fate and the end of its chain agree."""
    if record.monument is None:
        return
    last, fate = record.names[-1], record.monument.fate
    if fate in ("standing", "re-erected") and (last.status != "honouring" or last.end != OPEN):
        yield (
            "monument.fate",
            f'is "{fate}", but the last period is {last.status} and ends {last.end}; mend one of them',
        )
    if fate == "standing" and not last.attested:
        yield f"names[{len(record.names) - 1}].attested", "is empty; a monument stands as of the date of a source"
    if fate not in ("standing", "re-erected", "unknown") and last.status == "honouring":
        yield "monument.fate", f'is "{fate}", but the chain ends standing; add the period after it'
    ways = {"dismantled", "toppled", "blown up"}
    if {last.change, fate} <= ways and fate != last.change:
        yield "monument.fate", f'is "{fate}", but the last period began by being {last.change}'


def words(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """Names are names, and the note is a note."""
    for place, period in enumerate(record.names):
        if set(period.name) & set("()[]"):
            yield f"names[{place}].name", f'"{period.name}" has brackets; a name stands alone, explain in the note'
    if not 40 <= len(record.note) <= 400:
        yield "note", f"has {len(record.note)} characters; write 40 to 400 in your own words"
    if record.note[0] in _QUOTES and record.note.rstrip(".")[-1] in _QUOTES:
        yield "note", "stands in quotation marks as if copied; write it in your own words"
    elif record.note[-1] not in ".!?":
        yield "note", f'breaks off after "{record.note[-20:]}"; write whole sentences'
    if "://" in record.note:
        yield "note", "has an address in it; make it a source"
