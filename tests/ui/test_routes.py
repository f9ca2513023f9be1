"""What the server answers beside the pages: listed files for good, the data in every format, pictures of charts."""

from __future__ import annotations

import gzip
import json
import logging
import re
from dataclasses import replace
from typing import Any

import pytest
from starlette.applications import Starlette
from streamlit import config

from geo.dataset import Dataset
from geo.exports import EXPORTS
from geo.layer import Query
from geo.ui import fetched, loaded, map_page, routes
from geo.ui.chart_set import charts_of as draws_of
from geo.ui.loaded import load
from geo.ui.routes import FOR_GOOD
from geo.web.assets import FRONTEND
from tests.asgi import Client

CHARTS = draws_of(load())
FILES = {"screen.js": b"1;" * 2000, "page.json": b"{}", "columns.bin": bytes(5000), "icon.png": bytes(5000)}


@pytest.fixture(autouse=True)
def own_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a process that has served nothing yet."""
    monkeypatch.setattr(fetched, "_sets", {})


@pytest.fixture
def client() -> Client:
    return Client(Starlette(routes=routes.routes()))


@pytest.fixture
def base() -> str:
    return fetched.keep(FILES)


def test_a_set_is_served_under_an_address_that_may_be_kept_for_good(client: Client, base: str) -> None:
    assert re.fullmatch(f"{fetched.ROOM}/[0-9a-f]{{16}}", base)
    for name, content in FILES.items():
        answer = client.get(f"/{base}/{name}")
        assert (answer.status_code, answer.content) == (200, content)
        assert answer.headers["cache-control"] == FOR_GOOD
    assert FOR_GOOD == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("name", "mime"),
    [("screen.js", "text/javascript"), ("page.json", "application/json"), ("columns.bin", "application/octet-stream")],
)
def test_a_file_has_its_media_type(name: str, mime: str, client: Client, base: str) -> None:
    assert client.get(f"/{base}/{name}").headers["content-type"].partition(";")[0] == mime


def test_what_is_worth_it_is_packed_for_who_can_unpack_it(client: Client, base: str) -> None:
    packed = {}
    for name, content in FILES.items():
        answer = client.get(f"/{base}/{name}", headers={"accept-encoding": "gzip, br"})
        assert answer.content == content
        packed[name] = answer.headers.get("content-encoding")
        assert answer.headers["vary"] == "accept-encoding"
        assert "content-encoding" not in client.get(f"/{base}/{name}", headers={"accept-encoding": "br"}).headers
    assert packed == {"screen.js": "gzip", "columns.bin": "gzip", "page.json": None, "icon.png": None}
    found = fetched.file(base.partition("/")[2], "screen.js")
    assert found
    assert found.packed
    assert gzip.decompress(found.packed) == FILES["screen.js"]


@pytest.mark.parametrize(
    "path",
    [
        "missing.js", "", ".", "..", "../page.json", "..%2f..%2fapp.py", "%2e%2e/%2e%2e/app.py", "screen.js/",
        "/screen.js", "screen.js%00", "SCREEN.JS", "..\\app.py", "/etc/passwd", "%2fetc%2fpasswd",
        "screen.js%0d%0aX: y",
    ],
)  # fmt: skip
def test_what_is_not_listed_is_not_there(path: str, client: Client, base: str) -> None:
    answer = client.get(f"/{base}/{path}")
    assert answer.status_code == 404
    assert "cache-control" not in answer.headers


@pytest.mark.parametrize("digest", ["0123456789abcdef", "x", "..", "%2e%2e", ""])
def test_a_set_that_is_not_held_is_not_there(digest: str, client: Client, base: str) -> None:
    assert client.get(f"/{fetched.ROOM}/{digest}/screen.js").status_code == 404


def test_nobody_writes(client: Client, base: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.get(f"/{base}/screen.js", method=method).status_code == 405


def test_the_address_is_another_when_a_byte_or_a_name_is_another(base: str) -> None:
    assert fetched.keep(dict(reversed(FILES.items()))) == base
    assert fetched.keep({**FILES, "page.json": b"[]"}) != base
    assert fetched.keep({"a": b"bc"}) != fetched.keep({"ab": b"c"})


def test_the_last_sets_are_held_and_the_oldest_forgotten(client: Client) -> None:
    bases = [fetched.keep({"x": str(number).encode()}) for number in range(6)]
    assert [client.get(f"/{base}/x").status_code for base in bases] == [404, 404, 200, 200, 200, 200]
    fetched.clear()
    assert client.get(f"/{bases[-1]}/x").status_code == 404


@pytest.fixture(scope="module")
def of_the_page() -> dict[str, Any]:
    """Hold the page's own files as the map page does, and give their set."""
    map_page._base.cache_clear()
    data = loaded.load()
    told = map_page._page_data(data)
    held = dict(fetched._sets[told["base"].partition("/")[2]])
    map_page._base.cache_clear()
    return {"told": told, "held": held}


