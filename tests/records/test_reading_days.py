"""The day on which a source was read: beside the source, in what is taken away, and not where nobody noted it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.exports.site import site_files
from geo.layer import Query, build_layer
from geo.records.account import story
from geo.records.checks.reading_days import day_fault
from geo.records.edition import read_edition
from geo.records.model import Source
from tests.samples import FOLDER, SOURCES, TEXT, folder_with, opened, record

PAPER, MUSEUM = SOURCES["paper"]["url"], SOURCES["museum"]["url"]
NOTED = record(sources__paper__read="2026-11-28", sources__paper__via="https://copy.example.net/a")
TODAY = dt.date(2026, 11, 28)


def noted() -> Dataset:
    return opened(build_layer([NOTED], read_edition(FOLDER.edition)))


def test_a_row_says_of_which_of_its_sources_it_is_noted() -> None:
    rows = noted().periods
    assert rows["sources"].tolist() == [[PAPER], [PAPER, MUSEUM], [MUSEUM]]
    assert rows["sources_read"].tolist() == [[f"2026-11-28 {PAPER}"], [f"2026-11-28 {PAPER}"], []]


def test_it_is_taken_away_with_the_addresses() -> None:
    data = noted()
    features = json.loads(EXPORTS["geojson"].write(data, Query()))["features"]
    assert [one["properties"]["sources_read"] for one in features] == data.periods["sources_read"].tolist()
    for name, cells in (("csv", 3), ("csv-records", 1)):
        table = list(csv.DictReader(io.StringIO(EXPORTS[name].write(data, Query()).decode("utf-8-sig"))))
        assert [row["sources_read"] for row in table] == [f"2026-11-28 {PAPER}", f"2026-11-28 {PAPER}", ""][:cells]


def test_a_citation_of_a_source_has_it() -> None:
    (feature,) = json.loads(EXPORTS["lpf"].write(noted(), Query()))["features"]
    assert feature["names"][1]["citations"] == [
        {"label": "example.com, read on 28 November 2026", "@id": PAPER}, {"label": "example.org", "@id": MUSEUM},
    ]  # fmt: skip


def test_a_record_says_it_beside_the_source() -> None:
    told = story(NOTED, "Georgia", {}, TEXT)["periods"][1]["sources"][1]["sources"]
    assert [(one["label"], one["read"]) for one in told] == [
        ("Example Post", "read on 28 November 2026"), ("Town Museum", None),
    ]  # fmt: skip


def test_the_page_of_a_record_says_it_too(tmp_path: Path) -> None:
    data = Dataset(folder_with(tmp_path / "data", [NOTED]))
    page = dict(site_files(data, None))["record/gori-stalinsk.html"].decode("utf-8")
    assert page.count("example.net</a>) (read on 28 November 2026)") == 3
    assert page.count("read on") == 3


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (None, None),
        ("2026-11-28", None),
        ("2016-11-10", None),
        ("2026-11-29", "is not a day up to today"),
        ("28.11.2026", "is not a day up to today"),
        ("2016-11-09", "is before 2016-11-10, which its address has"),
        ("1990-01-01", "is before 2016-11-10"),
    ],
)
def test_a_page_was_read_when_it_was_there(day: str | None, fault: str | None) -> None:
    source = Source(url="https://www.example.com/2016/11/10/a", title="A", publisher="B", read=day)
    found = day_fault(source, TODAY)
    assert (found is None) if fault is None else (found and fault in found)


@pytest.mark.parametrize(
    "address", ["https://a.com/2027/01/01/x", "https://a.com/2016/13/45/x", "https://a.com/12016-11-10"]
)
def test_what_is_no_past_day_in_an_address_says_nothing(address: str) -> None:
    assert day_fault(Source(url=address, title="A", publisher="B", read="2015-01-01"), TODAY) is None


def test_a_new_record_has_the_day_and_no_old_source_got_one(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    assert main(["new", "place", "stalin-anywhere", "--records", str(tmp_path)]) == 0
    made = json.loads((tmp_path / "places" / "stalin-anywhere.json").read_text(encoding="utf-8"))
    assert made["sources"]["first"]["read"] == dt.date.today().isoformat()
