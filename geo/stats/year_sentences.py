"""The live sentence of a year, from its counts and the catalogue; ``geo/web/model/sentence.js`` says the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from geo.layer import Mask
from geo.stats.counts import changes_per_year, counts_of_years
from geo.text.catalogue import PLAIN

__all__ = ["all_sentence", "between_sentence", "sentence", "sentences", "sum_sentence", "year_counts"]


def sentence(year: int, count: pd.Series, hidden: Collection[str] = ()) -> str:
    """Put a year into one sentence.

    Parameters
    ----------
    year : int
    count : pandas.Series of int
        The row of the year; see :func:`geo.stats.counts.counts_of_years`.
    hidden : collection of str
        Statuses of which a filter leaves out every row: of what is not counted nothing is said.

    Examples
    --------
    >>> count = pd.Series(dict(named=0, put_up=0, changed=41, came_down=12, bearing=83, standing=0, presumed=0))
    >>> sentence(1961, count)
    "1961: 41 names changed, 12 monuments came down; 83 places still bore the name at the year's end"
    >>> sentence(1961, count, hidden={"honouring"})
    '1961: 41 names changed, 12 monuments came down'
    >>> sentence(2026, pd.Series(dict(named=0, put_up=0, changed=0, came_down=0, bearing=0, standing=87, presumed=86)))
    "2026: nothing changed; 87 monuments stood at the year's end, 86 of them as last reported"
    """
    happened = _counted({name: count[name] for name in ("named", "put_up", "changed", "came_down")})
    events = PLAIN.joined("web.sentence.comma", happened) or _quiet(hidden)
    if "honouring" in hidden:
        return PLAIN.message("web.sentence.year", year=year, events=events)
    still = "still_bearing" if count["changed"] or count["came_down"] else "bearing"
    state = PLAIN.joined("web.sentence.and", _counted({still: count["bearing"], "standing": count["standing"]}))
    state = state or PLAIN.message("web.sentence.none")
    return PLAIN.message(
        "web.sentence.year_and_state", year=year, events=events, state=state, reported=_reported(count)
    )


def sum_sentence(year: int, changed: int, came_down: int) -> str:
    """Put what had ended by a year into one sentence.

    Examples
    --------
    >>> sum_sentence(1961, 214, 1)
    'By the end of 1961: 214 names had changed and 1 monument had come down'
    """
    parts = PLAIN.joined("web.sentence.and", _counted({"had_changed": changed, "had_come_down": came_down}))
    return PLAIN.message("web.sentence.until", year=year, parts=parts or PLAIN.message("web.sentence.nothing_had"))


def between_sentence(since: int, year: int, count: Mapping[str, int]) -> str:
    """Put the comparison of two years into one sentence.

    Parameters
    ----------
    since, year : int
    count : mapping of str to int
        From :func:`geo.stats.counts.counts_between`.

    Examples
    --------
    >>> count = dict(lost_names=214, lost_monuments=60, gained=3, kept=40, in_doubt=0)
    >>> between_sentence(1955, 1962, count)
    'Between 1955 and 1962: 214 names and 60 monuments lost, 3 gained, 40 kept'
    >>> between_sentence(1955, 1962, dict(count, lost_names=0, lost_monuments=0, in_doubt=2))
    'Between 1955 and 1962: nothing lost, 3 gained, 40 kept; of 2 it is not certain'
    """
    lost = PLAIN.joined("web.sentence.and", _counted({name: count[name] for name in ("lost_names", "lost_monuments")}))
    parts = {name: PLAIN.message(f"web.sentence.{name}", count=count[name]) for name in ("gained", "kept")}
    parts |= {"lost": lost or PLAIN.message("web.sentence.lost_nothing")}
    if not count["in_doubt"]:
        return PLAIN.message("web.sentence.between", since=since, year=year, **parts)
    doubt = PLAIN.message("web.sentence.in_doubt", count=count["in_doubt"])
    return PLAIN.message("web.sentence.between_doubt", since=since, year=year, doubt=doubt, **parts)


def all_sentence(places: int, monuments: int) -> str:
    """Put the whole choice into one sentence.

    Examples
    --------
    >>> all_sentence(1, 2)
    'All years: 1 place that bore the name and 2 monuments'
    """
    parts = PLAIN.joined("web.sentence.and", _counted({"ever_places": places, "ever_monuments": monuments}))
    return PLAIN.message("web.sentence.ever", parts=parts or PLAIN.message("web.sentence.ever_none"))


def sentences(periods: pd.DataFrame, chosen: Mask, counts: pd.DataFrame, mode: str | None) -> list[str]:
    """Give the live sentence of every year.

    Parameters
    ----------
    periods : DataFrame
        The whole layer.
    chosen : numpy.ndarray of bool
        The rows that pass the filters.
    counts : DataFrame
        From :func:`geo.stats.counts.counts_of_years` for the same rows and mode.
    mode : str or None
        As in :class:`geo.layer.Query`.

    Returns
    -------
    list of str
        One a year.
    """
    if mode == "all":
        return [all_sentence(row["bearing"], row["standing"]) for _, row in counts.iterrows()]
    if mode == "changes":
        return [sum_sentence(int(str(year)), row["changed"], row["came_down"]) for year, row in counts.iterrows()]
    hidden = _hidden(periods, chosen)
    return [sentence(int(str(year)), row, hidden) for year, row in counts.iterrows()]


def year_counts(
    periods: pd.DataFrame, chosen: Mask, years: Sequence[int], mode: str | None, *, undated: bool = False
) -> dict[str, Any]:
    """Give each year's counts and its sentence, as the time bar carries them.

    Parameters
    ----------
    periods, chosen, years, mode, undated
        As for :func:`geo.stats.counts.counts_of_years`.

    Returns
    -------
    dict
        ``sentences`` (list of str), ``began`` and ``ended`` (lists of int: the bars) and ``counts`` (each of
        :data:`geo.stats.counts.COUNTS` as a list of int), one a year.
    """
    counts = counts_of_years(periods, chosen, years, mode, undated=undated)
    changes = changes_per_year(periods, chosen).reindex(list(years), fill_value=0)
    return {
        "sentences": sentences(periods, chosen, counts, mode),
        "began": changes["began"].tolist(),
        "ended": changes["ended"].tolist(),
        "counts": {str(name): column.tolist() for name, column in counts.items()},
    }


def _reported(count: pd.Series) -> str:
    """Say how many of those that still are so were only last reported to be."""
    presumed, every = count["presumed"], count["bearing"] + count["standing"]
    if not presumed:
        return ""
    if presumed == every:
        return PLAIN.message("web.sentence.all_reported")
    return PLAIN.message("web.sentence.reported", count=int(presumed))


def _quiet(hidden: Collection[str]) -> str:
    """Say that nothing happened, of what is counted alone."""
    if {"honouring", "after"} <= set(hidden):
        return PLAIN.message("web.sentence.filtered_out")
    if "honouring" in hidden:
        return PLAIN.message("web.sentence.quiet_ended")
    return PLAIN.message("web.sentence.quiet_began" if "after" in hidden else "web.sentence.quiet")


def _hidden(periods: pd.DataFrame, chosen: Mask) -> set[str]:
    """Name the statuses that the chosen records have, but none of the chosen rows."""
    records = periods["record_id"].isin(periods["record_id"][chosen])
    return set(periods["status"][records]) - set(periods["status"][chosen])


def _counted(counts: Mapping[str, int]) -> list[str]:
    """Say the counts that are not zero."""
    return [PLAIN.message(f"web.sentence.{name}", count=int(count)) for name, count in counts.items() if count]
