"""What stands in the data or in an address is shown as it is written: no icon, no link, no other sign."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from textwrap import wrap
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from geo.__main__ import main
from geo.core.folder import VARIABLE
from tests.browser.conftest import go, serve
from tests.samples import FOLDER

pytestmark = pytest.mark.browser

HOSTILE = (
    ":material/map: :streamlit: :smile: :red[loud] :blue-badge[x] a -> b <- c -- d >= e <= f ~= g <-> $x$ "
    "*i* https://evil.example www.evil.example a@evil.example 1. # `x`"
)
DRAWN = "a, img, [data-testid=stIconMaterial], em, b, code, .katex"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve data that say something hostile of themselves, and lack something hostile."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    shutil.copytree(FOLDER.path, folder)
    dataset = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    dataset["attribution"] = HOSTILE
    (folder / "dataset.json").write_text(json.dumps(dataset), encoding="utf-8")
    missing = json.loads((folder / "missing.json").read_text(encoding="utf-8"))
    missing["RU"].append(":material/map: :streamlit: utmost")
    (folder / "missing.json").write_text(json.dumps(missing), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder))
        assert main(["build"]) == 0
    with serve(folder) as address:
        yield address


def seen(text: str) -> str:
    return " ".join(text.replace("\u2060", "").split())


def test_what_the_data_say_of_themselves_is_shown_as_it_is_written(hostile: str, new_page: Callable[..., Page]) -> None:
    page = go(new_page(), hostile)
    page.get_by_role("button", name="About").click()
    about = page.get_by_text("evil.example").first
    expect(about).to_be_visible()
    assert seen(HOSTILE) in seen(about.inner_text())
    assert about.locator(DRAWN).count() == 0


def test_what_an_address_says_is_shown_as_it_is_written(hostile: str, new_page: Callable[..., Page]) -> None:
    page = new_page()
    # A longer word is cut in the middle, in the notice and in the warning alike: so all of it comes piece by piece.
    for part in (":material/map: :streamlit:", "https://evil.example a -> b", *wrap(HOSTILE, 36)):
        go(page, f"{hostile}/?{urlencode({'kind': part})}")
        notice = page.locator(".front-notice")
        assert seen(part) in seen(notice.inner_text())
        assert notice.locator(DRAWN).count() == 0
        page.goto(f"{hostile}/charts?{urlencode({'kind': part})}")
        warning = page.get_by_test_id("stAlert")
        assert seen(part) in seen(warning.inner_text())
        assert warning.locator("[data-testid=stMarkdownContainer]").locator(DRAWN).count() == 0


def test_the_coverage_page_draws_no_icon_of_the_data(hostile: str, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{hostile}/coverage")
    last = page.get_by_test_id("stMarkdownContainer").get_by_text("utmost")
    expect(last).to_be_visible()
    assert seen(last.inner_text()) == ":material/map: :streamlit: utmost"
