"""Towns and countries as the search finds them: by their names in the languages of the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError

from geo.find.letters import Folded, Letters
from geo.find.slips import A_SLIP, BEGUN, KEPT_WORDS, NEVER, slips

__all__ = ["Places", "country_names", "states_of"]

_WHOLE, _SOUND, _BEGINNING, _WORDS, _SLIPS, _A_SLIP = 99.0, 98.0, 90.0, 80.0, 60.0, 10.0
_LEAST_HEAD, _LEAST_WORD = 3, 4
_LETTERS_A_SLIP = (6, 10)
"""With fewer letters as many slips make another town."""
_BEFORE_A_NAME = re.compile(r"^[^A-Z]+")


class Places:
    """Places with their names, ready to be searched.

    Parameters
    ----------
    letters : Letters
    names : mapping to iterable of str
        The names of each place, its own first.
    """

    def __init__(self, letters: Letters, names: Mapping[Any, Iterable[str]]) -> None:
        folded = [(place, [letters.fold(name) for name in own]) for place, own in names.items()]
        self._names = [(place, name) for place, own in folded for name in own]
        self._owned = [(place, own[0]) for place, own in folded if own]
        self.costs = lru_cache(KEPT_WORDS)(self._costs)
        """Which places a word of a longer text names, by its sound; as ``word_costs``, without slips."""

    def scores(self, query: Folded) -> dict[Any, float]:
        """Score the places that a text names: the name 98 or more, its beginning 90, its words 80, with slips less."""
        found = _most((place, _likeness(name, query)) for place, name in self._names)
        for place, name in self._owned:
            if place not in found and _has_words(name, query):
                found[place] = _WORDS
        return _most(self._slipped(query.joined_sound)) | found

    def _costs(self, sound: str) -> dict[Any, int]:
        found: dict[Any, int] = {}
        for place, name in self._names:
            cost = _cost(name, sound)
            if cost < found.get(place, NEVER):
                found[place] = cost
        return found

    def _slipped(self, sound: str) -> Iterator[tuple[Any, float]]:
        """Score the places whose names differ by a slip or two, of which the first letter is none."""
        forgiven = A_SLIP * sum(len(sound) >= letters for letters in _LETTERS_A_SLIP)
        alike = [(place, name.joined_sound) for place, name in self._names if name.joined_sound[:1] == sound[:1]]
        if not forgiven or not alike:
            return
        for (place, _), cost in zip(alike, slips(sound, [name for _, name in alike]), strict=True):
            if cost <= forgiven:
                yield place, _SLIPS - _A_SLIP * int(cost) / A_SLIP


def _most(scores: Iterable[tuple[Any, float]]) -> dict[Any, float]:
    """Give the highest score of each place that has any."""
    found: dict[Any, float] = {}
    for place, score in scores:
        if score > found.get(place, 0.0):
            found[place] = score
    return found


def country_names(countries: Iterable[str], languages: Iterable[str]) -> dict[str, list[str]]:
    """Name countries in languages, as the Unicode CLDR has them.

    Parameters
    ----------
    countries : iterable of str
        ISO 3166-1 alpha-2 codes.
    languages : iterable of str
        BCP 47 codes; of those that the CLDR does not have, nothing is given.

    Returns
    -------
    dict of str to list of str
        By code; each name once.
    """
    names: dict[str, dict[str, None]] = {code: {} for code in sorted(countries)}
    for language in sorted(languages):
        try:
            territories = Locale.parse(language, sep="-").territories
        except (UnknownLocaleError, ValueError):
            continue
        for code, own in names.items():
            if code in territories:
                own[territories[code]] = None
    return {code: list(own) for code, own in names.items()}


def states_of(polity: str) -> list[str]:
    """Take the names of states out of a polity as the data write it.

    Examples
    --------
    >>> states_of("Ukrainian SSR, Soviet Union; from 1951 Polish People's Republic")
    ['Ukrainian SSR', 'Soviet Union', "Polish People's Republic"]
    """
    parts = [_BEFORE_A_NAME.sub("", part.strip()) for part in re.split(r"[,;:]| and ", polity)]
    return [part for part in parts if part]


def _likeness(name: Folded, query: Folded) -> float:
    if name.joined == query.joined:
        return _WHOLE
    if name.joined_sound == query.joined_sound:
        return _SOUND
    begins = name.joined.startswith(query.joined) or name.joined_sound.startswith(query.joined_sound)
    return _BEGINNING if begins and len(query.joined_sound) >= _LEAST_HEAD else 0.0


def _has_words(name: Folded, query: Folded) -> bool:
    """Say whether each word of a text is a word of a place's own name, or its beginning."""
    return all(
        len(sound) >= _LEAST_WORD and any(own.startswith(sound) for own in name.sounds) for sound in query.sounds
    )


def _cost(name: Folded, sound: str) -> int:
    if len(sound) >= _LEAST_HEAD and name.joined_sound == sound:
        return 0
    if len(sound) >= _LEAST_WORD and sound in name.sounds:
        return 0
    return BEGUN if len(sound) >= _LEAST_WORD and name.joined_sound.startswith(sound) else NEVER
