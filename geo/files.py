"""Writing a file so that a failure leaves the old one as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

from geo.errors import GeoDataError

__all__ = ["write_bytes", "write_text"]


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with plain line ends; see :func:`write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write beside the target, then put it in its place in one step.

    Raises
    ------
    GeoDataError
        If the folder is missing or cannot be written to; the old file, if there is one, is untouched.
    """
    beside: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            beside = Path(file.name)
            file.write(content)
        beside.chmod(path.stat().st_mode if path.exists() else 0o644)
        beside.replace(path)
    except OSError as error:
        if beside:
            beside.unlink(missing_ok=True)
        raise GeoDataError(f"{path} cannot be written ({error.strerror}); nothing was changed") from error
