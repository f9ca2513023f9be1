"""The rule on what lies between two periods of a chain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from geo.core.dates import OPEN, Span, parse
from geo.core.errors import DateError
from geo.records.checks.problem import Context
from geo.records.model import Record

__all__ = ["gaps"]


def gaps(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """A period that begins later than the one before it ended says in `gap` why there is nothing between them."""
    if record.names[0].gap is not None:
        yield "names[0].gap", "is only for a period that follows another; take it out"
    for place, (before, after) in enumerate(pairwise(record.names), start=1):
        begun, end, start = _span(before.start), _span(before.end), _span(after.start)
        apart = end is not None and start is not None and end.latest < start.earliest
        if begun is not None and end is not None and end.latest < begun.earliest:
            continue
        if apart and after.gap is None:
            yield (
                f"names[{place}].start",
                f'"{after.start}" is later than the end "{before.end}" of names[{place - 1}]; give both the same date, '
                "or say in `gap` why there is nothing between them",
            )
        if after.gap is not None and not apart:
            yield f"names[{place}].gap", "is only for a period that begins later than the one before it ended"


def _span(text: str | None) -> Span | None:
    try:
        return None if text is None or text == OPEN else parse(text)
    except DateError:
        return None
