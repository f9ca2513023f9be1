"""Every rule of meaning has a record that breaks it, and a good record breaks none."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import pytest

from geo.checks import COMPANY_RULES, RULES, check_record, check_records
from geo.records import NAMESAKES
from tests.samples import MONUMENT, PLACE, SOURCES, record

TODAY = dt.date(2026, 1, 1)
LOOSE = {"names__1__start": None, "names__1__start_sources": [], "names__1__end": None, "names__1__end_sources": []}

BROKEN: list[tuple[str, dict[str, Any], dict[str, Any], str, str]] = [
    ("dates", PLACE, {"names__1__end": "1961-13"}, "names[1].end", '"1961-13" is not a date; write 1961'),
    ("dates", PLACE, {"names__2__start": "2050"}, "names[2].start", "lies in the future"),
    ("dates", PLACE, {"names__1__attested": [{"date": "x", "sources": ["paper"]}]}, "names[1].attested[0].date", "x"),
    ("order", PLACE, {"names__1__end": "1935"}, "names[1].end", 'is not after the start "1936-05-01"'),
    ("order", PLACE, {"names__1__end": "1936-05-01"}, "names[1].end", "is not after the start"),
    ("order", PLACE, {"names__2__start": "1958"}, "names[2].start", "periods may not overlap"),
    ("order", PLACE, {"names__1__start": ".."}, "names[1].start", "may only open the first period"),
    ("order", PLACE, {"names__1__end": ".."}, "names[1].end", "may only close the last period"),
    ("bounded", MONUMENT, {"names": [{**MONUMENT["names"][0], "start": None, "start_sources": [], "end": None,
                                      "end_sources": []}]}, "names[0].start", "nothing else dates the period"),
    ("honouring", PLACE, {"names__1__status": "before"}, "names", "has no honouring period"),
    ("honouring", PLACE, {"names__0__status": "after"}, "names[0].status", "makes it before"),
    ("honouring", PLACE, {"names__2__status": "before"}, "names[2].status", "makes it honouring or after"),
    ("ending", PLACE, {"names__2__end": "1992", "names__2__end_sources": ["paper"]}, "names[2].end", "leaves nothing"),
    ("changes", PLACE, {"names__1__change": None}, "names[1].change", "say how the period began"),
    ("changes", MONUMENT, {"names__1__name": "Fountain"}, "names[1].name", 'repeat "Stalin Monument, Test Square"'),
    ("category", MONUMENT, {"monument": None}, "monument", "is missing"),
    ("category", PLACE, {"monument": {"fate": "unknown"}}, "monument", "is only for monuments"),
    ("category", PLACE, {"kind": "bust"}, "kind", "does not go with the category place"),
    ("location", PLACE, {"location__lat": 91.0}, "location", "out of range"),
    ("location", PLACE, {"location__lat": 0.0, "location__lon": 0.0}, "location", "default of a program"),
    ("location", PLACE, {"country": "XX"}, "country", "is not a country of the base map"),
    ("location", PLACE, {"location__lat": 44.1, "location__lon": 41.98}, "location", "km outside GE; are longitude"),
    ("sources", PLACE, {"sources__paper__url": "ftp://a.com/b"}, "sources.paper.url", "is not an http(s) address"),
    ("sources", PLACE, {"sources__paper__url": "javascript:alert(1)"}, "sources.paper.url", "is not an http(s)"),
    ("sources", PLACE, {"sources__paper__url": "https://perceptiode.com/x"}, "sources.paper.url", "is a copy"),
    ("sources", PLACE, {"sources__paper__url": "http://206.189.44.186/x"}, "sources.paper.url", "is a copy"),
    ("sources", PLACE, {"sources__paper__via": "seen"}, "sources.paper.via", "is not an http(s) address"),
    ("sources", PLACE, {"sources": {**SOURCES, "spare": SOURCES["paper"]}}, "sources.spare", "supports nothing"),
    ("sources", PLACE, {"names__1__end_sources": ["nobody"]}, "names[1].end_sources", 'names the source "nobody"'),
    ("every_bound_has_a_source", PLACE, {"names__1__start_sources": []}, "names[1].start_sources", "needs a source"),
    ("every_bound_has_a_source", PLACE, {"names__2__end_sources": ["paper"], "names__2__end": None},
     "names[2].end_sources", "supports no end"),
    ("every_bound_has_a_source", PLACE, {"names__1__attested": [{"date": "1950", "sources": []}]},
     "names[1].attested[0].sources", "is empty"),
    ("every_name_has_a_source", PLACE, {"names__0__end": None, "names__0__end_sources": []}, "names[0].sources",
     'who says "Old Town"?'),
    ("confidence", PLACE, {"sources__museum__url": "https://other.example.com/b"}, "confidence", "one independent"),
    ("confidence", PLACE, {"sources__museum__publisher": "Example Post"}, "confidence", "one independent source"),
    ("disagreements", PLACE, {"disagreements": [{"field": "names[7].start", "value": "1935", "source": "paper"}]},
     "disagreements[0].field", "is no field of this record"),
    ("disagreements", PLACE, {"disagreements": [{"field": "names[1].start", "value": "then", "source": "paper"}]},
     "disagreements[0].value", '"then" is not a date'),
    ("fate", MONUMENT, {"monument__fate": "standing"}, "monument.fate", "but the last period is after"),
    ("fate", MONUMENT, {"monument__fate": "toppled"}, "monument.fate", "began by being dismantled"),
    ("fate", MONUMENT, {"names": [{**MONUMENT["names"][0], "end": "..", "end_sources": []}]}, "monument.fate",
     "but the chain ends standing"),
    ("fate", MONUMENT, {"names": [{**MONUMENT["names"][0], "end": "..", "end_sources": []}],
                        "monument__fate": "standing"}, "names[0].attested", "stands as of the date of a source"),
    ("named_for", PLACE, {"names__2__change": "renamed", "names__2__name": "New Town"}, "names[2].named_for",
     'is missing; say what "New Town" was given for: person, other, unknown'),
    ("named_for", PLACE, {"names__2__named_for": "other"}, "names[2].named_for", "is only for a new name"),
    ("named_for", PLACE, {"names__2__named_for": "other", "names__2__change": "renamed"}, "names[2].named_for",
     "is only for a new name"),
    ("named_for", PLACE, {"names__0__named_for": "person"}, "names[0].named_for", "is only for a new name"),
    ("named_for", PLACE, {"names__1__named_for": "person"}, "names[1].named_for", "is only for a new name"),
    ("named_for", MONUMENT, {"names__1__named_for": "unknown"}, "names[1].named_for", "is only for a new name"),
    ("words", PLACE, {"names__1__name": "Stalin Town (new)"}, "names[1].name", "has brackets"),
    ("words", PLACE, {"note": "Too short."}, "note", "has 10 characters"),
    ("words", PLACE, {"note": "x" * 401}, "note", "has 401 characters"),
    ("gaps", PLACE, {"names__2__start": "1963"}, "names[2].start", "say in `gap` why there is nothing between them"),
    ("gaps", PLACE, {"names__2__gap": "No reason."}, "names[2].gap", "is only for a period that begins later"),
    ("gaps", PLACE, {"names__0__gap": "No reason."}, "names[0].gap", "is only for a period that follows another"),
    ("swapped", PLACE, {"location__lat": 44.1, "location__lon": 41.98}, "location", "longitude comes first: swap them"),
    ("controlled_by", PLACE, {"controlled_by": "GE"}, "controlled_by", "which is the country itself"),
    ("controlled_by", PLACE, {"controlled_by": "XX"}, "controlled_by", "is not a country of the base map"),
    ("controlled_by", PLACE, {"controlled_by": "RU"}, "note", 'does not say that "RU" holds the place'),
    ("public_addresses", PLACE, {"sources__paper__url": "http://localhost:8501/a"}, "sources.paper.url", "by anybody"),
    ("public_addresses", PLACE, {"sources__paper__via": "http://a.com:99999/"}, "sources.paper.via", "by anybody else"),
    ("pages", PLACE, {"sources": {**SOURCES, "again": {**SOURCES["paper"], "url": "http://m.example.com/a/?oldid=7"}}},
     "sources.again", 'is the page of "paper" again'),
    ("derivations", PLACE, {"sources__paper__derived_from": "nobody"}, "sources.paper.derived_from", 'names "nobody"'),
    ("derivations", PLACE, {"sources__paper__derived_from": "museum", "sources__museum__derived_from": "paper"},
     "sources.paper.derived_from", "comes back to the source itself"),
    ("confidence", PLACE, {"sources__museum__derived_from": "paper"}, "confidence", "one independent source"),
    ("one_state_a_year", PLACE, {"names__1__end": "[1956..1961]", "names__2__start": None,
                                 "names__2__start_sources": [],
                                 "names__2__attested": [{"date": "1958", "sources": ["paper"]}]},
     "names[2].start", "may hold until 1961"),
]  # fmt: skip


@pytest.mark.parametrize("sample", [PLACE, MONUMENT], ids=["place", "monument"])
def test_a_good_record_breaks_no_rule(sample: dict[str, Any], basemap: gpd.GeoDataFrame) -> None:
    assert check_record(record(sample), basemap, TODAY) == []


@pytest.mark.parametrize(
    ("rule", "sample", "changes", "field", "message"), BROKEN, ids=[f"{case[0]}-{case[3]}" for case in BROKEN]
)
def test_a_record_that_breaks_a_rule_is_told_where_and_what_to_do(
    rule: str, sample: dict[str, Any], changes: dict[str, Any], field: str, message: str, basemap: gpd.GeoDataFrame
) -> None:
    problems = check_record(record(sample, **changes), basemap, TODAY)
    assert [str(problem) for problem in problems if problem.field == field and message in problem.message], problems


def test_every_rule_is_broken_by_some_record() -> None:
    assert {rule.__name__ for rule in RULES} <= {case[0] for case in BROKEN}


@pytest.mark.parametrize("named_for", NAMESAKES)
def test_a_new_name_may_be_a_persons_or_not_or_not_told(named_for: str, basemap: gpd.GeoDataFrame) -> None:
    new = record(names__2__change="renamed", names__2__name="New Town", names__2__named_for=named_for)
    assert check_record(new, basemap, TODAY) == []


def test_an_id_is_used_once(basemap: gpd.GeoDataFrame) -> None:
    problems = check_records([record(), record()], basemap, TODAY)
    assert "id" in {problem.field for problem in problems}


COMPANIES: list[tuple[str, list[dict[str, Any]], str, str]] = [
    ("ids", [{}, {"note": "Another note, so that only the id is the same here."}], "id", "is used by 2 files"),
    ("related", [{"related": ["nobody"]}], "related", "there is no such other record"),
    ("related", [{"related": ["two"]}, {"id": "two", "note": "Another note, of forty characters at least."}],
     "related", "does not name it back"),
    ("notes", [{}, {"id": "two", "location__lat": 42.2}], "note", 'is that of "gori-stalinsk"'),
    ("twins", [{"location__precision": "exact"},
               {"id": "two", "note": "Another note, of forty characters at least.", "location__precision": "street",
                "location__lat": 41.981}], "location", 'is within 200 m of "two"'),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "company", "field", "message"), COMPANIES, ids=[case[0] for case in COMPANIES])
def test_a_company_that_breaks_a_rule_is_told(
    rule: str, company: list[dict[str, Any]], field: str, message: str, basemap: gpd.GeoDataFrame
) -> None:
    problems = check_records([record(**changes) for changes in company], basemap, TODAY)
    assert [problem for problem in problems if problem.field == field and message in problem.message], problems


def test_every_company_rule_is_broken_by_some_company() -> None:
    assert {rule.__name__ for rule in COMPANY_RULES} == {case[0] for case in COMPANIES}


@pytest.mark.parametrize(
    "changes",
    [
        {"distinct_from": {"gori-stalinsk": "Another thing on the same corner."}},
        {"location__precision": "town"},
        {"kind": "district"},
        {"honours": "Vyacheslav Molotov"},
        {"location__lat": 41.99},
    ],
)
def test_two_things_near_each_other_may_be_two(changes: dict[str, Any], basemap: gpd.GeoDataFrame) -> None:
    other = {"id": "two", "note": "Another note, of forty characters at least.", "location__precision": "exact"}
    company = [record(location__precision="exact"), record(**{**other, **changes})]
    assert check_records(company, basemap, TODAY) == []


def test_all_problems_come_at_once(basemap: gpd.GeoDataFrame) -> None:
    problems = check_record(record(note="short", country="XX", names__1__end="1961-13"), basemap, TODAY)
    assert {problem.field for problem in problems} >= {"note", "country", "names[1].end"}


def test_a_point_just_over_the_border_is_near_enough(basemap: gpd.GeoDataFrame) -> None:
    assert check_record(record(location__lat=41.2, location__lon=44.1), basemap, TODAY) == []


def test_a_country_without_land_on_the_base_map_is_told(basemap: gpd.GeoDataFrame) -> None:
    told = check_record(record(country="VA"), basemap, TODAY)
    assert 'country "VA" is not a country of the base map' in "".join(map(str, told))


def test_a_problem_stands_on_one_line(basemap: gpd.GeoDataFrame) -> None:
    told = check_record(record(names__1__end="1961\n"), basemap, TODAY)
    assert told
    assert all(str(problem).isprintable() for problem in told)
