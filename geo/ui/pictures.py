"""Charts as pictures: SVG and PNG with title, source and licence inside, drawn without a browser or network."""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt
import pandas as pd
import vl_convert
from starlette.datastructures import QueryParams

from geo.exports.about import filter_words
from geo.stats import endings
from geo.ui.chart_set import charts_of, ends_of, ends_query, source_words
from geo.ui.link import Link, is_narrowed, read_link
from geo.ui.loaded import Loaded
from geo.ui.marks import TEXT

__all__ = ["FORMS", "picture"]

FORMS = {"svg": "image/svg+xml", "png": "image/png"}
"""Media types of the pictures, by their ending."""
_WIDTH, _SCALE = 720, 2  # pixels, and how many of a PNG make one of them
_LINE = 110  # characters of a line below the chart


def picture(data: Loaded, name: str, form: str, address: QueryParams) -> tuple[bytes, str] | None:
    """Draw a chart as a picture.

    Parameters
    ----------
    data : Loaded
    name : str
        A key of :func:`geo.ui.chart_set.charts_of`.
    form : str
        A key of :data:`FORMS`.
    address : QueryParams
        The parameters of the page whose chart it is.

    Returns
    -------
    tuple of bytes and str, or None
        The picture and its media type; None if there is no such chart or form, or nothing to draw.
    """
    draws = charts_of(data)
    if name not in draws or form not in FORMS:
        return None
    link = read_link({key: address.getlist(key) for key in address}, data.limits)
    drawn = draws[name](data, link)
    if drawn is None:
        return None
    spec = _with_source(drawn.chart, _words(data, link, name))
    if form == "svg":
        return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]).encode("utf-8"), FORMS[form]
    return vl_convert.vegalite_to_png(spec, scale=_SCALE, allowed_base_urls=[]), FORMS[form]


def _words(data: Loaded, link: Link, name: str) -> list[str]:
    """Say what the picture shows of the data, and whose they are."""
    chosen = []
    if name.startswith("endings"):  # these alone speak of the page's years
        chosen.append(endings.endings_sentence(ends_query(data, link), ends_of(data, link), narrowed=is_narrowed(link)))
    if is_narrowed(link):
        filters = filter_words(link.query.but(undated=False, status=None))
        chosen.append(data.dataset.words.message("web.picture.filters", filters=filters))
    said = " ".join(f"{sentence}." for sentence in chosen)
    return [*textwrap.wrap(said, _LINE), *textwrap.wrap(source_words(data), _LINE)]


def _with_source(chart: alt.LayerChart, words: list[str]) -> dict[str, Any]:
    """Put lines below a chart that say whose data it shows."""
    fixed = chart.copy(deep=False)
    fixed.width, fixed.autosize = _WIDTH, alt.Undefined
    lines = alt.Chart(pd.DataFrame({"words": ["\n".join(words)]})).mark_text(
        align="left", baseline="top", color=TEXT, fontSize=11, lineBreak="\n"
    )
    lines = lines.encode(text="words:N", x=alt.value(0), y=alt.value(0)).properties(width=_WIDTH, height=1)
    whole = alt.vconcat(fixed, lines, spacing=12).configure_view(stroke=None).configure_axis(domain=False)
    spec: dict[str, Any] = _without_links(whole.properties(background="white", padding=16).to_dict())
    return spec


def _without_links(part: Any) -> Any:
    """Take out where marks lead: a picture leads nowhere."""
    if isinstance(part, dict):
        return {name: _without_links(value) for name, value in part.items() if name not in ("href", "cursor")}
    return [_without_links(one) for one in part] if isinstance(part, list) else part
