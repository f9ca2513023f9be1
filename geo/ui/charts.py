"""The charts of what changed, how long the names lasted and what came after.

Every chart is made from its table alone (:mod:`geo.stats.tables`, :mod:`geo.stats.endings`), carries its data inline
and has the point selection :data:`PICK` on the fields that identify a mark. What is chosen already is drawn full while
the rest fades, so that a chart shows the state it is in wherever that was set.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from geo.records.model import Category

__all__ = [
    "FEW",
    "PICK",
    "changes_by_country_chart",
    "changes_by_kind_chart",
    "endings_by_country_chart",
    "endings_by_outcome_chart",
    "fates_chart",
    "replaced_by_chart",
    "survival_chart",
]

PICK = "pick"
"""Name of every chart's selection parameter."""

FEW = 10
"""Below this many names at risk the survival curve is not drawn."""

HONOURING, ENDED, NEUTRAL, SECOND = "#c8470a", "#0b6aa8", "#8a939c", "#009e73"
"""The map's orange and blue; grey for what is not known; a green (Okabe and Ito) for a second curve."""
HEIGHT, ROW = 150, 22  # pixels: of a chart with a time axis, and of a row with a label
TEXT = "#6f7880"  # a grey that is read on white and on the dark page: 4.5 and 4.2 to 1
LINE = 46  # characters of a title that a telephone has room for
FADED = 0.35


def changes_by_kind_chart(
    frame: pd.DataFrame, chosen: Collection[int] = (), *, group: str, years: tuple[int, int]
) -> alt.LayerChart:
    """Draw a group of kinds, from :func:`geo.stats.tables.of_group`: a column a year, beginnings up, ends down.

    Parameters
    ----------
    frame : DataFrame
        ``year`` (int), ``kind``, ``label`` (str), ``change`` (``began`` or ``ended``), ``count`` (int).
    chosen : collection of int
        Years that are chosen.
    group : str
        What the group is called.
    years : tuple of int
        First and last year of the axis, so that charts of several groups stand in line.

    Returns
    -------
    altair.LayerChart
        A pick gives ``year``; the whole height of a year can be pressed.
    """
    rows = frame.assign(
        signed=frame["count"].where(frame["change"] == "began", -frame["count"]),
        colour=[HONOURING if change == "began" else ENDED for change in frame["change"]],
        place=range(len(frame)),
    )
    x = _steps("year", None, [*range(years[0], years[1] + 1)])
    both_ways = alt.Axis(labelExpr="abs(datum.value)", tickMinStep=1, tickCount=4, minExtent=30)
    tips = [_tip("year:O", "Year"), _tip("label:N", "Kind"), _tip("change:N", "Change"), _count_tip("Changes")]
    bars = _marked(rows, "year", chosen).encode(
        x=x,
        y=alt.Y("signed:Q", title=None, axis=both_ways),
        order=alt.Order("place:Q"),
        color=alt.Color("colour:N", scale=None),
        detail="kind:N",
        tooltip=tips,
    )
    sums = _sums(frame, years)
    press = _press(sums, ["year"], x, [_tip("year:O", "Year"), _tip("began:Q", "Began"), _tip("ended:Q", "Ended")])
    return _finished([press, bars], f"changes-{_slug(group)}", group, "Dated changes a year: began up, ended down")


def changes_by_country_chart(frame: pd.DataFrame, chosen: Collection[str] = ()) -> alt.LayerChart:
    """Draw :func:`geo.stats.tables.changes_by_country`: a bar a country, beginnings and ends.

    Parameters
    ----------
    frame : DataFrame
        ``country`` (name), ``code`` (ISO 3166-1 alpha-2), ``change`` (``began`` or ``ended``), ``count`` (int).
    chosen : collection of str
        Values of ``code`` that are chosen.

    Returns
    -------
    altair.LayerChart
        A pick gives ``code``.
    """
    rows = frame.assign(colour=[HONOURING if change == "began" else ENDED for change in frame["change"]])
    extra = [_tip("change:N", "Change"), _tip("code:N", "ISO code")]
    layers = _bars(rows, "country", "code", ("Country of today", "Dated changes"), chosen, *extra)
    subtitle = "Orange: names taken, monuments put up. Blue: names given up, monuments gone. Each counted once a change"
    return _finished(layers, "changes-by-country", "Dated changes by country", subtitle, rows=frame["code"].nunique())


