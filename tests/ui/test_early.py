"""The map's files in the document that Streamlit answers with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import streamlit

from geo.ui import early, fetched, map_page
from geo.ui.early import EarlyMap, with_map
from geo.ui.loaded import load
from tests.asgi import run

DOCUMENT = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
DATA = {"style": "front/1/a.css", "script": "front/1/a.js", "first": ["front/1/columns.bin"], "faults": ["</script>"]}
TOLD = [(b"Content-Type", b"text/html"), (b"etag", b'"1"'), (b"Content-Length", b"7"), (b"cache-control", b"no-cache")]


class Order(HTMLParser):
    """Collects the scripts of a document, as they are run, and what stands in those that are data."""

    def __init__(self, document: bytes) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(document.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.scripts.append(dict(attrs))
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.texts[-1] += data


@pytest.fixture
def ready() -> Iterator[None]:
    """Have the map's files made, as the first visit does."""
    map_page._started.add(load().content_key)
    yield
    map_page._started.clear()
    map_page._base.cache_clear()
    fetched.clear()


def answered(
    path: str, query: bytes = b"", *, base: str = "", method: str = "GET", status: int = 200, body: bytes = DOCUMENT
) -> tuple[dict[str, Any], bytes, dict[str, Any]]:
    """Give the head and the body of an answer that came in two pieces, and the request as it was passed on."""
    sent: list[Any] = []
    passed: list[Any] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        passed.append(scope)
        await send({"type": "http.response.start", "status": status, "headers": TOLD})
        await send({"type": "http.response.body", "body": body[:100], "more_body": True})
        await send({"type": "http.response.body", "body": body[100:]})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("nobody asks")

    asked = [(b"if-none-match", b'"1"'), (b"accept-encoding", b"gzip"), (b"accept", b"text/html")]
    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": asked}
    run(EarlyMap(application, base)(scope, receive, send))
    return sent[0], b"".join(message["body"] for message in sent[1:]), passed[0]


def test_the_scripts_of_streamlit_wait_for_ours() -> None:
    scripts = Order(with_map(DOCUMENT, DATA)).scripts
    modules = [script for script in Order(DOCUMENT).scripts if script.get("type") == "module"]
    assert modules
    assert [script for script in scripts if script.get("type") == "module"] == []
    assert [script for script in scripts if script.get("type") == "text/later"] == [
        script | {"type": "text/later"} for script in modules
    ]
    (ours,) = (script for script in scripts if script.get("src") == DATA["script"])
    assert ours == {"defer": None, "fetchpriority": "high", "src": DATA["script"], "onerror": "startStreamlit()"}


def test_nothing_of_streamlit_is_fetched_before_the_map_but_its_style() -> None:
    ahead = DOCUMENT.count(b'rel="modulepreload"')
    assert ahead > 10
    document = with_map(DOCUMENT, DATA)
    assert (document.count(b'rel="modulepreload"'), document.count(b'<link rel="later"')) == (0, ahead)


def test_what_the_page_is_told_stays_text() -> None:
    order = Order(with_map(DOCUMENT, DATA))
    (at,) = (at for at, script in enumerate(order.scripts) if script.get("id") == "early-page")
    assert json.loads(order.texts[at]) == DATA


def test_the_tab_never_says_streamlit() -> None:
    assert re.findall(rb"<title>(.*?)</title>", with_map(DOCUMENT, DATA)) == [b"De-Stalinization map"]


def test_a_document_that_is_not_as_expected_stays_as_it_is() -> None:
    assert with_map(b"<p>Be right back", DATA) == b"<p>Be right back"


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(("path", "base"), [("/", ""), ("/atlas/", "atlas")])
def test_the_first_page_names_files_that_are_there(path: str, base: str) -> None:
    head, body, passed = answered(path, base=base)
    headers = {name.lower(): value for name, value in head["headers"]}
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers  # it was that of another body
    assert passed["headers"] == [(b"accept", b"text/html")]
    order = Order(body)
    (told,) = (json.loads(text) for text, own in zip(order.texts, order.scripts, strict=True) if own.get("id"))
    for address in (told["script"], told["style"], *told["first"]):
        _, digest, name = address.split("/")
        assert fetched.file(digest, name) is not None, address


@pytest.mark.usefixtures("ready")
def test_a_link_to_a_former_edition_names_its_files() -> None:
    bases = {
        query: next(script["src"] for script in Order(answered("/", query)[1]).scripts if "defer" in script)
        for query in (b"", b"data=2.1.0", b"data=9.9.9", b"data=%ff&year=1")
    }
    assert bases[b"data=9.9.9"] == bases[b""] == bases[b"data=%ff&year=1"]
    assert (bases[b"data=2.1.0"] != bases[b""]) == ("2.1.0" in load().dataset.editions)


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    "how",
    [{"path": "/charts"}, {"path": "/", "method": "POST"}, {"path": "/", "base": "atlas"}],
    ids=["another page", "another method", "another app"],
)
def test_nothing_else_is_touched(how: dict[str, Any]) -> None:
    head, body, passed = answered(**how)
    assert body == DOCUMENT
    assert head["headers"] == TOLD
    assert len(passed["headers"]) == 3


@pytest.mark.usefixtures("ready")
def test_an_answer_that_is_no_document_is_passed_on() -> None:
    head, body, _ = answered("/", status=503, body=DOCUMENT)
    assert (head["status"], body) == (503, DOCUMENT)


def test_before_the_first_visit_the_component_says_that_it_takes_a_while() -> None:
    assert answered("/")[1] == DOCUMENT


@pytest.mark.usefixtures("ready")
def test_data_that_cannot_be_read_leave_the_document_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(early, "load", broken)
    assert answered("/")[1] == DOCUMENT
