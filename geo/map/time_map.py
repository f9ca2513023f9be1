"""The map as an object of folium's: it shows itself in a notebook, and takes what folium can add to a map.

As long as nothing was added it is the map in one file, under its strict policy. With markers, layers or plugins of
folium's it is the same page as an element of folium's figure: folium renders what was added into the script of the map,
and links in the head what that needs of others.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from html import escape
from os import PathLike, fsdecode
from pathlib import Path
from typing import Any, BinaryIO

import folium
from branca.element import CssLink, Element, JavascriptLink

from geo.core.files import write_bytes
from geo.map.folium_map import OPTIONS, furnish
from geo.records.subject import FirstView

__all__ = ["CALL", "MapPage", "TimeMap"]

CALL = "drawWithFolium"
"""Name of the function in the page that runs folium's script of the map."""
_HEIGHT_PX = 920
_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals"
"""What the map may do in a notebook: anything but look at the notebook."""
_NEEDS = {
    r"\bAwesomeMarkers\b": (
        "awesome_markers", "glyphicons_css", "awesome_markers_font_css", "awesome_markers_css", "awesome_rotate_css",
    ),
    r"\bjQuery\b|\$\((?!`|document\)\.ready)": ("jquery",),
}  # fmt: skip
"""Which of the files that a map of folium's always links a script uses. What popups use of jQuery our page has."""


@dataclass(frozen=True, slots=True)
class MapPage:
    """The page of a map, as a whole and as parts of a figure of folium's.

    Attributes
    ----------
    title : str
        What the map is called.
    alone : bytes
        The map in one file; see :func:`geo.exports.html.to_html`.
    head, body : str
        Markup for a figure: styles, Leaflet and metadata; the map's place and all that it shows.
    script : str
        Draws the map; it expects :data:`CALL`.
    """

    title: str
    alone: bytes
    head: str
    body: str
    script: str


class TimeMap(folium.Map):
    """A folium map with our time bar, filters and records; ``geo.make_map`` makes it.

    Parameters
    ----------
    first_view : FirstView
        What the map shows first.
    page : MapPage
    records : int
        Number of records in it.
    words : str
        The choice in words.

    Attributes
    ----------
    records : int
        Number of records in it, whatever the year at which it opens.
    filter : str
        The choice in words, and the year at which the map opens.
    title : str
        What the map is called.
    """

    def __init__(self, first_view: FirstView, page: MapPage, *, records: int, words: str) -> None:
        super().__init__(**OPTIONS)
        furnish(self, first_view, online=False)
        self.records = records
        self.filter = words
        self.title = page.title
        self._page = page
        self._own = list(self._children)
        self._rendered: list[tuple[OrderedDict[str, Element], list[str]]] = []
        self._untouched = self.get_root().render()

    def __repr__(self) -> str:
        return f"<map of {self.records} record{'' if self.records == 1 else 's'}; filter: {self.filter}>"

    @property
    def html(self) -> bytes:
        """The page: the strict map in one file as long as nothing was added, else with what folium renders."""
        page = self.get_root().render()
        return self._page.alone if page == self._untouched else page.encode("utf-8")

    def save(self, outfile: str | bytes | PathLike[str] | BinaryIO, close_file: bool = True, **_: Any) -> None:
        """Write the page to a file, which opens from disk.

        Parameters
        ----------
        outfile : str, bytes, Path or binary file
        close_file : bool
            Close an open file that was given; a path's file always is.

        Raises
        ------
        geo.core.errors.GeoDataError
            If the file cannot be written; an old one stays as it was.
        """
        if isinstance(outfile, str | bytes | PathLike):
            write_bytes(Path(fsdecode(outfile)), self.html)
            return
        outfile.write(self.html)
        if close_file:
            outfile.close()

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]
        """Put the page into the figure, with what folium renders of the map and of what was added to it."""
        for room, names in self._rendered:
            for name in names:
                room.pop(name, None)
        added = self._arrange()
        figure: Any = self.get_root()
        header, body, script = (part._children for part in (figure.header, figure.html, figure.script))
        before = [(room, set(room)) for room in (header, body, script)]
        figure.header.add_child(_Text(self._page.head), name=f"{CALL}_head")
        figure.script.add_child(_Text(f"function {CALL}(L, timemap, $) {{"), name=f"{CALL}_begins")
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        header.pop(self.get_name())
        figure.html.add_child(_Text(self._page.body), name=self.get_name())
        if any(isinstance(one, folium.FitBounds | folium.FitOverlays) for one in added):
            figure.script.add_child(_Text("timemap.placed = true;"), name=f"{CALL}_placed")
        rendered = [str(element.render()) for name, element in script.items() if name not in before[2][1]]
        for link in _links("\n".join(rendered)):
            figure.header.add_child(link[1], name=link[0])
        figure.script.add_child(_Text(f"}}\n{self._page.script}"), name=f"{CALL}_ends")
        self._rendered = [(room, [name for name in room if name not in kept]) for room, kept in before]

    def _arrange(self) -> list[Element]:
        """Let the layer control know what was added, lay no countries over an added background, and give what was."""
        added = [child for name, child in self._children.items() if name not in self._own]
        for last in ("layers_timemap", "centres_timemap"):  # which is added to the control
            self._children.move_to_end(last)
        countries: Any = self._children["basemap_timemap"]
        countries.show = not any(isinstance(one, folium.map.Layer) and not one.overlay and one.show for one in added)
        countries._children.clear()
        return added

    def _repr_html_(self, **_: Any) -> str:
        """Give the page in a frame of its own, which can neither see nor change the notebook around it."""
        figure: Any = self.get_root()
        page = self.html.decode("utf-8").replace("&", "&amp;").replace("'", "&#39;")
        size = f"width='{escape(str(figure.width))}' height='{escape(str(figure.height or _HEIGHT_PX))}'"
        frame = f"title='{escape(self.title)}' {size} style='border: 0' sandbox='{_SANDBOX}'"
        return f"<iframe {frame} srcdoc='{page}'></iframe>"


class _Text(Element):
    """Text that stands in a figure as it is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: Any) -> str:
        """Give the text."""
        return self.text


def _links(script: str) -> list[tuple[str, Element]]:
    """Link what a script uses of the files that a map of folium's always links."""
    wanted = {name for pattern, names in _NEEDS.items() if re.search(pattern, script) for name in names}
    scripts = [(name, JavascriptLink(url)) for name, url in folium.Map.default_js if name in wanted]
    return [*scripts, *((name, CssLink(url)) for name, url in folium.Map.default_css if name in wanted)]
