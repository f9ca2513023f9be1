"""The record: one thing on the ground, its chain of names, and who says so.

The models are the shape that a record's file must have; what its values must *mean* is in :mod:`geo.records.checks`.
Every name, vocabulary and field here is explained for editors in ``data/README.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from geo.core.dates import OPEN, PATTERN
from geo.core.errors import RecordError, one_line
from geo.core.files import read_json
from geo.records.shape import Fault, examine

__all__ = [
    "CATEGORIES",
    "CHANGES",
    "CONFIDENCES",
    "GONE",
    "KINDS",
    "NAMESAKES",
    "PRECISIONS",
    "STATUSES",
    "Attestation",
    "Category",
    "Change",
    "Disagreement",
    "Event",
    "Fate",
    "Identifiers",
    "Kind",
    "Location",
    "Monument",
    "Name",
    "Namesake",
    "Reading",
    "Record",
    "Source",
    "Status",
    "canonical",
    "examine_record",
    "folder_of",
    "misplaced",
    "read_or_refuse",
    "read_record",
    "read_records",
    "record_files",
    "strays",
]

Category = Literal["place", "monument"]
Status = Literal["before", "honouring", "after"]
Kind = Literal[
    "settlement", "region", "district", "peak", "water", "street", "square", "park", "station", "canal", "bridge",
    "building", "factory", "institution", "farm", "monument", "bust", "relief", "plaque", "mausoleum", "other",
]  # fmt: skip
Change = Literal[
    "named", "renamed", "reverted", "founded", "dissolved", "merged", "unveiled", "dismantled", "toppled", "blown up",
    "relocated", "stored", "recast", "replaced", "removed", "re-erected",
]  # fmt: skip
Fate = Literal[
    "dismantled", "toppled", "blown up", "relocated", "stored", "recast", "re-erected", "replaced", "pedestal left",
    "standing", "unknown",
]  # fmt: skip
Namesake = Literal["person", "other", "unknown"]
Precision = Literal["exact", "street", "town", "region"]
Confidence = Literal["high", "medium", "low"]

KINDS: tuple[str, ...] = get_args(Kind)
STATUSES: tuple[str, ...] = get_args(Status)
CHANGES: tuple[str, ...] = get_args(Change)
NAMESAKES: tuple[str, ...] = get_args(Namesake)
CATEGORIES: tuple[str, ...] = get_args(Category)
PRECISIONS: tuple[str, ...] = get_args(Precision)
CONFIDENCES: tuple[str, ...] = get_args(Confidence)
GONE = frozenset(
    {"dissolved", "merged", "dismantled", "toppled", "blown up", "relocated", "stored", "recast", "replaced", "removed"}
)
"""Changes after which the thing itself is no longer there, so that the name of the period is its last name."""

Text = Annotated[str, Field(min_length=1, pattern=r"^\S(?:.*\S)?$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
Edtf = Annotated[str, Field(min_length=1), WithJsonSchema({"type": "string", "pattern": PATTERN})]
Bound = Annotated[
    str, Field(min_length=1), WithJsonSchema({"type": "string", "anyOf": [{"const": OPEN}, {"pattern": PATTERN}]})
]
Longitude = Annotated[float, WithJsonSchema({"type": "number", "minimum": -180, "maximum": 180})]
Latitude = Annotated[float, WithJsonSchema({"type": "number", "minimum": -90, "maximum": 90})]
"""What the schema says of dates and degrees beyond the model is a rule of :mod:`geo.records.checks`."""


class _Model(BaseModel):
    """A part of a record; the text below a field is its description in the JSON Schema."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


class Source(_Model):
    """A page that was read."""

    url: Text
    """Canonical http(s) address of the page itself."""
    title: Text
    """Title of the page or the work, in its own language."""
    publisher: Text
    """Who answers for it; two sources are independent when publisher and registered domain differ."""
    lang: Text | None = None
    """BCP 47 code of its language."""
    via: Text | None = None
    """http(s) address of the copy that was read instead of `url`."""
    derived_from: Slug | None = None
    """Key of the source that this one copies, translates or repeats; the two count once."""


class Attestation(_Model):
    """A day or year on which a source says that the period was in force."""

    date: Edtf
    """A date: 1961, 1961-11, 1961-11-10, 1961~ (about), 195X, [1956..1961] (some time between)."""
    sources: list[Slug]
    """Keys into the record's `sources`."""


