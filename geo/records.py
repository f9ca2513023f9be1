"""The record: one thing on the ground, its chain of names, and who says so.

The models are the shape that a record's file must have; what its values must *mean* is in :mod:`geo.checks`.
Every name, vocabulary and field here is explained for editors in ``data/README.md``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from geo import paths
from geo.errors import RecordError

__all__ = [
    "FATES",
    "GONE",
    "KINDS",
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
    "Record",
    "Source",
    "Status",
    "canonical",
    "folder_of",
    "read_or_refuse",
    "read_record",
    "read_records",
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
Precision = Literal["exact", "street", "town", "region"]
Confidence = Literal["high", "medium", "low"]

KINDS: tuple[str, ...] = get_args(Kind)
STATUSES: tuple[str, ...] = get_args(Status)
FATES: tuple[str, ...] = get_args(Fate)
GONE = frozenset(
    {"dissolved", "merged", "dismantled", "toppled", "blown up", "relocated", "stored", "recast", "replaced", "removed"}
)
"""Changes after which the thing itself is no longer there, so that the name of the period is its last name."""

Text = Annotated[str, Field(min_length=1, pattern=r"^\S(?:.*\S)?$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
Edtf = Annotated[str, Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Source(_Model):
    """A page that was read.

    Attributes
    ----------
    url : str
        Canonical http(s) address.
    title : str
        Title of the page or the work, in its own language.
    publisher : str
        Who answers for it; two sources are independent when publisher and registered domain differ.
    lang : str, optional
        BCP 47 code of its language.
    via : str, optional
        http(s) address of the copy that was read instead of `url`.
    """

    url: Text
    title: Text
    publisher: Text
    lang: Text | None = None
    via: Text | None = None


class Attestation(_Model):
    """A day or year on which a source says that the period was in force."""

    date: Edtf
    sources: list[Slug]


class Name(_Model):
    """One period of the chain: a name, from when to when, and who says so.

    Attributes
    ----------
    name, native_name, native_lang : str
        Name in Latin script; in its own script; BCP 47 code of that script's language.
    status : str
        ``before``, ``honouring`` or ``after``.
    change : str, optional
        How the period began.
    start, end : str or None
        A date of :mod:`geo.dates`; ``..`` for open; None for "no source found".
    start_sources, end_sources : list of str
        Keys into the record's `sources`.
    attested : list of Attestation
        Dates at which the period is on record, for a bound that no source gives.
    sources : list of str
        Who says that it was so called, where no date of the period says it already.
    """

    name: Text
    native_name: Text | None = None
    native_lang: Text | None = None
    status: Status
    change: Change | None = None
    start: Edtf | None
    start_sources: list[Slug] = []
    end: Edtf | None
    end_sources: list[Slug] = []
    attested: list[Attestation] = []
    sources: list[Slug] = []


class Location(_Model):
    """Where the thing is.

    Attributes
    ----------
    lon, lat : float
        Degrees, EPSG:4326.
    precision : str
        ``exact`` (the spot), ``street``, ``town`` (its centre) or ``region``.
    origin : str
        Where the coordinates come from, in words.
    """

    lon: float
    lat: float
    precision: Precision
    origin: Text


class Monument(_Model):
    """What a monument was and what became of it."""

    fate: Fate
    height_m: float | None = None
    sculptor: Text | None = None
    material: Text | None = None
    successor: Text | None = None
    sources: list[Slug] = []


class Disagreement(_Model):
    """What another source says instead: `field` as in ``names[1].start``, its `value`, and the `source`'s key."""

    field: Text
    value: Text
    source: Slug


class Identifiers(_Model):
    """The same thing in other systems."""

    geonames: int | None = None
    wikidata: Annotated[str, Field(pattern=r"^Q[1-9]\d*$")] | None = None
    wikipedia: Text | None = None


