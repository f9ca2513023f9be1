"""The bounds of a record's periods, resolved once, so that presence in a year is one comparison a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from geo.core.dates import OPEN
from geo.records.chain import Years
from geo.records.model import Name

__all__ = ["FIRST", "LAST", "Bounds", "resolve"]

FIRST, LAST = -9999, 9999
"""What stands in the layer for no bound: earlier and later than any year that a date can name."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which years a period may be, and surely is, in force on 31 December.

    Attributes
    ----------
    possible_from, possible_to : int
        It may be in force in Y when ``possible_from <= Y < possible_to``; :data:`FIRST` and :data:`LAST` are no bound.
        The bounds of a record's periods do not overlap and do not run backwards.
    certain_from, certain_to : int
        It surely is when ``certain_from <= Y < certain_to``, which lie within the possible ones; equal: in no year.
    presumed : bool
        The honour is "still so" at its last attestation: from `certain_to` on it is presumed, not merely possible.
    undated_from, undated_to : bool
        That side's doubt comes from a bound that no source gives.
    """

    possible_from: int
    possible_to: int
    certain_from: int
    certain_to: int
    presumed: bool
    undated_from: bool
    undated_to: bool

    def as_columns(self) -> dict[str, Any]:
        """Give them as they stand in the layer."""
        return asdict(self)


def resolve(periods: Sequence[Name], years: Sequence[Years]) -> list[Bounds]:
    """Resolve the bounds of a record's periods.

    A period was over, for all we know, when a later one had surely begun, and a period cannot have begun while an
    earlier one may still have been in force: what is drawn in a year is one period, the earlier one in doubt.

    Parameters
    ----------
    periods : sequence of Name
        The chain of one record, in order.
    years : sequence of Years
        Of the same periods; see :func:`geo.records.chain.years_of`.

    Returns
    -------
    list of Bounds
        In the same order.
    """
    begun = [LAST if one.start is None else one.start for one in years]
    resolved: list[Bounds] = []
    over = FIRST
    for place, (period, span) in enumerate(zip(periods, years, strict=True)):
        bounds = _bounds(period, span, over, min(begun[place + 1 :], default=LAST))
        resolved.append(bounds)
        over = bounds.possible_to
    return resolved


def _bounds(period: Name, span: Years, over: int, followed: int) -> Bounds:
    """Resolve one period that comes after `over` and is followed by what had surely begun in `followed`."""
    possible_from = max(over, FIRST if span.start_earliest is None else span.start_earliest)
    possible_to = max(possible_from, min(followed, LAST if span.end is None else span.end))
    unknown = LAST if period.start is None else FIRST
    certain_from = _within(unknown if span.start is None else span.start, possible_from, possible_to)
    presumed = period.status == "honouring" and period.end == OPEN
    return Bounds(
        possible_from=possible_from,
        possible_to=possible_to,
        certain_from=certain_from,
        certain_to=_within(_surely_until(period, span), certain_from, possible_to),
        presumed=presumed,
        undated_from=period.start is None and span.start_earliest is None,
        undated_to=period.end is None and span.end is None,
    )


def _surely_until(period: Name, span: Years) -> int:
    """Give the year up to which a period that has begun is surely in force."""
    if period.end == OPEN and period.status != "honouring":
        return LAST
    if span.end_earliest is not None:
        return span.end_earliest
    if period.end == OPEN:
        return FIRST if span.start is None else span.start + 1
    return LAST


def _within(year: int, first: int, last: int) -> int:
    return min(max(year, first), last)
