"""The dated events of the political history."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from geo.dates import parse
from geo.errors import DateError, LayerError, one_line
from geo.files import read_json
from geo.records import Event

__all__ = ["read_events"]


def read_events(path: Path) -> list[Event]:
    """Read ``data/events.json``.

    Raises
    ------
    LayerError
        Naming the event, the field and the fault.
    """
    data = read_json(path, LayerError)
    try:
        events = TypeAdapter(list[Event]).validate_python(data)
    except ValidationError as error:
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.errors()[0]["loc"])
        raise LayerError(one_line(f"{path.name}: {place}: {error.errors()[0]['msg']}")) from error
    for event in events:
        try:
            for date in filter(None, (event.date, event.until)):
                parse(date)
        except DateError as error:
            raise LayerError(one_line(f"{path.name}: {event.id}: {error}")) from error
    return events
