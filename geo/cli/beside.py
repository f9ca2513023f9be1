"""What stands beside the folder of the records: the frame of places, the searches, the second reading, the stories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import geopandas as gpd

from geo.core.errors import LayerError, one_line
from geo.core.files import holds
from geo.core.folder import DataFolder
from geo.layer import Fields, Query, build_layer, fields_of, periods_of, read_periods, select
from geo.records.checks import Problem
from geo.records.checks.frame import check_frame
from geo.records.checks.looked import check_searches
from geo.records.checks.reread import check_second_reading
from geo.records.checks.stories import StorySurroundings, check_stories
from geo.records.edition import read_edition
from geo.records.events import read_events
from geo.records.frame import Place, frame_text, read_frame, refreshed
from geo.records.model import Record
from geo.records.searches import read_searches
from geo.records.second_reading import read_second_reading
from geo.records.stories import read_stories
from geo.records.subject import Subject
from geo.records.subject_words import read_words
from geo.stats.completeness import looked_at, looked_through
from geo.stats.counts import first_year

__all__ = ["check_beside", "check_stories_beside", "frame_beside", "frame_words", "stale_frame"]


def frame_beside(folder: Path, subject: Subject) -> list[Place]:
    """Read the frame of places beside a folder of records; without a file it is empty."""
    path = DataFolder.at(folder.parent).frame
    return read_frame(path, subject) if path.exists() else []


def check_beside(folder: Path, records: Sequence[Record], today: dt.date, subject: Subject) -> Iterator[Problem]:
    """Say what is wrong with the lists beside a folder of records."""
    beside = DataFolder.at(folder.parent)
    yield from check_frame(frame_beside(folder, subject), records, today, subject)
    if beside.looked.exists():
        yield from check_searches(read_searches(beside.looked), records, today)
    if beside.second_reading.exists():
        yield from check_second_reading(read_second_reading(beside.second_reading), records, today)


def check_stories_beside(folder: Path, records: Iterable[Record], today: dt.date, subject: Subject) -> Iterator[str]:
    """Say what is wrong with the stories beside a folder of records, by the layer, the events and the words there."""
    beside = DataFolder.at(folder.parent)
    try:
        if not (stories := read_stories(beside.stories)):
            return
        around = _around(beside, records, today, subject)
    except LayerError as error:
        yield str(error)
        return
    names = [path.stem for path in beside.stories.glob("*.json")]
    for one in check_stories(stories, names, around):
        yield one_line(f"stories/{one.record_id}.json: {one.field} {one.message}")


def _periods(beside: DataFolder, records: Iterable[Record], fields: Fields) -> gpd.GeoDataFrame:
    """Read the layer, or build it, where it cannot be read: a new column must not stand in the way of its own build."""
    try:
        return read_periods(beside.layer, fields)
    except LayerError:
        return periods_of(build_layer(records, read_edition(beside.edition), fields), fields)


def _around(beside: DataFolder, records: Iterable[Record], today: dt.date, subject: Subject) -> StorySurroundings:
    fields = fields_of(subject, read_words(beside.text, subject))
    periods = _periods(beside, records, fields)
    years = first_year(periods, subject.opening_year), read_edition(beside.edition).year

    def count(text: str) -> int:
        return int(select(periods, Query.parse(text, fields))["record_id"].nunique())

    by_id = {record.id: record for record in records}
    return StorySurroundings(by_id, [event.id for event in read_events(beside.events)], years, count, today)


def stale_frame(folder: Path, records: Sequence[Record], subject: Subject) -> tuple[Path, str] | None:
    """Give the file of the frame and how it must be written, or None if it is so."""
    path = DataFolder.at(folder.parent).frame
    if not path.exists():
        return None
    text = frame_text(refreshed(read_frame(path, subject), records, subject), subject)
    return None if holds(path, text) else (path, text)


def frame_words(folder: Path, subject: Subject) -> str:
    """Say of how many places of the frame something is known, or nothing without a frame."""
    places = frame_beside(folder, subject)
    counts = f"{looked_at(places)} of {len(places)} ({looked_through(places)} for all)"
    return f", capitals and regional centres looked at: {counts}" if places else ""
