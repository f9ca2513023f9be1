"""What the browser fetches: listed files alone, held in memory, under an address that carries a hash of them all.

What is fetched under such an address never changes, and may be kept for good. The last few sets are held: a page that
is just loading still asks for the one before.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import threading
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["ROOM", "File", "clear", "file", "holds", "keep"]

ROOM = "front"
"""First part of the addresses."""
_HELD = 4
_WORTH_PACKING = 1000  # bytes
_PICTURES = (".png", ".ico")
_MIMES = {".js": "text/javascript", ".bin": "application/octet-stream", ".geojson": "application/geo+json"}

_changing = threading.Lock()
_sets: dict[str, dict[str, File]] = {}


@dataclass(frozen=True, slots=True)
class File:
    """A file that is served: its bytes, the same packed by gzip where that is worth it, and its media type."""

    content: bytes
    packed: bytes | None
    mime: str


def keep(contents: Mapping[str, bytes]) -> str:
    """Hold a set of files and give its address.

    Parameters
    ----------
    contents : mapping of str to bytes
        By the name under which a file is served, which may have folders in it.

    Returns
    -------
    str
        Address of the set, relative to the page; another one when a byte of the files is another.
    """
    digest = _digest(contents)
    with _changing:
        if digest not in _sets:
            _sets[digest] = {name: _file(name, content) for name, content in contents.items()}
            while len(_sets) > _HELD:
                del _sets[next(iter(_sets))]
    return f"{ROOM}/{digest}"


def holds(base: str) -> bool:
    """Say whether a set is still held, and hold it as one that was just asked for."""
    digest = base.removeprefix(f"{ROOM}/")
    with _changing:
        if digest not in _sets:
            return False
        _sets[digest] = _sets.pop(digest)
        return True


def file(digest: str, name: str) -> File | None:
    """Give a file of a set, or None if there is none."""
    return _sets.get(digest, {}).get(name)


def clear() -> None:
    """Let go of all sets."""
    with _changing:
        _sets.clear()


def _file(name: str, content: bytes) -> File:
    suffix = name[name.rfind(".") :]
    mime = _MIMES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    worth = len(content) > _WORTH_PACKING and suffix not in _PICTURES
    return File(content, gzip.compress(content, 6, mtime=0) if worth else None, mime)


def _digest(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]
