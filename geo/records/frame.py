"""The frame of places: of each capital and regional centre, whether the data have something, nothing, or never looked.

``data/frame.csv`` has one row a place. Silence on the map is not absence: only a row that says ``none found`` is.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.core.distance import distance_km
from geo.core.errors import LayerError
from geo.records.model import Record

__all__ = [
    "ANSWERS", "CLASSES", "DISTRICT_KM", "FIELDS", "NEAR_KM", "TOWN_KM", "Answer", "Place", "counted", "frame_text",
    "nearest_place", "read_frame", "recorded", "refreshed",
]  # fmt: skip

ANSWERS = ("recorded", "none found", "not looked")
"""What a row may say of a class: there is a record; it was looked for in vain; nobody looked."""
CLASSES: dict[str, frozenset[str]] = {
    "statue": frozenset({"monument", "bust", "relief", "plaque", "mausoleum"}),
    "street": frozenset({"street", "square"}),
    "named": frozenset({"settlement", "district", "region"}),
}
"""What is looked for, and the kinds of records that are of it; ``named`` is the town, a district, or its region."""
NEAR_KM = 8.0
"""How far from the centre of a place a record of it may lie (geodesic), in kilometres."""
DISTRICT_KM = 15.0
"""The same for a district, which may be the edge of a large town."""
TOWN_KM = 5.0
"""The same for a settlement, which beyond that is another town."""
_HONOURED = "Joseph Stalin"
FIELDS = (
    "geonames", "name", "country", "role", "longitude", "latitude",
    *(f"{name}{part}" for name in CLASSES for part in ("", "_record", "_looked", "_where")),
)  # fmt: skip
"""The columns of ``data/frame.csv`` in their order."""


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


def read_frame(path: Path) -> list[Place]:
    """Read ``data/frame.csv``.

    Parameters
    ----------
    path : Path
        UTF-8, RFC 4180, with the columns :data:`FIELDS`; ids of several records stand beside each other with a space.

    Returns
    -------
    list of Place
        In the order of the file.

    Raises
    ------
    LayerError
        If it cannot be read, has other columns, or a row has no number or point.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != FIELDS:
                raise LayerError(f"{path.name}: has other columns than {', '.join(FIELDS)}; restore its first line")
            return [_place(row) for row in reader]
    except (OSError, ValueError, AttributeError, csv.Error) as error:
        raise LayerError(f"{path.name}: cannot be read as the frame of places ({error}); mend that row") from error


def frame_text(places: Iterable[Place]) -> str:
    """Write places as ``data/frame.csv`` must be: the columns :data:`FIELDS`; by country, capital first, by name."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for place in sorted(places, key=lambda one: (one.country, one.role != "capital", one.name)):
        cells: list[object] = [place.geonames, place.name, place.country, place.role, place.longitude, place.latitude]
        for name in CLASSES:
            found = place.answers[name]
            cells += [found.answer, " ".join(found.records), found.looked, found.where]
        writer.writerow(cells)
    return text.getvalue()


def nearest_place(record: Record, places: Sequence[Place]) -> Place | None:
    """Give the place whose record this is, or None.

    Parameters
    ----------
    record : Record
    places : sequence of Place

    Returns
    -------
    Place or None
        The nearest of the record's country, if it lies within :data:`NEAR_KM`, :data:`DISTRICT_KM` or :data:`TOWN_KM`.
    """
    here = (record.location.lon, record.location.lat)
    near = [
        (distance_km(here, (place.longitude, place.latitude)), place.geonames, place)
        for place in places
        if place.country == record.country
        and abs(place.latitude - here[1]) < 0.2
        and abs(place.longitude - here[0]) < 0.6
    ]
    within = {"district": DISTRICT_KM, "settlement": TOWN_KM}.get(record.kind, NEAR_KM)
    nearest = min(near, default=None, key=lambda one: one[:2])
    return None if nearest is None or nearest[0] > within else nearest[2]


def recorded(records: Iterable[Record], places: Sequence[Place]) -> dict[tuple[int, str], tuple[str, ...]]:
    """Give the records of each place and class.

    A record counts that honours Stalin and lies where it says: of one whose point is only that of the region round
    about, nobody knows that it lay in the town, unless it is the region itself.

    Returns
    -------
    dict of (int, str) to tuple of str
        Ids, sorted, by GeoNames number and class.
    """
    found: dict[tuple[int, str], list[str]] = {}
    for record in records:
        class_ = next((name for name, kinds in CLASSES.items() if record.kind in kinds), None)
        if class_ is None or _HONOURED not in (record.honours, *record.also_honours):
            continue
        if record.location.precision == "region" and record.kind != "region":
            continue
        if place := nearest_place(record, places):
            found.setdefault((place.geonames, class_), []).append(record.id)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def refreshed(places: Sequence[Place], records: Iterable[Record]) -> list[Place]:
    """Give the frame with the records that there are today; what was looked for in vain stays as it is."""
    known = recorded(records, places)
    return [
        replace(
            place,
            answers={name: _refreshed(place.answers[name], known.get((place.geonames, name), ())) for name in CLASSES},
        )
        for place in places
    ]


def counted(places: Iterable[Place]) -> dict[str, Counter[str]]:
    """Count the answers by class."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in CLASSES}
    for place in places:
        for name in CLASSES:
            counts[name][place.answers[name].answer] += 1
    return counts


def _place(row: Mapping[str, str]) -> Place:
    answers = {
        name: Answer(row[name], tuple(row[f"{name}_record"].split()), row[f"{name}_looked"], row[f"{name}_where"])
        for name in CLASSES
    }
    lon, lat = float(row["longitude"]), float(row["latitude"])
    return Place(int(row["geonames"]), row["name"], row["country"], row["role"], lon, lat, answers)


def _refreshed(answer: Answer, ids: tuple[str, ...]) -> Answer:
    if ids:
        return Answer("recorded", ids, answer.looked, answer.where)
    if answer.answer == "recorded":
        return Answer("none found" if answer.looked else "not looked", (), answer.looked, answer.where)
    return answer
