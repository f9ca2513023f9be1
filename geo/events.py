"""The dated events of the political history."""

from __future__ import annotations

from pathlib import Path

from geo.dates import parse
from geo.errors import DateError, LayerError, one_line
from geo.files import read_json
from geo.records import Event
from geo.shape import first_fault

__all__ = ["read_events"]


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
