"""Whatever goes wrong in the server is one sentence with a way on, on every page, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import go, serve, settled, wait_year
from tests.browser.serving import ROOT
from tests.samples import FOLDER

pytestmark = pytest.mark.browser

BROKEN = f"""
import runpy
import sys
from dataclasses import replace

sys.path.insert(0, {str(ROOT)!r})
from geo import exports as formats
from geo.ui import chart_page, coverage, frame, state

frame.real_foot = getattr(frame, "real_foot", frame.foot)  # the script runs again and again


def fail(*_, **__):
    raise ZeroDivisionError("a secret of the server")


def foot(data):
    if state.st.session_state["year"] == 1950:
        fail()
    frame.real_foot(data)


frame.foot = foot
chart_page._survival = fail
coverage.text_of = None
state.clear = fail
for name in ("geojson", "csv"):
    formats.EXPORTS[name] = replace(formats.EXPORTS[name], write=fail)
runpy.run_path({str(ROOT / "app.py")!r}, run_name="__main__")
"""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the app with parts that fail: the map of 1950, charts, coverage, an action, and downloads."""
    folder = tmp_path_factory.mktemp("app")
    (folder / "app.py").write_text(BROKEN, encoding="utf-8")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(serve.__wrapped__.__globals__, "ROOT", folder)  # type: ignore[attr-defined]
        with serve(FOLDER.path) as address:
            yield address


def one_sentence(page: Page) -> None:
    """Expect one message, and nothing of what went wrong."""
    message = page.get_by_test_id("stAlert")
    expect(message).to_have_count(1, timeout=90_000)
    expect(message).to_contain_text("This did not work. Keep going, start over, or tell")
    settled(page)
    text = page.locator("body").inner_text()
    for inside in ("Traceback", "ZeroDivision", "secret", ".py"):
        assert inside not in text


@pytest.mark.parametrize("path", ["/?year=1950", "/charts?year=1950", "/coverage?year=1950"])
def test_a_page_that_fails_says_so_and_offers_a_way_on(page: Page, broken: str, path: str) -> None:
    page.goto(f"{broken}{path}")
    one_sentence(page)
    expect(page.get_by_role("button", name="Keep going")).to_be_visible()
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_function("() => location.pathname === '/' && location.search === '?year=1950'")
    one_sentence(page)
    page.get_by_role("button", name="Start over").click()
    wait_year(page, 1961)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_an_action_that_fails_says_so_and_the_map_stands(page: Page, broken: str) -> None:
    go(page, f"{broken}/?year=1956&country=HU")
    page.get_by_role("button", name="Take all filters off").click()
    one_sentence(page)
    expect(page.get_by_role("button", name="Country today: Hungary")).to_be_visible()
    wait_year(page, 1956)
    page.get_by_role("button", name="Keep going").click()
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_a_download_that_fails_says_so(new_page: Callable[..., Page], broken: str) -> None:
    page = go(new_page(), f"{broken}/?year=1956")
    settled(page)
    page.get_by_role("button", name="GeoJSON of all years").click()
    expect(page.get_by_text("Failed to generate file for download")).to_be_visible()
    assert "secret" not in page.locator("body").inner_text()
    expect(page.get_by_role("button", name="GeoJSON of all years")).to_be_enabled()
