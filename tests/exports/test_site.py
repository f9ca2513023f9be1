"""The static site: every record has its page, every link leads somewhere, and there is never half a site."""

from __future__ import annotations

import ast
import gzip
import json
import posixpath
import re
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import pytest

import geo
from geo.__main__ import main
from geo.core.drafts import exchange
from geo.core.errors import GeoDataError, QueryError, RecordError
from geo.core.folder import VARIABLE, default_folder
from geo.dataset import Dataset
from geo.exports import EXPORTS, site
from geo.exports.built import COVERAGE, built
from geo.exports.html import embedded
from geo.exports.site import LOCAL_URL, MARKER, site_files, write_site
from geo.layer import layer_text
from geo.records.edition import read_edition
from geo.records.reading import read_records
from tests.samples import FOLDER, MONUMENT, SUBJECT, folder_with, record

Files = dict[str, bytes]
VOID = {"meta", "link", "br", "input", "img", "hr"}
ATTACK = "</script><img src=x onerror=alert(1)>\"' {{ 7 * 7 }}"


class Page(HTMLParser):
    """A page's elements; tags that are not closed in order are a fault."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(content.decode("utf-8"))
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [own for name, own in self.elements if name == tag]


@pytest.fixture(scope="module")
def whole() -> Files:
    """Give the site of the real data."""
    return dict(site_files(geo.open(FOLDER.path), "https://example.org/map/"))


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have the site made of three small records, and give an empty folder."""
    hostile = record(id="attack-town", note=ATTACK * 3, names__1__name=ATTACK, names__1__native_name=ATTACK)
    small = [record(related=["stalin-test-square"]), record(MONUMENT, related=["gori-stalinsk"]), hostile]
    monkeypatch.setenv(VARIABLE, str(folder_with(tmp_path / "data", small).path))
    room = tmp_path / "room"
    room.mkdir()
    return room


def pages(files: Files) -> Iterator[tuple[str, Page]]:
    for name, content in files.items():
        if name.endswith(".html"):
            yield name, Page(content)


def tree(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_record_has_a_page_at_its_address(whole: Files) -> None:
    records, _ = read_records(FOLDER.records, SUBJECT)
    for one in records:
        assert Page(whole[f"record/{one.id}.html"]).text.count(one.title) >= 2
    assert sum(name.startswith("record/") for name in whole) == len(records)


def test_a_native_name_stands_with_its_language(whole: Files) -> None:
    page = Page(whole["record/dushanbe.html"])
    assert [own.get("lang") for own in page.all("bdi")] == ["ru", "ru", "tg"]
    assert "Сталинабад Russian" in " ".join(page.text.split())


def test_every_link_inside_the_site_leads_somewhere(whole: Files) -> None:
    parsed = dict(pages(whole))
    ids = {name: {own["id"] for _, own in page.elements if "id" in own} for name, page in parsed.items()}
    seen = 0
    for name, page in parsed.items():
        for own in [*page.all("a"), *page.all("link")]:
            address = urlsplit(own["href"])
            if address.scheme:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address.path) or name))
            target = name if not address.path else target
            assert target in whole, f"{name}: {own['href']}"
            if address.fragment and "=" not in address.fragment:
                assert address.fragment in ids[target], f"{name}: {own['href']}"
            seen += 1
    assert seen > 5000


def test_no_page_fetches_anything_from_another_host(whole: Files) -> None:
    for name, page in pages(whole):
        for tag, own in page.elements:
            assert own.get("src", "index.html") in whole, name
            if tag == "link" and own["rel"] not in ("license", "canonical"):
                assert not urlsplit(own["href"]).scheme, name
    assert b"url(" not in whole["site.css"]
    assert b"@import" not in whole["site.css"]


def test_links_to_sources_are_web_addresses(whole: Files) -> None:
    schemes = {urlsplit(own["href"]).scheme for _, page in pages(whole) for own in page.all("a")}
    assert schemes <= {"", "http", "https", "mailto"}


