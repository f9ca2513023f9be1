"""The record: one thing on the ground, its chain of names, and who says so.

The models are the shape that a record's file must have; what its values must *mean* is in :mod:`geo.records.checks`.
Which kinds there are, and which fields a subject adds, is data: :func:`geo.records.subject.record_model` gives the
:class:`Record` of a subject.
Every name, vocabulary and field here is explained for editors in ``data/README.md``.
"""

from __future__ import annotations

from enum import StrEnum, auto
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import BaseModel, Field, WithJsonSchema

from geo.core.dates import OPEN, PATTERN
from geo.records.lesson_model import Lesson
from geo.records.source_model import STRICT, Slug, Source, Text

__all__ = [
    "CATEGORIES",
    "CHANGES",
    "CONFIDENCES",
    "GONE",
    "MONUMENT_PART",
    "PRECISIONS",
    "STATUSES",
    "Attestation",
    "Category",
    "Change",
    "Disagreement",
    "Event",
    "Fate",
    "Identifiers",
    "Location",
    "Monument",
    "Name",
    "NamedFor",
    "Precision",
    "Record",
    "Source",
    "Status",
    "Step",
    "Story",
]


class Category(StrEnum):
    """What bears a name, and what stands for the person himself."""

    PLACE = auto()
    MONUMENT = auto()


class NamedFor(StrEnum):
    """Whom or what a new name that replaced an honoured one was given for."""

    PERSON = auto()
    OTHER = auto()
    UNKNOWN = auto()


class Precision(StrEnum):
    """What the point of a record is: the spot, its street, the centre of its town, or a region."""

    EXACT = auto()
    STREET = auto()
    TOWN = auto()
    REGION = auto()


def _values(words: type[StrEnum]) -> Any:
    return Literal[tuple(word.value for word in words)]


if TYPE_CHECKING:
    from typing import TypeAlias

    CategoryValue: TypeAlias = str
    NamedForValue: TypeAlias = str
    PrecisionValue: TypeAlias = str
else:
    CategoryValue, NamedForValue, PrecisionValue = map(_values, (Category, NamedFor, Precision))

Status = Literal["before", "honouring", "after"]
Change = Literal[
    "named", "renamed", "reverted", "founded", "dissolved", "merged", "unveiled", "dismantled", "toppled", "blown up",
    "relocated", "stored", "recast", "replaced", "removed", "re-erected",
]  # fmt: skip
Fate = Literal[
    "dismantled", "toppled", "blown up", "relocated", "stored", "recast", "re-erected", "replaced", "pedestal left",
    "standing", "unknown",
]  # fmt: skip
Confidence = Literal["high", "medium", "low"]

STATUSES: tuple[str, ...] = get_args(Status)
CHANGES: tuple[str, ...] = get_args(Change)
CATEGORIES: tuple[str, ...] = tuple(word.value for word in Category)
PRECISIONS: tuple[str, ...] = tuple(word.value for word in Precision)
CONFIDENCES: tuple[str, ...] = get_args(Confidence)
GONE = frozenset(
    {"dissolved", "merged", "dismantled", "toppled", "blown up", "relocated", "stored", "recast", "replaced", "removed"}
)
"""Changes after which the thing itself is no longer there, so that the name of the period is its last name."""

Edtf = Annotated[str, Field(min_length=1), WithJsonSchema({"type": "string", "pattern": PATTERN})]
Bound = Annotated[
    str, Field(min_length=1), WithJsonSchema({"type": "string", "anyOf": [{"const": OPEN}, {"pattern": PATTERN}]})
]
Longitude = Annotated[float, WithJsonSchema({"type": "number", "minimum": -180, "maximum": 180})]
Latitude = Annotated[float, WithJsonSchema({"type": "number", "minimum": -90, "maximum": 90})]
"""What the schema says of dates and degrees beyond the model is a rule of :mod:`geo.records.checks`."""


class _Model(BaseModel):
    """A part of a record."""

    model_config = STRICT


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
    named_for: NamedForValue | None = None
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
    precision: PrecisionValue
    """The spot, its street, the centre of its town, or a region."""
    accuracy_m: int | None = Field(default=None, gt=0)
    """Within how many metres of the point the thing lies; null where nothing states it."""
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
    category: CategoryValue
    """Place or monument."""
    kind: Text
    """What it is: one of the subject's kinds, which are of places or of monuments."""
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
    within: int | None = None
    """Number at GeoNames of the town that it lies in, or that it is; null where it lies in none."""
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


MONUMENT_PART = next(name for name, field in Record.model_fields.items() if Monument in get_args(field.annotation))
"""The key of the part of a record that only monuments have."""


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


class Step(_Model):
    """One step of a story: a view of the map, a few sentences, and who says so."""

    title: Text
    """What the step shows, in a few words."""
    view: Text
    """The view as an address writes it: ``year=1961&record=volgograd``."""
    other_year: int | None = None
    """A second year to compare with that of the view."""
    text: Text
    """Two or three sentences of our own."""
    records: list[Slug] = []
    """Ids of the records that say so, with the one that the view opens."""
    events: list[Slug] = []
    """Ids of the events that say so."""
    sources: dict[Slug, Source] = {}
    """Key to a page that was read for what no record and no event says."""


class Story(_Model):
    """A story that is told on the map, step by step."""

    id: Slug
    """Lower-case Latin words joined by hyphens, as the file is named; a promise, as links carry it."""
    order: int
    """Its place in the list of stories."""
    title: Text
    """What it is called."""
    about: Text
    """What it tells, in one sentence."""
    steps: list[Step]
    """Its steps in order."""
    lesson: Lesson | None = None
    """What a class does with it in one school period."""
