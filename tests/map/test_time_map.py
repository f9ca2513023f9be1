"""The map as an object of folium's: strict as long as nothing is added, and with what folium renders after that."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import pytest
from folium.plugins import MarkerCluster

from geo.core.errors import GeoDataError
from geo.exports.html import embedded, to_html, to_map
from geo.layer import Query, build_layer
from geo.map.time_map import CALL, TimeMap
from tests.exports.test_formats import DATASET
from tests.samples import MONUMENT, opened, record

POLICY = "Content-Security-Policy"
AREA = {"type": "Polygon", "coordinates": [[[44, 41], [45, 41], [45, 42], [44, 41]]]}
DATA = opened(build_layer([record(), record(MONUMENT)], DATASET))


@pytest.fixture
def made() -> TimeMap:
    return to_map(DATA, Query(year=1956))


def text_of(made: TimeMap) -> str:
    return made.html.decode("utf-8")


def linked(page: str) -> list[str]:
    return re.findall(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"', page)


def drawing(page: str) -> str:
    """Give the script that folium rendered."""
    return page.partition(f"function {CALL}(")[2].partition('"use strict"')[0]


def test_it_is_a_map_of_foliums_and_the_strict_file(made: TimeMap) -> None:
    assert isinstance(made, folium.Map)
    assert made.html == to_html(DATA, Query(year=1956))
    assert POLICY in text_of(made)


def test_a_marker_with_a_popup_is_in_the_page_and_fetches_nothing(made: TimeMap, tmp_path: Path) -> None:
    folium.Marker((41.7, 44.8), popup="Our <b>school</b>").add_to(made)
    made.save(tmp_path / "map.html")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert re.search(r"L\.marker\(\s*\[41\.7, 44\.8\]", drawing(page))
    assert "Our <b>school</b>" in drawing(page)
    assert (POLICY in page, linked(page)) == (False, [])
    assert embedded(page.encode(), "columns") == embedded(to_html(DATA, Query(year=1956)), "columns")
    for call in ("basemap", "borders", "periods", "towns", "legend"):
        assert f"timemap.{call}(map_timemap)" in drawing(page)
    assert "timemap.centres(map_timemap, layers_timemap)" in drawing(page).partition("L.control.layers(")[2]


def test_bounds_that_were_added_are_where_the_map_opens(made: TimeMap) -> None:
    assert "timemap.placed" not in drawing(made.get_root().render())
    made.fit_bounds([(41, 44), (42, 45)])
    assert "timemap.placed = true;" in drawing(text_of(made))


@pytest.mark.parametrize(
    "touch",
    [
        lambda made: made.fit_bounds([(41, 44), (42, 45)]),
        lambda made: made.options.update(maxZoom=5),
        lambda made: made.add_css_link("mine", "https://example.org/mine.css"),
        lambda made: made.get_root().html.add_child(folium.Element("<p>Our title</p>")),
    ],
)
def test_whatever_changes_what_folium_renders_is_in_the_page(made: TimeMap, touch: Callable[[Any], Any]) -> None:
    touch(made)
    assert POLICY not in text_of(made)
    assert f"function {CALL}(" in text_of(made)


def test_what_is_taken_off_again_leaves_the_strict_file(made: TimeMap) -> None:
    cluster = MarkerCluster().add_to(made)
    assert linked(text_of(made))
    del made._children[cluster.get_name()]
    assert made.html == to_html(DATA, Query(year=1956))


def test_a_plugin_brings_its_files_after_leaflet(made: TimeMap) -> None:
    folium.Marker((41.7, 44.8)).add_to(MarkerCluster().add_to(made))
    page = text_of(made)
    assert [address.rpartition("/")[2] for address in linked(page)] == [
        "leaflet.markercluster.js", "MarkerCluster.css", "MarkerCluster.Default.css",
    ]  # fmt: skip
    assert page.index("L.Icon.Default.mergeOptions(") < page.index(linked(page)[0]) < page.index("</head>")


def test_an_icon_of_foliums_brings_what_folium_links_for_it(made: TimeMap) -> None:
    folium.Marker((41.7, 44.8), icon=folium.Icon(color="red")).add_to(made)
    files = linked(text_of(made))
    assert any("awesome-markers.js" in file for file in files)
    assert not any("leaflet.js" in file or "bootstrap.min" in file or "jquery" in file for file in files)


def test_jquery_is_linked_where_more_of_it_is_used_than_our_page_has(made: TimeMap) -> None:
    made.add_child(folium.elements.MacroElement())
    script: Any = folium.elements.MacroElement()
    script._template = folium.template.Template('{% macro script(this, kwargs) %}$("#mine").hide();{% endmacro %}')
    script.add_to(made)
    assert [file for file in linked(text_of(made)) if "jquery" in file]


def test_layers_that_were_added_stand_in_the_layer_control(made: TimeMap) -> None:
    made.html  # noqa: B018 - a map that was shown can still be added to
    folium.GeoJson(AREA, name="Our valley").add_to(folium.FeatureGroup(name="Our layer").add_to(made))
    folium.GeoJson(AREA, name="Our district").add_to(made)
    script = drawing(text_of(made))
    control = script[script.index("layers_timemap_layers = {") :]
    assert [name for name in ("Borders of the time", "Our layer", "Our district") if f'"{name}" :' in control] == [
        "Borders of the time", "Our layer", "Our district",
    ]  # fmt: skip
    assert script.index("L.featureGroup(") < script.index("layers_timemap_layers = {")


def test_our_countries_do_not_lie_over_a_background_that_was_added(made: TimeMap) -> None:
    assert "basemap_timemap.addTo(" in drawing(made.get_root().render())
    tiles = folium.TileLayer("OpenStreetMap").add_to(made)
    assert "basemap_timemap.addTo(" not in drawing(text_of(made))
    tiles.show = False
    assert "basemap_timemap.addTo(" in drawing(text_of(made))


def test_a_figure_of_ones_own_gives_the_size(made: TimeMap) -> None:
    assert made._repr_html_().startswith("<iframe title='De-Stalinization map' width='100%' height='920' ")
    folium.Figure(width=800, height=500).add_child(made)
    assert " width='800' height='500' " in made._repr_html_()
    assert made.html == to_html(DATA, Query(year=1956))


def test_the_frame_in_a_notebook_holds_the_page_and_no_way_out(made: TimeMap) -> None:
    for _ in range(2):
        frame = made._repr_html_()
        (page,) = re.findall(r" srcdoc='([^']*)'></iframe>$", frame)
        assert html.unescape(page) == text_of(made)
        assert "allow-same-origin" not in frame
        folium.Marker((41.7, 44.8), popup='It\'s & "ours"').add_to(made)


def test_a_map_says_in_one_line_what_it_holds(made: TimeMap) -> None:
    assert repr(made) == f"<map of 2 records; filter: {made.filter}>"
    assert made.filter.endswith("opens at 1956")
    assert repr(to_map(DATA, Query(category="place"))).startswith("<map of 1 record; ")


def test_it_is_written_to_an_open_file(made: TimeMap) -> None:
    file = io.BytesIO()
    made.save(file, close_file=False)
    assert file.getvalue() == made.html
    made.save(file)
    assert file.closed


@pytest.mark.parametrize("name", ["missing/map.html", b"missing/map.html", Path("missing/map.html")])
def test_a_map_that_cannot_be_saved_says_so(
    made: TimeMap, name: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        with pytest.raises(GeoDataError, match="nothing was changed"):
            made.save(name)
        folium.Marker((41.7, 44.8)).add_to(made)
    with pytest.raises(GeoDataError, match="is a folder; name a file in it"):
        made.save(tmp_path)


def test_values_of_the_data_are_no_templates_and_no_markup() -> None:
    hostile = "{{ 7 * 7 }}</script><script>alert(1)</script>"
    mine = to_map(opened(build_layer([record(note=hostile)], DATASET)), Query())
    folium.Marker((41.7, 44.8)).add_to(mine)
    page = text_of(mine)
    assert "<script>alert" not in page
    assert hostile.replace("<", "\\u003c") in page