def test_the_page_serves_what_it_needs_and_nothing_else(of_the_page: dict[str, Any]) -> None:
    names = {*of_the_page["held"]}
    chunks = {name for name in names if name.startswith("details-")}
    assert names - chunks == {
        "screen.js", "screen.css", "columns.bin", "page.json", "phrases.json", "search.json", "when.json",
        "outlines.json", "towns.json", "events.json", "stories.json", "centres.json", "texts.json", "words.json",
    }  # fmt: skip
    asked = {"columns.bin", *(f"{name}.json" for name in parts_asked_for())}
    assert asked - names == {"revisions.json", "lines.json"}, "which a former edition has, and the site"
    assert len(chunks) == -(-len(loaded.load().dataset.records) // 64)


def parts_asked_for() -> set[str]:
    """Give the parts that the front end's hosts get by their names."""
    text = (FRONTEND / "host" / "opening.js").read_text(encoding="utf-8")
    return {name for name in re.findall(r'(?:part|late)\("(\w+)"\)', text) if name != "columns"}


def test_the_data_of_the_page_are_the_layer(of_the_page: dict[str, Any]) -> None:
    columns = of_the_page["held"]["columns.bin"].content
    length = int.from_bytes(columns[:4], "little")
    head = json.loads(columns[4 : 4 + length])
    assert head["rows"] == len(loaded.load().periods)


def test_no_two_formats_have_a_file_of_one_name(client: Client) -> None:
    answers = [client.get(f"/export/{form}?year=1962&country=AM") for form in EXPORTS]
    assert len({answer.headers["content-disposition"] for answer in answers}) == len(EXPORTS)


@pytest.mark.parametrize("form", EXPORTS)
def test_every_format_is_written_as_the_command_line_does(form: str, client: Client, data: Dataset) -> None:
    query = Query(year=1962, country=("AM",))
    answer = client.get(f"/export/{form}?{query.text()}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == EXPORTS[form].mime.partition(";")[0]
    name = answer.headers["content-disposition"].partition("''")[2]
    assert name.startswith("de-stalinization-")
    assert name.endswith(f"am-1962.{EXPORTS[form].extension}")
    if form in ("geojson", "csv", "csv-records", "lpf", "kml"):
        assert answer.content == EXPORTS[form].write(data, query)
    assert len(answer.content) > 200


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("colour=red", "colour"),
        ("year=MCM", "year"),
        ("year=1961&year=1962", "year"),
        ("undated=perhaps", "undated"),
        ("between=1962-1956", "between"),
        ("mode=never", "mode"),
        ("near=25.6,45", "near"),
        ("%zz=%zz", "%zz"),
    ],
)
def test_a_bad_query_is_answered_in_one_sentence(query: str, named: str, client: Client) -> None:
    answer = client.get(f"/export/csv?{query}")
    assert answer.status_code == 400
    assert named in answer.text
    assert answer.text.count("\n") == 1
    assert "Traceback" not in answer.text
    assert answer.headers["content-type"].startswith("text/plain")


def test_what_a_format_refuses_is_said_with_the_reason(client: Client) -> None:
    answer = client.get("/export/lpf?changed_in=1700")
    assert answer.status_code == 400
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize("form", ["xlsx", "geojson.exe", "CSV", "__class__"])
def test_an_unknown_format_is_not_there_and_those_that_are_are_named(form: str, client: Client) -> None:
    answer = client.get(f"/export/{form}")
    assert answer.status_code == 404
    assert answer.text == f"There is no such format; there are {', '.join(EXPORTS)}.\n"


@pytest.mark.parametrize("address", ["/export/csv", "/picture/fates.svg"])
def test_what_fails_gives_a_number_and_the_log_the_whole_of_it(
    address: str, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any) -> Any:
        raise ZeroDivisionError("a secret of the server")

    broken = replace(EXPORTS["csv"], write=fail)
    monkeypatch.setitem(EXPORTS, "csv", broken)
    monkeypatch.setattr("geo.ui.pictures.picture", fail)
    with caplog.at_level(logging.ERROR):
        answer = client.get(address)
    assert answer.status_code == 500
    assert answer.text.startswith("This did not work.")
    assert answer.text.count("\n") == 1
    assert "secret" not in answer.text
    assert "ZeroDivision" not in answer.text
    (number,) = re.findall(r"\b[0-9a-f]{8}\b", answer.text)
    assert f"fault {number}" in caplog.text
    assert "a secret of the server" in caplog.text


def test_data_that_cannot_be_read_are_one_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("DE_STALINIZATION_DATA", str(tmp_path))
    answer = client.get("/export/csv")
    assert answer.status_code == 400
    assert answer.text.count("\n") == 1
    assert str(tmp_path) not in answer.text


@pytest.mark.parametrize("form", ["svg", "png"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_a_picture(name: str, form: str, client: Client) -> None:
    answer = client.get(f"/picture/{name}.{form}?year=1961&country=UA&q=x&colour=red")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith({"svg": "image/svg+xml", "png": "image/png"}[form])
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.{form}"'


@pytest.mark.parametrize(
    "name", ["fates.gif", "nothing.svg", "__class__.png", "fates", "fates.svg.png", "..%2ffates.svg"]
)
def test_there_is_no_other_picture(name: str, client: Client) -> None:
    assert client.get(f"/picture/{name}").status_code == 404


def test_of_nothing_there_is_no_picture(client: Client) -> None:
    assert client.get("/picture/in-force.svg?country=AM&kind=peak").status_code == 404


def test_all_lies_below_the_base_of_the_server(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    before = config.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", "/maps/stalin/")
    try:
        client = Client(Starlette(routes=routes.routes()))
    finally:
        config.set_option("server.baseUrlPath", before)
    for path in (f"{base}/screen.js", "export/csv?country=AM", "picture/fates.svg"):
        assert client.get(f"/maps/stalin/{path}").status_code == 200
        assert client.get(f"/{path}").status_code == 404
