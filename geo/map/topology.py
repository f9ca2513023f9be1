"""The outlines that the browser draws: base map and borders of the time in one file, each line once.

Neighbours share their border, and a former state's outline is made of those of today's countries; so the lines are cut
where they meet (arcs), each is written once, and countries and states name the arcs that go around them. Where a name
may stand is found here too, so that the browser need not look for points inside polygons.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

import geopandas as gpd
import shapely

from geo.core.codes import KOSOVO
from geo.map.polyline import decoded, encoded

__all__ = ["DECIMALS", "make_outlines", "thinned"]

DECIMALS = 2
"""Decimals of a degree that base map and borders keep (about 1 km)."""
_SCALE = 10**DECIMALS
_LABEL_SCALE = 10
"""Places of names are given in tenths of a degree."""
_TOLERANCE = 2
"""How far a line may run from the corners that are left out of it, in units of :data:`DECIMALS` (about 2 km)."""
_THIN = 15
"""The same in :func:`thinned` outlines: less than a pixel of the view that a page begins with."""
_FEWEST_CORNERS = 4
_LINES_PER_DEG = 0.5
"""Lines on which a name is tried, for a degree of the shape's height, between the two bounds below."""
_FEWEST_LINES, _MOST_LINES = 3, 20
_NARROWEST = 0.25
"""A stretch of a line narrower than this share of the shape's width holds no name."""

Point = tuple[int, int]
Ring = list[Point]


def make_outlines(
    basemap: gpd.GeoDataFrame, borders: Mapping[str, Any], disputed: Iterable[shapely.LineString] = ()
) -> dict[str, Any]:
    """Join base map and borders of the time to what the browser draws.

    Parameters
    ----------
    basemap : geopandas.GeoDataFrame
        From :func:`geo.map.basemap.read_basemap`.
    borders : mapping
        From :func:`geo.map.borders.read_borders`.
    disputed : iterable of shapely.LineString
        From :func:`geo.map.disputed.read_disputed`.

    Returns
    -------
    dict
        ``scale`` and ``label_scale`` (units of a degree), ``arcs`` (each in the encoded polyline algorithm format,
        longitude first: the first point in units of ``scale``, then steps), ``countries`` (``name``, ``iso``,
        ``rings``, ``label``) and ``states`` (``name``, ``level``, ``start_year``, ``end_year``, ``iso``: a list,
        ``rings``, ``label``), ``disputed`` (lines in the format of the arcs, which belong to no ring). A ring is a list
        of arcs by number; ``-1 - n`` is arc `n` backwards. Outer rings run against the clock, holes with it. A label
        has ``size`` (square degrees) and, in units of ``label_scale``, the ``box`` of the largest part (west, south,
        east, north) and ``lines``: latitude, then west and east of each stretch inside.
    """
    codes = basemap["iso_a2"].where(basemap["name"] != "Kosovo", KOSOVO)
    whole = ~basemap.geometry.is_empty
    shapes = [shapely.orient_polygons(shape) for shape in basemap.geometry[whole]]
    features = borders["features"]
    former = [shapely.orient_polygons(shapely.geometry.shape(feature["geometry"])) for feature in features]
    rings = [[_units(ring) for ring in _rings(shape)] for shape in (*shapes, *former)]
    arcs = _Arcs(ring for of_shape in rings for ring in of_shape)
    drawn = [[arcs.along(ring) for ring in of_shape] for of_shape in rings]
    countries = [
        {"name": name, "iso": code if isinstance(code, str) else None, "rings": around, "label": _label(shape)}
        for name, code, around, shape in zip(basemap["name"][whole], codes[whole], drawn, shapes, strict=False)
    ]
    states = [
        {**{key: feature["properties"][key] for key in ("name", "level", "start_year", "end_year", "iso")},
         "rings": around, "label": _label(shape)}
        for feature, around, shape in zip(features, drawn[len(shapes) :], former, strict=True)
    ]  # fmt: skip
    return {
        "scale": _SCALE,
        "label_scale": _LABEL_SCALE,
        "arcs": arcs.encoded(),
        "countries": countries,
        "states": states,
        "disputed": [_text(_simplified(_corners(line))) for line in disputed],
    }


def thinned(outlines: Mapping[str, Any]) -> dict[str, Any]:
    """Give outlines with fewer corners, for a first map that is soon drawn with all of them.

    Parameters
    ----------
    outlines : mapping
        From :func:`make_outlines`.

    Returns
    -------
    dict
        The same with other ``arcs``, each in its place; of an island that would hardly be seen the first corner alone.
        ``thin`` is true.
    """
    return {**outlines, "thin": True, "arcs": [_text(_thin(_points(arc))) for arc in outlines["arcs"]]}


def _rings(shape: shapely.Geometry) -> Iterator[shapely.Geometry]:
    for part in shapely.get_parts(shape):
        yield part.exterior
        yield from part.interiors


