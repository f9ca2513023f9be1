"""The date profile and the year rule's raw material."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from geo.core.dates import parse, taken_apart, weaker
from geo.core.errors import DateError


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "certainty"),
    [
        ("1961", "1961-01-01", "1961-12-31", "exact"),
        ("1961-02", "1961-02-01", "1961-02-28", "exact"),
        ("1956-02", "1956-02-01", "1956-02-29", "exact"),
        ("1961-11-10", "1961-11-10", "1961-11-10", "exact"),
        ("1949~", "1948-01-01", "1950-12-31", "approximate"),
        ("1961-12~", "1961-11-01", "1962-01-31", "approximate"),
        ("1962-01-01~", "1961-12-31", "1962-01-02", "approximate"),
        ("1961?", "1960-01-01", "1962-12-31", "uncertain"),
        ("1961%", "1959-01-01", "1963-12-31", "uncertain"),
        ("195X", "1950-01-01", "1959-12-31", "approximate"),
        ("19XX", "1900-01-01", "1999-12-31", "approximate"),
        ("[1956..1961]", "1956-01-01", "1961-12-31", "uncertain"),
        ("[1961-11-10,1961-11-11]", "1961-11-10", "1961-11-11", "uncertain"),
        ("[1956-03..1961]", "1956-03-01", "1961-12-31", "uncertain"),
    ],
)
def test_a_date_means_its_days(text: str, earliest: str, latest: str, certainty: str) -> None:
    span = parse(text)
    assert (span.earliest, span.latest) == (dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest))
    assert span.certainty == certainty


def test_an_end_year_is_not_rounded_down() -> None:
    assert parse("1961-01-01").latest_year == 1961
    assert parse("[1956..1961]").latest_year == 1961
    assert parse("[1956..1961]").earliest_year == 1956


@pytest.mark.parametrize(
    "text",
    ["", "1961-13", "1961-21", "[1961-33..1962]", "1961-02-30", "61", "1961-1", "1961/1962", "..", "/1961", "../1961",
     "195X~", "[1961..1956]", "1961~~", "XXXX", "9999~", "1961-11-XX", "[1956..]", "about 1961", "١٩٦١", "1961\n",
     " 1961"],
)  # fmt: skip
def test_what_is_outside_the_profile_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(DateError, match=r"write|leave out|stands alone|is not a date"):
        parse(text)


@given(st.text(max_size=14))
def test_no_text_does_worse_than_a_date_error(text: str) -> None:
    try:
        span = parse(text)
    except DateError:
        return
    assert span.earliest <= span.latest


@given(st.dates(dt.date(1000, 1, 1), dt.date(9000, 1, 1)))
def test_every_day_means_itself(day: dt.date) -> None:
    assert parse(day.isoformat()).earliest == parse(day.isoformat()).latest == day


@pytest.mark.parametrize("text", ["0001", "1961", "9999", "1900-02", "1956-02", "9999-12", "1961-11-10", "2000-02-29"])
def test_a_plain_date_means_what_the_grammar_of_edtf_makes_of_it(text: str) -> None:
    whole = parse_edtf(text)
    days = [dt.date(*moment[:3]) for moment in (whole.lower_strict(), whole.upper_strict())]
    assert [parse(text).earliest, parse(text).latest] == days


def test_a_date_is_taken_apart_for_those_who_say_it() -> None:
    assert taken_apart("1961%") == ("about_doubtful", ("1961",))
    assert taken_apart("[1961-11-10,1961-11-11]") == ("or", ("1961-11-10", "1961-11-11"))
    assert taken_apart("1961-13~") == ("", ())


def test_the_weaker_of_two_bounds_holds() -> None:
    assert weaker("exact", "approximate") == "approximate"
    assert weaker("unknown", "exact") == "unknown"
    assert weaker("uncertain", "approximate") == "uncertain"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1934-06-31", "June 1934 has 30 days; write the day that the source has, or 1934-06"),
        ("1961-02-29", "February 1961 has 28 days"),
        ("1934-13", "there is no month 13"),
        ("1934-36", "or [1934..1936] for some time between the two"),
        ("1934–36", "write [1934..1936]"),
        ("0000", "there is no year 0000"),
        ("9999~", "it reaches beyond the years 1 to 9999"),
        ("1961-11-00", "write 1961-11 where the day or month is not known"),
        ("1961-XX-XX", "write 1961 where the month is not known"),
        ("XX.11.1961", "write 1961-11: where the day is not known"),
        ("[..1934]", 'or ".." alone for what is still so'),
        ("../1961", 'or ".." alone for what is still so'),
        ("[1934..]", "write both as in [1934..1939]"),
        ("after 1950", "write both as in [1950..1955]"),
        ("1961/1963", "for some time between a and b write [1961..1963]"),
        ("[1956-1961]", "write [1956..1961]"),
        ("1950-", 'write 1950 as the start and ".." as the end'),
        ("Nov 10, 1961", "write 1961-11-10"),
        ("31 June 1934", "June 1934 has 30 days"),
        ("late 1950s", "write 195X for the decade"),
        ("195?", "write 195X for the decade"),
        ("20th century", "write 19XX for the century"),
        ("~1950", "write 1950~ for about"),
        ("probably 1950", "write 1950? where the source doubts it"),
        ("1961?~", "write 1961% for what is about and doubtful"),
        ("(1950)", "write 1950, without brackets"),
        ("1961 г.", "write 1961 alone"),
        ("١٩٦١", "write 1961 alone"),
        *(
            (word, 'write ".." for what is still so')
            for word in ("today", "Present", "open", "still", "now", "ongoing")
        ),
        *((word, "write null, without quotes") for word in ("unknown", "?", "n/a", "None", "")),
    ],
)
def test_what_was_most_likely_meant_is_named(text: str, told: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert str(caught.value).startswith(f'"{text}" is not a date')
    assert told in str(caught.value)


@given(
    st.sampled_from(["", "ca. ", "before ", "[", "~"]),
    st.integers(1000, 9000),
    st.sampled_from(["", "-11", "s", "..", " AD"]),
)
def test_a_date_that_is_named_as_meant_is_one(before: str, year: int, after: str) -> None:
    try:
        parse(f"{before}{year:04}{after}")
    except DateError as error:
        for meant in re.findall(r"write (?!1961,)(\d[\dX~?%-]*|\[[^\]]*\])", str(error)):
            parse(meant)
