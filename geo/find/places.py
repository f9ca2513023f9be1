"""Towns and countries as the search finds them: by their names in the languages of the data."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping

from babel import Locale, UnknownLocaleError

from geo.find.letters import Folded, Letters
from geo.find.slips import A_SLIP, BEGUN, NEVER, slips

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
    names : mapping of hashable to iterable of str
        The names of each place, its own first.
    """

    def __init__(self, letters: Letters, names: Mapping[Hashable, Iterable[str]]) -> None:
        self._names = {place: [letters.fold(name) for name in own] for place, own in names.items()}

    def scores(self, query: Folded) -> dict[Hashable, float]:
        """Score the places that a text names: the name 98 or more, its beginning 90, its words 80, with slips less."""
        found = {place: _best(own, query) for place, own in self._names.items()}
        slipped = {place: _slipped(own, query) for place, own in self._names.items() if not found[place]}
        return {place: score for place, score in (found | slipped).items() if score}

    def costs(self, sound: str) -> dict[Hashable, int]:
        """Say which places a word of a longer text names, as :func:`geo.find.slips.word_costs`; without slips."""
        found = {place: min((_cost(name, sound) for name in own), default=NEVER) for place, own in self._names.items()}
        return {place: cost for place, cost in found.items() if cost < NEVER}


def country_names(countries: Iterable[str], languages: Iterable[str], letters: Letters) -> dict[str, list[str]]:
    """Name countries in languages, as the Unicode CLDR has them.

    Parameters
    ----------
    countries : iterable of str
        ISO 3166-1 alpha-2 codes.
    languages : iterable of str
        BCP 47 codes; of those that the CLDR does not have, nothing is given.
    letters : Letters
        Names that fold to one are given once.
    """
    names: dict[str, dict[str, str]] = {code: {} for code in sorted(countries)}
    for language in sorted(languages):
        try:
            territories = Locale.parse(language, sep="-").territories
        except (UnknownLocaleError, ValueError):
            continue
        for code, own in names.items():
            if name := territories.get(code):
                own.setdefault(letters.fold(name).joined_sound, name)
    return {code: list(own.values()) for code, own in names.items()}


def states_of(polity: str) -> list[str]:
    """Take the names of states out of a polity as the data write it.

    Examples
    --------
    >>> states_of("Ukrainian SSR, Soviet Union; from 1951 Polish People's Republic")
    ['Ukrainian SSR', 'Soviet Union', "Polish People's Republic"]
    """
    parts = [_BEFORE_A_NAME.sub("", part.strip()) for part in re.split(r"[,;:]| and ", polity)]
    return [part for part in parts if part]


def _best(names: list[Folded], query: Folded) -> float:
    likeness = max((_likeness(name, query) for name in names), default=0.0)
    return likeness or (_WORDS if names and _has_words(names[0], query) else 0.0)


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


def _slipped(names: list[Folded], query: Folded) -> float:
    """Score a place whose name differs by a slip or two, of which the first letter is none."""
    sound = query.joined_sound
    alike = [name.joined_sound for name in names if name.joined_sound[:1] == sound[:1]]
    forgiven = sum(len(sound) >= letters for letters in _LETTERS_A_SLIP)
    least = min((int(cost) for cost in slips(sound, alike)), default=NEVER) if alike and forgiven else NEVER
    return _SLIPS - _A_SLIP * least / A_SLIP if least <= forgiven * A_SLIP else 0.0


def _cost(name: Folded, sound: str) -> int:
    if len(sound) >= _LEAST_HEAD and name.joined_sound == sound:
        return 0
    if len(sound) >= _LEAST_WORD and sound in name.sounds:
        return 0
    return BEGUN if len(sound) >= _LEAST_WORD and name.joined_sound.startswith(sound) else NEVER