def survival_chart(frame: pd.DataFrame, chosen: Collection[int] = ()) -> alt.LayerChart:
    """Draw :func:`geo.stats.tables.survival`: curves for places and monuments, as far as :data:`FEW` are at risk.

    Parameters
    ----------
    frame : DataFrame
        ``category`` (``place`` or ``monument``), ``years`` and ``at_risk`` (int), ``share`` (float, 0 to 1).
    chosen : collection of int
        Numbers of years that are chosen.

    Returns
    -------
    altair.LayerChart
        A pick gives ``years``; the whole height of a step can be pressed.
    """
    names = {Category.PLACE.value: "Names of places", Category.MONUMENT.value: "Monuments"}
    drawn = frame[frame["at_risk"] >= FEW]
    tones = {one: tone for one, tone in zip(names, (HONOURING, SECOND), strict=True) if one in set(drawn["category"])}
    drawn = drawn.assign(label=[names[category] for category in drawn["category"]])
    steps = [*range(int(drawn["years"].max()) + 1)] if len(drawn) else [0]
    x = _steps("years", "Lasted at least, years", steps)
    wide = _wide(drawn[drawn["years"] > 0], names)
    tips = [_tip("years:O", "At least, years")]
    for label in (names[category] for category in tones):
        tips += [_tip(f"{label}:Q", label, ".1%"), _tip(f"{label}, known:Q", f"{label}: known to have", ",d")]
    mark = alt.Chart(wide[wide["years"].isin(list(chosen))]).mark_rule(color=NEUTRAL, strokeWidth=3).encode(x=x)
    lines = _curves(drawn, x, {names[one]: tone for one, tone in tones.items()})
    layers = [lines, mark, _press(wide, ["years"], x, tips)]
    counted = " and ".join(
        f"{_most(frame['at_risk'][frame['category'] == name]):,} {names[name].lower()}"
        for name in frame["category"].unique()
    )
    subtitle = f"Estimated share that lasted at least so long, of {counted}; drawn while {FEW} or more are followed"
    return _finished(layers, "survival", "How long the honours lasted", subtitle, height=2 * HEIGHT)


def replaced_by_chart(frame: pd.DataFrame, chosen: Collection[str] = ()) -> alt.LayerChart:
    """Draw :func:`geo.stats.tables.replaced_by`: a bar an answer.

    Parameters
    ----------
    frame : DataFrame
        ``what`` (words), ``value`` (str), ``count`` (int).
    chosen : collection of str
        Values of ``value`` that are chosen.

    Returns
    -------
    altair.LayerChart
        A pick gives ``value``.
    """
    layers = _bars(_coloured(frame), "what", "value", ("What came after", "Places"), chosen)
    return _finished(
        layers, "replaced-by", "What replaced the names", "Places by what came after, dated or not", rows=len(frame)
    )


def fates_chart(frame: pd.DataFrame, chosen: Collection[str] = ()) -> alt.LayerChart:
    """Draw :func:`geo.stats.tables.fates`: a bar a fate.

    Parameters
    ----------
    frame : DataFrame
        ``what`` (words), ``value`` (str), ``count`` (int).
    chosen : collection of str
        Values of ``value`` that are chosen.

    Returns
    -------
    altair.LayerChart
        A pick gives ``value``.
    """
    layers = _bars(_coloured(frame), "what", "value", ("Fate", "Monuments"), chosen)
    return _finished(layers, "fates", "What became of the monuments", "Monuments, dated or not", rows=len(frame))


