"""The parts that the charts are made of: bars, curves, bands to press, axes, titles."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from geo.text.catalogue import Catalogue

__all__ = [
    "ENDED", "HEIGHT", "HONOURING", "LEGEND", "LINE", "NEUTRAL", "ROW", "SECOND", "Links", "bands", "bars", "coloured",
    "count_tip", "curves", "finished", "leading", "marked", "most", "slug", "steps", "tip", "wide",
]  # fmt: skip

Links = Mapping[Any, str]
"""The address that a mark leads to, by the value that the mark stands for; empty: marks lead nowhere."""

HONOURING, ENDED, NEUTRAL, SECOND = "#c8470a", "#0b6aa8", "#8a939c", "#009e73"
"""The map's orange and blue; grey for what is not known; a green (Okabe and Ito) for a second curve."""
HEIGHT, ROW = 150, 22  # pixels: of a chart with a time axis, and of a row with a label
TEXT = "#6f7880"  # a grey that is read on white and on the dark page: 4.5 and 4.2 to 1
LINE = 46  # characters of a title that a telephone has room for
FADED = 0.35
LEGEND = alt.Legend(orient="top", title=None, labelLimit=0, columns=alt.ExprRef("width < 520 ? 1 : 3"))
"""One above the other where there is no room beside each other."""


