"""Rules on the dated events of the political history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from geo.core.dates import parse
from geo.records.checks.problem import Problem, repeated
from geo.records.checks.reading_days import day_fault
from geo.records.checks.sourcing import address_faults, label_faults
from geo.records.checks.text import ADDRESSES, CODES, DATES, text_faults, texts_of
from geo.records.codes import country_meant, language_fault
from geo.records.model import Event
from geo.records.shape import meant_among

__all__ = ["check_events"]

_LONGEST = 600
"""Most characters of a text of an event."""


def check_events(events: Iterable[Event], countries: Iterable[str], today: dt.date) -> list[Problem]:
    """Apply every rule to the events.

    Parameters
    ----------
    events : iterable of Event
        As from :func:`geo.records.events.read_events`: their shape and their dates are sound.
    countries : iterable of str
        The codes of the base map.
    today : datetime.date
        No page was read later.

    Returns
    -------
    list of Problem
        With the event's id for a record's.
    """
    everyone, codes = list(events), frozenset(countries)
    problems = repeated((event.id for event in everyone), "events")
    for event in everyone:
        found = [*_words(event), *_sources(event, today), *_facts(event, codes)]
        problems += [Problem(event.id, field, message) for field, message in found]
    return problems


def _words(event: Event) -> Iterator[tuple[str, str]]:
    for field, key, text in texts_of(event.model_dump()):
        if len(text) > _LONGEST and key not in ADDRESSES:
            yield field, f"has {len(text):,} characters; write {_LONGEST} at most"
        elif key not in ADDRESSES | DATES | CODES:
            for fault in text_faults(key, text):
                yield field, fault


def _sources(event: Event, today: dt.date) -> Iterator[tuple[str, str]]:
    disagreeing = [(f"disagreements[{place}].source", one.source) for place, one in enumerate(event.disagreements)]
    named = [*(("date_sources", key) for key in event.date_sources), *disagreeing]
    for field, key in named:
        if key not in event.sources:
            meant = meant_among(key, event.sources)
            remedy = f'; did you mean "{meant}"?' if meant else "; add it there, or name another"
            yield field, f'names the source "{key}", but there is no such source in `sources`{remedy}'
    if not event.date_sources:
        yield "date_sources", "is empty; name the source of the date"
    for key, source in event.sources.items():
        for field, fault in [*address_faults(source), *label_faults(source)]:
            yield f"sources.{key}.{field}", fault
        if source.lang is not None and (wrong := language_fault(source.lang)):
            yield f"sources.{key}.lang", wrong
        if late := day_fault(source, today):
            yield f"sources.{key}.read", late


def _facts(event: Event, countries: frozenset[str]) -> Iterator[tuple[str, str]]:
    if event.country not in countries:
        meant = country_meant(event.country)
        remedy = f"; did you mean {meant}?" if meant else ""
        yield "country", f'"{event.country}" is not a country of the base map; give its code of today{remedy}'
    if event.until is not None and parse(event.until).latest <= parse(event.date).earliest:
        yield "until", f'"{event.until}" is not after "{event.date}"; give its last day, or take it out'
