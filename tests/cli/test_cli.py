"""The command line: what it says, what it writes, how it ends."""

from __future__ import annotations

import datetime as dt
import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

import geo
from geo.__main__ import COMMANDS, main
from geo.cli.command import Command
from geo.core.folder import VARIABLE
from geo.dataset import Dataset
from geo.exports import FORMATS
from geo.exports.geojson import to_geojson
from geo.layer import Query
from geo.records.edition import read_edition
from geo.records.model import Record
from geo.records.reading import canonical
from geo.records.skeleton import skeleton
from geo.stats.counts import first_year
from tests.samples import FIELDS, FOLDER, MONUMENT, PLACE, SUBJECT, filled_form, own_folder, raw


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
    assert 'places/gori-stalinsk.json: names[1].end "1961-13" is not a date: there is no month 13; write' in told.err
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
    assert 'places/gori-stalinsk.json: names[1].end "1961-13" is not a date' in capsys.readouterr().err


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
        (["--mode", "changes"], Query(mode="changes")),
    ],
)  # fmt: skip
def test_export_knows_what_ended_what_came_after_and_how_long_it_lasted(
    options: list[str], query: Query, tmp_path: Path, collection: dict[str, Any], periods: gpd.GeoDataFrame
) -> None:
    output = tmp_path / "out.geojson"
    assert main(["export", *options, "--output", str(output)]) == 0
    assert output.read_bytes() == to_geojson(collection, periods, query.within(FIELDS)).encode()


@pytest.mark.parametrize("form", [*FORMATS])
def test_every_format_is_written_by_its_own_writer(form: str, tmp_path: Path, data: Dataset) -> None:
    output = tmp_path / f"out.{FORMATS[form].extension}"
    assert main(["export", "--country", "AM", "--format", form, "--output", str(output)]) == 0
    assert output.read_bytes() == FORMATS[form].write(data, Query(country=("AM",)))


def test_an_extension_that_contradicts_the_format_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.csv"
    assert main(["export", "--format", "gpkg", "--output", str(output)]) == 2
    assert "ends in .csv, but the format is gpkg; name it .gpkg, or add --format csv" in capsys.readouterr().err
    assert not output.exists()


@pytest.mark.parametrize(("extension", "form"), [("csv", "csv"), ("jsonld", "lpf"), ("parquet", "parquet")])
def test_a_file_name_without_its_format_is_told_which_to_add(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], extension: str, form: str
) -> None:
    assert main(["export", "--output", str(tmp_path / f"a.{extension}")]) == 2
    said = f"ends in .{extension}, but the format is geojson; name it .geojson, or add --format {form}\n"
    assert capsys.readouterr().err.endswith(said)
    assert not list(tmp_path.iterdir())


def test_an_empty_choice_as_linked_places_is_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["export", "--format", "lpf", "--country", "AM", "--category", "monument", "--kind", "peak"]
    assert main([*call, "--output", str(tmp_path / "a.jsonld")]) == 2
    assert capsys.readouterr().err.startswith(
        "no record passes these filters, and Linked Places must hold at least one"
    )
    assert not list(tmp_path.iterdir())


def test_export_to_standard_output_is_the_same(collection: dict[str, Any], periods: gpd.GeoDataFrame) -> None:
    call = [sys.executable, "-m", "geo", "export", "--changed-in", "1956", "--format", "geojson", "--output", "-"]
    done = subprocess.run(call, capture_output=True, cwd=FOLDER.path.parent, check=True)
    assert done.stdout == to_geojson(collection, periods, Query(changed_in=1956)).encode()
    assert done.stderr == b""


