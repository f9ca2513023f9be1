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
from geo.text.catalogue import PLAIN, Catalogue
from geo.ui.marks import (
    ENDED,
    HEIGHT,
    HONOURING,
    LEGEND,
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

_COUNTED = {Category.PLACE.value: "count.names", Category.MONUMENT.value: "count.monuments"}
"""The message that counts the honours of a category."""
NOWHERE: Links = MappingProxyType({})
_IN_FORCE = {"bearing": HONOURING, "standing": SECOND, "presumed": NEUTRAL}


def in_force_chart(
    frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[int] = (), *, text: Catalogue = PLAIN
) -> alt.LayerChart:
    """Draw the honours in force on each 31 December, from :func:`geo.stats.counts.counts_of_years`.

    Parameters
    ----------
    frame : DataFrame
        Indexed by ``year``; ``bearing``, ``standing``, ``presumed`` and ``possible`` (int).
    links : mapping of int to str
        Addresses by year.
    chosen : collection of int
        Years that are marked.
    text : Catalogue

    Returns
    -------
    altair.LayerChart
        The whole height of a year can be pressed.
    """
    rows = frame.reset_index()
    x = steps("year", None, rows["year"].tolist())
    long = rows.melt("year", [*_IN_FORCE], "what", "count")
    names = {what: text.message(f"charts.in_force.{what}") for what in _IN_FORCE}
    long["label"] = [names[what] for what in long["what"]]
    tones = alt.Scale(domain=[*names.values()], range=[*_IN_FORCE.values()])
    lines = (
        alt.Chart(long)
        .mark_line(interpolate="step-after", strokeWidth=2.5)
        .encode(
            x=x,
            y=alt.Y("count:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4), scale=alt.Scale(domainMin=0)),
            color=alt.Color("label:N", scale=tones, legend=LEGEND),
        )
    )
    rule = _chosen_rule(rows, "year", chosen, x)
    tips = [tip("year:O", text.message("charts.tip.year")), *(tip(f"{what}:Q", names[what]) for what in names)]
    tips.append(tip("possible:Q", text.message("charts.in_force.possible")))
    press = bands(rows, "year", x, tips, links)
    return finished([lines, rule, press], "in-force", *_titles("in_force", text), height=2 * HEIGHT)


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
    text: Catalogue = PLAIN,
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
    text : Catalogue

    Returns
    -------
    altair.LayerChart
        The whole height of a year can be pressed.
    """
    say = text.message
    rows = frame.assign(
        signed=frame["count"].where(frame["change"] == "began", -frame["count"]),
        colour=[HONOURING if change == "began" else ENDED for change in frame["change"]],
        change=_changes(frame, text),
        place=range(len(frame)),
    )
    x = steps("year", None, [*range(years[0], years[1] + 1)])
    both_ways = alt.Axis(labelExpr="abs(datum.value)", tickMinStep=1, tickCount=4, minExtent=30)
    tips = [
        tip("year:O", say("charts.tip.year")),
        tip("label:N", say("charts.tip.kind")),
        tip("change:N", say("charts.tip.change")),
        count_tip(say("charts.tip.changes")),
    ]
    columns = leading(marked(rows, "year", chosen), "year", links).encode(
        x=x,
        y=alt.Y("signed:Q", title=None, axis=both_ways, scale=alt.Scale(domain=[-scale, scale])),
        order=alt.Order("place:Q"),
        color=alt.Color("colour:N", scale=None),
        detail="kind:N",
        tooltip=tips,
    )
    sums = _sums(frame, years)
    sides = [tip(f"{side}:Q", say(f"charts.tip.{side}")) for side in ("began", "ended")]
    press = bands(sums, "year", x, [tip("year:O", say("charts.tip.year")), *sides], links)
    return finished([press, columns], f"changes-{slug(group)}", group, say("charts.about.changes"))


def changes_by_country_chart(
    frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[str] = (), *, text: Catalogue = PLAIN
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
    text : Catalogue

    Returns
    -------
    altair.LayerChart
    """
    colours = [HONOURING if change == "began" else ENDED for change in frame["change"]]
    rows = frame.assign(colour=colours, change=_changes(frame, text))
    extra = [tip("change:N", text.message("charts.tip.change")), tip("code:N", text.message("charts.tip.code"))]
    layers = bars(rows, ("country", "code"), _tips(("country", "dated"), text), chosen, links, *extra, text=text)
    titles = _titles("changes_by_country", text, chosen)
    return finished(layers, "changes-by-country", *titles, rows=frame["code"].nunique())


def survival_chart(
    frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[int] = (), *, text: Catalogue = PLAIN
) -> alt.LayerChart:
    """Draw :func:`geo.stats.tables.survival`: curves for places and monuments, as far as :data:`FEW` are at risk.

    Parameters
    ----------
    frame : DataFrame
        ``category`` (``place`` or ``monument``), ``years`` and ``at_risk`` (int), ``share`` (float, 0 to 1).
    links : mapping of int to str
        Addresses by number of years.
    chosen : collection of int
        Numbers of years that are chosen.
    text : Catalogue

    Returns
    -------
    altair.LayerChart
        The whole height of a step can be pressed.
    """
    say = text.message
    names = {one.value: say(f"charts.survival.{one}") for one in (Category.PLACE, Category.MONUMENT)}
    drawn = frame[frame["at_risk"] >= FEW]
    tones = {one: tone for one, tone in zip(names, (HONOURING, SECOND), strict=True) if one in set(drawn["category"])}
    drawn = drawn.assign(label=[names[category] for category in drawn["category"]])
    numbers = [*range(int(drawn["years"].max()) + 1)] if len(drawn) else [0]
    x = steps("years", say("charts.survival.axis"), numbers)
    table = wide(drawn[drawn["years"] > 0])
    tips = [tip("years:O", say("charts.survival.step"))]
    for one in tones:
        known = say("charts.survival.known", category=names[one])
        tips += [tip(f"{one}:Q", names[one], ".1%"), tip(f"{one}_known:Q", known, ",d")]
    rule = _chosen_rule(table, "years", chosen, x)
    lines = curves(drawn, x, {names[one]: tone for one, tone in tones.items()})
    layers = [lines, rule, bands(table, "years", x, tips, links)]
    counts = {one: most(frame["at_risk"][frame["category"] == one]) for one in frame["category"].unique()}
    counted = text.joined("web.sentence.and", (say(_COUNTED[one], count=count) for one, count in counts.items()))
    subtitle = say("charts.about.survival", counted=counted, few=FEW)
    return finished(layers, "survival", say("charts.title.survival"), subtitle, height=2 * HEIGHT)


def replaced_by_chart(
    frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[str] = (), *, text: Catalogue = PLAIN
) -> alt.LayerChart:
    """Draw :func:`geo.stats.tables.replaced_by`: a bar an answer.

    Parameters
    ----------
    frame : DataFrame
        ``what`` (words), ``value`` (str), ``count`` (int).
    links : mapping of str to str
        Addresses by ``value``.
    chosen : collection of str
        Values of ``value`` that are chosen.
    text : Catalogue

    Returns
    -------
    altair.LayerChart
    """
    layers = bars(coloured(frame), ("what", "value"), _tips(("after", "places"), text), chosen, links, text=text)
    return finished(layers, "replaced-by", *_titles("replaced_by", text, chosen), rows=len(frame))


def fates_chart(
    frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[str] = (), *, text: Catalogue = PLAIN
) -> alt.LayerChart:
    """Draw :func:`geo.stats.tables.fates`: a bar a fate.

    Parameters
    ----------
    frame : DataFrame
        ``what`` (words), ``value`` (str), ``count`` (int).
    links : mapping of str to str
        Addresses by ``value``.
    chosen : collection of str
        Values of ``value`` that are chosen.
    text : Catalogue

    Returns
    -------
    altair.LayerChart
    """
    layers = bars(coloured(frame), ("what", "value"), _tips(("fate", "monuments"), text), chosen, links, text=text)
    return finished(layers, "fates", *_titles("fates", text, chosen), rows=len(frame))


def endings_by_country_chart(
    frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[str] = (), *, text: Catalogue = PLAIN
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
    text : Catalogue

    Returns
    -------
    altair.LayerChart
    """
    rows = frame.assign(colour=ENDED)
    layers = bars(rows, ("country", "code"), _tips(("country", "endings"), text), chosen, links, text=text)
    return finished(layers, "endings-by-country", *_titles("endings_by_country", text, chosen), rows=len(frame))


def endings_by_outcome_chart(
    frame: pd.DataFrame, links: Links = NOWHERE, chosen: Collection[str] = (), *, text: Catalogue = PLAIN
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
    text : Catalogue

    Returns
    -------
    altair.LayerChart
    """
    rows = frame.assign(colour=ENDED)
    layers = bars(rows, ("what", "value"), _tips(("after", "endings"), text), chosen, links, text=text)
    return finished(layers, "endings-by-outcome", *_titles("endings_by_outcome", text, chosen), rows=len(frame))


def _titles(chart: str, text: Catalogue, chosen: Collection[Any] = ()) -> tuple[str, str]:
    """Give the title of a chart and what it is about; also what the bars are that fade, where one does."""
    about = text.message(f"charts.about.{chart}")
    return text.message(f"charts.title.{chart}"), text.message("charts.pale", about=about) if len(chosen) else about


def _tips(columns: tuple[str, str], text: Catalogue) -> tuple[str, str]:
    """Give what the words of a bar are called, and its number."""
    words, number = (text.message(f"charts.tip.{column}") for column in columns)
    return words, number


def _changes(frame: pd.DataFrame, text: Catalogue) -> list[str]:
    return [text.word("charts.code.change", change) for change in frame["change"]]


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