def endings_by_country_chart(frame: pd.DataFrame, chosen: Collection[str] = ()) -> alt.LayerChart:
    """Draw :func:`geo.stats.endings.endings_by_country`: a bar a country.

    Parameters
    ----------
    frame : DataFrame
        ``country`` (name), ``code`` (ISO 3166-1 alpha-2), ``count`` (int).
    chosen : collection of str
        Values of ``code`` that are chosen.

    Returns
    -------
    altair.LayerChart
        A pick gives ``code``.
    """
    rows = frame.assign(colour=ENDED)
    layers = _bars(rows, "country", "code", ("Country of today", "Honours that ended"), chosen)
    return _finished(layers, "endings-by-country", "Where", "Honours that ended, by country of today", rows=len(frame))


def endings_by_outcome_chart(frame: pd.DataFrame, chosen: Collection[str] = ()) -> alt.LayerChart:
    """Draw :func:`geo.stats.endings.endings_by_outcome`: a bar an answer.

    Parameters
    ----------
    frame : DataFrame
        ``what`` (words), ``facet`` (the filter's name), ``value`` (str), ``count`` (int).
    chosen : collection of str
        Values of ``value`` that are chosen; they are different in both facets.

    Returns
    -------
    altair.LayerChart
        A pick gives ``facet`` and ``value``.
    """
    layers = _bars(frame.assign(colour=ENDED), "what", "value", ("What came after", "Honours that ended"), chosen)
    subtitle = "Honours that ended, by what came after"
    return _finished(layers, "endings-by-outcome", "What replaced them", subtitle, rows=len(frame))


