"""What a command is: its name, what it says of itself, its options, and what it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo import paths

__all__ = ["Command", "takes_records"]


@dataclass(frozen=True, slots=True)
class Command:
    """One command of ``python -m geo``.

    Attributes
    ----------
    name : str
        As it is typed.
    summary : str
        One line, without a full stop.
    declare : callable
        Adds the command's options to its parser.
    run : callable
        Carries the command out and gives the exit code: 0 if all is well, 1 if the data has problems; raises
        :class:`geo.errors.GeoDataError` if the call cannot be carried out.
    """

    name: str
    summary: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def takes_records(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the folder of the records."""
    parser.add_argument("--records", type=Path, default=paths.RECORDS, help="folder of the records")
