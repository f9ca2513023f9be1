"""Whatever goes wrong in the server is one sentence with a way on, on every page, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serve, settled
from tests.browser.serving import ROOT
from tests.samples import FOLDER

pytestmark = pytest.mark.browser

BROKEN = f"""
import runpy
import sys

sys.path.insert(0, {str(ROOT)!r})
from geo.ui import chart_page, coverage, map_page


def fail(*_, **__):
    raise ZeroDivisionError("a secret of the server")


map_page.load_or_stop = fail
chart_page._changes = fail
coverage.text_of = None
runpy.run_path({str(ROOT / "app.py")!r}, run_name="__main__")
"""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the app with parts that fail on every page."""
    folder = tmp_path_factory.mktemp("app")
    (folder / "app.py").write_text(BROKEN, encoding="utf-8")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(serve.__wrapped__.__globals__, "ROOT", folder)  # type: ignore[attr-defined]
        with serve(FOLDER.path) as address:
            yield address


@pytest.mark.parametrize("path", ["/", "/charts", "/coverage"])
def test_a_page_that_fails_says_so_and_offers_a_way_on(page: Page, broken: str, path: str) -> None:
    page.goto(f"{broken}{path}?year=1950")
    message = page.get_by_test_id("stAlert")
    expect(message).to_have_count(1, timeout=90_000)
    expect(message).to_contain_text("This did not work. Try again, start over, or tell")
    settled(page)
    text = page.locator("body").inner_text()
    for inside in ("Traceback", "ZeroDivision", "secret", ".py"):
        assert inside not in text
    again = page.get_by_role("link", name="Try again")
    expect(again).to_have_js_property("href", f"{broken}{path}?year=1950")
    expect(page.get_by_role("link", name="Start over")).to_have_js_property("href", f"{broken}/")
    again.click()
    expect(message).to_have_count(1, timeout=90_000)
