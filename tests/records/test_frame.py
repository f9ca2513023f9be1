"""The frame of places and the searches in vain: a row and the records agree, and each rule has a row that breaks it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from geo.__main__ import main
from geo.core.errors import LayerError
from geo.dataset import Dataset
from geo.exports.built import COVERAGE, built
from geo.exports.site.pages import _own_links
from geo.layer import Query, select
from geo.records.checks.frame import check_frame
from geo.records.checks.looked import check_searches
from geo.records.frame import (
    Answer,
    Place,
    counted,
    frame_text,
    nearest_place,
    read_frame,
    recorded,
    refreshed,
)
from geo.records.searches import Search, read_searches
from geo.stats.completeness import Way, frame_section, looked_at, looked_through, read_recall, recall_section
from tests.samples import FOLDER, MONUMENT, SUBJECT, TEXT, record

TODAY = dt.date(2026, 1, 1)
NOT = Answer("not looked")
TOWN = record(location__lon=44.1)
STATUE = record(MONUMENT, location__lat=41.99)
VAIN = Answer("none found", (), "2025-11-28", 'pages found by "Stalin monument Gori"')


def place(**answers: Answer) -> Place:
    """Give the frame's row of the samples' town."""
    known = {"statue": Answer("recorded", (STATUE.id,)), "street": NOT, "named": Answer("recorded", (TOWN.id,))}
    return Place(613988, "Test Town", "GE", "regional centre", 44.1, 41.98, known | answers)


def told(row: Place) -> list[tuple[str, str]]:
    return [(problem.field, problem.message) for problem in check_frame([row], [TOWN, STATUE], TODAY, SUBJECT)]


def test_a_row_with_its_records_breaks_no_rule() -> None:
    assert told(place()) == []
    assert told(place(street=VAIN)) == []


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"statue": Answer("recorded")}, "statue_record", 'does not go with "recorded"'),
        ({"statue": Answer("recorded", ("nobody",))}, "statue_record", "there is no such record"),
        ({"street": Answer("recorded", (STATUE.id,))}, "street_record", "is not of the class street"),
        ({"statue": Answer("not looked")}, "statue", f'is "not looked" without {STATUE.id}'),
        ({"named": VAIN}, "named", f'is "none found" without {TOWN.id}'),
        ({"street": Answer("none found", (STATUE.id,), "2025-01-01", "x")}, "street_record", "nothing else has"),
        ({"street": Answer("maybe")}, "street", "write one of recorded, none found, not looked"),
        ({"street": Answer("none found", (), "", "pages")}, "street_looked", "is empty"),
        ({"street": Answer("none found", (), "2025-01-01", "")}, "street_looked", "is empty"),
        ({"street": Answer("not looked", (), "2025-01-01", "")}, "street_looked", "does not go with not looked"),
        ({"street": Answer("none found", (), "2026-01-02", "pages")}, "street_looked", "is not a day up to today"),
        ({"street": Answer("none found", (), "then", "pages")}, "street_looked", "is not a day up to today"),
    ],
)
def test_a_row_that_breaks_a_rule_says_where_and_what_to_do(
    answers: dict[str, Answer], field: str, message: str
) -> None:
    assert [one for one in told(place(**answers)) if one[0] == field and message in one[1]], told(place(**answers))


def test_a_place_stands_in_one_row() -> None:
    fields = [problem.field for problem in check_frame([place(), place()], [TOWN, STATUE], TODAY, SUBJECT)]
    assert fields == ["geonames", "geonames"]


@pytest.mark.parametrize(
    ("changes", "class_"),
    [
        ({}, "named"),
        ({"location__lat": 42.01}, "named"),
        ({"location__lat": 42.04}, None),
        ({"location__lat": 42.04, "kind": "street"}, "street"),
        ({"location__lat": 42.1, "kind": "street"}, None),
        ({"location__lat": 42.1, "kind": "district"}, "named"),
        ({"location__lat": 42.12, "kind": "district"}, None),
        ({"country": "AM"}, None),
        ({"honours": "Vyacheslav Molotov"}, None),
        ({"honours": "Vladimir Lenin", "also_honours": ["Joseph Stalin"]}, "named"),
        ({"location__precision": "region"}, None),
        ({"location__precision": "region", "kind": "region"}, "named"),
        ({"kind": "peak"}, None),
    ],
)
def test_what_counts_as_a_places_own(changes: dict[str, Any], class_: str | None) -> None:
    found = recorded([record(location__lon=44.1, **changes)], [place()], SUBJECT)
    assert [key[1] for key in found] == ([class_] if class_ else [])


def test_a_record_between_two_places_is_the_nearer_ones() -> None:
    other = dataclasses.replace(place(), geonames=1, latitude=42.0)
    assert nearest_place(record(location__lat=41.995), [place(), other], SUBJECT) == other
    assert nearest_place(record(location__lat=41.985), [other, place()], SUBJECT) == place()


def test_refreshing_fills_in_what_is_recorded_and_keeps_the_searches() -> None:
    bare = place(statue=NOT, street=VAIN, named=Answer("recorded", ("gone",), "2025-01-01", "pages"))
    new = refreshed([bare], [STATUE], SUBJECT)[0].answers
    assert new["statue"] == Answer("recorded", (STATUE.id,))
    assert new["street"] == VAIN
    assert new["named"] == Answer("none found", (), "2025-01-01", "pages")
    assert refreshed([place()], [], SUBJECT)[0].answers["named"] == NOT


def test_a_frame_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "frame.csv"
    path.write_text(frame_text([place(street=VAIN)], SUBJECT), encoding="utf-8")
    assert read_frame(path, SUBJECT) == [place(street=VAIN)]


@pytest.mark.parametrize(
    "text", ["", "a,b\n", frame_text([place()], SUBJECT).replace("613988", "x"), frame_text([], SUBJECT) + "1,2\n"]
)
def test_what_is_no_frame_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "frame.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LayerError, match=r"frame\.csv"):
        read_frame(path, SUBJECT)


@pytest.mark.parametrize(
    ("search", "field", "message"),
    [
        (Search("nobody", "names[0].start", "2025-01-01", "pages"), "record", "is not the id of a record"),
        (Search(TOWN.id, "names[1].start", "2025-01-01", "pages"), "field", "is dated by now"),
        (Search(TOWN.id, "names[9].start", "2025-01-01", "pages"), "field", "is no field of the record"),
        (Search(TOWN.id, "note", "2025-01-01", "pages"), "field", "is no field of the record"),
        (Search(TOWN.id, "names[2].attested", "2027-01-01", "pages"), "date", "is not a day up to today"),
        (Search(TOWN.id, "names[2].attested", "x", "pages"), "date", "is not a day up to today"),
        (Search(TOWN.id, "names[2].attested", "2025-01-01", " "), "where", "is empty"),
    ],
)
def test_a_search_that_breaks_a_rule_says_where_and_what_to_do(search: Search, field: str, message: str) -> None:
    problems = list(check_searches([search], [TOWN], TODAY))
    assert [problem.field for problem in problems] == [field]
    assert message in problems[0].message


def test_a_search_for_what_is_not_known_breaks_no_rule() -> None:
    loose = record(names__1__start=None, names__1__start_sources=[])
    assert list(check_searches([Search(loose.id, "names[1].start", "2025-01-01", "pages")], [loose], TODAY)) == []


def test_searches_are_read(tmp_path: Path) -> None:
    path = tmp_path / "looked.csv"
    path.write_text("record,field,date,where\na,names[0].end,2025-01-01,pages\n", encoding="utf-8")
    assert read_searches(path) == [Search("a", "names[0].end", "2025-01-01", "pages")]
    path.write_text("record\na\n", encoding="utf-8")
    with pytest.raises(LayerError, match="has other columns"):
        read_searches(path)


def test_the_answers_are_counted() -> None:
    places = [place(), place(street=VAIN)]
    assert counted(places, SUBJECT)["street"] == {"not looked": 1, "none found": 1}
    unknown = place(statue=NOT, named=NOT)
    assert looked_at([*places, unknown]) == 2
    assert looked_through([*places, unknown]) == 1
    _, paragraphs, (counts, without) = frame_section(places, SUBJECT, TEXT)
    assert "2 of them have an answer other than not looked, 1 for all 3 classes." in paragraphs
    assert counts[1][1] == ["a street or square", "0", "1", "1"]
    assert without[1][1] == ["a street or square", "Test Town"]


def test_recall_is_unmeasured_once_the_data_have_changed() -> None:
    recall = read_recall(FOLDER.recall)
    assert not any("unmeasured" in one for one in recall_section(recall, recall.version, len)[1])
    assert any("unmeasured" in one for one in recall_section(recall, "99.0.0", len)[1])


def test_every_row_of_the_recall_links_to_its_records_on_the_map(data: Dataset) -> None:
    recall = read_recall(FOLDER.recall)
    rows = [*recall.sample, *recall.estimates, *recall.lists]
    _, _, tables = recall_section(recall, recall.version, len)
    ways = [row[-1] for _, lines in tables for row in lines]
    assert [way.query for way in ways if isinstance(way, Way)] == [row.query for row in rows]
    page = built(data, COVERAGE).decode("utf-8")
    for row in rows:
        query = Query.parse(row.query, data.fields)
        assert query.mode == "all"
        count = select(data.periods, query)["record_id"].nunique()
        assert count > 0
        assert f"[{f'{count} {row.of}'.strip()}](./?{row.query})" in page


def test_a_row_of_the_recall_of_which_there_are_no_records_links_nowhere() -> None:
    _, _, tables = recall_section(read_recall(FOLDER.recall), "2.0.0", lambda _: 0)
    assert {row[-1] for _, lines in tables for row in lines} == {""}


def test_the_sites_coverage_links_to_the_sites_own_pages(data: Dataset) -> None:
    page = _own_links(built(data, COVERAGE).decode("utf-8"))
    assert "](./" not in page
    for name in set(re.findall(r"\]\(record/([^)]+)\.html\)", page)):
        assert any(record.id == name for record in data.records)
    for query in re.findall(r"\]\(index\.html#([^)]+)\)", page):
        Query.parse(query, data.fields)


def test_a_recall_of_another_shape_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "recall.json"
    path.write_text('{"date": "2026-11-28"}', encoding="utf-8")
    with pytest.raises(LayerError, match=r"recall\.json: version: "):
        read_recall(path)


def test_the_data_have_every_place_of_the_frame_in_order() -> None:
    places = read_frame(FOLDER.frame, SUBJECT)
    assert len(places) >= 330
    assert [(place.country, place.role != "capital", place.name) for place in places] == sorted(
        (place.country, place.role != "capital", place.name) for place in places
    )
    assert {place.role for place in places} == {"capital", "regional centre"}
    assert set(places[0].answers) == set(SUBJECT.frame)


def test_the_check_finds_a_row_without_its_record_and_format_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "records"
    (folder / "places").mkdir(parents=True)
    (folder / "places" / f"{TOWN.id}.json").write_text(TOWN.model_dump_json(), encoding="utf-8")
    frame = tmp_path / "frame.csv"
    frame.write_text(frame_text([place(statue=NOT, named=NOT)], SUBJECT), encoding="utf-8")
    assert main(["check", "--records", str(folder)]) == 1
    assert f'frame.csv, Test Town: named is "not looked" without {TOWN.id}' in capsys.readouterr().err
    assert main(["format", "--records", str(folder)]) == 0
    assert read_frame(frame, SUBJECT)[0].answers["named"] == Answer("recorded", (TOWN.id,))
    assert main(["check", "--records", str(folder)]) == 0
    assert "capitals and regional centres looked at: 1 of 1 (0 for all)" in capsys.readouterr().out