def test_the_last_year_of_an_export_is_that_of_the_data_whatever_the_clock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = own_folder(tmp_path / "data", "records")
    said = json.loads(folder.edition.read_text(encoding="utf-8"))
    monkeypatch.setenv(VARIABLE, str(folder.path))
    folder.edition.write_text(json.dumps({**said, "date": "1970-03-01"}), encoding="utf-8")
    export = ["export", "--output", str(tmp_path / "out.csv"), "--format", "csv", "--year"]
    assert main([*export, "1970"]) == 0
    assert main([*export, "1971"]) == 2
    first = first_year(geo.open().periods, SUBJECT.opening_year)
    assert f"--year 1971 is outside the map; give a year from {first} to 1970" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--country", "ZZ"], 'country "ZZ" is not in the layer; it has AL, AM'),
        (["--kind", "castle"], 'kind "castle" is not in the layer; it has '),
        (["--category", "thing"], 'category "thing" is not in the layer; it has place, monument'),
        (["--honours", "Nobody"], 'honours "Nobody" is not in the layer; it has '),
        (["--status", "gone"], 'status "gone" is not in the layer; it has before, honouring, after'),
        (["--replaced", "hero"], 'replaced "hero" is not in the layer; it has old name, lenin'),
        (["--year", "1700"], "--year 1700 is outside the map; give a year from "),
        (["--changed-in", "2999"], "--changed-in 2999 is outside the map; give a year from "),
        (["--ended", "3000"], "--ended 3000 is outside the map; give a year from "),
        (["--ended", "0000"], "--ended 0 is outside the map; give a year from "),
        (["--ended", "1956-3000"], "--ended 3000 is outside the map; give a year from "),
        (["--between", "1700-1956"], "--between 1700 is outside the map; give a year from "),
        (["--mode", "between", "--since", "1700", "--year", "1961"], "--since 1700 is outside the map; give a "),
        (["--mode", "between", "--since", "1961", "--year", "1961"], "--since 1961 is not before --year 1961; "),
        (["--mode", "between", "--since", "1955"], "give the earlier by --since, the later by --year"),
        (["--since", "1955"], "--since 1955 is for a comparison; add --mode between and a later --year"),
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
    [["export"], ["export", "--year", "x", "--output", "-"], ["export", "--format", "bmp", "--output", "-"], ["x"], []],
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
    assert 'country "??" is not a code of two capital letters' in (told := capsys.readouterr().err)
    assert 'names[0].name "..." is still to be filled in' in told


def test_a_filled_skeleton_passes_the_shape(tmp_path: Path) -> None:
    text = skeleton("monument", "stalin-anywhere", SUBJECT, dt.date(2026, 11, 28)).replace("??", "GE")
    made = Record.model_validate_json(text)
    assert (made.id, made.sources["first"].read) == ("stalin-anywhere", "2026-11-28")


@pytest.mark.parametrize(
    ("record_id", "told"), [("Stalin!", "is not an id"), ("stalin-test-square", "is there already")]
)
def test_new_refuses_a_bad_or_used_id(
    record_id: str, told: str, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "monument", record_id, "--records", str(records)]) == 2
    assert told in capsys.readouterr().err


def test_new_refuses_an_id_that_the_other_folder_has(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "place", "stalin-test-square", "--records", str(records)]) == 2
    assert "monuments/stalin-test-square.json is there already" in capsys.readouterr().err
    assert not (records / "places" / "stalin-test-square.json").exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("places/newtown.JSON", "a record belongs in places/newtown.json; move it there"),
        ("places/georgia/newtown.json", "a record belongs in places/newtown.json; move it there"),
        ("newtown.json", "a record belongs in places/newtown.json; move it there"),
        ("statues/newtown.json", "a record belongs in places/newtown.json; move it there"),
        ("monuments/list.txt", "a record is a file .json below places/ or monuments/"),
        ("places/newtown.json.doc", "a record is a file .json below places/ or monuments/"),
    ],
)
def test_a_file_that_is_not_read_is_named_with_where_it_belongs(
    name: str, expected: str, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = records / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(raw(id="newtown")), encoding="utf-8")
    for command in (["check"], ["build", "--output", str(records.parent / "x.geojson")]):
        assert main([*command, "--records", str(records)]) == 1
        assert f"{name}: is not read; {expected}" in capsys.readouterr().err


