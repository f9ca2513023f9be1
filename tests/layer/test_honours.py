"""What followed an honour and how long it lasted, read from the rows."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pytest

from geo.core.errors import QueryError
from geo.layer import Query, build_layer, periods_of, select
from geo.layer.outcomes import follows_honour, lifetimes, replacements
from geo.records.edition import read_edition
from tests.samples import FIELDS, FOLDER, MONUMENT, PLACE, SUBJECT, record


def sample(**changes: Any) -> gpd.GeoDataFrame:
    return periods_of(build_layer([record(PLACE, **changes), record(MONUMENT)], read_edition(FOLDER.edition)), FIELDS)


def test_an_end_is_the_row_that_follows_an_honour() -> None:
    assert follows_honour(sample()).tolist() == [False, False, True, False, True]


def test_the_row_of_another_record_is_no_end() -> None:
    assert follows_honour(sample().iloc[[1, 4]]).tolist() == [False, False]


def test_the_answer_stands_on_the_last_period_of_the_honour() -> None:
    assert replacements(sample(), SUBJECT.namesakes).tolist() == [None, "old name", None, None, None]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Lenin Street", "lenin"),
        ("Imeni Lenina", "lenin"),
        ("Leninaul", "lenin"),
        ("Leningradskaya Street", "new name"),
        ("New Town", "new name"),
        ("Stalin Town", "not known"),
    ],
)
def test_only_what_the_later_name_itself_tells_is_told(name: str, answer: str) -> None:
    rows = sample(names__2__name=name, names__2__change="renamed")
    assert rows["replaced"].dropna().tolist() == [answer]


@pytest.mark.parametrize(
    ("name", "named_for", "answer"),
    [
        ("Likhachev Town", "person", "person"),
        ("New Town", "other", "word"),
        ("Leningradskaya Street", "other", "word"),
        ("Friesendorf", "unknown", "new name"),
        ("Lenin Komsomol Square", "person", "lenin"),
    ],
)
def test_the_record_says_whether_a_new_name_is_a_persons(name: str, named_for: str, answer: str) -> None:
    rows = sample(names__2__name=name, names__2__change="renamed", names__2__named_for=named_for)
    assert rows["replaced"].dropna().tolist() == [answer]


def test_a_name_is_classed_by_its_own_period_and_not_by_its_neighbours() -> None:
    rows = sample(names__2__name="New Town", names__2__change="renamed")
    rows["named_for"] = ["person", "person", "other", "person", "person"]
    assert replacements(rows, SUBJECT.namesakes).dropna().tolist() == ["word"]


def test_the_dictionary_explains_every_answer_in_order() -> None:
    dictionary = (FOLDER.path / "README.md").read_text(encoding="utf-8")
    table = dictionary.partition("## What came after\n")[2].partition("\n|---|---|\n")[2].partition("\n\n")[0]
    assert [row.split("`")[1] for row in table.splitlines()] == list(FIELDS["replaced"].vocabulary)


def test_every_answer_has_words(periods: gpd.GeoDataFrame) -> None:
    assert set(periods["replaced"].dropna()) == set(FIELDS["replaced"].vocabulary)


def test_a_name_lasted_as_many_years_as_it_saw_ends_of_years() -> None:
    lives = lifetimes(sample())
    assert lives["lasted"].tolist() == [25, 8]
    assert lives["ended"].tolist() == [True, True]


def test_a_name_still_borne_is_counted_to_the_given_year() -> None:
    rows = sample(names__1__end="..", names=[record().model_dump(mode="json")["names"][1] | {"end": ".."}])
    assert lifetimes(rows[rows["category"] == "place"], 2000)["lasted"].tolist() == [64]


def test_a_query_for_an_answer_gives_whole_records() -> None:
    assert select(sample(), Query(replaced=("old name",)))["record_id"].tolist() == ["gori-stalinsk"] * 3


def test_a_query_for_years_gives_records_known_to_have_lasted_so_long() -> None:
    assert set(select(sample(), Query(lasted=25))["record_id"]) == {"gori-stalinsk"}
    assert set(select(sample(), Query(lasted=8))["record_id"]) == {"gori-stalinsk", "stalin-test-square"}
    assert select(sample(), Query(lasted=26)).empty


def test_an_unknown_answer_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(QueryError, match='replaced "hero" is not in the layer; it has old name, lenin'):
        select(sample(), Query(fields=FIELDS, replaced=("hero",)))
