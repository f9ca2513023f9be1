"""What sources say differently goes along with every file, with our value beside theirs and who says it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pyogrio
import pytest
from frictionless import Package

from geo.__main__ import main
from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.exports.built import package_files
from geo.exports.gis import to_parquet_tables
from geo.layer import DISAGREEMENTS, Query, disagreements_of
from geo.text.catalogue import PLAIN
from tests.samples import MONUMENT, folder_with, record

WEB, MUSEUM = "https://www.example.com/a", "https://museum.example.org/b"
TOWN = record(
    disagreements=[
        {"field": "names[1].start", "value": "1935", "source": "museum"},
        {"field": "names[0].end", "value": "=1935", "source": "museum"},
        {"field": "names", "value": "one more name", "source": "paper"},
        {"field": "location", "value": "41.9 N 44.2 E", "source": "paper"},
    ]
)
STATUE = record(
    MONUMENT,
    disagreements=[
        {"field": "monument.height_m", "value": "7", "source": "paper"},
        {"field": "monument.sculptor", "value": "Another", "source": "paper"},
        {"field": "names[1].end", "value": "1999", "source": "museum"},
    ],
)
ROWS = [
    ("gori-stalinsk", 1, "start", "1936-05-01", "1935", MUSEUM, "Town Museum"),
    ("gori-stalinsk", 0, "end", "1936-05-01", "=1935", MUSEUM, "Town Museum"),
    ("gori-stalinsk", None, "names", "Old Town; Stalin Town", "one more name", WEB, "Example Post"),
    ("gori-stalinsk", None, "location", "41.98, 44.1", "41.9 N 44.2 E", WEB, "Example Post"),
    ("stalin-test-square", None, "monument.height_m", "6.5", "7", WEB, "Example Post"),
    ("stalin-test-square", None, "monument.sculptor", None, "Another", WEB, "Example Post"),
    ("stalin-test-square", 1, "end", "..", "1999", MUSEUM, "Town Museum"),
]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return Dataset(folder_with(tmp_path_factory.mktemp("two"), [STATUE, TOWN]))


def as_rows(columns: dict[str, list[object]]) -> list[tuple[object, ...]]:
    return list(zip(*(columns[name] for name in DISAGREEMENTS), strict=True))


def test_each_statement_stands_beside_ours() -> None:
    table = disagreements_of([STATUE, TOWN]).astype("object")
    assert as_rows(table.where(table.notna(), None).to_dict("list")) == ROWS
    assert list(disagreements_of([])) == list(DISAGREEMENTS)
    assert set(disagreements_of([STATUE, TOWN], {"gori-stalinsk"})["record_id"]) == {"gori-stalinsk"}
    assert all(PLAIN.has(f"disagreement.{name}.meaning") for name in DISAGREEMENTS)


def test_a_row_has_what_is_said_of_it_and_of_the_whole_record(two: Dataset) -> None:
    whole = [f"names: one more name (Example Post, {WEB})", f"location: 41.9 N 44.2 E (Example Post, {WEB})"]
    told = two.periods.set_index(["record_id", "period"])["differences"]
    assert told["gori-stalinsk", 0] == [f"end: =1935 (Town Museum, {MUSEUM})", *whole]
    assert told["gori-stalinsk", 1] == [f"start: 1935 (Town Museum, {MUSEUM})", *whole]
    assert told["gori-stalinsk", 2] == whole
    features = json.loads(EXPORTS["geojson"].write(two, Query()))["features"]
    assert [one["properties"]["differences"] for one in features] == told.tolist()
    table = csv.DictReader(io.StringIO(EXPORTS["csv"].write(two, Query()).decode("utf-8-sig")))
    assert [row["differences"] for row in table] == [" | ".join(one) for one in told]
    (row,) = csv.DictReader(
        io.StringIO(EXPORTS["csv-records"].write(two, Query(category="monument")).decode("utf-8-sig"))
    )
    assert row["differences"].count(" | ") == 2


def test_the_table_for_spreadsheets_calculates_nothing(two: Dataset) -> None:
    text = EXPORTS["csv-disagreements"].write(two, Query(country=("GE",))).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    told = [tuple(row[name] for name in DISAGREEMENTS) for row in rows]
    expected = [tuple("" if one is None else str(one) for one in row) for row in ROWS]
    assert told == [tuple(f"'{one}" if one == "=1935" else one for one in row) for row in expected]
    assert {row["license"] for row in rows} == {"CC-BY-4.0"}


def test_the_geopackage_has_the_table(two: Dataset, tmp_path: Path) -> None:
    content = EXPORTS["gpkg"].write(two, Query(category="monument"))
    assert content == EXPORTS["gpkg"].write(two, Query(category="monument"))
    path = tmp_path / "choice.gpkg"
    path.write_bytes(content)
    assert [name for name, _ in pyogrio.list_layers(path)] == ["periods", "disagreements"]
    table = pyogrio.read_dataframe(path, layer="disagreements", use_arrow=True).astype("object")
    assert as_rows(table.where(table.notna(), None).to_dict("list")) == ROWS[4:]


def test_the_parquet_tables_have_it(two: Dataset) -> None:
    table = pq.read_table(io.BytesIO(to_parquet_tables(two, Query())["disagreements.parquet"]))
    assert as_rows(table.to_pydict()) == ROWS
    assert table.schema.metadata[b"license"] == b"CC-BY-4.0"
    empty = pq.read_schema(
        io.BytesIO(to_parquet_tables(two, Query(year=1900, category="monument"))["disagreements.parquet"])
    )
    assert empty.types == table.schema.types


def test_the_package_has_it_described(two: Dataset, tmp_path: Path) -> None:
    for name, content in package_files(two):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    resource = Package(str(tmp_path / "datapackage.json")).get_resource("disagreements")
    assert resource.validate().valid
    rows = [tuple(row.to_dict().values()) for row in resource.read_rows()]
    assert rows == [tuple("'=1935" if one == "=1935" else one for one in row) for row in ROWS]


def test_the_command_line_writes_it(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "--country", "AM", "--format", "csv-disagreements", "--output", "-"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"\xef\xbb\xbfrecord_id,period,field,value,other_value,source,")
