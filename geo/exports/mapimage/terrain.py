"""The ground of a picture: land, the borders of today and of its year, and the names of states where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patheffects import AbstractPathEffect, withStroke
from matplotlib.text import Text

from geo.exports.mapimage.frames import END_LAT, Floats, Frame, mercator
from geo.map.borders import FIRST_YEAR
from geo.map.polyline import decoded

__all__ = ["NAME_PX", "Box", "draw_borders", "draw_land", "halo_of", "name_states", "states_named"]

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""
NAME_PX = 11.0
"""Size of the letters of names."""
_BEYOND_DEG = 2.0
_LEAST_NAMED = 67
"""The least extent of a shape whose name is written: the root of its square degrees at zoom 0."""
_SHARE_IN_VIEW, _VAST_DEG = 0.35, 60
_TRIED = (0.5, 0.3, 0.7)
"""Where on a stretch a name is tried, in shares of its length."""
_HALF_PX = 8


def draw_land(
    axes: Axes, basemap: gpd.GeoDataFrame, outlines: Mapping[str, Any], frame: Frame, colours: dict[str, str]
) -> None:
    """Draw the countries, and lines between them.

    Parameters
    ----------
    axes : Axes
        In pixels of the frame, downwards.
    basemap : geopandas.GeoDataFrame
        From :func:`geo.map.basemap.read_basemap`.
    outlines : mapping
        From :func:`geo.map.topology.make_outlines`.
    frame : Frame
    colours : dict of str to str
        From :func:`geo.web.assets.light_colours`.
    """
    for shift in frame.copies:
        land = _land_in(basemap, frame, shift)
        if len(land):
            land.plot(ax=axes, color=colours["land"], edgecolor=colours["land"], linewidth=0.4, aspect=None, zorder=1)
            axes.set(xlabel="", ylabel="")
    _draw_lines(axes, outlines, range(len(outlines["arcs"])), frame, color=colours["border"], linewidth=0.8)


def draw_borders(axes: Axes, outlines: Mapping[str, Any], year: int, frame: Frame, colours: dict[str, str]) -> None:
    """Draw the borders of a year that are not today's: between states, and between the republics of one."""
    inner = _both_ways([*outlines["countries"], *outlines["states"]])
    states, republics = (_around(outlines, level, year) & inner for level in ("state", "republic"))
    dashed = {"linewidth": 0.9, "alpha": 0.4, "linestyle": (0, (3 / 0.9, 3 / 0.9))}
    _draw_lines(axes, outlines, sorted(republics - states), frame, color=colours["soft"], **dashed)
    _draw_lines(axes, outlines, sorted(states), frame, color=colours["soft"], linewidth=1.5, alpha=0.8)


def name_states(
    axes: Axes,
    named: Iterable[tuple[str, Mapping[str, Any]]],
    frame: Frame,
    room: tuple[list[Box], Mapping[str, float]],
) -> list[Text]:
    """Write the names of states where nothing else stands.

    Parameters
    ----------
    axes, frame
        As for :func:`draw_land`.
    named : iterable of tuple
        Each name with the label of its outline, the more important first.
    room : tuple of list and mapping
        What is covered, to which the names are added, and how wide each name is in pixels.
    """
    taken, widths = room
    found = []
    for name, label in named:
        half = widths[name] / 2
        for x, y in _spots(label, frame):
            box = (x - half - 2, y - _HALF_PX, x + half + 2, y + _HALF_PX)
            if _is_free(box, taken, frame):
                taken.append(box)
                found.append(axes.text(x, y, name, ha="center", va="center_baseline", fontsize=NAME_PX, zorder=5))
                break
    for text in found:
        text.set(fontweight="bold", parse_math=False, clip_on=True)
    return found


def halo_of(colour: str) -> list[AbstractPathEffect]:
    """Give what draws a halo around letters."""
    return [withStroke(linewidth=3, foreground=colour)]


def states_named(outlines: Mapping[str, Any], year: int) -> list[tuple[str, str | None, Mapping[str, Any]]]:
    """Give what is named in a year: former states, and today's countries where none of them stood, the largest first.

    Returns
    -------
    list of tuple
        English name, ISO 3166-1 alpha-2 code of a country of today or None, and the outline's label.
    """
    former = [state for state in outlines["states"] if state["level"] == "state" and _held(state, year)]
    gone = {code for state in former for code in state["iso"]}
    today = [country for country in outlines["countries"] if not country["iso"] or country["iso"] not in gone]
    named = [(state["name"], None, state["label"]) for state in former]
    named += [(country["name"], country["iso"], country["label"]) for country in today]
    return sorted(named, key=lambda one: -one[2]["size"])


