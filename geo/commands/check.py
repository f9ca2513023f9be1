"""``python -m geo check``: say everything that is wrong with the records."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from geo import paths
from geo.basemap import read_basemap
from geo.checks import check_records
from geo.commands.beside import check_beside, frame_words, stale_frame
from geo.commands.command import Command, records_folder, takes_records
from geo.commands.progress import with_bar
from geo.coverage import cover
from geo.files import holds
from geo.records import Record, canonical, folder_of, read_records

__all__ = ["COMMAND", "not_canonical", "read_and_check"]


def read_and_check(folder: Path) -> tuple[list[Record], list[str]]:
    """Read all records and apply every rule.

    Parameters
    ----------
    folder : Path
        As for :func:`geo.records.read_records`.

    Returns
    -------
    records : list of Record
        Those that could be read.
    problems : list of str
        One line for each fault of a file and each broken rule.
    """
    records, faults = read_records(folder)
    found = check_records(
        records, read_basemap(paths.BASEMAP), dt.date.today(), lambda company: with_bar(company, "checking")
    )
    found += check_beside(folder, records, dt.date.today())
    return records, faults + [str(problem) for problem in found]


def not_canonical(folder: Path, records: Iterable[Record]) -> Iterator[tuple[Record, Path]]:
    """Give the records whose files are not written as they must be, with those files.

    Parameters
    ----------
    folder : Path
        The folder of the records.
    records : iterable of Record
    """
    for record in records:
        path = folder / folder_of(record) / f"{record.id}.json"
        if path.exists() and not holds(path, canonical(record)):
            yield record, path


def _run(options: argparse.Namespace) -> int:
    folder = records_folder(options)
    records, problems = read_and_check(folder)
    for record, _ in not_canonical(folder, records):
        problems.append(f'{record.id}: file is not canonical; run "python -m geo format"')
    if stale_frame(folder, records) and not problems:
        problems.append('frame.csv: file is not canonical; run "python -m geo format"')
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(records)} records read: {len(problems)} problem{'' if len(problems) == 1 else 's'}")
        return 1
    print(_summary(records, frame_words(folder)))
    return 0


def _summary(records: list[Record], frame: str) -> str:
    known = cover(records, {})
    countries = len({record.country for record in records})
    return (
        f"{known.records} records ({known.monuments} monuments) in {countries} countries, {known.sources} sources, "
        f"{known.dated_periods} dated periods, {known.disagreements} disagreements; two independent sources: "
        f"{known.two_sources:.0%}, for their dates: {known.two_for_dates:.0%}, both bounds dated: "
        f"{known.both_dated:.0%}, exact dates: {known.exact_dates:.0%}, point on the street or spot: "
        f"{known.located:.0%}{frame}: 0 problems"
    )


COMMAND = Command(
    "check",
    "check every record; exit code 1 if there are problems",
    ("check", "check --records data/records"),
    takes_records,
    _run,
)
