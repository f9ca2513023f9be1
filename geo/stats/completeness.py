"""How complete the data are, as far as that was measured: recall and the frame of places, for the coverage page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from geo.core.errors import LayerError, one_line
from geo.core.files import read_json
from geo.records.frame import ANSWERS, Place, counted
from geo.records.subject import Subject
from geo.text.catalogue import PLAIN, Catalogue

__all__ = [
    "Cell", "Estimate", "Extent", "Recall", "Sample", "Section", "Way", "frame_section", "looked_at", "looked_through",
    "read_recall", "recall_section",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """A link to some records on the map: its words, and the query as an address has it."""

    words: str
    query: str


Cell = str | tuple[str, ...] | Way
"""A cell of a table of the coverage page: text, the ids of records that it links to, or a link to some on the map."""
Count = Callable[[str], int]
"""Counts the records of a query, which is given as an address has it."""
Section = tuple[str, list[str], list[tuple[list[str], list[list[Cell]]]]]
"""A part of the coverage page: its title, its paragraphs, and its tables as headings and rows."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Row(_Part):
    """What of the map a row is about, as an address has it, and in words, where that is more than the row is about."""

    query: str
    of: str = ""

    def way(self, count: Count) -> Cell:
        """Link to the records, by how many they are; nothing is said where the data have no such records."""
        number = count(self.query)
        return Way(f"{number} {self.of}".strip(), self.query) if number else ""


class Sample(_Row):
    """What was drawn of a kind (how many, where that was counted), and what share of it the data have."""

    kind: str
    honours: str
    drawn: int | None
    found: str


class Estimate(_Row):
    """How many of a kind there may have been, and how many of them were recorded."""

    kind: str
    honours: str
    there_were: str
    recorded: int


class Extent(_Row):
    """Whether the data are a register or a sample of a kind."""

    kind: str
    list: str


class Recall(_Part):
    """What an independent check found.

    Attributes
    ----------
    date, version : str
        The day of the check (ISO 8601), and the version of the data that it measured.
    how : str
        How it was done.
    sample, estimates, lists : tuple
        Rows of the three tables.
    """

    date: str
    version: str
    how: str
    sample: tuple[Sample, ...]
    estimates: tuple[Estimate, ...]
    lists: tuple[Extent, ...]


def read_recall(path: Path) -> Recall:
    """Read ``data/recall.json``.

    Raises
    ------
    LayerError
        If it is missing or has another shape; names the place.
    """
    data = read_json(path, LayerError)
    try:
        return Recall.model_validate(data)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise LayerError(f"{path.name}: {place or 'the file'}: {one_line(fault['msg'])}; mend it") from error


def recall_section(recall: Recall, version: str, count: Count, text: Catalogue = PLAIN) -> Section:
    """Give what the coverage page says of the recall.

    Parameters
    ----------
    recall : Recall
    version : str
        Version of the data; of a later one than was measured the recall is not known.
    count : callable
        Counts the records of a query, which is given as an address has it.
    text : Catalogue

    Returns
    -------
    Section
    """
    say = text.message
    paragraphs = [say("coverage.recall.measured", day=recall.date, version=recall.version, how=recall.how)]
    if version != recall.version:
        paragraphs.append(say("coverage.recall.unmeasured", version=version))

    def headings(*names: str) -> list[str]:
        return [say(f"coverage.recall.column.{name}") for name in names]

    tables: list[tuple[list[str], list[list[Cell]]]] = [
        (
            headings("kind", "honours", "drawn", "found", "now"),
            [
                [row.kind, row.honours, "" if row.drawn is None else str(row.drawn), row.found, row.way(count)]
                for row in recall.sample
            ],
        ),
        (
            headings("kind", "honours", "there_were", "recorded", "now"),
            [[row.kind, row.honours, row.there_were, str(row.recorded), row.way(count)] for row in recall.estimates],
        ),
        (headings("kind", "list", "now"), [[row.kind, row.list, row.way(count)] for row in recall.lists]),
    ]
    return say("coverage.recall"), paragraphs, tables


def frame_section(places: Sequence[Place], subject: Subject, text: Catalogue) -> Section:
    """Give what the coverage page says of the frame of places; see :func:`recall_section`."""
    counts = counted(places, subject)
    words = {name: text.word("frame", name) for name in subject.frame}
    say, through = text.message, looked_through(places)
    paragraphs = [
        say("coverage.frame.lead", count=len(places), meaning=say("frame.meaning")),
        say("coverage.frame.looked", count=looked_at(places), through=through, classes=len(words)),
    ]
    tables: list[tuple[list[str], list[list[Cell]]]] = [
        (
            [say("coverage.frame.asked"), *(text.word("coverage.answer", answer) for answer in ANSWERS)],
            [[word, *(str(counts[name][answer]) for answer in ANSWERS)] for name, word in words.items()],
        ),
        (
            [say("coverage.frame.not_found"), say("coverage.frame.places")],
            [[word, ", ".join(_without(places, name)) or say("coverage.frame.none")] for name, word in words.items()],
        ),
    ]
    return say("coverage.frame"), paragraphs, tables


def looked_at(places: Iterable[Place]) -> int:
    """Count the places of which something is recorded, or was looked for."""
    return sum(any(one.answer != "not looked" for one in place.answers.values()) for place in places)


def looked_through(places: Iterable[Place]) -> int:
    """Count the places of which no class is left that nobody has looked for."""
    return sum(all(one.answer != "not looked" for one in place.answers.values()) for place in places)


def _without(places: Iterable[Place], name: str) -> list[str]:
    return [place.name for place in places if place.answers[name].answer == "none found"]