def _land_in(basemap: gpd.GeoDataFrame, frame: Frame, shift: int) -> gpd.GeoSeries:
    """Give the land of a copy of the world in pixels, cut off a little outside of the frame."""
    west, south, east, north = frame.bounds
    degrees = (west - _BEYOND_DEG - 360 * shift, east + _BEYOND_DEG - 360 * shift)
    box = (degrees[0], max(south - _BEYOND_DEG, -END_LAT), degrees[1], min(north + _BEYOND_DEG, END_LAT))
    shapes = shapely.clip_by_rect(basemap.geometry.to_numpy(), *box)
    shapes = shapes[~shapely.is_empty(shapes)]

    def pixels(places: Floats) -> Floats:
        return np.column_stack(frame.pixels(*mercator(places[:, 0], places[:, 1]), shift))

    return gpd.GeoSeries(shapely.transform(shapes, pixels))


def _draw_lines(axes: Axes, outlines: Mapping[str, Any], arcs: Iterable[int], frame: Frame, **style: Any) -> None:
    lines = [line for shift in frame.copies for number in arcs for line in _line(outlines, number, frame, shift)]
    axes.add_collection(LineCollection(lines, zorder=2, joinstyle="round", capstyle="butt", **style), autolim=False)


def _line(outlines: Mapping[str, Any], number: int, frame: Frame, shift: int) -> Iterator[Floats]:
    """Give a line in pixels, without the edge along which the world is cut; nothing if it is out of view."""
    x, y = _shares(outlines["arcs"][number], outlines["scale"])
    line = np.column_stack(frame.pixels(x, y, shift))
    (left, top), (right, bottom) = line.min(axis=0), line.max(axis=0)
    if right < 0 or bottom < 0 or left > frame.width or top > frame.height:
        return
    cut = ((x[1:] == 0) & (x[:-1] == 0)) | ((x[1:] == 1) & (x[:-1] == 1))
    yield from (part for part in np.split(line, np.flatnonzero(cut) + 1) if len(part) > 1)


@lru_cache(maxsize=1 << 14)
def _shares(arc: str, scale: int) -> tuple[Floats, Floats]:
    """Read a line: places on the square map of the world, as shares of it."""
    degrees = np.array([*decoded(arc)], dtype=float).reshape(-1, 2).cumsum(axis=0) / scale
    return mercator(degrees[:, 0], degrees[:, 1])


def _both_ways(shapes: Iterable[Mapping[str, Any]]) -> set[int]:
    """Find the lines that have land on both sides."""
    arcs = [arc for shape in shapes for ring in shape["rings"] for arc in ring]
    return {arc for arc in arcs if arc >= 0} & {-1 - arc for arc in arcs if arc < 0}


def _around(outlines: Mapping[str, Any], level: str, year: int) -> set[int]:
    held = [state for state in outlines["states"] if state["level"] == level and _held(state, year)]
    return {arc if arc >= 0 else -1 - arc for state in held for ring in state["rings"] for arc in ring}


def _held(state: Mapping[str, Any], year: int) -> bool:
    at, end = max(year, FIRST_YEAR), state["end_year"]
    return bool(state["start_year"] <= at and (end is None or at < end))


def _spots(label: Mapping[str, Any], frame: Frame) -> list[tuple[float, float]]:
    """Find where a shape may be named, the middle of what is in view first; see ``geo/web/view/states.js``."""
    if label["size"] ** 0.5 * 2**frame.zoom <= _LEAST_NAMED:
        return []
    west, south, east, north = frame.bounds
    left, low, right, high = (part / 10 for part in label["box"])
    shift = 360 * round((west + east - left - right) / 2 / 360)
    seen = (max(west, left + shift), max(south, low), min(east, right + shift), min(north, high))
    wide, tall = seen[2] - seen[0], seen[3] - seen[1]
    if wide <= 0 or tall <= 0 or (right - left <= _VAST_DEG and wide * tall < _SHARE_IN_VIEW * label["size"]):
        return []
    middle = ((seen[0] + seen[2]) / 2, (seen[1] + seen[3]) / 2)
    found = []
    for lat, *ends in ([part / 10 for part in line] for line in label["lines"]):
        for start, end in zip(ends[::2], ends[1::2], strict=True):
            first, last = max(start + shift, seen[0]), min(end + shift, seen[2])
            if first < last and seen[1] <= lat <= seen[3]:
                found += [(first + share * (last - first), lat) for share in _TRIED]
    found.sort(key=lambda spot: abs(spot[0] - middle[0]) / wide + abs(spot[1] - middle[1]) / tall)
    x, y = frame.spots([lon for lon, _ in found], [lat for _, lat in found])
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _is_free(box: Box, taken: Iterable[Box], frame: Frame) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > frame.width or bottom > frame.height:
        return False
    return not any(left < one[2] and one[0] < right and top < one[3] and one[1] < bottom for one in taken)
