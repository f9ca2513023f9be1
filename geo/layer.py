"""The layer: one row a period, built from the records; how to read it, and how to choose from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import process, utils

from geo.chain import years_of
from geo.dataset import Dataset
from geo.dates import OPEN
from geo.errors import LayerError, QueryError, shown
from geo.files import read_json
from geo.honours import REPLACEMENTS, follows_honour, lifetimes, replacements
from geo.records import STATUSES, Name, Record

__all__ = [
    "COLUMNS",
    "LAYERS_OWN",
    "MODES",
    "STATES",
    "Mask",
    "Query",
    "build_layer",
    "changed_in",
    "dated_changes",
    "ended_between",
    "ended_by",
    "filter_mask",
    "layer_text",
    "periods_of",
    "read_layer",
    "select",
    "state_in",
    "states",
]

COLUMNS: dict[str, str] = {
    "record_id": "str", "period": "int", "category": "str", "kind": "str", "name": "str", "native_name": "str?",
    "status": "str", "start_date": "str?", "end_date": "str?", "start_year": "int?", "end_year": "int?",
    "start_earliest": "int?", "end_earliest": "int?", "date_certainty": "str", "honours": "str", "change": "str?",
    "country": "str", "polity": "str", "precision": "str", "confidence": "str", "note": "str", "sources": "list",
}  # fmt: skip
"""The layer's properties in order, with their types; ``?`` may be null. ``data/README.md`` says what they mean."""

LAYERS_OWN = ("disputed", "named_for")
"""Foreign members that speak of the whole layer, so that a choice from it does not carry them."""

MODES = ("changes", "all")
"""What a query may ask for instead of the state in its year; see :class:`Query`."""
STATES = ("no", "certain", "possible", "undated")
"""What a period can be in a year; see :func:`states`."""

