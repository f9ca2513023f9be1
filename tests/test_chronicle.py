"""Years in numbers and in a sentence; the events."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest

from geo import paths
from geo.annals import annals
from geo.chronicle import Tally, changes_per_year, first_year, read_events, sentence, sentences, tally
from geo.dataset import read_dataset
from geo.dates import parse
from geo.errors import LayerError
from geo.layer import Query, build_layer, changed_in, ended_between, filter_mask, periods_of
from geo.records import STATUSES
from tests.samples import MONUMENT, record


@pytest.fixture(scope="module")
def sample() -> gpd.GeoDataFrame:
    return periods_of(build_layer([record(), record(MONUMENT)], read_dataset(paths.DATASET)))


def test_a_year_is_counted(sample: gpd.GeoDataFrame) -> None:
    in_1936, in_1957, in_1961 = tally(sample, [1936, 1957, 1961])
    assert in_1936 == Tally(named=1, changed=0, put_up=0, came_down=0, bearing=1, standing=0, possible=0, undated=0)
    assert in_1957 == Tally(named=0, changed=0, put_up=0, came_down=0, bearing=1, standing=0, possible=1, undated=0)
    assert in_1961 == Tally(named=0, changed=1, put_up=0, came_down=0, bearing=0, standing=0, possible=0, undated=0)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 41, 0, 12, 83, 0), "41 names changed, 12 monuments came down; 83 places still bore the name"),
        ((0, 1, 0, 1, 1, 1), "1 name changed, 1 monument came down; 1 place still bore the name and 1 monument stood"),
        (
            (2, 0, 1, 0, 5, 6),
            "2 places took the name, 1 monument went up; 5 places bore the name and 6 monuments stood",
        ),
        ((1, 0, 2, 0, 0, 2), "1 place took the name, 2 monuments went up; 2 monuments stood"),
        ((0, 0, 0, 0, 0, 0), "nothing changed; none bore the name or stood"),
        ((0, 1500, 0, 0, 2000, 0), "1,500 names changed; 2,000 places still bore the name"),
    ],
)
def test_a_year_is_one_sentence(counts: tuple[int, int, int, int, int, int], expected: str) -> None:
    assert sentence(1961, Tally(*counts, possible=0, undated=0)) == f"1961: {expected} at the year's end"


def test_the_bars_count_what_began_and_what_ended(sample: gpd.GeoDataFrame) -> None:
    changes = changes_per_year(sample)
    assert list(changes.index) == list(range(1936, 1962))
    assert changes["began"].to_dict() | {} == {year: int(year in (1936, 1950)) for year in range(1936, 1962)}
    assert changes["ended"][changes["ended"] > 0].to_dict() == {1958: 1, 1961: 1}


def test_an_empty_choice_has_no_bars(sample: gpd.GeoDataFrame) -> None:
    assert changes_per_year(sample.iloc[:0]).empty
    assert tally(sample.iloc[:0], [1961]) == [Tally(0, 0, 0, 0, 0, 0, 0, 0)]


@pytest.mark.parametrize("status", STATUSES)
def test_the_bars_of_a_status_are_those_of_its_rows(periods: gpd.GeoDataFrame, status: str) -> None:
    chosen, years = filter_mask(periods, Query(status=(status,))), range(1920, 2021)
    told = annals(periods, chosen, years, None)
    assert told["ended"] == [(ended_between(periods, year, year) & chosen).sum() for year in years]
    honouring = (periods["status"] == "honouring").to_numpy()
    assert told["began"] == [(changed_in(periods, year) & honouring & chosen).sum() for year in years]
    assert (sum(told["began"]) > 0, sum(told["ended"]) > 0) == (status == "honouring", status == "after")


def test_a_filtered_status_leaves_the_counts_of_the_others(periods: gpd.GeoDataFrame) -> None:
    whole, after, honouring = (
        tally(periods, [1961], filter_mask(periods, Query(status=status)))[0]
        for status in ((), ("after",), ("honouring",))
    )
    assert (after.changed, after.came_down) == (whole.changed, whole.came_down)
    assert (honouring.bearing, honouring.standing, honouring.possible) == (
        whole.bearing,
        whole.standing,
        whole.possible,
    )
    assert after.undated + honouring.undated <= whole.undated
    assert after.changed > 0 < honouring.bearing


def test_the_sentence_of_a_status_says_nothing_of_the_others(periods: gpd.GeoDataFrame) -> None:
    def told(*status: str) -> str:
        return sentences(periods, filter_mask(periods, Query(status=status)), [1961], None)[0]

    happened, _, state = told().partition("; ")
    took, went, changed, came = happened.removeprefix("1961: ").split(", ")
    assert told("after") == f"1961: {changed}, {came}"
    assert told("honouring") == f"1961: {took}, {went}; {state}".replace("still ", "")
    assert told("before") == "1961: what took or gave up the name is filtered out"
    assert told("honouring", "after") == told()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("after", "no name changed, no monument came down"),
        ("honouring", "none took the name or went up; none bore the"),
    ],
)
def test_a_quiet_year_is_quiet_of_what_is_counted_alone(periods: gpd.GeoDataFrame, status: str, said: str) -> None:
    chosen = filter_mask(periods, Query(country=("HU",), status=(status,)))
    assert sentences(periods, chosen, [1930], None)[0].startswith(f"1930: {said}")


def test_the_first_year_is_that_of_the_first_honour(sample: gpd.GeoDataFrame) -> None:
    assert first_year(sample) == 1936


def test_the_events_are_dated_sourced_and_in_order() -> None:
    events = read_events(paths.EVENTS)
    assert len(events) >= 35
    assert len({event.id for event in events}) == len(events)
    days = [parse(event.date).earliest for event in events]
    assert days == sorted(days)
    for event in events:
        assert event.date_sources
        assert set(event.date_sources) <= set(event.sources)
        assert event.until is None or parse(event.until).latest > parse(event.date).earliest


@pytest.mark.parametrize(
    ("content", "expected"), [("{", "not JSON"), ('[{"id": "a"}]', r"\[0\]\.date is missing; add it"), ("{}", "list")]
)
def test_a_broken_events_file_is_told(tmp_path: Path, content: str, expected: str) -> None:
    path = tmp_path / "events.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LayerError, match=expected):
        read_events(path)


def test_a_missing_events_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match=r"events\.json is missing"):
        read_events(tmp_path / "events.json")


def test_an_event_without_a_proper_date_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    events = json.loads(paths.EVENTS.read_text(encoding="utf-8"))
    events[1]["date"] = "1961-13"
    path.write_text(json.dumps(events), encoding="utf-8")
    with pytest.raises(LayerError, match=f'events.json: {events[1]["id"]}: "1961-13" is not a date'):
        read_events(path)
