"""The command line: what it says, what it writes, how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from geo import paths
from geo.__main__ import main
from geo.export import to_geojson
from geo.formats import FORMATS
from geo.layer import Query
from geo.records import Record
from geo.skeleton import skeleton
from tests.samples import MONUMENT, PLACE, raw


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    for data in (PLACE, MONUMENT):
        path = folder / f"{data['category']}s" / f"{data['id']}.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(data), encoding="utf-8")
    main(["format", "--records", str(folder)])
    return folder


def test_check_says_how_many_and_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out.strip().endswith("0 problems")


def test_check_tells_all_problems_and_ends_with_one(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (records / "places" / "gori-stalinsk.json").write_text(json.dumps(raw(names__1__end="1961-13")), encoding="utf-8")
    (records / "monuments" / "broken.json").write_text('{"id": "a" "b"}', encoding="utf-8")
    assert main(["check", "--records", str(records)]) == 1
    told = capsys.readouterr()
    assert 'gori-stalinsk: names[1].end "1961-13" is not a date; write 1961, 1961-11 or 1961-11-10' in told.err
    assert "monuments/broken.json: line 1, column 12: not JSON" in told.err
    assert "Traceback" not in told.err


def test_build_writes_a_layer_and_check_finds_it_current(records: Path, tmp_path: Path) -> None:
    output = tmp_path / "layer.geojson"
    call = ["build", "--records", str(records), "--output", str(output)]
    assert main([*call, "--check"]) == 1
    assert not output.exists()
    assert main(call) == 0
    assert main([*call, "--check"]) == 0
    output.write_text(output.read_text(encoding="utf-8").replace("1936", "1935"), encoding="utf-8")
    assert main([*call, "--check"]) == 1


def test_build_refuses_unreadable_records_and_keeps_the_old_layer(records: Path, tmp_path: Path) -> None:
    output = tmp_path / "layer.geojson"
    output.write_text("old", encoding="utf-8")
    (records / "places" / "broken.json").write_text("{", encoding="utf-8")
    assert main(["build", "--records", str(records), "--output", str(output)]) == 1
    assert output.read_text(encoding="utf-8") == "old"


def test_build_refuses_a_date_outside_the_profile(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (records / "places" / "gori-stalinsk.json").write_text(json.dumps(raw(names__1__end="1961-13")), encoding="utf-8")
    assert main(["build", "--records", str(records), "--output", str(tmp_path / "x")]) == 1
    assert 'gori-stalinsk: names[1].end "1961-13" is not a date' in capsys.readouterr().err


def test_export_gives_the_bytes_of_the_page(
    tmp_path: Path, collection: dict[str, Any], periods: gpd.GeoDataFrame
) -> None:
    output = tmp_path / "out.geojson"
    call = ["export", "--year", "1961", "--country", "AM", "--country", "GE", "--format", "geojson"]
    assert main([*call, "--output", str(output)]) == 0
    expected = to_geojson(collection, periods, Query(year=1961, country=("AM", "GE")))
    assert output.read_bytes() == expected.encode()


@pytest.mark.parametrize(
    ("options", "query"),
    [
        (["--ended", "1961"], Query(ended=(1961, 1961))),
        (["--ended", "1956-1962", "--replaced", "lenin", "--replaced", "old name"],
         Query(ended=(1956, 1962), replaced=("lenin", "old name"))),
        (["--lasted", "20"], Query(lasted=20)),
    ],
)  # fmt: skip
def test_export_knows_what_ended_what_came_after_and_how_long_it_lasted(
    options: list[str], query: Query, tmp_path: Path, collection: dict[str, Any], periods: gpd.GeoDataFrame
) -> None:
    output = tmp_path / "out.geojson"
    assert main(["export", *options, "--output", str(output)]) == 0
    assert output.read_bytes() == to_geojson(collection, periods, query).encode()


@pytest.mark.parametrize("form", [*FORMATS])
def test_every_format_is_written_by_its_own_writer(
    form: str, tmp_path: Path, collection: dict[str, Any], periods: gpd.GeoDataFrame
) -> None:
    output = tmp_path / f"out.{FORMATS[form].extension}"
    assert main(["export", "--country", "AM", "--format", form, "--output", str(output)]) == 0
    assert output.read_bytes() == FORMATS[form].write(collection, periods, Query(country=("AM",)))


def test_an_extension_that_contradicts_the_format_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.csv"
    assert main(["export", "--format", "gpkg", "--output", str(output)]) == 2
    assert "ends in .csv, but the format is gpkg; name it .gpkg" in capsys.readouterr().err
    assert not output.exists()


def test_export_to_standard_output_is_the_same(collection: dict[str, Any], periods: gpd.GeoDataFrame) -> None:
    call = [sys.executable, "-m", "geo", "export", "--changed-in", "1956", "--format", "geojson", "--output", "-"]
    done = subprocess.run(call, capture_output=True, cwd=paths.DATA.parent, check=True)
    assert done.stdout == to_geojson(collection, periods, Query(changed_in=1956)).encode()
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--country", "ZZ"], 'country "ZZ" is not in the layer; it has AL, AM'),
        (["--kind", "castle"], 'kind "castle" is not in the layer; it has '),
        (["--category", "thing"], 'category "thing" is not in the layer; it has monument, place'),
        (["--honours", "Nobody"], 'honours "Nobody" is not in the layer; it has '),
        (["--status", "gone"], 'status "gone" is not in the layer; it has before, honouring, after'),
        (["--replaced", "hero"], 'replaced "hero" is not in the layer; it has old name, lenin'),
        (["--year", "1700"], "year 1700 is outside the map; give one from "),
        (["--changed-in", "2999"], "year 2999 is outside the map; give one from "),
    ],
)
def test_export_refuses_what_is_not_there_and_writes_nothing(
    options: list[str], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.geojson"
    assert main(["export", *options, "--format", "geojson", "--output", str(output)]) == 2
    assert expected in capsys.readouterr().err
    assert not output.exists()


@pytest.mark.parametrize(
    "call",
    [["export"], ["export", "--year", "x", "--output", "-"], ["export", "--format", "gif", "--output", "-"], ["x"], []],
)
def test_a_wrong_call_ends_with_two(call: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(call)
    assert caught.value.code == 2


@pytest.mark.parametrize("category", ["place", "monument"])
def test_new_writes_a_skeleton_that_the_check_asks_about(
    category: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / f"{category}s").mkdir()
    assert main(["new", category, "stalin-anywhere", "--records", str(tmp_path)]) == 0
    assert main(["check", "--records", str(tmp_path)]) == 1
    assert "country: String should match pattern" in capsys.readouterr().err


def test_a_filled_skeleton_passes_the_shape(tmp_path: Path) -> None:
    text = skeleton("monument", "stalin-anywhere").replace("??", "GE")
    assert Record.model_validate_json(text).id == "stalin-anywhere"


@pytest.mark.parametrize(
    ("record_id", "told"), [("Stalin!", "is not an id"), ("stalin-test-square", "is there already")]
)
def test_new_refuses_a_bad_or_used_id(
    record_id: str, told: str, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "monument", record_id, "--records", str(records)]) == 2
    assert told in capsys.readouterr().err


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--output", str(tmp_path / "no" / "out.geojson")]) == 2
    assert "cannot be written" in capsys.readouterr().err
