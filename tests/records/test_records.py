"""Reading record files: the shape, and every fault with its place and remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.core.errors import RecordError
from geo.records.reading import canonical, read_record, read_records
from tests.samples import MONUMENT, PLACE, SUBJECT, raw, record


def write(folder: Path, data: Any, name: str | None = None) -> Path:
    path = folder / f"{data['category']}s" / f"{name or data['id']}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_record_is_read_as_written(tmp_path: Path) -> None:
    assert read_record(write(tmp_path, PLACE), SUBJECT) == record()


def test_the_canonical_form_is_a_fixed_point(tmp_path: Path) -> None:
    path = write(tmp_path, MONUMENT)
    path.write_text(canonical(record(MONUMENT)), encoding="utf-8")
    assert canonical(read_record(path, SUBJECT)) == path.read_text(encoding="utf-8")


def test_the_canonical_form_keeps_an_unknown_bound() -> None:
    assert '"start": null' in canonical(record(names__1__start=None, names__1__start_sources=[]))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"colour": "red"}, "colour is an unknown key; see data/README.md"),
        ({"names__0__from": "1924"}, 'names[0].from is an unknown key; "start" stands beside it; take it out'),
        ({"kind": "castle"}, 'kind "castle" is none of its words; write one of settlement, '),
        ({"location__lat": "41.98"}, 'location.lat "41.98" stands in quotes; write 41.98 without quotes'),
        ({"location__lat": float("nan")}, "NaN is not a finite number; write a number, or null"),
        ({"country": "Georgia"}, 'country "Georgia" is not a code of two capital letters; write "GE"'),
        ({"names": []}, "names is an empty list; give at least one period"),
        ({"names__1__start": 1936}, 'names[1].start 1936 stands without quotes; write "1936"'),
        ({"names__1__name": " Stalin"}, "names[1].name begins with a space; take it out"),
    ],
)
def test_a_fault_of_shape_names_file_place_and_remedy(tmp_path: Path, changes: dict[str, Any], expected: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_record(write(tmp_path, raw(**changes)), SUBJECT)
    assert str(caught.value).startswith("places/gori-stalinsk.json: ")
    assert expected in str(caught.value)


def test_a_missing_bound_says_that_null_is_an_answer(tmp_path: Path) -> None:
    data = raw()
    del data["names"][1]["end"]
    with pytest.raises(RecordError, match=r"names\[1\].end is missing; add it \(null if no source gives it\)"):
        read_record(write(tmp_path, data), SUBJECT)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"id": "a",}', "line 1, column 12: not JSON"),
        (b'{"id": "a", "id": "b"}', 'the key "id" stands twice in one object'),
        (b"\xff\xfe{}", "byte 0 is not UTF-8"),
        (b"", "line 1, column 1: not JSON"),
        (b"[]", "the file holds a list; write one object { } with id, category"),
        (b"[" * 100_000, "is nested too deeply; take brackets away"),
    ],
)
def test_what_is_no_record_at_all_is_one_clear_message(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "places" / "a.json"
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(RecordError) as caught:
        read_record(path, SUBJECT)
    assert str(caught.value).startswith("places/a.json: ")
    assert expected in str(caught.value)


def test_all_faults_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    write(tmp_path, raw(id="one", colour="red", size=3))
    write(tmp_path, raw(id="two", kind="castle"))
    write(tmp_path, raw(id="good"))
    records, faults = read_records(tmp_path, SUBJECT)
    assert [one.id for one in records] == ["good"]
    assert len(faults) == 3


def test_an_id_must_be_the_name_of_its_file(tmp_path: Path) -> None:
    write(tmp_path, raw(), name="other")
    _, faults = read_records(tmp_path, SUBJECT)
    assert faults == ['places/other.json: id "gori-stalinsk" belongs in places/gori-stalinsk.json; rename one of them']


def test_a_monument_among_the_places_is_told(tmp_path: Path) -> None:
    write(tmp_path, MONUMENT).rename(tmp_path / "stalin-test-square.json")
    (tmp_path / "places").mkdir()
    (tmp_path / "stalin-test-square.json").rename(tmp_path / "places" / "stalin-test-square.json")
    _, faults = read_records(tmp_path, SUBJECT)
    assert "belongs in monuments/stalin-test-square.json" in faults[0]


def test_a_key_with_a_line_end_does_not_break_the_message(tmp_path: Path) -> None:
    with pytest.raises(RecordError) as caught:
        read_record(write(tmp_path, raw(**{"a\nb": 1})), SUBJECT)
    assert str(caught.value).startswith(r"places/gori-stalinsk.json: a\nb is an unknown key")
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_called_like_a_record_is_a_fault_and_no_end(tmp_path: Path) -> None:
    (tmp_path / "places" / "a.json").mkdir(parents=True)
    write(tmp_path, PLACE)
    records, faults = read_records(tmp_path, SUBJECT)
    assert len(records) == 1
    assert faults == ["places/a.json cannot be read (Is a directory); put a file there that may be read"]
