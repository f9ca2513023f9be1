"""The bars say their scale."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import Locator, Page, expect

from geo.layer import Query, filter_mask
from geo.stats.counts import changes_per_year
from tests.browser.conftest import go

pytestmark = pytest.mark.browser

SCALE = re.compile(r"^Bars: up began, down ended; square-root scale, the tallest is (\d+)\.$")


def most(periods: gpd.GeoDataFrame, query: Query) -> int:
    return int(changes_per_year(periods, filter_mask(periods, query)).to_numpy().max())


def says(note: Locator, tallest: int) -> None:
    expect(note).to_be_visible()
    expect(note).to_have_text(SCALE)
    found = SCALE.match(note.inner_text())
    assert found
    assert int(found[1]) == tallest


def test_the_bars_of_the_page_say_their_scale(page: Page, app: str, periods: gpd.GeoDataFrame) -> None:
    for address, query in (("", Query()), ("/?country=HU", Query(country=("HU",)))):
        says(go(page, app + address).get_by_test_id("bars-scale"), most(periods, query))


def test_the_bars_of_the_map_in_one_file_say_their_scale(
    new_page: Callable[..., Page], file: Path, periods: gpd.GeoDataFrame
) -> None:
    page = go(new_page(), f"{file.as_uri()}#country=HU")
    says(page.get_by_test_id("bars-scale"), most(periods, Query(country=("HU",))))
