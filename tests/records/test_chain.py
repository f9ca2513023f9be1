"""The year rule along the chain of a record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.records.chain import Years, years_of
from tests.samples import MONUMENT, record


def test_a_chain_of_exact_dates_hands_over_in_the_year_of_change() -> None:
    before, honouring, after = years_of(record())
    assert before == Years(None, 1936, None, 1936, "exact")
    assert honouring == Years(1936, 1961, 1936, 1961, "exact")
    assert after == Years(1961, None, 1961, None, "exact")


def test_a_doubtful_end_is_in_force_until_its_latest_year_and_possible_from_its_earliest() -> None:
    honouring, after = years_of(record(MONUMENT))
    assert (honouring.end_earliest, honouring.end) == (1956, 1958)
    assert (after.start_earliest, after.start) == (1956, 1958)
    assert honouring.certainty == after.certainty == "uncertain"


def test_an_unknown_start_is_bounded_by_its_own_end() -> None:
    honouring, _ = years_of(record(MONUMENT, names__0__start=None, names__0__start_sources=[], names__0__change=None))
    assert (honouring.start_earliest, honouring.start) == (None, 1958)
    assert honouring.certainty == "unknown"


def test_an_attestation_bounds_an_unknown_start() -> None:
    attested = [{"date": "1953", "sources": ["paper"]}, {"date": "1951-03", "sources": ["paper"]}]
    honouring, _ = years_of(
        record(MONUMENT, names__0__start=None, names__0__start_sources=[], names__0__attested=attested)
    )
    assert honouring.start == 1951


def test_an_unknown_start_is_not_before_the_end_of_the_period_before() -> None:
    _, honouring, _ = years_of(record(names__1__start=None, names__1__start_sources=[]))
    assert (honouring.start_earliest, honouring.start) == (1936, 1961)


def test_an_unknown_end_is_certain_for_its_first_year_only_and_over_when_the_next_begins() -> None:
    _, honouring, after = years_of(record(names__1__end=None, names__1__end_sources=[]))
    assert (honouring.end_earliest, honouring.end) == (1937, 1961)
    assert after.start == 1961


def test_an_unknown_end_of_the_last_period_has_no_bound_but_is_not_certain() -> None:
    data = record(MONUMENT, names=MONUMENT["names"][:1], names__0__end=None, names__0__end_sources=[])
    (honouring,) = years_of(data)
    assert (honouring.end_earliest, honouring.end) == (1951, None)


def test_what_still_stands_is_certain_up_to_its_last_attestation() -> None:
    attested = [{"date": "2015-06", "sources": ["paper"]}]
    names = MONUMENT["names"][:1]
    (standing,) = years_of(
        record(MONUMENT, names=names, names__0__end="..", names__0__end_sources=[], names__0__attested=attested)
    )
    assert (standing.end_earliest, standing.end) == (2016, None)
    assert standing.certainty == "exact"


def test_two_unknown_bounds_lean_on_the_period_after() -> None:
    loose = {"start": None, "start_sources": [], "end": None, "end_sources": []}
    changes = {f"names__0__{key}": value for key, value in loose.items()}
    honouring, after = years_of(record(MONUMENT, **changes))
    assert (honouring.start, honouring.end) == (1958, 1958)
    assert after.start == 1958


LOOSE = {"start": None, "start_sources": [], "end": None, "end_sources": []}


def test_an_end_that_nothing_bounds_has_no_earliest_year() -> None:
    honouring, after = years_of(record(MONUMENT, **{f"names__0__{key}": value for key, value in LOOSE.items()}))
    assert honouring.end_earliest is None
    assert after.start == honouring.end


def test_an_unknown_end_is_not_before_the_end_of_the_period_before() -> None:
    _, honouring, _ = years_of(record(**{f"names__1__{key}": value for key, value in LOOSE.items()}))
    assert (honouring.end_earliest, honouring.end) == (1936, 1961)


def test_a_vague_attestation_bounds_an_unknown_end_by_its_earliest_year() -> None:
    attested = [{"date": "195X", "sources": ["paper"]}]
    changes = {f"names__1__{key}": value for key, value in LOOSE.items()}
    _, honouring, _ = years_of(record(**changes, names__1__attested=attested))
    assert (honouring.start, honouring.end_earliest, honouring.end) == (1959, 1951, 1961)


@pytest.mark.parametrize("attested", [[], [{"date": "195X", "sources": ["paper"]}]])
def test_an_unknown_end_after_an_open_start_is_certain_in_no_year(attested: list[dict[str, object]]) -> None:
    changes = {"names__0__end": None, "names__0__end_sources": [], "names__1__attested": attested}
    before, honouring, _ = years_of(record(**changes, **{f"names__1__{key}": value for key, value in LOOSE.items()}))
    assert (before.start_earliest, before.end_earliest) == (None, None)
    assert before.start == before.end == honouring.start == (1959 if attested else 1961)


def test_an_unknown_end_after_an_open_start_is_taken_for_the_next_given_start() -> None:
    loose = {"names__0__end": None, "names__0__end_sources": [], "names__1__start": "[1936..1938]"}
    before, honouring, _ = years_of(record(**loose))
    assert (before.start, before.end_earliest, before.end) == (None, 1936, 1938)
    assert honouring.start == 1938


@given(
    st.lists(st.integers(1900, 2020), min_size=3, max_size=3, unique=True).map(sorted),
    st.lists(st.sampled_from(["{}", "{}~", "{}?", "{}-06", None]), min_size=2, max_size=2),
)
def test_no_record_has_two_states_in_a_year(bounds: list[int], forms: list[str | None]) -> None:
    first, last = (
        (form.format(year), ["paper"]) if form else (None, [])
        for form, year in zip(forms, (bounds[0], bounds[2]), strict=True)
    )
    chain = years_of(
        record(
            names__0__end=first[0], names__0__end_sources=first[1], names__1__start=first[0],
            names__1__start_sources=first[1], names__1__end=last[0], names__1__end_sources=last[1],
            names__2__start=last[0], names__2__start_sources=last[1],
            names__2__attested=[{"date": "2021", "sources": ["paper"]}],
        )
    )  # fmt: skip
    for year in range(1890, 2030):
        in_force = [
            (years.start is None or years.start <= year) and (years.end is None or year < years.end) for years in chain
        ]
        assert sum(in_force) <= 1


@pytest.mark.parametrize("bound", ["start", "end"])
def test_the_earliest_year_is_never_after_the_latest(bound: str) -> None:
    for years in years_of(record(MONUMENT)):
        earliest, latest = getattr(years, f"{bound}_earliest"), getattr(years, bound)
        assert earliest is None or latest is None or earliest <= latest
