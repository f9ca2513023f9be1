"""Every chart of the charts page by its name: its table, its drawing, and where its marks lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from geo.layer import Query, filter_mask
from geo.stats import endings, tables
from geo.stats.counts import counts_of_years
from geo.text.catalogue import Catalogue
from geo.ui import charts
from geo.ui.link import Link, values_of
from geo.ui.loaded import Loaded

__all__ = ["CHANGES", "Drawn", "charts_of", "ends_of", "ends_query", "source_words"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart.

    Attributes
    ----------
    chart : altair.LayerChart
    table : DataFrame
        What it shows, for reading.
    marks : tuple of (str, str, bool)
        Its marks in words, with the address that each leads to, and whether it is chosen; in the table's order.
    """

    chart: alt.LayerChart
    table: pd.DataFrame
    marks: tuple[tuple[str, str, bool], ...] = ()


Draw = Callable[[Loaded, Link], Drawn | None]


def source_words(data: Loaded) -> str:
    """Say whose data a chart shows, and of which version and date."""
    edition = data.edition
    values = {"attribution": edition.attribution, "version": edition.version, "date": edition.date}
    return data.dataset.words.message("charts.source", **values)


def ends_of(data: Loaded, link: Link, **free: Any) -> pd.DataFrame:
    """Give the ends of honours in the years of an address; `free` takes filters out."""
    return endings.endings(data.periods, ends_query(data, link).but(**free), data.countries)


def ends_query(data: Loaded, link: Link) -> Query:
    """Give the query that chooses the ends of honours in the years of an address."""
    asked = link.query.but(mode=None if link.mode == "year" else link.mode, since=link.since)
    return endings.endings_query(asked, link.year, (data.first, data.last))


def _in_force(data: Loaded, link: Link) -> Drawn | None:
    years = range(data.first, data.last + 1)
    chosen = filter_mask(data.periods, link.query.but(status=None))
    if not chosen.any():
        return None
    table = counts_of_years(data.periods, chosen, years, undated=link.query.undated)
    links = {year: link.text(year=year, mode="year") for year in years}
    listed = table[["bearing", "standing", "presumed", "possible"]].reset_index()
    return Drawn(charts.in_force_chart(table, links, _one_year(link), text=data.dataset.words), listed)


def _ended_by_country(data: Loaded, link: Link) -> Drawn | None:
    frame = endings.endings_by_country(ends_of(data, link, country=None))
    return _of_values(link, frame, charts.endings_by_country_chart, "country", "code")


def _ended_by_outcome(data: Loaded, link: Link) -> Drawn | None:
    frame = endings.endings_by_outcome(ends_of(data, link, replaced=None, category=None))
    if frame.empty:
        return None
    facets = dict(zip(frame["value"], frame["facet"], strict=True))
    links = {value: link.toggled(facet, value) for value, facet in facets.items()}
    chosen = [value for facet in ("replaced", "category") for value in values_of(link, facet)]
    marks = _marks(frame["what"], frame["value"], links, chosen)
    full = [*chosen, *endings.endings_by_outcome(ends_of(data, link))["value"]] if chosen else []  # what passes both
    chart = charts.endings_by_outcome_chart(frame, links, full, text=data.dataset.words)
    return Drawn(chart, frame[["what", "count"]], marks)


def _changes(group: str) -> Draw:
    def draw(data: Loaded, link: Link) -> Drawn | None:
        every = tables.changes_by_kind(_records(data, link.query))
        fields = data.dataset.fields
        groups = {name: tables.of_group(every, name, fields) for name in fields.subject.groups}
        own = groups[group]
        if own.empty:
            return None
        span, scale = (data.first, data.last), max(charts.tallest(rows) for rows in groups.values())
        alone = _one_year(link)
        links = {
            year: link.text(year=year, mode="all" if [year] == alone else "year")
            for year in range(span[0], span[1] + 1)
        }
        chart = charts.changes_by_kind_chart(
            own, links, alone, group=fields.text.word("group", group), years=span, scale=scale, text=fields.text
        )  # fmt: skip
        return Drawn(chart, _said(own[["year", "label", "change", "count"]], fields.text))

    return draw


