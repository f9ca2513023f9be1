"""The rule on the town that a record lies in: one of the data's towns, in its country and near enough."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from geo.core.distance import distance_km
from geo.records.checks.problem import Problem, Surroundings
from geo.records.model import Record

__all__ = ["reach_km", "within"]


def reach_km(people: int) -> float:
    """Say how far from its centre a town may reach, generously: 5 km for a village, 25 km for a million people.

    Built-up ground grows about as the people do, its radius as their square root.
    """
    return 5 + 0.02 * sqrt(people)


def within(records: list[Record], around: Surroundings) -> Iterator[Problem]:
    """A record lies in a town that the list of towns has, of its country, within the town's reach."""
    for record in records:
        if record.within is not None:
            for message in _faults(record, record.within, around):
                yield Problem(record.id, "within", message)


def _faults(record: Record, number: int, around: Surroundings) -> Iterator[str]:
    if record.kind in around.in_no_town:
        yield f"is {number}, but what is of the kind {record.kind} lies in no town; take it out"
        return
    town = around.towns.get(number)
    if town is None:
        yield f'{number} is no town of towns.json; run "python -m geo towns", or give the number of another'
        return
    if town.country not in (record.country, record.controlled_by):
        yield f"{number} is {town.name} in {town.country}, the record lies in {record.country}; mend one of them"
    away = distance_km((record.location.lon, record.location.lat), town.point)
    if away > reach_km(town.people):
        yield f"{number} is {town.name}, {away:.0f} km away, farther than it reaches; mend it, or take it out"
