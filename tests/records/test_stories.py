"""The stories that are told on the map: their shape, their rules, and what the page gets of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from geo.cli.beside import check_stories_beside
from geo.core.errors import LayerError, QueryError
from geo.core.folder import DataFolder
from geo.exports.html import embedded, to_html
from geo.layer import Query
from geo.records.checks.stories import StorySurroundings, check_stories
from geo.records.model import Record, Story
from geo.records.reading import read_or_refuse
from geo.records.stories import read_stories, stories_within, story_words
from geo.records.subject import read_subject
from tests.front_sample import sample, stories
from tests.samples import FOLDER, SUBJECT, own_folder, record

SOURCE = {"url": "https://example.org/page", "title": "A page", "publisher": "A paper", "lang": "en"}
Change = Callable[[dict[str, Any]], Any]
TODAY = dt.date(2026, 11, 28)


def told() -> StorySurroundings:
    """Give what the story of :func:`plain` may speak of."""
    known = {one: record(id=one) for one in ("gori", "tbilisi")}
    return StorySurroundings(known, {"speech"}, (1925, 2026), count, TODAY)


def count(text: str) -> int:
    """Count as the layer does, which knows no kind here."""
    if "kind=" in text:
        raise QueryError("there is no such kind")
    return 12


def plain() -> dict[str, Any]:
    """Give a story without a fault."""
    step = {
        "title": "A town", "view": "year=1956&country=GE&record=gori&at=44.1,41.98,6", "other_year": 1961,
        "text": "It had a statue. The statue stayed.", "records": ["gori"], "events": ["speech"],
        "sources": {"page": SOURCE},
    }  # fmt: skip
    steps = [json.loads(json.dumps(step)) for _ in range(6)]
    return {"id": "a-town", "order": 1, "title": "A town", "about": "How it went.", "steps": steps}


def problems(change: Change, names: tuple[str, ...] = ("a-town",)) -> list[str]:
    """Say what is wrong with the story after a change."""
    data = plain()
    change(data)
    return [f"{one.field} {one.message}" for one in check_stories([Story.model_validate(data)], names, told())]


def step(**parts: Any) -> Change:
    """Change the first step."""
    return lambda data: data["steps"][0].update(parts)


def source(**parts: Any) -> Change:
    """Change the source of the first step."""
    return lambda data: data["steps"][0]["sources"]["page"].update(parts)


def test_a_sound_story_has_no_problem() -> None:
    assert problems(lambda data: None) == []


BROKEN: dict[str, tuple[Change, str]] = {
    "too few steps": (lambda data: data["steps"].pop(), "steps are 5; write 6 to 10"),
    "too many steps": (lambda data: data["steps"].extend(plain()["steps"]), "steps are 12; write 6 to 10"),
    "markup": (step(text="It had a <b>statue</b>."), "steps[0].text "),
    "markup in a title": (lambda data: data.update(title="<i>A town</i>"), "title "),
    "a long text": (step(text="It stood. " * 70 + "So."), "has 703 characters; write 600 at most"),
    "a record that is not there": (step(records=["gori", "tbilis"]), '"tbilis", which is not there; did you mean'),
    "an event that is not there": (step(events=["nothing"]), 'events names "nothing", which is not there'),
    "a record that the step does not name": (step(records=["tbilisi"]), 'opens "gori", which `records` does not name'),
    "nobody who says so": (step(view="year=1956", records=[], events=[], sources={}), "name a record, an event"),
    "a query that cannot be read": (step(view="year=1956&kind=x"), "view cannot be read"),
    "a whole address": (step(view="https://example.org/?year=1956"), "is more than what follows the ?"),
    "no year": (step(view="country=GE"), "has no year"),
    "a year beyond the bar": (step(view="year=1812"), "has the year 1812; the bar goes from 1925 to 2026"),
    "no place": (step(view="year=1956&at=200,41.98,6"), 'has at "200,41.98,6"; write longitude'),
    "a second year beyond the bar": (step(other_year=2050), "other_year is 2050"),
    "twice the same year": (step(other_year=1956), "is that of the view"),
    "a script for an address": (source(url="javascript:alert(1)"), "steps[0].sources.page.url "),
    "no language": (source(lang="eng"), "steps[0].sources.page.lang "),
    "a day to come": (source(read="2026-11-29"), "steps[0].sources.page.read "),
    "an address for a title": (source(title="https://example.org"), "is an address; write the title"),
    "markup in a source": (source(publisher="<b>A paper</b>"), "steps[0].sources.page.publisher "),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_story_is_told(fault: str) -> None:
    change, expected = BROKEN[fault]
    found = problems(change)
    assert found
    assert any(expected in one for one in found), found


def test_an_id_names_one_story_and_its_file() -> None:
    assert problems(lambda data: None, ("other",)) == ["id is not its file's name; name the file a-town.json"]
    one = Story.model_validate(plain())
    assert [problem.message for problem in check_stories([one, one], ["a-town"], told())] == [
        "is used by two stories; an id names one"
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"steps": "none"}, "steps"),
        ({"id": "A Town"}, "id"),
        ({"colour": "red"}, "colour"),
        ({"order": "first"}, "order"),
    ],
)
def test_a_story_of_another_shape_is_refused(change: dict[str, Any], expected: str, tmp_path: Path) -> None:
    (tmp_path / "a-town.json").write_text(json.dumps({**plain(), **change}), encoding="utf-8")
    with pytest.raises(LayerError, match=rf"stories/a-town\.json: .*{expected}"):
        read_stories(tmp_path)


def test_without_a_folder_there_are_no_stories(tmp_path: Path) -> None:
    assert read_stories(tmp_path / "none") == []


def test_our_stories_are_as_many_as_promised_and_in_order() -> None:
    read = read_stories(FOLDER.stories)
    assert len(read) >= 6
    assert [story.order for story in read] == sorted(story.order for story in read)


@pytest.fixture
def own(tmp_path: Path) -> DataFolder:
    """Give the data in a folder that a test may spoil."""
    return own_folder(tmp_path / "own")


def told_of(folder: DataFolder) -> list[str]:
    """Say what ``check`` finds in the stories of a folder, by its own layer."""
    return list(check_stories_beside(folder.records, all_records(), TODAY, read_subject(folder.subject)))


@cache
def all_records() -> list[Record]:
    """Read the records of this repository, which no test here changes."""
    return read_or_refuse(FOLDER.records, SUBJECT)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("year=1961&record=donetsk", "year=1961&country=XX&record=donetsk", "view cannot be read"),
        ("year=1961&record=donetsk", "year=1961&colour=red&record=donetsk", 'there is no filter "colour"'),
        ("year=1961&record=donetsk", "year=1800&record=donetsk", "has the year 1800"),
        ('"donetsk-oblast"', '"donetsk-region"', 'names "donetsk-region", which is not there'),
        ('"22nd-congress"', '"23rd-congress"', 'did you mean "22nd-congress"?'),
        ('"about"', '"abuot"', "autumn-1961.json: "),
    ],
)
def test_check_looks_at_the_stories(old: str, new: str, expected: str, own: DataFolder) -> None:
    assert told_of(own) == []
    file = own.stories / "autumn-1961.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    found = told_of(own)
    assert found
    assert all(one.startswith("stories/autumn-1961.json: ") for one in found)
    assert any(expected in one for one in found), found


def test_a_page_tells_the_stories_of_which_it_holds_the_records() -> None:
    read = stories()
    assert [story.id for story in stories_within(read, {"two-honours", "blown-up"})] == ["twice"]
    assert stories_within(read, {"two-honours"}) == []


def test_the_page_is_told_what_things_are_called_and_who_says_so() -> None:
    data = sample()
    event = data.events[0]
    named = stories()[0].model_copy(deep=True)
    named.steps[0].events.append(event.id)
    (words,) = story_words([named], data.records, data.events)
    first = words["steps"][0]
    assert first["records"] == [{"id": "two-honours", "title": "Stalin Street"}]
    assert first["events"][0]["title"] == event.title
    assert [page["url"] for page in first["events"][0]["sources"]] == [one.url for one in event.sources.values()]
    assert (first["view"], first["other_year"]) == ("year=1956&record=two-honours&at=44.1,41.98,6", 1957)


@pytest.mark.parametrize(("query", "ids"), [(Query(), ["twice"]), (Query(country=("HU",)), [])])
def test_a_map_in_one_file_holds_its_stories(query: Query, ids: list[str]) -> None:
    page = to_html(sample(), query)
    assert [story["id"] for story in embedded(page, "stories")] == ids
