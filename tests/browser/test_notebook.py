"""The map in a notebook, and with what folium adds to it, opened from disk with the network cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pytest
from playwright.sync_api import Browser, Page, expect

import geo
from geo.layer import Query, select
from tests.browser.conftest import MAP

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open files with the network cut; fail if anything was asked for or said that was not expected."""
    faults: list[str] = []
    contexts = []

    def make(path: Path, expected: str = "$^") -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()

        def note(said: str) -> None:
            if not re.search(expected, said):
                faults.append(said)

        page.on("request", lambda asked: asked.url.startswith((path.as_uri(), "data:", "blob:")) or note(asked.url))
        page.on("pageerror", lambda error: note(f"error {error}"))
        page.on("console", lambda said: note(f"console {said.type} {said.text}"))
        page.goto(path.as_uri())
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


def records_in(periods: gpd.GeoDataFrame, **query: Any) -> int:
    return int(select(periods, Query(**query))["record_id"].nunique())


def test_a_notebook_shows_the_map_without_network(opened: Open, tmp_path: Path, periods: gpd.GeoDataFrame) -> None:
    notebook = tmp_path / "notebook.html"
    made = geo.make_map(country="AM", year=1961)
    notebook.write_text(f"<!doctype html><p>Out [1]:</p>{made._repr_html_()}", encoding="utf-8")
    page = opened(notebook)
    frame = page.frame_locator("iframe")
    frame.locator(f"{MAP}[data-ready=true][data-year='1961']").wait_for()
    frame.get_by_role("slider", name="Year").press("ArrowLeft")
    expected = records_in(periods, year=1960, country=("AM",))
    frame.locator(f"{MAP}[data-year='1960'][data-shown='{expected}']").wait_for()
    frame.get_by_role("tab", name="List").click()
    frame.get_by_test_id("list").get_by_role("button").first.click()
    expect(frame.get_by_test_id("record").get_by_role("heading").first).to_be_visible()
    assert page.url == notebook.as_uri()


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    made = geo.make_map(year=1961)
    folium.Marker((40.18, 44.51), popup="Where <b>we</b> begin").add_to(made)
    made.save(tmp_path / "marked.html")
    return tmp_path / "marked.html"


def test_a_marker_of_foliums_stands_on_the_map_while_the_years_pass(
    opened: Open, marked: Path, periods: gpd.GeoDataFrame
) -> None:
    page = opened(marked)
    page.locator(f"{MAP}[data-ready=true][data-year='1961']").wait_for()
    page.get_by_role("slider", name="Year").press("ArrowLeft")
    page.locator(f"{MAP}[data-year='1960'][data-shown='{records_in(periods, year=1960)}']").wait_for()
    marker = page.locator(f"{MAP} .leaflet-marker-icon")
    expect(marker).to_have_count(1)
    assert marker.evaluate("picture => picture.naturalWidth") > 0
    marker.click()
    expect(page.locator(".leaflet-popup-content")).to_have_text("Where we begin")
    expect(page.locator(".leaflet-popup-content b")).to_have_text("we")
    page.get_by_test_id("filter-category").locator("[data-value=monument]").click()
    shown = records_in(periods, year=1960, category="monument")
    page.locator(f"{MAP}[data-shown='{shown}']").wait_for()
    expect(marker).to_be_visible()


def test_a_notebook_shows_what_was_added(opened: Open, tmp_path: Path) -> None:
    made = geo.make_map(country="AM", year=1961)
    folium.Marker((40.18, 44.51), popup="Yerevan").add_to(made)
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!doctype html>{made._repr_html_()}", encoding="utf-8")
    frame = opened(notebook).frame_locator("iframe")
    frame.locator(f"{MAP}[data-ready=true]").wait_for()
    frame.locator(".leaflet-marker-icon").click()
    expect(frame.locator(".leaflet-popup-content")).to_have_text("Yerevan")


def test_the_map_opens_where_its_maker_wants(opened: Open, tmp_path: Path) -> None:
    made = geo.make_map(country="AM", year=1961)
    made.fit_bounds([(50, 10), (52, 12)])
    folium.Marker((51, 11)).add_to(made)
    made.save(tmp_path / "map.html")
    page = opened(tmp_path / "map.html")
    page.locator(f"{MAP}[data-ready=true]").wait_for()
    expect(page.locator(".leaflet-marker-icon")).to_be_in_viewport()


def test_a_figure_of_foliums_shows_the_map(opened: Open, tmp_path: Path) -> None:
    figure = folium.Figure(height="600px").add_child(geo.make_map(country="AM", year=1961))
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!doctype html>{figure._repr_html_()}", encoding="utf-8")
    opened(notebook).frame_locator("iframe").locator(f"{MAP}[data-ready=true][data-year='1961']").wait_for()


def test_without_network_the_map_is_drawn_and_says_what_is_missing(opened: Open, tmp_path: Path) -> None:
    made = geo.make_map(country="AM", year=1961)
    folium.Marker((40.18, 44.51), icon=folium.Icon(color="red")).add_to(made)
    made.save(tmp_path / "map.html")
    page = opened(tmp_path / "map.html", "^https://|ERR_INTERNET_DISCONNECTED|TypeError: Cannot read properties")
    page.locator(f"{MAP}[data-ready=true]").wait_for()
    expect(page.get_by_test_id("notices")).to_contain_text("What was added to this map could not be drawn")
    page.get_by_role("slider", name="Year").press("ArrowLeft")
    page.locator(f"{MAP}[data-year='1960']").wait_for()