def _changes_by_country(data: Loaded, link: Link) -> Drawn | None:
    frame = tables.changes_by_country(_records(data, link.query.but(country=None)), data.countries)
    return _of_values(link, frame, charts.changes_by_country_chart, "country", "code")


def _replaced(data: Loaded, link: Link) -> Drawn | None:
    frame = tables.replaced_by(_records(data, link.query.but(replaced=None)), data.dataset.words)
    return _of_values(link, frame, charts.replaced_by_chart, "replaced", "value")


def _fates(data: Loaded, link: Link) -> Drawn | None:
    frame = tables.fates(_records(data, link.query.but(fate=None)), data.dataset.words)
    return _of_values(link, frame, charts.fates_chart, "fate", "value")


def _survival(data: Loaded, link: Link) -> Drawn | None:
    frame = tables.survival(_records(data, link.query.but(lasted=None)), data.edition.year)
    if frame.empty or frame["at_risk"].max() < charts.FEW:
        return None
    links = {
        years: link.toggled("lasted", years) for years in sorted(set(frame["years"])) if 1 <= years <= data.longest
    }
    chosen = [] if link.query.lasted is None else [link.query.lasted]
    text = data.dataset.words
    return Drawn(charts.survival_chart(frame, links, chosen, text=text), _said(frame, text))


_CHARTS: Mapping[str, Draw] = {
    "in-force": _in_force,
    "endings-by-country": _ended_by_country,
    "endings-by-outcome": _ended_by_outcome,
    "changes-by-country": _changes_by_country,
    "replaced-by": _replaced,
    "fates": _fates,
    "survival": _survival,
}
CHANGES = "changes-of-"
"""How the names of the charts begin that show the changes of a group of kinds."""


def charts_of(data: Loaded) -> dict[str, Draw]:
    """Give what draws each chart, by the name that its picture has in addresses; each gives None for nothing to draw.

    Parameters
    ----------
    data : Loaded
        Its subject says into which groups the kinds are put.
    """
    return {**_CHARTS, **{f"{CHANGES}{group}": _changes(group) for group in data.dataset.subject.groups}}


def _of_values(
    link: Link, frame: pd.DataFrame, draw: Callable[..., alt.LayerChart], name: str, field: str
) -> Drawn | None:
    """Draw a chart of the values of one filter."""
    if frame.empty:
        return None
    values = dict.fromkeys(frame[field])
    links = {value: link.toggled(name, value) for value in values}
    chosen = values_of(link, name)  # also what has no bar: all bars are of what it leaves out then
    words = frame.drop_duplicates(field)
    marks = _marks(words.iloc[:, 0], words[field], links, chosen)
    text = link.query.fields.text
    listed = _said(frame.drop(columns=["value", "facet"], errors="ignore"), text)
    return Drawn(draw(frame, links, chosen, text=text), listed, marks)


def _said(frame: pd.DataFrame, text: Catalogue) -> pd.DataFrame:
    """Give a table for reading: its codes in words."""
    codes = [name for name in ("change", "category") if name in frame]
    return frame.assign(**{name: [text.word(f"charts.code.{name}", code) for code in frame[name]] for name in codes})


def _marks(
    words: pd.Series, values: pd.Series, links: Mapping[Any, str], chosen: list[Any]
) -> tuple[tuple[str, str, bool], ...]:
    return tuple((str(word), links[value], value in chosen) for word, value in zip(words, values, strict=True))


def _one_year(link: Link) -> list[int]:
    """Give the year of which the page speaks, if it is one."""
    return [link.year] if link.mode == "year" else []


def _records(data: Loaded, query: Query) -> pd.DataFrame:
    """Give all rows of the records that pass a query, whatever their status."""
    passing = set(data.periods["record_id"][filter_mask(data.periods, query.but(status=None))])
    rows: pd.DataFrame = data.periods[data.periods["record_id"].isin(passing)]
    return rows