class Record(_Model):
    """One place or monument."""

    id: Slug
    category: Category
    kind: Kind
    honours: Text
    also_honours: list[Text] = []
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    polity: Text
    location: Location
    names: Annotated[list[Name], Field(min_length=1)]
    monument: Monument | None = None
    note: Text
    disagreements: list[Disagreement] = []
    related: list[Slug] = []
    distinct_from: dict[Slug, Text] = {}
    confidence: Confidence
    identifiers: Identifiers = Identifiers()
    sources: dict[Slug, Source]

    @property
    def title(self) -> str:
        """The honoured name, which is what the record is about."""
        honouring = [period.name for period in self.names if period.status == "honouring"]
        return honouring[0] if honouring else self.names[-1].name


class Event(_Model):
    """A dated event of the political history, shown on the time bar.

    `date` is a date of :mod:`geo.dates`; `until` its last day, if it took more than one; `what` one or two
    sentences of our own.
    """

    id: Slug
    date: Edtf
    until: Edtf | None = None
    date_sources: list[Slug]
    title: Text
    place: Text
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    what: Text
    disagreements: list[Disagreement] = []
    sources: dict[Slug, Source]


def folder_of(record: Record) -> str:
    """Name of the folder below ``data/records`` that the record's file belongs in."""
    return f"{record.category}s"


def canonical(record: Record) -> str:
    """Write a record as its file must be: fields in the model's order, defaults left out, two spaces, one line end.

    A bound (`start`, `end`) is always written, because null is an answer there.
    """
    data = record.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


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
        With one line for each fault: the file, the place in it, what was expected and what to do.
    """
    where = f"{path.parent.name}/{path.name}"
    try:
        data = json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=_no_twice)
    except FileNotFoundError as error:
        raise RecordError(f"{where}: there is no such file") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{where}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise RecordError(
            f"{where}: line {error.lineno}, column {error.colno}: not JSON ({error.msg}); mend the text there"
        ) from error
    except (_TwiceError, RecursionError) as error:
        raise RecordError(f"{where}: {error}") from error
    try:
        return Record.model_validate(data)
    except ValidationError as error:
        raise RecordError("\n".join(f"{where}: {_explain(fault)}" for fault in error.errors())) from error


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
    for path in sorted(_files(folder)):
        try:
            record = read_record(path)
        except RecordError as error:
            faults += str(error).splitlines()
            continue
        if path.stem != record.id or path.parent.name != folder_of(record):
            proper = f"{folder_of(record)}/{record.id}.json"
            faults.append(f'{path.parent.name}/{path.name}: id: "{record.id}" belongs in {proper}; rename one of them')
        records.append(record)
    return sorted(records, key=lambda record: record.id), faults


def read_or_refuse(folder: Path) -> list[Record]:
    """Read all records below a folder; see :func:`read_records`.

    Raises
    ------
    RecordError
        If one cannot be read.
    """
    records, faults = read_records(folder)
    if faults:
        raise RecordError(f'{faults[0]}; {len(faults)} in all: run "python -m geo check"')
    return records


def _files(folder: Path) -> Iterable[Path]:
    return folder.glob("*/*.json")


class _TwiceError(ValueError):
    pass


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _TwiceError(f'the key "{twice}" stands twice in one object; keep one of the two')
    return data


def _explain(fault: Any) -> str:
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in fault["loc"]).lstrip(".")
    if fault["type"] == "extra_forbidden":
        return f"{place}: unknown key; see data/README.md for the keys, or take it out"
    if fault["type"] == "missing":
        return f"{place}: is missing; add it" + (
            " (null if no source gives it)" if place[-3:] in ("art", "end") else ""
        )
    return f"{place}: {fault['msg']}, not {json.dumps(fault['input'], ensure_ascii=False, default=str)[:80]}"


class _Records(ModuleType):
    """A module that can be called: the library's function ``geo.records()`` shares its name with this one."""

    def __call__(self) -> list[Record]:
        """Give all records with their sources, sorted by id; see :func:`geo.library.records`."""
        return read_or_refuse(paths.RECORDS)


sys.modules[__name__].__class__ = _Records
