"""The map that folium makes."""

from __future__ import annotations

import re

from geo.map.folium_map import MAP_ID, make_map, script_of
from geo.web.assets import FRONTEND
from tests.samples import SUBJECT


def test_the_script_is_the_same_every_time() -> None:
    one, other = (script_of(make_map(SUBJECT.first_view)) for _ in range(2))
    assert one == other


def test_the_map_wants_our_elements_and_leaflet_alone() -> None:
    view = make_map(SUBJECT.first_view)
    script = script_of(view)
    assert f'L.map(\n                "{MAP_ID}"' in script
    for call in ("timemap.basemap(", "timemap.borders(", "timemap.periods(", "timemap.towns(", "timemap.legend("):
        assert call in script
    assert view.default_js == []
    assert view.default_css == []
    page = view.get_root().render()
    addresses = set(re.findall(r"https?://[^\"'/\\ ]+", page))
    assert addresses == {"https://tile.openstreetmap.org", "https://www.openstreetmap.org"}


def test_the_browser_calls_the_box_of_the_map_as_the_script_does() -> None:
    assert f'export const MAP_ID = "{MAP_ID}";' in (FRONTEND / "view" / "timemap.js").read_text("utf-8")


def test_the_online_background_is_off() -> None:
    script = script_of(make_map(SUBJECT.first_view))
    assert "tiles_timemap.addTo" not in script
    assert "basemap_timemap.addTo" in script
