"""What makes the subject: its kinds, persons and first view, and the fields it adds. ``data/subject.json`` holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from geo.core.errors import LayerError
from geo.core.files import read_json
from geo.records.model import STATUSES, Category, CategoryValue, Name, Precision, PrecisionValue, Record
from geo.records.shape import MeantBy, first_fault, meant_among

__all__ = [
    "NEUTRAL",
    "Colours",
    "Concept",
    "ExtraField",
    "FirstView",
    "Kind",
    "Subject",
    "read_subject",
    "record_model",
]

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(?:[ -][a-z0-9]+)*$")]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
_List = Field(strict=False)
"""JSON has lists where the models have tuples."""


class _Part(BaseModel):
    """A part of the subject; the text below a field is its meaning in messages."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


class FirstView(_Part):
    """What the first view of the map shows, in degrees, EPSG:4326."""

    west: float
    """Western edge in degrees."""
    south: float
    """Southern edge in degrees."""
    east: float
    """Eastern edge in degrees."""
    north: float
    """Northern edge in degrees."""


class Colours(_Part):
    """The colour of a period by its status."""

    honouring: Colour
    """A colour as in "#c8470a"."""
    after: Colour
    """A colour as in "#0b6aa8"."""
    before: Colour
    """A colour as in "#66707a"."""


class Concept(_Part):
    """A concept of the Getty Art & Architecture Thesaurus."""

    id: Annotated[str, Field(pattern=r"^aat:\d+$")]
    """Its number, as in "aat:300008347"."""
    label: str
    """What it is called there."""


class Kind(_Part):
    """A kind of places or of monuments."""

    kind: Code
    """Its value in the records, in small letters."""
    category: CategoryValue
    """Whether it is one of places or of monuments."""
    group: Code
    """The group that its changes are charted with."""
    near_km: Annotated[float, Field(gt=0)] = 8.0
    """How far from the centre of a town a record of it may lie (geodesic), in kilometres, to be counted as its own."""
    own_point: PrecisionValue | None = None
    """The precision at which a point is the thing's own, though it is neither the spot nor its street."""
    in_town: bool = True
    """Whether it may lie in a town, or be one."""
    geonames_class: Literal["A", "H", "L", "P", "R", "S", "T", "U", "V"] = "S"
    """Feature class of GeoNames."""
    concept: Concept | None = None
    """Its concept in the Getty AAT."""
    meant_by: Annotated[tuple[str, ...], _List] = ()
    """Words that editors write for it."""


class ExtraField(_Part):
    """A field that the subject adds to its records or to their periods; each may be left out."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$")]
    """Its key in the record and its name as a column."""
    of: Literal["record", "period"]
    """Whether the record has it or each period."""
    type: Literal["str", "int", "bool", "list"]
    """Text, a whole number, true or false, or a list of texts."""
    vocabulary: Annotated[tuple[str, ...], _List] = ()
    """The values that a text may have; without any, every text may be."""
    facet: bool = False
    """Whether its values are a filter with counted options."""


class Subject(_Part):
    """What ``data/subject.json`` holds; the words for it stand in ``data/text``."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    """How files that are made from the data are named."""
    opening_year: Annotated[int, Field(ge=1, le=9998)]
    """The year at which a map opens that is asked for no other."""
    first_view: FirstView
    """What the first view of the map shows."""
    colours: Colours
    """The colour of a period by its status."""
    persons: Annotated[tuple[str, ...], _List] = ()
    """Whom the subject is about; the first stands in a new record, and the frame of places is his."""
    groups: Annotated[tuple[Code, ...], _List] = ()
    """Groups of kinds in the order of the charts."""
    kinds: Annotated[tuple[Kind, ...], _List] = ()
    """What can bear the name or stand; the first of a category stands in a new record."""
    frame: dict[Code, Annotated[tuple[str, ...], _List]] = {}
    """Classes of what is looked for at the places of the frame, each with its kinds."""
    namesakes: dict[Code, str] = {}
    """Whose names are told apart among those that came after: an answer, and the pattern of such a name."""
    fields: Annotated[tuple[ExtraField, ...], _List] = ()
    """Fields that the subject adds to its records."""

    def kind(self, kind: str) -> Kind | None:
        """Give one of its kinds."""
        return next((one for one in self.kinds if one.kind == kind), None)

    def kinds_of(self, *, category: str | None = None, group: str | None = None) -> tuple[str, ...]:
        """Name the kinds of a category, of a group, or all."""
        return tuple(
            one.kind
            for one in self.kinds
            if (category is None or one.category == category) and (group is None or one.group == group)
        )

    def in_no_town(self) -> frozenset[str]:
        """Name the kinds that lie in no town."""
        return frozenset(one.kind for one in self.kinds if not one.in_town)

    def town_kinds(self) -> tuple[str, ...]:
        """Name the kinds whose things are towns themselves."""
        return tuple(one.kind for one in self.kinds if one.own_point == Precision.TOWN)

    def needed_words(self) -> list[str]:
        """Name the messages that its ``data/text`` must have, in order."""
        needed = [_key("web.option.kind", one.kind) for one in self.kinds] + [
            _key("group", group) for group in self.groups
        ]
        needed += [f"web.status.{category}.{status}" for category in Category for status in STATUSES]
        needed += [_key("frame", name) for name in self.frame] + (["frame.meaning"] if self.frame else [])
        needed += [_key("web.option.replaced", name) for name in self.namesakes]
        for field in self.fields:
            needed += [f"field.{field.name}.meaning"] + ([f"field.{field.name}.label"] if field.facet else [])
        return sorted(needed)


NEUTRAL = Subject(
    key="map",
    opening_year=2000,
    first_view=FirstView(west=-170.0, south=-55.0, east=170.0, north=75.0),
    colours=Colours(honouring="#333333", after="#888888", before="#bbbbbb"),
)
"""No subject's: for a layer that stands without a data folder."""


