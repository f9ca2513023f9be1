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
from geo.exports.html import embedded, to_html
from geo.exports.screen import json_text
from geo.layer import Query, build_layer, filter_mask
from geo.records.edition import read_edition
from geo.web.assets import FRONTEND
from tests.exports.test_formats import DATASET, HOSTILE, hostile
from tests.samples import FOLDER, MONUMENT, opened, record

MOST_BYTES, MOST_BYTES_A_RECORD = 1_000_000, 4_500


class Elements(HTMLParser):
    """Collects a page's elements, each script's text with it."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(page.decode("utf-8"))

    def ours(self) -> str:
        """Give the one script that is run."""
        (script,) = (text for text in self.scripts if "const $modules" in text)
        return script

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
    assert all(address.startswith("data:") for address in re.findall(r"url\('?([^)#][^)]*)\)", whole.decode()))
    assert b"tile.openstreetmap.org" not in whole


def test_the_policy_lets_nothing_be_fetched_and_only_our_script_run(whole: bytes) -> None:
    elements = Elements(whole)
    (policy,) = [
        own["content"] or "" for own in elements.attributes("meta", **{"http-equiv": "Content-Security-Policy"})
    ]
    assert policy.startswith("default-src 'none'; ")
    rules = dict(part.partition(" ")[::2] for part in policy.split("; "))
    assert not re.search("unsafe|data:", rules["script-src"] + rules["style-src"])
    kinds = [own.get("type") for own in elements.attributes("script")]
    assert kinds.count(None) == 1
    for kind, text in zip(kinds, elements.scripts, strict=True):
        hashed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert (rules["script-src"] == f"'sha256-{hashed}'") == (kind is None), kind


def test_no_code_of_ours_is_made_of_text(whole: bytes) -> None:
    ours = Elements(whole).ours().partition("const $modules")[2]
    assert not re.search(r"new Function|\beval\(|innerHTML", ours)


def test_every_module_of_the_front_end_is_in_the_page(whole: bytes) -> None:
    inside = set(re.findall(r'^\$modules\["([^"]+)"\] =', Elements(whole).ours(), re.MULTILINE))
    files = {
        path.relative_to(FRONTEND).as_posix() for room in ("model", "view") for path in FRONTEND.glob(f"{room}/*.js")
    }
    assert inside == files | {"host/file.js", "host/opening.js", "host/singlefile.js"}


def test_the_map_is_the_one_that_folium_draws(whole: bytes) -> None:
    assert "entry.start(function (L, timemap) {" in Elements(whole).ours()
    assert "timemap.periods(map_timemap" in Elements(whole).ours()


def test_the_page_holds_whole_chains_of_the_chosen_records(data: Dataset, periods: gpd.GeoDataFrame) -> None:
    query = Query(year=1950, country=("AM",), status=("honouring",))
    page = to_html(data, query)
    mask = filter_mask(periods, query)
    records = set(periods["record_id"][mask])
    kept = periods["record_id"].isin(records)
    assert set(embedded(page, "columns")["ids"]) == records
    assert embedded(page, "columns")["rows"] == int(kept.sum()) > int(mask.sum())
    told = [
        record
        for chunk in range(embedded(page, "columns")["details"]["count"])
        for record in embedded(page, f"details-{chunk}")
    ]
    assert set(told) == records
    assert embedded(page, "page")["opening"] == "status=honouring&country=AM"


@pytest.mark.parametrize(
    ("query", "year", "opening"),
    [
        (Query(), None, ""),
        (Query(year=1956), 1956, ""),
        (Query(changed_in=1936), 1936, ""),
        (Query(ended=(1960, 1962)), 1962, ""),
        (Query(year=1958, mode="changes", kind=("settlement",)), 1958, "kind=settlement&mode=changes"),
        (Query(mode="all", undated=True), None, "mode=all&undated=1"),
    ],
)
def test_the_page_opens_where_the_query_points(query: Query, year: int | None, opening: str) -> None:
    told = embedded(page_of(small(), query), "page")
    assert (told["year"], told["opening"]) == (year, opening)


def test_the_bar_ends_with_the_year_of_the_data_and_not_of_the_clock() -> None:
    schema = embedded(page_of(small(), Query()), "columns")
    assert (schema["first"], schema["last"]) == (1936, int(read_edition(FOLDER.edition).date[:4]))


def test_the_words_of_a_filter_stay_true_when_the_bar_moves() -> None:
    page = page_of(small(), Query(year=1956, country=("GE",)))
    assert embedded(page, "page")["narrowed"] == "Filter: country: GE; opens at 1956"
    assert b"(country: GE)</title>" in page
    assert b"state on 31 December 1956" not in page.partition(b'<script type="application/json"')[0]


def test_the_whole_layer_at_a_year_has_no_filter_in_its_title() -> None:
    page = page_of(small(), Query(year=1956))
    assert f"<title>{DATASET.title}</title>" in page.decode()
    assert embedded(page, "page")["narrowed"] is None


def test_an_empty_choice_says_so() -> None:
    page = page_of(small(), Query(changed_in=1700))
    assert "No record passes this filter: began to be so in 1700." in page.decode()
    assert embedded(page, "columns")["ids"] == []


def test_a_full_choice_does_not_say_that_it_is_empty(whole: bytes) -> None:
    assert b"<p>No record passes" not in whole


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
