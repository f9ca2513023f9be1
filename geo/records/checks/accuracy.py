"""The rule on how near to its point a thing lies: in metres that go with what the point is and where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.records.checks.problem import Context
from geo.records.model import Precision, Record

__all__ = ["ACCURACY_M", "accuracy"]

ACCURACY_M: dict[str, tuple[int, int]] = {
    Precision.EXACT: (1, 200), Precision.STREET: (10, 2_000), Precision.TOWN: (100, 20_000),
    Precision.REGION: (1_000, 500_000),
}  # fmt: skip
"""Between these, in metres, an accuracy goes with what the point is; ``data/README.md`` says why."""
_LATITUDE = re.compile(
    r"\d°\s?\d{1,2}(?:\.(?P<minutes>\d+))?′"  # 56°08′, 56°08.5′
    r"(?:\s?\d{1,2}(?:\.(?P<seconds>\d+))?(?P<sign>″))?"  # 53″, 17.71″
)
_MINUTE_M, _SECOND_M = 1_855.0, 30.9
"""A minute and a second of arc along a meridian, in metres."""


def accuracy(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """An accuracy goes with what the point is, and is no finer than the figures that the point was taken from."""
    metres, precision = record.location.accuracy_m, record.location.precision
    if metres is None:
        return
    least, most = ACCURACY_M[precision]
    if not least <= metres <= most:
        goes = f'"{precision}", which has {least:,} to {most:,} m'
        yield "location.accuracy_m", f"{metres:,} m does not go with the precision {goes}; mend one of them"
    unit = _last_place_m(record.location.origin)
    if unit is not None and metres < unit / 2:
        finer = f"is finer than the figures in `origin`, whose last place is {unit:.0f} m"
        yield "location.accuracy_m", f"{metres} m {finer}; write {unit:.0f} or more, or take it out"


def _last_place_m(text: str) -> float | None:
    """Give what the last place of the first degrees and minutes in a text is worth along a meridian, in metres."""
    found = _LATITUDE.search(text)
    if found is None:
        return None
    unit, places = (_SECOND_M, found["seconds"]) if found["sign"] else (_MINUTE_M, found["minutes"])
    return unit / float(10 ** len(places or ""))
