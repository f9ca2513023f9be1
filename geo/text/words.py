"""The words of the page for what the data says by codes: neutral, exact, and in one place for Python and browser."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from babel import Locale, UnknownLocaleError

from geo.core.dates import OPEN
from geo.text.catalogue import PLAIN, Catalogue
from geo.text.dates import spoken

__all__ = ["duration", "durations", "language_words", "presence_words", "status_words"]

_AFTER = "web.after."
"""In the catalogue: what became of a place or a monument, by the change that ended its honour."""


def language_words(code: str | None, lang: str = "en") -> str | None:
    """Name a language, as the Unicode Consortium does.

    Parameters
    ----------
    code : str or None
        BCP 47; of one with unknown further parts the language alone is named, of an unknown one nothing.
    lang : str
        BCP 47 code of the language in which it is named.

    Examples
    --------
    >>> language_words("sr-Latn"), language_words("ru-KZ"), language_words("tlh")
    ('Serbian (Latin)', 'Russian', None)
    """
    for known in (code, (code or "").partition("-")[0]):
        try:
            locale = Locale.parse(known or "", sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        words: str | None = Locale(locale.language, script=locale.script).get_display_name(lang.replace("-", "_"))
        return words
    return None


def status_words(category: str, status: str, change: str | None, text: Catalogue) -> str:
    """Say what a period's status is.

    Parameters
    ----------
    category, status : str
    change : str or None
        How the period began.
    text : Catalogue
        With the words of the subject.

    Examples
    --------
    >>> text = Catalogue({"en": {"web.status.place.honouring": "bears the name"}})
    >>> status_words("monument", "after", "blown up", text), status_words("place", "honouring", "renamed", text)
    ('blown up', 'bears the name')
    """
    word = text.word(f"web.status.{category}", status)
    key = _AFTER + (change or "").replace(" ", "_")
    return text.message(key) if status == "after" and text.has(key) else word


def presence_words(presence: str, reported: int) -> str:
    """Say how sure a status is in a year, to be put behind its words.

    Parameters
    ----------
    presence : str
        One of :data:`geo.layer.PRESENCES`.
    reported : int
        The last year in which it was surely so.

    Examples
    --------
    >>> "stands" + presence_words("presumed", 2019), "stands" + presence_words("possible", 2019)
    ('stands, as last reported in 2019', 'stands, possibly')
    """
    if presence == "presumed":
        return PLAIN.message("web.presence.presumed", year=reported)
    return "" if presence == "certain" else PLAIN.message("web.presence.possible")


def duration(start: str | None, end: str | None) -> str:
    """Say from when to when a period was.

    Parameters
    ----------
    start, end : str or None
        As in the record: a date, ``..`` or None.

    Examples
    --------
    >>> duration("1929", "1961-11-10")
    '1929 – 10 November 1961'
    >>> duration("1961", ".."), duration(None, "1956")
    ('since 1961', 'start not known – 1956')
    """
    say = PLAIN.message
    first, last = (spoken(date) if date and date != OPEN else None for date in (start, end))
    if start == OPEN:
        return say("date.ever") if end == OPEN else say("date.until", end=last) if last else say("date.end_unknown")
    if end == OPEN:
        return say("date.since", start=first) if first else say("date.start_unknown_today")
    return say("date.span", start=first or say("date.start_unknown"), end=last or say("date.end_unknown"))


def durations(rows: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Give the words for the durations of some rows of the layer, from ``start|end``, with null as ``null``."""
    keys = {(row["start_date"], row["end_date"]) for row in rows}
    spans = {"|".join(str(part) if part is not None else "null" for part in key): duration(*key) for key in keys}
    return dict(sorted(spans.items()))
