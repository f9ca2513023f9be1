"""The lines of the base map: on the site thin ones are drawn first, and soon those that every host has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from geo.text.catalogue import PLAIN
from tests.browser.conftest import go

pytestmark = pytest.mark.browser
PLACE = "year=1952&at=37.5,40,4.5"
DRAWN = """() => ["countries", "borders"].map((pane) =>
    [...document.querySelectorAll(`.leaflet-${pane}-pane canvas`)].map((canvas) => canvas.toDataURL()).join())"""


def drawn(page: Page) -> list[str]:
    """Give the pictures of land and borders, when nothing is fetched any more."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    pictures: list[str] = page.evaluate(DRAWN)
    assert all(len(one) > 5000 for one in pictures)
    return pictures


def test_the_site_ends_with_the_lines_that_the_file_has(new_page: Callable[..., Page], site: str, file: Path) -> None:
    alike = [drawn(go(new_page(), f"{home}#{PLACE}")) for home in (site, file.as_uri())]
    assert alike[0] == alike[1]


def test_thin_lines_stay_where_the_others_do_not_come(new_page: Callable[..., Page], site: str) -> None:
    page = new_page()
    page.route("**/map/lines.js", lambda route: route.abort())
    go(page, f"{site}#{PLACE}")
    page.get_by_text(PLAIN.message("web.notice.lost")).wait_for()
    thin, whole = drawn(page), drawn(go(new_page(), f"{site}#{PLACE}"))
    assert all(one != other for one, other in zip(thin, whole, strict=True))