def test_a_monument_at_the_top_belongs_among_the_monuments(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (records / "stray.json").write_text(json.dumps(raw(MONUMENT, id="stray")), encoding="utf-8")
    assert main(["check", "--records", str(records)]) == 1
    assert "a record belongs in monuments/stray.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", [".hidden.json", "places/.x.json", "places/a.json~", "places/a.json.bak", "places/#a#"]
)
def test_hidden_files_and_back_ups_are_passed_over(name: str, records: Path) -> None:
    (records / name).write_text("not looked at", encoding="utf-8")
    assert main(["check", "--records", str(records)]) == 0


def test_faults_of_shape_and_of_meaning_come_in_one_run(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = raw(country="UK", location__precision="city", names__1__status="honoring", names__1__end="10.11.1961")
    (records / "places" / "gori-stalinsk.json").write_text(json.dumps(wrong), encoding="utf-8")
    assert main(["check", "--records", str(records)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert sorted(line.split()[1] for line in told) == [
        "country",
        "location.precision",
        "names[1].end",
        "names[1].status",
    ]
    assert all(line.startswith("places/gori-stalinsk.json: ") for line in told)


def test_two_files_of_one_id_are_both_problems_of_the_first(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (records / "places" / "stalin-test-square.json").write_text(json.dumps(raw(MONUMENT)), encoding="utf-8")
    assert main(["check", "--records", str(records)]) == 1
    told = capsys.readouterr().err
    assert (
        'places/stalin-test-square.json: id "stalin-test-square" belongs in monuments/stalin-test-square.json' in told
    )
    assert "is used by 2 files" in told


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("dataset.json", "https://creativecommons.org/licenses/by/4.0/", "javascript:alert('licence')",
         "is not an http(s) address"),
        ("events.json", '"lang": "en"', '"lang": "eng"', 'did you mean "en" (English)?'),
        ("events.json", '"country": "RU"', '"country": "Russia"', 'write "RU"'),
    ],
)  # fmt: skip
def test_check_looks_at_the_data_sets_own_words_and_at_the_events(
    name: str, old: str, new: str, expected: str, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    file = own_folder(tmp_path / "own", "records").path / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(file.parent))
    assert main(["check", "--records", str(records)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{name}: ")
    assert expected in told


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--output", str(tmp_path / "no" / "out.geojson")]) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--kind", "setlement"], 'did you mean "settlement"?'),
        (["--country", "am"], 'did you mean "AM"?'),
        (["--country", "armenia"], 'country "armenia" is not a code; write --country AM'),
        (["--honours", "Stalin"], 'did you mean "Joseph Stalin"?'),
        (["--polity", "Soviet Unoin"], 'did you mean "'),
    ],
)
def test_an_unknown_value_is_answered_with_the_nearest(
    options: list[str], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *options, "--output", str(tmp_path / "x.geojson")]) == 2
    told = capsys.readouterr().err
    assert expected in told
    assert len(told) < 500


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--between", "nonsense"], '"nonsense" is not two years, the earlier first; write them as 1956-1962'),
        (["--between", "1962-1956"], '"1962-1956" is not two years, the earlier first'),
        (["--between", "1956-1962-1970"], "is not two years"),
        (["--lasted", "-5"], '"-5" is not a number of years from 1'),
        (["--lasted", "0"], '"0" is not a number of years from 1'),
        (["--lasted", "9" * 5000], "is not a number of years from 1"),
        (["--year", "196x"], '"196x" is not a year; write one such as 1961'),
        (["--year", "9" * 5000], "is not a year; write one such as 1961"),
    ],
)
def test_a_year_that_is_none_says_what_to_write(
    options: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["export", *options, "--output", "-"])
    assert caught.value.code == 2
    assert expected in capsys.readouterr().err


def test_valid_filters_that_nothing_passes_give_an_empty_file_and_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "none.geojson"
    call = ["export", "--category", "place", "--fate", "standing", "--output", str(output)]
    assert main(call) == 0
    assert json.loads(output.read_text(encoding="utf-8"))["features"] == []
    assert capsys.readouterr().err == "no record passes these filters; the file holds none\n"


