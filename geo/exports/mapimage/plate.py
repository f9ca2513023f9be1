"""A sheet with a map and its words: title, year and sentence above it, legend, source and licence below.

One unit is one pixel of the page and one point of matplotlib, so that sizes of letters and lines are those of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from geo.exports.mapimage.frames import Frame

__all__ = ["DPI", "Plate", "Words", "lines_needed", "text_width"]

DPI = 72
"""Pixels of a figure's inch, so that a point is one of them."""
_MARGIN, _GAP, _LINE = 16, 10, 1.35
_TITLE, _SUBTITLE, _SENTENCE, _LEGEND, _FOOTER, _YEAR = 20.0, 13.0, 14.0, 12.0, 10.5, 46.0
"""Sizes of letters."""
_KEY, _BESIDE = 26, 14
"""Room of a symbol in the legend, and between two of its lines."""

Drawing = Callable[[Axes, float, float], None]


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on a sheet.

    Attributes
    ----------
    title, subtitle : str
    year : str or None
        In large figures.
    sentence : str
    notes, footer : sequence of str
        Below the sentence, and below the legend.
    legend : sequence of tuple
        Each line's words, and what draws its symbol.
    lines : int
        For how many lines of a sentence there is room, if that is more than it needs.
    """

    title: str
    subtitle: str
    year: str | None
    sentence: str
    notes: Sequence[str]
    legend: Sequence[tuple[str, Drawing]]
    footer: Sequence[str]
    lines: int = 1


@dataclass(slots=True)
class _Text:
    words: str
    x: float
    y: float
    size: float
    soft: bool = False
    bold: bool = False
    right: bool = False


@dataclass(slots=True)
class Plate:
    """A sheet around a frame of the map.

    Attributes
    ----------
    figure : Figure
    map : Axes
        In pixels of the frame, downwards.
    """

    frame: Frame
    words: Words
    colours: dict[str, str]
    figure: Figure = field(init=False)
    map: Axes = field(init=False)

    def __post_init__(self) -> None:
        """Lay the sheet out and write its words."""
        width = self.frame.width
        texts: list[_Text] = []
        top = self._head(texts)
        below = top + self.frame.height + _GAP
        keys, below = _rows(self.words.legend, width, below)
        for line in self.words.footer:
            below = _add(texts, line, width, below, _FOOTER, soft=True)
        size = (width + 2 * _MARGIN, round(below + _MARGIN))
        self.figure = Figure(figsize=(size[0] / DPI, size[1] / DPI), dpi=DPI, facecolor=self.colours["paper"])
        FigureCanvasAgg(self.figure)
        sheet = _axes(self.figure, (0, 0, *size), size)
        self.map = _axes(self.figure, (_MARGIN, top, width, self.frame.height), size)
        self.map.patch.set(facecolor=self.colours["sea"], visible=True)
        self._frame_line(sheet, top)
        for text in texts:
            self._write(sheet, text)
        for (words, draw), x, y in keys:
            draw(sheet, x + _KEY / 2, y)
            self._write(sheet, _Text(words, x + _KEY + 4, y, _LEGEND))

    def _head(self, texts: list[_Text]) -> float:
        """Place what stands above the map, and give where that begins."""
        words, width = self.words, self.frame.width
        beside = width - (text_width(words.year, _YEAR, bold=True) + _GAP if words.year else 0)
        y = _add(texts, words.title, beside, _MARGIN, _TITLE, bold=True)
        y = _add(texts, words.subtitle, beside, y, _SUBTITLE, soft=True)
        if words.year:
            texts.append(_Text(words.year, _MARGIN + width, _MARGIN + _YEAR / 2, _YEAR, bold=True, right=True))
            y = max(y, _MARGIN + _YEAR)
        start = y + _GAP / 2
        y = _add(texts, words.sentence, width, start, _SENTENCE)
        y = max(y, start + words.lines * round(_SENTENCE * _LINE))
        for note in words.notes:
            y = _add(texts, note, width, y, _SUBTITLE, soft=True)
        return y + _GAP

    def _write(self, axes: Axes, text: _Text) -> None:
        written = axes.text(text.x, text.y, text.words, fontsize=text.size, va="center_baseline")
        written.set(ha="right" if text.right else "left", parse_math=False)
        written.set(color=self.colours["soft" if text.soft else "ink"], fontweight="bold" if text.bold else "normal")

    def _frame_line(self, axes: Axes, top: float) -> None:
        left, right = _MARGIN - 0.5, _MARGIN + self.frame.width + 0.5
        above, below = top - 0.5, top + self.frame.height + 0.5
        corners = ([left, right, right, left, left], [above, above, below, below, above])
        axes.plot(*corners, color=self.colours["soft"], alpha=0.5, linewidth=1, zorder=10)


def lines_needed(sentence: str, width: int) -> int:
    """Say how many lines a sentence needs over a map of some width."""
    return len(_wrapped(sentence, width, _SENTENCE))


@cache
def _ruler() -> RendererAgg:
    ruler: RendererAgg = RendererAgg(DPI, DPI, DPI)  # type: ignore[no-untyped-call]
    return ruler


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Say how wide some words are, in pixels."""
    font = FontProperties(size=size, weight="bold" if bold else "normal")
    measure: Any = _ruler().get_text_width_height_descent
    return float(measure(words, font, ismath=False)[0])


def _axes(figure: Figure, box: tuple[float, float, float, float], sheet: tuple[float, float]) -> Axes:
    """Give axes in pixels, downwards, for a part of the sheet: left, top, width, height."""
    left, top, width, height = box
    axes = figure.add_axes(
        (left / sheet[0], 1 - (top + height) / sheet[1], width / sheet[0], height / sheet[1]), autoscale_on=False
    )
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.patch.set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def _add(
    texts: list[_Text], words: str, width: float, y: float, size: float, *, soft: bool = False, bold: bool = False
) -> float:
    """Place a text on as many lines as it needs, and give where the next begins."""
    line = round(size * _LINE)
    for number, part in enumerate(_wrapped(words, width, size, bold=bold)):
        texts.append(_Text(part, _MARGIN, y + (number + 0.5) * line, size, soft=soft, bold=bold))
    return y + len(_wrapped(words, width, size, bold=bold)) * line


def _wrapped(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines between words; a word that is wider than a line is broken where it must."""
    lines: list[str] = []
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold=bold) <= width:
            line = longer
            continue
        lines += [line] if line else []
        line = word
        while len(line) > 1 and text_width(line, size, bold=bold) > width:
            fits = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or text_width(line[:n], size) <= width)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line else lines


def _rows(
    legend: Sequence[tuple[str, Drawing]], width: int, y: float
) -> tuple[list[tuple[tuple[str, Drawing], float, float]], float]:
    """Put the lines of the legend beside each other as far as there is room; give also what comes below."""
    found = []
    x = 0.0
    for line in legend:
        needed = _KEY + 4 + text_width(line[0], _LEGEND)
        if x and x + needed > width:
            x, y = 0.0, y + _KEY
        found.append((line, _MARGIN - 4 + x, y + _KEY / 2))
        x += needed + _BESIDE
    return found, y + (_KEY + _GAP if found else 0)
