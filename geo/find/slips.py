"""Words that are like others: the same, begun, or with small slips; costs in hundredths of a slip."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from geo.find.letters import sound_of

__all__ = ["A_SLIP", "BEGUN", "KEPT_WORDS", "NEVER", "SLIPPED_HEAD", "Costs", "slips", "word_costs"]

Costs = npt.NDArray[np.int_]

A_SLIP, SLIPPED_HEAD, BEGUN, NEVER = 100, 30, 1, 1_000_000
"""What a slip costs, a word that is begun with slips beside them, a word that is begun, and what is no match."""
_LETTERS_A_SLIP, _LONG_HEAD, _SHORT = (4, 8), 7, 4
"""With fewer letters as many slips make another word: Breslau is no Beslan, Paris no garrison."""
KEPT_WORDS = 256
"""Of how many words of texts it is kept what they cost: who types asks for the same word again and again."""
_GERMAN = str.maketrans("z", "c")
"""German writes z for ts: Zarizyn is no slip of Tsaritsyn."""


def slips(sound: str, names: Sequence[str]) -> Costs:
    """Count the slips between a text and names, both in sounds.

    Slips are the optimal string alignment distance of :mod:`rapidfuzz`: a letter more, less, changed or swapped with
    its neighbour.

    Returns
    -------
    numpy.ndarray of int
        :data:`A_SLIP` for each; :data:`NEVER` where there are more than the length forgives.
    """
    forgiven = sum(len(sound) >= letters for letters in _LETTERS_A_SLIP)
    counted = cdist([sound.translate(_GERMAN)], _plain(tuple(names)), scorer=OSA.distance, score_cutoff=forgiven)[0]
    distances: Costs = counted.astype(int)
    short = np.array([len(name) < _SHORT for name in names], dtype=bool)
    return np.where((distances > forgiven) | (short & (distances > 0)), NEVER, distances * A_SLIP)


@lru_cache(maxsize=16)
def _plain(names: tuple[str, ...]) -> list[str]:
    return [name.translate(_GERMAN) for name in names]


def word_costs(word: str, words: Sequence[str], sounds: Sequence[str]) -> Costs:
    """Say how far a word of the text is from others: nothing for the same, then begun, then slips.

    Parameters
    ----------
    word : str
        In plain letters.
    words, sounds : sequence of str
        The others, and their sounds.
    """
    sound = sound_of(word)
    whole = slips(sound, sounds)
    heads = slips(sound, [name[: len(sound)] for name in sounds]) + SLIPPED_HEAD
    if len(sound) < _LONG_HEAD:
        heads[:] = NEVER
    begun = [
        plain.startswith(word) or (len(sound) > 1 and name.startswith(sound))
        for plain, name in zip(words, sounds, strict=True)
    ]
    heads[np.array(begun, dtype=bool)] = BEGUN
    return np.minimum(np.minimum(whole, heads), NEVER)
