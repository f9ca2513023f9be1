"""What a command is: its name, what it says of itself, its options, and what it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.core.errors import RecordError
from geo.core.folder import VARIABLE, default_folder

__all__ = ["Command", "records_folder", "takes_records"]


@dataclass(frozen=True, slots=True)
class Command:
    """One command of ``python -m geo``.

    Attributes
    ----------
    name : str
        As it is typed.
    summary : str
        One line, without a full stop.
    examples : tuple of str
        What can be typed behind ``python -m geo``, as its help shows it; each ends with the exit code 0.
    declare : callable
        Adds the command's options to its parser.
    run : callable
        Carries the command out and gives the exit code: 0 if all is well, 1 if the data has problems; raises
        :class:`geo.core.errors.GeoDataError` if the call cannot be carried out.
    """

    name: str
    summary: str
    examples: tuple[str, ...]
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]

    def add_to(self, commands: Any) -> None:
        """Add the command's parser to what :meth:`argparse.ArgumentParser.add_subparsers` gives."""
        parser = commands.add_parser(
            self.name,
            help=self.summary,
            description=f"{self.summary[0].upper()}{self.summary[1:]}.",
            epilog="\n".join(["examples:", *(f"  python -m geo {example}" for example in self.examples)]),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        self.declare(parser)
        parser.set_defaults(run=self.run)


def takes_records(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the folder of the records."""
    text = "folder that holds places/*.json and monuments/*.json (default: data/records)"
    parser.add_argument("--records", type=Path, default=default_folder().records, metavar="FOLDER", help=text)


def records_folder(options: argparse.Namespace) -> Path:
    """Give the folder of :func:`takes_records`.

    Raises
    ------
    RecordError
        If it is no folder, or there is nothing in it that could be a record.
    """
    folder: Path = options.records
    if not any(folder.glob("*/*.json")):
        fault = "holds no records" if folder.is_dir() else "is no folder"
        raise RecordError(
            f"{folder} {fault}; name a folder with places/*.json and monuments/*.json by --records, or the data folder "
            f"that it lies in by the environment variable {VARIABLE}"
        )
    return folder