def curves(rows: pd.DataFrame, x: alt.X, tones: Mapping[str, str]) -> alt.Chart:
    """Give a curve in steps for each label, in its tone."""
    lines = alt.Chart(rows).mark_line(interpolate="step-after", strokeWidth=2.5)
    colours = alt.Scale(domain=[*tones], range=[*tones.values()])
    chart: alt.Chart = lines.encode(
        x=x,
        y=alt.Y("share:Q", title=None, axis=alt.Axis(format="%", tickCount=5), scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("label:N", scale=colours, legend=LEGEND),
    )
    return chart


def coloured(frame: pd.DataFrame) -> pd.DataFrame:
    """Give each answer its tone: orange what is still so, grey what is not known, else blue."""
    tones = {"still so": HONOURING, "standing": HONOURING, "not known": NEUTRAL}
    return frame.assign(colour=[tones.get(value, ENDED) for value in frame["value"]])


def marked(rows: pd.DataFrame, field: str, chosen: Collection[Any]) -> alt.Chart:
    """Start bars of which the chosen are full and the others fade; where nothing is chosen all are full."""
    full = rows[field].isin(list(chosen)) if len(chosen) else pd.Series(True, index=rows.index)
    opacity = alt.when("datum.chosen").then(alt.value(1)).otherwise(alt.value(FADED))
    chart: alt.Chart = alt.Chart(rows.assign(chosen=full)).mark_bar().encode(opacity=opacity)
    return chart


def bars(
    rows: pd.DataFrame,
    columns: tuple[str, str],
    titles: tuple[str, str],
    chosen: Collection[str],
    links: Links,
    *extra: alt.Tooltip,
    text: Catalogue,
) -> list[alt.Chart]:
    """Give a bar for each value of a column, in the rows' order, with its number at its end.

    `columns` are that of the words, and that of the values by which a mark is chosen and leads somewhere.
    """
    column, field = columns
    fields = [name for name in ("facet", field) if name in rows]
    y = _labels(column, list(dict.fromkeys(rows[column])))
    sums = rows.groupby([column, *fields], sort=False)["count"].sum().reset_index()
    room = 1.15 * most(sums["count"])  # beyond the longest bar, for its number
    x = alt.X("count:Q", title=titles[1], axis=None, scale=alt.Scale(domain=[0, room]))
    drawn = rows.assign(place=range(len(rows)), words=_descriptions(rows, column, text))
    chart = leading(marked(drawn, field, chosen), field, links).encode(
        x=x,
        y=y,
        color=alt.Color("colour:N", scale=None),
        order=alt.Order("place:Q"),
        description=alt.Description("words:N"),
        tooltip=[tip(f"{column}:N", titles[0]), *extra, count_tip(titles[1])],
    )
    numbers = alt.Chart(sums).mark_text(align="left", dx=4, fontSize=13)
    return [chart, numbers.encode(x=x, y=y, text=alt.Text("count:Q", format=",d"))]


def bands(rows: pd.DataFrame, field: str, x: alt.X, tips: list[alt.Tooltip], links: Links) -> alt.Chart:
    """Give a layer that is seen only under the pointer: a band over the whole height for every step of the axis."""
    over = alt.selection_point(name="over", on="pointerover", clear="pointerout", empty=False, fields=[field])
    opacity = alt.when(over).then(alt.value(0.25)).otherwise(alt.value(0.001))
    drawn = leading(alt.Chart(rows).mark_rect(color=NEUTRAL), field, links).add_params(over)
    chart: alt.Chart = drawn.encode(x=x, opacity=opacity, tooltip=tips)
    return chart


def wide(frame: pd.DataFrame) -> pd.DataFrame:
    """Give every number of years with the share of each category, and with the known number, as ``place_known``."""
    table = pd.DataFrame({"years": sorted(set(frame["years"]))}, dtype=int)
    for category, part in frame.groupby("category"):
        columns = {"share": str(category), "at_risk": f"{category}_known"}
        table = table.merge(part[["years", *columns]].rename(columns=columns), how="left", on="years")
    return table


def steps(column: str, title: str | None, values: list[int]) -> alt.X:
    """Give an axis with a step for every whole number, labelled at the tens."""
    tens = alt.Axis(values=[step for step in values if step % 10 == 0], labelAngle=0, ticks=False)
    return alt.X(f"{column}:O", title=title, axis=tens, scale=alt.Scale(domain=values, padding=0))


def most(values: pd.Series[int]) -> int:
    """Give the largest of some numbers, 0 if there are none."""
    return int(values.max()) if len(values) else 0


def tip(field: str, title: str, pattern: str | None = None) -> alt.Tooltip:
    """Give a line of a tooltip."""
    return alt.Tooltip(field, title=title, format=pattern) if pattern else alt.Tooltip(field, title=title)


def count_tip(title: str) -> alt.Tooltip:
    """Give the line of a tooltip that says the number."""
    return tip("count:Q", title, ",d")


def slug(text: str) -> str:
    """Give a name for addresses: the first words of a title, in small letters."""
    return text.partition(",")[0].lower()


def finished(
    layers: Sequence[alt.Chart], name: str, title: str, subtitle: str, *, rows: int = 0, height: int = HEIGHT
) -> alt.LayerChart:
    """Put layers together with name, titles and size: so high as its rows of labels, or `height` in pixels."""
    lines = textwrap.wrap(subtitle, LINE)
    chart = alt.LayerChart(layer=[*layers])
    done: alt.LayerChart = chart.properties(
        name=name,
        title=alt.Title(
            title, subtitle=lines, anchor="start", frame="bounds", subtitleColor=TEXT, subtitleFontSize=13, offset=12
        ),
        description=f"{title}. {subtitle}.",
        width="container",
        height=ROW * rows if rows else height,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )
    return done


def leading(chart: alt.Chart, field: str, links: Links) -> alt.Chart:
    """Let each mark lead to the address of its value."""
    if not links:
        return chart
    rows = chart.data.assign(href=[links.get(value, "") for value in chart.data[field]])
    led: alt.Chart = chart.properties(data=rows).encode(href=alt.Href("href:N"))
    return led


def _labels(column: str, names: list[str]) -> alt.Y:
    """Give an axis of names, one below the other, none left out."""
    axis = alt.Axis(labelLimit=200, labelFontSize=13, labelOverlap=False, labelFlush=False, ticks=False, domain=False)
    return alt.Y(f"{column}:N", title=None, sort=names, axis=axis)


def _descriptions(rows: pd.DataFrame, column: str, text: Catalogue) -> list[str]:
    """Say each bar in words, for a screen reader."""
    named = {"name": rows[column], "count": rows["count"]} | ({"change": rows["change"]} if "change" in rows else {})
    key = "charts.bar_change" if "change" in rows else "charts.bar"
    return [text.message(key, **dict(zip(named, values, strict=True))) for values in zip(*named.values(), strict=True)]