_LAST_YEAR = 9999
"""What an integer of the layer may be at most: four digits, as in a date."""
_LISTED = 40
"""Most values that an error lists."""
_NEAR = 75
"""Likeness, of 100, from which a value is proposed for an unknown one."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Query:
    """A choice from the layer; an empty tuple or None does not narrow it.

    Attributes
    ----------
    year : int, optional
        Only what is in force, or possibly so, on 31 December of this year.
    changed_in : int, optional
        Only what began to be so in this year.
    ended : tuple of int
        Two years: only the dated ends of honours from the first to the second, each by the period that followed.
    country, kind, honours, status, polity, fate, confidence : tuple of str
        Values of the columns of the same name; several are alternatives.
    replaced : tuple of str
        Only places of which an honour was followed by this; keys of :data:`geo.honours.REPLACEMENTS`. With `ended`
        the end itself must be so followed.
    lasted : int, optional
        Only records of which an honoured name is known to have lasted at least so many years.
    between : tuple of int
        Two years: only records of which a name changed, or that went up or came down, from the first to the second.
    category : str, optional
        ``place`` or ``monument``.
    mode : str, optional
        With `year`: ``changes`` gives every honour that had ended by that year, by the period that followed it;
        ``all`` gives all periods, whatever the year; None gives the state in the year.
    undated : bool
        With `year`: also what may have been so then for all we know, because no source dates the bound.
    disputed : bool
        Only records on which sources disagree.
    """

    year: int | None = None
    changed_in: int | None = None
    ended: tuple[int, ...] = ()
    country: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    category: str | None = None
    honours: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    polity: tuple[str, ...] = ()
    fate: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    lasted: int | None = None
    between: tuple[int, ...] = ()
    mode: str | None = None
    undated: bool = False
    disputed: bool = False

    def as_members(self) -> dict[str, Any]:
        """Give the filter as it stands in exports: only what narrows, lists for alternatives."""
        given = {name: value for name, value in asdict(self).items() if value}
        for name in {"between", "ended"} & given.keys():
            given[name] = "-".join(str(year) for year in given[name])
        if len(set(self.ended)) == 1:
            given["ended"] = str(self.ended[0])
        if self.lasted is not None:
            given["lasted"] = self.lasted
        return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}


def build_layer(records: Iterable[Record], dataset: Dataset) -> dict[str, Any]:
    """Turn records into the layer's FeatureCollection.

    Parameters
    ----------
    records : iterable of Record
        Checked; see :mod:`geo.checks`.
    dataset : Dataset
        What the data set says about itself.

    Returns
    -------
    dict
        RFC 7946 GeoJSON, one Point feature (longitude, latitude; five decimals) a period with the properties
        :data:`COLUMNS`, sorted by record and period; foreign members name licence, attribution, version, and in
        ``disputed`` the ids of the records on which sources disagree, in ``named_for`` the ids of the features whose
        new name replaced an honoured one, under ``person`` and ``other``; of those under neither it is not known.
    """
    chosen = sorted(records, key=lambda record: record.id)
    disputed = [record.id for record in chosen if record.disagreements]
    features = [feature for record in chosen for feature in _features(record)]
    own = {"disputed": disputed, "named_for": {one: _named_for(chosen, one) for one in ("person", "other")}}
    return {"type": "FeatureCollection", **dataset.members(), **own, "features": features}


def layer_text(collection: dict[str, Any]) -> str:
    """Write a FeatureCollection as text: one feature a line, so that a change of fact is one changed line."""
    head = {key: value for key, value in collection.items() if key != "features"}
    opening = json.dumps(head, ensure_ascii=False, separators=(", ", ": "))[:-1]
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in collection["features"]]
    return f'{opening}, "features": [\n' + ",\n".join(lines) + "\n]}\n"


def read_layer(path: Path) -> dict[str, Any]:
    """Read the layer's file.

    Parameters
    ----------
    path : Path
        ``data/layer.geojson``.

    Returns
    -------
    dict
        Its FeatureCollection; integers and date strings as they were written.

    Raises
    ------
    LayerError
        If the file is missing, is not JSON, or lacks a property; names the place and the remedy.
    """
    remedy = 'run "python -m geo build"'
    collection = read_json(path, LayerError, remedy)
    if fault := _fault(collection):
        raise LayerError(f"{path.name}: {fault}; {remedy}")
    return dict(collection)


def periods_of(collection: dict[str, Any]) -> gpd.GeoDataFrame:
    """Give the layer as a frame.

    Parameters
    ----------
    collection : dict
        From :func:`read_layer` or :func:`build_layer`.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326; one row a period in the layer's order, columns :data:`COLUMNS`, ``disputed`` (bool: sources
        disagree on the record), ``fate`` (how a monument's last honour ended, ``standing`` or ``not known``; None for
        places), ``replaced`` (see :func:`geo.honours.replacements`), ``lasted`` (Int64, years: see
        :func:`geo.honours.lifetimes`) and ``geometry``, the index being the feature's place in the layer. Years are
        nullable integers (``Int64``); dates stay text.
    """
    rows = [feature["properties"] for feature in collection["features"]]
    types = {name: "Int64" if kind.startswith("int") else "object" for name, kind in COLUMNS.items()}
    data = {name: pd.Series([row[name] for row in rows], dtype=types[name]) for name in COLUMNS}
    data["disputed"] = data["record_id"].isin(collection.get("disputed", []))
    plain = pd.DataFrame(data)
    answers = replacements(plain, collection.get("named_for"))
    data |= {"fate": _fates(plain), "replaced": answers, "lasted": _lasted(plain, collection)}
    lonlat = np.array([feature["geometry"]["coordinates"] for feature in collection["features"]]).reshape(-1, 2)
    return gpd.GeoDataFrame(data, geometry=gpd.points_from_xy(lonlat[:, 0], lonlat[:, 1]), crs="EPSG:4326")


def states(periods: pd.DataFrame, years: Sequence[int]) -> npt.NDArray[np.int8]:
    """Say for each year and period whether it was in force on 31 December of that year.

    This is the year rule of :mod:`geo.dates`; the browser (``rule.js``) applies the same to the same integers.

    Parameters
    ----------
    periods : DataFrame
        From :func:`periods_of`, or some of its rows; the rows of a record stand together.
    years : sequence of int

    Returns
    -------
    numpy.ndarray of int8, shape (len(years), len(periods))
        Indexes into :data:`STATES`: ``no``, ``certain``, ``possible``, or ``undated`` (possible for all we know, as
        no source bounds it). At most one period of a record is not ``no`` in a year.
    """
    result = np.zeros((len(years), len(periods)), dtype=np.int8)
    if not len(periods):
        return result
    low, high = -(10**6), 10**6
    year = np.asarray(years, dtype=int)[:, np.newaxis]
    start, end = _integers(periods, "start_year", low), _integers(periods, "end_year", high)
    start_earliest = _integers(periods, "start_earliest", low)
    end_earliest = _integers(periods, "end_earliest", high)
    unknown_start = (periods["start_date"].isna() & periods["start_earliest"].isna()).to_numpy()
    unknown_end = (periods["end_date"].isna() & periods["end_year"].isna()).to_numpy()
    in_force = (start <= year) & (year < end)
    early = (start_earliest <= year) & (year < start)
    early &= ~_any_of_record(periods, in_force)
    early &= _first_of_record(periods, early)
    late = in_force & (year >= end_earliest)
    result[in_force] = 1
    result[late | early] = 2
    result[(late & unknown_end) | (early & unknown_start)] = 3
    return result


def state_in(periods: pd.DataFrame, year: int) -> pd.Series:
    """Say for each period whether it was in force on 31 December of one year; see :func:`states`.

    Returns
    -------
    pandas.Series of str
        Values of :data:`STATES`, on the frame's index.
    """
    return pd.Series(np.array(STATES, dtype=object)[states(periods, [year])[0]], index=periods.index, dtype="object")


def select(periods: gpd.GeoDataFrame, query: Query) -> gpd.GeoDataFrame:
    """Choose the periods that a query asks for.

    Parameters
    ----------
    periods : geopandas.GeoDataFrame
        From :func:`periods_of`.
    query : Query

    Returns
    -------
    geopandas.GeoDataFrame
        The chosen rows, in order, with their index.

    Raises
    ------
    QueryError
        If the query names a country, kind, category, person or status that the layer does not have; the message
        lists the values it has.
    """
    mask = filter_mask(periods, query)
    if query.mode is not None:
        _expect("mode", [query.mode], MODES)
    if query.mode == "changes":
        mask &= ended_by(periods, 9999 if query.year is None else query.year)
    elif query.mode != "all" and query.year is not None:
        wanted = ("certain", "possible", "undated") if query.undated else ("certain", "possible")
        mask &= state_in(periods, query.year).isin(wanted).to_numpy()
    if query.changed_in is not None:
        mask &= changed_in(periods, query.changed_in)
    if query.ended:
        mask &= ended_between(periods, *query.ended)
        if query.replaced:  # of two honours that a record lost, the one that was so followed
            mask &= periods["replaced"].shift().isin(query.replaced).to_numpy()
    return periods[mask]


def filter_mask(periods: pd.DataFrame, query: Query) -> Mask:
    """Say which rows pass the parts of a query that do not depend on the year.

    Returns
    -------
    numpy.ndarray of bool
        One value a row.

    Raises
    ------
    QueryError
        As for :func:`select`.
    """
    mask = np.ones(len(periods), dtype=bool)
    for column in ("country", "kind", "honours", "status", "polity", "fate", "confidence"):
        values: Sequence[str] = getattr(query, column)
        if values:
            _expect(column, values, STATUSES if column == "status" else sorted(set(periods[column].dropna())))
            mask &= periods[column].isin(values).to_numpy()
    if query.replaced:
        _expect("replaced", query.replaced, REPLACEMENTS)
        mask &= _of_records(periods, periods["replaced"].isin(query.replaced).to_numpy())
    if query.lasted is not None:
        mask &= _of_records(periods, (periods["lasted"] >= query.lasted).fillna(False).to_numpy(dtype=bool))
    if query.between:
        mask &= _of_records(periods, _changed_from(periods, *query.between))
    if query.category is not None:
        _expect("category", [query.category], ["monument", "place"])
        mask &= (periods["category"] == query.category).to_numpy()
    if query.disputed:
        mask &= periods["disputed"].to_numpy(dtype=bool)
    return mask


def dated_changes(periods: pd.DataFrame) -> pd.Series:
    """Say which periods began by a change that a source dates.

    Returns
    -------
    pandas.Series of bool
        On the frame's index.
    """
    return periods["start_date"].notna() & (periods["start_date"] != OPEN) & periods["change"].notna()


def _changed_from(periods: pd.DataFrame, first: int, last: int) -> Mask:
    """Say which periods are a dated change of the years from `first` to `last`."""
    dated = dated_changes(periods)
    told = dated & (periods["status"] != "before")
    return (periods["start_year"].between(first, last).fillna(False) & told).to_numpy(dtype=bool)


def changed_in(periods: pd.DataFrame, year: int) -> Mask:
    """Say which periods began in a year, by the year rule: the first 31 December on which they were in force."""
    return ((periods["start_year"] == year).fillna(False) & dated_changes(periods)).to_numpy(dtype=bool)


def ended_between(periods: pd.DataFrame, first: int, last: int) -> Mask:
    """Say which periods are the dated end of an honour of the years from `first` to `last`, by the year rule.

    Parameters
    ----------
    periods : DataFrame
        The whole layer.
    first, last : int

    Returns
    -------
    numpy.ndarray of bool
        One value a row; a record that lost its honour twice can have two.
    """
    year = _integers(periods, "start_year", 10**6)
    ended: Mask = (
        follows_honour(periods) & dated_changes(periods).to_numpy(dtype=bool) & (first <= year) & (year <= last)
    )
    return ended


def ended_by(periods: pd.DataFrame, year: int) -> Mask:
    """Say which period of each record followed the last honour that had ended by a year.

    Parameters
    ----------
    periods : DataFrame
        The whole layer.
    year : int

    Returns
    -------
    numpy.ndarray of bool
        At most one row a record: a dated period of the status ``after`` that follows an honouring one.
    """
    ended = ended_between(periods, -(10**6), year)
    last = pd.Series(np.flatnonzero(ended)).groupby(periods["record_id"].to_numpy()[ended]).max()
    mask = np.zeros(len(periods), dtype=bool)
    mask[last.to_numpy(dtype=int)] = True
    return mask


def _features(record: Record) -> list[dict[str, Any]]:
    place = record.location
    geometry = {"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]}
    features = []
    for number, (period, years) in enumerate(zip(record.names, years_of(record), strict=True)):
        properties = {
            "record_id": record.id,
            "period": number,
            "category": record.category,
            "kind": record.kind,
            "name": period.name,
            "native_name": period.native_name,
            "status": period.status,
            "start_date": period.start,
            "end_date": period.end,
            "start_year": years.start,
            "end_year": years.end,
            "start_earliest": years.start_earliest,
            "end_earliest": years.end_earliest,
            "date_certainty": years.certainty,
            "honours": record.honours,
            "change": period.change,
            "country": record.country,
            "polity": record.polity,
            "precision": place.precision,
            "confidence": record.confidence,
            "note": record.note,
            "sources": _addresses(record, period),
        }
        features.append(
            {"type": "Feature", "id": f"{record.id}/{number}", "geometry": geometry, "properties": properties}
        )
    return features


def _named_for(records: Iterable[Record], what: str) -> list[str]:
    return [
        f"{record.id}/{number}"
        for record in records
        for number, period in enumerate(record.names)
        if period.named_for == what
    ]


def _addresses(record: Record, period: Name) -> list[str]:
    keys = period.start_sources + period.end_sources
    keys += [key for attestation in period.attested for key in attestation.sources] + period.sources
    return list(dict.fromkeys(record.sources[key].url for key in keys))


def _fates(rows: pd.DataFrame) -> pd.Series:
    """Give each row the fate of its record: the change that began the last period after an honouring one."""
    last = rows.groupby("record_id", sort=False).tail(1).set_index("record_id")
    fate = last["change"].where(last["status"] == "after", "not known")
    fate = fate.mask((last["status"] == "honouring") & (last["end_date"] == ".."), "standing")
    found = rows["record_id"].map(fate).where(rows["category"] == "monument", None)
    return found.astype("object").where(found.notna(), None)


def _lasted(rows: pd.DataFrame, collection: dict[str, Any]) -> pd.Series:
    """Give each honoured name's years, those of a name still borne being counted to the year of the data."""
    year = str(collection.get("data_date", ""))[:4]
    lasted = lifetimes(rows, int(year) if year.isdigit() else None)["lasted"]
    return lasted.reindex(rows.index).astype("Int64")


