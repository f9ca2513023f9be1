"""The names of the layer as the search finds them: whole, begun, by their words, with slips."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, reduce

import numpy as np
import numpy.typing as npt

from geo.find.letters import Folded, Letters
from geo.find.slips import A_SLIP, KEPT_WORDS, NEVER, SLIPPED_HEAD, Costs, slips, word_costs

__all__ = ["SOUND", "WHOLE_SLIPS", "Names", "Scores", "scores_of"]

# Scores: the kinds of match from best to worst; then those that slips lower
_WRITTEN, _LITERAL, _PLAIN, SOUND, _PREFIX, _WORDS, _BEGUN = 100.0, 99.5, 99.0, 98.0, 90.0, 80.0, 75.0
WHOLE_SLIPS, _WORD_SLIPS, _A_SLIP, _LEAST_WORD_SLIPS, _ONE_WORD_MISSING = 60.0, 58.0, 10.0, 31.0, 10.0
_MOST_SLIPS = 350

Scores = npt.NDArray[np.float64]


class Names:
    """Names, without repetition, ready to be searched.

    Parameters
    ----------
    letters : Letters
    names : iterable of str

    Attributes
    ----------
    folded : tuple of Folded
        The names made comparable.
    """

    def __init__(self, letters: Letters, names: Iterable[str]) -> None:
        self.folded = tuple(letters.fold(name) for name in names)
        sounds = {word: sound for name in self.folded for word, sound in zip(name.words, name.sounds, strict=True)}
        self._words = sorted(sounds | {"": ""})
        self._sounds = [sounds.get(word, "") for word in self._words]
        numbers = {word: number for number, word in enumerate(self._words)}
        occurrences = [[numbers[word] for word in name.words or ("",)] for name in self.folded]
        self._occurrences = np.array([number for one in occurrences for number in one], dtype=int)
        self._starts = np.cumsum([0, *(len(one) for one in occurrences[:-1])], dtype=int)
        self._joined = tuple(name.joined_sound for name in self.folded)
        self._cost = lru_cache(KEPT_WORDS)(self._cost_of)

    def costs(self, query: Folded) -> Costs:
        """Say for each word of a text how far it is from the nearest word of each name; names are columns."""
        return np.array([self._cost(word) for word in dict.fromkeys(query.words)], dtype=int)

    def _cost_of(self, word: str) -> Costs:
        far = word_costs(word, self._words, self._sounds)[self._occurrences]
        return np.minimum.reduceat(far, self._starts)

    def scores(self, query: Folded, costs: Costs) -> Scores:
        """Score the names that are a text, begin so, have its words in any order, or differ from it by a slip or two.

        Of a text of three words or more, one may be missing.

        Parameters
        ----------
        query : Folded
        costs : numpy.ndarray of int
            From :meth:`costs`.
        """
        whole = np.array([_likeness(name, query) for name in self.folded])
        return reduce(np.maximum, (whole, self._slipped(query), _by_words(costs)))

    def _slipped(self, query: Folded) -> Scores:
        costs = slips(query.joined_sound, self._joined)
        return np.where(costs < NEVER, WHOLE_SLIPS - _A_SLIP * costs / A_SLIP, 0.0)


def scores_of(total: Costs, whole: float = _WORDS, begun: float = _BEGUN) -> Scores:
    """Score what a text's words cost together: for the same words, for words that begin so; less with slips."""
    slipped = np.maximum(_WORD_SLIPS - _A_SLIP * total / A_SLIP, _LEAST_WORD_SLIPS)
    return np.select([total == 0, total < SLIPPED_HEAD, total <= _MOST_SLIPS], [whole, begun, slipped], 0.0)


def _likeness(name: Folded, query: Folded) -> float:
    cases = (
        (_WRITTEN, name.written == query.written),
        (_LITERAL, name.literal == query.literal),
        (_PLAIN, name.joined == query.joined),
        (SOUND, name.joined_sound == query.joined_sound),
        (_PREFIX, _begins(name.plain, query.plain) or _begins(name.sound, query.sound)),
        (_BEGUN, _begins(name.joined, query.joined) or _begins(name.joined_sound, query.joined_sound)),
    )
    return next((score for score, holds in cases if holds), 0.0)


def _begins(name: str, text: str) -> bool:
    return len(text) > 1 and name.startswith(text)


def _by_words(costs: Costs) -> Scores:
    """Score the names that have the text's words, in any order: whole, begun or slipped; at most one may be missing."""
    scores = scores_of(costs.sum(axis=0))
    return np.maximum(scores, _but_one(costs)) if len(costs) > 2 else scores


def _but_one(costs: Costs) -> Scores:
    """Score the names that have all words but one: the rarer the words they have, the higher."""
    there = costs < A_SLIP
    weights = 1 / np.maximum(there.sum(axis=1), 1)
    shares = weights @ there / weights.sum()
    return np.where(there.sum(axis=0) >= len(costs) - 1, _ONE_WORD_MISSING * (1 + shares), 0.0)
