"""The words for dates, by the messages and by Babel."""

from __future__ import annotations

import pytest

from geo.text.dates import spoken


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1961", "1961"),
        ("1961-11", "November 1961"),
        ("1961-11-10", "10 November 1961"),
        ("1949~", "about 1949"),
        ("1961?", "1961, doubtful"),
        ("1961%", "about 1961, doubtful"),
        ("195X", "the 1950s"),
        ("19XX", "the 1900s"),
        ("[1956..1961]", "between 1956 and 1961"),
        ("[1961-11-10,1961-11-11]", "10 November 1961 or 11 November 1961"),
    ],
)
def test_a_date_is_spoken(text: str, words: str) -> None:
    assert spoken(text) == words


@pytest.mark.parametrize("text", ["1961-13", "1961-11-32", "..", "then", "1-2-3", "1-2-3-4", "12-1-5"])
def test_what_is_no_date_is_spoken_as_it_stands(text: str) -> None:
    assert spoken(text) == text
