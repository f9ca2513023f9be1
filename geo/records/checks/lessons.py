"""Rules on the lessons of stories."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from geo.core.errors import QueryError
from geo.records.lesson_model import Dispute, Guess, Lesson
from geo.records.lessons import asked_records, disputed_dates, year_of
from geo.records.model import Record, Story
from geo.records.shape import meant_among

__all__ = ["Answers", "check_lesson"]

_FEWEST, _MOST = 3, 5
"""How many guesses there are, and how many questions."""
_SENTENCES = {"background": 3, "key": 2}
_END = re.compile(r"[.!?…][\"'”’)]*(?:\s|$)")
_NOT_OF_A_MAP = ("changed_in", "ended", "record", "at", "story", "step", "lesson", "lang", "q", "near")
"""What a query may ask, or an address say, that the map does not count by."""

Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the questions of a lesson are answered from.

    Attributes
    ----------
    records : mapping of str to Record
        By id.
    years : tuple of int
        The first and the last year of the time bar.
    count : callable
        Is given a query, as ``country=AM&year=1961``, and says how many records it chooses.
    """

    records: Mapping[str, Record]
    years: tuple[int, int]
    count: Callable[[str], int]


def check_lesson(story: Story, lesson: Lesson, answers: Answers) -> Iterator[Fault]:
    """Apply every rule on meaning to the lesson of a story; its words are held to those for texts elsewhere.

    Parameters
    ----------
    story : Story
    lesson : Lesson
        Its lesson.
    answers : Answers

    Yields
    ------
    field, message : str
    """
    for field, found in (("guesses", lesson.guesses), ("questions", lesson.questions)):
        if not _FEWEST <= len(found) <= _MOST:
            yield field, f"are {len(found)}; write {_FEWEST} to {_MOST}"
    yield from _long("background", lesson.background, _SENTENCES["background"])
    for place, task in enumerate(lesson.questions):
        yield from _long(f"questions[{place}].key", task.key, _SENTENCES["key"])
    lost = list(_lost(story, lesson, answers.records))
    yield from lost
    if lost:
        return
    yield from _disagreement(lesson.disagreement, answers.records[lesson.disagreement.record])
    given_away = _given_away(story, lesson)
    for place, guess in enumerate(lesson.guesses):
        field, answer, fault = _answer(guess, answers)
        if fault:
            yield f"guesses[{place}].{field}", fault
        if guess.year_of and guess.year_of.record == lesson.disagreement.record:
            yield f"guesses[{place}].{field}", "asks what the disagreement is about; ask of another record"
        for where, text in {**given_away, f"guesses[{place}].ask": guess.ask}.items():
            if answer is not None and re.search(rf"\b{answer}\b", text):
                yield where, f"gives away the answer to guesses[{place}]; say it without {answer}"


def _lost(story: Story, lesson: Lesson, records: Mapping[str, Record]) -> Iterator[Fault]:
    """A lesson speaks of records of its story, which say what is told of them."""
    of_steps = {one for step in story.steps for one in step.records}
    for field, one in asked_records(lesson):
        if one not in records:
            meant = meant_among(one, records)
            yield field, f'names "{one}", which is not there' + (f'; did you mean "{meant}"?' if meant else "")
        elif one not in of_steps:
            yield field, f'names "{one}", which no step of the story names; add it to one'


def _disagreement(dispute: Dispute, record: Record) -> Iterator[Fault]:
    dates = disputed_dates(record)
    if dispute.field not in dates:
        has = ", ".join(dates) or "none on a date"
        yield "disagreement.field", f'is "{dispute.field}", but {record.id} has no such disagreement; it has {has}'


def _answer(guess: Guess, answers: Answers) -> tuple[str, int | None, str | None]:
    """Answer a guess: the field that asks, the answer, and what is wrong with it."""
    if (guess.year_of is None) == (guess.count_of is None):
        return "ask", None, "is answered by neither or both; give year_of or count_of"
    if guess.year_of is not None:
        year = year_of(answers.records[guess.year_of.record], guess.year_of.bound)
        first, last = answers.years
        if year is None:
            bound = guess.year_of.bound
            return "year_of", None, f"asks for the {bound} of {guess.year_of.record}, which is not dated to one year"
        beyond = f"is {year}; the bar goes from {first} to {last}"
        return "year_of", year, None if first <= year <= last else beyond
    return "count_of", *_counted(guess.count_of or "", answers)


def _counted(query: str, answers: Answers) -> tuple[int | None, str | None]:
    given = dict(parse_qsl(query, keep_blank_values=True))
    if foreign := [name for name in given if name in _NOT_OF_A_MAP]:
        return None, f"has {foreign[0]}, by which the map does not count; take it out"
    if "year" not in given:
        return None, "has no year; begin it with one, as in year=1961"
    try:
        count = answers.count(query)
    except QueryError as error:
        return None, f"cannot be read: {error}"
    first, last = answers.years
    if not first <= int(given["year"]) <= last:
        return None, f"has the year {given['year']}; the bar goes from {first} to {last}"
    return (count, None) if count else (None, "chooses nothing; ask what can be guessed")


def _given_away(story: Story, lesson: Lesson) -> dict[str, str]:
    """Give the texts that a class reads before it guesses."""
    of_story = {f"its story's {name}": getattr(story, name) for name in ("title", "about")}
    return {"background": lesson.background, **of_story}


def _long(field: str, text: str, most: int) -> Iterator[Fault]:
    if (count := len(_END.findall(text))) > most:
        yield field, f"has {count} sentences; write {most} at most"
