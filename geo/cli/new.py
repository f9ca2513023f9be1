"""``python -m geo new``: write a skeleton for a new record."""

from __future__ import annotations

import argparse
import datetime as dt

from geo.cli.command import Command, takes_records
from geo.core.errors import RecordError
from geo.core.files import write_text
from geo.core.folder import default_folder
from geo.records.model import CATEGORIES
from geo.records.skeleton import skeleton
from geo.records.subject import read_subject

__all__ = ["COMMAND"]


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("category", choices=CATEGORIES)
    parser.add_argument("id", help="lower-case words joined by hyphens")
    takes_records(parser)


def _run(options: argparse.Namespace) -> int:
    path = options.records / f"{options.category}s" / f"{options.id}.json"
    text = skeleton(options.category, options.id, read_subject(default_folder().subject), dt.date.today())
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