def _curves(rows: pd.DataFrame, x: alt.X, tones: Mapping[str, str]) -> alt.Chart:
    """Give a curve in steps for each label, in its tone."""
    lines = alt.Chart(rows).mark_line(interpolate="step-after", strokeWidth=2.5)
    colours = alt.Scale(domain=[*tones], range=[*tones.values()])
    chart: alt.Chart = lines.encode(
        x=x,
        y=alt.Y("share:Q", title=None, axis=alt.Axis(format="%", tickCount=5), scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("label:N", scale=colours, legend=alt.Legend(orient="top", title=None, labelLimit=0)),
    )
    return chart


def _coloured(frame: pd.DataFrame) -> pd.DataFrame:
    tones = {"still so": HONOURING, "standing": HONOURING, "not known": NEUTRAL}
    return frame.assign(colour=[tones.get(value, ENDED) for value in frame["value"]])


def _marked(rows: pd.DataFrame, field: str, chosen: Collection[Any]) -> alt.Chart:
    """Start bars of which the chosen are full and the others fade; where nothing is chosen all are full."""
    full = rows[field].isin(list(chosen)) if len(chosen) else pd.Series(True, index=rows.index)
    opacity = alt.when("datum.chosen").then(alt.value(1)).otherwise(alt.value(FADED))
    chart: alt.Chart = alt.Chart(rows.assign(chosen=full)).mark_bar(cursor="pointer").encode(opacity=opacity)
    return chart


def _bars(
    rows: pd.DataFrame,
    column: str,
    field: str,
    titles: tuple[str, str],
    chosen: Collection[str],
    *extra: alt.Tooltip,
) -> list[alt.Chart]:
    """Give a bar for each value of a column, in the rows' order, with its number at its end."""
    fields = [name for name in ("facet", field) if name in rows]
    pick = alt.selection_point(name=PICK, fields=fields, toggle=False)
    y = _labels(column, list(dict.fromkeys(rows[column])))
    sums = rows.groupby([column, *fields], sort=False)["count"].sum().reset_index()
    room = 1.15 * _most(sums["count"])  # beyond the longest bar, for its number
    x = alt.X("count:Q", title=titles[1], axis=None, scale=alt.Scale(domain=[0, room]))
    drawn = rows.assign(place=range(len(rows)), told=_descriptions(rows, column))
    bars = _marked(drawn, field, chosen).add_params(pick)
    bars = bars.encode(
        x=x,
        y=y,
        color=alt.Color("colour:N", scale=None),
        order=alt.Order("place:Q"),
        description=alt.Description("told:N"),
        tooltip=[_tip(f"{column}:N", titles[0]), *extra, _count_tip(titles[1])],
    )
    numbers = alt.Chart(sums).mark_text(align="left", dx=4, fontSize=13)
    return [bars, numbers.encode(x=x, y=y, text=alt.Text("count:Q", format=",d"))]


def _labels(column: str, names: list[str]) -> alt.Y:
    """Give an axis of names, one below the other, none left out."""
    axis = alt.Axis(labelLimit=200, labelFontSize=13, labelOverlap=False, labelFlush=False, ticks=False, domain=False)
    return alt.Y(f"{column}:N", title=None, sort=names, axis=axis)


def _descriptions(rows: pd.DataFrame, column: str) -> list[str]:
    """Say each bar in words, for a screen reader."""
    told = [f"{name}: {count:,}" for name, count in zip(rows[column], rows["count"], strict=True)]
    if "change" in rows:
        told = [f"{text} {change}" for text, change in zip(told, rows["change"], strict=True)]
    return told


def _press(rows: pd.DataFrame, fields: list[str], x: alt.X, tips: list[alt.Tooltip]) -> alt.Chart:
    """Give a layer that is seen only under the pointer: a band over the whole height for every step of the axis."""
    pick = alt.selection_point(name=PICK, fields=fields, toggle=False)
    over = alt.selection_point(name="over", on="pointerover", clear="pointerout", empty=False, fields=fields)
    opacity = alt.when(over).then(alt.value(0.25)).otherwise(alt.value(0.001))
    bands = alt.Chart(rows).mark_rect(cursor="pointer", color=NEUTRAL).add_params(pick, over)
    chart: alt.Chart = bands.encode(x=x, opacity=opacity, tooltip=tips)
    return chart


def _sums(frame: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """Give every year with its beginnings and ends."""
    table = frame.pivot_table(index="year", columns="change", values="count", aggfunc="sum")
    every = table.reindex(index=range(years[0], years[1] + 1), columns=["began", "ended"]).fillna(0).astype(int)
    return every.rename_axis(index="year", columns=None).reset_index()


def _wide(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Give every number of years with the share and the known number of each category."""
    wide = pd.DataFrame({"years": sorted(set(frame["years"]))}, dtype=int)
    for category, part in frame.groupby("category"):
        label = names[str(category)]
        columns = {"share": label, "at_risk": f"{label}, known"}
        wide = wide.merge(part[["years", *columns]].rename(columns=columns), how="left", on="years")
    return wide


def _steps(column: str, title: str | None, steps: list[int]) -> alt.X:
    """Give an axis with a step for every whole number, labelled at the tens."""
    tens = alt.Axis(values=[step for step in steps if step % 10 == 0], labelAngle=0, ticks=False)
    return alt.X(f"{column}:O", title=title, axis=tens, scale=alt.Scale(domain=steps, padding=0))


def _most(values: pd.Series[int]) -> int:
    return int(values.max()) if len(values) else 0


def _tip(field: str, title: str, pattern: str | None = None) -> alt.Tooltip:
    return alt.Tooltip(field, title=title, format=pattern) if pattern else alt.Tooltip(field, title=title)


def _count_tip(title: str) -> alt.Tooltip:
    return _tip("count:Q", title, ",d")


def _slug(text: str) -> str:
    return text.partition(",")[0].lower()


def _finished(
    layers: Sequence[alt.Chart], name: str, title: str, subtitle: str, *, rows: int = 0, height: int = HEIGHT
) -> alt.LayerChart:
    """Put layers together with name, titles and size: so high as its rows of labels, or `height` in pixels."""
    lines = textwrap.wrap(subtitle, LINE)
    chart = alt.LayerChart(layer=[*layers])
    finished: alt.LayerChart = chart.properties(
        name=name,
        title=alt.Title(
            title, subtitle=lines, anchor="start", frame="bounds", subtitleColor=TEXT, subtitleFontSize=13, offset=12
        ),
        description=f"{title}. {subtitle}.",
        width="container",
        height=ROW * rows if rows else height,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )
    return finished
