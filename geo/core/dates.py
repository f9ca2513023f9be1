"""Dates as the records write them, and the one rule that turns them into years.

The profile is a small part of EDTF (Extended Date/Time Format, ISO 8601-2:2019, levels 0 to 2):

=========================  =====================================================================
``1961``                   some time in 1961; also ``1961-11`` and ``1961-11-10``
``1961~``                  about: one unit of the stated precision (year, month, day) either way
``1961?``                  the source doubts it; counted like "about"
``1961%``                  both; two units either way
``195X``                   some time in the 1950s; also ``19XX``
``[1956..1961]``           some time between the two, both included (any of the three precisions)
``[1961-11-10,1961-11-11]``  one of these
=========================  =====================================================================

Two values of a period's bound are not dates and are handled beside them: ``..`` (:data:`OPEN`) means
"still so" or "since before the story", and ``None`` means "no source found".

**The year rule.** The map for year Y shows the state on 31 December of Y. A bound has happened by the
end of the year it lies in, and an end is never rounded down: a period is in force in Y when
``start_year <= Y < end_year``, where each is the *latest* year the bound may lie in. Between the
*earliest* year and that one the state is possible, not certain.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from edtf import Date, parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from geo.core.date_hints import FORMS, calendar_fault, hint
from geo.core.errors import DateError

__all__ = ["CERTAINTIES", "OPEN", "PATTERN", "Certainty", "Span", "parse", "taken_apart", "weaker", "width"]

OPEN = ".."
"""Bound of a period that is still in force, or was in force before the story begins."""

Certainty = Literal["exact", "approximate", "uncertain", "unknown"]

CERTAINTIES: tuple[Certainty, ...] = ("exact", "approximate", "uncertain", "unknown")
"""From the strongest to the weakest."""

_PLAIN = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DATE = re.compile(rf"(?P<date>{_PLAIN}|[0-9]{{3}}X|[0-9]{{2}}XX)(?P<mark>[~?%]?)")
_BETWEEN = re.compile(rf"\[(?P<first>{_PLAIN})(?P<sign>\.\.|,)(?P<last>{_PLAIN})\]")
_STRICT = "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
PATTERN = rf"^(?:{_STRICT}[~?%]?|[0-9]{{3}}X|[0-9]{{2}}XX|\[{_STRICT}(?:\.\.|,){_STRICT}\])$"
"""The profile as one regular expression, for the JSON Schema: all that :func:`parse` reads, and hardly more."""
_UNITS = {"": 0, "~": 1, "?": 1, "%": 2}
_MEANT = {"": "", "~": "about", "?": "doubtful", "%": "about_doubtful"}
_CERTAINTY: dict[str, Certainty] = {"": "exact", "~": "approximate", "?": "uncertain", "%": "uncertain"}


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a date may mean.

    Attributes
    ----------
    earliest, latest : datetime.date
        First and last day, both included; they are equal for a date given to the day.
    certainty : str
        ``exact`` (stated plainly, at any precision), ``approximate`` or ``uncertain``.
    """

    earliest: dt.date
    latest: dt.date
    certainty: Certainty

    @property
    def latest_year(self) -> int:
        """The latest year that the date may lie in: from its 31 December on the change has happened."""
        return self.latest.year

    @property
    def earliest_year(self) -> int:
        """The earliest year that the date may lie in."""
        return self.earliest.year


def weaker(*certainties: Certainty) -> Certainty:
    """Give the weakest of several certainties, in the order exact, approximate, uncertain, unknown."""
    return max(certainties, key=CERTAINTIES.index)


@cache
def parse(text: str) -> Span:
    """Read one date of the profile.

    Parameters
    ----------
    text : str
        A date as in the table of :mod:`geo.core.dates`; neither ``..`` nor an EDTF interval ``a/b``.

    Returns
    -------
    Span

    Raises
    ------
    DateError
        If the text is outside the profile or names a day that does not exist.

    Notes
    -----
    Day, month and year are read by the ``edtf`` library; a plain date without its grammar, which takes 5 ms a date to
    find what :data:`PATTERN` has found already. The margin of ``~``, ``?`` and ``%`` is our own:
    edtf 5.0.2 widens ``1961-11~`` by a year and a month, so that November 1961 would reach from 1960 to 1962.
    """
    if found := _BETWEEN.fullmatch(text):
        first, last = parse(found["first"]), parse(found["last"])
        if first.earliest > last.latest:
            raise DateError(f'"{text}" ends before it begins; write the earlier date first')
        return Span(first.earliest, last.latest, "uncertain")
    found = _DATE.fullmatch(text)
    if not found:
        raise DateError(f'"{text}" is not a date; {_hint(text)}')
    return _single(text, found["date"], found["mark"])


