"""What the records must mean, beyond the shape that :mod:`geo.records.model` gives them.

Each rule is one function that yields problems and never raises on bad data; the tables :data:`RULES` and
:data:`RULES_BESIDE` are all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping

import geopandas as gpd

from geo.records.checks import addresses, beside, features, gaps, periods, sourcing, territory, text, within
from geo.records.checks.accuracy import accuracy
from geo.records.checks.events import check_events
from geo.records.checks.problem import Context, KnownTown, Problem, Surroundings
from geo.records.checks.reading_days import reading_days
from geo.records.model import MONUMENT_PART, Record
from geo.records.shape import Fault
from geo.records.subject import Subject

__all__ = [
    "RULES", "RULES_BESIDE", "KnownTown", "Problem", "Surroundings", "check_events", "check_record", "check_records",
]  # fmt: skip

Rule = Callable[[Record, Context], Iterator[tuple[str, str]]]
RuleBeside = Callable[[list[Record], Surroundings], Iterator[Problem]]
Progress = Callable[[list[Record]], Iterable[Record]]

RULES: dict[Rule, frozenset[str]] = {
    periods.dates: frozenset(),
    periods.order: frozenset(),
    periods.bounded: frozenset({"names", "start", "end", "attested", "date"}),
    periods.honouring: frozenset({"names", "status"}),
    periods.ending: frozenset({"names", "status"}),
    periods.changes: frozenset({"names", "status", "name", "change", "start"}),
    periods.new_names: frozenset({"names", "status", "name", "change", "category"}),
    periods.attested: frozenset({"names"}),
    gaps.gaps: frozenset({"names", "start", "end", "gap"}),
    features.category: frozenset({"category", "kind", MONUMENT_PART}),
    features.location: frozenset({"location", "lon", "lat", "controlled_by"}),
    territory.controlled_by: frozenset({"country", "controlled_by", "note"}),
    features.origin: frozenset(),
    accuracy: frozenset({"location", "precision", "accuracy_m"}),
    features.height: frozenset(),
    sourcing.sources: frozenset({"sources", "names", MONUMENT_PART, "disagreements", "start_sources", "end_sources"}),
    sourcing.addresses: frozenset({"sources"}),
    addresses.pages: frozenset({"sources"}),
    addresses.derivations: frozenset({"sources", "derived_from"}),
    sourcing.labels: frozenset({"sources"}),
    reading_days: frozenset({"sources", "names", "start_sources", "end_sources", "attested"}),
    sourcing.identifiers: frozenset({"identifiers"}),
    sourcing.repeated: frozenset({"sources"}),
    sourcing.every_bound_has_a_source: frozenset({"names"}),
    sourcing.every_name_has_a_source: frozenset({"names", "start_sources", "end_sources", "sources", "attested"}),
    sourcing.confidence: frozenset({"sources", "names", "url", "publisher", "start_sources", "end_sources"}),
    sourcing.disagreements: frozenset({"names"}),
    features.fate: frozenset({"names", MONUMENT_PART, "fate", "status", "change", "end"}),
    periods.named_for: frozenset({"names", "category", "status", "change", "name"}),
    features.words: frozenset(),
    text.texts: frozenset(),
    text.languages: frozenset({"names"}),
}
"""Rules on one record, each giving fields and what is wrong in them, with the keys that it compares: where one of
these has a fault of shape and nobody can say what was meant, the rule has nothing to go by."""
RULES_BESIDE: tuple[RuleBeside, ...] = (
    beside.ids, beside.related, beside.distinct, beside.persons, beside.notes, beside.near_duplicates, within.within,
)  # fmt: skip
"""Rules on all records together."""


def check_record(
    record: Record, basemap: gpd.GeoDataFrame, today: dt.date, subject: Subject, faults: Iterable[Fault] = ()
) -> list[Problem]:
    """Apply every rule to one record.

    Parameters
    ----------
    record : Record
    basemap : geopandas.GeoDataFrame
        As from :func:`geo.map.basemap.read_basemap`, EPSG:4326.
    today : datetime.date
        No date may be later.
    subject : Subject
        Whose record it is.
    faults : iterable of Fault
        What was wrong with the record's shape and was mended to read it: what may come of these alone is not given.

    Returns
    -------
    list of Problem
        Empty if all is well.
    """
    return _problems(record, _context(basemap, today, subject), list(faults))


def check_records(
    records: Iterable[Record],
    basemap: gpd.GeoDataFrame,
    today: dt.date,
    subject: Subject,
    progress: Progress = iter,
    *,
    faults: Mapping[str, Iterable[Fault]] | None = None,
    around: Surroundings | None = None,
) -> list[Problem]:
    """Apply every rule to every record and to their company.

    Parameters
    ----------
    records, basemap, today, subject
        As for :func:`check_record`.
    progress : callable, optional
        Is given the list of records and gives them back one by one as they are checked: a progress bar, say.
    faults : mapping of str to iterable of Fault, optional
        Faults of shape by the id of the record; see :func:`check_record`.
    around : Surroundings, optional
        What is known beside the records.

    Returns
    -------
    list of Problem
        By record.
    """
    everyone, known, context = list(records), faults or {}, _context(basemap, today, subject)
    problems = [
        problem
        for record in progress(everyone)
        for problem in _problems(record, context, list(known.get(record.id, ())))
    ]
    for rule in RULES_BESIDE:
        found = rule(everyone, around or Surroundings())
        problems += [one for one in found if not any(fault.covers(one.field) for fault in known.get(one.record_id, ()))]
    return sorted(problems, key=lambda problem: problem.record_id)


def _context(basemap: gpd.GeoDataFrame, today: dt.date, subject: Subject) -> Context:
    return Context(territory.countries_of(basemap), today, subject)


def _problems(record: Record, context: Context, faults: list[Fault]) -> list[Problem]:
    """Apply every rule that has sound fields to go by, and leave out what may come of a fault of shape alone."""
    unsure = {part for fault in faults if fault.blind for part in _keys(fault)}
    rules = [rule for rule, needs in RULES.items() if not needs & unsure]
    problems = [Problem(record.id, *found) for rule in rules for found in rule(record, context)]
    undated = any(problem.field.endswith((".start", ".end", ".date")) for problem in problems)
    if not undated and not unsure & {"names", "start", "end", "date", "attested"}:
        problems += [Problem(record.id, *found) for found in periods.one_state_a_year(record)]
    return [problem for problem in problems if not any(fault.covers(problem.field) for fault in faults)]


def _keys(fault: Fault) -> Iterator[str]:
    """Give the key that a fault is at, and where it is a whole part of the record, all that the part holds."""
    names = [part for part in fault.path if isinstance(part, str)]
    yield from names[-1:]
    if fault.path and isinstance(fault.path[-1], int):
        yield from _PARTS.get(names[-1], ())


_PARTS = {"names": ("name", "status", "change", "start", "end", "start_sources", "end_sources", "attested")}
