"""Search: names in any script and spelling, in part and with small slips, to the records that bear them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from anyascii import anyascii
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from geo.dates import OPEN
from geo.words import duration

__all__ = ["Hit", "SearchIndex", "build_index", "search"]

_LONGEST = 300  # characters; no name is longer, so a longer text is none

# Scores: the kinds of match from best to worst; then those that slips lower; then the cost of a word in slips
_WRITTEN, _LITERAL, _PLAIN, _SOUND, _PREFIX, _WORDS, _BEGUN = 100.0, 99.5, 99.0, 98.0, 90.0, 80.0, 75.0
_WHOLE_SLIPS, _WORD_SLIPS, _A_SLIP, _LEAST_WORD_SLIPS, _ONE_WORD_MISSING = 60.0, 58.0, 10.0, 31.0, 10.0
_BEGUN_COST, _SLIPPED_HEAD_COST, _MOST_SLIPS = 0.01, 0.3, 3.5

# With fewer letters as many slips make another word: Breslau is no Beslan, Paris no garrison, Geneva no generalissimus
_LETTERS_A_SLIP, _LONG_HEAD = (4, 8), 7

# What anyascii writes otherwise than the romanisations in use: Armenian u, Bulgarian ъ
_LETTERS = {"ու": "u", "ъ": "a"}
_APOSTROPHES = re.compile(r"['`´‘’ʹʺʼʻ՚]")
_HAN = re.compile(r"([\u3400-\u9fff])")
_SOUNDS = {
    "chr": "hr", "schtsch": "s", "shch": "s", "szcz": "s", "sch": "s", "sh": "s", "sz": "s",
    "tsch": "c", "tch": "c", "ch": "c", "cz": "c", "ts": "c", "tz": "c",
    "zh": "z", "kh": "h", "gh": "g", "ph": "f", "th": "t", "ck": "k", "ye": "e", "yo": "e",
    "ae": "a", "oe": "o", "ue": "u", "ou": "u", "x": "ks", "w": "v", "y": "i", "j": "i", "q": "k",
}  # fmt: skip
_GERMAN = str.maketrans("z", "c")
"""German writes z for ts: Zarizyn is no slip of Tsaritsyn."""
_SPELLINGS = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_DOUBLES = re.compile(r"([a-z])\1+")

_ANY_YEAR = 1953
_RANKS = {"after": 2, "before": 3}

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that was found.

    Attributes
    ----------
    record_id : str
    period : int
        The period that bears the name, as its place in the layer (the frame's index).
    name : str
        The name that matched, as written: the period's name or its native name.
    title : str
        The record's honoured name.
    when : str
        When the name that matched was in force, in words.
    year : int
        A year in which the thing certainly, or else possibly, bore the honoured name: that of the period if it is an
        honouring one, else of the record's first. If it came and went within one year, that year.
    score : float
        From 0 to 100: the same name 98 to 100, its beginning 90, its words 75 to 80, less with slips.
    """

    record_id: str
    period: int
    name: str
    title: str
    when: str
    year: int
    score: float


