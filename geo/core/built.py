"""Files that are made from a data folder when they are asked for, and kept under what they are made of.

They lie in ``.built`` of the data folder, or where that cannot be written, and for the data of an installed package, in
the user's cache folder. A folder there is named for the bytes of the data and of the program, so that nothing in it is
ever out of date; each file is put there whole (:func:`geo.core.files.write_bytes`), so that several processes may make
the same one at once.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from geo.core.errors import GeoDataError
from geo.core.files import write_bytes
from geo.core.folder import DataFolder

__all__ = ["KEPT", "BuiltFiles", "content_key"]

KEPT = 4
"""Folders that are kept: processes that began before an edit still ask for the one before."""

_PACKAGE = Path(__file__).resolve().parents[1]
_PROGRAM = (".py", ".json", ".html", ".css", ".js")
"""Endings of the files that make a program: one of another version makes other files."""
_NOT_READ = ("editions", "changes")
"""Folders of a data folder from which nothing is built."""


class BuiltFiles:
    """The built files of a data folder as it is now.

    Parameters
    ----------
    folder : DataFolder
    key : str, optional
        What they are made of; else it is read from the folder: :func:`content_key`.
    """

    def __init__(self, folder: DataFolder, key: str | None = None) -> None:
        self.key = key or content_key(folder)
        own = [] if folder.is_packaged else [folder.built]
        self._places = [*own, user_cache_path("de-stalinization-map", appauthor=False)]

    def has(self, name: str) -> bool:
        """Say whether a file is built."""
        return any(path.is_file() for path in self._paths(name))

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Give a built file, which is made if it is not there.

        Parameters
        ----------
        name : str
            Path in the folder, with slashes.
        make : callable
            Gives its bytes, the same on every run.

        Returns
        -------
        bytes
            Also where no place can be written: then it is made anew each time, and nothing else is lost.
        """
        for path in self._paths(name):
            with suppress(OSError):
                return path.read_bytes()
        content = make()
        self._keep(name, content)
        return content

    def _paths(self, name: str) -> Iterator[Path]:
        return (place / self.key / name for place in self._places)

    def _keep(self, name: str, content: bytes) -> None:
        """Write a file in the first place that takes it."""
        for place in self._places:
            path = place / self.key / name
            with suppress(OSError, GeoDataError):
                path.parent.mkdir(parents=True, exist_ok=True)
                write_bytes(path, content)
                _forget_all_but_the_last(place, self.key)
                return


def content_key(folder: DataFolder) -> str:
    """Give a name for the bytes of a data folder and of this program.

    Parameters
    ----------
    folder : DataFolder

    Returns
    -------
    str
        32 hexadecimal digits; other ones when a byte of a file is another, or a file has another name. Hidden files,
        kept editions and notes of changes are not looked at.
    """
    digest = hashlib.sha256(_program_key().encode())
    for path in _sources(folder.path):
        _add(digest, path, folder.path)
    return digest.hexdigest()[:32]


@cache
def _program_key() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.suffix in _PROGRAM):
        if "_data" not in path.parts:
            _add(digest, path, _PACKAGE)
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if entry.name.startswith(".") or entry.name in _NOT_READ:
            continue
        inside = [entry] if entry.is_file() else sorted(entry.rglob("*"))
        yield from (path for path in inside if path.is_file() and not path.name.startswith("."))


def _add(digest: hashlib._Hash, path: Path, folder: Path) -> None:
    content = b""
    with suppress(OSError):
        content = path.read_bytes()
    digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
    digest.update(content)


def _forget_all_but_the_last(place: Path, key: str) -> None:
    """Take away the folders that were written longest ago, but for the one in use."""
    with suppress(OSError):
        others = [path for path in place.iterdir() if path.is_dir() and path.name != key]
        others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in others[KEPT - 1 :]:
            shutil.rmtree(path, ignore_errors=True)
