"""How near to its point a thing lies: in the layer, in every table, in words, and not where nobody states it."""

from __future__ import annotations

import csv
import io
import json

import pytest

from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.layer import Query, build_layer
from geo.layer.records import records_of
from geo.records.account import story
from geo.records.checks.accuracy import ACCURACY_M
from geo.records.edition import read_edition
from geo.records.model import PRECISIONS, Record
from tests.samples import FOLDER, MONUMENT, TEXT, opened, record

NEAR = record(MONUMENT, location__precision="exact", location__accuracy_m=40)
ORIGIN = NEAR.location.origin


@pytest.fixture
def two() -> Dataset:
    """Give a monument that lies within 40 m of its point, and a town of which nothing is stated."""
    return opened(build_layer([record(), NEAR], read_edition(FOLDER.edition)))


def place_of(one: Record) -> str:
    return str(story(one, "Georgia", {}, TEXT)["place"])


def test_each_row_of_the_record_has_it_and_null_stays_null(two: Dataset) -> None:
    rows = two.periods.groupby("record_id")["accuracy_m"]
    assert rows.get_group("stalin-test-square").tolist() == [40, 40]
    assert rows.get_group("gori-stalinsk").isna().all()
    assert str(two.periods["accuracy_m"].dtype) == "Int64"
    assert records_of(two.periods)["accuracy_m"].dropna().tolist() == [40]


def test_it_is_taken_away_as_it_is(two: Dataset) -> None:
    features = json.loads(EXPORTS["geojson"].write(two, Query()))["features"]
    assert [one["properties"]["accuracy_m"] for one in features] == [None, None, None, 40, 40]
    for name in ("csv", "csv-records"):
        table = list(csv.DictReader(io.StringIO(EXPORTS[name].write(two, Query()).decode("utf-8-sig"))))
        assert {row["record_id"]: row["accuracy_m"] for row in table} == {
            "gori-stalinsk": "", "stalin-test-square": "40",
        }  # fmt: skip
    linked = json.loads(EXPORTS["lpf"].write(two, Query()))["features"]
    assert [one["properties"].get("accuracy_m") for one in linked] == [None, 40]


def test_a_record_says_it_beside_where_it_lies() -> None:
    assert place_of(NEAR) == f"{ORIGIN} (precision: exact; within 40 m)"
    assert place_of(record()) == f"{ORIGIN} (precision: town)"
    assert place_of(record(location__accuracy_m=12000)).endswith("within 12,000 m)")
    assert place_of(record(location__precision="exact", location__accuracy_m=1)).endswith("within 1 metre)")


def test_every_precision_has_its_limits_and_the_dictionary_says_them() -> None:
    assert list(ACCURACY_M) == list(PRECISIONS)
    dictionary = (FOLDER.path / "README.md").read_text(encoding="utf-8")
    for precision, (least, most) in ACCURACY_M.items():
        assert f"| `{precision}` | {least:,} to {most:,} |" in dictionary


def test_whoever_has_one_says_in_its_origin_by_what_it_was_reckoned(records: list[Record]) -> None:
    having = [one for one in records if one.location.accuracy_m]
    assert [one.id for one in having if "; accuracy: " not in one.location.origin] == []
    assert [one.id for one in records if "; accuracy: " in one.location.origin and one not in having] == []
    dictionary = (FOLDER.path / "README.md").read_text(encoding="utf-8")
    assert [one.id for one in having if f"`{one.id}`" not in dictionary] == []


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return Dataset(FOLDER).records
