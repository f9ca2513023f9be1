"""The map in one file: what stands in it, and that nothing in the data can become markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import geopandas as gpd
import pytest

from geo.dataset import Dataset
from geo.exports.about import about
from geo.exports.html import embedded, json_text, to_html
from geo.layer import Query, build_layer, filter_mask
from geo.records.edition import read_edition
from geo.stats.counts import packed
from geo.web.assets import APART, FRONTEND, STANDALONE, modules_of
from tests.samples import FOLDER, MONUMENT, SUBJECT, opened, record
from tests.test_formats import DATASET, HOSTILE, hostile

MOST_BYTES, MOST_BYTES_A_RECORD = 1_000_000, 4_500


class Elements(HTMLParser):
    """Collects a page's elements, each script's text with it."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] += data

    def attributes(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [own for name, own in self.found if name == tag and wanted.items() <= own.items()]


@pytest.fixture(scope="module")
def whole(data: Dataset) -> bytes:
    return to_html(data, Query())


def small(**changes: Any) -> dict[str, Any]:
    return build_layer([record(**changes), record(MONUMENT)], DATASET)


def page_of(collection: dict[str, Any], query: Query) -> bytes:
    return to_html(opened(collection), query)


def test_the_page_grows_with_its_records_alone(whole: bytes, periods: gpd.GeoDataFrame) -> None:
    assert len(whole) <= MOST_BYTES + MOST_BYTES_A_RECORD * periods["record_id"].nunique()


def test_the_page_names_no_file_and_no_host_to_be_fetched(whole: bytes) -> None:
    elements = Elements(whole)
    assert not [own for _, own in elements.found if "src" in own]
    assert {own["rel"] for own in elements.attributes("link")} == {"license"}
    assert all(address.startswith("data:") for address in re.findall(r"url\(([^)#][^)]*)\)", whole.decode()))
    assert b"tile.openstreetmap.org" not in base64.b64decode(imports(whole)["timemap/map.js"].partition(",")[2])


def test_the_policy_lets_nothing_be_fetched_and_only_our_scripts_run(whole: bytes) -> None:
    elements = Elements(whole)
    (policy,) = [
        own["content"] or "" for own in elements.attributes("meta", **{"http-equiv": "Content-Security-Policy"})
    ]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-eval" not in policy
    run = next(part for part in policy.split("; ") if part.startswith("script-src "))
    assert "unsafe-inline" not in run
    kinds = [own.get("type") for own in elements.attributes("script")]
    for kind, text in zip(kinds, elements.scripts, strict=True):
        hashed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert (f"'sha256-{hashed}'" in run) == (kind in (None, "importmap", "module")), kind


def imports(page: bytes) -> dict[str, str]:
    elements = Elements(page)
    kinds = [own.get("type") for own in elements.attributes("script")]
    found: dict[str, str] = json.loads(elements.scripts[kinds.index("importmap")])["imports"]
    return found


def test_the_modules_are_the_apps_own_files(whole: bytes) -> None:
    inside = {
        name.removeprefix("timemap/"): base64.b64decode(address.partition(",")[2]).decode("utf-8")
        for name, address in imports(whole).items()
    }
    folium = inside.pop("map.js")
    assert "timemap.periods(map_timemap" in folium
    assert set(inside) == {file.name for file in FRONTEND.glob("*.js")} - set(APART) - {"main.js"} | set(STANDALONE)
    for name, source in inside.items():
        assert '"./' not in "".join(re.findall(r"^(?:import|export).*", source, re.MULTILINE))
        assert re.sub(r'(?m)^((?:import|export)\b[^;"]*")timemap/', r"\1./", source) == (FRONTEND / name).read_text(
            "utf-8"
        )


def test_an_import_over_several_lines_is_found() -> None:
    assert set(modules_of("timemap.js", "x/")) >= {"x/timemap.js", "x/elements.js", "x/rows.js", "x/labels.js"}
    assert 'from "x/rows.js"' in modules_of("timemap.js", "x/")["x/timemap.js"]


def test_the_page_holds_whole_chains_and_a_mask_of_the_chosen_rows(data: Dataset, periods: gpd.GeoDataFrame) -> None:
    query = Query(year=1950, country=("AM",), status=("honouring",))
    page = to_html(data, query)
    mask = filter_mask(periods, query)
    records = set(periods["record_id"][mask])
    inside = embedded(page, "layer")["features"]
    assert {feature["properties"]["record_id"] for feature in inside} == records
    kept = periods["record_id"].isin(records)
    assert len(inside) == int(kept.sum()) > int(mask.sum())
    assert embedded(page, "told")["mask"] == packed(mask[kept])


@pytest.mark.parametrize(
    ("query", "year", "mode"),
    [
        (Query(), SUBJECT.opening_year, "year"),
        (Query(year=1956), 1956, "year"),
        (Query(changed_in=1936), 1936, "year"),
        (Query(ended=(1960, 1962)), 1962, "year"),
        (Query(year=1958, mode="changes"), 1958, "changes"),
        (Query(mode="all"), SUBJECT.opening_year, "all"),
        (Query(year=1700), 1936, "year"),
        (Query(year=9999), 2020, "year"),
    ],
)
def test_the_page_opens_where_the_query_points(query: Query, year: int, mode: str) -> None:
    told = embedded(page_of(small(), query), "told")
    assert (told["year"], told["mode"]) == (year, mode)


def test_the_bar_ends_with_the_year_of_the_data_and_not_of_the_clock() -> None:
    told = embedded(page_of(small(), Query()), "told")
    assert (told["first"], told["last"]) == (1936, 2020)
    assert len(told["began"]) == len(told["ended"]) == len(told["sentences"]["changes"]) == 2020 - 1936 + 1


def test_the_words_of_a_filter_stay_true_when_the_bar_moves() -> None:
    page = page_of(small(), Query(year=1956, country=("GE",))).decode()
    assert '<p class="page-filter">Filter: country: GE; opens at 1956</p>' in page
    assert "(country: GE)</title>" in page
    assert "state on 31 December 1956" not in page.partition('<script type="application/json"')[0]


def test_the_whole_layer_at_a_year_has_no_filter_in_its_title() -> None:
    page = page_of(small(), Query(year=1956)).decode()
    assert f"<title>{DATASET.title}</title>" in page
    assert "Filter: none: the whole layer; opens at 1956" in page


def test_an_empty_choice_says_so() -> None:
    page = page_of(small(), Query(changed_in=1700))
    assert "No record passes this filter: began to be so in 1700." in page.decode()
    assert embedded(page, "layer")["features"] == []


def test_a_full_choice_does_not_say_that_it_is_empty(whole: bytes) -> None:
    assert b"No record passes" not in whole


def test_the_page_describes_the_data_to_search_engines(whole: bytes, collection: dict[str, Any]) -> None:
    elements = Elements(whole)
    kinds = [own.get("type") for own in elements.attributes("script")]
    linked = json.loads(elements.scripts[kinds.index("application/ld+json")])
    said = about(collection, Query())
    assert (linked["@context"], linked["@type"]) == ("https://schema.org", "Dataset")
    assert (linked["name"], linked["license"]) == (said["title"], said["license_url"])
    assert (linked["version"], linked["dateModified"]) == (said["data_version"], said["data_date"])
    assert [one["name"] for one in linked["creator"]] == list(read_edition(FOLDER.edition).creators)
    assert linked["temporalCoverage"].endswith(said["data_date"][:4])
    assert linked["identifier"] == said["identifier"]
    assert "distribution" not in linked
    (described,) = elements.attributes("meta", name="description")
    assert described["content"] == linked["description"]


@pytest.fixture(scope="module")
def tags() -> list[str]:
    """Give the elements of a page in which no name is hostile."""
    return [tag for tag, _ in Elements(page_of(hostile("A name"), Query())).found]


@pytest.mark.parametrize("text", [*HOSTILE, "<!-- <script>", "</SCRIPT ><img src=x onerror=alert(1)>", "\u2028"])
def test_a_hostile_name_adds_no_element(text: str, tags: list[str]) -> None:
    assert [tag for tag, _ in Elements(page_of(hostile(text), Query())).found] == tags


def test_a_hostile_title_is_text() -> None:
    collection = {**small(), "title": '"><script>alert(1)</script>', "attribution": "</dd><img src=x>"}
    page = page_of(collection, Query())
    assert b"<script>alert(1)" not in page
    assert b"<img" not in page


def test_json_in_a_page_reads_back() -> None:
    value = {"a": "</script><!--\u2028\u2029&'\"\\u003c", "б": [1, None, 0.5]}
    assert json.loads(json_text(value)) == value
    assert "<" not in json_text(value)