class Name(_Model):
    """One period of the chain: a name, from when to when, and who says so."""

    name: Text
    """The name in force, in Latin script, without brackets."""
    native_name: Text | None = None
    """The name in its own script."""
    native_lang: Text | None = None
    """BCP 47 code of the language of `native_name`."""
    status: Status
    """Earlier name; bears the honoured name, or stands; renamed, or gone."""
    change: Change | None = None
    """How the period began."""
    gap: Text | None = None
    """Of a period that begins later than the one before it ended: why there is nothing between them."""
    named_for: Namesake | None = None
    """Of a new name that replaced an honoured one: given for a person, for something other, or not told."""
    start: Bound | None
    """A date; ".." for "since before the story"; null for "no source found". Never left out."""
    start_sources: list[Slug] = []
    """Keys into `sources`: who dates the start."""
    end: Bound | None
    """A date; ".." for "still so"; null for "no source found". Never left out."""
    end_sources: list[Slug] = []
    """Keys into `sources`: who dates the end."""
    attested: list[Attestation] = []
    """Dates at which the period is on record, for a bound that no source gives and for what still stands."""
    sources: list[Slug] = []
    """Who says that it was so called, where no date of the period says it already."""


class Location(_Model):
    """Where the thing is, in degrees, EPSG:4326."""

    lon: Longitude
    """Longitude in degrees, EPSG:4326."""
    lat: Latitude
    """Latitude in degrees, EPSG:4326."""
    precision: Precision
    """The spot, its street, the centre of its town, or a region."""
    origin: Text
    """Where the coordinates come from, in words; never OpenStreetMap or Nominatim."""


class Monument(_Model):
    """What a monument was and what became of it."""

    fate: Fate
    """What became of it."""
    height_m: float | None = None
    """Height in metres."""
    sculptor: Text | None = None
    """Who made it."""
    material: Text | None = None
    """What it was made of."""
    successor: Text | None = None
    """What stands on the spot now."""
    sources: list[Slug] = []
    """Keys into `sources`: who says so."""


class Disagreement(_Model):
    """What another source says instead."""

    field: Text
    """What it is about, as in names[1].start or location."""
    value: Text
    """What that source says."""
    source: Slug
    """Its key in `sources`."""


class Identifiers(_Model):
    """The same thing in other systems; only where really read."""

    geonames: int | None = None
    """Number at GeoNames."""
    wikidata: Annotated[str, Field(pattern=r"^Q[1-9]\d*$")] | None = None
    """Item at Wikidata, as in Q914."""
    wikipedia: Text | None = None
    """Address of an article."""


class Record(_Model):
    """One place or monument."""

    id: Slug
    """Lower-case Latin words joined by hyphens; equals the file's name; a promise, never changed."""
    category: Category
    """Place or monument."""
    kind: Kind
    """What it is; monument (a statue or group), bust, relief, plaque and mausoleum are for monuments."""
    honours: Text
    """The person honoured, one name in English."""
    also_honours: list[Text] = []
    """Who is honoured beside that person."""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2 of the state it lies in today, whoever holds it."""
    controlled_by: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    """ISO 3166-1 alpha-2 of another state that holds it today; null where none does."""
    polity: Text
    """The state it lay in while it bore the name or stood."""
    location: Location
    """Where it is."""
    names: Annotated[list[Name], Field(min_length=1)]
    """The chain of periods, in order, without overlap."""
    monument: Monument | None = None
    """For monuments: what it was and what became of it."""
    note: Text
    """40 to 400 characters in our own words: what a reader should know that the dates do not tell."""
    disagreements: list[Disagreement] = []
    """What other sources say instead."""
    related: list[Slug] = []
    """Ids of records that belong to it; both sides name each other."""
    distinct_from: dict[Slug, Text] = {}
    """Id to reason: why another record near by is another thing."""
    confidence: Confidence
    """How well the dates of the honouring period are sourced: two independent sources, one good one, or weak ones."""
    identifiers: Identifiers = Identifiers()
    """The same thing in other systems."""
    sources: dict[Slug, Source]
    """Key (short, lower case) to the page that was read."""

    @property
    def is_disputed(self) -> bool:
        """Whether sources disagree on it."""
        return bool(self.disagreements)

    @property
    def title(self) -> str:
        """The honoured name, which is what the record is about."""
        honouring = [period.name for period in self.names if period.status == "honouring"]
        return honouring[0] if honouring else self.names[-1].name


class Event(_Model):
    """A dated event of the political history, shown on the time bar."""

    id: Slug
    """Lower-case Latin words joined by hyphens."""
    date: Edtf
    """When it was, or its first day."""
    until: Edtf | None = None
    """Its last day, if it took more than one."""
    date_sources: list[Slug]
    """Keys into `sources`: who dates it."""
    title: Text
    """What it is called."""
    place: Text
    """Where it was, in words."""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2 of the state that the place lies in today."""
    what: Text
    """One or two sentences of our own."""
    disagreements: list[Disagreement] = []
    """What other sources say instead."""
    sources: dict[Slug, Source]
    """Key to the page that was read."""


def folder_of(record: Record) -> str:
    """Name of the folder below ``data/records`` that the record's file belongs in."""
    return f"{record.category}s"


