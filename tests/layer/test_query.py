"""The table of fields, and the query with its one serial form."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.core.errors import QueryError
from geo.layer import MODES, Field, Fields, Query
from geo.records.model import STATUSES
from tests.samples import FIELDS

CASES = json.loads((Path(__file__).parents[1] / "cases" / "query.json").read_text(encoding="utf-8"))
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=8)
YEARS = st.tuples(st.integers(1850, 1960), st.integers(1961, 2030))
PARTS: dict[str, st.SearchStrategy[Any]] = {
    "year": st.integers(0, 9999),
    "country": st.lists(st.sampled_from(["AM", "GE", "RU"]), min_size=1, max_size=3, unique=True).map(tuple),
    "honours": st.lists(TEXT, min_size=1, max_size=2, unique=True).map(tuple),
    "status": st.lists(st.sampled_from(STATUSES), min_size=1, max_size=3, unique=True).map(tuple),
    "category": st.sampled_from(["place", "monument"]),
    "lasted": st.integers(0, 100),
    "ended": YEARS | st.integers(1900, 2000).map(lambda year: (year, year)),
    "between": YEARS,
    "mode": st.sampled_from(MODES),
    "undated": st.just(True),
    "disputed": st.just(True),
}


@given(st.fixed_dictionaries({}, optional=PARTS))
def test_a_query_is_read_back_from_its_text(parts: dict[str, Any]) -> None:
    query = Query(**parts)
    assert Query.parse(query.text()) == query
    assert Query.parse(f"?{query.text()}") == query
    assert pickle.loads(pickle.dumps(query)) == query
    assert hash(Query.parse(query.text())) == hash(query)


@pytest.mark.parametrize("case", CASES["read"], ids=lambda case: case["text"] or "nothing")
def test_an_address_is_read(case: dict[str, Any]) -> None:
    query = Query.parse(case["text"])
    assert query.as_members() == case["parts"]
    assert query.text() == case.get("again", case["text"])


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["text"])
def test_an_address_that_means_nothing_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(QueryError) as caught:
        Query.parse(case["text"])
    assert case["says"] in str(caught.value)


def test_every_field_that_is_asked_for_has_a_case_of_its_address() -> None:
    assert {name for case in CASES["read"] for name in case["parts"]} == {field.key for field in FIELDS.asked.values()}


def test_a_part_is_changed_or_taken_out() -> None:
    query = Query(year=1961, country="AM")
    assert query.but(year=None) == Query(country=("AM",))
    assert query.but(country=["GE", "AM"]).country == ("GE", "AM")
    assert query == Query(year=1961, country="AM")
    with pytest.raises(QueryError, match="there is no filter"):
        query.but(land="AM")
    with pytest.raises(AttributeError, match="no part 'land'"):
        _ = query.land


def test_two_fields_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match='two fields "kind"'):
        Fields([*FIELDS, Field("kind", "str")])
