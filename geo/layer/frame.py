"""The layer as a frame, one row a period."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.core.dates import OPEN
from geo.layer.arrow import read_columns
from geo.layer.fields import FIELDS, Fields
from geo.layer.outcomes import lifetimes, replacements
from geo.layer.reading import read_layer
from geo.records.model import Category

__all__ = ["periods_of", "read_periods"]

_TYPES = {"str": "object", "str?": "object", "list": "object", "int": "int64", "int?": "Int64", "bool": "bool"}
"""How the frame holds what the layer calls its types."""


def periods_of(collection: dict[str, Any], fields: Fields = FIELDS) -> gpd.GeoDataFrame:
    """Give the layer as a frame.

    Parameters
    ----------
    collection : dict
        From :func:`read_layer` or :func:`build_layer`.
    fields : Fields, optional
        Those of the data's subject; else those of every subject.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326; one row a period in the layer's order, columns of `fields`, ``fate`` (how a monument's last
        honour ended, ``standing`` or ``not known``; None for places), ``replaced`` (see
        :func:`geo.layer.outcomes.replacements`), ``lasted`` (Int64, years: see
        :func:`geo.layer.outcomes.lifetimes`), ``former_name`` (that of the period just before, where it was an honour;
        else None) and ``geometry``, the index being the
        feature's place in the layer. Years that may be null are nullable integers (``Int64``), the resolved bounds
        plain ones; dates stay text.
    """
    rows = [feature["properties"] for feature in collection["features"]]
    data = {name: pd.Series([row[name] for row in rows], dtype=_TYPES[kind]) for name, kind in fields.columns.items()}
    lonlat = np.array([feature["geometry"]["coordinates"] for feature in collection["features"]]).reshape(-1, 2)
    return _frame(data, lonlat, collection, fields)


def read_periods(path: Path, fields: Fields = FIELDS) -> gpd.GeoDataFrame:
    """Read the layer's file as a frame; see :func:`periods_of`.

    Parameters
    ----------
    path : Path
        ``data/layer.geojson``.
    fields : Fields, optional
        The table of fields of the data.

    Raises
    ------
    LayerError
        As for :func:`geo.layer.reading.read_layer`.
    """
    with _without_collection():
        columns = read_columns(path, fields)
        return periods_of(read_layer(path, fields), fields) if columns is None else _frame(*columns, fields)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Let Python look for no garbage while all that is made is kept: 0.1 to 0.3 of 3 s at 50,000 records."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _frame(
    data: dict[str, pd.Series], lonlat: npt.NDArray[np.float64], members: dict[str, Any], fields: Fields
) -> gpd.GeoDataFrame:
    """Add to the layer's columns what is read from them; `members` are those of the collection."""
    plain = pd.DataFrame(data, copy=False)
    answers = replacements(plain, fields.subject.namesakes)
    made = {"fate": _fates(plain), "replaced": answers, "lasted": _lasted(plain, members)}
    made["former_name"] = _former_names(plain)
    points = gpd.points_from_xy(lonlat[:, 0], lonlat[:, 1])
    return gpd.GeoDataFrame({**data, **made}, geometry=points, crs="EPSG:4326")


def _fates(rows: pd.DataFrame) -> pd.Series:
    """Give each row the fate of its record: the change that began the last period after an honouring one."""
    record = rows["record_id"].to_numpy()
    ends = np.flatnonzero(np.r_[record[1:] != record[:-1], True][: len(record)])
    last = rows[["status", "change", "end_date"]].iloc[ends]
    standing = (last["status"] == "honouring") & (last["end_date"] == OPEN)
    fate = (
        last["change"].where(last["status"] == "after", "not known").mask(standing, "standing").to_numpy(dtype=object)
    )
    lengths = np.diff(np.r_[-1, ends])
    found = np.repeat(fate, lengths)
    found[(rows["category"] != Category.MONUMENT).to_numpy() | pd.isna(found)] = None
    return pd.Series(found, index=rows.index, dtype="object")


def _former_names(rows: pd.DataFrame) -> pd.Series:
    """Give each row the name of the period just before it in its record, if that bore the honour."""
    record, names = rows["record_id"].to_numpy(), np.full(len(rows), None, dtype=object)
    honoured = (record[1:] == record[:-1]) & (rows["status"].to_numpy()[:-1] == "honouring")
    names[1:][honoured] = rows["name"].to_numpy()[:-1][honoured]
    return pd.Series(names, index=rows.index, dtype="object")


def _lasted(rows: pd.DataFrame, collection: dict[str, Any]) -> pd.Series:
    """Give each honoured name's years, those of a name still borne being counted to the year of the data."""
    year = str(collection.get("data_date", ""))[:4]
    lasted = lifetimes(rows, int(year) if year.isdigit() else None)["lasted"]
    return lasted.reindex(rows.index).astype("Int64")
