"""``python -m geo propose``: turn a filled form into an edit of its record, and check it."""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from geo.cli.check import check_everything
from geo.cli.command import Command
from geo.core.errors import GeoDataError, RecordError
from geo.core.folder import DataFolder, default_folder
from geo.core.together import write_together
from geo.records.proposal import proposed, read_proposal
from geo.records.reading import canonical, folder_of, read_or_refuse
from geo.records.shape import examine
from geo.records.subject import read_subject, record_model

__all__ = ["COMMAND"]


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", type=Path, metavar="FILE", help="a text file: the form that a record has to copy")


def _run(options: argparse.Namespace) -> int:
    folder = default_folder()
    subject = read_subject(folder.subject)
    proposal = read_proposal(_text(options.form))
    record = next((one for one in read_or_refuse(folder.records, subject) if one.id == proposal.record), None)
    if record is None:
        raise RecordError(f'there is no record "{proposal.record}"; mend the form\'s first line')
    path = folder.records / folder_of(record) / f"{record.id}.json"
    made, faults = examine(proposed(record, proposal, dt.date.today()), record_model(subject))
    problems = [f"{record.id}: {fault}" for fault in faults]
    if made is not None and not problems:
        text = canonical(made)
        problems = _problems(folder, path, text)
    if problems or made is None:
        print(*problems, sep="\n", file=sys.stderr)
        print("nothing was changed", file=sys.stderr)
        return 1
    write_together({path: text.encode("utf-8")})
    print(f"{path.name}: {proposal.field} is {proposal.value}. Seen: {proposal.seen}")
    print("read the page yourself; a new one has the day of today as the day on which it was read")
    print('say in data/changes what changed, and run "python -m geo build"')
    return 0


def _problems(folder: DataFolder, path: Path, text: str) -> list[str]:
    """Check the data with the edit in a copy of them."""
    with TemporaryDirectory() as room:
        copy = Path(room) / "data"
        shutil.copytree(folder.path, copy, ignore=shutil.ignore_patterns(folder.built.name, folder.editions.name))
        (copy / path.relative_to(folder.path)).write_text(text, encoding="utf-8")
        tried = DataFolder.at(copy)
        return check_everything(tried.records, tried)[1]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GeoDataError(f"{path} cannot be read as text ({error})") from error


COMMAND = Command(
    "propose",
    "turn a filled report of an error into an edit of its record; exit code 1 if the edit breaks a rule",
    ("propose report.txt",),
    _declare,
    _run,
)
