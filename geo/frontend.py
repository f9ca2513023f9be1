"""The browser's files: our own JavaScript and CSS, and Leaflet, for the app and for the map in one file."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

__all__ = ["APART", "ENTRY", "FRONTEND", "LEAFLET", "STANDALONE", "modules_of"]

FRONTEND = Path(__file__).resolve().parent / "ui" / "timemap" / "frontend"
LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
STANDALONE = ("listed.js", "names.js", "nearest.js", "paper.js", "standalone.js")
"""Modules of the map in one file alone."""
APART = ("boot.js", "card.js", "entry.js", "list.js", "pages.js", *STANDALONE)
"""Modules that the app's map does not import."""
ENTRY = (FRONTEND / "entry.js").read_text("utf-8")
"""What Streamlit runs for a component that is one function of one module; its data name both."""

_IMPORT = re.compile(r"""^((?:import|export)\b[^;"']*["'])\./([\w-]+\.js)(?=["'])""", re.MULTILINE)
"""A static import of a neighbour: what comes before its address, and the file's name."""


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
        Specifier (``timemap/rule.js``) to source, sorted. The source is the file's but for the specifiers of its
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
