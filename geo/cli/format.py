"""``python -m geo format``: write every record in its canonical form, and what is recorded into the frame of places."""

from __future__ import annotations

import argparse
import sys

from geo.cli.beside import stale_frame
from geo.cli.check import not_canonical
from geo.cli.command import Command, records_folder, takes_records
from geo.core.files import write_text
from geo.core.folder import default_folder
from geo.records.reading import canonical, read_records
from geo.records.subject import read_subject

__all__ = ["COMMAND"]


def _run(options: argparse.Namespace) -> int:
    folder = records_folder(options)
    subject = read_subject(default_folder().subject)
    records, faults = read_records(folder, subject)
    for record, path in not_canonical(folder, records):
        write_text(path, canonical(record))
    if frame := stale_frame(folder, records, subject):
        write_text(*frame)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


COMMAND = Command(
    "format",
    "write every record in its canonical form, and the frame of places; exit code 1 if one cannot be read",
    ("format", "format --records data/records"),
    takes_records,
    _run,
)
