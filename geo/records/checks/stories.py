"""Rules on the stories that are told on the map."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from geo.core.errors import QueryError
from geo.records.checks.lessons import Answers, check_lesson
from geo.records.checks.problem import Problem, repeated
from geo.records.checks.reading_days import day_fault
from geo.records.checks.sourcing import address_faults, label_faults
from geo.records.checks.text import text_faults
from geo.records.codes import language_fault
from geo.records.lesson_model import Lesson
from geo.records.model import Record, Source, Step, Story
from geo.records.shape import meant_among

__all__ = ["StorySurroundings", "check_stories"]

_STEPS = (6, 10)
_LIMITS = {"title": 60, "about": 160, "text": 600, "background": 600, "ask": 240, "key": 400}
"""Most characters of the texts of a story, of its steps and of its lesson."""
_PLACE = re.compile(r"(-?\d{1,3}(?:\.\d{1,6})?),(-?\d{1,2}(?:\.\d{1,6})?),(\d{1,2}(?:\.\d{1,3})?)")
_CLOSEST = 22
_NOT_ASKED = ("record", "at")
"""What a view says beside the query."""


@dataclass(frozen=True, slots=True)
class StorySurroundings:
    """What the stories may speak of.

    Attributes
    ----------
    records : mapping of str to Record
        By id.
    events : collection of str
        Ids.
    years : tuple of int
        The first and the last year of the time bar.
    count : callable
        Is given a query, as ``country=AM&year=1961``, and says how many records it chooses; one that cannot be read
        is a :class:`geo.core.errors.QueryError`.
    today : datetime.date
        No page was read later.
    """

    records: Mapping[str, Record]
    events: Collection[str]
    years: tuple[int, int]
    count: Callable[[str], int]
    today: dt.date


def check_stories(stories: Iterable[Story], names: Iterable[str], around: StorySurroundings) -> list[Problem]:
    """Apply every rule to the stories.

    Parameters
    ----------
    stories : iterable of Story
        As from :func:`geo.records.stories.read_stories`: their shape is sound.
    names : iterable of str
        The names of their files without the ending.
    around : StorySurroundings

    Returns
    -------
    list of Problem
        With the story's id for a record's.
    """
    everyone, files = list(stories), set(names)
    problems = repeated((story.id for story in everyone), "stories")
    for story in everyone:
        if story.id not in files:
            problems.append(Problem(story.id, "id", f"is not its file's name; name the file {story.id}.json"))
        problems += [Problem(story.id, field, message) for field, message in _story(story, around)]
    return problems


def _story(story: Story, around: StorySurroundings) -> Iterator[tuple[str, str]]:
    fewest, most = _STEPS
    if not fewest <= len(story.steps) <= most:
        yield "steps", f"are {len(story.steps)}; write {fewest} to {most}"
    yield from _words({"title": story.title, "about": story.about})
    for place, step in enumerate(story.steps):
        for field, message in (*_step(step, around), *_sources(step.sources, around.today)):
            yield f"steps[{place}].{field}", message
    if story.lesson is not None:
        for field, message in _lesson(story, story.lesson, around):
            yield f"lesson.{field}", message


def _lesson(story: Story, lesson: Lesson, around: StorySurroundings) -> Iterator[tuple[str, str]]:
    yield from _words({"background": lesson.background})
    for place, guess in enumerate(lesson.guesses):
        for field, message in _words({"ask": guess.ask}):
            yield f"guesses[{place}].{field}", message
    for place, task in enumerate(lesson.questions):
        for field, message in _words({"ask": task.ask, "key": task.key}):
            yield f"questions[{place}].{field}", message
    yield from _sources(lesson.sources, around.today)
    yield from check_lesson(story, lesson, Answers(around.records, around.years, around.count))


def _step(step: Step, around: StorySurroundings) -> Iterator[tuple[str, str]]:
    yield from _words({"title": step.title, "text": step.text})
    for name, ids, known in (("records", step.records, around.records), ("events", step.events, around.events)):
        for one in ids:
            if one not in known:
                meant = meant_among(one, known)
                yield name, f'names "{one}", which is not there' + (f'; did you mean "{meant}"?' if meant else "")
    if not (step.records or step.events or step.sources):
        yield "sources", "are missing: name a record, an event or a page that was read"
    yield from _view(step, around)


def _view(step: Step, around: StorySurroundings) -> Iterator[tuple[str, str]]:
    """A view is an address that the map understands, and opens a record that the step names."""
    given = dict(parse_qsl(step.view, keep_blank_values=True))
    if step.view.startswith(("?", "#", "http")):
        yield "view", "is more than what follows the ? of an address; write as in year=1961&country=AM"
        return
    if "record" in given and given["record"] not in step.records:
        yield "view", f'opens "{given["record"]}", which `records` does not name; add it there'
    if "at" in given and not _is_place(given["at"]):
        yield "view", f'has at "{given["at"]}"; write longitude, latitude and zoom, as in 25.6,45.65,6'
    asked = "&".join(part for part in step.view.split("&") if part.partition("=")[0] not in _NOT_ASKED)
    try:
        around.count(asked)
    except QueryError as error:
        yield "view", f"cannot be read: {error}"
    yield from _years(given.get("year"), step.other_year, around.years)


def _years(year: str | None, other: int | None, years: tuple[int, int]) -> Iterator[tuple[str, str]]:
    first, last = years
    if year is None:
        yield "view", "has no year; begin it with one, as in year=1961"
    elif year.isdecimal() and not first <= int(year) <= last:
        yield "view", f"has the year {year}; the bar goes from {first} to {last}"
    if other is not None and not first <= other <= last:
        yield "other_year", f"is {other}; the bar goes from {first} to {last}"
    elif other is not None and str(other) == year:
        yield "other_year", "is that of the view; give another, or take it out"


def _sources(sources: Mapping[str, Source], today: dt.date) -> Iterator[tuple[str, str]]:
    for key, source in sources.items():
        for field, fault in (*address_faults(source), *label_faults(source)):
            yield f"sources.{key}.{field}", fault
        if source.lang is not None and (wrong := language_fault(source.lang)):
            yield f"sources.{key}.lang", wrong
        if late := day_fault(source, today):
            yield f"sources.{key}.read", late
        for field, text in (("title", source.title), ("publisher", source.publisher)):
            for fault in text_faults(field, text):
                yield f"sources.{key}.{field}", fault


def _words(texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    for field, text in texts.items():
        if len(text) > _LIMITS[field]:
            yield field, f"has {len(text)} characters; write {_LIMITS[field]} at most"
        for fault in text_faults(field, text):
            yield field, fault


def _is_place(text: str) -> bool:
    found = _PLACE.fullmatch(text)
    if not found:
        return False
    lon, lat, zoom = map(float, found.groups())
    return abs(lon) <= 180 and abs(lat) <= 90 and zoom <= _CLOSEST
