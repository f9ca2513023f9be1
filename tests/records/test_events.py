"""The dated events of the political history."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.core.dates import parse
from geo.core.errors import LayerError
from geo.records.events import read_events
from tests.samples import FOLDER


def test_the_events_are_dated_sourced_and_in_order() -> None:
    events = read_events(FOLDER.events)
    assert len(events) >= 35
    assert len({event.id for event in events}) == len(events)
    days = [parse(event.date).earliest for event in events]
    assert days == sorted(days)
    for event in events:
        assert event.date_sources
        assert set(event.date_sources) <= set(event.sources)
        assert event.until is None or parse(event.until).latest > parse(event.date).earliest


@pytest.mark.parametrize(
    ("content", "expected"), [("{", "not JSON"), ('[{"id": "a"}]', r"\[0\]\.date is missing; add it"), ("{}", "list")]
)
def test_a_broken_events_file_is_told(tmp_path: Path, content: str, expected: str) -> None:
    path = tmp_path / "events.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LayerError, match=expected):
        read_events(path)


def test_a_missing_events_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match=r"events\.json is missing"):
        read_events(tmp_path / "events.json")


def test_an_event_without_a_proper_date_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    events = json.loads(FOLDER.events.read_text(encoding="utf-8"))
    events[1]["date"] = "1961-13"
    path.write_text(json.dumps(events), encoding="utf-8")
    with pytest.raises(LayerError, match=f'events.json: {events[1]["id"]}: "1961-13" is not a date'):
        read_events(path)
