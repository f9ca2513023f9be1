"""Lessons on stories: what is guessed is answered from the data, what sources say differently is told as they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geo.core.dates import OPEN, parse
from geo.records.account import disputed, source_words
from geo.records.lesson_model import Dispute, Lesson
from geo.records.model import Record, Source
from geo.records.sources import independent, originals

__all__ = ["asked_records", "disputed_dates", "lesson_words", "year_of"]

_DATED = re.compile(r"names\[(\d+)\]\.(start|end)")


def asked_records(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """Give the records of which a lesson speaks, each with the field that names it."""
    for place, guess in enumerate(lesson.guesses):
        if guess.year_of is not None:
            yield f"guesses[{place}].year_of.record", guess.year_of.record
    yield "disagreement.record", lesson.disagreement.record


def year_of(record: Record, bound: str) -> int | None:
    """Give the year in which the first honour of a record began, or its last one ended.

    Parameters
    ----------
    record : Record
    bound : str
        ``start`` or ``end``.

    Returns
    -------
    int or None
        None where no source gives the date, where it has not come, and where it may lie in more than one year.
    """
    honours = [period for period in record.names if period.status == "honouring"]
    if not honours:
        return None
    date = honours[0].start if bound == "start" else honours[-1].end
    if date is None or date == OPEN:
        return None
    span = parse(date)
    return span.earliest_year if span.earliest_year == span.latest_year else None


def disputed_dates(record: Record) -> list[str]:
    """Name the dates of a record on which sources disagree, each once: ``names[1].end``."""
    return list(dict.fromkeys(one.field for one in record.disagreements if _DATED.fullmatch(one.field)))


def lesson_words(lesson: Lesson, records: Mapping[str, Record]) -> dict[str, Any]:
    """Give a lesson as the page reads it.

    Parameters
    ----------
    lesson : Lesson
        Sound, as :mod:`geo.records.checks.lessons` would have it.
    records : mapping of str to Record
        By id.

    Returns
    -------
    dict
        ``background``; ``guesses``, each with ``ask``, ``year_of`` (``record``, ``bound``) and ``count_of``, one of
        which is null: no answer stands in it; ``questions`` with ``ask`` and ``key``; ``disagreement``, see
        :func:`dispute_words`; ``sources`` with ``url`` and ``title``.
    """
    return {
        **lesson.model_dump(include={"background", "guesses", "questions"}),
        "disagreement": dispute_words(records[lesson.disagreement.record], lesson.disagreement),
        "sources": [{"url": source.url, "title": source.title} for source in lesson.sources.values()],
    }


def dispute_words(record: Record, dispute: Dispute) -> dict[str, Any]:
    """Tell what each source says of a date on which they disagree, and what speaks for the one that the record has.

    Returns
    -------
    dict
        ``record`` (``id``, ``title``), ``what`` is dated, ``note`` of the record, and ``statements``,
        the record's own first: each ``value`` in words, its ``sources`` as in :func:`geo.records.account.story`, and
        ``independent``, how many of them are so of each other.
    """
    found = _DATED.fullmatch(dispute.field)
    if found is None:
        raise ValueError(f"{dispute.field} is no date of a record")
    period = record.names[int(found[1])]
    own, keys = (period.start, period.start_sources) if found[2] == "start" else (period.end, period.end_sources)
    others: dict[str, list[str]] = {}
    for one in record.disagreements:
        if one.field == dispute.field:
            others.setdefault(one.value, []).append(one.source)
    what, words = disputed(record, dispute.field, [*([own] if own else []), *others])
    statements = [*([keys] if own else []), *others.values()]
    return {
        "record": {"id": record.id, "title": record.title},
        "what": what,
        "note": record.note,
        "statements": [_statement(record, value, own_keys) for value, own_keys in zip(words, statements, strict=True)],
    }


def _statement(record: Record, value: str, keys: Sequence[str]) -> dict[str, Any]:
    cited: list[Source] = [record.sources[key] for key in keys if key in record.sources]
    return {
        "value": value,
        "sources": [source_words(source) for source in cited],
        "independent": independent(originals(record, keys)),
    }
