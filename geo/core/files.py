"""Writing a file so that a failure leaves the old one as it was, and reading JSON so that every fault has a name."""

from __future__ import annotations

import errno
import json
import math
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.core.drafts import draft_of
from geo.core.errors import GeoDataError, one_line
from geo.core.json_words import not_json

__all__ = ["holds", "parse_strictly", "read_json", "write_bytes", "write_text"]


_LONGEST_INTEGER = 15
"""Digits of an integer that every reader of JSON keeps exactly (RFC 8259, section 6)."""
_SUSPICIOUS = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_BOM = b"\xef\xbb\xbf"


class _FaultError(ValueError):
    """What is wrong inside a JSON file, and what to do about it."""

    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(fault)
        self.remedy = remedy


def read_json(path: Path, fails: type[GeoDataError], remedy: str | None = None, name: str | None = None) -> Any:
    """Read a JSON file strictly.

    Beyond the grammar of JSON: UTF-8 without a byte order mark, no key twice in one object, only finite numbers of at
    most 15 digits where they are integers, and no text with half a character or a NUL.

    Parameters
    ----------
    path : Path
    fails : type
        The error to raise.
    remedy : str, optional
        What to do about any fault; else each fault has its own remedy.
    name : str, optional
        What the message calls the file; else its name.

    Returns
    -------
    object
        What the file holds.

    Raises
    ------
    GeoDataError
        Of the type `fails`; the message names the file, the place if it has one, and the remedy, on one line.
    """
    where = one_line(name or path.name)
    try:
        return parse_strictly(_content(path))
    except FileNotFoundError as error:
        raise fails(f"{where} is missing; {remedy or 'name a file that is there'}") from error
    except OSError as error:
        fault = f"{where} cannot be read ({error.strerror})"
        raise fails(f"{fault}; {remedy or 'put a file there that may be read'}") from error
    except _FaultError as error:
        raise fails(f"{where}: {one_line(str(error))}; {remedy or error.remedy}") from error


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise OSError(errno.EINVAL, "it is not a file")  # a named pipe would keep us waiting for ever
        return path.read_bytes()
    except ValueError as error:  # a NUL in the name
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error


def parse_strictly(content: bytes) -> Any:
    """Parse JSON as :func:`read_json` does; a fault is a ValueError that has no name of a file."""
    if content.startswith(_BOM):
        raise _FaultError("begins with a byte order mark", "save the file as UTF-8 without it")
    try:
        text = content.decode("utf-8")
        data = json.loads(
            text, object_pairs_hook=_no_twice, parse_constant=_finite, parse_float=_finite, parse_int=_integer
        )
    except UnicodeDecodeError as error:
        fault = f"byte {error.start} is not UTF-8{_encoding(content, error)}"
        raise _FaultError(fault, "save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        fault, remedy = not_json(error)
        raise _FaultError(f"line {error.lineno}, column {error.colno}: not JSON: {fault}", remedy) from error
    except RecursionError as error:
        raise _FaultError("is nested too deeply", "take brackets away") from error
    if _SUSPICIOUS.search(text):
        for one in _texts(data):
            if "\0" in one or any("\ud800" <= char <= "\udfff" for char in one):
                raise _FaultError(f'"{one[:80]}" has half a character or a NUL in it', "write the character itself")
    return data


def _encoding(content: bytes, error: UnicodeDecodeError) -> str:
    """Say where the byte is, and that a whole file is in another encoding where that is plain."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return " (the file is in UTF-16, which some Windows editors call Unicode)"
    line = content.count(b"\n", 0, error.start) + 1
    return f" (line {line})"


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _FaultError(f'the key "{twice[:80]}" stands twice in one object', "keep one of the two")
    return data


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _FaultError(f"{text[:80]} is not a finite number", "write a number, or null")
    return number


def _integer(text: str) -> int:
    if len(text.lstrip("-")) > _LONGEST_INTEGER:
        raise _FaultError(f"{text[:20]}... has {len(text)} digits", "write a number of at most 15 digits, or a text")
    return int(text)


def _texts(data: Any) -> Iterator[str]:
    """Give every text in some JSON, keys included, however deep it lies."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


def holds(path: Path, content: str | bytes) -> bool:
    """Say whether a file holds exactly a text or some bytes.

    Parameters
    ----------
    path : Path
        A file, there or not.
    content : str or bytes
        A text is compared as UTF-8, line ends included.

    Returns
    -------
    bool
        False also if there is no file, or none that can be read.
    """
    try:
        return path.read_bytes() == (content.encode("utf-8") if isinstance(content, str) else content)
    except OSError:
        return False


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with plain line ends; see :func:`write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write beside the target, then put it in its place in one step.

    Parameters
    ----------
    path : Path
        A file, there or not. A link stays a link, and the file that it points to is replaced. What is not a file
        (``/dev/stdout``, a named pipe) is written to, never replaced.
    content : bytes

    Raises
    ------
    GeoDataError
        If the folder is missing or cannot be written to, or the disk is full; the old file, if there is one, is
        untouched, and nothing is left beside it. What killed runs left beside it is gone after the next one.
    """
    try:
        if path.is_dir():
            raise GeoDataError(f"{path} is a folder; name a file in it")
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            target = Path(os.path.realpath(path))
            if target.is_symlink():
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            _replace(target, content)
    except OSError as error:
        raise GeoDataError(f"{path} cannot be written ({error.strerror}); nothing was changed") from error


def _replace(path: Path, content: bytes) -> None:
    """Put a new file in the place of a file; it is on the disk before it has the name, should the power fail."""
    with draft_of(path) as draft:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(path.stat().st_mode if path.exists() else 0o644)
        draft.replace(path)
