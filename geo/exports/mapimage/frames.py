"""Which part of the world a picture shows: a frame on the square map (Web Mercator), in pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.records.subject import FirstView

__all__ = ["Frame", "frame_around", "frame_of", "mercator"]

Floats = npt.NDArray[np.float64]

END_LAT = 85.0511287798
"""Where the square map of the world ends, in degrees of latitude."""
_TILE_PX = 256
_ROOM_PX = 40
"""Room around the places that are to be seen."""
_NEAREST = 6.0
"""How near a picture goes to the places of a filter, as the page does; a zoom of the map."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the square map of the world.

    Attributes
    ----------
    width, height : int
        Pixels.
    zoom : float
        As Leaflet counts: at 0 the world is 256 pixels wide.
    left, top : float
        Pixels of its edges from the meridian of 180 degrees west and from the upper edge of the world.
    """

    width: int
    height: int
    zoom: float
    left: float
    top: float

    @property
    def world(self) -> float:
        """Pixels around the world."""
        return float(_TILE_PX * 2**self.zoom)

    @property
    def middle(self) -> float:
        """Share of the way around the world at which its middle lies."""
        return (self.left + self.width / 2) / self.world

    @property
    def copies(self) -> range:
        """Which copies of the world lie in it, in worlds to the right of the first."""
        return range(math.floor(self.left / self.world), math.floor((self.left + self.width) / self.world) + 1)

    def pixels(self, x: Any, y: Any, shift: float = 0) -> tuple[Floats, Floats]:
        """Give where places lie in it, of which shares of the world are given; see :func:`mercator`."""
        return (np.asarray(x) + shift) * self.world - self.left, np.asarray(y) * self.world - self.top

    def spots(self, lon: Any, lat: Any) -> tuple[Floats, Floats]:
        """Give where places lie in it, each in the copy of the world that is the nearest; degrees."""
        x, y = mercator(lon, lat)
        return self.pixels(x + np.round(self.middle - x), y)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees; east may be more than 180."""
        (west, east) = (((self.left + part) / self.world - 0.5) * 360 for part in (0, self.width))
        (north, south) = (_latitude((self.top + part) / self.world) for part in (0, self.height))
        return west, south, east, north


def mercator(lon: Any, lat: Any) -> tuple[Floats, Floats]:
    """Give places on the square map of the world (EPSG:3857), as shares of it from its upper left corner.

    Parameters
    ----------
    lon, lat : array_like of float
        Degrees, EPSG:4326.
    """
    sine = np.sin(np.radians(np.clip(lat, -END_LAT, END_LAT)))
    return np.asarray(lon) / 360 + 0.5, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))


def frame_of(view: FirstView, width: int, height: int) -> Frame:
    """Give the frame in which a subject's first view is whole."""
    return _around([view.west, view.east], [view.south, view.north], width, height, nearest=math.inf, room=0)


def frame_around(lon: Sequence[float], lat: Sequence[float], width: int, height: int) -> Frame:
    """Give the frame in which some places are seen, across 180 degrees if that is shorter.

    Parameters
    ----------
    lon, lat : sequence of float
        Degrees, EPSG:4326; one place at least.
    width, height : int
        Pixels of the frame.
    """
    return _around(_together(lon), lat, width, height, nearest=_NEAREST, room=_ROOM_PX)


def _around(lon: Sequence[float], lat: Sequence[float], width: int, height: int, *, nearest: float, room: int) -> Frame:
    x, y = mercator(lon, lat)
    spans = ((x.max() - x.min()) / (width - 2 * room), (y.max() - y.min()) / (height - 2 * room))
    zoom = min(nearest, -math.log2(max(*spans, 1e-9) * _TILE_PX))
    world = _TILE_PX * 2**zoom
    left, top = ((part.min() + part.max()) / 2 * world - size / 2 for part, size in ((x, width), (y, height)))
    return Frame(width, height, zoom, float(left), float(top))


def _together(lon: Sequence[float]) -> list[float]:
    """Write longitudes so that together they span as little as they can: the widest gap is left out."""
    ordered = np.sort(np.asarray(lon, dtype=float))
    gaps = np.diff(ordered)
    if not len(gaps) or gaps.max() <= 360 - (ordered[-1] - ordered[0]):
        return [float(one) for one in lon]
    edge = ordered[int(np.argmax(gaps)) + 1]
    return [float(one) + 360 * (one < edge) for one in lon]
