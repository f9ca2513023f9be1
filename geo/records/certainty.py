"""How sure each date of a period is: who says so, who says otherwise, or what it is inferred from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from geo.core.dates import OPEN
from geo.records.chain import Years, years_of
from geo.records.model import Name, Record
from geo.records.sources import independent, originals

__all__ = ["SURENESSES", "Reason", "Sure", "SureBounds", "count_sureness", "sureness_of"]

SURENESSES = ("agreed", "one source", "disputed", "inferred")
"""How sure a date can be, from the strongest; see :class:`Sure`."""

Bound = Literal["start", "end"]
Reason = Literal["sources", "otherwise", "between", "either", "bracketed", "within", "before", "after", "presumed"]


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure one date is, and why.

    Attributes
    ----------
    certainty : str
        ``agreed``: two independent sources say so, copies counting once. ``one source``: all that say so count as one.
        ``disputed``: the record names a source that says otherwise of this very date. ``inferred``: no source gives the
        date itself.
    reason : str
        ``sources`` of the first two, ``otherwise`` of the third. Of what is inferred: sources give the two limits
        (``between``) or two dates of which one must be (``either``); nothing is said, and what is known of the periods
        around and of the years in which it is on record leaves the years from `first` to `last` (``bracketed``), one
        year (``within``), the years up to `last` (``before``) or from `first` on (``after``); or it was still so when
        it was last reported, in `last`, and is presumed to be so (``presumed``).
    sources : int
        How many independent sources say so.
    first, last : int or None
        Years, where the reason names them.
    """

    certainty: str
    reason: Reason
    sources: int = 0
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class SureBounds:
    """How sure a period's start and end are; None where there is no such date, and nothing to infer one from."""

    start: Sure | None
    end: Sure | None

    @property
    def start_certainty(self) -> str | None:
        """As the layer has it."""
        return self.start.certainty if self.start else None

    @property
    def end_certainty(self) -> str | None:
        """As the layer has it."""
        return self.end.certainty if self.end else None


def sureness_of(record: Record, years: Sequence[Years] | None = None) -> list[SureBounds]:
    """Say of each period of a record how sure its two dates are.

    Parameters
    ----------
    record : Record
    years : sequence of Years, optional
        Of its periods, where they are known already; see :func:`geo.records.chain.years_of`.

    Returns
    -------
    list of SureBounds
        In the order of ``record.names``.

    Raises
    ------
    geo.core.errors.DateError
        If a date is outside the profile.
    """
    disputed = {disagreement.field for disagreement in record.disagreements}
    spans = years_of(record) if years is None else years
    return [
        SureBounds(
            _otherwise(f"names[{place}].start", disputed) or _start(record, period, span),
            _otherwise(f"names[{place}].end", disputed) or _end(record, period, span),
        )
        for place, (period, span) in enumerate(zip(record.names, spans, strict=True))
    ]


def count_sureness(records: Iterable[Record]) -> dict[str, int]:
    """Count the dates of records by how sure they are, in the order of :data:`SURENESSES`."""
    bounds = [bounds for record in records for bounds in sureness_of(record)]
    found = Counter(sure.certainty for one in bounds for sure in (one.start, one.end) if sure)
    return {certainty: found[certainty] for certainty in SURENESSES}


def _otherwise(field: str, disputed: set[str]) -> Sure | None:
    return Sure("disputed", "otherwise") if field in disputed else None


def _start(record: Record, period: Name, span: Years) -> Sure | None:
    if period.start is None:
        return _bracketed(span.start_earliest, span.start)
    return None if period.start == OPEN else _stated(record, period.start, period.start_sources)


def _end(record: Record, period: Name, span: Years) -> Sure | None:
    if period.end is None:
        return _bracketed(span.end_earliest, span.end)
    if period.end != OPEN:
        return _stated(record, period.end, period.end_sources)
    if period.status != "honouring":
        return None
    return Sure("inferred", "presumed", last=None if span.end_earliest is None else span.end_earliest - 1)


def _stated(record: Record, date: str, keys: Sequence[str]) -> Sure | None:
    """Say how sure a date is that sources give: two limits, or two dates, are not the date itself."""
    if date.startswith("["):
        return Sure("inferred", "between" if ".." in date else "either")
    count = independent(originals(record, keys))
    return Sure("agreed" if count > 1 else "one source", "sources", count) if count else None


def _bracketed(first: int | None, last: int | None) -> Sure | None:
    """Say what is inferred of a date that no source gives from the years that it may lie in."""
    if first is None and last is None:
        return None
    if first is None:
        return Sure("inferred", "before", last=last)
    if last is None:
        return Sure("inferred", "after", first=first)
    return Sure("inferred", "within" if first >= last else "bracketed", first=min(first, last), last=last)
