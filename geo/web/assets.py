"""The browser's files: our own styles, and Leaflet, for every host of the one screen."""

from __future__ import annotations

import base64
import json
import re
from importlib.resources import files
from pathlib import Path

__all__ = [
    "FRONTEND",
    "LEAFLET",
    "figure_style",
    "leaflet_markers",
    "leaflet_script",
    "leaflet_style",
    "light_colours",
    "screen_style",
]

FRONTEND = Path(__file__).resolve().parent
LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
_STYLES = (
    "map.css", "timebar.css", "handles.css", "page.css", "headline.css", "panel.css", "record.css", "certainty.css",
    "lesson.css", "setup.css", "edition.css", "paper.css", "picture.css",
)  # fmt: skip
"""The styles of the one screen, in ``view``, in the order in which they count."""
_COLOUR = re.compile(r"@property --tm-([a-z]+) \{[^}]*initial-value: (#[0-9a-f]{6});")
"""A colour as the style sheet registers it."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_PICTURED = re.compile(r"[^{}]*\{[^}]*url\(images/[^}]*\}")
"""A rule with a picture: of the markers, of which our map has none, and of the layers, which ``map.css`` draws."""


def screen_style() -> str:
    """Give the styles of the one screen, without what is for those who read them."""
    text = "".join((FRONTEND / "view" / name).read_text("utf-8") for name in _STYLES)
    return _bare(text)


def figure_style() -> str:
    """Give the style of the numbers to quote, which the map in one file has on its one page."""
    return _bare((FRONTEND / "view" / "figurebox.css").read_text("utf-8"))


def leaflet_script() -> str:
    """Give Leaflet without the address of its source map, which no page of ours has."""
    return (LEAFLET / "leaflet.js").read_text("utf-8").partition("//# sourceMappingURL")[0]


def leaflet_markers() -> str:
    """Give a script that gives Leaflet's markers their pictures."""
    names = {"iconUrl": "marker-icon.png", "iconRetinaUrl": "marker-icon-2x.png", "shadowUrl": "marker-shadow.png"}
    pictures = json.dumps({option: _picture(name) for option, name in names.items()})
    return f'L.Icon.Default.imagePath = "";\nL.Icon.Default.mergeOptions({pictures});\n'


def leaflet_style() -> str:
    """Give Leaflet's style without its pictures."""
    return _PICTURED.sub("", _bare((LEAFLET / "leaflet.css").read_text("utf-8")))


def _bare(style: str) -> str:
    """Take comments and indents off a style sheet."""
    return _INDENT.sub("", _COMMENT.sub("", style))


def _picture(name: str) -> str:
    """Give a picture of Leaflet's as an address that holds it."""
    return f"data:image/png;base64,{base64.b64encode((LEAFLET / 'images' / name).read_bytes()).decode('ascii')}"


def light_colours() -> dict[str, str]:
    """Give the colours of the map in the light scheme by their names, as the style sheet registers them.

    Examples
    --------
    >>> light_colours()["honouring"]
    '#c8470a'
    """
    return dict(_COLOUR.findall((FRONTEND / "view" / "map.css").read_text("utf-8")))
