"""The browser's files: our own JavaScript and CSS, and Leaflet, for the app and for the map in one file."""

from __future__ import annotations

import base64
import re
from importlib.resources import files
from pathlib import Path

__all__ = [
    "APART", "ENTRY", "FRONTEND", "LEAFLET", "MAP_STYLES", "SCREEN_STYLES", "STANDALONE", "leaflet_script",
    "leaflet_style", "modules_of", "screen_style",
]  # fmt: skip

FRONTEND = Path(__file__).resolve().parent
LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
MAP_STYLES = ("timemap.css", "popups.css")
"""The map's own styles, in the order in which they count."""
SCREEN_STYLES = ("map.css", "page.css", "panel.css", "record.css", "paper.css")
"""The styles of the one screen, in ``view``, in the order in which they count."""
STANDALONE = ("listed.js", "names.js", "nearest.js", "paper.js", "standalone.js")
"""Modules of the map in one file alone."""
APART = ("boot.js", "recordcard.js", "entry.js", "list.js", "links.js", *STANDALONE)
"""Modules that the app's map does not import."""
ENTRY = (FRONTEND / "entry.js").read_text("utf-8")
"""What Streamlit runs for a component that is one function of one module; its data name both."""

_MARKER = re.compile(r"\.leaflet-default-icon-path\s*\{[^}]*\}")
"""Where Leaflet looks for the picture of its markers, of which our map has none."""
_IMPORT = re.compile(r"""^((?:import|export)\b[^;"']*["'])\./([\w-]+\.js)(?=["'])""", re.MULTILINE)
"""A static import of a neighbour: what comes before its address, and the file's name."""


def screen_style() -> str:
    """Give the styles of the one screen."""
    return "".join((FRONTEND / "view" / name).read_text("utf-8") for name in SCREEN_STYLES)


def leaflet_script() -> str:
    """Give Leaflet without the address of its source map, which no page of ours has."""
    return (LEAFLET / "leaflet.js").read_text("utf-8").partition("//# sourceMappingURL")[0]


def leaflet_style() -> str:
    """Give Leaflet's style with its pictures inside."""

    def inside(match: re.Match[str]) -> str:
        picture = base64.b64encode((LEAFLET / "images" / match[1]).read_bytes()).decode("ascii")
        return f"url(data:image/png;base64,{picture})"

    style = _MARKER.sub("", (LEAFLET / "leaflet.css").read_text("utf-8"))
    return re.sub(r"url\(images/([\w.-]+)\)", inside, style)


def modules_of(entry: str, base: str) -> dict[str, str]:
    """Give a module and all that it imports, for a page that has them without addresses.

    Parameters
    ----------
    entry : str
        File name in :data:`FRONTEND`.
    base : str
        What takes the place of ``./`` in the specifiers, for instance ``timemap/``.

    Returns
    -------
    dict of str to str
        Specifier (``timemap/rows.js``) to source, sorted. The source is the file's but for the specifiers of its
        static imports.
    """
    found: dict[str, str] = {}
    wanted = [entry]
    while wanted:
        name = wanted.pop()
        if base + name not in found:
            source = (FRONTEND / name).read_text("utf-8")
            wanted += [match[2] for match in _IMPORT.finditer(source)]
            found[base + name] = _IMPORT.sub(rf"\g<1>{base}\g<2>", source)
    return dict(sorted(found.items()))