def _of_records(periods: pd.DataFrame, rows: Mask) -> Mask:
    """Widen some rows to all rows of their records."""
    mask: Mask = periods["record_id"].isin(periods["record_id"][rows]).to_numpy(dtype=bool)
    return mask


def _fault(collection: Any) -> str | None:
    """Say what keeps some JSON from being the layer, if anything does."""
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        return "is not a GeoJSON FeatureCollection"
    features = collection.get("features")
    if not isinstance(features, list):
        return "has no list of features"
    return _rows_fault(features) or _head_fault(collection)


def _rows_fault(features: list[Any]) -> str | None:
    before: tuple[str, int] | None = None
    for number, feature in enumerate(features):
        if fault := _feature_fault(feature):
            return f"features[{number}]{fault}"
        place = (feature["properties"]["record_id"], feature["properties"]["period"])
        if before is not None and place <= before:
            return f"features[{number}] is not after the one before it, by record and period"
        before = place
    return None


def _head_fault(collection: dict[str, Any]) -> str | None:
    for name in ("title", "license", "license_url", "attribution", "data_version", "data_date"):
        if not isinstance(collection.get(name), str):
            return f"does not say its {name}"
    if not _fits(collection.get("disputed", []), "list"):
        return "has no list of ids as disputed"
    named_for = collection.get("named_for", {})
    if not isinstance(named_for, dict) or not all(_fits(ids, "list") for ids in named_for.values()):
        return "has no lists of ids as named_for"
    return None


