"""The command line: ``python -m geo check | build | export | new | format | basemap``."""

from __future__ import annotations

import argparse
import sys

from geo.commands import basemap, build, check, export, new
from geo.commands import format as form
from geo.errors import GeoDataError

COMMANDS = (check.COMMAND, build.COMMAND, export.COMMAND, new.COMMAND, form.COMMAND, basemap.COMMAND)


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0 if all is well, 1 if the data has problems, 2 if the call cannot be carried out.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except GeoDataError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        own = commands.add_parser(command.name, help=command.summary)
        command.declare(own)
        own.set_defaults(run=command.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
