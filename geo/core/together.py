"""Writing several files so that either all of them are new or none is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from geo.core.drafts import draft_of
from geo.core.errors import GeoDataError

__all__ = ["write_together"]


def write_together(contents: Mapping[Path, bytes | None]) -> None:
    """Write some files and take others away, all or nothing.

    Everything is on the disk, beside its place and with a copy of what stands there, before the first file changes; if
    a later one cannot be changed, those before it are put back. A run that is killed between the two may leave some
    files new and others old.

    Parameters
    ----------
    contents : mapping of Path to bytes or None
        What each file is to hold; None takes it away. A folder that is missing is made.

    Raises
    ------
    GeoDataError
        If one of them cannot be written, or is no file; nothing is changed then.
    """
    made: list[Path] = []
    try:
        with ExitStack() as stack:
            _change([_prepared(path, content, stack, made) for path, content in contents.items()])
    except BaseException as error:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        if not isinstance(error, OSError):
            raise
        named = error.filename2 or error.filename or next(iter(contents), "")
        raise GeoDataError(f"{named} cannot be written ({error.strerror}); nothing was changed") from error


Step = tuple[Path, Path | None, Path | None]
"""A file, the draft of what it is to be (None: gone), and a copy of what it was (None: not there)."""


def _prepared(path: Path, content: bytes | None, stack: ExitStack, made: list[Path]) -> Step:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise GeoDataError(f"{path} is no plain file; nothing was changed")
    for folder in [one for one in reversed(path.parents) if not one.exists()]:
        folder.mkdir()
        made.append(folder)
    new = old = None
    if path.exists():
        old = stack.enter_context(draft_of(path))
        shutil.copy2(path, old)
    if content is not None:
        new = stack.enter_context(draft_of(path))
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(path.stat().st_mode if old else 0o644)
    return path, new, old


def _change(steps: list[Step]) -> None:
    try:
        for path, new, _ in steps:
            if new is None:
                path.unlink(missing_ok=True)
            else:
                new.replace(path)
    except BaseException:
        _undo(steps)
        raise


def _undo(steps: list[Step]) -> None:
    """Put back whatever was changed, as far as the disk lets one."""
    lost = []
    for path, new, old in reversed(steps):
        try:
            if new is not None and new.exists():
                continue  # its turn had not come
            if old is not None:
                old.replace(path)
            else:
                path.unlink(missing_ok=True)
        except OSError:
            lost.append(str(path))
    if lost:
        raise GeoDataError(f"{', '.join(lost)} could not be put back; restore what you had")
