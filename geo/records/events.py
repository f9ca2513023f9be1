"""The dated events of the political history."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geo.core.dates import parse
from geo.core.errors import DateError, LayerError, one_line
from geo.core.files import read_json
from geo.records.model import Event
from geo.records.shape import first_fault
from geo.text.dates import spoken
from geo.text.words import duration

__all__ = ["event_words", "read_events"]


def read_events(path: Path) -> list[Event]:
    """Read ``data/events.json``.

    Raises
    ------
    LayerError
        Naming the event, the field and the fault.
    """
    data = read_json(path, LayerError)
    read, fault = first_fault(data, list[Event])
    if fault:
        raise LayerError(f"{path.name}: {fault}")
    events: list[Event] = read
    for event in events:
        try:
            for date in filter(None, (event.date, event.until)):
                parse(date)
        except DateError as error:
            raise LayerError(one_line(f"{path.name}: {event.id}: {error}")) from error
    return events


def event_words(events: Iterable[Event]) -> dict[str, dict[str, Any]]:
    """Give the browser what it cannot read from the events' dates.

    Returns
    -------
    dict
        Event id to ``year`` (by the year rule, of the first day) and ``when`` (the date in words).
    """
    words = {}
    for event in events:
        when = duration(event.date, event.until) if event.until else spoken(event.date)
        words[event.id] = {"year": parse(event.date).latest_year, "when": when}
    return words
