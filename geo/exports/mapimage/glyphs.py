"""The symbols of the records as matplotlib draws them: the shapes and sizes of ``geo/web/view/draw.js``.

Circle = place, diamond = monument, disc with a number = several records; full = certain, pale = as last reported,
hollow and dashed = possible, fine ring = changed in the year. Units are pixels of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Patch, PathPatch, Polygon, Wedge
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from geo.exports.mapimage.clusters import disc_radius
from geo.exports.mapimage.moment import Look

__all__ = ["draw_disc", "draw_symbol"]

_PRESUMED_ALPHA = 0.5
_RIM_PX = 4
_PARTS = (
    ("honouring", "certain"), ("honouring", "presumed"), ("honouring", "possible"), ("after", "possible"),
    ("after", "certain"), ("before", "certain"), ("before", "possible"), ("accent", "certain"), ("accent", "possible"),
)  # fmt: skip
"""The parts of a disc's rim in the order in which they stand on it: colour (accent: what was gained) and presence."""
_MARK_PX = 2.8
"""Half the length of the lines of a cross or plus."""
_DASH_PX, _DASHED_PX = (2.5, 2.0), 1.8
"""Dash and gap of what is possible, and how wide the line is."""
_UP, _ROUND = -90.0, 360.0
_OVER = 4
"""Over land and lines."""
Middle = tuple[float, float]


def draw_symbol(axes: Axes, x: float, y: float, look: Look, colours: dict[str, str]) -> None:
    """Draw the symbol of one record.

    Parameters
    ----------
    axes : Axes
        In pixels, downwards.
    x, y : float
        Its middle.
    look : Look
    colours : dict of str to str
        From :func:`geo.web.assets.light_colours`.
    """
    part = _part(look)
    colour, paper = colours[part[0]], colours["paper"]
    size = 3.5 if look.status == "before" else 5.5
    if part[1] == "possible":
        axes.add_patch(_shape(x, y, size, look.monument, facecolor=paper, edgecolor=colour, **_dashed()))
    elif part[1] == "presumed":
        axes.add_patch(_shape(x, y, size, look.monument, facecolor=paper, linewidth=0))
        axes.add_patch(_shape(x, y, size, look.monument, facecolor=colour, alpha=_PRESUMED_ALPHA, linewidth=0))
        axes.add_patch(_shape(x, y, size, look.monument, fill=False, edgecolor=colour, linewidth=1.2))
    else:
        axes.add_patch(_shape(x, y, size, look.monument, facecolor=colour, edgecolor=paper, linewidth=1.2))
    if look.outcome in ("lost", "gained"):
        _mark(axes, (x, y), look.outcome, colour if part[1] == "possible" else paper)
    if look.changed:
        _ring(axes, (x, y), 8.2, 1, colours)


def draw_disc(axes: Axes, x: float, y: float, looks: Sequence[Look], colours: dict[str, str]) -> None:
    """Draw one symbol for several records: a disc with their number, its rim in shares of what they are.

    Parameters
    ----------
    axes, x, y, colours
        As for :func:`draw_symbol`.
    looks : sequence of Look
        Of its records.
    """
    total, radius = len(looks), disc_radius(len(looks))
    axes.add_patch(Circle((x, y), radius + 1.2, facecolor=colours["paper"], linewidth=0, zorder=_OVER))
    counts = Counter(_part(look) for look in looks)
    angle = _UP
    for status, presence in _PARTS:
        turn = _ROUND * counts[status, presence] / total
        if turn and presence == "possible":
            _arc(axes, (x, y), radius - 1, (angle, turn), edgecolor=colours[status], **_dashed())
        elif turn:
            alpha = _PRESUMED_ALPHA if presence == "presumed" else 1
            rim = Wedge((x, y), radius, angle, angle + turn, width=_RIM_PX, linewidth=0)
            rim.set(zorder=_OVER, facecolor=colours[status], alpha=alpha)
            axes.add_patch(rim)
        angle += turn
    sure = sum(count for (_, presence), count in counts.items() if presence != "possible") > 0
    number = axes.text(x, y, str(total), ha="center", va="center_baseline", fontsize=11, clip_on=True)
    number.set(zorder=_OVER, color=colours["ink" if sure else "soft"], fontweight="bold" if sure else "normal")
    if changed := sum(look.changed for look in looks):
        _ring(axes, (x, y), radius + 2.6, changed / total, colours)


def _mark(axes: Axes, middle: Middle, outcome: str, colour: str) -> None:
    """Draw a cross on what was lost, a plus on what was gained."""
    (x, y), reach = middle, _MARK_PX
    along, across = (reach * 2**-0.5, reach * 2**-0.5) if outcome == "lost" else (reach, 0.0)
    for ends in (
        [(x - along, y - across), (x + along, y + across)],
        [(x - across, y + along), (x + across, y - along)],
    ):
        axes.add_patch(Polygon(ends, closed=False, fill=False, edgecolor=colour, linewidth=1.6, zorder=_OVER))


def _part(look: Look) -> tuple[str, str]:
    """Say to which part of a disc's rim a record belongs."""
    if look.outcome == "gained":
        return "accent", "possible" if look.presence == "possible" else "certain"
    if look.status == "honouring":
        return look.status, look.presence
    return look.status, "certain" if look.presence == "certain" else "possible"


def _shape(x: float, y: float, size: float, monument: bool, **style: Any) -> Patch:
    if not monument:
        return Circle((x, y), size, zorder=_OVER, **style)
    reach = size * 1.25
    corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    return Polygon(corners, closed=True, zorder=_OVER, **style)


def _dashed() -> dict[str, Any]:
    """Give the line of what is possible; matplotlib measures dashes in widths of the line."""
    return {
        "linewidth": _DASHED_PX,
        "linestyle": (0, tuple(part / _DASHED_PX for part in _DASH_PX)),
        "capstyle": "butt",
    }


def _ring(axes: Axes, middle: Middle, radius: float, share: float, colours: dict[str, str]) -> None:
    """Say by a fine line around a symbol that the year changed it, or a share of it."""
    _arc(axes, middle, radius, (_UP, _ROUND * share), edgecolor=colours["accent"], linewidth=1.3)


def _arc(axes: Axes, middle: Middle, radius: float, turn: tuple[float, float], **style: Any) -> None:
    """Draw a line around a place: from which angle on, and how far, in degrees."""
    start, length = turn
    if length >= _ROUND:
        axes.add_patch(Circle(middle, radius, fill=False, zorder=_OVER, **style))
        return
    path = Path.arc(start, start + length).transformed(Affine2D().scale(radius).translate(*middle))
    axes.add_patch(PathPatch(path, fill=False, zorder=_OVER, **style))
