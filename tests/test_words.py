"""The words for statuses and spans."""

from __future__ import annotations

from typing import Any

import pytest

from geo.words import duration, status_words, vocabulary


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
    assert status_words("monument", "after", "toppled") == "toppled"
    assert status_words("monument", "after", "removed") == "removed"
    assert status_words("place", "after", "dissolved") == "dissolved"
    assert status_words("place", "honouring", "named") == "bears the name"


def test_the_browser_gets_a_word_for_every_span(collection: dict[str, Any]) -> None:
    rows = [feature["properties"] for feature in collection["features"]]
    durations = vocabulary(rows)["durations"]
    for row in rows:
        assert f"{row['start_date'] or 'null'}|{row['end_date'] or 'null'}" in durations