def test_a_record_page_tells_chain_sources_and_doubts(whole: Files) -> None:
    page = Page(whole["record/volgograd.html"])
    for words in ("Tsaritsyn", "10 April 1925 – 10 November 1961", "Sources disagree", "Confidence: high"):
        assert words in page.text
    assert {"lang": "ru"} in page.all("bdi")
    one = next(one for one in read_records(FOLDER.records, SUBJECT)[0] if one.id == "volgograd")
    for source in one.sources.values():
        assert source.title in page.text
    for other in one.related:
        assert {"href": f"{other}.html"} in page.all("a")
    version = read_edition(FOLDER.edition).version
    assert f"https://example.org/map/#record=volgograd&data={version}" in page.text


def test_a_record_page_describes_the_place_to_search_engines(whole: Files) -> None:
    text = whole["record/volgograd.html"].decode()
    linked = json.loads(text.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert (linked["@type"], linked["name"]) == ("Place", "Volgograd")
    assert "Сталинград" in linked["alternateName"]
    assert linked["geo"]["longitude"] == pytest.approx(44.5, abs=0.1)


BASE = "https://example.org/map/"


def described(page: bytes) -> dict[str, Any]:
    text = page.decode("utf-8")
    found: dict[str, Any] = json.loads(
        text.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    )
    return found


def whole_data(files: Files) -> set[str]:
    """Name the files that hold the whole data; the tables of single figures are linked from theirs alone."""
    return {name for name in files if name.startswith("data/") and not name.startswith("data/figures-")}


@pytest.mark.parametrize("name", ["index.html", "data.html"])
def test_the_map_and_the_page_of_data_describe_the_data_with_their_files(
    whole: Files, name: str, periods: gpd.GeoDataFrame
) -> None:
    linked = described(whole[name])
    edition = read_edition(FOLDER.edition)
    assert (linked["@type"], linked["url"], linked["identifier"]) == ("Dataset", BASE, edition.identifier)
    assert linked["identifier"].startswith("urn:uuid:")
    downloads = {one["contentUrl"].removeprefix(BASE): one["encodingFormat"] for one in linked["distribution"]}
    assert set(downloads) == whole_data(whole)
    assert all(one["@type"] == "DataDownload" for one in linked["distribution"])
    kinds = {form.extension: form.mime.partition(";")[0] for form in EXPORTS.values()}
    assert all(kind == kinds[file.rpartition(".")[2]] for file, kind in downloads.items())
    south, west, north, east = map(float, linked["spatialCoverage"]["geo"]["box"].split())
    lon, lat = periods.geometry.x, periods.geometry.y
    assert (west, south, east, north) == (lon.min(), lat.min(), lon.max(), lat.max())
    assert re.fullmatch(r"\d{4}/\d{4}", linked["temporalCoverage"])


def test_every_page_says_where_it_is_and_what_others_show_of_it(whole: Files) -> None:
    for name, page in pages(whole):
        address = BASE + ("" if name == "index.html" else name)
        assert [own["href"] for own in page.all("link") if own["rel"] == "canonical"] == [address], name
        said = {own.get("property") or own.get("name"): own.get("content") for own in page.all("meta")}
        assert said["og:url"] == address
        assert said["og:image"] == BASE + "share.png"
        assert said["description"]
        assert said["og:description"]
        assert said["og:title"]


def test_a_record_page_is_shown_by_others_with_its_own_note(whole: Files) -> None:
    page = whole["record/volgograd.html"]
    said = {own.get("property") or own.get("name"): own.get("content") for own in Page(page).all("meta")}
    assert said["description"] == said["og:description"] == described(page)["description"]
    assert said["og:title"] == "Stalingrad"


def test_the_picture_that_others_show_is_as_large_as_the_pages_say(whole: Files) -> None:
    picture = whole["share.png"]
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    said = {own.get("property"): own.get("content") for own in Page(whole["records.html"]).all("meta")}
    size = struct.unpack(">II", picture[16:24])
    assert [str(pixels) for pixels in size] == [said["og:image:width"], said["og:image:height"]]


def test_without_an_address_no_page_says_where_it_is(small: Path) -> None:
    files = dict(site_files(geo.open(), None))
    for name, page in pages(files):
        assert [own for own in page.all("link") if own["rel"] == "canonical"] == [], name
        said = {own.get("property"): own.get("content") or "" for own in page.all("meta")}
        assert posixpath.normpath(posixpath.join(posixpath.dirname(name), said["og:image"])) in files
        assert "og:url" not in said
    linked = described(files["data.html"])
    assert "url" not in linked
    assert {one["contentUrl"] for one in linked["distribution"]} == whole_data(files)


def test_every_page_has_a_policy_that_runs_nothing_of_others(whole: Files) -> None:
    for name, page in pages(whole):
        (policy,) = [own["content"] for own in page.all("meta") if own.get("http-equiv") == "Content-Security-Policy"]
        rules = dict(part.partition(" ")[::2] for part in policy.split("; "))
        assert rules["default-src"] == "'none'", name
        assert rules["base-uri"] == rules["form-action"] == "'none'"
        assert not re.search(r"https?:|\*|unsafe", policy), name


def test_a_town_centre_is_not_given_as_the_place_of_a_statue(small: Path) -> None:
    files = dict(site_files(geo.open(), None))
    assert b"GeoCoordinates" in files["record/gori-stalinsk.html"]
    assert b"GeoCoordinates" not in files["record/stalin-test-square.html"]


def part_of(files: Files, name: str) -> Any:
    """Read a part of the map, which is a script."""
    start, _, rest = files[f"map/{name}.js"].decode("utf-8").partition(f'["{name}", ')
    assert start == "(self.frontParts ??= []).push("
    return json.loads(rest.removesuffix("]);\n"))


def ids_of(files: Files) -> list[str]:
    """Read which records the map has, from the head of its columns."""
    text = files["map/columns.js"].decode("utf-8")
    head, _ = json.JSONDecoder().raw_decode(text, text.index("{"))
    found: list[str] = head["ids"]
    return found


def test_the_index_is_the_map_with_links_to_pages_and_records(whole: Files, periods: gpd.GeoDataFrame) -> None:
    assert ids_of(whole) == list(dict.fromkeys(periods["record_id"]))
    told = embedded(whole["index.html"], "page")
    assert (told["records"], told["base"]) == ("record/{id}.html", BASE)
    links = {own["href"] for own in Page(whole["index.html"]).all("a")}
    offered = {page["href"] for page in told["pages"]}
    wanted = {"records.html", "figures.html", "coverage.html", "frame.html", "data.html"}
    assert wanted <= links == offered


def test_every_part_of_the_map_is_a_script_that_brings_it(whole: Files) -> None:
    chunks = [name for name in whole if name.startswith("map/details-")]
    told = [record for number in range(len(chunks)) for record in part_of(whole, f"details-{number}")]
    assert told == ids_of(whole)
    for name in ("phrases", "when", "search", "outlines", "lines", "towns", "events"):
        assert part_of(whole, name), name
    thin, lines = part_of(whole, "outlines"), part_of(whole, "lines")
    assert thin["thin"] is True
    assert len(thin["arcs"]) == len(lines)
    assert sum(map(len, thin["arcs"])) < 0.7 * sum(map(len, lines))


def test_the_first_map_over_http_is_light(whole: Files) -> None:
    page = Page(whole["index.html"])
    styles = [own["href"] for own in page.all("link") if own["rel"] == "stylesheet"]
    first = ["index.html", *styles, *(own["src"] for own in page.all("script") if "src" in own), "map/outlines.js"]
    assert sum(len(gzip.compress(whole[name])) for name in first) <= 235_000


def test_bytes_of_the_columns_are_characters(whole: Files) -> None:
    text = whole["map/columns.js"].decode("utf-8")
    head, end = json.JSONDecoder().raw_decode(text, text.index("{"))
    body = ast.literal_eval(text[text.index('"', end) : text.rindex('"') + 1]).encode("latin-1")
    last = max(head["columns"].values(), key=lambda column: column["at"])
    assert last["at"] < len(body)
    size = np.frombuffer(body, np.uint8, head["records"], head["columns"]["size"]["at"])
    assert int(size.sum()) == head["rows"]


def test_the_list_of_records_links_to_each(whole: Files) -> None:
    links = [own["href"] for own in Page(whole["records.html"]).all("a")]
    assert {link for link in links if link.startswith("record/")} == {
        name for name in whole if name.startswith("record/")
    }


def test_every_export_of_the_whole_data_is_there(whole: Files, collection: dict[str, Any]) -> None:
    data = {name: whole[name] for name in whole_data(whole)}
    assert len(data) == len(EXPORTS) - 1
    links = {own["href"] for own in Page(whole["data.html"]).all("a")}
    assert set(data) <= links
    assert json.loads(data["data/de-stalinization.geojson"])["features"] == collection["features"]
    assert data["data/de-stalinization-periods.csv"].startswith(b"\xef\xbb\xbfrecord_id,period,")


def test_no_export_has_the_name_of_a_file_in_the_repository(whole: Files) -> None:
    names = {posixpath.basename(name) for name in whole if name.startswith("data/")}
    assert names.isdisjoint(path.name for path in FOLDER.path.rglob("*"))


def test_the_coverage_page_has_the_tables(whole: Files, data: Dataset) -> None:
    page = Page(whole["coverage.html"])
    assert len(page.all("table")) == built(data, COVERAGE).decode().count("|---|---|\n") > 2


def test_the_site_map_names_every_page_once(whole: Files) -> None:
    addresses = [node.text or "" for node in ET.fromstring(whole["sitemap.xml"]).iterfind(".//{*}loc")]
    names = {address.removeprefix("https://example.org/map/") or "index.html" for address in addresses}
    assert names == {name for name in whole if name.endswith(".html")}
    assert len(addresses) == len(names)


def test_a_hostile_record_is_only_text(small: Path) -> None:
    files = dict(site_files(geo.open(), None))
    for name, page in pages(files):
        assert page.all("img") == [], name
    attacked = Page(files["record/attack-town.html"])
    assert ATTACK in attacked.text
    assert [own.get("type") for own in attacked.all("script")] == ["application/ld+json"]


def test_markup_in_the_coverage_is_only_text(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "built", lambda *_: b"# A\n\n<img src=x> [a](javascript:alert(1))\n")
    page = Page(dict(site_files(geo.open(), None))["coverage.html"])
    assert page.all("img") == []
    assert not [own for own in page.all("a") if own["href"].startswith("javascript")]


def test_the_same_data_give_the_same_bytes(small: Path) -> None:
    write_site(geo.open(), small / "one")
    write_site(geo.open(), small / "other")
    assert tree(small / "one") == tree(small / "other")


def test_without_an_address_the_site_map_says_localhost_and_so_does_the_command(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["site", "--output", str(small / "site")]) == 0
    assert LOCAL_URL in capsys.readouterr().err
    assert f"<loc>{LOCAL_URL}</loc>" in (small / "site" / "sitemap.xml").read_text("utf-8")
    assert LOCAL_URL not in (small / "site" / "record" / "gori-stalinsk.html").read_text("utf-8")


def test_a_site_made_before_is_made_anew(small: Path) -> None:
    write_site(geo.open(), small / "site")
    (small / "site" / "record" / "gone.html").write_text("old", encoding="utf-8")
    write_site(geo.open(), small / "site", "https://example.org")
    assert not (small / "site" / "record" / "gone.html").exists()
    assert "<loc>https://example.org/</loc>" in (small / "site" / "sitemap.xml").read_text("utf-8")
    assert [path.name for path in small.iterdir()] == ["site"]


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_no_site_is_left_alone(small: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    target = small / "mine"
    mine = target / "letter.txt" if kind == "folder" else target
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine", encoding="utf-8")
    assert main(["site", "--output", str(target)]) == 2
    assert "is no site made before" in capsys.readouterr().err
    assert mine.read_text("utf-8") == "mine"


def test_a_strangers_file_in_a_site_is_not_thrown_away(small: Path) -> None:
    write_site(geo.open(), small / "site")
    (small / "site" / "CNAME").write_text("example.org", encoding="utf-8")
    with pytest.raises(GeoDataError, match='"CNAME" in it, which is no part of the site'):
        write_site(geo.open(), small / "site")
    assert (small / "site" / "CNAME").exists()


def full(data: Dataset, base: str | None, watch: Any) -> Iterator[tuple[str, bytes]]:
    yield MARKER, b""
    raise OSError(28, "No space left on device")


def test_a_failure_half_way_leaves_the_old_site(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(geo.open(), small / "site")
    before = tree(small / "site")

    monkeypatch.setattr(site, "site_files", full)
    with pytest.raises(GeoDataError, match="No space left on device"):
        write_site(geo.open(), small / "site")
    assert tree(small / "site") == before
    assert [path.name for path in small.iterdir()] == ["site"]


KILLED = """
import os, signal, sys
from pathlib import Path
import geo
from geo.exports import site
target, exchanges = sys.argv[1:]
if exchanges == "no":
    site.exchange = lambda *_: False
rename, steps = Path.rename, []
def killed(self, target):
    steps.append(self)
    if len(steps) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
Path.rename = killed
site.write_site(geo.open(), Path(target), "https://example.org/new/")
"""


@pytest.mark.parametrize("exchanges", ["yes", "no"])
def test_a_run_killed_between_two_renames_costs_no_site(
    small: Path, exchanges: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(geo.open(), small / "site")
    before = tree(small / "site")
    call = [sys.executable, "-c", KILLED, small / "site", exchanges]
    done = subprocess.run(call, cwd=FOLDER.path.parent, check=False)
    assert done.returncode == (0 if exchanges == "yes" else -signal.SIGKILL)
    if exchanges == "yes":
        assert b"https://example.org/new/" in (small / "site" / "sitemap.xml").read_bytes()
        assert [path.name for path in small.iterdir()] == ["site"]
        return
    assert not (small / "site").exists()
    monkeypatch.setattr(site, "site_files", full)
    with pytest.raises(GeoDataError, match="No space left on device"):
        write_site(geo.open(), small / "site")
    assert tree(small / "site") == before
    assert [path.name for path in small.iterdir()] == ["site"]


def test_the_site_is_there_at_every_moment(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(geo.open(), small / "site")
    seen = []
    monkeypatch.setattr(
        site, "exchange", lambda *both: exchange(*both) and (seen.append((small / "site").exists()) or True)
    )
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("a name is free for a moment"))
    write_site(geo.open(), small / "site")
    assert seen == [True]


def test_an_old_site_in_a_dead_draft_takes_no_place_that_is_taken(small: Path) -> None:
    (small / ".site.abcd1234.draft").mkdir()
    write_site(geo.open(), small / ".site.abcd1234.draft" / "old", "https://example.org/old/")
    write_site(geo.open(), small / "site", "https://example.org/kept/")
    assert b"/kept/" in (small / "site" / "sitemap.xml").read_bytes()
    assert [path.name for path in small.iterdir()] == ["site"]


def test_a_failure_at_the_last_step_brings_the_old_site_back(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "exchange", lambda *_: False)
    write_site(geo.open(), small / "site")
    before = tree(small / "site")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "site" and target.name == "site" and self.parent != small:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(GeoDataError, match="nothing was changed"):
        write_site(geo.open(), small / "site")
    assert tree(small / "site") == before


def test_a_folder_that_cannot_be_written_is_named(small: Path) -> None:
    with pytest.raises(GeoDataError, match=r"nowhere.* cannot be written"):
        write_site(geo.open(), small / "nowhere" / "site")


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "https://example.org/?a=1", "https://a.org/#b"])
def test_an_address_that_is_none_is_refused(small: Path, url: str) -> None:
    with pytest.raises(QueryError, match="is not the address of a site"):
        write_site(geo.open(), small / "site", url)
    assert not (small / "site").exists()


def test_a_broken_record_makes_no_site(small: Path) -> None:
    (default_folder().records / "places" / "gori-stalinsk.json").write_text("{", encoding="utf-8")
    with pytest.raises(RecordError, match="gori-stalinsk"):
        write_site(geo.open(), small / "site")
    assert list(small.iterdir()) == []


def test_a_layer_without_one_of_the_records_makes_no_site(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = default_folder().layer
    layer = json.loads(file.read_text("utf-8"))
    layer["features"] = [one for one in layer["features"] if one["properties"]["record_id"] != "gori-stalinsk"]
    file.write_text(layer_text(layer), encoding="utf-8")
    assert main(["site", "--output", str(small / "site")]) == 2
    assert 'layer.geojson is not what the records give; run "python -m geo build"' in capsys.readouterr().err
    assert list(small.iterdir()) == []


def test_the_layer_of_the_small_site_is_read(small: Path) -> None:
    ids = ids_of(dict(site_files(geo.open(), None)))
    assert set(ids) == {"attack-town", "gori-stalinsk", "stalin-test-square"}
