"""The table of fields: each column of the layer and each question that can be asked of it, once.

:data:`FIELDS` are those of every subject; :func:`fields_of` puts the vocabularies, words and further fields of one
subject to them. Read from the table are the layer's columns, :class:`geo.layer.Query`, the facets, the options of
the command line, the parameters of an address, the keywords of the library, the schemas, the data dictionary and the
data package. The words for a field stand in the catalogue of messages, under ``field.<name>``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from typing import Any, Literal

from geo.core.dates import CERTAINTIES
from geo.core.errors import LayerError
from geo.records.certainty import SURENESSES
from geo.records.model import CATEGORIES, CHANGES, CONFIDENCES, PRECISIONS, STATUSES, NamedFor
from geo.records.subject import NEUTRAL, ExtraField, Subject
from geo.text.catalogue import PLAIN, Catalogue

__all__ = ["FIELDS", "MODES", "REPLACED", "Field", "Fields", "fields_of"]

Asked = Literal["values", "value", "flag", "number", "year", "years"]
Kept = Literal["layer", "tables", "nowhere"]

MODES = ("changes", "between", "all")
"""What a query may ask for instead of the state in its year; see :class:`geo.layer.Query`."""

REPLACED = ("old name", "person", "word", "new name", "gone", "still so", "not known")
"""What can follow the honoured name of a place, whatever the subject; its namesakes come after the old name."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the layer, a question that can be asked, or both.

    Attributes
    ----------
    name : str
        Its name as a column, a keyword of the library and of :class:`geo.layer.Query`, and a parameter of an address;
        with hyphens, an option of the command line.
    type : str
        ``str``, ``int``, ``bool`` or ``list`` (of str); ``?`` behind it may be null. Of what is asked, that of a value.
    source : str
        Where the build takes it from: a path such as ``record.location.precision``, ``period.name``, ``years.start`` or
        ``bounds.presumed``; empty for what is read from the whole layer, or only asked.
    kept : str
        ``layer`` (a property of each feature and a column of each table), ``tables`` (a column of the tables alone) or
        ``nowhere`` (only asked).
    vocabulary : tuple of str
        The values it may have, where they are fixed.
    asked : str, optional
        How it is asked for: ``values`` (several are alternatives), ``value`` (one), ``flag``, ``number`` (at least so
        many), ``year`` or ``years`` (from the first to the second).
    of_record : bool
        Asked for, whether one row that has the value brings in all rows of its record.
    closed : bool
        Asked for, whether any value of the vocabulary may be, also one that the layer does not have.
    facet : bool
        Whether its values are counted as options of a filter.
    parameter : str
        Its name in an address, where that is no keyword of Python.
    metavar : str
        What stands for its value in the command line's help.
    most : int
        The largest number that an integer may be, positive or negative: four digits, as a year has.
    text : Catalogue
        The messages that its words stand in.
    """

    name: str
    type: str
    source: str = ""
    kept: Kept = "layer"
    vocabulary: tuple[str, ...] = ()
    asked: Asked | None = None
    of_record: bool = False
    closed: bool = False
    facet: bool = False
    parameter: str = ""
    metavar: str = ""
    most: int = 9999
    text: Catalogue = attribute(default=PLAIN, compare=False, repr=False)

    @property
    def nothing(self) -> Any:
        """What a query has for it where it is not asked for."""
        return {"values": (), "years": (), "flag": False}.get(self.asked or "")

    @property
    def key(self) -> str:
        """Its name in an address and in what a file says of its choice."""
        return self.parameter or self.name

    @property
    def meaning(self) -> str:
        """What it says, for the data dictionary and the schemas."""
        return self.text.message(f"field.{self.name}.meaning")

    @property
    def option(self) -> str:
        """What the command line's help says of it."""
        key = f"field.{self.name}.option"
        return self.text.message(key, values=", ".join(self.vocabulary)) if self.text.has(key) else self.meaning

    def words(self, value: Any) -> str:
        """Put what is asked for into words, as in ``country: AM or GE``."""
        texts = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        words = self.text.joined("filter.or", texts)
        key = f"field.{self.name}.words"
        text = self.text
        return (
            text.message(key, value=words)
            if text.has(key)
            else text.message("filter.values", name=self.name, value=words)
        )


class Fields:
    """Fields by name, in order.

    Parameters
    ----------
    fields : iterable of Field
    subject : Subject, optional
        Whose fields they are.
    text : Catalogue, optional
        The messages, with the subject's own words over them.

    Raises
    ------
    ValueError
        If two have one name.
    """

    def __init__(self, fields: Iterable[Field], subject: Subject = NEUTRAL, text: Catalogue = PLAIN) -> None:
        self.subject = subject
        self.text = text
        self._fields: dict[str, Field] = {}
        for field in fields:
            if field.name in self._fields:
                raise ValueError(f'there are two fields "{field.name}"')
            self._fields[field.name] = field

    def __iter__(self) -> Iterator[Field]:
        return iter(self._fields.values())

    def __getitem__(self, name: str) -> Field:
        return self._fields[name]

    def __contains__(self, name: object) -> bool:
        return name in self._fields

    @property
    def stored(self) -> list[Field]:
        """The fields that are properties of the layer's features, in order."""
        return [field for field in self if field.kept == "layer"]

    @property
    def columns(self) -> dict[str, str]:
        """The layer's properties in order, with their types."""
        return {field.name: field.type for field in self.stored}

    @property
    def meanings(self) -> dict[str, str]:
        """What each column of the layer and of the tables means."""
        return {field.name: field.meaning for field in self if field.kept != "nowhere"}

    @property
    def vocabularies(self) -> Mapping[str, tuple[str, ...]]:
        """The values that a column may take, where they are fixed."""
        return {field.name: field.vocabulary for field in self if field.vocabulary and field.kept != "nowhere"}

    @property
    def asked(self) -> dict[str, Field]:
        """What a query may ask for."""
        return {field.name: field for field in self if field.asked}

    @property
    def facets(self) -> tuple[str, ...]:
        """The filters whose options are counted."""
        return tuple(field.name for field in self if field.facet)


