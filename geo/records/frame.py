"""The frame of places: of each capital and regional centre, whether the data have something, nothing, or never looked.

``data/frame.csv`` has one row a place. Silence on the map is not absence: only a row that says ``none found`` is.
"""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.core.distance import distance_km
from geo.core.errors import LayerError
from geo.core.lists import read_rows
from geo.records.model import Precision, Record
from geo.records.subject import Subject

__all__ = [
    "ANSWERS", "Answer", "Place", "counted", "frame_columns", "frame_text", "nearest_place", "read_frame", "recorded",
    "refreshed",
]  # fmt: skip

ANSWERS = ("recorded", "none found", "not looked")
"""What a row may say of a class: there is a record; it was looked for in vain; nobody looked."""
_OF_PLACES = ("geonames", "name", "country", "role", "longitude", "latitude")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one class at one place.

    Attributes
    ----------
    answer : str
        One of :data:`ANSWERS`.
    records : tuple of str
        Ids of the records, if it is recorded.
    looked : str
        ISO 8601 day on which it was looked for in vain, or empty.
    where : str
        Where it was looked for, and by what words, or empty.
    """

    answer: str
    records: tuple[str, ...] = ()
    looked: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A capital or regional centre of today: its GeoNames number, name, ISO 3166-1 alpha-2 country, role and point."""

    geonames: int
    name: str
    country: str
    role: str
    longitude: float
    latitude: float
    answers: Mapping[str, Answer]


def frame_columns(subject: Subject) -> tuple[str, ...]:
    """Give the columns of ``data/frame.csv`` in their order: of a place, then of each of the subject's classes."""
    parts = ("", "_record", "_looked", "_where")
    return (*_OF_PLACES, *(f"{name}{part}" for name in subject.frame for part in parts))


def read_frame(path: Path, subject: Subject) -> list[Place]:
    """Read ``data/frame.csv``.

    Parameters
    ----------
    path : Path
        UTF-8, RFC 4180, with the columns of :func:`frame_columns`; ids of several records stand beside each other
        with a space.
    subject : Subject
        Its classes of what is looked for.

    Returns
    -------
    list of Place
        In the order of the file.

    Raises
    ------
    LayerError
        If it cannot be read, has other columns, or a row has no number or point.
    """
    rows = read_rows(path, frame_columns(subject), "the frame of places")
    try:
        return [_place(row, subject) for row in rows]
    except (ValueError, AttributeError) as error:
        raise LayerError(f"{path.name}: cannot be read as the frame of places ({error}); mend that row") from error


def frame_text(places: Iterable[Place], subject: Subject) -> str:
    """Write places as ``data/frame.csv`` must be: see :func:`frame_columns`; by country, capital first, by name."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame_columns(subject))
    for place in sorted(places, key=lambda one: (one.country, one.role != "capital", one.name)):
        cells: list[object] = [place.geonames, place.name, place.country, place.role, place.longitude, place.latitude]
        for name in subject.frame:
            found = place.answers[name]
            cells += [found.answer, " ".join(found.records), found.looked, found.where]
        writer.writerow(cells)
    return text.getvalue()


def nearest_place(record: Record, places: Sequence[Place], subject: Subject) -> Place | None:
    """Give the place whose record this is, or None.

    Parameters
    ----------
    record : Record
    places : sequence of Place
    subject : Subject

    Returns
    -------
    Place or None
        The nearest of the record's country, if it lies within the kilometres that the subject has for the kind.
    """
    kind = subject.kind(record.kind)
    if kind is None:
        return None
    here = (record.location.lon, record.location.lat)
    degrees = kind.near_km / 100
    wide = degrees / max(math.cos(math.radians(here[1])), 0.01)
    near = [
        (distance_km(here, (place.longitude, place.latitude)), place.geonames, place)
        for place in places
        if place.country == record.country
        and abs(place.latitude - here[1]) < degrees
        and abs(place.longitude - here[0]) < wide
    ]
    nearest = min(near, default=None, key=lambda one: one[:2])
    return None if nearest is None or nearest[0] > kind.near_km else nearest[2]


def recorded(
    records: Iterable[Record], places: Sequence[Place], subject: Subject
) -> dict[tuple[int, str], tuple[str, ...]]:
    """Give the records of each place and class.

    A record counts that honours the subject's first person and lies where it says: of one whose point is only that of
    the region round about, nobody knows that it lay in the town, unless it is the region itself.

    Returns
    -------
    dict of (int, str) to tuple of str
        Ids, sorted, by GeoNames number and class.
    """
    found: dict[tuple[int, str], list[str]] = {}
    for record in records:
        class_ = next((name for name, kinds in subject.frame.items() if record.kind in kinds), None)
        if class_ is None or not _is_of_the_person(record, subject):
            continue
        if record.location.precision == Precision.REGION and not _is_a_region(record, subject):
            continue
        if place := nearest_place(record, places, subject):
            found.setdefault((place.geonames, class_), []).append(record.id)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def refreshed(places: Sequence[Place], records: Iterable[Record], subject: Subject) -> list[Place]:
    """Give the frame with the records that there are today; what was looked for in vain stays as it is."""
    known = recorded(records, places, subject)
    return [
        replace(
            place,
            answers={
                name: _refreshed(answer, known.get((place.geonames, name), ()))
                for name, answer in place.answers.items()
            },
        )
        for place in places
    ]


def counted(places: Iterable[Place], subject: Subject) -> dict[str, Counter[str]]:
    """Count the answers by class."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in subject.frame}
    for place in places:
        for name in subject.frame:
            counts[name][place.answers[name].answer] += 1
    return counts


def _is_of_the_person(record: Record, subject: Subject) -> bool:
    return not subject.persons or subject.persons[0] in (record.honours, *record.also_honours)


def _is_a_region(record: Record, subject: Subject) -> bool:
    kind = subject.kind(record.kind)
    return kind is not None and kind.own_point == Precision.REGION


def _place(row: Mapping[str, str], subject: Subject) -> Place:
    answers = {
        name: Answer(row[name], tuple(row[f"{name}_record"].split()), row[f"{name}_looked"], row[f"{name}_where"])
        for name in subject.frame
    }
    lon, lat = float(row["longitude"]), float(row["latitude"])
    return Place(int(row["geonames"]), row["name"], row["country"], row["role"], lon, lat, answers)


def _refreshed(answer: Answer, ids: tuple[str, ...]) -> Answer:
    if ids:
        return Answer("recorded", ids, answer.looked, answer.where)
    if answer.answer == "recorded":
        return Answer("none found" if answer.looked else "not looked", (), answer.looked, answer.where)
    return answer
