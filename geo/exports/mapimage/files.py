"""Pictures as files: PNG and SVG of a year or mode, and GIF of a span of years; the same bytes on every run."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from PIL import Image

from geo.core.errors import QueryError
from geo.exports.about import Opened, about, plain_text
from geo.exports.mapimage.captions import KEYS, words_of
from geo.exports.mapimage.clusters import SINGLE_ROOM_PX, Cluster, clusters_in, disc_radius
from geo.exports.mapimage.frames import Floats, Frame, frame_around, frame_of
from geo.exports.mapimage.glyphs import draw_disc, draw_symbol
from geo.exports.mapimage.moment import (
    Look,
    busiest_span,
    legend_keys,
    looks_of,
    moment_of,
    places_of,
    sentence_of,
)
from geo.exports.mapimage.plate import DPI, Plate, lines_needed, text_width
from geo.exports.mapimage.terrain import (
    NAME_PX,
    Box,
    draw_borders,
    draw_land,
    halo_of,
    name_states,
    states_named,
)
from geo.layer import Query
from geo.map.basemap import read_basemap
from geo.map.borders import read_borders
from geo.map.topology import make_outlines
from geo.web.assets import light_colours

__all__ = ["to_picture"]

_STILL_PX = (1030, 580)
"""Width and height of the map."""
_GIF_PX = (768, 432)
_SHARP = 2
"""Pixels of a PNG for one of the page."""
_YEAR_MS, _LAST_MS = 800, 3200
_FIXED: Any = {"svg.hashsalt": "map", "svg.fonttype": "none", "font.family": ["DejaVu Sans"], "path.simplify": False}
"""What would differ from run to run or from machine to machine."""
_GROUNDS, _DRAWN = ("paper", "sea", "land"), ("ink", "soft", "honouring", "after", "before", "accent")
_BETWEEN = 11
_EYE = (3, 4, 2)
"""How much red, green and blue count in the difference of two colours."""


def to_picture(data: Opened, query: Query, form: str) -> bytes:
    """Draw a choice as a picture.

    Parameters
    ----------
    data : Opened
    query : Query
        Without a year the picture is of the one at which the page opens. The map shows what it shows at first, of a
        choice by country the records that pass.
    form : str
        ``png``, ``svg`` or ``gif``.

    Raises
    ------
    QueryError
        If it asks for what no picture shows, or as :func:`geo.layer.select`.
    LayerError
        If base map or borders are missing or broken.
    """
    with rc_context(_FIXED):
        if form == "gif":
            return _animation(data, query)
        moment, scene = moment_of(data, query), _Scene.of(data, query, _STILL_PX)
        plate = scene.plate(moment, scene.keys(moment), halo=form != "svg")
        return _saved(plate, form, about(data.collection, query))


@dataclass(frozen=True, slots=True)
class _Scene:
    """What all years of a picture have in common."""

    data: Opened
    query: Query
    frame: Frame
    basemap: gpd.GeoDataFrame
    outlines: Mapping[str, Any]
    spots: tuple[Floats, Floats]
    ids: tuple[str, ...]
    clusters: list[Cluster]
    colours: dict[str, str]

    @classmethod
    def of(cls, data: Opened, query: Query, size: tuple[int, int]) -> _Scene:
        places = places_of(data, query)
        frame = _frame(data, query, places, size)
        basemap = read_basemap(data.folder.basemap)
        x, y = frame.spots(places["lon"].to_numpy(), places["lat"].to_numpy())
        return cls(
            data=data,
            query=query,
            frame=frame,
            basemap=basemap,
            outlines=make_outlines(basemap, read_borders(data.folder.borders)),
            spots=(x, y),
            ids=tuple(places.index),
            clusters=clusters_in(x, y, frame),
            colours=light_colours(),
        )

    def visible(self, moment: Query) -> list[tuple[Cluster, list[tuple[int, Look]]]]:
        """Give the symbols of a year with what they show, those that bear the honour or changed last."""
        looks = looks_of(self.data, moment)
        found = [
            (one, [(at, looks[self.ids[at]]) for at in one.members if self.ids[at] in looks]) for one in self.clusters
        ]
        seen = [pair for pair in found if pair[1]]
        return sorted(seen, key=lambda pair: any(look.changed or look.status == "honouring" for _, look in pair[1]))

    def keys(self, moment: Query) -> list[str]:
        """Say which lines of the legend a year needs."""
        visible = self.visible(moment)
        looks = [look for _, pairs in visible for _, look in pairs]
        return legend_keys(looks, several=any(len(pairs) > 1 for _, pairs in visible), mode=moment.mode)

    def plate(self, moment: Query, keys: list[str], *, lines: int = 1, halo: bool = True) -> Plate:
        """Draw a year; letters with a halo become shapes."""
        words = words_of(self.data, moment, keys, self.colours, lines)
        plate = Plate(self.frame, words, self.colours)
        draw_land(plate.map, self.basemap, self.outlines, self.frame, self.colours)
        draw_borders(plate.map, self.outlines, moment.year, self.frame, self.colours)
        taken = self._draw_symbols(plate.map, moment)
        plate.map.set(xlim=(0, self.frame.width), ylim=(self.frame.height, 0))
        named = [(self._name(name, code), label) for name, code, label in states_named(self.outlines, moment.year)]
        widths = {name: text_width(name, NAME_PX, bold=True) for name, _ in named}
        texts = name_states(plate.map, named, self.frame, (taken, widths))
        for text in texts:
            text.set(color=self.colours["soft"], path_effects=halo_of(self.colours["land"]) if halo else [])
        return plate

    def _draw_symbols(self, axes: Axes, moment: Query) -> list[Box]:
        """Draw the symbols of a year, and say what they cover."""
        taken: list[Box] = []
        for cluster, pairs in self.visible(moment):
            if len(pairs) == 1:
                (place, look) = pairs[0]
                x, y = cluster.spot(float(self.spots[0][place]), float(self.spots[1][place]))
                radius = SINGLE_ROOM_PX
                draw_symbol(axes, x, y, look, self.colours)
            else:
                x, y, radius = cluster.x, cluster.y, disc_radius(len(pairs)) + 3
                draw_disc(axes, x, y, [look for _, look in pairs], self.colours)
            taken.append((x - radius, y - radius, x + radius, y + radius))
        return taken

    def _name(self, name: str, code: str | None) -> str:
        if code:
            return self.data.countries.get(code, name)
        key = f"web.state.{name.replace(' ', '_')}"
        text = self.data.fields.text
        return text.message(key) if key in text.messages() else name


def _frame(data: Opened, query: Query, places: pd.DataFrame, size: tuple[int, int]) -> Frame:
    if query.country and len(places):
        return frame_around(places["lon"].tolist(), places["lat"].tolist(), *size)
    return frame_of(data.fields.subject.first_view, *size)


def _saved(plate: Plate, form: str, metadata: dict[str, str]) -> bytes:
    """Write a sheet as PNG or SVG that says what it is."""
    stream = io.BytesIO()
    licence = f"{metadata['license']} {metadata['license_url']}"
    own = {"Title": metadata["title"], "Source": metadata["cite_as"]}
    if form == "svg":
        named: Any = own | {"Rights": licence, "Date": None, "Creator": None}
        plate.figure.savefig(stream, format="svg", metadata=named)
    else:
        named = own | {"Copyright": licence, "Software": None}
        plate.figure.savefig(stream, format="png", dpi=_SHARP * DPI, metadata=named)
    return stream.getvalue()


def _animation(data: Opened, query: Query) -> bytes:
    """Draw a span of years, one frame a year."""
    if query.year is not None or query.mode == "all":
        raise QueryError(
            "an animation shows a span of years; give it by between, as 1953-1964, not by year or mode all"
        )
    query, span = query.but(between=None), query.between
    first, last = span or busiest_span(data, query)
    years = [moment_of(data, query.but(year=year)) for year in range(first, last + 1)]
    scene = _Scene.of(data, query, _GIF_PX)
    needed = {key for moment in years for key in scene.keys(moment)}
    keys = [key for key in (*KEYS, "several") if key in needed]
    lines = max(lines_needed(sentence_of(data, moment), scene.frame.width) for moment in years)
    palette = _palette(scene.colours)
    frames = [_flat(scene.plate(moment, keys, lines=lines), palette) for moment in years]
    stream = io.BytesIO()
    durations = [_YEAR_MS] * (len(frames) - 1) + [_LAST_MS]
    frames[0].save(
        stream, format="GIF", save_all=True, append_images=frames[1:], duration=durations, loop=0, disposal=1,
        comment=plain_text(data.edition.attribution).encode("utf-8")[:255],
    )  # fmt: skip
    return stream.getvalue()


def _flat(plate: Plate, palette: npt.NDArray[np.int64]) -> Image.Image:
    """Draw a sheet in the colours of a palette, each point in the nearest."""
    stream = io.BytesIO()
    drawing: Any = {"Software": None}
    plate.figure.savefig(stream, format="png", dpi=DPI, metadata=drawing)
    pixels = np.asarray(Image.open(stream).convert("RGB"))
    packed = pixels.astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], dtype=np.int32)
    found, number = np.unique(packed, return_inverse=True)
    colours = np.stack([found >> 16, found >> 8 & 0xFF, found & 0xFF], axis=1)
    distances = ((colours[:, np.newaxis] - palette) ** 2 * _EYE).sum(axis=2)
    nearest = distances.argmin(axis=1).astype(np.uint8)
    image = Image.fromarray(nearest[number].reshape(packed.shape))
    image.putpalette(palette.astype(np.uint8).tobytes())
    return image


def _palette(colours: dict[str, str]) -> npt.NDArray[np.int64]:
    """Give the colours of the map and those between them, as ``geo/web/view/flatcolours.js`` does."""
    grounds, drawn = ([_rgb(colours[name]) for name in names] for names in (_GROUNDS, _DRAWN))
    found = [*grounds, *drawn]
    for number, ground in enumerate(grounds):
        found += _between(ground, drawn, _BETWEEN)
        found += _between(ground, grounds[number + 1 :], 3)
    return np.array(found, dtype=np.int64)


def _between(one: tuple[int, ...], others: list[tuple[int, ...]], count: int) -> list[tuple[int, ...]]:
    shares = np.arange(1, count + 1)[:, np.newaxis] / (count + 1)
    rows = [np.round(one + np.subtract(other, one) * shares).astype(int) for other in others]
    return [tuple(row) for block in rows for row in block.tolist()]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
