"""Classic scripts of the front end's modules: a page that was opened from disk may load no module files.

Each module becomes a function that is run once and gives what it exports, those that it imports first. Known is what
our own modules use: static imports of files by relative addresses, exports of declarations, and ``import("./x.js")`` of
what is wanted later.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from geo.core.errors import LayerError

__all__ = ["bundled", "divided"]

_IMPORT = re.compile(r'^import\s+(?P<what>[^"\';]+?)\s+from\s+"(?P<path>\.[^"]+)";$', re.MULTILINE)
_LATER = re.compile(r'\bimport\("(?P<path>\.[^"]+)"\)')
_EXPORT = re.compile(r"^export\s+(?P<kind>(?:async\s+)?function\*?|class|const)\s+(?P<name>[\w$]+)", re.MULTILINE)
_ANY = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_ALL = re.compile(r"\*\s+as\s+([\w$]+)")
_COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
"""A comment on lines of its own: it is for those who read the modules, and a third of their bytes."""
_ASIDE = re.compile(r"/\*\* @(?:(?!\*/)[^\n])*\*/ ?|(?<=[;{},(]) //[^\n\"'`]*$", re.MULTILINE)
"""A type, or a remark behind what is done on a line; a remark with a quote in it stays, for it might be a text."""
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_GLOBAL = "frontLater"
_FETCH = """const $later = (name) => new Promise((resolve, reject) => {
if (name in $modules) {
resolve($modules[name]);
return;
}
const script = document.createElement("script");
script.src = "%s";
script.onload = () => {
self.%s($modules);
resolve($modules[name]);
};
script.onerror = () => {
document.dispatchEvent(new CustomEvent("tm:lost"));
reject(new Error(script.src + " did not load"));
};
document.head.append(script);
});"""
_INSIDE = "const $later = (name) => Promise.resolve($modules[name]);"


def bundled(folder: Path, entry: str, call: str) -> str:
    """Write one classic script of a module and all that it imports, at once or later.

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
    first, rest = _modules(folder, entry)
    return _script({**first, **rest}, _INSIDE, entry, call)


def divided(folder: Path, entry: str, call: str, address: str) -> tuple[str, str]:
    """Write two classic scripts: of a module and what it imports at once, and of what that imports later.

    Parameters
    ----------
    folder, entry, call
        As for :func:`bundled`.
    address : str
        Where the page finds the second script; the first gets it when it is wanted.

    Returns
    -------
    tuple of str and str

    Raises
    ------
    LayerError
        As for :func:`bundled`.
    """
    first, rest = _modules(folder, entry)
    later = f'"use strict";\nself.{_GLOBAL} = ($modules) => {{\n{_INSIDE}\n{_functions(rest)}\n}};\n'
    return _script(first, _FETCH % (address, _GLOBAL), entry, call), later


def _script(modules: dict[str, str], later: str, entry: str, call: str) -> str:
    start = f'(() => {{\n"use strict";\nconst $modules = {{}};\n{later}'
    return "\n".join([start, _functions(modules), f'const entry = $modules["{entry}"];', call, "})();\n"])


def _functions(modules: dict[str, str]) -> str:
    return "\n".join(f'$modules["{name}"] = (() => {{\n{text}\n}})();' for name, text in modules.items())


def _modules(folder: Path, entry: str) -> tuple[dict[str, str], dict[str, str]]:
    """Give the modules that are run at once, and those that are run later, each after what it imports."""
    first: dict[str, str] = {}
    wanted: list[str] = []
    _add(folder, entry, first, (), wanted)
    every = dict(first)
    for name in wanted:  # it grows while more are found
        _add(folder, name, every, (), wanted)
    return first, {name: text for name, text in every.items() if name not in first}


def _add(folder: Path, name: str, done: dict[str, str], above: tuple[str, ...], later: list[str]) -> None:
    """Add a module after those that it imports, and say what it imports later."""
    if name in above:
        raise LayerError(f"{name} imports itself by way of {' and '.join(above[above.index(name) + 1 :] or (name,))}")
    if name in done:
        return
    source = _ASIDE.sub("", _COMMENT.sub("", (folder / name).read_text("utf-8")))
    for found in _IMPORT.finditer(source):
        _add(folder, _beside(name, found["path"]), done, (*above, name), later)
    later += [_beside(name, found["path"]) for found in _LATER.finditer(source)]
    done[name] = _function(name, source)


def _beside(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _function(name: str, source: str) -> str:
    """Give a module's body as that of a function."""
    names = [found["name"] for found in _EXPORT.finditer(source)]
    body = _IMPORT.sub(lambda found: _taken(found["what"], _beside(name, found["path"])), source)
    body = _LATER.sub(lambda found: f'$later("{_beside(name, found["path"])}")', body)
    body = _EXPORT.sub(lambda found: f"{found['kind']} {found['name']}", body)
    if left := _ANY.search(body):
        raise LayerError(f'{name} says "{left[0]}", which cannot stand in a classic script; write it otherwise')
    if not any(line.count("`") % 2 for line in body.splitlines()):  # else a text may go over several lines
        body = _INDENT.sub("", body)
    return f"{body.rstrip()}\nreturn {{ {', '.join(names)} }};"


def _taken(what: str, path: str) -> str:
    """Say in a classic script what an import takes from another module."""
    whole = _ALL.fullmatch(what)
    taken = whole[1] if whole else re.sub(r"\s+as\s+", ": ", what)
    return f'const {taken} = $modules["{path}"];'
