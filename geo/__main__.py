"""The command line, ``python -m geo``: check, build, export, site, new, propose, format, release, basemap, towns."""

from __future__ import annotations

import signal

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while the libraries load: end without a traceback

import argparse
import sys
from typing import Any

from geo.cli import basemap, build, check, export, new, propose, release, site, towns
from geo.cli import format as form
from geo.cli.process import as_process
from geo.core.errors import GeoDataError
from geo.core.folder import default_folder
from geo.records.edition import read_edition

__all__ = ["COMMANDS", "main", "run"]

COMMANDS = (
    check.COMMAND, build.COMMAND, export.COMMAND, site.COMMAND, new.COMMAND, propose.COMMAND, form.COMMAND,
    release.COMMAND, basemap.COMMAND, towns.COMMAND,
)  # fmt: skip
_CODES = "exit codes: 0 all is well, 1 the data has problems, 2 the call cannot be carried out"


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0 if all is well, 1 if the data has problems, 2 if the call cannot be carried out.
    """
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except GeoDataError as error:
        print(error, file=sys.stderr)
        return 2


class _Version(argparse.Action):
    """Tell the version of the data, which is read only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        edition = read_edition(default_folder().edition)
        print(f"{edition.name} {edition.version}, data of {edition.date}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description="The data of the map.", epilog=_CODES)
    parser.add_argument("--version", action=_Version, nargs=0, help="version and date of the data")
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        command.add_to(commands)
    return parser


def run() -> int:
    """Run the command line as a process: what ``destalinization`` and ``python -m geo`` do."""
    return as_process(main)


if __name__ == "__main__":
    sys.exit(run())
