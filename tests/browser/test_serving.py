"""What the server gives to whom, and how long a browser keeps it."""

from __future__ import annotations

import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import geo
from geo.exports.front import CHUNK
from tests.browser.conftest import go, serve
from tests.samples import FOLDER

pytestmark = pytest.mark.browser

REFUSED = (
    "", ".env", "layer.geojson", "layer.geojson~", "evil.svg", ".git/config", "link.json", "pipe", "README.md",
    "dataset.json", "records", "%2e%2e/data", "..%2f..%2fapp.py", "app.py",
)  # fmt: skip
FILES = """() => performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/front/'))
    .map(({ name, transferSize }) => ({ name, transferSize }))"""
"""The files that are ours: addresses, and the bytes that came over the wire for each."""
MAKES_ALL = r"""chunks => {
    const names = performance.getEntriesByType("resource").map(({ name }) => name);
    const details = names.filter((name) => /details-\d+\.json$/.test(name));
    return names.some((name) => name.endsWith("/towns.json")) && details.length >= chunks;
}"""
"""What the page fetches last, when it has nothing else to do."""


def files(page: Page, app: str) -> dict[str, int]:
    go(page, app)
    page.wait_for_function(MAKES_ALL, arg=-(-len(geo.open(FOLDER.path).records) // CHUNK))
    page.wait_for_load_state("networkidle")
    return {entry["name"]: entry["transferSize"] for entry in page.evaluate(FILES)}


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_a_second_visit_fetches_no_file_anew(app: str, browser: Browser) -> None:
    context = browser.new_context()  # no route: with one, Chromium keeps nothing
    try:
        first = files(context.new_page(), app)
        second = files(context.new_page(), app)
    finally:
        context.close()
    names = {name.rpartition("/")[2] for name in first}
    assert {"screen.js", "screen.css", "columns.bin", "phrases.json", "outlines.json", "towns.json"} <= names
    assert sum(first.values()) > 200_000
    assert first.keys() == second.keys()
    assert sum(second.values()) == 0


def test_every_response_has_its_headers(app: str, page: Page) -> None:
    for address in (app, f"{app}/charts", f"{app}/nothing", f"{app}/_stcore/health", *files(page, app)):
        headers = page.request.get(address).headers
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin", address
        kept = "public, max-age=31536000, immutable"
        assert (headers.get("cache-control") == kept) == ("/front/" in address), address


def body(address: str) -> bytes:
    """Give what an address answers, whatever its status."""
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return bytes(response.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.read()


@pytest.fixture(scope="module")
def untidy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with what does not belong there."""
    folder = tmp_path_factory.mktemp("untidy") / "data"
    shutil.copytree(FOLDER.path, folder)
    for name in (".env", "layer.geojson~", ".layer.geojson.x2f9", "evil.svg", ".git/config"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("secret", encoding="utf-8")
    os.mkfifo(folder / "pipe")
    (folder / "link.json").symlink_to("/etc/passwd")
    return folder


def test_nothing_else_in_the_data_folder_is_served_and_a_pipe_stops_nobody(
    untidy: Path, new_page: Callable[..., Page]
) -> None:
    with serve(untidy) as app:
        (columns,) = [name for name in files(new_page(), app) if name.endswith("/columns.bin")]
        served = columns.removesuffix("/columns.bin")
        assert status(columns) == 200
        for name in REFUSED:
            assert status(f"{served}/{name}") in (400, 404), name
            assert b"secret" not in body(f"{app}/{name}"), name
        assert status(f"{app}/export/csv?colour=red") == 400
        assert status(f"{app}/_stcore/health") == 200
