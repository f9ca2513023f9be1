"""Rules on texts: plain, of one line, of characters that can be seen, in Latin letters where names are compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geo.core import characters
from geo.records.checks.problem import Context
from geo.records.codes import language_fault, script_fault
from geo.records.model import Record

__all__ = ["ADDRESSES", "LIMITS", "languages", "text_faults", "texts", "texts_of"]

ADDRESSES = frozenset({"url", "via", "wikipedia"})
"""Keys that hold an address, which :mod:`geo.records.checks.sourcing` looks at."""
DATES = frozenset({"start", "end", "date", "until", "read"})
"""Keys that hold a date, which :mod:`geo.records.checks.periods` and :mod:`geo.records.checks.reading_days` look at."""
CODES = frozenset({"native_lang", "lang"})
"""Keys that hold the code of a language, which have a rule of their own."""
LATIN = frozenset({"name", "honours", "also_honours", "polity"})
"""Keys whose text is in Latin letters, because it is compared and sorted."""
LIMITS: dict[str, int] = {
    "id": 60, "name": 120, "native_name": 120, "native_lang": 35, "lang": 35, "honours": 60, "also_honours": 60,
    "polity": 120, "origin": 300, "sculptor": 120, "material": 120, "successor": 200, "value": 200, "title": 300,
    "publisher": 120, "url": 1000, "via": 1000, "wikipedia": 1000, "distinct_from": 300,
}  # fmt: skip
"""Most characters of each text, by its key; the note has its own rule."""


def texts_of(data: Any, field: str = "", key: str = "") -> Iterator[tuple[str, str, str]]:
    """Give each text of some data as its field, the key that it stands under, and the text itself.

    Of a list and of an object whose keys are an editor's own, that is the key of the whole.
    """
    if isinstance(data, str):
        yield field, key, data
    elif isinstance(data, dict):
        own = key in ("sources", "distinct_from")
        for name, value in data.items():
            inner = name if not own else key if isinstance(value, str) else ""
            yield from texts_of(value, f"{field}.{name}" if field else name, inner)
    elif isinstance(data, list | tuple):
        for place, value in enumerate(data):
            yield from texts_of(value, f"{field}[{place}]", key)


def texts(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """Every text is plain, of one line and not endless; names are in Latin letters, and no word mixes two scripts."""
    for field, key, text in texts_of(record.model_dump()):
        limit = LIMITS.get(key)
        if limit and len(text) > limit:
            yield field, f"has {len(text):,} characters; write {limit:,} at most"
        elif key not in ADDRESSES | DATES | CODES:
            for fault in text_faults(key, text):
                yield field, fault


def text_faults(key: str, text: str) -> Iterator[str]:
    """Say what is wrong with the characters of a text that stands under a key."""
    yield from characters.faults(text)
    foreign = characters.foreign_letter(text) if key in LATIN else characters.mixed_word(text)
    if foreign:
        native = " and put this into native_name" if key == "name" and " letters (" in foreign else ""
        yield foreign + native


def languages(record: Record, _: Context) -> Iterator[tuple[str, str]]:
    """Languages are BCP 47 codes, and a native name is in the script of its language."""
    for place, period in enumerate(record.names):
        field = f"names[{place}]"
        if period.native_name is not None and period.native_lang is None:
            yield f"{field}.native_lang", "is missing; say by a code which language native_name is in, as in ru or ka"
        if period.native_lang is None:
            continue
        if period.native_name is None:
            yield f"{field}.native_lang", "stands without native_name; give the name, or take the code out"
            continue
        fault = language_fault(period.native_lang, record.country)
        if fault:
            yield f"{field}.native_lang", fault
        elif wrong := script_fault(period.native_name, period.native_lang):
            yield f"{field}.native_name", wrong
    for key, source in record.sources.items():
        if source.lang is not None and (fault := language_fault(source.lang)):
            yield f"sources.{key}.lang", fault
