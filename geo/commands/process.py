"""A command as a process: quiet when it is interrupted or its reader leaves, never at a loss for a character."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Callable

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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
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
