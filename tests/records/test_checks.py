"""Every rule of meaning has a record that breaks it, and a good record breaks none."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import pytest

from geo.records.checks import RULES, RULES_BESIDE, Surroundings, check_events, check_record, check_records
from geo.records.checks import beside as beside_rules
from geo.records.model import Event, NamedFor, Record
from geo.records.shape import examine
from tests.samples import MONUMENT, PLACE, SOURCES, SUBJECT, raw, record

TODAY = dt.date(2026, 1, 1)
LOOSE = {"names__1__start": None, "names__1__start_sources": [], "names__1__end": None, "names__1__end_sources": []}

BROKEN: list[tuple[str, dict[str, Any], dict[str, Any], str, str]] = [
    ("dates", PLACE, {"names__1__end": "1961-13"}, "names[1].end", '"1961-13" is not a date: there is no month 13'),
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
    ("location", PLACE, {"location__lat": 44.1, "location__lon": 41.98}, "location",
     'swapped: write "lon": 44.1, "lat": 41.98'),
    ("addresses", PLACE, {"sources__paper__url": "ftp://a.com/b"}, "sources.paper.url", "is not an http(s) address"),
    ("addresses", PLACE, {"sources__paper__url": "javascript:alert(1)"}, "sources.paper.url", "is not an http(s)"),
    ("addresses", PLACE, {"sources__paper__url": "https://perceptiode.com/x"}, "sources.paper.url", "is a copy"),
    ("addresses", PLACE, {"sources__paper__url": "http://206.189.44.186/x"}, "sources.paper.url", "is a copy"),
    ("addresses", PLACE, {"sources__paper__via": "seen"}, "sources.paper.via", "is not an http(s) address"),
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
    ("accuracy", PLACE, {"location__accuracy_m": 99}, "location.accuracy_m", 'the precision "town", which has 100 to'),
    ("accuracy", PLACE, {"location__accuracy_m": 20_001}, "location.accuracy_m", "which has 100 to 20,000 m; mend one"),
    ("accuracy", PLACE, {"location__accuracy_m": 201, "location__precision": "exact"}, "location.accuracy_m",
     '201 m does not go with the precision "exact", which has 1 to 200 m'),
    ("accuracy", PLACE, {"location__accuracy_m": 9, "location__precision": "street"}, "location.accuracy_m",
     "10 to 2,000 m"),
    ("accuracy", PLACE, {"location__accuracy_m": 999, "location__precision": "region"}, "location.accuracy_m",
     "1,000 to 500,000 m"),
    ("accuracy", PLACE, {"location__accuracy_m": 15, "location__precision": "exact",
                         "location__origin": "stated by the museum: 41°58′54″N 44°06′42″E"}, "location.accuracy_m",
     "15 m is finer than the figures in `origin`, whose last place is 31 m; write 31 or more"),
    ("accuracy", PLACE, {"location__accuracy_m": 900, "location__origin": "stated by the museum: 41°58′N 44°06′E"},
     "location.accuracy_m", "whose last place is 1855 m"),
    ("reading_days", PLACE, {"sources__paper__read": "2026-01-02"}, "sources.paper.read", "is not a day up to today"),
    ("reading_days", PLACE, {"sources__paper__read": "2025-13-01"}, "sources.paper.read", "is not a day up to today"),
    ("reading_days", PLACE, {"sources__paper__read": "2025-01"}, "sources.paper.read", "write it as 2026-11-28"),
    ("reading_days", PLACE, {"sources__paper__read": "20250101"}, "sources.paper.read", "write it as 2026-11-28"),
    ("reading_days", PLACE, {"sources__paper__read": "1991-08-05"}, "sources.paper.read", "when the web began"),
    ("reading_days", PLACE, {"sources__paper__url": "https://en.wikipedia.org/wiki/A", "sources__paper__lang": "en",
                             "sources__paper__publisher": "Wikipedia", "sources__paper__read": "2001-01-14"},
     "sources.paper.read", "before 2001-01-15, when Wikipedia began"),
    ("reading_days", PLACE, {"sources__paper__url": "https://www.example.com/2016/11/10/a.html",
                             "sources__paper__read": "2016-11-09"}, "sources.paper.read", "which its address has"),
    ("reading_days", PLACE, {"names__1__attested": [{"date": "2019-05", "sources": ["museum"]}],
                             "names__1__end": "2020", "names__2__start": "2020", "sources__museum__read": "2019-12-31"},
     "sources.museum.read", 'is before "2020", for which it is cited; mend one'),
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
    ("words", PLACE, {"note": '"A note of forty characters in quotation marks."'}, "note", "in your own words"),
    ("words", PLACE, {"note": "A note of forty characters that simply stops in"}, "note", "breaks off after"),
    ("words", PLACE, {"note": "A note; see https://example.org for what is left."}, "note", "make it a source"),
    ("origin", PLACE, {"location__origin": "OpenStreetMap node 1"}, "location.origin", "would bind the layer"),
    ("origin", PLACE, {"location__origin": "Google Maps"}, "location.origin", "whose terms forbid it"),
    ("origin", PLACE, {"location__origin": "2GIS"}, "location.origin", "take the point from GeoNames"),
    ("height", MONUMENT, {"monument__height_m": 650.0}, "monument.height_m", "if these are centimetres, write 6.5"),
    ("height", MONUMENT, {"monument__height_m": 0.0}, "monument.height_m", "write it as in 6.5"),
    ("pages", PLACE, {"sources": {**SOURCES, "again": SOURCES["paper"]}}, "sources.again", 'same page as "paper"'),
    ("labels", PLACE, {"sources__paper__title": "https://example.com"}, "sources.paper.title", "is an address"),
    ("identifiers", PLACE, {"identifiers": {"wikipedia": "javascript:alert(1)"}}, "identifiers.wikipedia",
     "is not an http(s) address"),
    ("identifiers", PLACE, {"identifiers": {"geonames": 0}}, "identifiers.geonames", "is no number of GeoNames"),
    ("repeated", PLACE, {"names__1__end_sources": ["paper", "museum", "paper"]}, "names[1].end_sources",
     'names "paper" twice'),
    ("repeated", PLACE, {"also_honours": ["Joseph Stalin"]}, "also_honours", "who stands in `honours`"),
    ("repeated", PLACE, {"disagreements": [{"field": "names[1].start", "value": "1935", "source": "paper"}] * 2},
     "disagreements[1]", "is the same as disagreements[0]"),
    ("new_names", PLACE, {"names__1__name": "Old Town"}, "names[1].name", "give the new name"),
    ("new_names", PLACE, {"names__1__change": "dissolved"}, "names[1].change", "but the period honours"),
    ("new_names", PLACE, {"names__1__change": "unveiled"}, "names[1].change", "which is for monuments"),
    ("attested", PLACE, {"names__1__attested": [{"date": "1930", "sources": ["paper"]}]},
     "names[1].attested[0].date", 'is before the start "1936-05-01"'),
    ("attested", PLACE, {"names__1__attested": [{"date": "1970", "sources": ["paper"]}]},
     "names[1].attested[0].date", 'is after the end "1961-11"'),
    ("texts", PLACE, {"names__1__name": "Stalin \u202eTown"}, "names[1].name", "turns the direction"),
    ("texts", PLACE, {"sources__paper__title": "a" * 301}, "sources.paper.title", "write 300 at most"),
    ("texts", PLACE, {"names__1__name": "Сталин"}, "names[1].name", "put this into native_name"),
    ("languages", PLACE, {"names__1__native_name": "Сталин"}, "names[1].native_lang", "is missing"),
    ("languages", PLACE, {"sources__paper__lang": "rus"}, "sources.paper.lang", 'did you mean "ru"'),
    ("words", PLACE, {"note": "x" * 401}, "note", "has 401 characters"),
    ("gaps", PLACE, {"names__2__start": "1963"}, "names[2].start", "say in `gap` why there is nothing between them"),
    ("gaps", PLACE, {"names__2__gap": "No reason."}, "names[2].gap", "is only for a period that begins later"),
    ("gaps", PLACE, {"names__0__gap": "No reason."}, "names[0].gap", "is only for a period that follows another"),
    ("controlled_by", PLACE, {"controlled_by": "GE"}, "controlled_by", "which is the country itself"),
    ("controlled_by", PLACE, {"controlled_by": "XX"}, "controlled_by", "is not a country of the base map"),
    ("controlled_by", PLACE, {"controlled_by": "RU"}, "note", 'does not say that "RU" holds the place'),
    ("addresses", PLACE, {"sources__paper__url": "http://localhost:8501/a"}, "sources.paper.url", "no host of the web"),
    ("addresses", PLACE, {"sources__paper__url": "http://192.168.1.4/a"}, "sources.paper.url", "by anybody else"),
    ("addresses", PLACE, {"sources__paper__via": "http://a.com:99999/"}, "sources.paper.via", "by anybody else"),
    ("pages", PLACE, {"sources": {**SOURCES, "again": {**SOURCES["paper"], "url": "http://m.example.com/a/?oldid=7"}}},
     "sources.again", 'is the same page as "paper"'),
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
    assert check_record(record(sample), basemap, TODAY, SUBJECT) == []


@pytest.mark.parametrize(
    ("rule", "sample", "changes", "field", "message"), BROKEN, ids=[f"{case[0]}-{case[3]}" for case in BROKEN]
)
def test_a_record_that_breaks_a_rule_is_told_where_and_what_to_do(
    rule: str, sample: dict[str, Any], changes: dict[str, Any], field: str, message: str, basemap: gpd.GeoDataFrame
) -> None:
    problems = check_record(record(sample, **changes), basemap, TODAY, SUBJECT)
    assert [str(problem) for problem in problems if problem.field == field and message in problem.message], problems


def test_every_rule_is_broken_by_some_record() -> None:
    assert {rule.__name__ for rule in RULES} <= {case[0] for case in BROKEN}


@pytest.mark.parametrize("named_for", [word.value for word in NamedFor])
def test_a_new_name_may_be_a_persons_or_not_or_not_told(named_for: str, basemap: gpd.GeoDataFrame) -> None:
    new = record(names__2__change="renamed", names__2__name="New Town", names__2__named_for=named_for)
    assert check_record(new, basemap, TODAY, SUBJECT) == []


def test_an_id_is_used_once(basemap: gpd.GeoDataFrame) -> None:
    problems = check_records([record(), record()], basemap, TODAY, SUBJECT)
    assert "id" in {problem.field for problem in problems}


OTHER_NOTE = "Another note, of forty characters at least."

BESIDE: list[tuple[str, list[dict[str, Any]], str, str]] = [
    ("ids", [{}, {"note": "Another note, so that only the id is the same here."}], "id", "is used by 2 files"),
    ("related", [{"related": ["nobody"]}], "related", "there is no such other record"),
    ("related", [{"related": ["gori-stalinsk"]}], "related", "is the record itself"),
    ("distinct", [{"distinct_from": {"gori-stalinks": "Another thing."}}, {"id": "two", "note": OTHER_NOTE}],
     "distinct_from", 'did you mean "gori-stalinsk"?'),
    ("distinct", [{"distinct_from": {"gori-stalinsk": "Another thing."}}], "distinct_from.gori-stalinsk",
     "is the record itself"),
    ("persons", [{"honours": "Josef Stalin"}, {"id": "two", "note": OTHER_NOTE}, {"id": "three", "note": OTHER_NOTE}],
     "honours", 'did you mean "Joseph Stalin"'),
    ("related", [{"related": ["two"]}, {"id": "two", "note": "Another note, of forty characters at least."}],
     "related", "does not name it back"),
    ("notes", [{}, {"id": "two", "location__lat": 42.2}], "note", 'is that of "gori-stalinsk"'),
    ("near_duplicates", [{"location__precision": "exact"},
               {"id": "two", "note": "Another note, of forty characters at least.", "location__precision": "street",
                "location__lat": 41.981}], "location", 'is within 200 m of "two"'),
    ("within", [{"within": 1}], "within", "is no town of towns.json"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "beside", "field", "message"), BESIDE, ids=[case[0] for case in BESIDE])
def test_a_company_that_breaks_a_rule_is_told(
    rule: str, beside: list[dict[str, Any]], field: str, message: str, basemap: gpd.GeoDataFrame
) -> None:
    problems = check_records([record(**changes) for changes in beside], basemap, TODAY, SUBJECT)
    assert [problem for problem in problems if problem.field == field and message in problem.message], problems


@pytest.mark.parametrize(
    ("person", "meant"),
    [
        ("Josef Stalin", "Joseph Stalin"),
        ("Stalin", "Joseph Stalin"),
        ("J. Stalin", "Joseph Stalin"),
        ("Joseph Vissarionovich Stalin", "Joseph Stalin"),
        ("Stalin, Joseph", "Joseph Stalin"),
        ("Mátyás Rakosi", "Mátyás Rákosi"),
        ("Vasily Stalin", None),
        ("Mikhail Kaganovich", None),
        ("Klement Gottwald", None),
    ],
)
def test_a_person_one_slip_from_a_known_one_is_asked_about(person: str, meant: str | None) -> None:
    known = {"Joseph Stalin": 400, "Lazar Kaganovich": 8, "Mátyás Rákosi": 2, "Georgi Dimitrov": 1}
    found = list(beside_rules.persons([record(honours=person)], Surroundings(persons=known)))
    assert [problem.message for problem in found] == (
        [f'is "{person}"; did you mean "{meant}", as in other records?'] if meant else []
    )


def test_a_person_who_was_renamed_in_most_records_is_not_asked_about() -> None:
    everyone = [record(id=f"a-{number}", honours="Iosif Stalin") for number in range(5)]
    assert list(beside_rules.persons(everyone, Surroundings(persons={"Joseph Stalin": 5}))) == []


def test_a_record_whose_file_cannot_be_read_is_there_all_the_same() -> None:
    one = record(related=["broken"], distinct_from={"broken": "Another thing."})
    around = Surroundings(unread=frozenset({"broken"}))
    assert [*beside_rules.related([one], around), *beside_rules.distinct([one], around)] == []


def test_every_rule_beside_is_broken_by_some_company() -> None:
    assert {rule.__name__ for rule in RULES_BESIDE} == {case[0] for case in BESIDE}


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
    beside = [record(location__precision="exact"), record(**{**other, **changes})]
    assert check_records(beside, basemap, TODAY, SUBJECT) == []


def test_all_problems_come_at_once(basemap: gpd.GeoDataFrame) -> None:
    problems = check_record(record(note="short", country="XX", names__1__end="1961-13"), basemap, TODAY, SUBJECT)
    assert {problem.field for problem in problems} >= {"note", "country", "names[1].end"}


def test_a_point_just_over_the_border_is_near_enough(basemap: gpd.GeoDataFrame) -> None:
    assert check_record(record(location__lat=41.2, location__lon=44.1), basemap, TODAY, SUBJECT) == []


def test_a_country_without_land_on_the_base_map_is_told(basemap: gpd.GeoDataFrame) -> None:
    told = check_record(record(country="VA"), basemap, TODAY, SUBJECT)
    assert 'country "VA" is not a country of the base map' in "".join(map(str, told))


def test_a_problem_stands_on_one_line(basemap: gpd.GeoDataFrame) -> None:
    told = check_record(record(names__1__end="1961\n"), basemap, TODAY, SUBJECT)
    assert told
    assert all(str(problem).isprintable() for problem in told)


EVENT: dict[str, Any] = {
    "id": "a-speech", "date": "1956-02-25", "date_sources": ["paper"], "title": "A speech", "place": "Moscow",
    "country": "RU", "what": "A speech that is held in the tests alone.", "sources": {"paper": SOURCES["paper"]},
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"title": "A <b>speech</b>"}, "title", "without markup"),
        ({"what": "Long. " * 200 + "End."}, "what", "write 600 at most"),
        ({"place": "M\u043escow"}, "place", "letters of two scripts"),
        ({"country": "SU"}, "country", "RU or another of its successors"),
        ({"until": "1956-02-24"}, "until", "give its last day"),
        ({"date_sources": []}, "date_sources", "name the source"),
        ({"date_sources": ["papre"]}, "date_sources", 'did you mean "paper"?'),
        ({"sources__paper__url": "javascript:alert(1)"}, "sources.paper.url", "is not an http(s) address"),
        ({"sources__paper__title": "www.example.com"}, "sources.paper.title", "write the title of the page"),
        ({"sources__paper__lang": "rus"}, "sources.paper.lang", 'did you mean "ru"'),
        ({"sources__paper__read": "2026-01-02"}, "sources.paper.read", "is not a day up to today"),
    ],
)
def test_an_event_is_checked_as_records_are(changes: dict[str, Any], field: str, message: str) -> None:
    found = check_events([Event.model_validate(raw(EVENT, **changes))], ["RU"], TODAY)
    assert [problem.field for problem in found] == [field]
    assert message in found[0].message


def test_a_good_event_breaks_no_rule_and_two_of_one_id_do() -> None:
    event = Event.model_validate(EVENT)
    assert check_events([event], ["RU"], TODAY) == []
    assert [str(problem) for problem in check_events([event, event], ["RU"], TODAY)] == [
        "a-speech: id is used by two events; an id names one"
    ]


def test_a_rule_is_left_out_where_nobody_can_say_what_it_compares(basemap: gpd.GeoDataFrame) -> None:
    mended, faults = examine(raw(names__1__status="so-so", country="UK"), Record)
    assert [fault.place for fault in faults] == ["names[1].status"]
    problems = check_record(mended, basemap, TODAY, SUBJECT, faults)
    assert [problem.field for problem in problems] == ["country"]
