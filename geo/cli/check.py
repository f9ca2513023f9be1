"""``python -m geo check``: say everything that is wrong with the records."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd

from geo.cli.beside import check_beside, check_stories_beside, frame_words, stale_frame
from geo.cli.command import Command, records_folder, takes_records
from geo.cli.progress import with_bar
from geo.core.errors import LayerError, one_line
from geo.core.files import holds
from geo.core.folder import DataFolder, default_folder
from geo.find.towns import read_towns
from geo.layer import fields_of, read_layer
from geo.map.basemap import read_basemap
from geo.map.borders import read_borders
from geo.map.disputed import read_disputed
from geo.records.checks import KnownTown, Surroundings, check_events, check_records
from geo.records.edition import read_edition
from geo.records.events import read_events
from geo.records.model import Record
from geo.records.reading import canonical, examine_record, folder_of, misplaced, record_files, strays
from geo.records.subject import Subject, read_subject
from geo.records.subject_words import read_words
from geo.stats.coverage import cover

__all__ = ["COMMAND", "check_everything", "not_canonical", "read_and_check"]


def read_and_check(folder: Path, data: DataFolder) -> tuple[list[Record], list[str]]:
    """Read all records and apply every rule, also to what can be read of those whose shape has faults.

    Parameters
    ----------
    folder : Path
        As for :func:`geo.records.reading.read_records`.
    data : DataFolder
        What stands beside the records.

    Returns
    -------
    records : list of Record
        Those without a fault of shape, by id.
    problems : list of str
        One line for each fault of a file and each broken rule, by file; then those of the files beside the records.

    Raises
    ------
    LayerError
        If the subject or the base map, which the rules need, cannot be read.
    """
    subject = read_subject(data.subject)
    basemap = read_basemap(data.basemap)
    readings = {path: examine_record(path, subject) for path in sorted(record_files(folder))}
    lines = [(reading.where, line) for reading in readings.values() for line in reading.problems]
    read = {path: reading.record for path, reading in readings.items() if reading.record is not None}
    lines += [(readings[path].where, line) for path, record in read.items() for line in misplaced(path, record)]
    where = {record.id: readings[path].where for path, record in reversed(read.items())}
    found = check_records(
        sorted(read.values(), key=lambda record: record.id),
        basemap,
        dt.date.today(),
        subject,
        lambda records: with_bar(records, "checking"),
        faults={record.id: readings[path].faults for path, record in read.items()},
        around=Surroundings(
            frozenset(path.stem for path in readings if path not in read),
            _published(data.layer),
            _towns(data.towns),
            subject.in_no_town(),
        ),
    )
    lines += [(where[one.record_id], f"{where[one.record_id]}: {one.field} {one.message}") for one in found]
    sound = [record for path, record in read.items() if not readings[path].problems]
    whole = len(read) == len(readings)
    beside = check_beside(folder, [*read.values()], dt.date.today(), subject) if whole else ()
    of_stories = check_stories_beside(folder, read.values(), dt.date.today(), subject) if whole else ()
    ordered = [one_line(line) for _, line in sorted(lines, key=lambda pair: pair[0])]
    return sorted(sound, key=lambda record: record.id), [
        *ordered,
        *strays(folder),
        *map(str, beside),
        *of_stories,
        *_beside(data, basemap, subject),
    ]


def _published(layer: Path) -> dict[str, int]:
    """Count the records of each person in the layer that was built last; of none where there is no sound one."""
    try:
        rows = read_layer(layer)["features"]
    except LayerError:
        return {}
    persons = {row["properties"]["record_id"]: row["properties"]["honours"] for row in rows}
    return Counter(persons.values())


def _towns(path: Path) -> dict[int, KnownTown]:
    """Give the towns in which records lie, by number; none where the list cannot be read, which is said elsewhere."""
    try:
        return {town.id: town for town in read_towns(path) if town.id is not None}
    except LayerError:
        return {}


def _beside(data: DataFolder, basemap: gpd.GeoDataFrame, subject: Subject) -> Iterator[str]:
    """Say what is wrong with the files beside the records: what the data say of themselves, and what the map draws."""
    readers: tuple[tuple[Callable[[Path], Any], Path], ...] = (
        (lambda path: fields_of(subject, read_words(path, subject)), data.text),
        (read_edition, data.edition),
        (read_borders, data.borders),
        (read_disputed, data.disputed),
        (read_towns, data.towns),
    )
    for read, path in readers:
        try:
            read(path)
        except LayerError as error:
            yield str(error)
    try:
        found = check_events(read_events(data.events), basemap["iso_a2"].dropna(), dt.date.today())
    except LayerError as error:
        yield str(error)
    else:
        yield from (one_line(f"{data.events.name}: {one.record_id}: {one.field} {one.message}") for one in found)


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


def check_everything(folder: Path, data: DataFolder) -> tuple[list[Record], list[str]]:
    """Read all records and say everything that is wrong, the form of the files included; see :func:`read_and_check`."""
    records, problems = read_and_check(folder, data)
    for record, path in not_canonical(folder, records):
        problems.append(f'{folder_of(record)}/{path.name}: file is not canonical; run "python -m geo format"')
    if not problems and stale_frame(folder, records, read_subject(data.subject)):
        problems.append('frame.csv: file is not canonical; run "python -m geo format"')
    return records, problems


def _run(options: argparse.Namespace) -> int:
    folder = records_folder(options)
    data = default_folder()
    records, problems = check_everything(folder, data)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(records)} records read: {len(problems)} problem{'' if len(problems) == 1 else 's'}")
        return 1
    print(_summary(records, frame_words(folder, read_subject(data.subject))))
    return 0


def _summary(records: list[Record], frame: str) -> str:
    known = cover(records, {})
    countries = len({record.country for record in records})
    dates = ", ".join(f"{count} {certainty}" for certainty, count in known.dates.items())
    return (
        f"{known.records} records ({known.monuments} monuments) in {countries} countries, {known.sources} sources, "
        f"{known.dated_periods} dated periods, {known.disagreements} disagreements; two independent sources: "
        f"{known.two_sources:.0%}, for their dates: {known.two_for_dates:.0%}, both bounds dated: "
        f"{known.both_dated:.0%}, exact dates: {known.exact_dates:.0%}, point on the street or spot: "
        f"{known.located:.0%}; dates: {dates}{frame}: 0 problems"
    )


COMMAND = Command(
    "check",
    "check every record; exit code 1 if there are problems",
    ("check", "check --records data/records"),
    takes_records,
    _run,
)
