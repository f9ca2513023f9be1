"""Editions that are kept: what is read of them, what has changed since, and that a release can be opened again."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

import geo
from geo.cli import release
from geo.core.errors import LayerError
from geo.core.folder import VARIABLE, DataFolder
from geo.exports import EXPORTS
from geo.exports.front import front_columns, front_details
from geo.exports.site import site_files
from geo.layer import Query, Revision, build_layer, kept_versions, read_kept, revisions, select, unchanged
from geo.layer.revisions import PARTS
from geo.records.model import Record
from geo.ui import fetched, loaded, map_page, routes
from tests.asgi import Client
from tests.editions_sample import NAMED, OPEN, PEACE, edit, folder_of_three, released, street, two_editions
from tests.front_sample import EDITION
from tests.samples import record


def layer(*records: Record) -> dict[str, Any]:
    return build_layer(records, EDITION)


def test_records_that_are_alike_have_no_revision() -> None:
    assert revisions(layer(street(), record()), layer(record(), street())) == []


def test_what_was_added_and_what_is_gone_is_named() -> None:
    assert revisions(layer(record()), layer(street())) == [
        Revision("a-street", "Stalin Street", "GE", "added"),
        Revision("gori-stalinsk", "Stalin Town", "GE", "gone"),
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
    assert revisions(layer(street()), layer(after)) == [
        Revision("a-street", "Stalin Street", after.country, "changed", parts)
    ]


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
    monkeypatch.setenv(VARIABLE, str(tmp_path / "data"))
    return folder_of_three(tmp_path / "data")


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


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """Have the data folder be one with two editions."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "data"))
    return two_editions(tmp_path / "data")


def test_the_site_has_the_parts_of_each_former_edition(two: DataFolder) -> None:
    files = dict(site_files(geo.open(two.path), None))
    own = {name.removeprefix("map/20.0.0/") for name in files if name.startswith("map/20.0.0/")}
    parts = ("columns", "phrases", "texts", "words", "search", "when", "centres", "stories", "details-0", "revisions")
    assert own == {f"{name}.js" for name in parts}
    assert json.loads(text_of(files["index.html"], "page"))["editions"] == {
        "today": "20.1.0", "date": "2 January 2030", "kept": ["20.0.0"],
    }  # fmt: skip
    told = json.loads(files["map/20.0.0/revisions.js"].decode().partition(", ")[2].removesuffix("]);\n"))
    assert told == {
        "date": "2 January 2030",
        "records": [
            {"record_id": "a-street", "name": "Stalin Street", "country": "GE", "what": "changed", "parts": ["dates"]}
        ],
    }


def text_of(page: bytes, part: str) -> str:
    found = re.search(rf'id="part-{part}">(.*?)</script>', page.decode(), re.S)
    assert found
    return found[1]


def test_the_map_in_one_file_holds_one_edition(two: DataFolder) -> None:
    page = json.loads(text_of(EXPORTS["html"].write(geo.open(two.path), Query()), "page"))
    assert page["editions"] == {"today": "20.1.0", "date": "2 January 2030", "kept": []}


def test_of_a_record_that_has_changed_the_layer_tells_what_was_then(two: DataFolder) -> None:
    kept = geo.open(two.path).kept("20.0.0")
    told = json.loads(front_details(kept)[0])
    assert [span["when"] for span in told["a-street"]["spans"]] == ["1936 – 1961", "since 1961"]
    assert told["gori-stalinsk"]["periods"]
    columns = front_columns(kept)
    head = json.loads(columns[4 : 4 + int.from_bytes(columns[:4], "little")])
    assert head["edition"]["data_version"] == "20.0.0"


@pytest.fixture
def client(two: DataFolder) -> Client:
    """Give a client of the routes on the folder with two editions."""
    return Client(Starlette(routes=routes.routes()))


def test_the_app_writes_what_a_former_edition_had(client: Client) -> None:
    of_then = client.get("/export/csv?year=1958&status=honouring&data=20.0.0").text
    assert "Stalin Street" in of_then
    assert "Stalin Street" not in client.get("/export/csv?year=1958&status=honouring").text
    assert "Stalin Street" not in client.get("/export/csv?year=1958&status=honouring&data=20.1.0").text


@pytest.mark.parametrize(
    ("address", "said"),
    [("csv?data=1.0.0", "edition 1.0.0 is not kept"), ("csv?data=latest", "data is no version"),
     ("html?data=20.0.0", "not enough for html"), ("gpkg?data=20.0.0", "not enough for gpkg")],
)  # fmt: skip
def test_what_no_edition_gives_is_refused(address: str, said: str, client: Client) -> None:
    answer = client.get(f"/export/{address}")
    assert answer.status_code == 400
    assert said in answer.text


def test_the_app_makes_the_page_of_a_former_edition_and_of_today(two: DataFolder) -> None:
    then, now = (map_page._page_data(loaded.load(version)) for version in ("20.0.0", None))
    assert then["base"] != now["base"]
    assert then["editions"] == now["editions"]
    assert {form["form"] for form in now["formats"]} - {form["form"] for form in then["formats"]} == {
        "csv-disagreements", "gpkg", "html",
    }  # fmt: skip
    digest = then["base"].partition("/")[2]
    assert fetched.file(digest, "revisions.json")
    for number in range(10):
        fetched.keep({"x": b"%d" % number})
    assert fetched.file(digest, "revisions.json") is None
    assert map_page._page_data(loaded.load("20.0.0"))["base"] == then["base"]
    assert fetched.file(digest, "revisions.json"), "what was let go of is made anew"