def _feature_fault(feature: Any) -> str | None:
    if not _is_point(feature):
        return " is not a Point feature with properties, at degrees of longitude and latitude"
    properties = feature["properties"]
    if missing := COLUMNS.keys() - properties.keys():
        return f".properties lacks {', '.join(sorted(missing))}"
    for name, kind in COLUMNS.items():
        if not _fits(properties[name], kind):
            return f".properties.{name} is {shown(properties[name])}, not {kind.rstrip('?')}"
    for name, valid in (("status", STATUSES), ("category", ("place", "monument"))):
        if properties[name] not in valid:
            return f".properties.{name} is {shown(properties[name])}, not one of {', '.join(valid)}"
    return None


def _is_point(feature: Any) -> bool:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return False
    match feature.get("geometry"):
        case {"type": "Point", "coordinates": [int() | float() as lon, int() | float() as lat]}:
            return not isinstance(lon, bool) and not isinstance(lat, bool) and abs(lon) <= 180 and abs(lat) <= 90
    return False


def _fits(value: Any, kind: str) -> bool:
    match value, kind.rstrip("?"):
        case None, _:
            return kind.endswith("?")
        case bool(), _:
            return False
        case int(), "int":
            return abs(value) <= _LAST_YEAR
        case list(), "list":
            return all(isinstance(one, str) for one in value)
    return isinstance(value, str) and kind.startswith("str")


