"""The charts of what was in force, what changed, how long the names lasted and what came after.

Every chart is made from its table alone (:mod:`geo.stats.tables`, :mod:`geo.stats.endings`, :mod:`geo.stats.counts`)
and carries its data inline. A mark leads to the address that `links` names for its value; without links it is a
picture. What is chosen already is drawn full while the rest fades.
"""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType
from typing import Any

import altair as alt
import pandas as pd

from geo.records.model import Category
from geo.ui.marks import (
    ENDED,
    HEIGHT,
    HONOURING,
    NEUTRAL,
    SECOND,
    Links,
    bands,
    bars,
    coloured,
    count_tip,
    curves,
    finished,
    leading,
    marked,
    most,
    slug,
    steps,
    tip,
    wide,
)

__all__ = [
    "FEW",
    "changes_by_country_chart",
    "changes_by_kind_chart",
    "endings_by_country_chart",
    "endings_by_outcome_chart",
    "fates_chart",
    "in_force_chart",
    "replaced_by_chart",
    "survival_chart",
    "tallest",
]

FEW = 10
"""Below this many names at risk the survival curve is not drawn."""

NOWHERE: Links = MappingProxyType({})
_IN_FORCE = {
    "bearing": ("Places that bore the name", HONOURING),
    "standing": ("Monuments that stood", SECOND),
    "presumed": ("of both, only as last reported", NEUTRAL),
}