def _corners(line: shapely.Geometry) -> tuple[Point, ...]:
    """Give a line's corners in whole units."""
    return tuple((round(lon * _SCALE), round(lat * _SCALE)) for lon, lat in line.coords)


def _units(ring: shapely.Geometry) -> Ring:
    """Give a ring's corners in whole units, each once, without the repetition of the first at the end."""
    corners = _corners(ring)
    return [corner for corner, before in zip(corners[1:], corners, strict=False) if corner != before]


class _Arcs:
    """Lines between the points at which outlines meet, each once."""

    def __init__(self, rings: Iterable[Ring]) -> None:
        self._meeting = _meeting(rings)
        self._numbers: dict[tuple[Point, ...], int] = {}

    def along(self, ring: Ring) -> list[int]:
        """Give the arcs along a ring, and keep those that are new."""
        return [self._number(arc) for arc in self._cut(ring)]

    def encoded(self) -> list[str]:
        """Give the arcs as text."""
        return [_text(_simplified(arc)) for arc in self._numbers]

    def _cut(self, ring: Ring) -> Iterator[tuple[Point, ...]]:
        places = [place for place, corner in enumerate(ring) if corner in self._meeting] or [ring.index(min(ring))]
        turned = ring[places[0] :] + ring[: places[0]]
        ends = [place - places[0] for place in places] + [len(ring)]
        closed = [*turned, turned[0]]
        for begin, end in pairwise(ends):
            yield tuple(closed[begin : end + 1])

    def _number(self, arc: tuple[Point, ...]) -> int:
        backwards = arc[::-1]
        if backwards in self._numbers:
            return -1 - self._numbers[backwards]
        return self._numbers.setdefault(arc, len(self._numbers))


def _meeting(rings: Iterable[Ring]) -> set[Point]:
    """Find the corners at which a ring parts from another: its neighbours there are not the same."""
    beside: dict[Point, set[Point]] = {}
    meeting = set()
    for ring in rings:
        for before, corner, after in zip([ring[-1], *ring], ring, [*ring[1:], ring[0]], strict=False):
            if beside.setdefault(corner, {before, after}) != {before, after}:
                meeting.add(corner)
    return meeting


def _simplified(arc: Sequence[Point], tolerance: int = _TOLERANCE) -> Sequence[Point]:
    """Leave out corners of a line that are hardly seen; its ends stay, and an island keeps its shape."""
    if len(arc) <= _FEWEST_CORNERS:
        return arc
    kept = shapely.LineString(arc).simplify(tolerance).coords
    if arc[0] == arc[-1] and len(kept) < _FEWEST_CORNERS:
        return arc
    return tuple((int(x), int(y)) for x, y in kept)


def _thin(arc: Sequence[Point]) -> Sequence[Point]:
    is_island = arc[0] == arc[-1] and all(max(axis) - min(axis) <= 2 * _THIN for axis in zip(*arc, strict=True))
    return arc[:1] if is_island else _simplified(arc, _THIN)


def _text(arc: Sequence[Point]) -> str:
    return encoded(_steps(arc))


def _points(text: str) -> list[Point]:
    steps = list(decoded(text))
    return list(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))


def _steps(arc: Sequence[Point]) -> Iterator[int]:
    yield from arc[0]
    for (x, y), (before_x, before_y) in zip(arc[1:], arc, strict=False):
        yield x - before_x
        yield y - before_y


def _label(shape: shapely.Geometry) -> dict[str, Any]:
    """Find where the name of a shape may stand: the stretches of some parallels inside its largest part."""
    largest = max(shapely.get_parts(shape), key=lambda part: math.prod(_extent(part)))
    west, south, east, _ = largest.bounds
    width, height = _extent(largest)
    count = min(_MOST_LINES, max(_FEWEST_LINES, round(height * _LINES_PER_DEG)))
    stretches = []
    for number in range(count):
        lat = south + height * (number + 0.5) / count
        inside = shapely.intersection(largest, shapely.LineString([(west, lat), (east, lat)]))
        stretches += [(lat, part.bounds[0], part.bounds[2]) for part in shapely.get_parts(inside)]
    widest = max(stretches, key=lambda stretch: stretch[2] - stretch[1])
    lines: dict[float, list[float]] = {}
    for lat, lon, to in sorted(stretches):
        if to - lon >= _NARROWEST * width or (lat, lon, to) == widest:
            lines.setdefault(lat, [lat]).extend((lon, to))
    return {
        "box": _rounded(largest.bounds),
        "size": round(width * height, 1),
        "lines": [_rounded(line) for line in lines.values()],
    }


def _rounded(degrees: Iterable[float]) -> list[int]:
    return [round(one * _LABEL_SCALE) for one in degrees]


def _extent(shape: shapely.Geometry) -> tuple[float, float]:
    west, south, east, north = shape.bounds
    return east - west, north - south