def _filter(name: str, kind: str, source: str = "", metavar: str = "", **more: Any) -> Field:
    """Give a column whose values are a filter with counted options."""
    return Field(name, kind, source, **{"asked": "values", "facet": True, "metavar": metavar, **more})


def _only_asked(name: str, kind: str, asked: Asked, metavar: str = "", **more: Any) -> Field:
    """Give a question that is no column."""
    return Field(name, kind, kept="nowhere", asked=asked, metavar=metavar, **more)


FIELDS = Fields(
    [
        _only_asked("year", "int", "year", "Y"),
        _only_asked("since", "int", "year", "Y", parameter="from"),
        _only_asked("changed_in", "int", "year", "Y"),
        _only_asked("ended", "int", "years", "Y[-Y]"),
        Field("record_id", "str", "record.id"),
        Field("period", "int", "number"),
        _filter("category", "str", "record.category", "C", vocabulary=CATEGORIES, asked="value", closed=True),
        _filter("kind", "str", "record.kind", "K"),
        Field("name", "str", "period.name"),
        Field("native_name", "str?", "period.native_name"),
        Field("native_lang", "str?", "period.native_lang"),
        _filter("status", "str", "period.status", "S", vocabulary=STATUSES, closed=True),
        Field("start_date", "str?", "period.start"),
        Field("end_date", "str?", "period.end"),
        Field("start_year", "int?", "years.start"),
        Field("end_year", "int?", "years.end"),
        Field("start_earliest", "int?", "years.start_earliest"),
        Field("end_earliest", "int?", "years.end_earliest"),
        Field("possible_from", "int", "bounds.possible_from"),
        Field("possible_to", "int", "bounds.possible_to"),
        Field("certain_from", "int", "bounds.certain_from"),
        Field("certain_to", "int", "bounds.certain_to"),
        Field("presumed", "bool", "bounds.presumed"),
        Field("undated_from", "bool", "bounds.undated_from"),
        Field("undated_to", "bool", "bounds.undated_to"),
        Field("date_certainty", "str", "years.certainty", vocabulary=CERTAINTIES),
        Field("start_certainty", "str?", "sure.start_certainty", vocabulary=SURENESSES),
        Field("end_certainty", "str?", "sure.end_certainty", vocabulary=SURENESSES),
        _filter("honours", "str", "record.honours", "NAME"),
        Field("change", "str?", "period.change", vocabulary=CHANGES),
        _filter("country", "str", "record.country", "CC"),
        _filter("controlled_by", "str?", "record.controlled_by", "CC"),
        _filter("polity", "str", "record.polity", "P"),
        Field("within", "int?", "record.within", most=10**9),
        Field("precision", "str", "record.location.precision", vocabulary=PRECISIONS),
        Field("accuracy_m", "int?", "record.location.accuracy_m", most=10**6),
        _filter("confidence", "str", "record.confidence", "C", vocabulary=CONFIDENCES),
        Field("disputed", "bool", "record.is_disputed", asked="flag"),
        Field("named_for", "str?", "period.named_for", vocabulary=tuple(word.value for word in NamedFor)),
        Field("geonames", "int?", "record.identifiers.geonames", most=10**9),
        Field("wikidata", "str?", "record.identifiers.wikidata"),
        Field("wikipedia", "str?", "record.identifiers.wikipedia"),
        Field("note", "str", "record.note"),
        Field("sources", "list", "addresses"),
        Field("sources_read", "list", "days"),
        Field("differences", "list", "differences"),
        _filter("fate", "str?", metavar="F", kept="tables"),
        _filter("replaced", "str?", metavar="R", kept="tables", vocabulary=REPLACED, closed=True, of_record=True),
        Field("lasted", "int?", kept="tables", asked="number", of_record=True, metavar="N"),
        Field("former_name", "str?", kept="tables"),
        _only_asked("between", "int", "years", "Y-Y", of_record=True),
        _only_asked("mode", "str", "value", vocabulary=MODES, closed=True),
        _only_asked("undated", "bool", "flag"),
    ]
)
"""The fields of every subject."""


def fields_of(subject: Subject, text: Catalogue) -> Fields:
    """Give the fields of a subject: those of every subject with its vocabularies and words, and those that it adds.

    Raises
    ------
    LayerError
        If it adds a field that every subject has.
    """
    for place, extra in enumerate(subject.fields):
        if extra.name in FIELDS:
            fault = f'fields[{place}].name "{extra.name}" is a column of every subject; choose another name'
            raise LayerError(f"subject.json: {fault}")
    old, *others = REPLACED
    own = {"kind": subject.kinds_of(), "replaced": (old, *subject.namesakes, *others)}
    known = [replace(one, vocabulary=own.get(one.name, one.vocabulary), text=text) for one in FIELDS]
    return Fields([*known, *(_added(extra, text) for extra in subject.fields)], subject, text)


def _added(extra: ExtraField, text: Catalogue) -> Field:
    """Make a field of one that a subject adds; a text or a number may be left out."""
    kind = f"{extra.type}?" if extra.type in ("str", "int") else extra.type
    asked: dict[str, Asked] = {"bool": "flag", **({"str": "values"} if extra.facet else {})}
    return Field(
        extra.name, kind, f"{extra.of}.{extra.name}", vocabulary=extra.vocabulary, asked=asked.get(extra.type),
        facet=extra.facet, metavar=extra.name[0].upper(), most=10**9, text=text,
    )  # fmt: skip