_Bearer = tuple[int, Hit]


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text made comparable.

    Attributes
    ----------
    written, literal : str
        As written; in lower case.
    words : tuple of str
        In plain letters (a-z, 0-9).
    plain, sound : str
        The words; the words with the spellings of one sound made one.
    joined, joined_sound : str
        The same without spaces.
    """

    written: str
    literal: str
    words: tuple[str, ...]
    plain: str
    sound: str
    joined: str
    joined_sound: str


@dataclass(frozen=True, slots=True, eq=False)
class SearchIndex:
    """Every name of the layer, ready to be searched; made by :func:`build_index`.

    Attributes
    ----------
    names : tuple
        The names, without repetition, made comparable.
    words, word_sounds : tuple of str
        The words of all names, without repetition.
    occurrences, starts : numpy.ndarray of int
        The words of each name as numbers in `words`, one name after the other, and where each name starts.
    bearers : tuple of tuple of (int, Hit)
        Who bears each name, with the rank of the honour; the scores are not yet given.
    """

    names: tuple[_Folded, ...]
    words: tuple[str, ...]
    word_sounds: tuple[str, ...]
    occurrences: npt.NDArray[np.int_]
    starts: npt.NDArray[np.int_]
    bearers: tuple[tuple[_Bearer, ...], ...]


def build_index(periods: gpd.GeoDataFrame) -> SearchIndex:
    """Make the names of a layer ready to be searched.

    Parameters
    ----------
    periods : geopandas.GeoDataFrame
        From :func:`geo.layer.periods_of`; of the columns, ``record_id``, ``name``, ``native_name``, ``status``, the
        dates and the years are read.

    Returns
    -------
    SearchIndex
    """
    bearers = _bearers(periods)
    folded = [_fold(name) for name in bearers]
    words = sorted({word for name in folded for word in name.words or ("",)})
    numbers = {word: number for number, word in enumerate(words)}
    occurrences = [[numbers[word] for word in name.words or ("",)] for name in folded]
    lengths = [len(one) for one in occurrences]
    return SearchIndex(
        names=tuple(folded),
        words=tuple(words),
        word_sounds=tuple(_sound(word) for word in words),
        occurrences=np.array([number for one in occurrences for number in one], dtype=int),
        starts=np.cumsum([0, *lengths[:-1]], dtype=int),
        bearers=tuple(tuple(found) for found in bearers.values()),
    )


def search(index: SearchIndex, text: str, limit: int = 10) -> list[Hit]:
    """Find the records whose names are like a text.

    Scripts, letters' marks, upper and lower case and usual romanisations make no difference. The same name comes
    before names that begin so, these before names with such words or beginnings of words, and these before names that
    differ by a slip or two; of a text of three words or more, one may be missing. Of equals, names that certainly
    honour come first, then the others that honour, then by name, and of one name the elder.

    Parameters
    ----------
    index : SearchIndex
        From :func:`build_index`.
    text : str
        What a person typed; anything.
    limit : int
        At most so many hits.

    Returns
    -------
    list of Hit
        The best first, at most one a record; none for a text of fewer than two letters or digits.

    Notes
    -----
    Slips are counted as the optimal string alignment distance of :mod:`rapidfuzz`: a letter more, less, changed or
    swapped with its neighbour.
    """
    if limit < 1 or not index.names or not _is_searchable(text):
        return []
    query = _fold(text)
    if len(query.joined) < 2:
        return []
    scores = np.max([_whole(index, query), _slipped(index, query), _by_words(index, query)], axis=0)
    found = [
        ((-scores[number], honour, query.literal not in index.names[number].literal, hit.name, hit.year), hit)
        for number in np.flatnonzero(scores)
        for honour, hit in index.bearers[number]
    ]
    best: dict[str, Hit] = {}
    for (lack, *_), hit in sorted(found, key=lambda one: (*one[0], one[1].period)):
        best.setdefault(hit.record_id, replace(hit, score=round(float(-lack), 1)))
        if len(best) == limit:
            break
    return list(best.values())


def _is_searchable(text: str) -> bool:
    """Say whether a text has two letters or digits and is no longer than a name can be."""
    text = text.strip()
    return len(text) <= _LONGEST and sum(character.isalnum() for character in text) >= 2


def _fold(text: str) -> _Folded:
    written = " ".join(unicodedata.normalize("NFC", text).split())
    words = tuple(_words(written))
    sounds = [_sound(word) for word in words]
    return _Folded(
        written, written.casefold(), words, " ".join(words), " ".join(sounds), "".join(words), "".join(sounds)
    )


def _words(text: str) -> Iterable[str]:
    """Split a text into words of a-z and 0-9; each Han character is a word."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(character for character in bare if not unicodedata.category(character).startswith("M"))
    bare = _HAN.sub(r" \1 ", _APOSTROPHES.sub("", bare))
    for letter, roman in _LETTERS.items():
        bare = bare.replace(letter, roman)
    roman = anyascii("".join(character if character.isalnum() else " " for character in bare))
    return re.findall(r"[a-z0-9]+", roman.replace("'", "").lower())


def _sound(word: str) -> str:
    return _DOUBLES.sub(r"\1", _SPELLINGS.sub(lambda found: _SOUNDS[found[0]], word))


def _whole(index: SearchIndex, query: _Folded) -> Scores:
    """Score the names that are the text, or begin so."""
    return np.array([_likeness(name, query) for name in index.names])


def _likeness(name: _Folded, query: _Folded) -> float:
    cases = (
        (_WRITTEN, name.written == query.written),
        (_LITERAL, name.literal == query.literal),
        (_PLAIN, name.joined == query.joined),
        (_SOUND, name.joined_sound == query.joined_sound),
        (_PREFIX, _begins(name.plain, query.plain) or _begins(name.sound, query.sound)),
        (_BEGUN, _begins(name.joined, query.joined) or _begins(name.joined_sound, query.joined_sound)),
    )
    return next((score for score, holds in cases if holds), 0.0)


def _begins(name: str, text: str) -> bool:
    return len(text) > 1 and name.startswith(text)


def _slipped(index: SearchIndex, query: _Folded) -> Scores:
    """Score the names that differ from the text by a slip or two."""
    distances = _distances(query.joined_sound, [name.joined_sound for name in index.names])
    scores: Scores = np.where(np.isfinite(distances), _WHOLE_SLIPS - _A_SLIP * distances, 0.0)
    return scores


