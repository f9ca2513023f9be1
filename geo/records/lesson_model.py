"""A lesson on a story, for one school period: what is guessed, what sources say differently, what is asked."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from geo.records.source_model import STRICT, Slug, Source, Text

__all__ = ["Dispute", "Guess", "Lesson", "Task", "YearOf"]


class _Model(BaseModel):
    """A part of a lesson."""

    model_config = STRICT


class YearOf(_Model):
    """A year that is asked for: of a record, when the honour began, or when it ended."""

    record: Slug
    """Id of a record of the story."""
    bound: Literal["start", "end"]
    """The start of its first honour, or the end of its last."""


class Guess(_Model):
    """Something to be guessed before it is looked up; the answer is written nowhere, but derived from the data."""

    ask: Text
    """The question."""
    year_of: YearOf | None = None
    """Of a question for a year: whose."""
    count_of: Text | None = None
    """Of a question for a number: what the map counts, as an address writes it, ``year=1955&country=AM``."""


class Dispute(_Model):
    """A date on which sources disagree, as a record has it."""

    record: Slug
    """Id of a record of the story."""
    field: Text
    """As in the record's `disagreements`: ``names[1].end``."""


class Task(_Model):
    """A question that is answered from the records, with its key."""

    ask: Text
    """The question."""
    key: Text
    """The answer, in two sentences at most."""


class Lesson(_Model):
    """What a class does with a story in one school period."""

    background: Text
    """Two or three sentences of our own."""
    guesses: list[Guess]
    """Three to five."""
    disagreement: Dispute
    """A date on which sources disagree."""
    questions: list[Task]
    """Three to five."""
    sources: dict[Slug, Source] = {}
    """Key to a page that was read for what no record and no event of the story says."""
