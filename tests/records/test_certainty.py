"""How sure each date is: by the sources that say so, those that say otherwise, and what is inferred."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.core.dates import OPEN, parse, width
from geo.dataset import Dataset
from geo.layer import build_layer
from geo.records.account import story
from geo.records.certainty import SURENESSES, Sure, count_sureness, sureness_of
from geo.records.edition import read_edition
from geo.records.model import Record
from geo.stats.coverage import cover
from tests.layer.test_presence import chains
from tests.samples import FOLDER, MONUMENT, PLACE, SOURCES, TEXT, record

COPY = {"url": "https://copy.example.net/c", "title": "A copy", "publisher": "Copier", "derived_from": "paper"}
SISTER = {"url": "https://www.example.com/d", "title": "The same house", "publisher": "Example Sunday"}
OTHERWISE = [{"field": "names[1].end", "value": "1962", "source": "paper"}]


def end_of(place: int = 1, **changes: Any) -> Sure | None:
    return sureness_of(record(**changes))[place].end


def test_two_independent_sources_agree_on_a_date() -> None:
    assert end_of() == Sure("agreed", "sources", 2)
    assert sureness_of(record())[1].start == Sure("one source", "sources", 1)


@pytest.mark.parametrize("other", [COPY, SISTER], ids=["a copy", "the same host"])
def test_two_sources_that_are_not_independent_count_once(other: dict[str, str]) -> None:
    sources = {"sources": {**SOURCES, "other": other}}
    assert end_of(**sources, names__1__end_sources=["paper", "other"]) == Sure("one source", "sources", 1)
    assert end_of(**sources, names__1__end_sources=["paper", "museum", "other"]) == Sure("agreed", "sources", 2)


def test_a_date_of_which_a_source_says_otherwise_is_disputed_however_many_agree() -> None:
    disputed = record(disagreements=OTHERWISE)
    before, own, after = sureness_of(disputed)
    assert own.end == Sure("disputed", "otherwise")
    assert (own.start_certainty, before.end_certainty, after.start_certainty) == ("one source",) * 3


def test_a_disagreement_on_the_name_is_none_on_its_dates() -> None:
    on_name = [{"field": "names[1].name", "value": "Stalinburg", "source": "paper"}]
    assert end_of(disagreements=on_name) == Sure("agreed", "sources", 2)


@pytest.mark.parametrize(
    ("date", "reason"), [("[1961..1963]", "between"), ("[1961,1963]", "either"), ("[1961-11-10,1961-11-11]", "either")]
)
def test_two_sources_of_two_limits_do_not_agree_on_a_date(date: str, reason: str) -> None:
    assert end_of(names__1__end=date, names__2__start=date) == Sure("inferred", reason)


@pytest.mark.parametrize("date", ["1961~", "1961?", "1961%", "196X", "1961", "1961-11-10"])
def test_a_date_that_sources_give_roughly_is_still_theirs(date: str) -> None:
    assert end_of(names__1__end=date, names__2__start=date) == Sure("agreed", "sources", 2)


def test_a_date_that_no_source_gives_is_inferred_from_what_is_around() -> None:
    gone = {"names__1__end": None, "names__1__end_sources": []}
    seen = [{"date": "1950", "sources": ["paper"]}]
    assert end_of(**gone) == Sure("inferred", "bracketed", first=1937, last=1961)
    assert end_of(**gone, names__1__attested=seen) == Sure("inferred", "bracketed", first=1951, last=1961)
    late = {"names__2__start": None, "names__2__start_sources": []}
    assert sureness_of(record(**late))[2].start == Sure("inferred", "after", first=1961)


def test_an_end_of_which_nothing_is_known_is_not_inferred() -> None:
    only = [{"name": "Stalin Town", "status": "honouring", "start": OPEN, "end": None, "sources": ["paper"]}]
    (bounds,) = sureness_of(record(names=only))
    assert (bounds.start, bounds.end) == (None, None)


@pytest.mark.parametrize(("attested", "last"), [([{"date": "2019", "sources": ["paper"]}], 2019), ([], None)])
def test_an_honour_that_is_presumed_to_last_is_inferred(attested: list[dict[str, Any]], last: int | None) -> None:
    names = [{**PLACE["names"][1], "end": OPEN, "end_sources": [], "attested": attested}]
    (bounds,) = sureness_of(record(names=names))
    assert bounds.end == Sure("inferred", "presumed", last=last)


def test_what_was_so_before_the_story_and_is_so_today_has_no_date() -> None:
    first, *_, last = sureness_of(record())
    assert (first.start, last.end) == (None, None)


@given(chains(), st.sampled_from([PLACE, MONUMENT]), st.lists(st.sampled_from([*SOURCES, "copy"]), unique=True))
@settings(max_examples=200, deadline=None)
def test_each_date_has_one_of_the_four_and_no_other(
    names: list[dict[str, Any]], base: dict[str, Any], keys: list[str]
) -> None:
    for name in names:
        name.update(start_sources=keys, end_sources=keys)
    one = record(base, names=names, sources={**SOURCES, "copy": COPY})
    rows = [feature["properties"] for feature in build_layer([one], read_edition(FOLDER.edition))["features"]]
    independent = len({"paper" if key == "copy" else key for key in keys})
    stated = {0: None, 1: "one source", 2: "agreed"}[independent]
    for row in rows:
        for bound in ("start", "end"):
            date, sure = row[f"{bound}_date"], row[f"{bound}_certainty"]
            assert sure in (None, *SURENESSES)
            if date not in (None, OPEN):
                assert sure == ("inferred" if date.startswith("[") else stated)
            elif date == OPEN:
                assert (sure == "inferred") == (bound == "end" and row["presumed"])
            else:
                bounds = [row[f"{bound}_year"], row[f"{bound}_earliest"]]
                assert (sure == "inferred") == (bounds != [None, None])


def test_every_given_date_of_the_data_has_its_certainty(periods: gpd.GeoDataFrame) -> None:
    for bound in ("start", "end"):
        given_date = periods[f"{bound}_date"].notna() & (periods[f"{bound}_date"] != OPEN)
        sure = periods[f"{bound}_certainty"]
        assert sure[given_date].notna().all()
        agreed = periods[sure == "agreed"]
        assert (agreed["sources"].map(len) >= 2).all()
        assert periods["disputed"][sure == "disputed"].all()
        assert set(sure.dropna()) == set(SURENESSES)


def test_the_four_are_counted_once_each(data: Dataset, periods: gpd.GeoDataFrame) -> None:
    counts = count_sureness(data.records)
    assert list(counts) == list(SURENESSES)
    of_layer = periods["start_certainty"].value_counts().add(periods["end_certainty"].value_counts(), fill_value=0)
    assert counts == of_layer.astype(int).to_dict()
    assert cover(data.records, {}).dates == counts


def sure_of(one: Record, place: int, bound: str) -> dict[str, Any]:
    period = story(one, "Georgia", {}, TEXT)["periods"][place]
    (found,) = [support["sure"] for support in period["sources"] if support["for"] == bound]
    return dict(found)


def test_the_account_says_how_sure_a_date_is_and_why() -> None:
    agreed = sure_of(record(), 1, "end")
    assert (agreed["tag"], agreed["width"]) == ("agreed by 2 independent sources", None)
    assert sure_of(record(), 1, "start")["tag"] == "one source"
    gone = record(names__1__end=None, names__1__end_sources=[])
    assert "1937 to 1961" in sure_of(gone, 1, "end")["why"]
    seen = record(names__1__attested=[{"date": "1950", "sources": ["paper"]}])
    assert [bool(one["sure"]) for one in story(seen, "", {}, TEXT)["periods"][1]["sources"]] == [True, True, False]


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("1950~", "about 1950: 1949 to 1951"),
        ("1950-12~", "about December 1950: November 1950 to January 1951"),
        ("1950-12-31~", "about 31 December 1950: 30 December 1950 to 1 January 1951"),
        ("1950%", "about 1950, doubtful: 1948 to 1952"),
        ("1950", None),
        ("195X", None),
    ],
)
def test_a_marked_date_says_how_wide_it_is(date: str, said: str | None) -> None:
    assert sure_of(record(names__1__start=date, names__0__end=date), 1, "start")["width"] == said


@given(st.integers(1900, 1990), st.integers(1991, 2020), st.sampled_from("~?%"), st.sampled_from("~?%"))
def test_the_width_that_is_said_is_that_of_the_year_rule(start: int, end: int, first: str, last: str) -> None:
    names = [{**PLACE["names"][1], "start": f"{start}{first}", "end": f"{end + 3}{last}"}]
    (feature,) = build_layer([record(names=names)], read_edition(FOLDER.edition))["features"]
    row = feature["properties"]
    begun, ended = width(row["start_date"]), width(row["end_date"])
    assert (
        begun
        == (str(row["possible_from"]), str(row["certain_from"]))
        == (str(row["start_earliest"]), str(row["start_year"]))
    )
    assert (
        ended == (str(row["certain_to"]), str(row["possible_to"])) == (str(row["end_earliest"]), str(row["end_year"]))
    )


def test_the_width_of_every_marked_date_of_the_data_is_that_of_its_years(periods: gpd.GeoDataFrame) -> None:
    seen = 0
    for bound in ("start", "end"):
        for row in periods.itertuples():
            date = getattr(row, f"{bound}_date")
            if isinstance(date, str) and (ends := width(date)):
                span = parse(date)
                years = int(getattr(row, f"{bound}_earliest")), int(getattr(row, f"{bound}_year"))
                assert years == (span.earliest_year, span.latest_year) == tuple(int(end[:4]) for end in ends)
                seen += 1
    assert seen > 20
