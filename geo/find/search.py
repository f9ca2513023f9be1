"""Search: names in any script and spelling, in part and with small slips, and towns and countries, to the records."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.core.dates import OPEN
from geo.find.letters import Folded, Letters, letters_of
from geo.find.places import Places, country_names, states_of
from geo.find.slips import A_SLIP, NEVER, Costs
from geo.find.toponyms import SOUND, WHOLE_SLIPS, Names, Scores, scores_of
from geo.find.towns import Town
from geo.text.words import duration

__all__ = ["Hit", "SearchIndex", "build_index", "search", "search_words"]

How = Literal["name", "town", "country"]

_WORDS_IN_PLACE, _BEGUN_IN_PLACE, _ONE_MISSING_IN_PLACE = 72.0, 70.0, 30.0
_TIERS: dict[How, int] = {"name": 0, "town": 1, "country": 2}
_FIRST_SLIPPED = 3

_ANY_YEAR = 1953
_RANKS = {"after": 2, "before": 3}


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found.

    Attributes
    ----------
    record_id : str
    period : int
        The period that bears the name, as its place in the layer (the frame's index); of a record that was found by its
        town or country the one that names it.
    name, lang : str and str or None
        The name that matched, as written: the period's name or its native name, with the language of the latter.
    title : str
        The record's honoured name.
    town : str or None
        The town that it lies in.
    country : str
        ISO 3166-1 alpha-2.
    when : str
        When the name was in force, in words.
    year : int
        A year in which the thing certainly, or else possibly, bore the honoured name: that of the period if it is an
        honouring one, else of the record's first. If it came and went within one year, that year.
    score : float
        From 0 to 100: the same name 98 to 100, its beginning 90, its words 75 to 80, some of them those of its place 70
        to 72, less with slips.
    how : str
        By what it was found: ``name``, ``town`` or ``country``.
    """

    record_id: str
    period: int
    name: str
    lang: str | None
    title: str
    town: str | None
    country: str
    when: str
    year: int
    score: float
    how: How


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A name as a period bears it."""

    row: Any
    name: str
    lang: str | None
    home: Any
    honour: int
    year: int


@dataclass(frozen=True, slots=True, eq=False)
class SearchIndex:
    """Every name of the layer, ready to be searched; made by :func:`build_index`.

    Attributes
    ----------
    letters : Letters
    names : Names
    bearers : tuple of tuple
        Who bears each name.
    homes : tuple
        Each record, as borne by the period that names it.
    towns, countries : Places
        By number at GeoNames; by code and by polity.
    town_names : dict of int to str
    """

    letters: Letters
    names: Names
    bearers: tuple[tuple[_Bearer, ...], ...]
    homes: tuple[_Bearer, ...]
    towns: Places
    countries: Places
    town_names: dict[int, str]


def build_index(periods: gpd.GeoDataFrame, towns: Iterable[Town] = ()) -> SearchIndex:
    """Make the names of a layer ready to be searched.

    Parameters
    ----------
    periods : geopandas.GeoDataFrame
        From :func:`geo.layer.periods_of`; of the columns, ``record_id``, ``name``, ``native_name``, ``native_lang``,
        ``status``, the dates and years, ``within``, ``country`` and ``polity`` are read.
    towns : iterable of Town
        Those that records may lie in; see :func:`geo.find.towns.read_towns`.

    Returns
    -------
    SearchIndex
    """
    known = [town for town in towns if town.id is not None]
    letters, countries = _folding(periods, known)
    bearers, homes = _bearers(periods)
    states = {polity: states_of(polity) for polity in set(periods["polity"])}
    return SearchIndex(
        letters=letters,
        names=Names(letters, bearers),
        bearers=tuple(tuple(found) for found in bearers.values()),
        homes=tuple(homes),
        towns=Places(letters, {town.id: (town.name, *town.names) for town in known}),
        countries=Places(letters, {**states, **countries}),
        town_names={int(town.id or 0): town.name for town in known},
    )


def search_words(periods: gpd.GeoDataFrame, towns: Iterable[Town]) -> dict[str, Any]:
    """Give what the browser needs beside the layer and the towns to search as :func:`search` does.

    Parameters
    ----------
    periods : geopandas.GeoDataFrame
    towns : iterable of Town
        As for :func:`build_index`.

    Returns
    -------
    dict
        ``letters`` (str: each letter that is known) and ``romans`` (list of str: what each is in plain letters; see
        :class:`geo.find.letters.Letters`), ``countries`` (the names of each country by its code).
    """
    letters, countries = _folding(periods, towns)
    known = sorted(letters.romans)
    romans = [letters.romans[one] for one in known]
    return {"letters": "".join(known), "romans": romans, "countries": countries}


def search(index: SearchIndex, text: str, limit: int | None = 10) -> list[Hit]:
    """Find the records that a text names: by their names, their town or their country.

    Scripts, letters' marks, upper and lower case and usual romanisations make no difference. The same name comes
    before names that begin so, these before names with such words or beginnings of words, of which one or more may be
    its town's or its country's; then come the records of a town, then those of a country of such a name or beginning.
    Last come names, towns and countries that differ by a slip or two; of a text of three words or more, one may be
    missing. Where the text is the name of a town or a country, others with slips are not looked for. Of equals, names
    that certainly honour come first, then the others that honour, then by name, and of one name the elder.

    Parameters
    ----------
    index : SearchIndex
        From :func:`build_index`.
    text : str
        What a person typed; anything.
    limit : int, optional
        At most so many hits; all, if None.

    Returns
    -------
    list of Hit
        The best first, at most one a record; none for a text of fewer than two letters or digits.
    """
    query = index.letters.asked(text)
    if not index.bearers or query is None:
        return []
    places: list[tuple[How, str, Places]] = [("town", "within", index.towns), ("country", "country", index.countries)]
    scores = {how: known.scores(query) for how, _, known in places}
    whole = any(score >= SOUND for found in scores.values() for score in found.values())
    found = [*_by_name(index, query)]
    for how in ("town", "country"):
        found += _by_place(index, how, scores[how])
    best: dict[str, _Found] = {}
    for key, bearer, how in sorted(found, key=lambda one: one[0]):
        if key[0] <= _FIRST_SLIPPED or not whole:
            best.setdefault(bearer.row.record_id, (key, bearer, how))
    wanted = islice(best.values(), None if limit is None else max(0, limit))
    return [_hit(index, bearer, -key[1], how) for key, bearer, how in wanted]


_Key = tuple[int, float, int, bool, str, int, int]
_Found = tuple[_Key, _Bearer, How]


def _key(bearer: _Bearer, how: How, score: float, literal: bool = True) -> _Key:
    """Give what hits are sorted by: tier, score, honour, letters as written, name, year, place in the layer."""
    tier = _TIERS[how] + (0 if score > WHOLE_SLIPS else _FIRST_SLIPPED)
    rounded = math.floor(score * 10 + 0.5) / 10
    return tier, -rounded, bearer.honour, not literal, bearer.name, bearer.year, int(bearer.row.Index)


def _by_name(index: SearchIndex, query: Folded) -> Iterator[_Found]:
    costs = index.names.costs(query)
    scores = index.names.scores(query, costs)
    inside = _in_place(index, query, costs)
    for number in np.flatnonzero((scores > 0) | inside.any(axis=1)):
        literal = query.literal in index.names.folded[number].literal
        for place, bearer in enumerate(index.bearers[number]):
            score = max(float(scores[number]), float(inside[number, place]))
            if score:
                yield _key(bearer, "name", score, literal), bearer, "name"


def _by_place(index: SearchIndex, how: How, scores: dict[Any, float]) -> Iterator[_Found]:
    for bearer in index.homes if scores else ():
        score = max(scores.get(place, 0.0) for place in _places(bearer, how))
        if score:
            yield _key(bearer, how, score), bearer, how


def _places(bearer: _Bearer, how: How) -> tuple[Any, ...]:
    row = bearer.row
    return (_integer(row.within),) if how == "town" else (row.country, row.polity)


def _hit(index: SearchIndex, bearer: _Bearer, score: float, how: How) -> Hit:
    row, town = bearer.row, _integer(bearer.row.within)
    when = duration(_text(row.start_date), _text(row.end_date))
    return Hit(
        row.record_id, row.Index, bearer.name, bearer.lang, bearer.home.name,
        None if town is None else index.town_names.get(town), row.country, when, bearer.year, score, how,
    )  # fmt: skip


def _folding(periods: gpd.GeoDataFrame, towns: Iterable[Town]) -> tuple[Letters, dict[str, list[str]]]:
    """Give the letters of the names and the towns, and the names of the countries, of one sound the first."""
    names = {*periods["name"], *periods["native_name"].dropna()}
    countries = country_names(set(periods["country"]), {"en", *periods["native_lang"].dropna()})
    of_towns = (name for town in towns if town.id is not None for name in (town.name, *town.names))
    of_countries = (name for own in countries.values() for name in own)
    letters = letters_of({*names, *of_towns, *of_countries}, variants_of=names)
    return letters, {code: letters.apart(own) for code, own in countries.items()}


def _in_place(index: SearchIndex, query: Folded, costs: Costs) -> Scores:
    """Score the bearers of which the name has some of the text's words, and their town or country has the others."""
    scores = np.zeros((len(index.bearers), max(len(bearers) for bearers in index.bearers)))
    if len(costs) < 2:
        return scores
    sounds = list(dict(zip(query.words, query.sounds, strict=True)).values())
    towns, countries = ([known.costs(sound) for sound in sounds] for known in (index.towns, index.countries))
    if not any((*towns, *countries)):
        return scores
    for number in np.flatnonzero((costs < NEVER).any(axis=0)):
        own = costs[:, number]
        for place, bearer in enumerate(index.bearers[number]):
            other = np.array([_of_place(bearer, *known) for known in zip(towns, countries, strict=True)])
            scores[number, place] = _together(own, other)
    return scores


