"""``python -m geo format``: write every record in its canonical form."""

from __future__ import annotations

import argparse
import sys

from geo.commands.command import Command, takes_records
from geo.records import canonical, folder_of, read_records

__all__ = ["COMMAND"]


def _run(options: argparse.Namespace) -> int:
    records, faults = read_records(options.records)
    for record in records:
        path = options.records / folder_of(record) / f"{record.id}.json"
        if path.exists():
            path.write_text(canonical(record), encoding="utf-8", newline="\n")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


COMMAND = Command("format", "write every record in its canonical form", takes_records, _run)
