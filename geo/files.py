"""Writing a file so that a failure leaves the old one as it was."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from geo.errors import GeoDataError

__all__ = ["holds", "write_bytes", "write_text"]


def holds(path: Path, text: str) -> bool:
    """Say whether there is a file that holds exactly this text, as UTF-8."""
    try:
        return path.read_bytes() == text.encode("utf-8")
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
        untouched, and nothing is left beside it.
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
    beside: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            beside = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(path.stat().st_mode if path.exists() else 0o644)
        beside.replace(path)
    except BaseException:
        if beside:
            beside.unlink(missing_ok=True)
        raise
