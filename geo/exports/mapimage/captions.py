"""What is written on a picture: title, sentence, filters, legend, source, licence and where the map is found."""

from __future__ import annotations

import re
from typing import Any

from geo.exports.about import Opened, plain_text
from geo.exports.geojson import query_string
from geo.exports.mapimage.glyphs import draw_disc, draw_symbol
from geo.exports.mapimage.moment import Look, sentence_of
from geo.exports.mapimage.plate import Drawing, Words
from geo.exports.screen import timeless
from geo.layer import Field, Query

__all__ = ["KEYS", "licence_words", "words_of"]


def words_of(data: Opened, moment: Query, keys: list[str], colours: dict[str, str], lines: int) -> Words:
    """Give what stands around the map of a year.

    Parameters
    ----------
    data : Opened
    moment : Query
        With a year; see :func:`geo.exports.mapimage.moment.moment_of`.
    keys : list of str
        The lines of the legend; see :func:`geo.exports.mapimage.moment.legend_keys`.
    colours : dict of str to str
        From :func:`geo.web.assets.light_colours`.
    lines : int
        For how many lines of a sentence there is to be room.
    """
    say, edition = data.fields.text.message, data.edition
    title, _, subtitle = edition.title.partition(": ")
    narrowed = timeless(moment)
    filters = _filters(data, narrowed)
    where = edition.homepage or say("web.picture.view", view=query_string(moment))
    footer = [
        say("web.picture.source", attribution=edition.attribution, version=edition.version, date=edition.date),
        say("web.picture.licence", licence=licence_words(edition.license), url=edition.license_url),
        where,
    ]
    return Words(
        title=plain_text(title),
        subtitle=plain_text(subtitle[:1].upper() + subtitle[1:]),
        year=_year(moment),
        sentence=sentence_of(data, moment),
        notes=[plain_text(say("web.picture.filters", filters="; ".join(filters)))] if filters else [],
        legend=[(say(f"web.legend.{key}"), _drawing(key, moment.mode, colours)) for key in keys],
        footer=[plain_text(one) for one in footer],
        lines=lines,
    )


KEYS = {
    "bears": Look(False, "honouring", "certain", False),
    "stands": Look(True, "honouring", "certain", False),
    "presumed": Look(True, "honouring", "presumed", False),
    "possible": Look(False, "honouring", "possible", False),
    "renamed": Look(False, "after", "certain", False),
    "gone": Look(True, "after", "certain", False),
    "before": Look(False, "before", "certain", False),
    "lost": Look(False, "after", "certain", False, "lost"),
    "gained": Look(False, "honouring", "certain", False, "gained"),
    "kept": Look(False, "honouring", "certain", False, "kept"),
    "diamond": Look(True, "after", "certain", False, "lost"),
    "in_doubt": Look(False, "after", "possible", False, "lost"),
    "changed": Look(False, "after", "certain", True),
}
_DISCS = {
    None: [(KEYS["bears"], 2), (KEYS["presumed"], 1), (KEYS["possible"], 1), (KEYS["changed"], 2)],
    "changes": [(KEYS["renamed"], 3), (KEYS["changed"], 2)],
    "between": [(KEYS["kept"], 1), (KEYS["in_doubt"], 1), (KEYS["lost"], 2), (KEYS["gained"], 1)],
    "all": [(KEYS["bears"], 2), (KEYS["renamed"], 3)],
}
"""The disc of the legend in each mode, as in ``geo/web/view/legend.js``."""


def _drawing(key: str, mode: str | None, colours: dict[str, str]) -> Drawing:
    if key == "several":
        looks = [look for look, count in _DISCS[mode] for _ in range(count)]
        return lambda axes, x, y: draw_disc(axes, x, y, looks, colours)
    return lambda axes, x, y: draw_symbol(axes, x, y, KEYS[key], colours)


def _year(moment: Query) -> str | None:
    """Say in figures which year is shown, or which two are compared."""
    if moment.mode == "all":
        return None
    return f"{moment.since}–{moment.year}" if moment.mode == "between" else str(moment.year)


def licence_words(code: str) -> str:
    """Name a licence as people do.

    Examples
    --------
    >>> licence_words("CC-BY-SA-4.0"), licence_words("ODbL-1.0")
    ('CC BY-SA 4.0', 'ODbL-1.0')
    """
    return re.sub(r"^CC-([A-Z-]+)-([\d.]+)$", r"CC \1 \2", code)


def _filters(data: Opened, query: Query) -> list[str]:
    """Put each filter into words, as the page does."""
    found = []
    for field, value in query.parts():
        alternatives = value if field.asked == "values" else [value]
        found += [_filter(data, field, one) for one in alternatives]
    return found


def _filter(data: Opened, field: Field, value: Any) -> str:
    text = data.fields.text
    label = text.message(key) if (key := f"field.{field.name}.label") in text.messages() else field.name
    match value:
        case True:
            return label
        case int():
            return text.message(f"web.filter.{field.name}", count=value)
        case (first, last):
            return text.message("filter.values", name=label, value=f"{first}–{last}")
        case _:
            return text.message("web.filter.value", filter=label, value=_option(data, field.name, str(value)))


def _option(data: Opened, name: str, value: str) -> str:
    if name in ("country", "controlled_by"):
        return data.countries.get(value, value)
    key = f"web.option.{name}.{value.replace(' ', '_')}"
    text = data.fields.text
    words = text.message(key) if key in text.messages() else value
    return words[:1].upper() + words[1:]
