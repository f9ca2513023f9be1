"""A GIS user takes the data into other programs."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from typing import Any

import geopandas as gpd
import pytest

from tests.browser.errands import facts
from tests.browser.errands.hosts import EVERYWHERE, on
from tests.browser.page import App, Page

pytestmark = pytest.mark.browser


@on(*EVERYWHERE)
def test_what_the_map_shows_is_opened_again_with_geopandas(page: Page) -> None:
    page.open(year=1956)
    frame = gpd.read_file(page.export("geojson"))
    assert frame.crs.to_epsg() == 4326
    assert list(frame["name"]) == facts.titles(year=1956)
    assert frame.geometry.geom_type.unique().tolist() == ["Point"]


@on(*EVERYWHERE)
def test_the_whole_layer_is_opened_again_with_geopandas(page: Page) -> None:
    page.open(year=1956)
    page.choose_mode("all")
    frame = gpd.read_file(page.export("geojson"))
    assert list(frame["name"]) == facts.titles()
    assert list(frame.geometry) == facts.points()


@pytest.mark.parametrize(
    "query",
    [
        {"year": 1956},
        {"year": 1962, "country": ["HU", "UA"], "status": "after"},
        {"year": 1961, "mode": "changes", "category": "monument"},
        {"year": 1955, "undated": 1, "disputed": 1},
        {"year": 1962, "from": 1955, "mode": "between", "lasted": 5},
    ],
    ids=str,
)
@on(*EVERYWHERE)
def test_the_browsers_files_are_those_of_the_command_line(page: Page, query: dict[str, Any]) -> None:
    page.open(**query)
    written = json.loads(page.export("geojson").read_bytes())
    wanted = json.loads(facts.written("geojson", page.query()))
    assert written["features"] == wanted["features"]
    assert written == wanted
    assert page.export("csv").read_bytes() == facts.written("csv", page.query())


@on("app")
def test_geopackage_flatgeobuf_and_geoparquet_hold_the_same_points(page: App) -> None:
    page.open(year=1956, country="HU")
    for form in ("gpkg", "fgb", "parquet"):
        path = page.export(form)
        frame = gpd.read_parquet(path) if form == "parquet" else gpd.read_file(path, layer=0)
        assert frame.crs.to_epsg() == 4326
        assert sorted(frame["name"]) == sorted(facts.titles(year=1956, country="HU"))


@on(*EVERYWHERE)
def test_what_lies_nearest_to_a_place_is_listed_with_its_distance(page: Page) -> None:
    page.open(year=1955, near=facts.place_of("Yerevan"))
    assert page.popup_text().startswith("Nearest to this place")
    page.order_by("Nearest first")
    nearest = facts.nearest_to("Yerevan", 1955)
    assert [facts.km_in(place) for place in page.column("place")] == pytest.approx(nearest, abs=0.51)


@on(*EVERYWHERE)
def test_what_lies_near_a_town_is_asked_by_its_name(page: Page) -> None:
    page.open(year=1955)
    page.near_town("Ереван")
    assert page.says("The list has what is nearest to Yerevan first.")
    nearest = facts.nearest_to("Yerevan", 1955)
    assert [facts.km_in(place) for place in page.column("place")] == pytest.approx(nearest, abs=0.51)


@on("app")
def test_a_globe_shows_the_day_on_which_stalingrad_ended(page: App) -> None:
    page.open(country="RU", kind="settlement", mode="all")
    globe = ET.parse(page.export("kml"))
    times = {part.text for part in globe.iter() if part.tag.endswith(("}begin", "}end"))}
    assert facts.record("volgograd").names[1].end in times


@on("app")
def test_the_years_run_in_the_temporal_controller_of_qgis(page: App) -> None:
    page.open(country="HU", mode="all")
    frame = gpd.read_file(page.export("gpkg"), layer="periods")
    assert [name for name in frame.columns if str(frame[name].dtype).startswith("datetime")] != []


@on("app")
def test_what_sources_say_differently_is_in_the_table(page: App) -> None:
    page.open(country="HU", disputed=1, mode="all")
    with page.export("csv").open(encoding="utf-8-sig", newline="") as table:
        cells = [cell for row in csv.reader(table) for cell in row]
    values = {one.value for one in facts.record("dunaujvaros").disagreements}
    assert all(any(value in cell for cell in cells) for value in values)
