"""What a picture shows: the records of a year or mode with their looks, as ``web/model/selection.js`` gives them."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.core.errors import QueryError
from geo.exports.about import Opened
from geo.layer import CERTAIN, PRESUMED, Query, compared, dated_changes, filter_mask, presences, select
from geo.records.model import Category
from geo.stats.counts import changes_per_year, counts_between, first_year
from geo.stats.year_sentences import between_sentence, year_counts

__all__ = ["Look", "busiest_span", "legend_keys", "looks_of", "moment_of", "places_of", "sentence_of"]

SPAN_YEARS = 12
"""How many years an animation has if nobody says which."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the symbol of a record looks.

    Attributes
    ----------
    monument : bool
        A diamond, else a circle.
    status : str
        ``before``, ``honouring`` or ``after``: its colour.
    presence : str
        ``certain``, ``presumed`` (pale) or ``possible`` (hollow).
    changed : bool
        Whether it has the ring of what changed in the year.
    outcome : str
        One of :data:`geo.layer.OUTCOMES` where two years are compared, else empty: what was lost has a cross, what was
        gained a plus.
    """

    monument: bool
    status: str
    presence: str
    changed: bool
    outcome: str = ""


def moment_of(data: Opened, query: Query) -> Query:
    """Give a query with the year that its picture shows: where none is asked for, as the page opens.

    Raises
    ------
    QueryError
        If it asks for what began or ended in a year, of which a picture tells by rings.
    """
    if query.ended or query.changed_in is not None:
        raise QueryError("a picture shows a year; ask for it by year, not by ended or changed in")
    if query.year is not None:
        return query
    return query.but(year=data.edition.year if query.mode else data.fields.subject.opening_year)


def looks_of(data: Opened, query: Query) -> dict[str, Look]:
    """Give the look of each record that is shown, by its id.

    Parameters
    ----------
    data : Opened
    query : Query
        With a year; see :func:`moment_of`.

    Raises
    ------
    QueryError
        As for :func:`geo.layer.select`.
    """
    rows = select(data.periods, query)
    if query.mode == "all":
        return _ever(data.periods, set(rows["record_id"]))
    if query.mode == "between":
        return _between(data.periods, rows, query, _two_years(query))
    changed = ((rows["start_year"] == query.year).fillna(False) & dated_changes(rows)).to_numpy(dtype=bool)
    if query.mode == "changes":
        presence = np.full(len(rows), CERTAIN)
        status = pd.Series("after", index=rows.index)
    else:
        presence = presences(rows, [query.year])[0]
        status = rows["status"]
    return {
        str(record): Look(category == Category.MONUMENT, str(now), _presence(sure), bool(new))
        for record, category, now, sure, new in zip(
            rows["record_id"], rows["category"], status, presence, changed, strict=True
        )
    }


def _presence(code: int) -> str:
    return "certain" if code == CERTAIN else "presumed" if code == PRESUMED else "possible"


def _ever(periods: gpd.GeoDataFrame, records: set[str]) -> dict[str, Look]:
    """Show each record that ever had an honour with the status that it has come to."""
    own = periods[periods["record_id"].isin(records)]
    honoured = set(own["record_id"][own["status"] == "honouring"])
    last = own[own["record_id"].isin(honoured)].drop_duplicates("record_id", keep="last")
    return {
        str(record): Look(category == Category.MONUMENT, str(status), "certain", changed=False)
        for record, category, status in zip(last["record_id"], last["category"], last["status"], strict=True)
    }


def _two_years(query: Query) -> tuple[int, int]:
    """Give the two years that a query compares, which :func:`geo.layer.select` asks for."""
    if query.since is None or query.year is None:
        raise QueryError("a comparison needs two years")
    return query.since, query.year


def _between(
    periods: gpd.GeoDataFrame, rows: gpd.GeoDataFrame, query: Query, years: tuple[int, int]
) -> dict[str, Look]:
    """Show what was lost, gained and kept between two years."""
    found = compared(periods, *years, undated=bool(query.undated)).loc[rows.index]
    status = {"lost": "after", "gained": "honouring", "kept": "honouring"}
    looks = zip(rows["record_id"], rows["category"], found["outcome"], found["presence"], strict=True)
    return {
        str(record): Look(category == Category.MONUMENT, status[outcome], _presence(sure), False, outcome)
        for record, category, outcome, sure in looks
    }


def places_of(data: Opened, query: Query) -> pd.DataFrame:
    """Give the places of the records that pass the filters, whatever the year.

    Returns
    -------
    DataFrame
        Indexed by ``record_id``; ``lon``, ``lat`` in degrees, EPSG:4326.
    """
    rows = data.periods[filter_mask(data.periods, query)].drop_duplicates("record_id")
    places = {"lon": rows.geometry.x.to_numpy(), "lat": rows.geometry.y.to_numpy()}
    return pd.DataFrame(places, index=pd.Index(rows["record_id"], name="record_id"))


def sentence_of(data: Opened, query: Query) -> str:
    """Put the year of a query into the sentence that the page says."""
    chosen = filter_mask(data.periods, query)
    if query.mode == "between":
        years = _two_years(query)
        return between_sentence(*years, counts_between(data.periods, chosen, *years, undated=bool(query.undated)))
    counts = year_counts(data.periods, chosen, [query.year], query.mode, undated=bool(query.undated))
    return str(counts["sentences"][0])


def busiest_span(data: Opened, query: Query) -> tuple[int, int]:
    """Find the years in which most honours ended; where none did, in which most began.

    ``geo/web/model/busiest.js`` finds the same.

    Parameters
    ----------
    data : Opened
    query : Query
        Whose filters say which records count.

    Returns
    -------
    tuple of int
        First and last year of the earliest such span of :data:`SPAN_YEARS` years.
    """
    first, last = first_year(data.periods, data.fields.subject.opening_year), data.edition.year
    changes = changes_per_year(data.periods, filter_mask(data.periods, query)).reindex(
        range(min(first, last - 1), last + 1), fill_value=0
    )
    counted = changes["ended" if changes["ended"].any() else "began"]
    length = min(SPAN_YEARS, len(counted))
    sums = np.convolve(counted.to_numpy(), np.ones(length, dtype=int), mode="valid")
    start = int(changes.index[int(np.argmax(sums))])
    return start, start + length - 1


def legend_keys(looks: list[Look], *, several: bool, mode: str | None) -> list[str]:
    """Say which lines the legend has for some looks, in its order, as ``geo/web/view/legend.js`` does."""
    found = {key for look in looks for key in _keys(look)}
    found |= {"changed"} if any(look.changed for look in looks) else set()
    found |= {"several"} if several else set()
    return [key for key, modes in LEGEND.items() if key in found and (mode or "year") in modes]


def _keys(look: Look) -> list[str]:
    if look.outcome:
        doubt = ["in_doubt"] if look.presence == "possible" else []
        return [look.outcome, *(["diamond"] if look.monument else []), *doubt]
    if look.status == "before":
        return ["before"]
    if look.presence != "certain":
        return [look.presence]
    if look.status == "honouring":
        return ["stands" if look.monument else "bears"]
    return ["gone" if look.monument else "renamed"]


LEGEND = {
    "bears": ("year", "all"),
    "stands": ("year", "all"),
    "presumed": ("year",),
    "possible": ("year",),
    "renamed": ("year", "changes", "all"),
    "gone": ("year", "changes", "all"),
    "before": ("year",),
    "lost": ("between",),
    "gained": ("between",),
    "kept": ("between",),
    "diamond": ("between",),
    "in_doubt": ("between",),
    "changed": ("year", "changes"),
    "several": ("year", "changes", "between", "all"),
}
"""The lines of the legend, each with the modes that have it."""
