"""The map, made with folium: base map, symbols, legend, layer control.

folium renders the map's script; what that script calls (``timemap.basemap`` and so on) is the JavaScript in
``geo/web``, the same files for the app and for a map in one file. The only place where longitude
and latitude change places is here, because Leaflet wants latitude first.
"""

from __future__ import annotations

from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template

from geo.records.subject import FirstView
from geo.text.catalogue import PLAIN

__all__ = ["MAP_ID", "OPTIONS", "furnish", "make_map", "script_of"]

MAP_ID = "map_timemap"
"""Name of the map in folium's script, and id of its element in the page."""


_ONLINE = '<a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>'
OPTIONS: dict[str, Any] = {
    "tiles": None, "zoom_control": True, "control_scale": True, "zoom_snap": 0.5, "world_copy_jump": True,
}  # fmt: skip
"""What folium's map is made with."""


class _Element(MacroElement):
    """An element of the map that our own JavaScript draws."""

    def __init__(self, call: str, *others: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = call
        self._id = "timemap"
        self._template = _calling(call, *others)


class _Layer(folium.map.Layer):
    """A layer that our own JavaScript draws and the layer control can switch."""

    def __init__(self, call: str, title: str, *, overlay: bool) -> None:
        super().__init__(name=title, overlay=overlay, control=True, show=True)
        self._name = call
        self._id = "timemap"
        self._template = _calling(call)


def _calling(call: str, *others: str) -> Template:
    """Give the template of an element that our own JavaScript draws: one call with the map and other elements."""
    template: Template = Template(
        "{% macro script(this, kwargs) %}"
        f"const {{{{ this.get_name() }}}} = timemap.{call}({', '.join(['{{ this._parent.get_name() }}', *others])});"
        "{% endmacro %}"
    )
    return template


def make_map(first_view: FirstView, *, online: bool = True) -> folium.Map:
    """Make the map. What it shows its page gives our JavaScript: records, outlines, towns, words.

    Parameters
    ----------
    first_view : FirstView
        What the map shows first.
    online : bool
        Offer the OpenStreetMap background.

    Returns
    -------
    folium.Map
        Needs Leaflet and our own JavaScript alone; asks no other host for anything unless a person switches the
        OpenStreetMap background on.
    """
    view = folium.Map(**OPTIONS)
    furnish(view, first_view, online=online)
    return view


def furnish(view: folium.Map, first_view: FirstView, *, online: bool) -> None:
    """Put into a map of :data:`OPTIONS` what our own JavaScript draws, and its controls; see :func:`make_map`."""
    say = PLAIN.message
    view.options |= {"minZoom": 1.5, "maxZoom": 16}
    view._id = "timemap"
    view.default_js = []
    view.default_css = []
    background = folium.TileLayer(
        "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        attr=say("map.online.source", name=_ONLINE),
        name=say("map.online"),
        overlay=False,
        show=False,
        max_zoom=19,
        referrer_policy="strict-origin-when-cross-origin",
    )
    countries = _Layer("basemap", say("map.countries"), overlay=False)
    states = _Layer("borders", say("map.borders"), overlay=True)
    ours = (countries, states, _Element("periods"), _Element("towns"))
    for element in (*([_named(background, "tiles")] if online else []), *ours):
        element.add_to(view)
    _Element("legend").add_to(view)
    bounds = folium.FitBounds([(first_view.south, first_view.west), (first_view.north, first_view.east)])
    bounds.options["animate"] = False  # a popup opened while the map still zooms would lie beside its symbol
    _named(bounds, "bounds").add_to(view)
    _named(folium.LayerControl(collapsed=True, hide_single_base=True), "layers").add_to(view)
    _Element("centres", "layers_timemap").add_to(view)  # our JavaScript knows whether the data have any to switch on


def script_of(view: folium.Map) -> str:
    """Give the script that folium renders for a map: it wants Leaflet as ``L`` and our elements as ``timemap``."""
    root: Any = view.get_root()
    root.render()
    return str(root.script.render())


def _named(element: Any, name: str) -> Any:
    """Fix the name that folium would draw by lot, so that the same map has the same script."""
    element._name = name
    element._id = "timemap"
    return element