def read_subject(path: Path) -> Subject:
    """Read ``data/subject.json``.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Subject

    Raises
    ------
    LayerError
        If it is missing or is not what it should be: the file, the place in it, and what to write.
    """
    read, fault = first_fault(read_json(path, LayerError, "restore it from the repository"), Subject)
    if fault is None:
        fault = next(_faults(read), None)
    if fault:
        raise LayerError(f"{path.name}: {fault}")
    subject: Subject = read
    return subject


def record_model(subject: Subject) -> type[Record]:
    """Give the model of a subject's records: with its kinds, and with the fields that it adds.

    Subjects that are alike in these have the same model.
    """
    return _record_model(subject.kinds, subject.fields)


@lru_cache(maxsize=8)
def _record_model(kinds: tuple[Kind, ...], fields: tuple[ExtraField, ...]) -> type[Record]:
    names = tuple(one.kind for one in kinds)
    meant = MeantBy({word: one.kind for one in kinds for word in one.meant_by})
    asked: dict[str, Any] = {"kind": (Annotated[Literal[names], meant], _described(Record, "kind"))}
    own = [_declared(field) for field in fields if field.of == "period"]
    if own:
        period = create_model(Name.__name__, __base__=Name, __module__=__name__, **dict(own))
        item = Annotated[list[period], Field(min_length=1)]  # type: ignore[valid-type]
        asked["names"] = (item, _described(Record, "names"))
    asked |= dict(_declared(field) for field in fields if field.of == "record")
    return create_model(Record.__name__, __base__=Record, __doc__=Record.__doc__, __module__=__name__, **asked)


def _key(of: str, code: str) -> str:
    """Give the key of a code's word; see :meth:`geo.text.catalogue.Catalogue.word`."""
    return f"{of}.{code.replace(' ', '_')}"


def _declared(field: ExtraField) -> tuple[str, Any]:
    of: Any = Literal[field.vocabulary] if field.vocabulary else str
    kinds: dict[str, tuple[Any, Any]] = {
        "str": (of | None, None), "int": (int | None, None), "bool": (bool, False), "list": (list[of], []),
    }  # fmt: skip
    kind, default = kinds[field.type]
    return field.name, (kind, Field(default, description=f"A field of this subject ({field.type})."))


def _described(model: type[BaseModel], name: str) -> Any:
    return Field(description=model.model_fields[name].description)


def _faults(subject: Subject) -> Iterator[str]:
    """Say what in a subject does not go with the rest of it."""
    kinds = subject.kinds_of()
    yield from _twice({"kinds": kinds, "groups": subject.groups, "fields": [one.name for one in subject.fields]})
    for place, kind in enumerate(subject.kinds):
        if kind.group not in subject.groups:
            yield f"kinds[{place}].group {_not_among(kind.group, subject.groups, 'groups')}"
    for category in Category:
        if not subject.kinds_of(category=category):
            yield f"kinds has none of the category {category}; give at least one"
    yield from _fault_of_uses(subject, kinds)
    view = subject.first_view
    if not (-180 <= view.west < view.east <= 180 and -90 <= view.south < view.north <= 90):
        yield "first_view has edges that are no degrees or in the wrong order; west and south come first"
    taken = {*Record.model_fields, *Name.model_fields}
    for place, field in enumerate(subject.fields):
        if field.name in taken:
            yield f'fields[{place}].name "{field.name}" is a field that every subject has; choose another name'
        if field.type != "str" and (field.facet or field.vocabulary):
            yield f"fields[{place}] has a {'facet' if field.facet else 'vocabulary'}, which is for texts; take it out"


def _fault_of_uses(subject: Subject, kinds: tuple[str, ...]) -> Iterator[str]:
    """Say what is wrong with the frame and with the patterns of names."""
    for name, own in subject.frame.items():
        for place, one in enumerate(own):
            if one not in kinds:
                yield f"frame.{name}[{place}] {_not_among(one, kinds, 'kinds')}"
    for name, pattern in subject.namesakes.items():
        try:
            re.compile(pattern)
        except re.error as error:
            yield f'namesakes.{name} "{pattern}" is not a regular expression ({error}); mend it'


def _twice(lists: Mapping[str, Any]) -> Iterator[str]:
    for name, values in lists.items():
        for place, one in enumerate(values):
            if one in values[:place]:
                yield f'{name}[{place}] "{one}" stands there twice; keep one of the two'


def _not_among(one: str, words: tuple[str, ...], name: str) -> str:
    meant = meant_among(one, words)
    remedy = f'did you mean "{meant}"?' if meant else f"write one of {', '.join(words)}, or add it there"
    return f'"{one}" is none of `{name}`; {remedy}'
