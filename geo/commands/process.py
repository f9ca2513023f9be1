"""A command as a process: quiet when it is interrupted or its reader leaves, never at a loss for a character."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

__all__ = ["INTERRUPTED", "READER_LEFT", "as_process"]

INTERRUPTED = 128 + 2
"""Exit code after Ctrl-C, as shells give it for SIGINT."""
READER_LEFT = 128 + 13
"""Exit code when the program that reads our output has closed it, as shells give it for SIGPIPE."""


def as_process(main: Callable[[], int]) -> int:
    """Run the command line and turn every ending that is not a fault of this program into an exit code.

    Parameters
    ----------
    main : callable
        Gives the exit code, or leaves by SystemExit.

    Returns
    -------
    int
        That code; :data:`INTERRUPTED` after Ctrl-C; :data:`READER_LEFT` if standard output or standard error was
        closed by its reader; 2 after an error of the operating system, which is told on standard error.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with _whole_writes():
        return _ended(main)


@contextlib.contextmanager
def _whole_writes() -> Iterator[None]:
    """Let what is written arrive whole or raise: unbuffered (``python -u``), a full disk takes a part and is quiet."""
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (_whole(stream) for stream in kept)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = kept


def _whole(stream: TextIO) -> TextIO:
    """Give a stream that writes every character, and all of them; one of another kind stays as it is."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    if not isinstance(stream.buffer, io.RawIOBase):
        stream.reconfigure(errors="backslashreplace")
        return stream
    buffered = open(stream.fileno(), "wb", closefd=False)  # noqa: SIM115 - a descriptor, which stays open
    return io.TextIOWrapper(buffered, stream.encoding, "backslashreplace", line_buffering=True)


def _ended(main: Callable[[], int]) -> int:
    try:
        code = _code_of(main)
        _flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = READER_LEFT
    except OSError as error:
        code = 2
        with contextlib.suppress(OSError):
            print(f"{error.filename or 'standard output'}: {error.strerror}", file=sys.stderr)
    _drop_what_cannot_be_written()
    return code


def _code_of(main: Callable[[], int]) -> int:
    try:
        return main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _drop_what_cannot_be_written() -> None:
    """Let the interpreter's own last flush go nowhere, which would complain otherwise."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
