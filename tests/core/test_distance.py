"""Which places are near each other: the same pairs as by measuring all of them, wherever on the earth."""

from __future__ import annotations

import random
import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.core.distance import LonLat, distance_km, near_pairs
from geo.records.checks.beside import TWIN_KM, near_duplicates
from geo.records.checks.problem import Problem, Surroundings
from geo.records.model import Record
from tests.samples import record

CORNERS = ((44.1, 41.98), (180.0, 65.0), (-180.0, -16.5), (0.0, 90.0), (12.0, -90.0), (0.0, 0.0), (37.6, 55.75))
"""Places around which points are drawn: towns, the antimeridian, both poles, the equator."""


def by_all_pairs(places: list[LonLat], within_km: float) -> set[tuple[int, int]]:
    return {
        (one, other)
        for one, other in combinations(range(len(places)), 2)
        if distance_km(places[one], places[other]) < within_km
    }


def drawn(count: int, chance: random.Random, spread: float) -> list[LonLat]:
    points = []
    for _ in range(count):
        lon, lat = chance.choice(CORNERS)
        lon += chance.uniform(-180, 180) if abs(lat) == 90 else chance.uniform(-spread, spread)
        lat = max(-90.0, min(90.0, lat + chance.uniform(-spread, spread)))
        points.append(((lon + 180) % 360 - 180, lat))
    return points


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("within_km", [0.2, 5.0])
def test_the_pairs_are_those_of_measuring_all(seed: int, within_km: float) -> None:
    places = drawn(110, random.Random(seed), within_km / 60)
    expected = by_all_pairs(places, within_km)
    found = list(near_pairs(places, within_km))
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert len(expected) > 20


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), max_size=8), st.floats(0.01, 20_000))
def test_any_places_and_any_distance_give_the_same(places: list[LonLat], within_km: float) -> None:
    assert set(near_pairs(places, within_km)) == by_all_pairs(places, within_km)


def test_only_places_of_one_group_are_compared() -> None:
    places = [(44.1, 41.98)] * 4
    assert list(near_pairs(places, 0.2, ["a", "b", "a", "b"])) == [(0, 2), (1, 3)]


def test_a_place_beyond_the_pole_is_near_nothing() -> None:
    assert list(near_pairs([(0.0, 91.0), (0.0, 91.0), (0.0, 90.0)], 500.0)) == []


def towns(count: int, seed: int) -> list[Record]:
    """Give records of two kinds within some hundred metres, some of them said to be distinct."""
    chance = random.Random(seed)
    return [
        record(
            id=f"town-{number}", note=f"A town that exists only in the tests, number {number}.",
            location__precision=chance.choice(["exact", "street", "town"]),
            location__lon=round(44.1 + chance.uniform(-0.01, 0.01), 5),
            location__lat=round(41.98 + chance.uniform(-0.01, 0.01), 5),
            kind=chance.choice(["street", "settlement"]),
            distinct_from={f"town-{chance.randrange(count)}": "Another town."},
            names__1__end=chance.choice(["1956", "1961-11"]),
        )
        for number in range(count)
    ]  # fmt: skip


def twins_by_all_pairs(company: list[Record]) -> set[tuple[str, str]]:
    spots = [one for one in company if one.location.precision in ("exact", "street")]
    return {
        (one.id, other.id)
        for one, other in combinations(spots, 2)
        if one.kind == other.kind and other.id not in one.distinct_from and one.id not in other.distinct_from
        and distance_km((one.location.lon, one.location.lat), (other.location.lon, other.location.lat)) < TWIN_KM
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_the_near_twins_are_those_of_comparing_all(seed: int) -> None:
    company = towns(90, seed)
    found = list(near_duplicates(company, Surroundings()))
    expected = twins_by_all_pairs(company)
    assert {(one.record_id, one.message.split('"')[1]) for one in found} == expected
    assert len(found) == len(expected) > 10


def test_a_problem_stands_at_the_earlier_of_two() -> None:
    company = [record(id=name, location__precision="exact") for name in ("b-town", "a-town")]
    (found,) = near_duplicates(company, Surroundings())
    assert found == Problem("b-town", "location", found.message)


def test_many_places_take_no_time_for_each_pair() -> None:
    """Ten times the places take about ten times the time, not a hundred times."""
    times = []
    for count in (2_000, 20_000):
        chance = random.Random(count)
        places = [(chance.uniform(20, 60), chance.uniform(45, 60)) for _ in range(count)]
        began = time.process_time()
        assert len(list(near_pairs(places, 0.2))) < count / 10
        times.append(time.process_time() - began)
    assert times[1] < 30 * times[0]