def _together(own: Costs, other: Costs) -> float:
    """Score what a name and a place have of a text's words together; nothing where one of them alone has as much."""
    both = np.minimum(own, other)
    if not (other < own).any() or not ((own < NEVER) & (other == NEVER)).any():
        return 0.0
    score = float(scores_of(both.sum(), _WORDS_IN_PLACE, _BEGUN_IN_PLACE))
    one_is_missing = len(both) > 2 and (both < A_SLIP).sum() == len(both) - 1
    return score or (_ONE_MISSING_IN_PLACE if one_is_missing and (own < A_SLIP).any() else 0.0)


def _of_place(bearer: _Bearer, towns: dict[Any, int], countries: dict[Any, int]) -> int:
    found = [towns.get(place, NEVER) for place in _places(bearer, "town")]
    return min([*found, *(countries.get(place, NEVER) for place in _places(bearer, "country"))])


def _bearers(periods: gpd.GeoDataFrame) -> tuple[dict[str, list[_Bearer]], list[_Bearer]]:
    """List for each name of the layer the periods that bear it, and for each record the period that names it."""
    rows = list(periods.itertuples())
    homes = _homes(rows)
    bearers: dict[str, list[_Bearer]] = defaultdict(list)
    for row in rows:
        home = homes[row.record_id]
        year = _year(row) if row.status == "honouring" else _year(home)
        for name in sorted({row.name, _text(row.native_name)} - {None}):
            lang = None if name == row.name else _text(row.native_lang)
            bearers[name].append(_Bearer(row, name, lang, home, _honour(row), year))
    return bearers, [_Bearer(home, home.name, None, home, _honour(home), _year(home)) for home in homes.values()]


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
