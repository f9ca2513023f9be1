"""``python -m geo new``: write a skeleton for a new record."""

from __future__ import annotations

import argparse

from geo.commands.command import Command, takes_records
from geo.errors import RecordError
from geo.files import write_text
from geo.records import CATEGORIES
from geo.skeleton import skeleton

__all__ = ["COMMAND"]


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("category", choices=["place", "monument"])
    parser.add_argument("id", help="lower-case words joined by hyphens")
    takes_records(parser)


def _run(options: argparse.Namespace) -> int:
    path = options.records / f"{options.category}s" / f"{options.id}.json"
    text = skeleton(options.category, options.id)
    for category in CATEGORIES:
        taken = options.records / f"{category}s" / path.name
        if taken.exists():
            raise RecordError(f"{category}s/{path.name} is there already; edit it, or choose another id")
    write_text(path, text)
    print(f'{path} is written; fill in what asks with "..." and run "python -m geo check"')
    return 0


COMMAND = Command(
    "new",
    "write a skeleton for a new record",
    ("new place stalino-example", "new monument stalin-example-square"),
    _declare,
    _run,
)
