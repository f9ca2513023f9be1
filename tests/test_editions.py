"""Editions that are kept: what is read of them, what has changed since, and that a release can be opened again."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import geo
from geo.__main__ import main
from geo.cli import release
from geo.core.errors import LayerError
from geo.core.folder import VARIABLE, DataFolder
from geo.layer import Query, Revision, build_layer, kept_versions, read_kept, revisions, select, unchanged
from geo.layer.revisions import PARTS
from geo.records.changelog import note_files
from geo.records.model import Record
from tests.front_sample import EDITION, names_of
from tests.samples import MONUMENT, folder_with, record

OPEN = ".."


def layer(*records: Record) -> dict[str, Any]:
    return build_layer(records, EDITION)


Period = tuple[str, str, str | None, str | None, str | None]
NAMED: Period = ("Stalin Street", "honouring", "named", "1936", "1961")
PEACE: Period = ("Peace Street", "after", "renamed", "1961", OPEN)


def street(*periods: Period, **more: Any) -> Record:
    names = names_of(*(periods or (NAMED, PEACE)))
    for after in names[1:]:
        after["named_for"] = "other"
    return record(
        **{
            "id": "a-street",
            "kind": "street",
            "names": names,
            "note": "A street of its own, which leads from the station to the market.",
            **more,
        }
    )


def test_records_that_are_alike_have_no_revision() -> None:
    assert revisions(layer(street(), record()), layer(record(), street())) == []


def test_what_was_added_and_what_is_gone_is_named() -> None:
    assert revisions(layer(record()), layer(street())) == [
        Revision("a-street", "Stalin Street", "added"),
        Revision("gori-stalinsk", "Stalin Town", "gone"),
    ]


@pytest.mark.parametrize(
    ("after", "parts"),
    [
        (street((*NAMED[:4], "1962"), (*PEACE[:3], "1962", OPEN)), ("dates",)),
        (street(NAMED, ("Calm Street", *PEACE[1:])), ("names",)),
        (street(NAMED, (*PEACE[:2], "reverted", *PEACE[3:])), ("fate",)),
        (street((*NAMED[:4], OPEN)), ("names", "dates", "fate")),
        (street(country="PL", polity="Poland"), ("place",)),
        (street(location__lon=44.2), ("place",)),
        (street(kind="square"), ("kind",)),
    ],
)
def test_in_what_a_record_has_changed_is_said(after: Record, parts: tuple[str, ...]) -> None:
    assert revisions(layer(street()), layer(after)) == [Revision("a-street", "Stalin Street", "changed", parts)]


def test_a_note_that_was_edited_changes_no_count() -> None:
    then, now = layer(street(), record()), layer(street(note="Another note."), record())
    assert revisions(then, now) == []
    assert unchanged(then, now) == {"gori-stalinsk"}


def test_every_column_that_counts_are_made_of_is_compared() -> None:
    compared = {name for names in PARTS.values() for name in names}
    asked = {field.name for field in geo.open().fields.stored if field.asked}
    assert asked - compared == {"confidence", "disputed"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """Have the data folder be one with three records and nothing released."""
    folder = folder_with(tmp_path / "data", [record(), record(MONUMENT), street()])
    monkeypatch.setenv(VARIABLE, str(folder.path))
    for file in note_files(folder.changes):
        file.unlink()
    return folder


def released(folder: DataFolder, version: str) -> None:
    (folder.changes / "a.md").write_text("Something.", encoding="utf-8")
    assert main(["build"]) == 0
    assert main(["release", version, "--date", "2030-01-02"]) == 0


def edit(folder: DataFolder, change: Callable[[str], str]) -> None:
    path = folder.records / "places" / "a-street.json"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def count(data: geo.Dataset, year: int) -> int:
    return int(select(data.periods, Query(year=year, status=("honouring",)))["record_id"].nunique())


@pytest.mark.parametrize("most", [release.PLAIN_BYTES, 100], ids=["plain", "compressed"])
def test_a_released_edition_has_the_counts_of_then(
    most: int, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "PLAIN_BYTES", most)
    released(folder, "20.0.0")
    then = {year: count(geo.open(folder.path), year) for year in (1950, 1958, 1961)}
    edit(folder, lambda text: text.replace('"1961"', '"1957"'))
    released(folder, "20.1.0")
    today = geo.open(folder.path)
    assert today.editions == ["20.0.0"], "its own is no former one"
    kept = today.kept("20.0.0")
    assert {year: count(kept, year) for year in then} == then
    assert count(today, 1958) == then[1958] - 1
    assert (kept.edition.version, kept.edition.date) == ("20.0.0", "2030-01-02")
    assert kept.edition.homepage == today.edition.homepage
    assert [one.record_id for one in revisions(kept.collection, today.collection)] == ["a-street"]
    assert {one.id for one in kept.records} == {one.id for one in today.records} - {"a-street"}


def test_there_may_be_no_edition(folder: DataFolder) -> None:
    assert kept_versions(folder.editions) == []
    assert geo.open(folder.path).editions == []
    with pytest.raises(LayerError, match=r"edition 1\.0\.0 is not kept"):
        geo.open(folder.path).kept("1.0.0")


def test_editions_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("2.10.0.geojson", "2.9.0.geojson.gz", "README.md", "2.1.geojson", ".2.0.0.geojson", "x.geojson"):
        (tmp_path / name).write_bytes(b"")
    assert kept_versions(tmp_path) == ["2.9.0", "2.10.0"]


def keep(folder: Path, collection: Any, name: str = "1.2.0.geojson") -> Path:
    (folder / name).write_text(json.dumps(collection), encoding="utf-8")
    return folder


def test_a_property_that_came_later_has_no_value(tmp_path: Path) -> None:
    collection = layer(record())
    lost = ("end_certainty", "sources", "presumed", "note", "within")
    for feature in collection["features"]:
        for name in lost:
            del feature["properties"][name]
    found = read_kept(keep(tmp_path, collection), "1.2.0")["features"][0]["properties"]
    assert [found[name] for name in lost] == [None, [], False, "", None]


@pytest.mark.parametrize(
    ("content", "said"),
    [([], "is not a GeoJSON"), ({"type": "FeatureCollection", "features": [3]}, r"features\[0\]"),
     ({**layer(), "data_version": "1.3.0"}, "is of the version 1.3.0")],
)  # fmt: skip
def test_what_is_no_layer_is_refused(content: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(LayerError, match=said):
        read_kept(keep(tmp_path, content), "1.2.0")


@pytest.mark.parametrize("content", [b"", b"\x1f\x8bnot gzip", gzip.compress(b"{")], ids=["empty", "broken", "no json"])
def test_a_broken_file_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "1.2.0.geojson.gz").write_bytes(content)
    with pytest.raises(LayerError, match=r"1\.2\.0\.geojson\.gz cannot be read"):
        read_kept(tmp_path, "1.2.0")
