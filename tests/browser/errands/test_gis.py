"""A GIS user takes the data into other programs."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET

import geopandas as gpd
import pytest

from tests.browser.errands import facts
from tests.browser.errands.hosts import on
from tests.browser.page import App, Page

pytestmark = pytest.mark.browser


@on("app", file="issue 11: Export in the browser: GeoJSON and CSV of exactly what is seen, also in the file")
def test_what_the_map_shows_is_opened_again_with_geopandas(page: Page) -> None:
    page.open(year=1956)
    assert page.offers("what is shown")
    frame = gpd.read_file(page.export("geojson"))
    assert frame.crs.to_epsg() == 4326
    assert list(frame["name"]) == facts.titles(year=1956)
    assert frame.geometry.geom_type.unique().tolist() == ["Point"]


@on("app", "file")
def test_the_whole_layer_is_opened_again_with_geopandas(page: Page) -> None:
    page.open(year=1956)
    frame = gpd.read_file(page.export("geojson", every_year=True))
    assert list(frame["name"]) == facts.titles()
    assert list(frame.geometry) == facts.points()


@on("app")
def test_geopackage_flatgeobuf_and_geoparquet_hold_the_same_points(page: App) -> None:
    page.open(year=1956, country="HU")
    for form in ("gpkg", "fgb", "parquet"):
        path = page.export(form)
        frame = gpd.read_parquet(path) if form == "parquet" else gpd.read_file(path)
        assert frame.crs.to_epsg() == 4326
        assert sorted(frame["name"]) == sorted(facts.titles(year=1956, country="HU"))


@on("app", file="issue 11: Query, facets ..., near ... move to the browser")
def test_what_lies_nearest_to_a_town_is_listed_with_its_distance(page: App) -> None:
    page.open(year=1955)
    assert page.offers("near a town")
    page.near_town("Ереван")
    assert page.popup_text().startswith("Nearest to Yerevan")
    nearest = facts.nearest_to("Yerevan", 1955)
    assert [float(km) for km in page.column("km")] == pytest.approx(nearest, abs=0.5)


@on("app")
def test_a_globe_shows_the_day_on_which_stalingrad_ended(page: App) -> None:
    page.open(country="RU", kind="settlement")
    globe = ET.parse(page.export("kml", every_year=True))
    times = {part.text for part in globe.iter() if part.tag.endswith(("}begin", "}end"))}
    assert facts.record("volgograd").names[1].end in times


@on("app")
def test_the_years_run_in_the_temporal_controller_of_qgis(page: App) -> None:
    page.open(country="HU")
    frame = gpd.read_file(page.export("gpkg", every_year=True))
    assert [name for name in frame.columns if str(frame[name].dtype).startswith("datetime")] != []


@on(app="issue 13: Take the disagreements away: CSV and GeoJSON carry what the sources say differently")
def test_what_sources_say_differently_is_in_the_table(page: App) -> None:
    page.open(country="HU", disputed=1)
    with page.export("csv", every_year=True).open(encoding="utf-8-sig", newline="") as table:
        cells = [cell for row in csv.reader(table) for cell in row]
    values = {one.value for one in facts.record("dunaujvaros").disagreements}
    assert all(any(value in cell for cell in cells) for value in values)
