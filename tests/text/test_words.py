"""The words for statuses and spans."""

from __future__ import annotations

from typing import Any

import pytest
from babel import Locale

from geo.records.reading import read_records
from geo.text.words import duration, durations, language_words, status_words
from tests.samples import FOLDER, SUBJECT, TEXT


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("1929", "1961", "1929 – 1961"),
        ("..", "1929-10", "until October 1929"),
        ("1961-11-10", "..", "since 10 November 1961"),
        (None, "1956", "start not known – 1956"),
        ("1950", None, "1950 – end not known"),
        (None, "..", "start not known – today"),
        (None, None, "start not known – end not known"),
        ("..", None, "end not known"),
    ],
)
def test_a_span_is_spoken(start: str | None, end: str | None, words: str) -> None:
    assert duration(start, end) == words


def test_what_is_gone_says_how() -> None:
    assert status_words("monument", "after", "toppled", TEXT) == "toppled"
    assert status_words("monument", "after", "removed", TEXT) == "removed"
    assert status_words("place", "after", "dissolved", TEXT) == "dissolved"
    assert status_words("place", "after", "removed", TEXT) == "removed"
    assert status_words("place", "after", "named", TEXT) == "renamed"
    assert status_words("monument", "after", "reverted", TEXT) == "renamed"
    assert status_words("monument", "after", None, TEXT) == "removed"
    assert status_words("place", "honouring", "named", TEXT) == "bears the name"


def test_the_browser_gets_a_word_for_every_span(collection: dict[str, Any]) -> None:
    rows = [feature["properties"] for feature in collection["features"]]
    words = durations(rows)
    for row in rows:
        assert f"{row['start_date'] or 'null'}|{row['end_date'] or 'null'}" in words


def test_every_language_of_a_native_name_is_named_as_the_unicode_consortium_names_it() -> None:
    records, _ = read_records(FOLDER.records, SUBJECT)
    codes = {name.native_lang for record in records for name in record.names if name.native_lang}
    assert len(codes) > 20
    for code in codes:
        assert language_words(code) == Locale.parse(code, sep="-").get_display_name("en")


@pytest.mark.parametrize(("code", "words"), [("ru-KZ", "Russian"), ("tlh", None), ("", None), (None, None)])
def test_a_language_with_unknown_parts_is_named_by_its_first_or_not(code: str | None, words: str | None) -> None:
    assert language_words(code) == words
