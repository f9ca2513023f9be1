"""Lessons on stories: what is guessed is answered from the data, and what cannot be answered is refused."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from geo.cli.beside import check_stories_beside
from geo.core.errors import QueryError
from geo.core.folder import DataFolder
from geo.dataset import Dataset
from geo.exports.screen import held, parts_of
from geo.layer import Query
from geo.records.checks.stories import StorySurroundings, check_stories
from geo.records.lessons import disputed_dates, lesson_words, year_of
from geo.records.model import Record, Story
from geo.records.reading import read_or_refuse
from geo.records.subject import read_subject
from tests.front_sample import names_of
from tests.samples import FOLDER, SUBJECT, own_folder, record

Change = Callable[[dict[str, Any]], Any]
TODAY = dt.date(2026, 11, 28)
SOURCE = {"url": "https://example.org/page", "title": "A page", "publisher": "A paper", "lang": "en"}
DISPUTED = record(
    id="tbilisi",
    disagreements=[
        {"field": "names[1].end", "value": "1962", "source": "paper"},
        {"field": "names[1].end", "value": "1963-05", "source": "museum"},
        {"field": "names[1].end", "value": "1962", "source": "museum"},
        {"field": "location", "value": "elsewhere", "source": "museum"},
    ],
)


def count(text: str) -> int:
    """Count as a layer does that has nothing in Poland and knows no kind."""
    if "kind=" in text:
        raise QueryError("there is no such kind")
    return 0 if "country=PL" in text else 12


def plain() -> dict[str, Any]:
    """Give a story with a lesson, without a fault."""
    step = {"title": "A town", "view": "year=1956", "text": "It stayed.", "records": ["gori", "tbilisi"]}
    lesson = {
        "background": "A town was renamed. Nobody was asked.",
        "guesses": [
            {"ask": "When was it named?", "year_of": {"record": "gori", "bound": "start"}},
            {"ask": "When was it renamed?", "year_of": {"record": "gori", "bound": "end"}},
            {"ask": "How many were there?", "count_of": "year=1955&country=GE&status=honouring"},
        ],
        "disagreement": {"record": "tbilisi", "field": "names[1].end"},
        "questions": [{"ask": f"Why, {number}?", "key": "One source says so. Others do not."} for number in range(3)],
        "sources": {"page": SOURCE},
    }
    return {
        "id": "a-town",
        "order": 1,
        "title": "A town",
        "about": "How it went.",
        "steps": [step] * 6,
        "lesson": lesson,
    }


def problems(change: Change, **gori: Any) -> list[str]:
    """Say what is wrong with the story after a change, and with a change of its record."""
    data = json.loads(json.dumps(plain()))
    change(data["lesson"])
    records = {"gori": record(id="gori", **gori), "tbilisi": DISPUTED, "riga": record(id="riga")}
    told = StorySurroundings(records, (), (1925, 2026), count, TODAY)
    return [f"{one.field} {one.message}" for one in check_stories([Story.model_validate(data)], ["a-town"], told)]


def guess(place: int = 0, **parts: Any) -> Change:
    """Change a guess; None takes a part out."""

    def change(lesson: dict[str, Any]) -> None:
        changed = lesson["guesses"][place] | parts
        lesson["guesses"][place] = {name: value for name, value in changed.items() if value is not None}

    return change


def test_a_sound_lesson_has_no_problem() -> None:
    assert problems(lambda lesson: None) == []


NOT_THERE = {"record": "gory", "bound": "end"}
OF_NO_STEP = {"record": "riga", "bound": "end"}
OF_THE_DISAGREEMENT = {"record": "tbilisi", "bound": "start"}
BROKEN: dict[str, tuple[Change, str]] = {
    "too few guesses": (lambda lesson: lesson["guesses"].pop(), "lesson.guesses are 2; write 3 to 5"),
    "too many questions": (lambda lesson: lesson["questions"].extend(lesson["questions"]), "questions are 6; write 3"),
    "no question for year or number": (guess(year_of=None), "guesses[0].ask is answered by neither or both"),
    "both": (guess(count_of="year=1955"), "guesses[0].ask is answered by neither or both"),
    "a record that is not there": (guess(year_of=NOT_THERE), 'names "gory", which is not there'),
    "a record of no step": (guess(year_of=OF_NO_STEP), "which no step of the story names"),
    "a query that cannot be read": (guess(2, count_of="year=1955&kind=x"), "count_of cannot be read: there is no such"),
    "a query without a year": (guess(2, count_of="country=GE"), "guesses[2].count_of has no year"),
    "a year beyond the bar": (guess(2, count_of="year=1800"), "has the year 1800; the bar goes from 1925 to 2026"),
    "what the map does not count by": (guess(2, count_of="year=1961&ended=1961"), "has ended, by which the map"),
    "a query that opens a record": (guess(2, count_of="year=1961&record=gori"), "has record, by which the map"),
    "a query that chooses nothing": (guess(2, count_of="year=1961&country=PL"), "chooses nothing"),
    "a disagreement that is not there": (
        lambda lesson: lesson["disagreement"].update(field="names[1].start"),
        'is "names[1].start", but tbilisi has no such disagreement; it has names[1].end',
    ),
    "a disagreement on no date": (
        lambda lesson: lesson["disagreement"].update(field="location"),
        "has no such disagreement; it has names[1].end",
    ),
    "a record without disagreements": (
        lambda lesson: lesson["disagreement"].update(record="gori"),
        "gori has no such disagreement; it has none on a date",
    ),
    "a guess at the disagreement": (guess(year_of=OF_THE_DISAGREEMENT), "asks what the disagreement"),
    "the answer in the background": (
        lambda lesson: lesson.update(background="It was named in 1936."),
        "lesson.background gives away the answer to guesses[0]; say it without 1936",
    ),
    "the answer in the question": (guess(ask="Was it in 1936?"), "guesses[0].ask gives away the answer to guesses[0]"),
    "a long background": (
        lambda lesson: lesson.update(background="It was. It is. It will be. So it goes."),
        "background has 4 sentences; write 3 at most",
    ),
    "a long key": (
        lambda lesson: lesson["questions"][1].update(key="Yes. No! Perhaps?"),
        "questions[1].key has 3 sentences; write 2 at most",
    ),
    "markup": (lambda lesson: lesson["questions"][0].update(ask="<b>Why</b>?"), "lesson.questions[0].ask "),
    "markup in a guess": (guess(ask="<i>When</i>?"), "lesson.guesses[0].ask "),
    "a script for an address": (
        lambda lesson: lesson["sources"]["page"].update(url="javascript:alert(1)"),
        "lesson.sources.page.url ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_lesson_is_told(fault: str) -> None:
    change, expected = BROKEN[fault]
    found = problems(change)
    assert any(expected in one for one in found), found


@pytest.mark.parametrize("date", [None, "..", "193X", "1936~", "[1935..1936]"])
def test_a_year_that_is_not_dated_cannot_be_guessed(date: str | None) -> None:
    found = problems(lambda lesson: None, names__1__start=date)
    assert "lesson.guesses[0].year_of asks for the start of gori, which is not dated to one year" in found


def test_a_year_beyond_the_time_bar_cannot_be_guessed() -> None:
    found = problems(lambda lesson: None, names__1__start="1912")
    assert "lesson.guesses[0].year_of is 1912; the bar goes from 1925 to 2026" in found


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("1936-05-01", "1961-11", (1936, 1961)),
        ("1936-05~", "[1961-11-13,1961-11-14]", (1936, 1961)),
        ("1936-01~", "[1961..1962]", (None, None)),
        (None, "..", (None, None)),
    ],
)
def test_a_year_is_that_of_the_record(start: str | None, end: str, years: tuple[int | None, int | None]) -> None:
    one = record(names__1__start=start, names__1__end=end)
    assert (year_of(one, "start"), year_of(one, "end")) == years


def test_of_several_honours_the_first_begins_and_the_last_ends() -> None:
    names = names_of(
        ("Stalin Town", "honouring", "named", "1936", "1956"),
        ("Old Town", "after", "reverted", "1956", "1957"),
        ("Stalin Town", "honouring", "renamed", "1957", "1961"),
        ("New Town", "after", "renamed", "1961", ".."),
    )
    assert [year_of(record(names=names), bound) for bound in ("start", "end")] == [1936, 1961]


def test_what_never_bore_the_name_has_no_year() -> None:
    names = names_of(("Old Town", "before", None, "..", "1936"))
    assert year_of(record(names=names), "end") is None


def test_each_source_says_its_own_and_the_records_date_is_first() -> None:
    lesson = Story.model_validate(plain()).lesson
    assert lesson is not None
    told = lesson_words(lesson, {"tbilisi": DISPUTED})["disagreement"]
    assert told["record"] == {"id": "tbilisi", "title": "Stalin Town"}
    assert told["what"] == 'End of "Stalin Town"'
    assert told["note"] == DISPUTED.note
    statements = told["statements"]
    said = [(one["value"], [source["label"] for source in one["sources"]], one["independent"]) for one in statements]
    assert said == [
        ("November 1961", ["Example Post", "Town Museum"], 2),
        ("1962", ["Example Post", "Town Museum"], 2),
        ("May 1963", ["Town Museum"], 1),
    ]


def test_a_date_that_the_record_does_not_have_is_not_said() -> None:
    lesson = Story.model_validate(plain()).lesson
    assert lesson is not None
    undated = DISPUTED.model_copy(deep=True, update={"names": [
        one.model_copy(update={"end": None, "end_sources": []}) for one in DISPUTED.names
    ]})  # fmt: skip
    said = lesson_words(lesson, {"tbilisi": undated})["disagreement"]["statements"]
    assert [one["value"] for one in said] == ["1962", "May 1963"]


def test_what_the_page_is_told_holds_no_answer() -> None:
    lesson = Story.model_validate(plain()).lesson
    assert lesson is not None
    told = lesson_words(lesson, {"tbilisi": DISPUTED})
    assert set(told) == {"background", "guesses", "disagreement", "questions", "sources"}
    assert told["guesses"] == [{"year_of": None, "count_of": None} | one for one in plain()["lesson"]["guesses"]]
    assert told["sources"] == [{"url": SOURCE["url"], "title": SOURCE["title"]}]


# our own


@cache
def all_records() -> list[Record]:
    return read_or_refuse(FOLDER.records, SUBJECT)


def test_at_least_three_of_our_stories_have_a_lesson(data: Dataset) -> None:
    assert len([story for story in data.stories if story.lesson]) >= 3


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("year=1960&status=honouring", "year=1960&status=honoured", "lesson.guesses[0].count_of cannot be read"),
        ("year=1960&status=honouring", "year=1960&country=XX", "lesson.guesses[0].count_of cannot be read"),
        ('"bound": "end"', '"bound": "until"', "autumn-1961.json: "),
        ('"names[1].end"', '"names[1].start"', "lenin-mausoleum-moscow has no such disagreement"),
    ],
)
def test_check_looks_at_the_lessons(old: str, new: str, expected: str, tmp_path: Any) -> None:
    own: DataFolder = own_folder(tmp_path / "own")
    file = own.stories / "autumn-1961.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    found = list(check_stories_beside(own.records, all_records(), TODAY, read_subject(own.subject)))
    assert any(expected in one for one in found), found


def test_every_disagreement_that_could_be_told_is_told(data: Dataset) -> None:
    """Whatever date an editor chooses, it can be put into words."""
    story = Story.model_validate(plain())
    assert story.lesson is not None
    told = 0
    for one in all_records():
        for field in disputed_dates(one):
            dispute = story.lesson.disagreement.model_copy(update={"record": one.id, "field": field})
            words = lesson_words(story.lesson.model_copy(update={"disagreement": dispute}), {one.id: one})
            assert words["disagreement"]["statements"]
            assert all(said["value"] and said["sources"] for said in words["disagreement"]["statements"])
            told += 1
    assert told > 100


@pytest.mark.parametrize(("query", "lessons"), [(Query(), True), (Query(country=("HU", "DE", "AM", "CZ")), False)])
def test_a_map_of_a_part_has_no_lessons_as_it_counts_otherwise(query: Query, lessons: bool, data: Dataset) -> None:
    parts = parts_of(held(data, query), query)
    four = next(one for one in json.loads(parts.texts["stories"]) if one["id"] == "four-statues")
    assert (four["lesson"] is not None) == lessons
    length = int.from_bytes(parts.columns[:4], "little")
    assert ("four-statues" in json.loads(parts.columns[4 : 4 + length])["lessons"]) == lessons