def _integers(periods: pd.DataFrame, column: str, missing: int) -> npt.NDArray[np.int_]:
    return periods[column].fillna(missing).to_numpy(dtype=int)


def _record_starts(periods: pd.DataFrame) -> npt.NDArray[np.int_]:
    records = periods["record_id"].to_numpy()
    return np.flatnonzero(np.r_[True, records[1:] != records[:-1]])


def _any_of_record(periods: pd.DataFrame, rows: Mask) -> Mask:
    """Say for each row (last axis) whether any row of its record is among some rows."""
    starts = _record_starts(periods)
    lengths = np.diff(np.r_[starts, len(periods)])
    return np.repeat(np.logical_or.reduceat(rows, starts, axis=1), lengths, axis=1)


def _first_of_record(periods: pd.DataFrame, rows: Mask) -> Mask:
    """Narrow some rows (last axis) to the first of each record."""
    starts = _record_starts(periods)
    lengths = np.diff(np.r_[starts, len(periods)])
    rank = np.cumsum(rows, axis=1)
    before: npt.NDArray[np.int_] = rank[:, starts] - rows[:, starts]
    first: Mask = rows & (rank - np.repeat(before, lengths, axis=1) == 1)
    return first


def _expect(column: str, values: Sequence[str], valid: Iterable[str]) -> None:
    known = list(valid)
    unknown = [value for value in values if value not in known]
    if unknown:
        has = ", ".join(known) if len(known) <= _LISTED else f"{len(known)} others"
        nearest = _nearest(unknown[0], known)
        meant = f"; did you mean {' or '.join(nearest)}?" if nearest else ""
        raise QueryError(f'{column} "{unknown[0]}" is not in the layer; it has {has}{meant}')


def _nearest(value: str, known: Sequence[str]) -> list[str]:
    """Give the few values that a mistyped one may stand for, the likeliest first, in quotation marks."""
    found = process.extract(value, known, processor=utils.default_process, score_cutoff=_NEAR, limit=3)
    return [f'"{one}"' for one, _, _ in found]