def canonical(record: Record) -> str:
    """Write a record as its file must be: fields in the model's order, defaults left out, two spaces, one line end.

    A bound (`start`, `end`) is always written, because null is an answer there.
    """
    data = record.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True)
class Reading:
    """What came of reading one record's file.

    Attributes
    ----------
    where : str
        The file as messages name it: its folder and its name.
    record : Record or None
        What was read; where the shape has faults, with each of them mended as well as may be (see
        :mod:`geo.records.shape`), so that the rules of meaning can be applied; None if there is nothing to apply them
        to.
    faults : tuple of Fault
        What is wrong with its shape.
    problems : tuple of str
        The same as whole lines, and what is wrong with the file itself.
    """

    where: str
    record: Record | None
    faults: tuple[Fault, ...]
    problems: tuple[str, ...]


def examine_record(path: Path) -> Reading:
    """Read one record's file, whatever is wrong with it.

    Parameters
    ----------
    path : Path
        A UTF-8 JSON file.
    """
    where = one_line(f"{path.parent.name}/{path.name}")
    try:
        data = read_json(path, RecordError, name=where)
    except RecordError as error:
        return Reading(where, None, (), (str(error),))
    record, faults = examine(data, Record)
    return Reading(where, record, tuple(faults), tuple(f"{where}: {fault}" for fault in faults))


def read_record(path: Path) -> Record:
    """Read one record's file.

    Parameters
    ----------
    path : Path
        A UTF-8 JSON file.

    Returns
    -------
    Record

    Raises
    ------
    RecordError
        With one line for each fault: the file, the place in it, what is wrong and what to write instead.
    """
    reading = examine_record(path)
    if reading.record is None or reading.problems:
        raise RecordError("\n".join(reading.problems))
    return reading.record


def read_records(folder: Path) -> tuple[list[Record], list[str]]:
    """Read all records below ``data/records``.

    Parameters
    ----------
    folder : Path
        Holds ``places/*.json`` and ``monuments/*.json``.

    Returns
    -------
    records : list of Record
        Those that could be read, by id.
    faults : list of str
        One line for each fault of those that could not.
    """
    records: list[Record] = []
    faults: list[str] = []
    for path in sorted(record_files(folder)):
        reading = examine_record(path)
        faults += reading.problems
        if reading.record is not None and not reading.problems:
            faults += misplaced(path, reading.record)
            records.append(reading.record)
    return sorted(records, key=lambda record: record.id), faults


def misplaced(path: Path, record: Record) -> Iterator[str]:
    """Say where a record belongs if its file has another name or lies in another folder."""
    if path.stem == record.id and path.parent.name == folder_of(record):
        return
    where, proper = one_line(f"{path.parent.name}/{path.name}"), f"{folder_of(record)}/{record.id}.json"
    yield f'{where}: id "{record.id}" belongs in {proper}; rename one of them'


def read_or_refuse(folder: Path) -> list[Record]:
    """Read all records below a folder; see :func:`read_records`.

    Parameters
    ----------
    folder : Path
        ``data/records``.

    Returns
    -------
    list of Record
        By id.

    Raises
    ------
    RecordError
        If one cannot be read.
    """
    records, faults = read_records(folder)
    if faults:
        raise RecordError(f'{faults[0]}; {len(faults)} in all: run "python -m geo check"')
    return records


def record_files(folder: Path) -> Iterable[Path]:
    """Give the files below ``data/records`` that are records, in no order; hidden ones are none."""
    return (path for name in CATEGORIES for path in folder.glob(f"{name}s/*.json") if not path.name.startswith("."))


def strays(folder: Path) -> Iterator[str]:
    """Name every file below ``data/records`` that is not read, with where it belongs.

    Hidden files and editors' back-ups are passed over.
    """
    read = {*record_files(folder)}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_dir() or path in read or any(part.startswith(".") for part in parts) or _is_backup(path.name):
            continue
        yield f"{one_line('/'.join(parts))}: is not read; {_belongs(path, parts)}"


def _is_backup(name: str) -> bool:
    return name.endswith(("~", ".bak", ".swp", ".swo", ".orig", ".tmp")) or (name[0] + name[-1]) == "##"


def _belongs(path: Path, parts: tuple[str, ...]) -> str:
    """Say where a file belongs that is not read."""
    folders = {f"{category}s" for category in CATEGORIES}
    if path.suffix.casefold() != ".json":
        return "a record is a file .json below places/ or monuments/; rename it, or keep it elsewhere"
    folder = next((part for part in parts[:-1] if part in folders), None)
    if folder is None:
        folder = "monuments" if _is_monument(path) else "places"
    return f"a record belongs in {folder}/{one_line(path.stem)}.json; move it there"


def _is_monument(path: Path) -> bool:
    try:
        data = read_json(path, RecordError)
    except RecordError:
        return False
    return isinstance(data, dict) and data.get("category") == "monument"