def taken_apart(text: str) -> tuple[str, tuple[str, ...]]:
    """Take a date of the profile apart for those who put it into words.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of str and tuple of str
        How it is meant, and the dates without marks in it: ``between`` or ``or`` with two dates; ``about``,
        ``doubtful`` or ``about_doubtful`` with one; empty for a plain date. What is none has no dates in it.

    Examples
    --------
    >>> taken_apart("1949~"), taken_apart("[1956..1961]"), taken_apart("195X")
    (('about', ('1949',)), ('between', ('1956', '1961')), ('', ('195X',)))
    """
    if found := _BETWEEN.fullmatch(text):
        return ("or" if found["sign"] == "," else "between"), (found["first"], found["last"])
    found = _DATE.fullmatch(text)
    if not found or not ("X" in text or _is_in_calendar(found["date"])):
        return "", ()
    return _MEANT[found["mark"]], (found["date"],)


def width(text: str) -> tuple[str, str] | None:
    """Give the two ends of what a date with a mark may mean, in its own precision, both included.

    Parameters
    ----------
    text : str
        A date of the profile.

    Returns
    -------
    tuple of str and str, or None
        None for a date without one of the marks ``~``, ``?`` and ``%``: it says itself how wide it is.

    Examples
    --------
    >>> width("1950~"), width("1961-12~"), width("1961-11-10%"), width("195X")
    (('1949', '1951'), ('1961-11', '1962-01'), ('1961-11-08', '1961-11-12'), None)
    """
    if text[-1:] not in ("~", "?", "%"):
        return None
    span, letters = parse(text), len(text) - 1
    return span.earliest.isoformat()[:letters], span.latest.isoformat()[:letters]


def _is_in_calendar(date: str) -> bool:
    """Tell whether a plain date exists, without the 5 ms that edtf takes."""
    try:
        dt.date(*([int(part) for part in date.split("-")] + [1, 1])[:3])
    except ValueError:
        return False
    return True


def _single(text: str, date: str, mark: str) -> Span:
    units = _UNITS[mark]
    if "X" not in date and (fault := calendar_fault(date)):  # edtf reads months 21 to 41 as seasons and quarters
        raise DateError(f'"{text}" is not a date: {fault}; {_remedy(date)}')
    try:
        parsed = parse_edtf(date) if "X" in date else Date(*date.split("-"))
        lower, upper = (dt.date(*moment[:3]) for moment in (parsed.lower_strict(), parsed.upper_strict()))
        earliest, latest = _shift(lower, date, -units), _shift(upper, date, units)
    except (EDTFParseException, ValueError, OverflowError, AttributeError, TypeError) as error:
        raise DateError(f'"{text}" is not a date: it reaches beyond the years 1 to 9999; {FORMS}') from error
    certainty: Certainty = "approximate" if "X" in date else _CERTAINTY[mark]
    if "X" in date and mark:
        raise DateError(f'"{text}" is doubtful twice; leave out "{mark}"')
    return Span(earliest, latest, certainty)


def _shift(day: dt.date, date: str, units: int) -> dt.date:
    """Move a day by units of the precision that `date` is written in."""
    if not units:
        return day
    match date.count("-"):
        case 0:
            return day.replace(year=day.year + units)
        case 1:
            months = day.year * 12 + day.month - 1 + units
            year, month = divmod(months, 12)
            last = calendar.monthrange(year, month + 1)[1]
            return dt.date(year, month + 1, last if units > 0 else 1)
        case _:
            return day + dt.timedelta(days=units)


def _remedy(date: str) -> str:
    """Say what to write for a date of the right form that is in no calendar."""
    if date[4:7] == "-00" or date.endswith("-00"):
        return hint(date)
    year, month = date[:4], date[5:7]
    if len(date) == 7 and month > year[2:]:
        return f"{FORMS}, or [{year}..{year[:2]}{month}] for some time between the two"
    return f"write the day that the source has, or {date[:7]}" if date[5:7] <= "12" and len(date) == 10 else FORMS


def _hint(text: str) -> str:
    if text == OPEN:
        return 'the open bound ".." stands alone in a start or an end'
    if found := re.fullmatch(rf"({_PLAIN})/({_PLAIN})", text):
        between = f"[{found[1]}..{found[2]}]"
        return f"an interval a/b means the whole of it in EDTF; for some time between a and b write {between}"
    return hint(text)
