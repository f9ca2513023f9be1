"""One classic script of the front end's modules: a page that was opened from disk may load no module files.

Each module becomes a function that is run once and gives what it exports, those that it imports first. Known is what
our own modules use: static imports of files by relative addresses, and exports of declarations.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from geo.core.errors import LayerError

__all__ = ["bundled"]

_IMPORT = re.compile(r'^import\s+(?P<what>[^"\';]+?)\s+from\s+"(?P<path>\.[^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export\s+(?P<kind>(?:async\s+)?function\*?|class|const)\s+(?P<name>[\w$]+)", re.MULTILINE)
_ANY = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_ALL = re.compile(r"\*\s+as\s+([\w$]+)")
_COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
"""A comment on lines of its own: it is for those who read the modules, and a third of their bytes."""


def bundled(folder: Path, entry: str, call: str) -> str:
    """Write one classic script of a module and all that it imports.

    Parameters
    ----------
    folder : Path
        Where the modules lie.
    entry : str
        Path of the first module in it, such as ``host/file.js``.
    call : str
        What is run at the end; in it ``entry`` is what the first module exports.

    Returns
    -------
    str
        A script in strict mode that leaves no name behind.

    Raises
    ------
    LayerError
        If a module imports or exports in a way that is not known here, or if modules import each other in a circle.
    """
    done: dict[str, str] = {}
    _add(folder, entry, done, ())
    parts = [f'modules["{name}"] = (() => {{\n{text}\n}})();' for name, text in done.items()]
    first, last = '(() => {\n"use strict";\nconst modules = {};', f'const entry = modules["{entry}"];'
    return "\n".join([first, *parts, last, call, "})();\n"])


def _add(folder: Path, name: str, done: dict[str, str], above: tuple[str, ...]) -> None:
    """Add a module after those that it imports."""
    if name in above:
        raise LayerError(f"{name} imports itself by way of {' and '.join(above[above.index(name) + 1 :] or (name,))}")
    if name in done:
        return
    source = (folder / name).read_text("utf-8")
    for found in _IMPORT.finditer(source):
        _add(folder, _beside(name, found["path"]), done, (*above, name))
    done[name] = _function(name, source)


def _beside(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _function(name: str, source: str) -> str:
    """Give a module's body as that of a function."""
    source = _COMMENT.sub("", source)
    names = [found["name"] for found in _EXPORT.finditer(source)]
    body = _IMPORT.sub(lambda found: _taken(found["what"], _beside(name, found["path"])), source)
    body = _EXPORT.sub(lambda found: f"{found['kind']} {found['name']}", body)
    if left := _ANY.search(body):
        raise LayerError(f'{name} says "{left[0]}", which cannot stand in a classic script; write it otherwise')
    return f"{body.rstrip()}\nreturn {{ {', '.join(names)} }};"


def _taken(what: str, path: str) -> str:
    """Say in a classic script what an import takes from another module."""
    whole = _ALL.fullmatch(what)
    taken = whole[1] if whole else re.sub(r"\s+as\s+", ": ", what)
    return f'const {taken} = modules["{path}"];'
