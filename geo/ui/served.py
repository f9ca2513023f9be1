"""What the browser fetches: listed files alone, each set of them in a private folder that holds nothing else.

A component of Streamlit serves every file of a folder, and waits for ever for a pipe in it. So the files of a set are
copied into a folder of their own, whose address carries a hash of them: what is fetched under it never changes, and
may be kept for good (see :mod:`geo.ui.server`). The copies lie in one folder a process, removed when the process ends;
what a killed process left behind is removed by the next one.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import streamlit.components.v1 as components_v1

from geo.errors import LayerError, one_line

if sys.platform != "win32":
    import fcntl

__all__ = ["NEVER_CHANGES", "clear", "serve"]

NEVER_CHANGES = re.compile(rf"/component/{re.escape(__name__)}\.\w+_[0-9a-f]{{16}}/")
"""In the path of an address whose content is always the same."""
_PREFIX = "de-stalinization-map-"
_KEPT = 4
"""Sets of one label that are kept: pages that are just loading still ask for the one before."""
_SETTLED_SECONDS = 60
"""How old a folder without an owner must be before it is removed: another process may just be making it."""

_changing = threading.Lock()
_held: dict[Path, int | None] = {}
_sets: dict[str, list[Path]] = {}


def serve(label: str, files: Mapping[str, Path]) -> str:
    """Have Streamlit serve some files, and nothing else.

    Parameters
    ----------
    label : str
        What the set is called in its address; letters, digits and underscores.
    files : mapping of str to Path
        By the name under which a file is served, which may have folders in it.

    Returns
    -------
    str
        Address of the set, relative to the page; another one when a byte of the files is another.

    Raises
    ------
    LayerError
        If a file is missing, cannot be read, or is no regular file.
    """
    contents = {name: _content(path) for name, path in sorted(files.items())}
    name = f"{label}_{_digest(contents)}"
    with _changing:
        folder = _root() / name
        if not folder.exists():
            _copy(contents, folder)
            _forget_all_but_the_last(label, folder)
    return f"component/{components_v1.declare_component(name, path=str(folder)).name}"


def clear() -> None:
    """Remove the copies; what was served so far is gone."""
    with _changing:
        for root, lock in _held.items():
            shutil.rmtree(root, ignore_errors=True)
            if lock is not None:
                os.close(lock)
        _held.clear()
        _sets.clear()


atexit.register(clear)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise LayerError(f"{one_line(path.name)} is missing or no file; restore it from the repository")
        return path.read_bytes()
    except OSError as error:
        fault = f"{one_line(path.name)} cannot be read ({error.strerror})"
        raise LayerError(f"{fault}; put a file there that may be read") from error


def _digest(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in contents.items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def _copy(contents: Mapping[str, bytes], folder: Path) -> None:
    beside = folder.with_name(f"{folder.name}.part")
    for name, content in contents.items():
        file = beside / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    beside.rename(folder)


def _forget_all_but_the_last(label: str, folder: Path) -> None:
    kept = _sets.setdefault(label, [])
    kept.append(folder)
    while len(kept) > _KEPT:
        shutil.rmtree(kept.pop(0), ignore_errors=True)


def _root() -> Path:
    """Give this process's folder; make it, and tidy up after others, if it is not there."""
    for root in _held:
        if root.is_dir():
            return root
    _remove_what_others_left()
    root = Path(tempfile.mkdtemp(prefix=_PREFIX))
    _held[root] = _lock(root)
    return root


def _remove_what_others_left() -> None:
    """Remove the folders of processes that are no more: their locks are free."""
    for root in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            if time.time() - root.stat().st_mtime > _SETTLED_SECONDS and (lock := _lock(root)) is not None:
                shutil.rmtree(root, ignore_errors=True)
                os.close(lock)
        except OSError:
            continue  # another process was faster


def _lock(folder: Path) -> int | None:
    """Lock a folder until this process ends; None if another one has it, or the system knows no such locks.

    What tidies up the folder of temporary files leaves one alone that is so locked.
    """
    if sys.platform == "win32":
        return None
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None  # another user's
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock
