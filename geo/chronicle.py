"""What happened in a year, in numbers and in one sentence; and the dated events of the political history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geo.dates import parse
from geo.errors import DateError, LayerError, one_line
from geo.files import read_json
from geo.honours import follows_honour
from geo.layer import Mask, dated_changes, ended_by, states
from geo.records import Event
from geo.shape import first_fault

__all__ = [
    "Tally", "all_sentence", "changes_per_year", "first_year", "read_events", "sentence", "sentences", "sum_sentence",
    "tally",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """A year in numbers of records, by the year rule.

    Attributes
    ----------
    named, changed : int
        Places that took the honoured name; places that gave it up.
    put_up, came_down : int
        Monuments.
    bearing, standing : int
        Places that certainly bore the name, and monuments that certainly stood, on 31 December.
    possible : int
        Records of which either is only possible.
    undated : int
        Records that are left out because no source bounds the state.
    """

    named: int
    changed: int
    put_up: int
    came_down: int
    bearing: int
    standing: int
    possible: int
    undated: int


def tally(periods: pd.DataFrame, years: Sequence[int], chosen: Mask | None = None) -> list[Tally]:
    """Count years.

    Parameters
    ----------
    periods : DataFrame
        The layer, or whole records of it; see :func:`geo.layer.periods_of`.
    years : sequence of int
    chosen : numpy.ndarray of bool, optional
        The rows that are counted; else all.

    Returns
    -------
    list of Tally
        One a year.
    """
    counted = _all_or(chosen, periods)
    state = np.where(counted, states(periods, years), 0)
    honouring = (periods["status"] == "honouring").to_numpy()
    place = (periods["category"] == "place").to_numpy()
    certain, possible = (state == 1) & honouring, (state == 2) & honouring
    split = {"place": place & counted, "monument": ~place & counted}
    changes = {name: changes_per_year(periods, rows) for name, rows in split.items()}
    counts = {name: table.reindex(list(years)).fillna(0).astype(int) for name, table in changes.items()}
    return [
        Tally(
            named=int(counts["place"]["began"][year]),
            changed=int(counts["place"]["ended"][year]),
            put_up=int(counts["monument"]["began"][year]),
            came_down=int(counts["monument"]["ended"][year]),
            bearing=int((certain[row] & place).sum()),
            standing=int((certain[row] & ~place).sum()),
            possible=int(possible[row].sum()),
            undated=int((state[row] == 3).sum()),
        )
        for row, year in enumerate(years)
    ]


def sentence(year: int, count: Tally, hidden: Collection[str] = ()) -> str:
    """Put a year into one sentence.

    Parameters
    ----------
    year : int
    count : Tally
    hidden : collection of str
        Statuses of which a filter leaves out every row: of what is not counted nothing is said.

    Examples
    --------
    >>> sentence(1961, Tally(0, 41, 0, 12, 83, 0, 2, 5))
    "1961: 41 names changed, 12 monuments came down; 83 places still bore the name at the year's end"
    >>> sentence(1961, Tally(0, 41, 0, 12, 0, 0, 0, 0), hidden={"honouring"})
    '1961: 41 names changed, 12 monuments came down'
    """
    happened = [
        _plural(count.named, "place took the name", "places took the name"),
        _plural(count.put_up, "monument went up", "monuments went up"),
        _plural(count.changed, "name changed", "names changed"),
        _plural(count.came_down, "monument came down", "monuments came down"),
    ]
    events = ", ".join(part for part in happened if part) or _quiet(hidden)
    if "honouring" in hidden:
        return f"{year}: {events}"
    still = "still " if count.changed or count.came_down else ""
    bearing = _plural(count.bearing, f"place {still}bore the name", f"places {still}bore the name")
    standing = _plural(count.standing, "monument stood", "monuments stood")
    state = " and ".join(part for part in (bearing, standing) if part) or "none bore the name or stood"
    return f"{year}: {events}; {state} at the year's end"


def sum_sentence(year: int, changed: int, came_down: int) -> str:
    """Put what had ended by a year into one sentence.

    Examples
    --------
    >>> sum_sentence(1961, 214, 1)
    'By the end of 1961: 214 names had changed and 1 monument had come down'
    """
    parts = [_plural(changed, "name had changed", "names had changed")]
    parts.append(_plural(came_down, "monument had come down", "monuments had come down"))
    return f"By the end of {year}: {' and '.join(part for part in parts if part) or 'nothing had changed'}"


def all_sentence(places: int, monuments: int) -> str:
    """Put the whole choice into one sentence.

    Examples
    --------
    >>> all_sentence(1, 2)
    'All years: 1 place that bore the name and 2 monuments'
    """
    parts = [_plural(places, "place that bore the name", "places that bore the name")]
    parts.append(_plural(monuments, "monument", "monuments"))
    return f"All years: {' and '.join(part for part in parts if part) or 'nothing'}"


def sentences(periods: pd.DataFrame, chosen: Mask, years: Sequence[int], mode: str | None) -> list[str]:
    """Give the live sentence of every year.

    Parameters
    ----------
    periods : DataFrame
        The whole layer.
    chosen : numpy.ndarray of bool
        The rows that pass the filters.
    years : sequence of int
    mode : str or None
        As in :class:`geo.layer.Query`.

    Returns
    -------
    list of str
        One a year.
    """
    if mode == "all":
        categories = periods[chosen].drop_duplicates("record_id")["category"]
        places, monuments = (int((categories == name).sum()) for name in ("place", "monument"))
        return [all_sentence(places, monuments)] * len(years)
    if mode == "changes":
        place = (periods["category"] == "place").to_numpy()
        ended = [ended_by(periods, year) & chosen for year in years]
        return [
            sum_sentence(year, int((rows & place).sum()), int((rows & ~place).sum()))
            for year, rows in zip(years, ended, strict=True)
        ]
    hidden = _hidden(periods, chosen)
    return [sentence(year, count, hidden) for year, count in zip(years, tally(periods, years, chosen), strict=True)]


def changes_per_year(periods: pd.DataFrame, chosen: Mask | None = None) -> pd.DataFrame:
    """Count the changes of each year.

    Parameters
    ----------
    periods : DataFrame
        The layer, or whole records of it: what ended is read from the row before.
    chosen : numpy.ndarray of bool, optional
        The rows that are counted; else all.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``year``, every year from the first to the last change, with the integer columns ``began`` (took
        the name or was put up) and ``ended`` (gave it up or came down).
    """
    dated = dated_changes(periods) & _all_or(chosen, periods)
    began = periods["start_year"][dated & (periods["status"] == "honouring")].value_counts()
    ended = periods["start_year"][dated & follows_honour(periods)].value_counts()
    counts = pd.DataFrame({"began": began, "ended": ended})
    if counts.empty:
        return pd.DataFrame({"began": [], "ended": []}, dtype=int).rename_axis("year")
    years = range(int(counts.index.min()), int(counts.index.max()) + 1)
    return counts.reindex(years).fillna(0).astype(int).rename_axis("year")


def first_year(periods: pd.DataFrame) -> int:
    """Give the first year in which something in the layer took the name or was put up, possibly at least."""
    honouring = periods[(periods["status"] == "honouring") & periods["start_date"].notna()]
    earliest = honouring["start_earliest"].dropna()
    return int(earliest.min()) if len(earliest) else 1961


def read_events(path: Path) -> list[Event]:
    """Read ``data/events.json``.

    Raises
    ------
    LayerError
        Naming the event, the field and the fault.
    """
    data = read_json(path, LayerError)
    read, fault = first_fault(data, list[Event])
    if fault:
        raise LayerError(f"{path.name}: {fault}")
    events: list[Event] = read
    for event in events:
        try:
            for date in filter(None, (event.date, event.until)):
                parse(date)
        except DateError as error:
            raise LayerError(one_line(f"{path.name}: {event.id}: {error}")) from error
    return events


def _quiet(hidden: Collection[str]) -> str:
    """Say that nothing happened, of what is counted alone."""
    if {"honouring", "after"} <= set(hidden):
        return "what took or gave up the name is filtered out"
    if "honouring" in hidden:
        return "no name changed, no monument came down"
    return "none took the name or went up" if "after" in hidden else "nothing changed"


def _hidden(periods: pd.DataFrame, chosen: Mask) -> set[str]:
    """Name the statuses that the chosen records have, but none of the chosen rows."""
    records = periods["record_id"].isin(periods["record_id"][chosen])
    return set(periods["status"][records]) - set(periods["status"][chosen])


def _all_or(chosen: Mask | None, periods: pd.DataFrame) -> Mask:
    return np.ones(len(periods), dtype=bool) if chosen is None else chosen


def _plural(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}" if count else ""
