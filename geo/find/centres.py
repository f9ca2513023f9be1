"""Which of the capitals and regional centres that are asked about a person means."""

from __future__ import annotations

from collections.abc import Collection

from geo.find.near import sounds_of
from geo.find.towns import Town, Towns

__all__ = ["MOST_CENTRES", "find_centres"]

MOST_CENTRES = 3
"""So many towns are told of at most; who wants another types more of its name."""
_LEAST_BEGINNING = 4
"""Fewer letters are the beginning of too much."""
_LONGEST = 100


def find_centres(towns: Towns, numbers: Collection[int], text: str) -> list[Town]:
    """Find towns that are asked about by a text that is one of their names, in any script; as ``web/model/asked.js``.

    Parameters
    ----------
    towns : list of Town
        From :func:`geo.find.towns.read_towns`, the most populous first.
    numbers : collection of int
        Those that are asked about, by their numbers at GeoNames.
    text : str
        What a person typed; anything.

    Returns
    -------
    list of Town
        Those of the name; where none has it, those whose name of today begins so, if these are four letters or more.
        The most populous first, :data:`MOST_CENTRES` at most.
    """
    letters, sounds = sounds_of(tuple(towns))
    query = letters.fold(text[:_LONGEST])
    wanted = query.joined_sound
    if min(len(query.joined), len(wanted)) < 2:
        return []
    asked = [(town, own) for town, own in zip(towns, sounds, strict=True) if town.id in numbers]
    same = [town for town, own in asked if wanted in own]
    begin = [town for town, own in asked if own[0].startswith(wanted)] if len(query.joined) >= _LEAST_BEGINNING else []
    return (same or begin)[:MOST_CENTRES]
