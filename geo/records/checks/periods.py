"""Rules on the chain of names: its dates, its order, its statuses and changes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from geo.core.dates import OPEN, Span, parse
from geo.core.errors import DateError
from geo.records.chain import years_of
from geo.records.checks.problem import Context
from geo.records.model import GONE, Category, Name, NamedFor, Record

__all__ = [
    "attested", "bounded", "changes", "dates", "ending", "honouring", "named_for", "new_names", "one_state_a_year",
    "order",
]  # fmt: skip


def dates(record: Record, context: Context) -> Iterator[tuple[str, str]]:
    """Every date is within the profile and not in the future."""
    for field, text in _bounds(record):
        try:
            span = parse(text)
        except DateError as error:
            yield field, str(error)
            continue
        if span.earliest > context.today:
            yield field, f'"{text}" lies in the future; give the date that the source has'


def order(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A period starts before it ends, and the chain is in order without overlap."""
    for place, period in enumerate(record.names):
        start, end = _span(period.start), _span(period.end)
        if start and end and _not_before(start, end):
            yield f"names[{place}].end", f'"{period.end}" is not after the start "{period.start}"; mend one of them'
        if period.start == OPEN and place:
            yield f"names[{place}].start", '".." may only open the first period; give its date, or null'
        if period.end == OPEN and place + 1 < len(record.names):
            yield f"names[{place}].end", '".." may only close the last period; give its date, or null'
    for place, (before, after) in enumerate(pairwise(record.names)):
        end, start = _span(before.end), _span(after.start)
        if end and start and (start.latest < end.earliest or start.latest.year < end.latest.year):
            yield (
                f"names[{place + 1}].start",
                f'"{after.start}" is before the end "{before.end}" of names[{place}]; periods may not overlap',
            )


def bounded(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """No period floats freely: an unknown start needs something that bounds it from above."""
    for place, period in enumerate(record.names):
        later = record.names[place + 1 :]
        dated = period.attested or any(other.start or other.attested for other in later)
        if period.start is None and period.end in (None, OPEN) and not dated:
            yield (
                f"names[{place}].start",
                "is not known and nothing else dates the period; give an end, or `attested` with a date and sources",
            )


def honouring(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """At least one period honours, what comes before it is `before`, what comes after it is not."""
    statuses = [period.status for period in record.names]
    if "honouring" not in statuses:
        yield "names", "has no honouring period; one period must have the status honouring"
        return
    first = statuses.index("honouring")
    for place, status in enumerate(statuses):
        if (status == "before") != (place < first):
            proper = "before" if place < first else "honouring or after"
            yield f"names[{place}].status", f'is "{status}" but the place in the chain makes it {proper}'


def ending(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """The last period is open or unknown, so that no record vanishes from the map without a word."""
    last = len(record.names) - 1
    if _span(record.names[last].end):
        yield (
            f"names[{last}].end",
            f'"{record.names[last].end}" leaves nothing after it; add a period with the status after that ends ".."',
        )


def changes(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A period that began on a known day says how; a thing that is gone keeps its last name."""
    for place, period in enumerate(record.names):
        if period.change is None and period.status != "before" and period.start != OPEN:
            yield f"names[{place}].change", "is missing; say how the period began (named, renamed, dismantled, ...)"
        if period.change in GONE and place and period.name != record.names[place - 1].name:
            yield (
                f"names[{place}].name",
                f'is "{period.name}" although the thing was {period.change}; repeat "{record.names[place - 1].name}"',
            )


def new_names(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A period that honours, or was renamed, has another name than the one before; what honours is not gone."""
    for place, (before, after) in enumerate(pairwise(record.names), 1):
        honoured = (before.status, after.status) == ("before", "honouring")
        if after.name == before.name and (honoured or after.change in ("named", "renamed")):
            yield f"names[{place}].name", f'is "{after.name}" as before; give the new name, or join the two periods'
    for place, period in enumerate(record.names):
        if period.status == "honouring" and period.change in GONE - {"relocated", "replaced"}:
            yield f"names[{place}].change", f'is "{period.change}", but the period honours; mend one of them'
        if record.category == Category.PLACE and period.change == "unveiled":
            yield f"names[{place}].change", 'is "unveiled", which is for monuments; write named or renamed'


def attested(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """What is on record of a period lies within it."""
    for place, period in enumerate(record.names):
        start, end = _span(period.start), _span(period.end)
        for number, attestation in enumerate(period.attested):
            field, date = f"names[{place}].attested[{number}].date", attestation.date
            seen = _span(date)
            if seen and start and seen.latest < start.earliest:
                yield field, f'"{date}" is before the start "{period.start}"; it belongs to another period'
            if seen and end and seen.earliest > end.latest:
                yield field, f'"{date}" is after the end "{period.end}"; it belongs to another period'


def named_for(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A new name that replaced the honoured one of a place says whether it is a person's, and no other name does."""
    earlier = {period.name for period in record.names if period.status == "before"}
    for place, period in enumerate(record.names):
        before = record.names[place - 1] if place else None
        new = record.category == Category.PLACE and _replaces(before, period) and period.name not in earlier
        if new and period.named_for is None:
            values = ", ".join(NamedFor)
            yield f"names[{place}].named_for", f'is missing; say what "{period.name}" was given for: {values}'
        if period.named_for is not None and not new:
            yield f"names[{place}].named_for", "is only for a new name that replaced the honoured one of a place"


def one_state_a_year(record: Record) -> Iterator[tuple[str, str]]:
    """By the year rule a record has at most one state in a year."""
    years = years_of(record)
    for place, (before, after) in enumerate(pairwise(years)):
        if before.end is None or after.start is None or after.start < before.end:
            yield (
                f"names[{place + 1}].start",
                f"begins by {after.start}, but names[{place}] may hold until {before.end}; give both the same bound",
            )


def _replaces(before: Name | None, period: Name) -> bool:
    """Say whether a period gave what had been honouring another name, other than by a reversion."""
    if before is None or (before.status, period.status) != ("honouring", "after"):
        return False
    return period.change not in GONE | {"reverted"} and period.name != before.name


def _bounds(record: Record) -> Iterator[tuple[str, str]]:
    for place, period in enumerate(record.names):
        for bound in ("start", "end"):
            text = getattr(period, bound)
            if text is not None and text != OPEN:
                yield f"names[{place}].{bound}", text
        for number, attestation in enumerate(period.attested):
            yield f"names[{place}].attested[{number}].date", attestation.date


@cache
def _span(text: str | None) -> Span | None:
    if text is None or text == OPEN:
        return None
    try:
        return parse(text)
    except DateError:
        return None


def _not_before(start: Span, end: Span) -> bool:
    if start.earliest == start.latest == end.earliest == end.latest:
        return True
    return start.earliest > end.latest
