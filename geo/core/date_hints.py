"""What an editor most likely meant by a text that is no date of the profile in :mod:`geo.core.dates`."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from re import Match

__all__ = ["FORMS", "calendar_fault", "hint"]

FORMS = "write 1961, 1961-11 or 1961-11-10"
"""The plain forms of a date."""

_STILL = frozenset({
    "today", "now", "nowadays", "present", "current", "currently", "open", "ongoing", "still", "continuing",
    "continues", "existing", "exists", "standing", "stands", "active", "date",
})  # fmt: skip
"""Words for what is still so; those of "to date" and "until today" among them."""
_NOT_KNOWN = frozenset({
    "unknown", "?", "??", "???", "????", "-", "--", ".", "n/a", "na", "none", "null", "nil", "undefined", "tbd", "todo",
    "nd", "n.d", "s.d", "x",
})  # fmt: skip
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name
}
_SEASONS = {"spring": ("03", "05"), "summer": ("06", "08"), "autumn": ("09", "11"), "fall": ("09", "11")}
_DATE = r"\d{4}(?:-\d{2}){0,2}"
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ABOUT = r"(?:c|ca|cca|circa|about|around|approx|approximately|roughly|~|≈)"
_DOUBTED = r"(?:probably|perhaps|maybe|possibly|presumably|likely|\?)"
_UP_TO = r"(?:before|until|till|by|up to|not later than|<|≤|<=)"
_FROM_ON = r"(?:after|since|from|not earlier than|>|≥|>=)"


def hint(text: str) -> str:
    """Say what to write instead of a text that is no date.

    Parameters
    ----------
    text : str
        Outside the profile.

    Returns
    -------
    str
        What to do, in one part of a sentence.

    Examples
    --------
    >>> hint("10.11.1961")
    'write 1961-11-10: year, month, day'
    >>> hint("today")
    'write ".." for what is still so'
    """
    latin = "".join(str(unicodedata.decimal(char, char)) for char in text)
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", " ".join(latin.split())).casefold().strip(" '\"").rstrip(",;:")
    plain = plain if plain.endswith("..") else plain.rstrip(".")
    if plain.removeprefix("to ").removeprefix("until ") in _STILL or plain in {"still so", "..."}:
        return 'write ".." for what is still so'
    if plain in _NOT_KNOWN or "unknown" in plain or "not known" in plain or not plain:
        return 'write null, without quotes, where no source gives it, or ".." for what is still so'
    for form, remedy in _REMEDIES:
        if found := re.fullmatch(form, plain):
            return remedy(found)
    return f"{FORMS}, with ~ for about or ? for doubtful, 195X, or [1956..1961] for some time between"


def calendar_fault(date: str) -> str | None:
    """Say why a date of the right form names no day, or None if it names one.

    Parameters
    ----------
    date : str
        Four digits, then a month and a day of two digits each, or none.

    Examples
    --------
    >>> calendar_fault("1934-06-31"), calendar_fault("1934-13"), calendar_fault("1934-06")
    ('June 1934 has 30 days', 'there is no month 13', None)
    """
    year, month, day = (int(part) if part else None for part in [*date.split("-"), "", ""][:3])
    if not year:
        return "there is no year 0000"
    if month is None:
        return None
    if not 1 <= month <= 12:
        return f"there is no month {month:02}"
    days = calendar.monthrange(year, month)[1]
    if day is not None and not 1 <= day <= days:
        return f"{calendar.month_name[month]} {year} has {days} days"
    return None


def _year_first(found: Match[str]) -> str:
    one, other, year = found["one"].zfill(2), found["second"].zfill(2), found["year"]
    if "/" in found[0] and one <= "12" and other <= "12" and one != other:
        return f"write {year}-{other}-{one} or {year}-{one}-{other}: year, month, day"
    day, month = (one, other) if other <= "12" else (other, one)
    return _checked(f"{year}-{month}-{day}", "year, month, day")


def _checked(date: str, why: str) -> str:
    fault = calendar_fault(date)
    return f"{fault}; {FORMS}" if fault else f"write {date}: {why}"


def _padded(found: Match[str]) -> str:
    year, month = found["year"], found["month"]
    if not found["day"] and month > "12" and month > year[2:]:
        return f"for some time between the two write [{year}..{year[:2]}{month}]"
    parts = [found["year"], found["month"].zfill(2)] + ([found["day"].zfill(2)] if found["day"] else [])
    return _checked("-".join(parts), "two digits for month and day, joined by hyphens")


def _in_words(found: Match[str]) -> str:
    day = found.groupdict().get("day")
    month = f"{_MONTHS[found['month']]:02}"
    return _checked("-".join([found["year"], month, *([day.zfill(2)] if day else [])]), "in figures, year first")


def _between(found: Match[str]) -> str:
    first, last = found["first"], found["last"]
    if len(last) == 2:
        last = first[:2] + last
    if last < first:
        return f"{FORMS}, or both dates, the earlier first, as in [1956..1961]"
    return f"for some time between the two write [{first}..{last}]; a period has its start and its end apart"


def _decade(found: Match[str]) -> str:
    return f"write {found['three']}X for the decade"


def _season(found: Match[str]) -> str:
    first, last = _SEASONS[found["season"]]
    return f"write [{found['year']}-{first}..{found['year']}-{last}], as seasons differ by country"


def _cut(found: Match[str]) -> str:
    return f"write {found['rest']} where the day or month is not known"


def _up_to(found: Match[str]) -> str:
    return _one_sided(f"[{int(found['date'][:4]) - 5:04}..{found['date']}]")


def _from_on(found: Match[str]) -> str:
    return _one_sided(f"[{found['date']}..{int(found['date'][:4]) + 5:04}]")


def _one_sided(example: str) -> str:
    return (
        f"it has one end only; write both as in {example}, null where no source gives the other, "
        'or ".." alone for what is still so'
    )


def _open_ended(found: Match[str]) -> str:
    return f'a period has its start and its end apart; write {found["date"]} as the start and ".." as the end'


def _eight(found: Match[str]) -> str:
    return _checked(f"{found['y']}-{found['m']}-{found['d']}", "with hyphens")


_REMEDIES: tuple[tuple[str, Callable[[Match[str]], str]], ...] = (
    (rf"\[?(?:\.\.\s*/?|/)\s*(?P<date>{_DATE})\]?", _up_to),
    (rf"\[?(?P<date>{_DATE})\s*(?:\.\.|/\s*(?:\.\.)?)\s*\]?", _from_on),
    (rf"{_UP_TO} ?(?:the )?(?P<date>{_DATE})", _up_to),
    (rf"{_FROM_ON} ?(?:the )?(?P<date>{_DATE})", _from_on),
    (rf"(?P<date>{_DATE}) ?(?:-|to|until|/|\.\.) ?(?:{'|'.join(sorted(_STILL))})?", _open_ended),
    (rf"(?P<first>{_DATE}) or (?P<last>{_DATE})", lambda found: f"write [{found['first']},{found['last']}]"),
    (
        r"(?P<year>\d{4})[-./](?P<month>0?0|x+|\?+)(?:[-./](?:0?0|x+|\?+))?",
        lambda found: f"write {found['year']} where the month is not known",
    ),
    (r"(?P<rest>\d{4}-\d{2})[-./](?:00|x+|\?+)", _cut),
    (
        r"(?:x+|\?+|00)\.(?P<month>\d{2})\.(?P<year>\d{4})",
        lambda found: _checked(f"{found['year']}-{found['month']}", "where the day is not known"),
    ),
    (r"(?P<one>\d{1,2})[./ -](?P<second>\d{1,2})[./ -](?P<year>\d{4})", _year_first),
    (r"(?P<year>\d{4})[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?", _padded),
    (r"(?P<month>\d{1,2})[-./](?P<year>\d{4})(?P<day>)", _padded),
    (rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? )?(?:of )?(?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})", _in_words),
    (rf"(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})", _in_words),
    (rf"(?P<year>\d{{4}})[ ,-]+(?P<month>{_MONTH})(?:\.? (?P<day>\d{{1,2}}))?", _in_words),
    (
        rf"[\[({{]?(?:between )?(?P<first>{_DATE}) ?(?:-|/|,|to|and|until|\.\.\.?|…) ?(?P<last>{_DATE}|\d\d)[\])}}]?",
        _between,
    ),
    (rf"{_ABOUT}\.? ?(?P<date>{_DATE})", lambda found: f"write {found['date']}~ for about"),
    (rf"{_DOUBTED} ?(?P<date>{_DATE})", lambda found: f"write {found['date']}? where the source doubts it"),
    (r"(?:(?:the )?(?:early|mid|late)?[ -]*)?(?P<three>\d{3})0'?-?(?:s|er|ies)", _decade),
    (r"(?P<three>\d{3})(?:x|\?|_|-)", _decade),
    (
        r"(?P<two>\d{2})(?:xx|\?\?|__|--)|(?P<nth>\d{2})(?:st|nd|rd|th) century",
        lambda found: f"write {found['two'] or int(found['nth']) - 1}XX for the century",
    ),
    (r"(?P<season>spring|summer|autumn|fall)(?: of)? (?P<year>\d{4})", _season),
    (rf"(?P<date>{_DATE})t.*", lambda found: f"write {found['date'][:10]}, without the time of day"),
    (r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})", _eight),
    (r"'?(?P<two>\d{2})", lambda found: f"write all four digits of the year, as in 19{found['two']}"),
    (rf"[(\[](?P<date>{_DATE})[)\]]?", lambda found: f"write {found['date']}, without brackets"),
    (rf"(?P<date>{_DATE}) ?(?P<mark>[~?%])", lambda found: f"write {found['date']}{found['mark']}, without a space"),
    (rf"(?P<date>{_DATE})(?:\?~|~\?)", lambda found: f"write {found['date']}% for what is about and doubtful"),
    (rf"(?:year )?(?P<date>{_DATE})(?: ?(?:ad|ce|g|г|year|y))?", lambda found: f"write {found['date']} alone"),
    (r"(?P<date>[\dol]{4})", lambda found: f"write {found['date'].replace('o', '0').replace('l', '1')}, in figures"),
)
