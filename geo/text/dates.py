"""Dates as a language writes them: the names of months by Babel, the rest by the messages of the catalogue."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date

from geo.core.dates import taken_apart
from geo.text.catalogue import PLAIN

__all__ = ["spoken"]


def spoken(text: str, lang: str = "en") -> str:
    """Put a date of the profile of :mod:`geo.core.dates` into words; what is none stands as it is.

    Parameters
    ----------
    text : str
    lang : str
        BCP 47 code of a language that has a file of messages.

    Examples
    --------
    >>> spoken("1961-11-10"), spoken("1949~"), spoken("195X")
    ('10 November 1961', 'about 1949', 'the 1950s')
    """
    how, dates = taken_apart(text)
    if not dates:
        return text
    words = [_plain(date, lang) for date in dates]
    if how in ("between", "or"):
        return PLAIN.message(f"date.meant.{how}", lang, first=words[0], last=words[1])
    return PLAIN.message(f"date.meant.{how}", lang, date=words[0]) if how else words[0]


def _plain(date: str, lang: str) -> str:
    """Say a date without marks; a year says itself."""
    if "X" in date:
        return PLAIN.message("date.decade", lang, year=date.replace("X", "0"))
    try:
        day = dt.date(*([int(part) for part in date.split("-")] + [1, 1])[:3])
    except ValueError:
        return date
    precision = ("year", "month", "day")[date.count("-")]
    if precision == "year":
        return date
    words: str = format_date(day, PLAIN.message(f"date.pattern.{precision}", lang), locale=lang.replace("-", "_"))
    return words