def _by_words(index: SearchIndex, query: _Folded) -> Scores:
    """Score the names that have the text's words, in any order: whole, begun or slipped; at most one may be missing."""
    words = dict.fromkeys(query.words)
    if len(words) > np.diff(index.starts, append=len(index.occurrences)).max() + 1:
        return np.zeros(len(index.starts))
    costs = np.array([np.minimum.reduceat(_costs(index, word)[index.occurrences], index.starts) for word in words])
    total = costs.sum(axis=0)
    total[total > _MOST_SLIPS] = np.inf
    slipped = np.maximum(_WORD_SLIPS - _A_SLIP * total, _LEAST_WORD_SLIPS)
    cases = [total == 0, total < _SLIPPED_HEAD_COST, np.isfinite(total)]
    scores: Scores = np.select(cases, [_WORDS, _BEGUN, slipped], 0.0)
    if len(words) > 2:
        np.maximum(scores, _but_one(costs), out=scores)
    return scores


def _but_one(costs: Scores) -> Scores:
    """Score the names that have all words but one: the rarer the words they have, the higher."""
    there = costs < 1
    weights = 1 / np.maximum(there.sum(axis=1), 1)
    shares = weights @ there / weights.sum()
    return np.where(there.sum(axis=0) >= len(costs) - 1, _ONE_WORD_MISSING * (1 + shares), 0.0)


def _costs(index: SearchIndex, word: str) -> Scores:
    """Say how far a word of the text is from each word of the index: 0 the same, then begun, then slips."""
    sound = _sound(word)
    whole = _distances(sound, index.word_sounds)
    heads = _distances(sound, [name[: len(sound)] for name in index.word_sounds]) + _SLIPPED_HEAD_COST
    begun = [
        plain.startswith(word) or _begins(name, sound)
        for plain, name in zip(index.words, index.word_sounds, strict=True)
    ]
    if len(sound) < _LONG_HEAD:
        heads[:] = np.inf
    heads[np.array(begun, dtype=bool)] = _BEGUN_COST
    costs: Scores = np.minimum(whole, heads)
    return costs


def _distances(sound: str, names: Sequence[str]) -> Scores:
    """Count the slips between a text and names; infinite where there are more than their length forgives."""
    forgiven = sum(len(sound) >= letters for letters in _LETTERS_A_SLIP)
    plain = [name.translate(_GERMAN) for name in names]
    counted = cdist([sound.translate(_GERMAN)], plain, scorer=OSA.distance, score_cutoff=forgiven)
    distances: Scores = counted[0].astype(float)
    short = np.array([len(name) < 4 for name in names])
    distances[(distances > forgiven) | (short & (distances > 0))] = np.inf
    return distances


def _bearers(periods: gpd.GeoDataFrame) -> dict[str, list[_Bearer]]:
    """List for each name of the layer the periods that bear it, as hits without a score, with their rank."""
    rows = list(periods.itertuples())
    homes = _homes(rows)
    bearers: dict[str, list[_Bearer]] = defaultdict(list)
    for row in rows:
        home = homes[row.record_id]
        year = _year(row) if row.status == "honouring" else _year(home)
        when = duration(_text(row.start_date), _text(row.end_date))
        for name in sorted({row.name, _text(row.native_name)} - {None}):
            hit = Hit(row.record_id, row.Index, name, home.name, when, year, 0.0)
            bearers[name].append((_honour(row), hit))
    return bearers


def _homes(rows: Iterable[Any]) -> dict[str, Any]:
    """Give for each record the period that names it: its first honouring one, or failing that its last."""
    homes: dict[str, Any] = {}
    for row in rows:
        if row.record_id not in homes or homes[row.record_id].status != "honouring":
            homes[row.record_id] = row
    return homes


def _honour(row: Any) -> int:
    """Rank a period: the name certainly borne in some year, possibly borne, a later name, an earlier one."""
    if row.status != "honouring":
        return _RANKS[row.status]
    start, end = _integer(row.start_year), _integer(row.end_earliest) or _integer(row.end_year)
    return 0 if start is None or end is None or start < end else 1


def _year(row: Any) -> int:
    """Give a year in which a period was in force by the year rule, or else possibly so; see :class:`Hit`."""
    start, end = _integer(row.start_year), _integer(row.end_year)
    if start is None:
        before = _integer(row.end_earliest) or end
        return before - 1 if before else _ANY_YEAR
    if end is None or start < end:
        return start
    earliest = _integer(row.start_earliest)
    possible = _text(row.start_date) in (None, OPEN) or (earliest is not None and earliest < start)
    return end - 1 if possible else start


def _integer(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
