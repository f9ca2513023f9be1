"""Rules on the day on which a source was read: a day that was, and one on which the page could be there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from geo.core.dates import parse
from geo.core.errors import DateError, quoted
from geo.records.checks.problem import Context
from geo.records.model import Record, Source
from geo.records.sources import is_web_address, registered_domain

__all__ = ["day_fault", "reading_days"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](\d\d)[-/](\d\d)(?!\d)", re.ASCII)
WEB_BEGAN = dt.date(1991, 8, 6)
"""Day on which the World Wide Web was made public (T. Berners-Lee in alt.hypertext)."""
WIKIPEDIA_BEGAN = dt.date(2001, 1, 15)


def reading_days(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """A source was read on a day up to today, and not before what it is cited for had happened."""
    latest = dict(_latest_dates(record))
    for key, source in record.sources.items():
        if fault := day_fault(source, context.today):
            yield f"sources.{key}.read", fault
        elif source.read and key in latest and dt.date.fromisoformat(source.read) < latest[key][0]:
            days = f'"{source.read}" is before "{latest[key][1]}"'
            yield f"sources.{key}.read", f"{days}, for which it is cited; mend one"


def day_fault(source: Source, today: dt.date) -> str | None:
    """Say what is wrong with the day on which a source was read, by the source alone.

    Parameters
    ----------
    source : Source
    today : datetime.date
        No page was read later.
    """
    if source.read is None:
        return None
    day = _day(source.read)
    if day is None or day > today:
        return f"{quoted(source.read)} is not a day up to today; write it as 2026-11-28, or take it out"
    since, why = _since(source.url, today)
    return f'"{source.read}" is before {since}, {why}; give the day on which the page was read' if day < since else None


def _since(url: str, today: dt.date) -> tuple[dt.date, str]:
    """Say since when a page can be there, by its address, and why."""
    known = [(WEB_BEGAN, "when the web began")]
    if is_web_address(url) and registered_domain(url) == "wikipedia.org":
        known.append((WIKIPEDIA_BEGAN, "when Wikipedia began"))
    for found in _IN_ADDRESS.finditer(url):
        if (day := _day("-".join(found.groups()))) and day <= today:
            known.append((day, "which its address has"))
    return max(known)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _latest_dates(record: Record) -> Iterator[tuple[str, tuple[dt.date, str]]]:
    """Give the latest date for which each source is cited, as its first day and as it is written; the latest last."""
    dates = []
    for period in record.names:
        dates += [(period.start, period.start_sources), (period.end, period.end_sources)]
        dates += [(one.date, one.sources) for one in period.attested]
    spans = [(earliest, text or "", keys) for text, keys in dates if (earliest := _earliest(text))]
    for earliest, text, keys in sorted(spans, key=lambda span: span[0]):
        for key in keys:
            yield key, (earliest, text)


def _earliest(text: str | None) -> dt.date | None:
    try:
        return parse(text).earliest if text else None
    except DateError:
        return None  # ".." is no date, and what is none is said by another rule
