"""The periods of a record as years: the year rule applied along the chain."""

from __future__ import annotations

from dataclasses import dataclass

from geo.core.dates import OPEN, Certainty, Span, parse, weaker
from geo.records.model import Name, Record

__all__ = ["Years", "years_of"]


@dataclass(frozen=True, slots=True)
class Years:
    """The years of one period, as the layer carries them (see the year rule in :mod:`geo.core.dates`).

    Attributes
    ----------
    start, end : int or None
        In force on 31 December of Y when ``start <= Y < end``; None is no bound. Both are the same year where no
        source says of any year that the period was in force.
    start_earliest, end_earliest : int or None
        Earliest year that the bound may lie in; None where nothing bounds it. Between it and `start` (`end`) the
        state is possible, not certain.
    certainty : str
        The weaker of the two bounds.
    """

    start: int | None
    end: int | None
    start_earliest: int | None
    end_earliest: int | None
    certainty: Certainty


def years_of(record: Record) -> list[Years]:
    """Apply the year rule to each period of a record.

    A bound that no source gives lies somewhere between what is known around it: an unknown start not before the
    end of the period before, and not after the first year in which the period is on record or, failing that, its
    own end; an unknown end after the last year in which the period is on record, and not after the next period's
    start. A period that is still in force at its last attestation (``..``) is certain up to that year only.

    Parameters
    ----------
    record : Record
        Its dates must be within the profile.

    Returns
    -------
    list of Years
        In the order of ``record.names``.

    Raises
    ------
    geo.core.errors.DateError
        If a date is outside the profile.
    """
    periods = record.names
    return [_years(periods, place) for place in range(len(periods))]


def _years(periods: list[Name], place: int) -> Years:
    period = periods[place]
    start, end = _span(period.start), _span(period.end)
    start_earliest = start.earliest_year if start else None
    if period.start is None and place:
        start_earliest = _ended_earliest(periods[place - 1])
    begun = _begun(periods, place)
    ended = end.latest_year if end else None
    ended_earliest = end.earliest_year if end else None
    if period.end == OPEN and period.attested:
        known = [parse(attestation.date).latest_year for attestation in period.attested]
        ended_earliest = max(known + ([start.latest_year] if start else [])) + 1
    if period.end is None:
        following = periods[place + 1] if place + 1 < len(periods) else None
        ended = _begun(periods, place + 1) if following else None
        ended_earliest = _unknown_end_earliest(period, following, start_earliest, ended)
        if ended_earliest is None and begun is None:
            begun = ended
    certainty = weaker(_certainty(period.start, start), _certainty(period.end, end))
    return Years(begun, ended, start_earliest, ended_earliest, certainty)


def _unknown_end_earliest(period: Name, following: Name | None, start: int | None, ended: int | None) -> int | None:
    """Give the earliest year in which an end that no source gives may lie, or None if nothing bounds it.

    The next period being on record says that this one was over, not how long it had been so: only a next start that
    a source gives is taken for the end of what was so before the story.
    """
    known = _on_record(period)
    earliest = max(known) + 1 if known else start
    if earliest is None and period.start == OPEN and following and (handed_over := _span(following.start)):
        earliest = handed_over.earliest_year
    return earliest if earliest is None or ended is None else min(earliest, ended)


def _on_record(period: Name) -> list[int]:
    """Give the years by the end of which a period was so, each by the earliest that it may mean."""
    start = _span(period.start)
    known = [parse(attestation.date).earliest_year for attestation in period.attested]
    return known + ([start.earliest_year] if start else [])


def _begun(periods: list[Name], place: int) -> int | None:
    """Give the latest year in which a period may have begun, or None if it had begun before the story."""
    period = periods[place]
    if start := _span(period.start):
        return start.latest_year
    if period.start == OPEN:
        return None
    known = [parse(attestation.date).latest_year for attestation in period.attested]
    if end := _span(period.end):
        known.append(end.latest_year)
    elif not known and place + 1 < len(periods):
        return _begun(periods, place + 1)
    return min(known, default=None)


def _span(bound: str | None) -> Span | None:
    return None if bound is None or bound == OPEN else parse(bound)


def _ended_earliest(before: Name | None) -> int | None:
    """Give the earliest year in which the period before may have ended."""
    if before is None:
        return None
    if end := _span(before.end):
        return end.earliest_year
    return max(_on_record(before), default=None)


def _certainty(bound: str | None, span: Span | None) -> Certainty:
    if span:
        return span.certainty
    return "exact" if bound == OPEN else "unknown"
