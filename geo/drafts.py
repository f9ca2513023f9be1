"""Drafts: files and folders that are written beside their place until they are whole.

A draft is locked as long as its run lives (the operating system lets go of the lock of a run that is killed), so that
the next run for the same place takes away those of dead runs and no others.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["SUFFIX", "dead_drafts", "draft_of", "exchange"]

SUFFIX = ".draft"
"""How the name of a draft ends; it begins with a dot and the name of what it is to become."""

_RANDOM = "[a-z0-9_]{8}"
"""What :mod:`tempfile` puts between beginning and end of a name."""
_HERE = -100
"""``AT_FDCWD`` of Linux: a path is taken from the current folder."""
_EXCHANGE = 1 << 1
"""``RENAME_EXCHANGE`` of renameat2(2)."""
_LACKING = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
"""What renameat2 answers where the kernel or the file system cannot exchange."""

if sys.platform == "win32":

    def _lock(descriptor: int, wait: bool) -> bool:
        """Lock nothing: no draft counts as dead on Windows, and none is taken away."""
        return wait

else:
    import fcntl

    def _lock(descriptor: int, wait: bool) -> bool:
        """Lock an open file or folder until it is closed, and say whether that was possible."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:  # another run has it, or the file system has no locks
            return False
        return True


@contextmanager
def draft_of(target: Path, folder: bool = False) -> Iterator[Path]:
    """Give an empty draft, after those of dead runs for the same place are gone.

    Parameters
    ----------
    target : Path
        What the draft is to become; the draft lies beside it.
    folder : bool, optional
        Whether it is a folder.

    Yields
    ------
    Path
        What is still at this path afterwards is taken away, whatever happens.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    for _ in dead_drafts(target):
        pass
    draft, descriptor = _locked_draft(target, folder)
    try:
        yield draft
    finally:
        _remove(draft)
        os.close(descriptor)


def dead_drafts(target: Path) -> Iterator[Path]:
    """Give each draft for a place whose run is dead; it is taken away when the next one is asked for.

    Parameters
    ----------
    target : Path

    Yields
    ------
    Path
    """
    form = re.compile(rf"\.{re.escape(target.name)}\.{_RANDOM}{re.escape(SUFFIX)}")
    with suppress(OSError):
        for entry in list(os.scandir(target.parent)):
            kinds = (entry.is_file(follow_symlinks=False), entry.is_dir(follow_symlinks=False))
            if form.fullmatch(entry.name) and any(kinds):
                yield from _if_dead(Path(entry.path))


def _if_dead(draft: Path) -> Iterator[Path]:
    try:
        descriptor = os.open(draft, os.O_RDONLY)
    except OSError:
        return
    try:
        if _lock(descriptor, wait=False):
            yield draft
            _remove(draft)
    finally:
        os.close(descriptor)


def _locked_draft(target: Path, folder: bool) -> tuple[Path, int]:
    """Make a draft and lock it; another run may take it for dead between the two, and then the next one is made."""
    while True:
        draft = _new_draft(target, folder)
        with suppress(FileNotFoundError):
            descriptor = os.open(draft, os.O_RDONLY)
            _lock(descriptor, wait=True)
            if _is_at(draft, descriptor):
                return draft, descriptor
            os.close(descriptor)


def _new_draft(target: Path, folder: bool) -> Path:
    prefix = f".{target.name}."
    if folder:
        return Path(tempfile.mkdtemp(SUFFIX, prefix, target.parent))
    descriptor, path = tempfile.mkstemp(SUFFIX, prefix, target.parent)
    os.close(descriptor)
    return Path(path)


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _remove(draft: Path) -> None:
    if draft.is_dir():
        shutil.rmtree(draft, ignore_errors=True)
    else:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders change places in one step, so that at no moment one of the names is free.

    Parameters
    ----------
    one, other : Path
        Both are there, on one file system.

    Returns
    -------
    bool
        False if the system cannot do that; nothing is changed then. Linux can: renameat2(2).

    Raises
    ------
    OSError
        If the system can, but not with these.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _LACKING:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))