@pytest.mark.parametrize("command", ["check", "build", "format"])
@pytest.mark.parametrize(("folder", "expected"), [("no", "is no folder"), ("empty", "holds no records")])
def test_a_folder_without_records_is_not_called_sound(
    command: str, folder: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main([command, "--records", str(tmp_path / folder)]) == 2
    told = capsys.readouterr().err
    assert expected in told
    assert "DE_STALINIZATION_DATA" in told


def test_check_tells_line_ends_that_are_not_canonical(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = records / "places" / "gori-stalinsk.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["check", "--records", str(records)]) == 1
    assert 'file is not canonical; run "python -m geo format"' in capsys.readouterr().err


def test_format_leaves_a_canonical_file_alone_and_mends_another(records: Path) -> None:
    good, other = sorted(records.glob("*/*.json"))
    before = good.stat()
    text = other.read_bytes()
    other.write_text(json.dumps(json.loads(text)), encoding="utf-8")
    assert main(["format", "--records", str(records)]) == 0
    assert (good.stat().st_ino, good.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert other.read_bytes() == text


def test_build_check_takes_a_layer_in_another_encoding_for_stale(records: Path, tmp_path: Path) -> None:
    output = tmp_path / "layer.geojson"
    output.write_bytes("слой".encode("utf-16"))
    assert main(["build", "--check", "--records", str(records), "--output", str(output)]) == 1


def test_the_version_is_that_of_the_data(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    edition = read_edition(FOLDER.edition)
    assert capsys.readouterr().out == f"{edition.name} {edition.version}, data of {edition.date}\n"


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder to work in, with a data folder in which two records stand for all."""
    folder = own_folder(tmp_path / "data", "records")
    for data in (PLACE, MONUMENT):
        path = folder.records / f"{data['category']}s" / f"{data['id']}.json"
        path.parent.mkdir(parents=True)
        path.write_text(canonical(Record.model_validate(data)), encoding="utf-8")
    (folder.changes / "a-note.md").write_text("Something is new.", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(folder.path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


TOPOLOGY: dict[str, Any] = {
    "type": "Topology",
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [{"type": "Polygon", "arcs": [[0]], "id": "268", "properties": {"name": "Georgia"}}],
        }
    },
    "arcs": [[[40, 41], [47, 41], [47, 44], [40, 44], [40, 41]]],
}


@pytest.mark.parametrize("example", [example for command in COMMANDS for example in command.examples])
def test_an_example_of_the_help_works(
    example: str, own_data: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    if example.startswith("basemap"):
        (own_data / "countries-50m.json").write_text(json.dumps(TOPOLOGY), encoding="utf-8")
        along = {"type": "LineString", "coordinates": [[30, 50], [31, 51]]}
        for name, key in (("disputed.json", "FEATURECLA"), ("land.json", "featurecla")):
            claim = {"type": "Feature", "properties": {key: "Claim boundary"}, "geometry": along}
            (own_data / name).write_text(
                json.dumps({"type": "FeatureCollection", "features": [claim]}), encoding="utf-8"
            )
        no_borders = {"type": "FeatureCollection", "features": []}  # one country has no borders of the time to join
        monkeypatch.setattr("geo.cli.basemap.make_borders", lambda _: no_borders)
    if example.startswith("propose"):
        Path("report.txt").write_text(filled_form(), encoding="utf-8")
    if example == "build --check" or example.startswith("site"):
        main(["build"])
    assert main(shlex.split(example)) == 0
    assert b"Traceback" not in capfdbinary.readouterr().err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_shows_the_examples(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([command.name, "--help"])
    assert caught.value.code == 0
    told = capsys.readouterr().out
    assert command.examples
    assert all(f"  python -m geo {example}\n" in told for example in command.examples)


@pytest.mark.parametrize("content", [None, "{}", '{"type": "Topology", "objects": {}, "arcs": []}'])
def test_what_is_no_world_atlas_is_told(
    content: str | None, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (own_data / "atlas.json").write_text(content, encoding="utf-8")
    assert main(["basemap", "atlas.json"]) == 2
    assert "atlas.json is not countries-50m.json" in capsys.readouterr().err
