"""The charts page: what the address chooses, in numbers; every mark, and every filter in force, is a link."""

from __future__ import annotations

from typing import Any

import altair as alt
import streamlit as st

from geo.exports import EXPORTS
from geo.layer import MODES
from geo.layer.facets import count_records
from geo.stats import endings
from geo.text.catalogue import Catalogue
from geo.ui import frame
from geo.ui.chart_set import CHANGES, Drawn, charts_of, ends_of, ends_query, source_words
from geo.ui.link import Link, edition_in, filters_of, is_narrowed, read_link, two_years, values_of
from geo.ui.loaded import Loaded, load_or_stop

__all__ = ["show"]

_COLUMNS = ("fell", "date", "how", "after", "country", "kind")
"""What the list of ends has of :func:`geo.stats.endings.endings`."""


def show() -> None:
    """Show the page."""
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    data = load_or_stop(edition_in(address))
    link = read_link(address, data.limits)
    say = data.dataset.words.message
    frame.head("charts", link)
    frame.warn(data, link)
    st.title(say("web.page.charts"), anchor=False)
    st.caption(say("charts.lead"))
    _filters(data, link)
    _one("in-force", data, link)
    st.divider()
    _endings(data, link)
    st.divider()
    _changes(data, link)
    st.divider()
    left, right = st.columns(2, gap="large")
    with left:
        _one("replaced-by", data, link)
        st.caption(say("charts.replaced_by.note"))
    with right:
        _one("fates", data, link)
    _one("survival", data, link)


def _filters(data: Loaded, link: Link) -> None:
    """Name the filters in force, each with the way to take it off."""
    pills = [
        (_words(data, name, value), link.toggled(name, value))
        for name in filters_of(link.query.fields)
        if name != "undated"
        for value in values_of(link, name)
    ]
    if not pills:
        return
    text = data.dataset.words
    frame.html("pills", text, pills=pills, clear=link.text(**dict.fromkeys(filters_of(link.query.fields))))
    if link.query.status:
        st.caption(text.message("charts.status"))
    if not count_records(data.periods, link.query.but(status=None)):
        st.info(text.message("charts.none"))


def _words(data: Loaded, name: str, value: Any) -> str:
    """Say a filter in force, as in ``Country today: Ukraine``."""
    text = data.dataset.words
    label = text.message(f"field.{name}.label")
    if value is True:
        return label
    if isinstance(value, int):
        return text.message(f"web.filter.{name}", count=value)
    return text.message("web.filter.value", filter=label, value=_option(data, name, value))


def _option(data: Loaded, name: str, value: str) -> str:
    if name in ("country", "controlled_by"):
        return data.countries[value]
    return data.dataset.words.word(f"web.option.{name}", value)


def _endings(data: Loaded, link: Link) -> None:
    """Say what ended in the page's years: the number, where, what came after, the list and the file."""
    _years(data, link)
    asked = ends_query(data, link)
    table = ends_of(data, link)
    st.header(endings.endings_sentence(asked, table, narrowed=is_narrowed(link)) + ".", anchor=False)
    undated, text = endings.undated_endings(data.periods, asked), data.dataset.words
    st.caption(text.message("charts.rule_undated", count=undated) if undated else text.message("charts.rule"))
    left, right = st.columns(2, gap="large")
    with left:
        _one("endings-by-country", data, link)
    with right:
        _one("endings-by-outcome", data, link)
    if len(table):
        frame.html(
            "ended",
            text,
            formats=[name for name, form in EXPORTS.items() if not (form.whole and data.former)],
            query=f"?{asked.text()}" + (f"&data={data.edition.version}" if data.former else ""),
            source=source_words(data),
            columns=[text.word("charts.list", name) for name in _COLUMNS],
            rows=table[list(_COLUMNS)].to_numpy().tolist(),
        )


def _years(data: Loaded, link: Link) -> None:
    """Show the page's year and what it means; two years of the filter come before both."""
    frame.html(
        "years",
        data.dataset.words,
        modes=[(mode, _in_mode(link, mode, data.first), link.mode == mode) for mode in ("year", *MODES)],
        one=link.mode != "all",
        first=data.first,
        last=data.last,
        year=link.year,
        kept=_kept(link),
    )


def _in_mode(link: Link, mode: str, first: int) -> str:
    """Give the address of the same view in another mode."""
    if mode != "between":
        return link.text(mode=mode)
    since, year = two_years(link.since, link.year, first)
    return link.text(mode=mode, since=since, year=year)


def _kept(link: Link) -> list[tuple[str, str]]:
    """Give what a form hands on beside its year."""
    members = {name: 1 if value is True else value for name, value in link.query.as_members().items()}
    members |= {"mode": link.mode} if link.mode in MODES else {}
    members |= {"from": link.since} if link.mode == "between" else {}
    members |= dict(link.passed) | ({"data": link.data} if link.data else {})
    pairs = [(name, value if isinstance(value, list) else [value]) for name, value in members.items()]
    return [(name, str(one)) for name, values in pairs for one in values]


def _changes(data: Loaded, link: Link) -> None:
    """Show the changes of each year, a chart a group of kinds, and their countries."""
    say = data.dataset.words.message
    st.header(say("charts.changes"), anchor=False)
    st.caption(say("charts.changes.lead"))
    for group in data.dataset.subject.groups:
        _one(f"{CHANGES}{group}", data, link)
    _one("changes-by-country", data, link)


def _one(name: str, data: Loaded, link: Link) -> None:
    """Show a chart; below it its picture to save, its marks as links, and its table."""
    drawn = charts_of(data)[name](data, link)
    if drawn is None:
        return
    st.altair_chart(_legible(drawn.chart), key=f"chart {name}", width="stretch")
    _below(name, drawn, link, data.dataset.words)


def _below(name: str, drawn: Drawn, link: Link, text: Catalogue) -> None:
    table = drawn.table
    frame.html(
        "below",
        text,
        name=name,
        query=link.text(),
        marks=drawn.marks,
        columns=[text.word("charts.column", str(column)) for column in table.columns],
        rows=[[_cell(value) for value in row] for row in table.itertuples(index=False)],
    )


def _cell(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _legible(chart: alt.LayerChart) -> Any:
    """Write labels as dark, or light, as text must be; Streamlit's own grey is too faint for small letters."""
    ink = "#b8c1ca" if st.context.theme.type == "dark" else "#4d5761"
    inked: Any = chart.configure_axis(labelColor=ink, titleColor=ink).configure_legend(labelColor=ink, titleColor=ink)
    inked = inked.configure_text(color=ink)
    if isinstance(inked.title, alt.TitleParams):
        inked.title.subtitleColor = ink
    return inked
