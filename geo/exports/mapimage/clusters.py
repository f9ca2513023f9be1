"""Which records share a symbol, so that no two symbols cover each other, by the rules of ``geo/web/view/cells.js``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.exports.mapimage.frames import Floats, Frame

__all__ = ["SINGLE_ROOM_PX", "Cluster", "clusters_in", "disc_radius"]

SQUARE_PX = 18
"""Points in one square of this many pixels share a symbol."""
SINGLE_ROOM_PX = 9.5
"""Room around the middle of a single symbol, ring included."""
_RING_PX = 4


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records that share a symbol.

    Attributes
    ----------
    x, y : float
        The middle, in pixels of the frame.
    members : tuple of int
        Which of the places.
    """

    x: float
    y: float
    members: tuple[int, ...]

    def spot(self, px: float, py: float) -> tuple[float, float]:
        """Say where a record is drawn that is seen alone: its own point, or as near to it as the symbol has room."""
        if len(self.members) == 1:
            return px, py
        away = np.hypot(px - self.x, py - self.y)
        share = min(1.0, (_room(len(self.members)) - SINGLE_ROOM_PX) / away) if away else 0.0
        return self.x + share * (px - self.x), self.y + share * (py - self.y)


def disc_radius(count: int) -> float:
    """Give the radius of the disc that stands for some records, in pixels."""
    return 10.5 if count < 10 else 13 if count < 100 else 16 if count < 1000 else 19


def _room(count: int) -> float:
    return SINGLE_ROOM_PX if count == 1 else disc_radius(count) + _RING_PX


def clusters_in(x: Floats, y: Floats, frame: Frame) -> list[Cluster]:
    """Put places into symbols.

    Parameters
    ----------
    x, y : numpy.ndarray of float
        Pixels from the frame's upper left corner; what lies outside has no symbol.
    frame : Frame

    Returns
    -------
    list of Cluster
        Whose rooms do not overlap.
    """
    squares: dict[tuple[int, int], list[int]] = {}
    inside = (x >= 0) & (y >= 0) & (x <= frame.width) & (y <= frame.height)
    for place in np.flatnonzero(inside):
        key = (int((x[place] + frame.left) // SQUARE_PX), int((y[place] + frame.top) // SQUARE_PX))
        squares.setdefault(key, []).append(int(place))
    found: list[Cluster] = []
    for members in squares.values():
        found.append(_joined(found, members, x, y))
    return found


def _joined(found: list[Cluster], members: list[int], x: Floats, y: Floats) -> Cluster:
    """Join a square with the symbols that it would touch, which leave the others."""
    while True:
        own = Cluster(float(x[members].mean()), float(y[members].mean()), tuple(sorted(members)))
        touching = next((one for one in found if _touch(own, one)), None)
        if touching is None:
            return own
        found.remove(touching)
        members = [*members, *touching.members]


def _touch(one: Cluster, other: Cluster) -> bool:
    least = _room(len(one.members)) + _room(len(other.members))
    return bool((one.x - other.x) ** 2 + (one.y - other.y) ** 2 < least**2)
