"""Small records made in code, so that a test shows what it depends on."""

from __future__ import annotations

import copy
from typing import Any

from geo.records.model import Record

SOURCES = {
    "paper": {"url": "https://www.example.com/a", "title": "A paper", "publisher": "Example Post"},
    "museum": {"url": "https://museum.example.org/b", "title": "A museum", "publisher": "Town Museum"},
}

PLACE: dict[str, Any] = {
    "id": "gori-stalinsk",
    "category": "place",
    "kind": "settlement",
    "honours": "Joseph Stalin",
    "country": "GE",
    "polity": "Georgian SSR, Soviet Union",
    "location": {"lon": 44.1, "lat": 41.98, "precision": "town", "origin": "stated by the museum"},
    "names": [
        {"name": "Old Town", "status": "before", "start": "..", "end": "1936-05-01", "end_sources": ["paper"]},
        {
            "name": "Stalin Town",
            "status": "honouring",
            "change": "renamed",
            "start": "1936-05-01",
            "start_sources": ["paper"],
            "end": "1961-11",
            "end_sources": ["paper", "museum"],
        },
        {
            "name": "Old Town",
            "status": "after",
            "change": "reverted",
            "start": "1961-11",
            "start_sources": ["museum"],
            "end": "..",
        },
    ],
    "note": "A town that exists only in the tests of this project.",
    "confidence": "high",
    "sources": SOURCES,
}

MONUMENT: dict[str, Any] = {
    **copy.deepcopy(PLACE),
    "id": "stalin-test-square",
    "category": "monument",
    "kind": "monument",
    "names": [
        {
            "name": "Stalin Monument, Test Square",
            "status": "honouring",
            "change": "unveiled",
            "start": "1950",
            "start_sources": ["paper"],
            "end": "[1956..1958]",
            "end_sources": ["museum"],
        },
        {
            "name": "Stalin Monument, Test Square",
            "status": "after",
            "change": "dismantled",
            "start": "[1956..1958]",
            "start_sources": ["museum"],
            "end": "..",
        },
    ],
    "note": "A statue that exists only in the tests of this project.",
    "monument": {"fate": "dismantled", "height_m": 6.5, "sources": ["museum"]},
}


def raw(base: dict[str, Any] = PLACE, **changes: Any) -> dict[str, Any]:
    """Give a record's JSON with changes; ``names__1__start`` reaches inside."""
    data = copy.deepcopy(base)
    for path, value in changes.items():
        *parents, last = path.split("__")
        inside: Any = data
        for part in parents:
            inside = inside[int(part) if part.isdigit() else part]
        inside[int(last) if last.isdigit() else last] = copy.deepcopy(value)
    return data


def record(base: dict[str, Any] = PLACE, **changes: Any) -> Record:
    """Give a record with changes."""
    return Record.model_validate(raw(base, **changes))
