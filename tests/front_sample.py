"""A small layer and the answers to questions about it, which Python and JavaScript both must give.

``tests/cases/front.json`` holds what the browser reads of the layer; ``filters.json``, ``options.json``,
``years.json``, ``between.json`` and ``near.json`` hold the questions with their answers. Written anew, when a field of
the layer or a rule is changed on purpose, by ``python -m tests.front_sample``; the difference is to be read like code.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np

from geo.core.dates import OPEN
from geo.core.distance import distance_km
from geo.dataset import Dataset
from geo.exports.front import front_columns, front_details, front_texts
from geo.find.near import nearest
from geo.layer import PRESENCES, Query, build_layer, compared, facets, filter_mask, presence_in, select
from geo.records.edition import Edition
from geo.records.lesson_model import Lesson
from geo.records.model import Record, Step, Story
from geo.stats.counts import COUNTS, counts_between
from geo.stats.year_sentences import between_sentence, year_counts
from geo.text.words import durations
from tests.samples import MONUMENT, opened, record

CASES = Path(__file__).parent / "cases"
EDITION = Edition(
    name="test-map",
    title="Test map: places of the tests",
    description="Only for tests.",
    version="1.2.0",
    date="2026-11-22",
    license="CC-BY-4.0",
    license_url="https://creativecommons.org/licenses/by/4.0/",
    attribution="Test map contributors (CC BY 4.0)",
)
COUNTRIES = {"AM": "Armenia", "GE": "Georgia", "HU": "Hungary", "PL": "Poland", "UA": "Ukraine"}
YEARS = (1925, 1936, 1945, 1950, 1956, 1957, 1961, 1962, 2000, 2025)

FILTERS: list[dict[str, Any]] = [
    {},
    {"country": ["GE"]},
    {"country": ["GE", "PL"]},
    {"country": ["GE"], "kind": ["settlement"]},
    {"category": "place"},
    {"category": "monument"},
    {"category": "monument", "country": ["HU", "PL"]},
    {"kind": ["settlement", "street"]},
    {"honours": ["Vyacheslav Molotov"]},
    {"honours": ["Joseph Stalin"], "status": ["honouring"]},
    {"status": ["before"]},
    {"status": ["honouring", "after"]},
    {"status": ["before", "honouring", "after"]},
    {"polity": ["Hungary"]},
    {"polity": ["Poland", "Georgian SSR, Soviet Union"]},
    {"controlled_by": ["RU"]},
    {"controlled_by": ["RU"], "country": ["UA"], "status": ["honouring"]},
    {"confidence": ["high"]},
    {"confidence": ["medium", "low"]},
    {"disputed": True},
    {"disputed": True, "category": "place"},
    {"fate": ["dismantled"]},
    {"fate": ["standing", "blown up"]},
    {"replaced": ["old name"]},
    {"replaced": ["lenin", "person"]},
    {"replaced": ["old name"], "status": ["honouring"]},
    {"replaced": ["new name"]},
    {"lasted": 1},
    {"lasted": 10},
    {"lasted": 25, "country": ["GE"]},
    {"lasted": 9999},
    {"country": ["GE"], "honours": ["Vyacheslav Molotov"], "confidence": ["low"]},
]
MOMENTS: list[dict[str, Any]] = [
    {"query": {}, "mode": None, "undated": False},
    {"query": {}, "mode": None, "undated": True},
    {"query": {}, "mode": "changes", "undated": False},
    {"query": {}, "mode": "all", "undated": False},
    {"query": {"category": "place"}, "mode": None, "undated": False},
    {"query": {"category": "monument"}, "mode": None, "undated": True},
    {"query": {"category": "monument"}, "mode": "all", "undated": False},
    {"query": {"status": ["honouring"]}, "mode": None, "undated": False},
    {"query": {"status": ["after"]}, "mode": None, "undated": False},
    {"query": {"status": ["after"]}, "mode": "changes", "undated": False},
    {"query": {"status": ["before"]}, "mode": None, "undated": True},
    {"query": {"status": ["before"]}, "mode": "all", "undated": False},
    {"query": {"country": ["GE"], "kind": ["settlement"]}, "mode": None, "undated": False},
    {"query": {"country": ["HU"]}, "mode": "changes", "undated": False},
    {"query": {"lasted": 9999}, "mode": None, "undated": False},
    {"query": {"lasted": 9999}, "mode": "changes", "undated": False},
    {"query": {"lasted": 9999}, "mode": "all", "undated": False},
]
COMPARED: list[dict[str, Any]] = [
    {"query": query, "since": since, "year": year, "undated": undated}
    for query in (
        {},
        {"category": "monument"},
        {"status": ["after"]},
        {"status": ["honouring"], "country": ["GE", "PL"]},
    )
    for since, year in (
        (1925, 1962),
        (1930, 1936),
        (1937, 1945),
        (1938, 1950),
        (1952, 1957),
        (1955, 1962),
        (1961, 2025),
    )
    for undated in (False, True)
]
POINTS = (
    (44.1, 41.98), (44.1004, 41.98), (19.05, 47.5), (21.0, 52.2), (44.5, 40.18), (-179.9, -41.98), (179.5, 0.0),
    (0.0, 0.0), (30.5, 50.45), (44.1, 89.5), (44.1, -89.5), (-73.9, 40.7), (139.7, 35.7),
)  # fmt: skip


def names_of(*periods: tuple[str, str, str | None, str | None, str | None], **more: Any) -> list[dict[str, Any]]:
    """Give the names of a record from name, status, change, start and end of each."""
    return [
        {"name": name, "status": status, "change": change, "start": start, "end": end,
         "start_sources": ["paper"] if start not in (None, OPEN) else [],
         "end_sources": ["museum"] if end not in (None, OPEN) else [], **more}
        for name, status, change, start, end in periods
    ]  # fmt: skip


def records() -> list[Record]:
    """Give records of every sort that a rule knows."""
    attested = [{"date": "2019", "sources": ["paper"]}]
    open_end = {**MONUMENT["names"][0], "end": OPEN, "end_sources": [], "attested": attested}
    disagreement = {"field": "names[1].end", "value": "1962", "source": "museum"}
    molotov = {"honours": "Vyacheslav Molotov", "confidence": "low", "location__lon": 44.5, "location__lat": 40.18}
    return [
        record(),
        record(MONUMENT),
        record(MONUMENT, id="stands-still", country="HU", polity="Hungary", names=[open_end],
               monument={"fate": "standing", "sources": ["paper"]}),
        record(id="told-twice", country="PL", polity="Poland", disagreements=[disagreement], confidence="medium",
               location__lon=21.0, location__lat=52.2, location__accuracy_m=1500, sources__museum__read="2026-11-28"),
        record(id="two-honours", kind="street", names=names_of(
            ("Market Street", "before", None, OPEN, "1930"),
            ("Stalin Street", "honouring", "renamed", "1930", "1938"),
            ("Market Street", "after", "reverted", "1938", "1949-12-21"),
            ("Stalin Street", "honouring", "renamed", "1949-12-21", "1956-10-25"),
            ("Liberty Street", "after", "renamed", "1956-10-25", OPEN))),
        record(id="new-form", **molotov, names=names_of(
            ("Molotov", "honouring", "named", "[1925..1927]", "1940"),
            ("Molotovsk", "honouring", "renamed", "1940", "1957-08"),
            ("Leninsk", "after", "renamed", "1957-08", OPEN))),
        record(id="start-not-known", country="AM", names=names_of(
            ("Stalin Village", "honouring", "renamed", None, "1961"),
            ("Garden Village", "after", "renamed", "1961", OPEN))),
        record(id="end-not-known", country="UA", controlled_by="RU", polity="Ukrainian SSR, Soviet Union",
               kind="district", names=names_of(
            ("Stalin District", "honouring", "founded", "1935", None))),
        record(id="nothing-known", country="UA", polity="Ukrainian SSR, Soviet Union", confidence="low", names=names_of(
            ("Stalin Farm", "honouring", None, None, None),
            ("Field Farm", "after", "renamed", None, OPEN))),
        record(id="so-to-this-day", names=names_of(
            ("Stalin Lane", "honouring", "named", "1937", OPEN)), kind="street", location__lon=44.11),
        record(id="gone-for-good", country="UA", names=names_of(
            ("Stalin Colony", "honouring", "founded", "1931~", "[1958..1959]"),
            ("Stalin Colony", "after", "dissolved", "[1958..1959]", OPEN))),
        record(MONUMENT, id="blown-up", country="HU", polity="Hungary", location__lon=19.05, location__lat=47.5,
               monument={"fate": "blown up", "sources": ["paper"]}, names=names_of(
            ("Great Stalin, \"the <b>iron</b> one\"", "honouring", "unveiled", "1951-12-16", "1956-10-23"),
            ("=Empty pedestal, 1956", "after", "blown up", "1956-10-23", OPEN))),
        record(MONUMENT, id="put-up-again", country="GE", names=names_of(
            ("Bust of Stalin", "honouring", "unveiled", "1949", "1961"),
            ("Bust of Stalin", "after", "removed", "1961", "2012"),
            ("Bust of Stalin", "honouring", "unveiled", "2012", "2013"),
            ("Bust of Stalin", "after", "stored", "2013", OPEN)), location__lon=44.105, kind="bust",
            monument={"fate": "stored", "sources": ["paper"]}),
        record(MONUMENT, id="fate-not-known", country="PL", polity="Poland", names=names_of(
            ("Relief of Stalin", "honouring", "unveiled", "1952", "[1953..1989]")), kind="relief",
            monument={"fate": "unknown", "sources": ["paper"]}),
    ]  # fmt: skip


def apart(one: Record, place: int) -> Record:
    """Give a record a point of its own, so that none is as near as another."""
    location = one.location.model_copy(update={"lon": round(one.location.lon + place / 100, 5)})
    return one.model_copy(update={"location": location})


def stories() -> list[Story]:
    """Give a story of the small layer, and one that tells of what is not in it."""
    steps = [
        Step(title="A town", view="year=1956&record=two-honours&at=44.1,41.98,6", text="It had the name twice.",
             other_year=1957, records=["two-honours"]),
        Step(title="A monument", view="year=1956&country=HU&record=blown-up", text="It was blown up.",
             records=["blown-up"]),
    ]  # fmt: skip
    lesson = Lesson.model_validate({
        "background": "A street had the name twice.",
        "guesses": [
            {"ask": "When did it get the name?", "year_of": {"record": "two-honours", "bound": "start"}},
            {"ask": "When was the monument blown up?", "year_of": {"record": "blown-up", "bound": "end"}},
            {"ask": "How many were there?", "count_of": "year=1955&status=honouring"},
        ],
        "disagreement": {"record": "told-twice", "field": "names[1].end"},
        "questions": [{"ask": f"Why, {number}?", "key": "One source says so."} for number in range(3)],
    })  # fmt: skip
    elsewhere = [step.model_copy(update={"records": ["not-there"]}) for step in steps]
    return [
        Story(id="twice", order=1, title="Twice", about="A name that came back.", steps=steps, lesson=lesson),
        Story(id="elsewhere", order=2, title="Elsewhere", about="Of another layer.", steps=elsewhere),
    ]


def sample() -> Dataset:
    """Give the small layer as an opened data set."""
    own = [apart(one, place) for place, one in enumerate(records())]
    data = opened(build_layer(own, EDITION))
    data.records = own
    data.stories = stories()
    data.edition = EDITION
    data.countries = COUNTRIES
    return data


def front(data: Dataset) -> dict[str, Any]:
    """Give what the browser reads."""
    rows = [feature["properties"] for feature in data.collection["features"]]
    return {
        "columns": base64.b64encode(front_columns(data)).decode("ascii"),
        "texts": json.dumps(front_texts(data), ensure_ascii=False, separators=(",", ":")),
        "when": durations(rows),
        "countries": COUNTRIES,
        "languages": {},
        "details": [json.loads(chunk) for chunk in front_details(data)],
    }


def filters(data: Dataset) -> list[dict[str, Any]]:
    """Give the rows that pass each filter."""
    ids = [feature["id"] for feature in data.collection["features"]]
    masks = [(asked, filter_mask(data.periods, query_of(asked))) for asked in FILTERS]
    return [{"query": asked, "rows": [ids[row] for row in np.flatnonzero(mask)]} for asked, mask in masks]


def options(data: Dataset) -> list[dict[str, Any]]:
    """Give the counts of the options, with some filters in some years."""
    found = []
    for number, asked in enumerate(FILTERS):
        year, mode = YEARS[number % len(YEARS)], (None, "changes", "all")[number % 3]
        query = query_of(asked).but(mode=mode, undated=number % 2 == 1)
        told = {"query": asked, "year": year, "mode": mode or "year", "undated": query.undated}
        counts = facets.facets(data.periods, query, year)
        found.append({**told, "options": counts, "switches": facets.switches(data.periods, query, year)})
    return found


def years(data: Dataset) -> list[dict[str, Any]]:
    """Give what some moments show, how many, and in which words."""
    found = []
    for moment in MOMENTS:
        query = query_of(moment["query"]).but(mode=moment["mode"], undated=moment["undated"])
        mask = filter_mask(data.periods, query)
        told = year_counts(data.periods, mask, YEARS, query.mode, undated=query.undated)
        for at, year in enumerate(YEARS):
            rows = select(data.periods, query.but(year=year))
            presence = presence_in(rows, year) if query.mode is None else None
            found.append({
                **moment, "mode": moment["mode"] or "year", "year": year,
                "counts": {name: told["counts"][name][at] for name in COUNTS},
                "began": told["began"][at], "ended": told["ended"][at], "sentence": told["sentences"][at],
                "rows": [f"{row.record_id}/{row.period}" for row in rows.itertuples()],
                "presence": None if presence is None else presence.tolist(),
            })  # fmt: skip
    return found


def between(data: Dataset) -> list[dict[str, Any]]:
    """Give what was lost, gained and kept between two years, how many, and in which words."""
    found = []
    for case in COMPARED:
        since, year = case["since"], case["year"]
        query = query_of(case["query"]).but(mode="between", since=since, year=year, undated=case["undated"])
        mask = filter_mask(data.periods, query)
        rows = select(data.periods, query)
        outcomes = compared(data.periods, since, year, undated=query.undated).loc[rows.index]
        counts = counts_between(data.periods, mask, since, year, undated=query.undated)
        found.append({
            **case, "counts": counts, "sentence": between_sentence(since, year, counts),
            "rows": [f"{row.record_id}/{row.period}" for row in rows.itertuples()],
            "outcome": outcomes["outcome"].tolist(), "presence": [PRESENCES[one] for one in outcomes["presence"]],
            "statuses": facets.facets(data.periods, query, year)["status"],
            "switches": facets.switches(data.periods, query, year),
        })  # fmt: skip
    return found


def near(data: Dataset) -> list[dict[str, Any]]:
    """Give what lies near some points, and distances on the ellipsoid."""
    found = []
    for point in POINTS:
        table = nearest(data.periods, point, limit=5)
        km = [round(distance_km(point, other), 4) for other in POINTS]
        found.append({
            "point": point, "to": km, "nearest": [
                {"id": name, "km": round(row["km"], 4), "wind": row["direction"]} for name, row in table.iterrows()
            ],
        })  # fmt: skip
    return found


def query_of(asked: dict[str, Any]) -> Query:
    """Give a filter of a case as a query."""
    return Query(**{name: tuple(value) if isinstance(value, list) else value for name, value in asked.items()})


def answers() -> dict[str, Any]:
    """Give what each file of cases is to hold."""
    data = sample()
    return {
        "front": front(data), "filters": filters(data), "options": options(data), "years": years(data),
        "between": between(data), "near": near(data),
    }  # fmt: skip


def text_of(answer: Any) -> str:
    """Write a file of cases, one case a line."""
    if isinstance(answer, list):
        return "[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in answer) + "\n]\n"
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for name, answer in answers().items():
        (CASES / f"{name}.json").write_text(text_of(answer), encoding="utf-8")
