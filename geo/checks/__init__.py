"""What the records must mean, beyond the shape that :mod:`geo.records` gives them.

Each rule is one function that yields problems and never raises on bad data; the tables :data:`RULES` and
:data:`COMPANY_RULES` are all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

import geopandas as gpd

from geo.checks import addresses, company, gaps, periods, sourcing, territory, thing
from geo.checks.problem import Context, Problem
from geo.records import Record

__all__ = ["COMPANY_RULES", "RULES", "Problem", "check_record", "check_records"]

Rule = Callable[[Record, Context], Iterator[tuple[str, str]]]
CompanyRule = Callable[[list[Record]], Iterator[Problem]]
Watch = Callable[[list[Record]], Iterable[Record]]

RULES: tuple[Rule, ...] = (
    periods.dates,
    periods.order,
    periods.bounded,
    periods.honouring,
    periods.ending,
    periods.changes,
    gaps.gaps,
    thing.category,
    thing.location,
    territory.swapped,
    territory.controlled_by,
    sourcing.sources,
    addresses.public_addresses,
    addresses.pages,
    addresses.derivations,
    sourcing.every_bound_has_a_source,
    sourcing.every_name_has_a_source,
    sourcing.confidence,
    sourcing.disagreements,
    thing.fate,
    periods.named_for,
    thing.words,
)
"""Rules on one record; each gives fields and what is wrong in them."""
COMPANY_RULES: tuple[CompanyRule, ...] = (company.ids, company.related, company.notes, company.twins)
"""Rules on all records together."""


def check_record(record: Record, basemap: gpd.GeoDataFrame, today: dt.date) -> list[Problem]:
    """Apply every rule to one record.

    Parameters
    ----------
    record : Record
    basemap : geopandas.GeoDataFrame
        As from :func:`geo.basemap.read_basemap`, EPSG:4326.
    today : datetime.date
        No date may be later.

    Returns
    -------
    list of Problem
        Empty if all is well.
    """
    context = Context(territory.countries_of(basemap), today)
    problems = [Problem(record.id, *found) for rule in RULES for found in rule(record, context)]
    if not any(problem.field.endswith((".start", ".end", ".date")) for problem in problems):
        problems += [Problem(record.id, *found) for found in periods.one_state_a_year(record)]
    return problems


def check_records(
    records: Iterable[Record], basemap: gpd.GeoDataFrame, today: dt.date, watch: Watch = iter
) -> list[Problem]:
    """Apply every rule to every record and to their company.

    Parameters
    ----------
    records, basemap, today
        As for :func:`check_record`.
    watch : callable, optional
        Is given the list of records and gives them back one by one as they are checked: a progress bar, say.

    Returns
    -------
    list of Problem
        By record.
    """
    everyone = list(records)
    problems = [problem for record in watch(everyone) for problem in check_record(record, basemap, today)]
    for rule in COMPANY_RULES:
        problems += rule(everyone)
    return sorted(problems, key=lambda problem: problem.record_id)