def in_force_chart(frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[int] = ()) -> alt.LayerChart:
    """Draw the honours in force on each 31 December, from :func:`geo.stats.counts.counts_of_years`.

    Parameters
    ----------
    frame : DataFrame
        Indexed by ``year``; ``bearing``, ``standing``, ``presumed`` and ``possible`` (int).
    links : mapping of int to str
        Addresses by year.
    chosen : collection of int
        Years that are marked.

    Returns
    -------
    altair.LayerChart
        The whole height of a year can be pressed.
    """
    rows = frame.reset_index()
    x = steps("year", None, rows["year"].tolist())
    long = rows.melt("year", [*_IN_FORCE], "what", "count")
    long["label"] = [_IN_FORCE[what][0] for what in long["what"]]
    tones = alt.Scale(domain=[name for name, _ in _IN_FORCE.values()], range=[tone for _, tone in _IN_FORCE.values()])
    lines = (
        alt.Chart(long)
        .mark_line(interpolate="step-after", strokeWidth=2.5)
        .encode(
            x=x,
            y=alt.Y("count:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4), scale=alt.Scale(domainMin=0)),
            color=alt.Color("label:N", scale=tones, legend=alt.Legend(orient="top", title=None, labelLimit=0)),
        )
    )
    rule = _chosen_rule(rows, "year", chosen, x)
    tips = [tip("year:O", "Year"), *(tip(f"{name}:Q", _IN_FORCE[name][0]) for name in _IN_FORCE)]
    tips.append(tip("possible:Q", "more, possibly"))
    subtitle = "Records on 31 December of each year; linear scale from 0"
    press = bands(rows, "year", x, tips, links)
    return finished([lines, rule, press], "in-force", "Honours in force", subtitle, height=2 * HEIGHT)


def tallest(frame: pd.DataFrame) -> int:
    """Give the most changes of one direction that a group of kinds has in a year.

    Parameters
    ----------
    frame : DataFrame
        From :func:`geo.stats.tables.of_group`.
    """
    return most(frame.groupby(["year", "change"])["count"].sum())


def changes_by_kind_chart(
    frame: pd.DataFrame,
    links: Links = NOWHERE,
    chosen: Collection[int] = (),
    *,
    group: str,
    years: tuple[int, int],
    scale: int,
) -> alt.LayerChart:
    """Draw a group of kinds, from :func:`geo.stats.tables.of_group`: a column a year, beginnings up, ends down.

    Parameters
    ----------
    frame : DataFrame
        ``year`` (int), ``kind``, ``label`` (str), ``change`` (``began`` or ``ended``), ``count`` (int).
    links : mapping of int to str
        Addresses by year.
    chosen : collection of int
        Years that are chosen.
    group : str
        What the group is called.
    years : tuple of int
        First and last year of the axis, so that charts of several groups stand in line.
    scale : int
        The most changes of one direction that the axis has room for: the same for all groups (:func:`tallest`), so that
        they can be compared.

    Returns
    -------
    altair.LayerChart
        The whole height of a year can be pressed.
    """
    rows = frame.assign(
        signed=frame["count"].where(frame["change"] == "began", -frame["count"]),
        colour=[HONOURING if change == "began" else ENDED for change in frame["change"]],
        place=range(len(frame)),
    )
    x = steps("year", None, [*range(years[0], years[1] + 1)])
    both_ways = alt.Axis(labelExpr="abs(datum.value)", tickMinStep=1, tickCount=4, minExtent=30)
    tips = [tip("year:O", "Year"), tip("label:N", "Kind"), tip("change:N", "Change"), count_tip("Changes")]
    columns = leading(marked(rows, "year", chosen), "year", links).encode(
        x=x,
        y=alt.Y("signed:Q", title=None, axis=both_ways, scale=alt.Scale(domain=[-scale, scale])),
        order=alt.Order("place:Q"),
        color=alt.Color("colour:N", scale=None),
        detail="kind:N",
        tooltip=tips,
    )
    sums = _sums(frame, years)
    press = bands(sums, "year", x, [tip("year:O", "Year"), tip("began:Q", "Began"), tip("ended:Q", "Ended")], links)
    subtitle = "Dated changes a year: began up, ended down; one linear scale for all kinds"
    return finished([press, columns], f"changes-{slug(group)}", group, subtitle)


def changes_by_country_chart(
    frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[str] = ()
) -> alt.LayerChart:
    """Draw :func:`geo.stats.tables.changes_by_country`: a bar a country, beginnings and ends.

    Parameters
    ----------
    frame : DataFrame
        ``country`` (name), ``code`` (ISO 3166-1 alpha-2), ``change`` (``began`` or ``ended``), ``count`` (int).
    links : mapping of str to str
        Addresses by ``code``.
    chosen : collection of str
        Values of ``code`` that are chosen.

    Returns
    -------
    altair.LayerChart
    """
    rows = frame.assign(colour=[HONOURING if change == "began" else ENDED for change in frame["change"]])
    extra = [tip("change:N", "Change"), tip("code:N", "ISO code")]
    layers = bars(rows, ("country", "code"), ("Country of today", "Dated changes"), chosen, links, *extra)
    colours = "Orange: names taken, monuments put up. Blue: names given up, monuments gone. Linear scale"
    subtitle = colours + _pale(chosen)
    return finished(layers, "changes-by-country", "Dated changes by country", subtitle, rows=frame["code"].nunique())


def survival_chart(frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[int] = ()) -> alt.LayerChart:
    """Draw :func:`geo.stats.tables.survival`: curves for places and monuments, as far as :data:`FEW` are at risk.

    Parameters
    ----------
    frame : DataFrame
        ``category`` (``place`` or ``monument``), ``years`` and ``at_risk`` (int), ``share`` (float, 0 to 1).
    links : mapping of int to str
        Addresses by number of years.
    chosen : collection of int
        Numbers of years that are chosen.

    Returns
    -------
    altair.LayerChart
        The whole height of a step can be pressed.
    """
    names = {Category.PLACE.value: "Names of places", Category.MONUMENT.value: "Monuments"}
    drawn = frame[frame["at_risk"] >= FEW]
    tones = {one: tone for one, tone in zip(names, (HONOURING, SECOND), strict=True) if one in set(drawn["category"])}
    drawn = drawn.assign(label=[names[category] for category in drawn["category"]])
    numbers = [*range(int(drawn["years"].max()) + 1)] if len(drawn) else [0]
    x = steps("years", "Lasted at least, years", numbers)
    table = wide(drawn[drawn["years"] > 0], names)
    tips = [tip("years:O", "At least, years")]
    for label in (names[category] for category in tones):
        tips += [tip(f"{label}:Q", label, ".1%"), tip(f"{label}, known:Q", f"{label}: known to have", ",d")]
    rule = _chosen_rule(table, "years", chosen, x)
    lines = curves(drawn, x, {names[one]: tone for one, tone in tones.items()})
    layers = [lines, rule, bands(table, "years", x, tips, links)]
    counted = " and ".join(
        f"{most(frame['at_risk'][frame['category'] == name]):,} {names[name].lower()}"
        for name in frame["category"].unique()
    )
    subtitle = f"Estimated share that lasted at least so long, of {counted}; drawn while {FEW} or more are followed"
    return finished(layers, "survival", "How long the honours lasted", subtitle, height=2 * HEIGHT)


def replaced_by_chart(frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[str] = ()) -> alt.LayerChart:
    """Draw :func:`geo.stats.tables.replaced_by`: a bar an answer.

    Parameters
    ----------
    frame : DataFrame
        ``what`` (words), ``value`` (str), ``count`` (int).
    links : mapping of str to str
        Addresses by ``value``.
    chosen : collection of str
        Values of ``value`` that are chosen.

    Returns
    -------
    altair.LayerChart
    """
    layers = bars(coloured(frame), ("what", "value"), ("What came after", "Places"), chosen, links)
    subtitle = "Places by what came after, dated or not, each once for each answer; linear scale" + _pale(chosen)
    return finished(layers, "replaced-by", "What replaced the names", subtitle, rows=len(frame))


def fates_chart(frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[str] = ()) -> alt.LayerChart:
    """Draw :func:`geo.stats.tables.fates`: a bar a fate.

    Parameters
    ----------
    frame : DataFrame
        ``what`` (words), ``value`` (str), ``count`` (int).
    links : mapping of str to str
        Addresses by ``value``.
    chosen : collection of str
        Values of ``value`` that are chosen.

    Returns
    -------
    altair.LayerChart
    """
    layers = bars(coloured(frame), ("what", "value"), ("Fate", "Monuments"), chosen, links)
    subtitle = "Monuments, dated or not; linear scale" + _pale(chosen)
    return finished(layers, "fates", "What became of the monuments", subtitle, rows=len(frame))


def endings_by_country_chart(
    frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[str] = ()
) -> alt.LayerChart:
    """Draw :func:`geo.stats.endings.endings_by_country`: a bar a country.

    Parameters
    ----------
    frame : DataFrame
        ``country`` (name), ``code`` (ISO 3166-1 alpha-2), ``count`` (int).
    links : mapping of str to str
        Addresses by ``code``.
    chosen : collection of str
        Values of ``code`` that are chosen.

    Returns
    -------
    altair.LayerChart
    """
    rows = frame.assign(colour=ENDED)
    layers = bars(rows, ("country", "code"), ("Country of today", "Honours that ended"), chosen, links)
    subtitle = "Honours that ended, by country of today; linear scale" + _pale(chosen)
    return finished(layers, "endings-by-country", "Where", subtitle, rows=len(frame))


def endings_by_outcome_chart(
    frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[str] = ()
) -> alt.LayerChart:
    """Draw :func:`geo.stats.endings.endings_by_outcome`: a bar an answer.

    Parameters
    ----------
    frame : DataFrame
        ``what`` (words), ``facet`` (the filter's name), ``value`` (str), ``count`` (int).
    links : mapping of str to str
        Addresses by ``value``; the values of both facets are different ones.
    chosen : collection of str
        Values of ``value`` that are chosen.

    Returns
    -------
    altair.LayerChart
    """
    layers = bars(
        frame.assign(colour=ENDED), ("what", "value"), ("What came after", "Honours that ended"), chosen, links
    )
    subtitle = "Honours that ended, by what came after; linear scale" + _pale(chosen)
    return finished(layers, "endings-by-outcome", "What replaced them", subtitle, rows=len(frame))


def _pale(chosen: Collection[Any]) -> str:
    """Say what the bars are that fade; nothing where none does."""
    return ". Pale: what the filters leave out" if len(chosen) else ""


def _chosen_rule(frame: pd.DataFrame, field: str, chosen: Collection[int], x: alt.X) -> alt.Chart:
    """Draw a line where something is chosen; it is named by what leads there, so that it says nothing of its own."""
    rows = frame[frame[field].isin(list(chosen))]
    rule: alt.Chart = alt.Chart(rows).mark_rule(color=NEUTRAL, strokeWidth=2, strokeDash=[2, 3], aria=False).encode(x=x)
    return rule


def _sums(frame: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """Give every year with its beginnings and ends."""
    table = frame.pivot_table(index="year", columns="change", values="count", aggfunc="sum")
    every = table.reindex(index=range(years[0], years[1] + 1), columns=["began", "ended"]).fillna(0).astype(int)
    return every.rename_axis(index="year", columns=None).reset_index()
